"""Ask many different addresses, each a few times: how long each took."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

import psycopg

from tests.bench.client import ask
from tests.bench.databases import POSTGRES
from tests.bench.servers import Server, children

TICK = os.sysconf("SC_CLK_TCK")  # of processor time, a second
Asked = Sequence[str]  # paths asked one after another, as one piece of work


@dataclass(frozen=True)
class Timing:
    """Of different requests, each the median of its rounds."""

    p50: float  # milliseconds
    p95: float
    mean: float
    cpu: float  # milliseconds of server and database, a request
    number: int

    @classmethod
    def of(cls, rounds: Sequence[Sequence[float]], cpu: float) -> "Timing":
        taken = sorted(median(times) for times in zip(*rounds, strict=True))
        at = [taken[int(len(taken) * share)] for share in (0.5, 0.95)]
        return cls(*at, fmean(taken), cpu / len(rounds) / len(taken), len(taken))


def measure(
    server: Server, work: Sequence[Asked], *, connections: int, rounds: int
) -> Timing:
    """Each piece of `work` once a round, over so many connections."""
    before = cpu_ms(server)
    found = [asyncio.run(_round(server, work, connections)) for _ in range(rounds)]
    return Timing.of(found, cpu_ms(server) - before)


async def _round(
    server: Server, work: Sequence[Asked], connections: int
) -> list[float]:
    taken = [0.0] * len(work)
    waiting = iter(enumerate(work))

    async def keep_asking() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for place, paths in waiting:
            started = perf_counter()
            for path in paths:
                await ask(reader, writer, _request(path))
            taken[place] = (perf_counter() - started) * 1000
        writer.close()

    await asyncio.gather(*(keep_asking() for _ in range(connections)))
    return taken


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def cpu_ms(server: Server) -> float:
    """Processor time so far, of the workers and of the database's sessions."""
    pids = [*children(server.process.pid), *_sessions(server)]
    return sum(map(_cpu_of, pids)) * 1000 / TICK


def _sessions(server: Server) -> list[int]:
    database = server.wanted.database
    if database.engine == "sqlite":
        return []
    with psycopg.connect(f"{POSTGRES}/postgres") as session:
        found = session.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s", [database.name]
        )
        return [pid for (pid,) in found]


def _cpu_of(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    fields = text.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
