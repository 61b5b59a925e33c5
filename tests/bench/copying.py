"""Copy a whole SQLite catalogue to PostgreSQL, table by table, by COPY."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from rich.console import Console
from rich.progress import BarColumn, Progress, TimeElapsedColumn

from catalogue.search.backends import Index, postgres, sqlite

ROOMS = [
    *("reference", "journal", "sellers", "products", "readiness", "listings", "search")
]
BATCH = 5000


def copy_from_sqlite(path: Path, console: Console) -> None:
    """Replace what the migrated PostgreSQL database holds."""
    source = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)
    tables = [m for room in ROOMS for m in apps.get_app_config(room).get_models(True)]
    with (
        Progress(
            "[progress.description]{task.description:<28}",
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
        ) as bar,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        task = bar.add_task("to PostgreSQL", total=len(tables))
        cursor.execute("SET LOCAL session_replication_role = replica")  # no FK checks
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        names = ", ".join(model._meta.db_table for model in tables)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        tokens = {postgres.table(index): sqlite.table(index) for index in Index}
        with _without_indexes(cursor, [*(m._meta.db_table for m in tables), *tokens]):
            for model in tables:
                _copy(source, cursor, model)
                bar.advance(task)
            for to, table in tokens.items():
                _copy_tokens(source, cursor, to, table)
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    # One core serves; a parallel scan would borrow the one that loads.
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET max_parallel_workers_per_gather = 0")


def _copy(source: sqlite3.Connection, cursor, model: type[models.Model]) -> None:
    names = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields)
    table = model._meta.db_table
    # Text that SQLite stores is text that PostgreSQL reads, for every column type.
    with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in _rows(source, f"SELECT {names} FROM {table}"):
            copy.write_row(row)


def _copy_tokens(source: sqlite3.Connection, cursor, to: str, table: str) -> None:
    cursor.execute(f"TRUNCATE {to}")
    with cursor.cursor.copy(f"COPY {to} (key, tokens) FROM STDIN") as copy:
        for key, tokens in _rows(source, f"SELECT rowid, tokens FROM {table}"):
            copy.write_row((key, f"{{{tokens.replace(' ', ',')}}}"))


@contextmanager
def _without_indexes(cursor, tables: Sequence[str]) -> Iterator[None]:
    """Made anew when all rows are there: a fraction of the time. Constraints stay."""
    cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) "
        "FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid "
        "WHERE i.indrelid = ANY(%s::regclass[]) AND c.oid IS NULL",
        [list(tables)],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in found:
        cursor.execute(definition)


def _rows(source: sqlite3.Connection, sql: str) -> Iterator[tuple]:
    found = source.execute(sql)
    while batch := found.fetchmany(BATCH):
        yield from batch
