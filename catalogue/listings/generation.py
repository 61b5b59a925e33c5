"""Which state of the public catalogue this process answers from.

The database counts every change; a process asks for the count at most once per
`GENERATION_POLL`, so what it keeps in memory is never older than that.
"""

from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import transaction

from catalogue.journal import clock
from catalogue.readiness.actions.assessing import today


@dataclass(frozen=True)
class State:
    """What an answer rests on: how often the catalogue moved, and the day.

    `horizon`: rows stamped at or past it may be new to one who saw this state.
    """

    generation: int
    horizon: int
    on: date


_state: State | None = None
_checked_at = float("-inf")
_lock = Lock()


def current() -> State:
    """The state, asked of the database if it is older than the poll allows."""
    global _state, _checked_at
    poll = settings.GENERATION_POLL.total_seconds()
    state = _state
    if state is not None and monotonic() - _checked_at < poll:
        return state
    with _lock:
        if _state is None or monotonic() - _checked_at >= poll:
            started = monotonic()
            _state = State(*clock.generation(), on=today())
            _checked_at = started
        return _state


def advance() -> int:
    """Tell readers that the catalogue moved: this process by its next answer, others
    within `GENERATION_POLL`. The stamp for the rows changed."""
    transaction.on_commit(forget)
    return clock.advance()


def forget() -> None:
    """Ask the database again next time: for a process whose database was replaced."""
    global _state
    _state = None
