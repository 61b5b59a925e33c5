"""Do what the clock of enquiries says is due."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from catalogue.enquiries.actions import moving
from catalogue.enquiries.models import Enquiry, Timer
from catalogue.enquiries.parties import THE_SYSTEM
from catalogue.enquiries.states import Verb, Waiting
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryTimeCame

log = logging.getLogger(__name__)

MOST_AT_ONCE = 500
TRY_AGAIN = timedelta(minutes=10)
Kind = Timer.Kind


def run_due(now: datetime | None = None) -> int:
    """Each timer in its own transaction; one that fails is tried later and holds up
    no other. How many were done."""
    now = now or timezone.now()
    due = Timer.objects.filter(done_at__isnull=True, due_at__lte=now)
    done = 0
    for timer in due.order_by("due_at", "pk")[:MOST_AT_ONCE]:
        try:
            done += _run(timer, now)
        except Exception:
            log.exception("%s of enquiry %s failed", timer.kind, timer.enquiry_id)
            Timer.objects.filter(pk=timer.pk).update(due_at=now + TRY_AGAIN)
    return done


@transaction.atomic
def _run(timer: Timer, now: datetime) -> bool:
    """False where it was done, moved or removed in the meantime."""
    enquiry = moving.locked(timer.enquiry_id)
    still = Timer.objects.filter(pk=timer.pk, done_at__isnull=True, due_at__lte=now)
    if not still.update(done_at=now):
        return False
    EFFECTS[Kind(timer.kind)](enquiry)
    record(EnquiryTimeCame(enquiry.pk, timer.kind))
    return True


def _expire(enquiry: Enquiry) -> None:
    moving.move(enquiry, Verb.EXPIRE, THE_SYSTEM)


def _escalate(enquiry: Enquiry) -> None:
    """The regency's officer gets it; the seller may still answer."""
    enquiry.escalated_at = timezone.now()
    enquiry.tell(enquiry.told_status, Waiting.OFFICER)
    moving.save(enquiry)


def _only_tell(enquiry: Enquiry) -> None:
    """Letters follow of the event."""


EFFECTS: dict[Kind, Callable[[Enquiry], None]] = {
    Kind.EXPIRE_UNCONFIRMED: _expire,
    Kind.REMIND_FIRST: _only_tell,
    Kind.REMIND_SECOND: _only_tell,
    Kind.ESCALATE: _escalate,
    Kind.TELL_BUYER: _only_tell,
    Kind.EXPIRE_UNANSWERED: _expire,
    Kind.EXPIRE_SILENT: _expire,
    Kind.QUOTE_EXPIRES: _only_tell,  # `moving.locked` has done it
    Kind.NUDGE_FIRST: _only_tell,
    Kind.NUDGE_SECOND: _only_tell,
    Kind.NUDGE_THIRD: _only_tell,
}
