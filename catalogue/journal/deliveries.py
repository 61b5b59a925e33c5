"""Send what waits: the job behind every notice and letter."""

from datetime import timedelta

from django.utils import timezone

from catalogue.journal import preferences
from catalogue.journal.channels import CHANNELS, Channel
from catalogue.journal.errors import Hopeless
from catalogue.journal.jobs import OUTGOING, enqueue, handles
from catalogue.journal.models import Notice
from catalogue.journal.notices import JOB, settle
from catalogue.journal.scrubbing import scrub

# A mail server that is down for a day costs no letter.
BACKOFF = [
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(hours=24),
]


class NotDelivered(Exception):
    """It is tried again. Says what went wrong without a word of the address."""


@handles(JOB, lane=OUTGOING, backoff=BACKOFF)
def deliver(notice_id: str) -> None:
    """Send one notice and settle it; a repeat finds nothing to do.

    A crash between the two sends it again, with the same `Message-ID`. What its
    recipient has switched off since, or no longer gets there, is not sent, and in quiet
    hours it waits.
    """
    notice = Notice.objects.waiting().filter(pk=notice_id).first()
    if notice is None:
        return
    channel = CHANNELS[notice.channel]
    if notice.topic:
        wishes = preferences.of(notice.recipient)
        address = channel.address_for(notice, notice.address, wishes)
        if address != notice.address:
            settle(notice, Notice.Status.SUPPRESSED)
            return
        if later := wishes.quiet_at(timezone.now()):
            enqueue(JOB, notice_id, not_before=later)
            return
    _send(channel, notice)
    settle(notice, Notice.Status.SENT)


def _send(channel: Channel, notice: Notice) -> None:
    try:
        channel.deliver(notice)
    except Hopeless:
        raise
    except Exception as error:  # noqa: BLE001 - each library raises its own kinds
        # `from None`: the log shows the cause too, and that may hold an address.
        raise NotDelivered(scrub(f"{type(error).__name__}: {error}")) from None
