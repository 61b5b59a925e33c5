"""Start a project over a database, on one core with its database's backends."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.bench.databases import POSTGRES, ROOT, Database

SERVER_CORE, LOAD_CORE = 0, 1
START_TIMEOUT = 30  # seconds
SETTINGS = {"ours": "api.settings", "yardstick": "tests.bench.yardstick.settings"}

Headers = dict[str, str]


def can_pin() -> bool:
    """Whether server and load can have a core each."""
    return shutil.which("taskset") is not None and (os.cpu_count() or 1) > LOAD_CORE


def pinned(core: int) -> list[str]:
    """What to put before a command so that it keeps to one core."""
    return ["taskset", "-c", str(core)] if can_pin() else []


@dataclass(frozen=True)
class Wanted:
    """A server that a row asks for."""

    project: str
    database: Database
    cache_entries: int = 0
    workers: int = 1
    threads: int = 1


class Server:
    """A running server; it ends with `stop`, all its processes at once."""

    def __init__(self, wanted: Wanted, *, pin: bool = True):
        self.wanted = wanted
        self.port = _free_port()
        self.pins = pin and can_pin()
        started = time.monotonic()
        self.process = subprocess.Popen(
            [*(pinned(SERVER_CORE) if self.pins else []), *self._command()],
            env=self._environment(),
            cwd=ROOT,
            start_new_session=True,
        )
        self._wait_for_answer()
        self.start_seconds = time.monotonic() - started

    def _command(self) -> list[str]:
        wanted = self.wanted
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", "127.0.0.1", "--port", str(self.port)),
            *("--workers", str(wanted.workers)),
            *("--blocking-threads", str(wanted.threads)),
            *("--no-ws", "--log-level", "error", "api.wsgi:application"),
        ]

    def _environment(self) -> dict[str, str]:
        return {
            **self.wanted.database.environment(),
            "DJANGO_SETTINGS_MODULE": SETTINGS[self.wanted.project],
            "PYTHONWARNINGS": "ignore",  # the folder of static files is not collected
            "GUEST_RATE_LIMIT": "1000000000",
            "RESPONSE_CACHE_ENTRIES": str(self.wanted.cache_entries),
            "WEB_CONCURRENCY": str(self.wanted.workers),
        }

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                status, _, body = self.get("/v1/products")
            except OSError:
                time.sleep(0.01)
                continue
            if status == 200:
                return
            self.stop()
            raise SystemExit(f"{self.wanted} answers {status}: {body[:500]!r}")
        self.stop()
        raise SystemExit(f"{self.wanted} did not start.")

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(
        self, path: str, headers: Headers | None = None
    ) -> tuple[int, Headers, bytes]:
        """One request on a connection of its own: status, headers, body as sent."""
        session = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            session.request("GET", path, headers=headers or {})
            answer = session.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            session.close()

    def pin_backends(self) -> None:
        """Hold the database's processes of this server on the server's core."""
        database = self.wanted.database
        if not self.pins or database.engine == "sqlite":
            return
        with psycopg.connect(f"{POSTGRES}/postgres") as session:
            found = session.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s", [database.name]
            )
            for (pid,) in found:
                subprocess.run(
                    ["taskset", "-p", "-c", str(SERVER_CORE), str(pid)],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # another machine's, or ended just now
                    check=False,
                )

    def worker_memory(self) -> list[int]:
        """Resident bytes of each worker process."""
        pids = children(self.process.pid)
        return [found for pid in pids if (found := _resident(pid))]

    def stop(self) -> None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(timeout=5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(child) for child in found.stdout.split()]


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    for line in lines:
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


class Pool:
    """Servers by what is wanted of them, started once."""

    def __init__(self) -> None:
        self._running: dict[Wanted, Server] = {}

    def get(self, wanted: Wanted) -> Server:
        if wanted not in self._running:
            self._running[wanted] = Server(wanted)
        return self._running[wanted]

    def stop(self) -> None:
        for server in self._running.values():
            server.stop()
        self._running.clear()
