"""Keep an enquiry's timers as `deadlines` wants them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.enquiries import calendars, deadlines
from catalogue.enquiries.models import Enquiry, Timer
from catalogue.enquiries.working_time import Calendar
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryDelayed


def set_timers(enquiry: Enquiry, calendar: Calendar) -> None:
    """Bring its rows in line. What was done is not done again, but for what recurs."""
    wanted = dict(deadlines.wanted(enquiry, calendar))
    for timer in Timer.objects.filter(enquiry=enquiry):
        kind = Timer.Kind(timer.kind)
        due = wanted.pop(kind, None)
        if timer.done_at is None and due is None:
            timer.delete()
        elif due is not None and due != timer.due_at:
            _move(timer, kind, due)
    Timer.objects.bulk_create(
        Timer(enquiry=enquiry, kind=kind, due_at=due) for kind, due in wanted.items()
    )


def _move(timer: Timer, kind: Timer.Kind, due: datetime) -> None:
    if timer.done_at is not None and kind not in deadlines.RECURRING:
        return
    timer.due_at, timer.done_at = due, None
    timer.save(update_fields=["due_at", "done_at"])


def forget(enquiry: Enquiry, kind: Timer.Kind) -> None:
    """It comes again, though it was done."""
    Timer.objects.filter(enquiry=enquiry, kind=kind).delete()


def new_timers(enquiry: Enquiry, calendar: Calendar) -> list[Timer]:
    """Of one that is just being written."""
    return [
        Timer(enquiry=enquiry, kind=kind, due_at=due)
        for kind, due in deadlines.wanted(enquiry, calendar).items()
    ]


@transaction.atomic
def follow_calendar(seller_id: UUID) -> None:
    """Days were closed or opened again: move what is due, if it is not yet."""
    calendar, now = calendars.of_seller(seller_id), timezone.now()
    waiting = (
        Enquiry.objects.select_for_update()
        .in_hand()
        .filter(seller=seller_id, first_answered_at__isnull=True)
    )
    for enquiry in waiting.order_by("pk"):
        was_due_at = enquiry.first_response_due_at
        if was_due_at is None or was_due_at > now:
            start_due(enquiry, calendar)  # who is late already stays so
        enquiry.inbox_key = deadlines.inbox_key(enquiry)
        enquiry.version += 1
        enquiry.save(update_fields=["first_response_due_at", "inbox_key", "version"])
        set_timers(enquiry, calendar)
        if was_due_at and enquiry.first_response_due_at > was_due_at:
            record(EnquiryDelayed(enquiry.pk))


def start_due(enquiry: Enquiry, calendar: Calendar) -> None:
    """When the first answer is due, as its clock runs now."""
    enquiry.first_response_due_at = deadlines.after_hours(
        enquiry, deadlines.terms().first_response_hours, calendar
    )
