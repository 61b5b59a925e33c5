"""What a seller keeps for herself: texts she sends often, days on which she is closed.

The clock of her enquiries follows the days at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.enquiries.actions import timing
from catalogue.enquiries.errors import ClosedDaysBegun, Refusal, Refused, TooMany
from catalogue.enquiries.models import CannedAnswer, ClosedDays
from catalogue.journal.errors import Stale
from catalogue.sellers.models import Seller

MOST_CANNED_ANSWERS = 50
MOST_CLOSED_DAYS = 50  # periods that are not over
LONGEST_CLOSED = timedelta(days=90)  # from the first day to the last


@transaction.atomic
def add_canned_answer(
    *, seller_id: UUID, title: str, body: str, language: str
) -> CannedAnswer:
    """Raises `TooMany`."""
    _lock(seller_id)
    kept = CannedAnswer.objects.filter(seller=seller_id)
    if kept.count() >= MOST_CANNED_ANSWERS:
        raise TooMany("canned_answers", MOST_CANNED_ANSWERS)
    return CannedAnswer.objects.create(
        seller_id=seller_id, title=title, body=body, language=language
    )


@transaction.atomic
def edit_canned_answer(
    *, answer_id: UUID, fields: dict[str, Any], expected_version: int | None = None
) -> CannedAnswer:
    """Raises `Stale`."""
    answer = CannedAnswer.objects.select_for_update().get(pk=answer_id)
    if expected_version not in {None, answer.version}:
        raise Stale
    moved = {n: v for n, v in fields.items() if getattr(answer, n) != v}
    if moved:
        for name, value in moved.items():
            setattr(answer, name, value)
        answer.version += 1
        answer.save()
    return answer


def delete_canned_answer(*, answer_id: UUID) -> None:
    """What was sent by it stays sent."""
    CannedAnswer.objects.filter(pk=answer_id).delete()


# -- days on which she is closed


@dataclass(frozen=True)
class Period:
    """Both ends are closed."""

    from_on: date
    until_on: date
    reason: str = ""


@transaction.atomic
def close_days(*, seller_id: UUID, period: Period) -> ClosedDays:
    """Of days that have passed nothing is told: their clock has run, and so does
    today's.

    Raises `Refused`, `TooMany`.
    """
    _lock(seller_id)
    today = timezone.localdate()
    _check(period, today, began_on=None)
    ahead = ClosedDays.objects.filter(seller=seller_id).not_over(today)
    if ahead.count() >= MOST_CLOSED_DAYS:
        raise TooMany("closed_days", MOST_CLOSED_DAYS)
    closed = ClosedDays.objects.create(
        seller_id=seller_id,
        clock_stops_on=_clock_stops_on(period.from_on, today),
        **vars(period),
    )
    timing.follow_calendar(seller_id)
    return closed


@transaction.atomic
def change_closed_days(*, closed_id: UUID, fields: dict[str, Any]) -> ClosedDays:
    """Only what is to come: days of it that have passed stay as they were.

    Raises `Refused`, `ClosedDaysBegun` for a period that is over.
    """
    closed = _locked(closed_id)
    today = timezone.localdate()
    if closed.until_on < today:
        raise ClosedDaysBegun
    wanted = Period(
        fields.get("from_on", closed.from_on),
        fields.get("until_on", closed.until_on),
        fields.get("reason", closed.reason),
    )
    began_on = closed.from_on if closed.from_on < today else None
    _check(wanted, today, began_on=began_on)
    if wanted.from_on != closed.from_on:
        closed.clock_stops_on = _clock_stops_on(wanted.from_on, today)
    for name, value in vars(wanted).items():
        setattr(closed, name, value)
    closed.save(update_fields=["from_on", "until_on", "reason", "clock_stops_on"])
    timing.follow_calendar(closed.seller_id)
    return closed


@transaction.atomic
def open_days(*, closed_id: UUID) -> None:
    """She works on them after all. Raises `ClosedDaysBegun`: such a period can be
    ended today, and not undone."""
    closed = _locked(closed_id)
    if closed.from_on < timezone.localdate():
        raise ClosedDaysBegun
    closed.delete()
    timing.follow_calendar(closed.seller_id)


def _clock_stops_on(from_on: date, today: date) -> date | None:
    """See `ClosedDays.clock_stops_on`."""
    return today + timedelta(days=1) if from_on <= today else None


def _lock(seller_id: UUID) -> None:
    # `no_key`: an enquiry that is locked may need its seller for a row that names her.
    Seller.objects.select_for_update(no_key=True).get(pk=seller_id)


def _locked(closed_id: UUID) -> ClosedDays:
    """Held with its seller, whose lock comes first."""
    closed = ClosedDays.objects.get(pk=closed_id)
    _lock(closed.seller_id)
    return ClosedDays.objects.select_for_update().get(pk=closed_id)


def _check(period: Period, today: date, *, began_on: date | None) -> None:
    """Every fault at once. `began_on`: the first day of one that runs already."""
    found = []
    if period.from_on != began_on and (began_on or period.from_on < today):
        reason = "closed_days_run" if began_on else "past"
        found.append(Refusal("/from_on", reason, period.from_on.isoformat()))
    if period.until_on < period.from_on:
        found.append(Refusal("/until_on", "before_first_day"))
    elif period.until_on < today:
        found.append(Refusal("/until_on", "past", period.until_on.isoformat()))
    elif period.until_on - period.from_on > LONGEST_CLOSED:
        limit = str(LONGEST_CLOSED.days)
        found.append(Refusal("/until_on", "closed_too_long", limit))
    if found:
        raise Refused(found)
