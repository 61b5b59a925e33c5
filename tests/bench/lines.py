"""What a row of the table came to, and whether that is enough."""

from dataclasses import dataclass

from tests.bench.load import Result

TOLERANCE = 0.2  # a bar missed by no more counts as met, with its figure reported


@dataclass(frozen=True)
class Bar:
    """What a line must reach: `of` is what is judged, "ratio", "growth" or "figure"."""

    of: str
    limit: float
    at_least: bool
    unit: str = "x"

    def verdict(self, value: float) -> str:
        missed_by = self.limit - value if self.at_least else value - self.limit
        if missed_by <= 0:
            return "met"
        return "within 20 %" if missed_by <= TOLERANCE * self.limit else "short"

    def __str__(self) -> str:
        return f"{self.of} {'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"


def at_least(of: str, limit: float) -> Bar:
    return Bar(of, limit, at_least=True)


def at_most(of: str, limit: float, unit: str = "x") -> Bar:
    return Bar(of, limit, at_least=False, unit=unit)


@dataclass(frozen=True)
class Line:
    """One line of the report."""

    row: str
    what: str
    engine: str
    products: int
    ours: Result | None = None
    yardstick: Result | None = None
    growth: float | None = None  # cost here over cost at the smallest size
    ratio: float | None = None
    figure: float | None = None
    unit: str = ""
    bar: Bar | None = None

    @property
    def verdict(self) -> str:
        if self.bar is None:
            return "-"
        value = getattr(self, self.bar.of)
        return "-" if value is None else self.bar.verdict(value)

    def cells(self) -> list[str]:
        """For a table, in the order of `HEADINGS`."""
        return [
            self.what,
            {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.engine],
            f"{self.products:,}",
            self._figure(),
            _speed(self.yardstick),
            _times(self.ratio, 1),
            _times(self.growth, 2),
            str(self.bar or "-"),
            self.verdict,
        ]

    def _figure(self) -> str:
        if self.figure is not None:
            return f"{self.figure:,.2f} {self.unit}"
        return _speed(self.ours)


HEADINGS = [
    *("work", "database", "products", "ours", "yardstick", "ratio", "growth"),
    *("bar", "verdict"),
]


def _speed(result: Result | None) -> str:
    if result is None:
        return "-"
    digits = 0 if result.per_second >= 100 else 1
    return f"{result.per_second:,.{digits}f}/s"


def _times(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f} x"
