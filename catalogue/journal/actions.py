"""Record what happened, and let the rooms below follow in the same transaction."""

from collections import defaultdict, deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import asdict, astuple
from typing import Any

from django.db import transaction

from catalogue.journal import clock
from catalogue.journal import models as journal
from catalogue.journal.types import Event

Handler = Callable[[Any], None]  # of the events it is registered for

_handlers: dict[type, list[Handler]] = defaultdict(list)
_queue: ContextVar[deque[Event] | None] = ContextVar("journal_queue", default=None)


def on(*events: type) -> Callable[[Handler], Handler]:
    """Register a handler; `apps.py` imports a room's, so they run in room order."""

    def register(handler: Handler) -> Handler:
        for event in events:
            _handlers[event].append(handler)
        return handler

    return register


def handlers() -> dict[type, list[Handler]]:
    """Which handlers follow which event, for the documentation's table."""
    return dict(_handlers)


@transaction.atomic(savepoint=False)
def record(event: Event) -> None:
    """Append `event` and run its handlers in this transaction.

    Events that handlers record wait until the handlers of the present one are done.
    A handler that raises rolls everything back: there is no savepoint of its own.
    """
    _append(event)
    queue = _queue.get()
    if queue is not None:
        queue.append(event)
        return
    queue = deque([event])
    token = _queue.set(queue)
    try:
        while queue:
            current = queue.popleft()
            for handler in _handlers[type(current)]:
                handler(current)
    finally:
        _queue.reset(token)


def _append(event: Event) -> None:
    subject, *_ = astuple(event)
    row = journal.Event.objects.create(
        stamp=clock.stamp(), type=type(event).__name__, subject=str(subject)
    )
    beyond = {k: _plain(v) for k, v in list(asdict(event).items())[1:]}
    if beyond:
        journal.EventPayload.objects.create(event=row, data=beyond)


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
