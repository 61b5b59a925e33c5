"""The order in which transactions become visible, the same question on both engines.

PostgreSQL numbers transactions when they start writing, and a lower number may commit
later than a higher one. A reader who stops at the oldest transaction still running
(`pg_snapshot_xmin`) never passes over a row. SQLite has one writer, so a counter
raised under its lock is the commit order itself.
"""

from django.db import connection

SHARDS = 16  # rows of the counter; concurrent writers seldom wait for one another


def stamp() -> int:
    """The number of the current transaction; 0 on SQLite, where `seq` is the order."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return cursor.fetchone()[0]


def advance() -> int:
    """Tell readers that the public catalogue moved; the stamp for the rows changed.

    Holds its counter row until commit: call it once the transaction's other locks
    are taken.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "UPDATE journal_generation SET value = value + 1 "
                "WHERE shard = pg_backend_pid() %% %s "
                "RETURNING pg_current_xact_id()::text::bigint",
                [SHARDS],
            )
        else:
            cursor.execute(
                "UPDATE journal_generation SET value = value + 1 "
                "WHERE shard = 0 RETURNING value"
            )
        return cursor.fetchone()[0]


def generation() -> tuple[int, int]:
    """How often the public catalogue moved, and the horizon for what comes next.

    Rows whose stamp is at or past the horizon may be new to a reader of this answer;
    all before it can be seen now.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT sum(value)::bigint, "
                "pg_snapshot_xmin(pg_current_snapshot())::text::bigint "
                "FROM journal_generation"
            )
            return cursor.fetchone()
        cursor.execute("SELECT value FROM journal_generation WHERE shard = 0")
        value = cursor.fetchone()[0]
        return value, value + 1
