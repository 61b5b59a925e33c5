"""How notices leave: one module for each way, behind one function."""

from typing import Protocol

from catalogue.journal.channels import email, whatsapp
from catalogue.journal.models import ChannelName, Notice


class Channel(Protocol):
    """A way out. `deliver` hands one notice over to whoever carries it on.

    Raises `Undeliverable` where trying again cannot help, anything else where it may.
    No transaction is open; it may be called again for a notice that was sent.
    """

    def deliver(self, notice: Notice) -> None: ...


CHANNELS: dict[str, Channel] = {
    ChannelName.EMAIL: email,
    ChannelName.WHATSAPP: whatsapp,
}


def of(name: str) -> Channel:
    return CHANNELS[name]
