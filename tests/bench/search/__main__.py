"""`python -m tests.bench.search`: what finding costs, beside DRF's `SearchFilter`."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from time import monotonic
from urllib.parse import quote_plus

from rich.console import Console

from tests.bench.__main__ import ENGINES, WIDTH, _of, _sizes
from tests.bench.databases import ROOT, SearchDatabase, postgresql_answers
from tests.bench.lines import Bar, at_most
from tests.bench.search import report
from tests.bench.search.measuring import Asked, Timing, measure
from tests.bench.search.queries import beginnings, queries
from tests.bench.search.report import Line
from tests.bench.servers import Server, Wanted

LIMIT = 24
WORKERS, THREADS = 2, 8  # as `manage.py serve` starts them on two cores
PLAIN_SECONDS = 60  # for all queries of the plain project, of which each waits long
LEAST_PLAIN = 6  # queries asked of it nonetheless
LIST_BARS = {50_000: at_most("p95", 60, "ms"), 500_000: at_most("p95", 150, "ms")}
SUGGESTIONS_BAR = at_most("p95", 15, "ms")
REBUILT = range(1_000, 50_001)  # products of databases that are indexed anew


def _list(query: str) -> str:
    return f"/v1/products?limit={LIMIT}&{query}"


def _facets(query: str) -> str:
    return f"/v1/products/facets?{query}"


@dataclass
class Run:
    """One database, and what is asked of it."""

    database: SearchDatabase
    options: argparse.Namespace

    def server(self, project: str = "ours") -> Server:
        wanted = Wanted(project, self.database, workers=WORKERS, threads=THREADS)
        server = Server(wanted, pin=False)
        if project == "ours":  # each process reads its bitmaps before it is measured
            work = [[_facets("q=ab")], [_list("q=ab")]] * (4 * WORKERS)
            measure(server, work, connections=2 * WORKERS, rounds=1)
        return server

    def timed(
        self, server: Server, work: Sequence[Asked], *, cold: bool = False
    ) -> Timing:
        rounds = 1 if cold else self.options.rounds
        return measure(
            server, work, connections=self.options.connections, rounds=rounds
        )

    def line(self, what: str, timing: Timing, bar: Bar | None = None, **more) -> Line:
        database = self.database
        return Line(what, database.engine, database.products, timing, bar=bar, **more)

    def figure(self, what: str, figure: float, unit: str) -> Line:
        database = self.database
        return Line(what, database.engine, database.products, figure=figure, unit=unit)

    # Parts

    def find(self) -> Iterator[Line]:
        """Lists, facets and both, each query another; the first time and later."""
        asked = [query.ours() for query in queries(self.options.queries)]
        bar = LIST_BARS.get(self.database.products)
        server = self.server()
        try:
            lists = [[_list(query)] for query in asked]
            yield self.line("list, first time", self.timed(server, lists, cold=True))
            yield self.line("list", self.timed(server, lists), bar)
            facets = [[_facets(query)] for query in asked]
            yield self.line("facets", self.timed(server, facets))
            pages = [[_list(query), _facets(query)] for query in asked]
            yield self.line("list and facets", self.timed(server, pages))
            memory = max(server.worker_memory()) / 2**20
        finally:
            server.stop()
        yield self.figure("largest process afterwards", memory, "MB")

    def suggest(self) -> Iterator[Line]:
        asked = beginnings(self.options.queries)
        work = [[f"/v1/suggestions?q={quote_plus(text)}"] for text in asked]
        server = self.server()
        try:
            cold = self.timed(server, work, cold=True)
            yield self.line("suggestions, first time", cold)
            yield self.line("suggestions", self.timed(server, work), SUGGESTIONS_BAR)
        finally:
            server.stop()

    def plain(self) -> Iterator[Line]:
        """The same queries, as many as there is time for, by either project in turn."""
        ours, plain = self.server(), self.server("yardstick")
        try:
            asked = queries(self.options.queries)
            slow = [[f"/v1/products?lang=id&{query.plain()}"] for query in asked]
            number, until = 0, monotonic() + PLAIN_SECONDS
            while number < len(slow) and (number < LEAST_PLAIN or monotonic() < until):
                measure(plain, slow[number : number + 1], connections=1, rounds=1)
                number += 1
            fast = [[_list(query.ours())] for query in asked[:number]]
            measure(ours, fast, connections=1, rounds=1)
            theirs = measure(plain, slow[:number], connections=1, rounds=1)
            found = measure(ours, fast, connections=1, rounds=1)
        finally:
            ours.stop()
            plain.stop()
        yield self.line(f"list, {number} queries, alone", found, yardstick=theirs)

    def index(self) -> Iterator[Line]:
        size = self.figures("size")
        listings = size.pop("listings")
        for what, each in size.items():
            yield self.figure(f"{what}, a product", each, "bytes")
        share = 100 * sum(size.values()) / listings
        yield self.figure("all of them, of the listings' own", share, "%")

    def reindex(self) -> Iterator[Line]:
        rate = self.figures("slice")
        yield self.figure("indexed again, unchanged", rate["unchanged"], "/s")
        yield self.figure("indexed again, gone before", rate["anew"], "/s")
        if self.database.products in REBUILT:
            whole = self.figures("whole")
            what = f"`search_rebuild` from nothing, {whole['seconds']:,.0f} s"
            yield self.figure(what, whole["rate"], "/s")

    def figures(self, name: str) -> dict[str, float]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.search.figures", name],
            env=self.database.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(done.stdout)


PARTS: dict[str, Callable[[Run], Iterator[Line]]] = {
    "find": Run.find,
    "suggest": Run.suggest,
    "plain": Run.plain,
    "index": Run.index,
    "reindex": Run.reindex,
}
JUDGED = "judged"  # on a database of its own


def main() -> int:
    options = _options()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    engines = options.engines
    if "postgresql" in engines and not postgresql_answers():
        console.print("PostgreSQL does not answer: SQLite alone.")
        engines = [engine for engine in engines if engine != "postgresql"]
    lines: list[Line] = []
    for engine, size in product(engines, options.sizes):
        run = Run(SearchDatabase(engine, size), options)
        run.database.prepare()
        for part in (part for part in options.parts if part in PARTS):
            for line in PARTS[part](run):
                lines.append(report.beside_smaller(line, lines))
                console.print("  ".join(lines[-1].cells()))
    report.show(lines, console)
    report.write(lines, vars(options))
    if JUDGED in options.parts:
        subprocess.run([sys.executable, "-m", "tests.search"], cwd=ROOT, check=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.search", description=__doc__
    )
    parser.add_argument("--sizes", type=_sizes, default=[140, 50_000, 500_000])
    parser.add_argument("--engines", type=_of(ENGINES), default=ENGINES[::-1])
    parts = [*PARTS, JUDGED]
    parser.add_argument("--parts", type=_of(parts), default=parts)
    parser.add_argument(
        "--queries",
        type=int,
        default=640,
        help="all different, more than a process remembers",
    )
    parser.add_argument("--rounds", type=int, default=3, help="the median one counts")
    parser.add_argument("--connections", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
