"""Databases that are made once in a run and copied: a fresh one takes seconds."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.concurrency import place as places


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """`path`, made by the worker that asks first; the others wait for it."""
    with path.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not path.exists():
            part = path.with_suffix(".part")
            make(part)
            part.rename(path)
    return path


def prepare(path: Path) -> None:
    """Migrations and reference data, no samples."""
    place = places.on_sqlite(path.with_suffix(".place"))
    places.prepare(place)
    with closing(sqlite3.connect(places.database_of(place))) as made:
        save(made, path)


def save(database: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        database.backup(copy)


def restore(path: Path, database: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(database)


def install(path: Path, place: dict[str, str]) -> None:
    """An installation of its own, as if just prepared."""
    for folder in ("DATA_DIR", "MEDIA_DIR"):
        Path(place[folder]).mkdir(parents=True)
    with closing(sqlite3.connect(path)) as original:
        save(original, places.database_of(place))
    with closing(sqlite3.connect(places.database_of(place))) as copy:
        # The addresses that listings were written with: it has a port of its own.
        copy.execute("DELETE FROM reference_mark WHERE name = 'listings'")
        copy.commit()


@contextmanager
def installed(folder: Path, prepared: Path) -> Iterator[dict[str, str]]:
    """An installation ready to be used, on the engine that the tests run on."""
    if url := os.environ.get("DATABASE_URL"):
        with places.on_postgresql(folder, url) as place:
            places.prepare(place)
            yield place
    else:
        place = places.on_sqlite(folder)
        install(prepared, place)
        yield place
