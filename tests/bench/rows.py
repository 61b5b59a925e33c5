"""The rows of the table: what each asks, of whom, and what it must reach."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

from tests.bench import load
from tests.bench.databases import Database
from tests.bench.lines import Bar, Line, at_least, at_most
from tests.bench.load import Request, Result
from tests.bench.servers import Pool, Server, Wanted

LIST = "/v1/products?lang=en&limit=24"
PLAIN_LIST = "/v1/products?lang=en"
FILTERS = (
    "category=makanan&regency=18.71&price_min=25000&price_max=500000&export_level_min=2"
)
FILTERED = f"{LIST}&{FILTERS}&sort=price"
PLAIN_FILTERED = f"{PLAIN_LIST}&{FILTERS}&ordering=price"
FACETS = "/v1/products/facets?lang=en"
PAGE = 500
STARTS = 5  # of which the middle one counts


@dataclass
class Bench:
    """What a run is made of."""

    sizes: list[int]
    seconds: float
    rounds: int
    pool: Pool = field(default_factory=Pool)
    _known: dict = field(default_factory=dict)

    def server(self, project: str, engine: str, products: int, **more) -> Server:
        return self.pool.get(Wanted(project, Database(engine, products), **more))

    def compare(self, requests: dict) -> dict:
        return load.compare(requests, seconds=self.seconds, rounds=self.rounds)

    def both(
        self, engine: str, ours: str, plain: str
    ) -> dict[int, tuple[Result, Result]]:
        """(ours, the yardstick's) at each size; measured once a run."""
        key = (engine, ours, plain)
        if key not in self._known:
            found = self.compare(
                {
                    (project, size): Request(self.server(project, engine, size), path)
                    for size in self.sizes
                    for project, path in (("ours", ours), ("yardstick", plain))
                }
            )
            self._known[key] = {
                size: (found["ours", size], found["yardstick", size])
                for size in self.sizes
            }
        return self._known[key]


Row = Callable[[Bench, str], Iterator[Line]]
Bars = tuple[Bar | None, Bar | None]  # at the smallest size, at a larger one
NONE: Bars = (None, None)


def _compared(row: str, what: str, ours: str, plain: str, bars: dict[str, Bars]) -> Row:
    def lines(bench: Bench, engine: str) -> Iterator[Line]:
        found = bench.both(engine, ours, plain)
        yield from _of_sizes(bench, row, what, engine, found, bars.get(engine, NONE))

    return lines


def _of_sizes(
    bench: Bench, row: str, what: str, engine: str, found: dict, bars: Bars
) -> Iterator[Line]:
    smallest = found[bench.sizes[0]][0]
    for size, (ours, plain) in found.items():
        is_first = size == bench.sizes[0]
        yield Line(
            *(row, what, engine, size, ours, plain),
            ratio=plain.cost_us / ours.cost_us,
            growth=None if is_first else ours.cost_us / smallest.cost_us,
            bar=bars[0] if is_first else bars[1],
        )


def detail(bench: Bench, engine: str) -> Iterator[Line]:
    requests = {}
    for size in bench.sizes:
        ours = bench.server("ours", engine, size)
        ident = json.loads(ours.get(LIST)[2])["results"][7]["id"]
        path = f"/v1/products/{ident}?lang=en"
        requests["ours", size] = Request(ours, path)
        plain = bench.server("yardstick", engine, size)
        requests["yardstick", size] = Request(plain, path)
    results = bench.compare(requests)
    found = {s: (results["ours", s], results["yardstick", s]) for s in bench.sizes}
    bars: dict[str, Bars] = {
        "postgresql": (at_least("ratio", 15), at_most("growth", 1.05))
    }
    yield from _of_sizes(
        bench, "detail", "detail", engine, found, bars.get(engine, NONE)
    )


def deep_page(bench: Bench, engine: str) -> Iterator[Line]:
    """Page 500, reached through `next_cursor` alone, beside page 1."""
    requests = {}
    for size in bench.sizes:
        server = bench.server("ours", engine, size)
        requests["first", size] = Request(server, LIST)
        requests["deep", size] = Request(server, _walk(server))
    found = bench.compare(requests)
    for size in bench.sizes:
        cost = found["deep", size].cost_us / found["first", size].cost_us
        yield Line(
            *("deep", f"page {PAGE}, cost over page 1", engine, size),
            figure=cost,
            unit="x",
            bar=at_most("figure", 1.1) if engine == "postgresql" else None,
        )


def _walk(server: Server) -> str:
    path = LIST
    for _ in range(PAGE - 1):
        cursor = json.loads(server.get(path)[2])["next_cursor"]
        path = f"{LIST}&cursor={cursor}"
    return path


def market(bench: Bench, engine: str) -> Iterator[Line]:
    """The list of what is ready for Japan, beside the same list unfiltered."""
    requests = {}
    for size in bench.sizes:
        server = bench.server("ours", engine, size)
        requests["all", size] = Request(server, LIST)
        requests["market", size] = Request(server, f"{LIST}&market=JP")
    found = bench.compare(requests)
    for size in bench.sizes:
        cost = found["market", size].cost_us / found["all", size].cost_us
        yield Line(
            *("market", "list filtered by market, cost over unfiltered", engine, size),
            figure=cost,
            unit="x",
            bar=at_most("figure", 1.3),
        )


def not_modified(bench: Bench, engine: str) -> Iterator[Line]:
    size = bench.sizes[0]
    server = bench.server("ours", engine, size)
    tag = server.get(LIST)[1]["etag"]
    asked = (("If-None-Match", tag),)
    if server.get(LIST, dict(asked))[0] != 304:
        raise load.LoadError("The list's own tag is not answered 304.")
    request = Request(server, LIST, asked)
    yield _beside_list(bench, engine, "304", "304 of the list", request, 75)


def hot(bench: Bench, engine: str) -> Iterator[Line]:
    """The list again, its answer kept in the process."""
    server = bench.server("ours", engine, bench.sizes[0], cache_entries=512)
    request = Request(server, LIST)
    yield _beside_list(bench, engine, "hot", "hot page of the list", request, 60)


def _beside_list(
    bench: Bench, engine: str, row: str, what: str, ours: Request, bar: float
) -> Line:
    size = bench.sizes[0]
    plain = Request(bench.server("yardstick", engine, size), PLAIN_LIST)
    found = bench.compare({"ours": ours, "yardstick": plain})
    return Line(
        *(row, what, engine, size, found["ours"], found["yardstick"]),
        ratio=found["yardstick"].cost_us / found["ours"].cost_us,
        bar=at_least("ratio", bar) if engine == "postgresql" else None,
    )


def evenness(bench: Bench, engine: str) -> Iterator[Line]:
    for size, (ours, _) in bench.both(engine, LIST, PLAIN_LIST).items():
        yield Line(
            *("p99", f"list, p99 over p50 of {ours.p50_ms:.1f} ms", engine, size),
            figure=ours.p99_ms / ours.p50_ms,
            unit="x",
            bar=at_most("figure", 3) if engine == "postgresql" else None,
        )


def memory(bench: Bench, engine: str) -> Iterator[Line]:
    for size in bench.sizes:
        server = Server(Wanted("ours", Database(engine, size), workers=2))
        try:
            for what, path in (
                ("two workers under load of lists", LIST),
                ("two workers, facets asked too", FACETS),
            ):
                load.warm_up(Request(server, path))
                load.run(Request(server, path), bench.seconds)
                yield Line(
                    *("memory", what, engine, size),
                    figure=sum(server.worker_memory()) / 1e6,
                    unit="MB",
                    bar=at_most("figure", 140, "MB")
                    if engine == "postgresql"
                    else None,
                )
        finally:
            server.stop()


def start(bench: Bench, engine: str) -> Iterator[Line]:
    size, times = bench.sizes[0], []
    for _ in range(STARTS):
        server = Server(Wanted("ours", Database(engine, size)), pin=False)
        times.append(server.start_seconds)
        server.stop()
    yield Line(
        *("start", "server alone, start to first 200", engine, size),
        figure=median(times),
        unit="s",
        bar=at_most("figure", 0.8, "s"),
    )


def compressed(bench: Bench, engine: str) -> Iterator[Line]:
    for size in bench.sizes:
        server = bench.server("ours", engine, size)
        _, headers, body = server.get(LIST, {"Accept-Encoding": "gzip"})
        if headers.get("content-encoding") != "gzip":
            raise load.LoadError("The list is not compressed.")
        yield Line(
            *("size", "list, compressed", engine, size),
            figure=len(body) / 1000,
            unit="kB",
            bar=at_most("figure", 4.2, "kB") if engine == "postgresql" else None,
        )


ROWS: dict[str, Row] = {
    "list": _compared(
        *("list", "list", LIST, PLAIN_LIST),
        {
            "postgresql": (at_least("ratio", 40), at_most("growth", 1.15)),
            "sqlite": (at_least("ratio", 15), at_least("ratio", 70)),
        },
    ),
    "filtered": _compared(
        "filtered",
        "filtered by subtree, regency, price, level; by price",
        *(FILTERED, PLAIN_FILTERED),
        {"postgresql": (at_least("ratio", 18), at_most("growth", 2))},
    ),
    "detail": detail,
    "deep": deep_page,
    "market": market,
    "facets": _compared(
        *("facets", "facets", FACETS, FACETS),
        {"postgresql": (at_least("ratio", 10), at_least("ratio", 100))},
    ),
    "facets-filtered": _compared(
        "facets-filtered",
        "facets under those filters",
        *(f"{FACETS}&{FILTERS}", f"{FACETS}&{FILTERS}"),
        {},
    ),
    "304": not_modified,
    "hot": hot,
    "p99": evenness,
    "memory": memory,
    "start": start,
    "size": compressed,
}
