"""An installation of its own: folders, a database, the environment that names them."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
LIMITS = ("GUEST", "CALLER", "AUTH", "UPLOAD", "REPORT")


def on_sqlite(folder: Path) -> dict[str, str]:
    """Its environment. Nothing is made yet."""
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return {
        **kept,
        "DATA_DIR": str(folder / "data"),
        "MEDIA_DIR": str(folder / "media"),
        "PORT": str(free_port()),
        "SECRET_KEY": "only-for-tests-" + "y" * 50,
        "DJANGO_SETTINGS_MODULE": "api.settings",
        "SAMPLE_MODE": "false",
        "GENERATION_POLL_MS": "0",
        "WEB_CONCURRENCY": "1",
        **{f"{policy}_RATE_LIMIT": "1000000" for policy in LIMITS},
    }


@contextmanager
def on_postgresql(folder: Path, url: str) -> Iterator[dict[str, str]]:
    """Its environment, with a database that is dropped in the end."""
    import psycopg

    name = f"catalogue_concurrency_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        try:
            own = urlsplit(url)._replace(path=f"/{name}").geturl()
            yield {**on_sqlite(folder), "DATABASE_URL": own}
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(place: dict[str, str], *command: str, timeout=120) -> str:
    """What one of our own commands prints; one that fails tells why."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env=place, capture_output=True, text=True, timeout=timeout,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def database_of(place: dict[str, str]) -> Path:
    """The file, where it is on SQLite."""
    return Path(place["DATA_DIR"], "catalogue.sqlite3")


def prepare(place: dict[str, str]) -> None:
    """Migrations and reference data, no samples."""
    run(place, "manage.py", "prepare")
