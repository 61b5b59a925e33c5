"""`python -m tests.bench`: make the databases, measure, print and write the table."""

import argparse
import sys
from itertools import product

from rich.console import Console

from tests.bench import report
from tests.bench.databases import Database, postgresql_answers
from tests.bench.lines import Line
from tests.bench.load import LoadError
from tests.bench.rows import ROWS, Bench

ENGINES = ["postgresql", "sqlite"]
# These speak of the process, not of the database: the first one is enough.
ONCE = {"304", "hot", "p99", "memory", "start", "size"}
WIDTH = 150  # columns, where nobody looks at a terminal


def main() -> int:
    options = _options()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    engines = options.engines
    if "postgresql" in engines and not postgresql_answers():
        console.print("PostgreSQL does not answer: SQLite alone.")
        engines = [engine for engine in engines if engine != "postgresql"]
    for engine, size in product(engines, options.sizes):
        Database(engine, size).prepare()
    try:
        lines = _measure(options, engines, console)
    except LoadError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    report.show(lines, console)
    report.write(lines, {"seconds": options.seconds, "rounds": options.rounds})
    return 0


def _measure(options, engines: list[str], console: Console) -> list[Line]:
    lines = []
    for engine in engines:
        bench = Bench(options.sizes, options.seconds, options.rounds)
        try:
            for name in options.rows:
                if name in ONCE and engine != engines[0]:
                    continue
                with console.status(f"{name} on {engine} …"):
                    found = list(ROWS[name](bench, engine))
                for line in found:
                    console.print("  ".join(line.cells()))
                lines += found
        finally:
            bench.pool.stop()
    return lines


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default=[20_000, 200_000], help="20000,200000"
    )
    parser.add_argument("--engines", type=_of(ENGINES), default=ENGINES)
    parser.add_argument("--rows", type=_of(ROWS), default=list(ROWS))
    parser.add_argument("--seconds", type=int, default=3, help="of each run")
    parser.add_argument("--rounds", type=int, default=3, help="the best one counts")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _of(known):
    def names(text: str) -> list[str]:
        asked = text.split(",")
        if wrong := set(asked) - set(known):
            raise argparse.ArgumentTypeError(
                f"{', '.join(wrong)}: choose from {', '.join(known)}"
            )
        return asked

    return names


if __name__ == "__main__":
    sys.exit(main())
