"""The clock of an enquiry: what is due when. Pure; `actions.timing` stores it.

The first answer is due after working time (see `working_time`), everything else after
days of the calendar. Of a hidden enquiry it runs on for its buyer alone; a release sets
it back to where its seller's stood.

Days off let a clock stand until its latest wait is over, and no longer: by then an
answer is due, and the officer has the enquiry, whatever is closed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.conf import settings

from catalogue.dates import micros
from catalogue.enquiries import working_time
from catalogue.enquiries.models import Enquiry, Timer
from catalogue.enquiries.states import LIVE, Side, Status, Waiting
from catalogue.enquiries.working_time import JAKARTA, ONE_DAY, Calendar

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


@dataclass(frozen=True)
class Terms:
    """How long everything takes; each a setting, in hours or days."""

    confirm_hours: int
    first_response_hours: int
    reminder_hours: tuple[int, int]
    escalation_hours: int
    tell_buyer_hours: int
    longest_wait_days: int
    unanswered_days: int
    silent_days: int
    nudge_days: tuple[int, int, int]


def terms() -> Terms:
    return Terms(**settings.ENQUIRY_TERMS)


def wanted(enquiry: Enquiry, calendar: Calendar) -> dict[Kind, datetime]:
    """The timers that this enquiry should have as it is now.

    A hidden one goes on for its buyer: she is told, and it expires, when any other
    would.
    """
    held_to = terms()
    status = enquiry.told_status
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
    for kind in (Kind.REMIND_FIRST, Kind.REMIND_SECOND):
        if kind in found and found[kind] >= latest_wait(enquiry):
            del found[kind]  # the officer has it by then
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
    """When so many hours of its clock, which runs, will have passed; not after its
    latest wait."""
    assert enquiry.clock_started_at is not None
    left = timedelta(hours=hours) - timedelta(seconds=enquiry.clock_spent_seconds)
    passed = working_time.after(
        enquiry.clock_started_at, max(left, timedelta(0)), calendar
    )
    return min(passed, latest_wait(enquiry))


def latest_wait(enquiry: Enquiry) -> datetime:
    """Until when days off let its clock, which runs, stand."""
    assert enquiry.clock_started_at is not None
    return enquiry.clock_started_at + timedelta(days=terms().longest_wait_days)


def is_put_off(enquiry: Enquiry) -> bool:
    """Do days off move its first answer?"""
    started, due = enquiry.clock_started_at, enquiry.first_response_due_at
    if started is None or due is None:
        return False
    return due - started > timedelta(hours=terms().first_response_hours)


def spent(enquiry: Enquiry, now: datetime, calendar: Calendar) -> int:
    """Seconds of working time since it was delivered, whether or not it runs now."""
    seconds = enquiry.clock_spent_seconds
    if enquiry.clock_started_at is not None:
        latest = latest_wait(enquiry)
        passed = working_time.between(
            enquiry.clock_started_at, min(now, latest), calendar
        )
        passed += max(now - latest, timedelta(0))  # then every hour counts
        seconds += int(passed.total_seconds())
    return seconds


def inbox_key(enquiry: Enquiry) -> int:
    """The order of a seller's inbox: what waits for her, the oldest due first; then
    the rest, the latest first. Microseconds since 1970, one NOT NULL column."""
    if enquiry.waiting_on in {Waiting.SELLER, Waiting.OFFICER} and (
        enquiry.status in LIVE
    ):
        return micros(enquiry.first_response_due_at or enquiry.active_at)
    return LATEST - micros(enquiry.seen_active_at(Side.SELLER))
