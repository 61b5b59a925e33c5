"""Who acts, through what, under which request: what the audit log writes beside a
change. Set once at the edge (a request, the desk, a command, the worker)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Acting:
    actor_id: UUID | None = None
    via: str = "worker"
    request_id: str = ""


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting:
    return _acting.get() or Acting()


@contextmanager
def acting(
    *, actor_id: UUID | None = None, via: str, request_id: str = ""
) -> Iterator[None]:
    """What happens inside is done by this person, or by the service where None."""
    token = _acting.set(Acting(actor_id, via, request_id))
    try:
        yield
    finally:
        _acting.reset(token)
