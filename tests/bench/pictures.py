"""`python -m tests.bench.pictures`: what a picture costs, and whom it makes wait.

A phone's photograph, drawn here, is rendered in our bounded process, by our code in
this one, and by the Pillow calls that one writes at first; each run has an interpreter
of its own, and they take turns. Then two renders at once go on beside a server.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from http.client import HTTPConnection
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter
from urllib.parse import urlsplit

from tests.bench.databases import ROOT, Database
from tests.bench.lines import Bar, at_most

PRODUCTS = 20_000
PATH = "/v1/products?limit=24"
WARM_UP_REQUESTS = 50
P95_BAR = at_most("ratio", 2)
LONGEST_SIDE = 12_000


def in_our_process(data: bytes) -> None:
    from catalogue.products import decoding

    decoding.render(data)


def by_our_code(data: bytes) -> None:
    from catalogue.products import images

    images.render(images.decode(data))


def by_our_code_shrunk_first(data: bytes) -> None:
    from catalogue.products import images

    images.render_file(data)


def by_plain_pillow(data: bytes) -> None:
    """Open, turn, convert, a thumbnail for each width; saved with our settings."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    for width in (2048, 1280, 640, 320):
        small = image.copy()
        small.thumbnail((width, LONGEST_SIDE))
        small.save(io.BytesIO(), "WEBP", quality=78)
        small.save(io.BytesIO(), "JPEG", quality=80, progressive=True, optimize=True)


# Imported when they run: what a way does not need must not count in its memory.
WAYS: dict[str, Callable[[bytes], None]] = {
    "render, in the bounded process": in_our_process,
    "render(decode()), in this process": by_our_code,
    "render_file(), in this process": by_our_code_shrunk_first,
    "plain Pillow": by_plain_pillow,
}
PLAIN = "plain Pillow"


def main() -> int:
    options = _options()
    if options.way:
        return _run_one(options.way)
    if options.ask:
        return _ask(options.ask, options.seconds)
    data = photograph()
    sys.stdout.write(f"A photograph of 4000 x 3000, {len(data) / 1e6:.1f} MB\n\n")
    for cells in costs(data, options.rounds):
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.write("\n")
    for cells in waits(data, options.rounds * 2, options.seconds):
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
    return 0


def photograph() -> bytes:
    """Held sideways, with a sensor's noise and the place where it was taken."""
    from tests.catalogue.products.pictures import detailed, file_of, phone_exif

    return file_of(detailed(4000, 3000), quality=90, exif=phone_exif(6))


def costs(data: bytes, rounds: int) -> list[list[str]]:
    """Rows of a table: the median of the seconds, the largest memory."""
    found: dict[str, list[dict]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, runs in found.items():
            runs.append(own_output(["--way", way], data))
    seconds = {
        way: median(run["seconds"] for run in runs) for way, runs in found.items()
    }
    memory = {way: max(run["memory"] for run in runs) for way, runs in found.items()}
    head = ["a photograph rendered", "seconds", "ratio", "peak memory", "ratio"]
    return [head, ["---"] * 5] + [
        [
            way,
            f"{seconds[way]:.2f} s",
            f"{seconds[way] / seconds[PLAIN]:.2f} x",
            f"{memory[way]:.0f} MB",
            f"{memory[way] / memory[PLAIN]:.2f} x",
        ]
        for way in WAYS
    ]


def _run_one(way: str) -> int:
    """Prints seconds, and megabytes of the process that did it, children included."""
    data = sys.stdin.buffer.read()
    began = perf_counter()
    WAYS[way](data)
    seconds = perf_counter() - began
    kilobytes = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    sys.stdout.write(json.dumps({"seconds": seconds, "memory": kilobytes / 1024}))
    return 0


def waits(data: bytes, rounds: int, seconds: float) -> list[list[str]]:
    """Rows of a table: how long a reader waits alone, and beside two renders."""
    from tests.bench.servers import Server, Wanted

    database = Database("sqlite", PRODUCTS)
    database.prepare()
    server = Server(Wanted("ours", database), pin=False)
    asking = ["--ask", server.address(PATH), "--seconds", str(seconds)]
    alone, beside = [], []
    try:
        for _ in range(rounds):
            alone.append(own_output(asking))
            with Renders(data):
                beside.append(own_output(asking))
    finally:
        server.stop()
    rows = [[f"GET {PATH}", "alone", "beside two renders", "ratio", "bar", "verdict"]]
    rows.append(["---"] * 6)
    for name, bar in (("p50", None), ("p95", P95_BAR), ("p99", None)):
        before, after = (_undisturbed(name, runs) for runs in (alone, beside))
        rows.append(
            [name, f"{before:.2f} ms", f"{after:.2f} ms", *_judged(after / before, bar)]
        )
    return rows


def _undisturbed(name: str, runs: list[dict]) -> float:
    """The first quartile: other work on the machine only ever makes a run slower."""
    return quantiles((run[name] for run in runs), n=4, method="inclusive")[0]


def _judged(ratio: float, bar: Bar | None) -> list[str]:
    verdict = bar.verdict(ratio) if bar else "-"
    return [f"{ratio:.2f} x", str(bar or "-"), verdict]


class Renders:
    """While it is entered, two renders are under way at any time."""

    def __init__(self, data: bytes):
        self._data = data
        self._over = Event()
        self._threads = [Thread(target=self._render) for _ in range(2)]

    def _render(self) -> None:
        while not self._over.is_set():
            in_our_process(self._data)

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def _ask(address: str, seconds: float) -> int:
    """One request after the other on one connection: percentiles in milliseconds."""
    place = urlsplit(address)
    session = HTTPConnection(place.hostname or "", place.port)
    for _ in range(WARM_UP_REQUESTS):
        _time_one(session)
    until, times = perf_counter() + seconds, []
    while perf_counter() < until:
        times.append(_time_one(session))
    times.sort()
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {name: times[int(len(times) * share)] for name, share in shares.items()}
    sys.stdout.write(json.dumps({"requests": len(times), **found}))
    return 0


def _time_one(session: HTTPConnection) -> float:
    began = perf_counter()
    session.request("GET", PATH)
    answer = session.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{PATH} answers {answer.status}")
    return (perf_counter() - began) * 1e3


def own_output(arguments: list[str], data: bytes = b"") -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.pictures", *arguments],
        input=data,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
    )
    return json.loads(done.stdout)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.pictures", description=__doc__
    )
    parser.add_argument("--rounds", type=int, default=7, help="of each way")
    parser.add_argument("--seconds", type=float, default=1.5, help="of asking a server")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
