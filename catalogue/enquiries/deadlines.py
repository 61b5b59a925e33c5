"""The clock of an enquiry: what is due when. Pure; `actions.timing` stores it.

The first answer is due after working time (see `working_time`), everything else after
days of the calendar. A report of spam stops the clock; a release lets it go on where
it stood.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from catalogue.enquiries import working_time
from catalogue.enquiries.models import Enquiry, Timer
from catalogue.enquiries.states import LIVE, Status, Waiting
from catalogue.enquiries.working_time import Calendar
from catalogue.listings.rows import micros

JAKARTA = ZoneInfo("Asia/Jakarta")
LATEST = 2**62
Kind = Timer.Kind
# These come again when the thread goes on; the others are told once.
NUDGES = (Kind.NUDGE_FIRST, Kind.NUDGE_SECOND, Kind.NUDGE_THIRD)
RECURRING = {
    Kind.EXPIRE_UNANSWERED,
    Kind.EXPIRE_SILENT,
    Kind.QUOTE_EXPIRES,
    *NUDGES,  # of a second agreement
}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """How long everything takes; each a setting, in hours or days."""

    confirm_hours: int
    first_response_hours: int
    reminder_hours: tuple[int, int]
    escalation_hours: int
    tell_buyer_hours: int
    unanswered_days: int
    silent_days: int
    nudge_days: tuple[int, int, int]


def terms() -> Terms:
    return Terms(**settings.ENQUIRY_TERMS)


def wanted(enquiry: Enquiry, calendar: Calendar) -> dict[Kind, datetime]:
    """The timers that this enquiry should have as it is now.

    A hidden one goes on for its buyer: she is told, and it expires, when any other
    would. Wants `submission.contact`.
    """
    held_to = terms()
    status = (enquiry.held_from or Status.NEW) if enquiry.is_hidden else enquiry.status
    if status == Status.UNCONFIRMED:
        confirm = timedelta(hours=held_to.confirm_hours)
        return {Kind.EXPIRE_UNCONFIRMED: enquiry.created_at + confirm}
    if status in LIVE and enquiry.first_answered_at is None:
        return _of_an_unanswered_one(enquiry, calendar, held_to)
    if status in LIVE:
        return _of_an_answered_one(enquiry, status, held_to)
    if status == Status.AGREED and enquiry.agreed_at is not None:
        return {
            kind: enquiry.agreed_at + timedelta(days=days)
            for kind, days in zip(NUDGES, held_to.nudge_days, strict=True)
        }
    return {}


def _of_an_unanswered_one(
    enquiry: Enquiry, calendar: Calendar, held_to: Terms
) -> dict[Kind, datetime]:
    """It does not expire before its buyer was told, however long the seller closed."""
    first, second = held_to.reminder_hours
    hours = {
        Kind.ESCALATE: held_to.escalation_hours,
        Kind.TELL_BUYER: held_to.tell_buyer_hours,
    }
    if not enquiry.is_hidden:
        hours |= {Kind.REMIND_FIRST: first, Kind.REMIND_SECOND: second}
    found = {k: after_hours(enquiry, h, calendar) for k, h in hours.items()}
    found[Kind.EXPIRE_UNANSWERED] = max(
        enquiry.active_at + timedelta(days=held_to.unanswered_days),
        found[Kind.TELL_BUYER] + ONE_DAY,
    )
    return found


def _of_an_answered_one(
    enquiry: Enquiry, status: str, held_to: Terms
) -> dict[Kind, datetime]:
    found = {Kind.EXPIRE_SILENT: enquiry.active_at + timedelta(held_to.silent_days)}
    if status == Status.QUOTED and enquiry.quote_valid_until_on is not None:
        midnight = datetime.combine(
            enquiry.quote_valid_until_on + ONE_DAY, time(), tzinfo=JAKARTA
        )
        found[Kind.QUOTE_EXPIRES] = midnight.astimezone(UTC)
    return found


def after_hours(enquiry: Enquiry, hours: int, calendar: Calendar) -> datetime:
    """When so many hours of the clock have passed: of a hidden one as if it ran."""
    started, spent_seconds = enquiry.clock_started_at, enquiry.clock_spent_seconds
    if started is None:
        started, spent_seconds = delivered_at(enquiry), 0
    left = timedelta(hours=hours) - timedelta(seconds=spent_seconds)
    return working_time.after(started, max(left, timedelta(0)), calendar)


def delivered_at(enquiry: Enquiry) -> datetime:
    """When it came to its seller; of one that was held at once, when it would have."""
    contact = enquiry.submission.contact
    return enquiry.delivered_at or contact.proven_at or enquiry.created_at


def spent(enquiry: Enquiry, now: datetime, calendar: Calendar) -> int:
    """Seconds of working time since it was delivered, whether or not it runs now."""
    seconds = enquiry.clock_spent_seconds
    if enquiry.clock_started_at is not None:
        passed = working_time.between(enquiry.clock_started_at, now, calendar)
        seconds += int(passed.total_seconds())
    return seconds


def inbox_key(enquiry: Enquiry) -> int:
    """The order of a seller's inbox: what waits for her, the oldest due first; then
    the rest, the latest first. Microseconds since 1970, one NOT NULL column."""
    if enquiry.waiting_on in {Waiting.SELLER, Waiting.OFFICER} and (
        enquiry.status in LIVE
    ):
        return micros(enquiry.first_response_due_at or enquiry.active_at)
    return LATEST - micros(enquiry.active_at)
