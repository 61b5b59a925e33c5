"""What the dates of a certificate say today. Pure; never stored."""

from datetime import date

EXPIRING_DAYS = 90
STATES = ["valid", "expiring", "expired", "none"]


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
