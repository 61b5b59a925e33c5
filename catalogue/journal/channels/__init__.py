"""How notices leave: one module for each way, behind two functions."""

from typing import Protocol

from catalogue.journal.channels import email, whatsapp
from catalogue.journal.models import ChannelName, Notice, Preferences


class Channel(Protocol):
    """A way out.

    `address_for` says where a notice would go: empty where its recipient switched this
    way off, which the ledger keeps; None where it is no way to her, or the notice is
    not written for it. It is asked when the notice is written, and again before it
    leaves. `mailbox` is her e-mail address.

    `deliver` hands one notice over to whoever carries it on. Raises `Undeliverable`
    where trying again cannot help, anything else where it may. No transaction is open;
    it may be called again for a notice that was sent.
    """

    def address_for(
        self, notice: Notice, mailbox: str, wishes: Preferences
    ) -> str | None: ...

    def deliver(self, notice: Notice) -> None: ...


CHANNELS: dict[str, Channel] = {
    ChannelName.EMAIL: email,
    ChannelName.WHATSAPP: whatsapp,
}
