"""Arithmetic of days and moments that several rooms share."""

import calendar
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

EPOCH = datetime.fromtimestamp(0, tz=UTC)
MICROSECOND = timedelta(microseconds=1)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def within(column: str, first: date | None, last: date | None) -> Q:
    """Moments of these calendar days, whole, in the province's zone."""
    zone = timezone.get_current_timezone()
    found = Q()
    if first is not None:
        begins = datetime.combine(first, time.min, zone)
        found &= Q(**{f"{column}__gte": begins})
    if last is not None and last < date.max:
        ends = datetime.combine(last + timedelta(days=1), time.min, zone)
        found &= Q(**{f"{column}__lt": ends})
    return found


def micros(moment: datetime) -> int:
    """Microseconds since 1970: a moment as a whole number, which sorts and compares
    alike on both databases."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(key: int) -> datetime:
    """The inverse of `micros`."""
    return EPOCH + key * MICROSECOND
