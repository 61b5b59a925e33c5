"""The table of what finding costs, on the screen and in `build/bench/`."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from tests.bench.databases import BUILD
from tests.bench.lines import Bar, at_most
from tests.bench.report import COLOURS
from tests.bench.search.measuring import Timing

HEADINGS = [
    *("work", "database", "products", "p50 ms", "p95 ms", "cpu ms", "figure"),
    *("yardstick p50", "ratio", "growth", "bar", "verdict"),
]
GROWTH = at_most("growth", 3)  # of processor time, over a tenth of the products


@dataclass(frozen=True)
class Line:
    what: str
    engine: str
    products: int
    timing: Timing | None = None
    yardstick: Timing | None = None
    growth: float | None = None
    figure: float | None = None
    unit: str = ""
    bar: Bar | None = None

    @property
    def verdict(self) -> str:
        if self.bar is None or self.timing is None:
            return "-"
        return self.bar.verdict(getattr(self.timing, self.bar.of))

    @property
    def grown(self) -> str:
        return "-" if self.growth is None else GROWTH.verdict(self.growth)

    @property
    def ratio(self) -> float | None:
        if self.yardstick is None or self.timing is None:
            return None
        return self.yardstick.mean / self.timing.mean

    def cells(self) -> list[str]:
        timing, plain = self.timing, self.yardstick
        return [
            self.what,
            {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.engine],
            f"{self.products:,}",
            *(_ms(timing and value) for value in _of(timing)),
            "-" if self.figure is None else f"{self.figure:,.0f} {self.unit}",
            _ms(plain and plain.p50),
            "-" if self.ratio is None else f"{self.ratio:,.1f} x",
            "-" if self.growth is None else f"{self.growth:.2f} x, {self.grown}",
            str(self.bar or "-"),
            self.verdict,
        ]


def _of(timing: Timing | None) -> list[float | None]:
    return [timing.p50, timing.p95, timing.cpu] if timing else [None] * 3


def _ms(value: float | None) -> str:
    return "-" if value is None else f"{value:,.1f}"


def beside_smaller(line: Line, others: Sequence[Line]) -> Line:
    """With its growth over the same work on a tenth of the products."""
    for other in others:
        is_same = (other.what, other.engine) == (line.what, line.engine)
        is_tenth = other.products * 10 == line.products
        if is_same and is_tenth and line.timing and other.timing:
            return replace(line, growth=line.timing.cpu / other.timing.cpu)
    return line


def show(lines: Sequence[Line], console: Console) -> None:
    table = Table(*HEADINGS, title="What finding costs")
    for line in lines:
        *cells, verdict = line.cells()
        table.add_row(*cells, f"[{COLOURS[verdict]}]{verdict}[/]")
    console.print(table)


def write(lines: Sequence[Line], options: dict) -> None:
    """`search.json` with every figure, `search.md` to read."""
    BUILD.mkdir(parents=True, exist_ok=True)
    made = {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "load": f"{os.getloadavg()[1]:.1f} on {os.cpu_count()} cores",
        **options,
    }
    told = [
        {**asdict(line), "bar": str(line.bar or ""), "verdict": line.verdict}
        for line in lines
    ]
    text = json.dumps({"run": made, "lines": told}, indent=2, ensure_ascii=False)
    (BUILD / "search.json").write_text(text + "\n", encoding="utf-8")
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(line.cells() for line in lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    facts = "; ".join(f"{name}: {value}" for name, value in made.items())
    (BUILD / "search.md").write_text(f"{table}\n\n{facts}\n", encoding="utf-8")
