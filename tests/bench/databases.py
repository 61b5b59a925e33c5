"""Where the databases of a run are, and the environment that points at one."""

import getpass
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import psycopg

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
# Kept: made once, used by every run.
POSTGRES = os.environ.get(
    "BENCH_POSTGRES_URL", f"postgres://{getpass.getuser()}@127.0.0.1:5432"
)
PUBLIC_URL = "http://127.0.0.1:8000"  # stored inside the listings: always the same


@dataclass(frozen=True)
class Database:
    engine: str  # "sqlite" or "postgresql"
    products: int

    prefix: ClassVar[str] = ""
    generator: ClassVar[str] = "tests.bench.generate"

    @property
    def name(self) -> str:
        return f"bench_{self.prefix}{self.products}"

    @property
    def folder(self) -> Path:
        return BUILD / f"{self.prefix}{self.engine}_{self.products}"

    @property
    def url(self) -> str:
        return "" if self.engine == "sqlite" else f"{POSTGRES}/{self.name}"

    def environment(self) -> dict[str, str]:
        """Settings of the project over this database, and nothing of the caller's."""
        kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "api.settings",
            "DATABASE_URL": self.url,
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "only-for-benchmarks-" + "x" * 40,
            "PUBLIC_URL": PUBLIC_URL,
            "SAMPLE_MODE": "false",
        }

    def prepare(self) -> None:
        """Make it, or leave it where it is still what it should be."""
        arguments = [str(self.products)]
        if self.engine == "postgresql":
            original = type(self)("sqlite", self.products)
            original.prepare()
            self._create()
            arguments += ["--copy-of", str(original.folder / "catalogue.sqlite3")]
        subprocess.run(
            [sys.executable, "-m", self.generator, *arguments],
            env=self.environment(),
            cwd=ROOT,
            check=True,
        )

    def _create(self) -> None:
        with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as session:
            known = session.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.name]
            )
            if known.fetchone() is None:
                session.execute(f"CREATE DATABASE {self.name}")


class SearchDatabase(Database):
    """One of many different words, without what no search touches."""

    prefix = "search_"
    generator = "tests.bench.search.filling"


def postgresql_answers() -> bool:
    try:
        psycopg.connect(f"{POSTGRES}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True
