"""Working time of a seller: what the clock of an answer counts. Pure.

All 24 hours of a working day count, none of any other. Days are those of Asia/Jakarta,
which has no summer time: each is 24 hours long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
ONE_DAY = timedelta(days=1)
# Whoever is closed for longer is not waited for: the clock would stand for ever.
LONGEST_REST = timedelta(days=366)


@dataclass(frozen=True)
class Calendar:
    """When a seller works. Monday is 0; a period of `closed` holds both its ends."""

    working_weekdays: frozenset[int]
    holidays: frozenset[date] = frozenset()
    closed: tuple[tuple[date, date], ...] = ()

    def works_on(self, day: date) -> bool:
        return (
            day.weekday() in self.working_weekdays
            and day not in self.holidays
            and not any(first <= day <= last for first, last in self.closed)
        )


def after(start: datetime, duration: timedelta, calendar: Calendar) -> datetime:
    """The first moment, in UTC, at which `duration` has passed since `start`.

    A start on a day off begins with the next working day. Where no working day comes
    within 366 days, the answer is `start` + `duration` + 366 days. Raises `ValueError`
    for a duration below zero.
    """
    if duration < timedelta(0):
        raise ValueError("A duration is zero or more.")
    for opening, closing in _working_spans(start, calendar):
        if duration <= closing - opening:
            return (opening + duration).astimezone(UTC)
        duration -= closing - opening
        start = closing
    return (start + duration + LONGEST_REST).astimezone(UTC)


def between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """The working time from `start` to `end`; zero where `end` is not later."""
    total = timedelta(0)
    for opening, closing in _working_spans(start, calendar):
        if opening >= end:
            break
        total += min(closing, end) - opening
    return total


def _working_spans(
    start: datetime, calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """What is left of the day of `start`, if it is a working day, then whole ones.

    Ends after a rest longer than 366 days.
    """
    day = start.astimezone(JAKARTA).date()
    last_worked = day
    while day - last_worked <= LONGEST_REST:
        if calendar.works_on(day):
            opening = datetime.combine(day, time(), JAKARTA)
            yield max(opening, start), opening + ONE_DAY
            last_worked = day
        day += ONE_DAY
