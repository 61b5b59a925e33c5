"""Copy a whole SQLite catalogue to PostgreSQL, table by table, by COPY."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from rich.console import Console
from rich.progress import BarColumn, Progress, TimeElapsedColumn

ROOMS = ["reference", "journal", "sellers", "products", "readiness", "listings"]
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
        for model in tables:
            _copy(source, cursor, model)
            bar.advance(task)
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


def _rows(source: sqlite3.Connection, sql: str) -> Iterator[tuple]:
    found = source.execute(sql)
    while batch := found.fetchmany(BATCH):
        yield from batch
