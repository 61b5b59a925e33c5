"""What the dates of a claim say today. Pure; never stored."""

from datetime import date

EXPIRING_DAYS = 90
STATES = ["valid", "expiring", "expired", "none"]
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def days_left(expires_on: date | None, on: date) -> int | None:
    """0 on its last day; negative after it; None where no end is known."""
    return None if expires_on is None else (expires_on - on).days


def state(expires_on: date | None, on: date) -> str:
    """One of `STATES`; `none` where no end is known."""
    left = days_left(expires_on, on)
    if left is None:
        return "none"
    if left < 0:
        return "expired"
    return "expiring" if left <= EXPIRING_DAYS else "valid"


def out_of_range(day: date) -> tuple[str, dict[str, str]] | None:
    """Why no paper bears this day, and the values that tell of it."""
    if EARLIEST <= day <= LATEST:
        return None
    reason, limit = ("too_small", EARLIEST) if day < EARLIEST else ("too_large", LATEST)
    return reason, {"value": day.isoformat(), "limit": limit.isoformat()}
