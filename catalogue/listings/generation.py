"""Which state of the public catalogue this process answers from.

The database counts every change; a process asks for the count at most once per
`GENERATION_POLL`, so what it keeps in memory is never older than that.
"""

from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.conf import settings

from catalogue.journal import clock


@dataclass
class _Seen:
    value: int = 0
    horizon: int = 0
    checked_at: float = float("-inf")


_seen = _Seen()
_lock = Lock()


def current() -> tuple[int, int]:
    """The generation, and the horizon of stamps for what changes after it."""
    poll = settings.GENERATION_POLL.total_seconds()
    if monotonic() - _seen.checked_at < poll:
        return _seen.value, _seen.horizon
    with _lock:
        started = monotonic()
        if started - _seen.checked_at >= poll:
            _seen.value, _seen.horizon = clock.generation()
            _seen.checked_at = started
        return _seen.value, _seen.horizon


def forget() -> None:
    """Ask the database again next time: for a process whose database was replaced."""
    _seen.checked_at = float("-inf")
