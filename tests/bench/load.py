"""Ask one address again and again: requests per second and how long they took."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from time import monotonic

from tests.bench.databases import ROOT
from tests.bench.servers import LOAD_CORE, Headers, Server, pinned

CONNECTIONS = 16
SLOW = 0.02  # seconds a request; past it the queue of 16 would outlive the run
FEW_CONNECTIONS = 2
LEAST_ANSWERS = 30  # of a slow request, within
LONGEST = 8  # seconds
VERY_SLOW = 1  # second; past it requests are timed one by one
WARM_UP_SECONDS = 0.3
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}  # in milliseconds


@dataclass(frozen=True)
class Request:
    """What is asked of which server."""

    server: Server
    path: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Result:
    per_second: float
    p50_ms: float
    p99_ms: float

    @property
    def cost_us(self) -> float:
        """Of one request, where one core does nothing else."""
        return 1e6 / self.per_second


class LoadError(Exception):
    """An answer was no 2xx or 3xx, or none came."""


def compare(
    requests: dict[str, Request], *, seconds: float, rounds: int
) -> dict[str, Result]:
    """The best of `rounds` runs of each request, the requests taking turns.

    Other work on the machine only ever slows a run down, and it slows neighbours in
    time alike: so the best run of each, taken in the same minute, is what compares.
    """
    found: dict[str, list[Result]] = {name: [] for name in requests}
    for _ in range(rounds):
        for name, request in requests.items():
            taken = warm_up(request)
            request.server.pin_backends()
            found[name].append(run(request, seconds, taken))
    return {
        name: max(results, key=lambda result: result.per_second)
        for name, results in found.items()
    }


def warm_up(request: Request) -> float:
    """Plans, prepared statements, what a process keeps; seconds of the last request."""
    until, taken = monotonic() + WARM_UP_SECONDS, _time_one(request)
    while monotonic() < until:
        taken = _time_one(request)
    return taken


def _time_one(request: Request) -> float:
    started = monotonic()
    status, _, body = request.server.get(request.path, dict(request.headers))
    if not 200 <= status < 400:
        raise LoadError(f"{request.path} answers {status}: {body[:500]!r}")
    return monotonic() - started


def run(request: Request, seconds: float, taken: float = 0) -> Result:
    """Raises `LoadError` where any answer is an error.

    `taken` is what one request takes: slow ones get fewer connections and more time.
    """
    if taken > VERY_SLOW:
        times = sorted(_time_one(request) for _ in range(2))
        return Result(1 / times[0], times[0] * 1e3, times[-1] * 1e3)
    connections = FEW_CONNECTIONS if taken > SLOW else CONNECTIONS
    seconds = max(seconds, min(LONGEST, taken * LEAST_ANSWERS))
    address, headers = request.server.address(request.path), dict(request.headers)
    measure = _wrk if shutil.which("wrk") else _own_client
    result = measure(address, headers, seconds, connections)
    request.server.get(request.path, headers)  # waits for what the load left behind
    return result


def _wrk(address: str, headers: Headers, seconds: float, connections: int) -> Result:
    options = ["-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "30s"]
    for name, value in headers.items():
        options += ["-H", f"{name}: {value}"]
    text = _output([*pinned(LOAD_CORE), "wrk", *options, "--latency", address])
    if "Non-2xx" in text or "Socket errors" in text:
        raise LoadError(f"{address}\n{text}")
    return Result(
        per_second=float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        p50_ms=_percentile(text, 50),
        p99_ms=_percentile(text, 99),
    )


def _percentile(text: str, percent: int) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)", text, re.MULTILINE)
    return float(found[1]) * UNITS[found[2]]


def _own_client(
    address: str, headers: Headers, seconds: float, connections: int
) -> Result:
    command = [sys.executable, "-m", "tests.bench.client", address, str(seconds)]
    command.append(str(connections))
    command += [f"{name}: {value}" for name, value in headers.items()]
    text = _output([*pinned(LOAD_CORE), *command])
    return Result(*(float(part) for part in text.split()))


def _output(command: list[str]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode:
        raise LoadError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout
