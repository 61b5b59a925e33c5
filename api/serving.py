"""The processes of one machine: server and worker, started, watched and stopped."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

SUPERVISOR = "CATALOGUE_SUPERVISOR"  # names the process that started us
DRAIN_SECONDS = 15
PORT_WAIT_SECONDS = 3  # for what a killed predecessor leaves behind


class StartFailed(Exception):
    """Why it cannot start, in one line a person can act on."""


def keep_to_ourselves() -> None:
    """What is written from now on only this user can read; pictures are excepted, by
    their storage."""
    os.umask(0o077)


def ensure_port_free(host: str, port: int) -> None:
    deadline = time.monotonic() + PORT_WAIT_SECONDS
    while not _can_bind(host, port):
        if time.monotonic() > deadline:
            raise StartFailed(
                f"Port {port} on {host} is in use. Stop what runs there, or choose "
                f"another: PORT={port + 1} make run"
            )
        time.sleep(0.2)


def _can_bind(host: str, port: int) -> bool:
    try:
        address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise StartFailed(f"HOST is {host!r}, which is no address here.") from None
    with socket.socket(address[0], socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address[4])
        except PermissionError:
            raise StartFailed(
                f"Port {port} needs more rights. Choose one above 1023: "
                "PORT=8000 make run"
            ) from None
        except OSError:
            return False
    return True


def server_command() -> list[str]:
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi"),
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        *(
            "--workers",
            str(settings.WEB_CONCURRENCY),
            "--blocking-threads",
            str(settings.WEB_THREADS),
        ),
        *("--workers-kill-timeout", str(DRAIN_SECONDS), "--respawn-failed-workers"),
        *("--workers-max-rss", str(settings.WORKER_MEMORY_MB)),
        *("--backlog", "1024", "--no-ws"),
        *("--log-level", "error", "api.wsgi:application"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]


@dataclass
class Processes:
    """What was started; all end together."""

    running: list[subprocess.Popen] = field(default_factory=list)

    def start(self, command: Sequence[str]) -> None:
        environment = {**os.environ, SUPERVISOR: str(os.getpid())}
        environment.setdefault("PYTHONPATH", str(settings.BASE_DIR))
        environment.setdefault("MALLOC_ARENA_MAX", "2")  # glibc's memory per thread
        # An own group: Ctrl-C reaches us alone, and we drain them in order.
        self.running.append(
            subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own commands
        )

    def wait_for_one(self) -> subprocess.Popen:
        """Return the first that ends."""
        while True:
            for process in self.running:
                if process.poll() is not None:
                    return process
            time.sleep(0.2)

    def stop(self) -> None:
        """Let each finish what it does; kill what takes too long."""
        for process in self.running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + DRAIN_SECONDS
        for process in self.running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_answering(processes: Processes, timeout: float = 30) -> None:
    """Until the server gives its first 200."""
    everywhere = settings.HOST in {"0.0.0.0", "::"}  # noqa: S104 - only compared
    host = "127.0.0.1" if everywhere else settings.HOST
    address = f"http://{host}:{settings.PORT}/healthz"
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in processes.running):
            raise StartFailed("The server ended while starting; see above.")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise StartFailed(f"The server did not answer within {timeout:.0f} seconds.")


def end_with_supervisor() -> None:
    """End this process when the one that started everything is gone.

    A killed supervisor could stop nobody: its children would hold the port for ever.
    Does nothing where nobody supervises.
    """
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor:
        threading.Thread(
            target=_watch, args=(int(supervisor), os.getppid()), daemon=True
        ).start()


def _watch(supervisor: int, parent: int) -> None:
    while True:
        time.sleep(0.5)
        if os.getppid() != parent:
            os._exit(1)
        if not _is_alive(supervisor):
            if parent != supervisor:
                os.kill(parent, signal.SIGKILL)
            os._exit(1)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Dead, but its own parent has not asked yet. Only Linux tells."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] == "Z"
