"""The engines, and which one runs. No other code asks."""

from django.db import connection

from catalogue.search.backends.base import Index, SearchBackend
from catalogue.search.backends.postgres import PostgresBackend
from catalogue.search.backends.sqlite import SQLiteBackend

__all__ = ["Index", "SearchBackend", "backend"]

_ENGINES: dict[str, SearchBackend] = {
    "sqlite": SQLiteBackend(),
    "postgresql": PostgresBackend(),
}


def backend() -> SearchBackend:
    """The database's own engine."""
    return _ENGINES[connection.vendor]
