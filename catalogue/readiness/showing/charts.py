"""Charts as SVG, for eyes that see colours differently, or do not see. Pure.

Every number drawn is also written, in the picture and in its description. Colours are
of one sequence from light to dark (ColorBrewer's YlGnBu), so that they read in grey.
No style sheet and no script: a page may forbid both. The library escapes nothing, so
whatever is text goes through `_escaped`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import cos, pi, sin
from textwrap import wrap
from typing import Any, Literal

import svg
from babel.numbers import format_compact_decimal, format_decimal

from catalogue.readiness.showing.presenting import LEVEL_NAMES, level_name
from catalogue.texts import resolve

Row = tuple[str, list[int]]
Anchor = Literal["start", "middle", "end"]

INK, FAINT, PAPER = "#1a1a1a", "#8a8a8a", "#ffffff"
LEVEL_COLOURS = ("#ffffd9", "#a1dab4", "#41b6c4", "#225ea8", "#081d58")
LEVEL_INKS = (INK, INK, INK, PAPER, PAPER)  # 4.5:1 on each, and more
FONT = "sans-serif"
CHARACTER = 0.56  # of the size: how wide one is, on the wide side of usual fonts

WORDS = {
    "scale": {"en": "Score per dimension, 0–100", "id": "Skor per dimensi, 0–100"},
    "of_100": {"en": "{name}: {score} of 100", "id": "{name}: {score} dari 100"},
    "levels": {
        "en": "Products by level of export readiness, per regency",
        "id": "Produk menurut tingkat kesiapan ekspor, per kabupaten/kota",
    },
    "row": {"en": "{name}: {total} products", "id": "{name}: {total} produk"},
}


def radar(dimensions: Sequence[dict[str, Any]], title: str, language: str) -> str:
    """One product's dimensions (see `presenting.dimensions`), each on its own axis,
    clockwise from the top; 480 px wide."""
    return _Radar(dimensions, title, language).draw()


def levels_by_regency(rows: Sequence[Row], language: str) -> str:
    """Stacked bars: per (name, counts per level 0-4) one, in the order given.

    All bars share one scale, the longest fills the width; a count is written where it
    fits, the total behind the bar.
    """
    names = [level_name(level, language) for level in range(len(LEVEL_NAMES))]
    parts = [
        Part(name, f"{level} {name}", shade=level) for level, name in enumerate(names)
    ]
    return bars(
        rows,
        parts,
        title=_word("levels", language),
        said=resolve(WORDS["row"], language),
        language=language,
    )


@dataclass(frozen=True)
class Part:
    """What a part of each bar is, in its description and in the legend.

    `shade`: a place in `LEVEL_COLOURS`.
    """

    name: str
    legend: str
    shade: int


MILLION = 1_000_000
WIDE, NARROW = 720, 340  # pixels; a phone shows the narrow one at its real size


def bars(
    rows: Sequence[Row],
    parts: Sequence[Part],
    *,
    title: str,
    said: str,
    language: str,
    width: int = WIDE,
    summed: bool = True,
) -> str:
    """Stacked bars: per (name, counts of each part) one, in the order given.

    `said` tells of a row its `{name}` and `{total}`. Where they are not `summed`, each
    part's number stands behind the bar, since they must not be added up.
    """
    return _Bars(rows, parts, title, said, language, width, summed).draw()


def _word(word: str, language: str, **values: Any) -> str:
    return resolve(WORDS[word], language).format(**values)


def _escaped(text: str) -> str:
    """Safe as text and as an attribute; without what XML cannot hold."""
    return escape("".join(c for c in text if c.isprintable()))


def _number(value: Decimal, language: str) -> str:
    text = f"{value:.1f}"
    return text.replace(".", ",") if language == "id" else text


def _text(
    x: float,
    y: float,
    text: str,
    *,
    size: int = 12,
    anchor: Anchor = "start",
    colour: str = INK,
    bold: bool = False,
    halo: bool = False,
) -> svg.Text:
    around: dict[str, Any] = {}
    if halo:
        around = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"}
    return svg.Text(
        x=round(x, 1),
        y=round(y, 1),
        text=_escaped(text),
        font_size=size,
        font_weight="bold" if bold else None,
        text_anchor=anchor,
        fill=colour,
        **around,
    )


def _picture(
    width: int,
    height: int,
    *,
    title: str,
    description: str,
    language: str,
    parts: list[svg.Element],
) -> str:
    about: list[svg.Element] = [
        svg.Title(text=_escaped(title)),
        svg.Desc(text=_escaped(description)),
        svg.Rect(width=width, height=height, fill=PAPER),
    ]
    return svg.SVG(
        width=width,
        height=height,
        viewBox=svg.ViewBoxSpec(0, 0, width, height),
        lang=language,
        extra={"role": "img"},
        elements=[*about, svg.G(extra={"font-family": FONT}, elements=parts)],
    ).as_str()


@dataclass(frozen=True)
class _Axis:
    """One axis, from the middle outwards."""

    angle: float

    def at(self, distance: float) -> tuple[float, float]:
        x = _Radar.MIDDLE[0] + distance * sin(self.angle)
        y = _Radar.MIDDLE[1] - distance * cos(self.angle)
        return round(x, 1), round(y, 1)

    @property
    def anchor(self) -> Anchor:
        side = round(sin(self.angle), 6)
        return "middle" if side == 0 else "start" if side > 0 else "end"


class _Radar:
    WIDTH, HEIGHT = 480, 462
    MIDDLE, RADIUS = (240, 262), 122
    RINGS = (25, 50, 75, 100)
    LINE, LETTERS = 14, 16  # of a label: height of a line, letters in it

    def __init__(self, dimensions: Sequence[dict[str, Any]], title: str, language: str):
        self.dimensions, self.title, self.language = dimensions, title, language
        count = len(dimensions)
        self.axes = [_Axis(2 * pi * place / count) for place in range(count)]

    def draw(self) -> str:
        return _picture(
            self.WIDTH,
            self.HEIGHT,
            title=self.title,
            description=self._description(),
            language=self.language,
            parts=[
                *self._heading(),
                *self._grid(),
                *self._shape(),
                *self._scale(),
                *self._labels(),
            ],
        )

    def _description(self) -> str:
        said = "; ".join(
            _word(
                "of_100", self.language, name=d["name"], score=self._score(d["score"])
            )
            for d in self.dimensions
        )
        return f"{_word('scale', self.language)}. {said}."

    def _score(self, score: Decimal) -> str:
        return _number(score, self.language)

    def _heading(self) -> list[svg.Element]:
        lines = wrap(self.title, 48, max_lines=2, placeholder=" …")
        found: list[svg.Element] = [
            _text(16, 28 + 20 * place, line, size=16, bold=True)
            for place, line in enumerate(lines)
        ]
        below = 28 + 20 * len(lines)
        return [*found, _text(16, below, _word("scale", self.language), size=13)]

    def _grid(self) -> list[svg.Element]:
        x, y = self.MIDDLE
        rings = [
            svg.Circle(
                cx=x,
                cy=y,
                r=round(self.RADIUS * ring / 100, 1),
                fill="none",
                stroke=FAINT,
                stroke_width=1.25 if ring == 100 else 0.75,
            )
            for ring in self.RINGS
        ]
        spokes = []
        for axis in self.axes:
            end_x, end_y = axis.at(self.RADIUS)
            spokes.append(
                svg.Line(
                    x1=x, y1=y, x2=end_x, y2=end_y, stroke=FAINT, stroke_width=0.75
                )
            )
        return [*rings, *spokes]

    def _scale(self) -> list[svg.Element]:
        """The rings' numbers, beside the first axis."""
        x, y = self.MIDDLE
        return [
            _text(
                x - 4,
                y - self.RADIUS * ring / 100 + 11,
                str(ring),
                size=10,
                anchor="end",
                halo=True,
            )
            for ring in self.RINGS
        ]

    def _shape(self) -> list[svg.Element]:
        points = [
            axis.at(self.RADIUS * float(d["score"]) / 100)
            for axis, d in zip(self.axes, self.dimensions, strict=True)
        ]
        if not points:
            return []
        area = svg.Polygon(
            points=[svg.Point(x, y) for x, y in points],
            fill=LEVEL_COLOURS[2],
            fill_opacity=0.35,
            stroke=LEVEL_COLOURS[3],
            stroke_width=2,
            stroke_linejoin="round",
        )
        dots = [svg.Circle(cx=x, cy=y, r=4, fill=LEVEL_COLOURS[4]) for x, y in points]
        return [area, *dots]

    def _labels(self) -> list[svg.Element]:
        found: list[svg.Element] = []
        for axis, dimension in zip(self.axes, self.dimensions, strict=True):
            found += self._label(axis, dimension)
        return found

    def _label(self, axis: _Axis, dimension: dict[str, Any]) -> list[svg.Element]:
        """The score, and the name below it; the whole stands outside the rings."""
        # Room above and below the picture is wide, beside it narrow.
        is_beside = axis.anchor != "middle"
        letters = self.LETTERS if is_beside else 2 * self.LETTERS
        lines = wrap(dimension["name"], letters, max_lines=3, placeholder=" …")
        x, y = axis.at(self.RADIUS + 15)
        height = self.LINE * (len(lines) + 1)
        upwards = (1 + cos(axis.angle)) / 2  # 1 at the top, 0 at the bottom
        top = y - height * upwards + self.LINE * 0.8
        score = _text(
            x,
            top,
            self._score(dimension["score"]),
            size=14,
            anchor=axis.anchor,
            bold=True,
        )
        names = [
            _text(x, top + self.LINE * (place + 1), line, anchor=axis.anchor)
            for place, line in enumerate(lines)
        ]
        return [score, *names]


class _Bars:
    TOP, LEFT, RIGHT = 84, 168, 56
    ROW, BAR, LEGEND_ROW = 26, 19, 20

    def __init__(
        self,
        rows: Sequence[Row],
        parts: Sequence[Part],
        title: str,
        said: str,
        language: str,
        width: int,
        summed: bool,
    ):
        self.rows, self.parts, self.language = rows, parts, language
        self.title, self.said, self.width = title, said, width
        self.summed = summed
        ends = (len(self._end(counts)) for _, counts in rows)
        self.right = 16 + round(max(ends, default=0) * 13 * CHARACTER)
        self.right = max(self.right, self.RIGHT)
        self.legend = list(self._legend_places())
        lines = len({y for _, y in self.legend})
        self.top = self.TOP + self.LEGEND_ROW * (lines - 1)
        self.longest = max((sum(counts) for _, counts in rows), default=0)

    def draw(self) -> str:
        return _picture(
            self.width,
            self.top + self.ROW * len(self.rows) + 12,
            title=self.title,
            description=self._description(),
            language=self.language,
            parts=[
                _text(16, 28, self.title, size=16, bold=True),
                *self._legend(),
                *(part for place in range(len(self.rows)) for part in self._row(place)),
            ],
        )

    def _description(self) -> str:
        return " ".join(self._told(name, counts) for name, counts in self.rows)

    def _told(self, name: str, counts: list[int]) -> str:
        said = self.said.format(name=name, total=sum(counts))
        told = ", ".join(
            f"{part.name} {self._written(count)}"
            for part, count in zip(self.parts, counts, strict=True)
            if count
        )
        return f"{said} ({told})." if told else f"{said}."

    def _legend_places(self) -> Iterator[tuple[float, float]]:
        """Where the box of each part is: in lines as wide as the picture."""
        x, y = 16.0, 48.0
        for part in self.parts:
            room = 20 + len(part.legend) * 12 * CHARACTER
            if x > 16 and x + room > self.width:
                x, y = 16.0, y + self.LEGEND_ROW
            yield x, y
            x += room + 14

    def _legend(self) -> list[svg.Element]:
        found: list[svg.Element] = []
        for part, (x, y) in zip(self.parts, self.legend, strict=True):
            box = self._box(x, y, 14, 14, part.shade)
            found += [box, _text(x + 20, y + 12, part.legend)]
        return found

    def _row(self, place: int) -> list[svg.Element]:
        name, counts = self.rows[place]
        y = self.top + self.ROW * place
        base = y + self.BAR / 2 + 4.5
        found: list[svg.Element] = [
            _text(self.LEFT - 10, base, name, size=13, anchor="end")
        ]
        x = float(self.LEFT)
        for part, count in zip(self.parts, counts, strict=True):
            if count:
                width = self._length(count)
                found += self._segment(x, y, width, base, part.shade, count)
                x += width
        return [*found, _text(x + 8, base, self._end(counts), size=13, bold=True)]

    def _end(self, counts: list[int]) -> str:
        """What stands behind a bar."""
        if self.summed:
            return str(sum(counts))
        return " · ".join(self._short(count) for count in counts if count)

    def _short(self, count: int) -> str:
        """`1.3B` for what would leave no room for the bar; the description has all."""
        if count < MILLION:
            return self._written(count)
        return format_compact_decimal(count, locale=self.language, fraction_digits=1)

    def _written(self, count: int) -> str:
        """Amounts of money with their thousands set apart."""
        return (
            str(count) if self.summed else format_decimal(count, locale=self.language)
        )

    def _length(self, count: int) -> float:
        room = self.width - self.LEFT - self.right
        return room * count / self.longest

    def _segment(
        self, x: float, y: float, width: float, base: float, shade: int, count: int
    ) -> list[svg.Element]:
        found: list[svg.Element] = [self._box(x, y, width, self.BAR, shade)]
        if self.summed and len(str(count)) * 12 * CHARACTER + 4 <= width:
            colour = LEVEL_INKS[shade]
            middle = x + width / 2
            found.append(
                _text(middle, base, str(count), anchor="middle", colour=colour)
            )
        return found

    def _box(
        self, x: float, y: float, width: float, height: float, shade: int
    ) -> svg.Rect:
        return svg.Rect(
            x=round(x, 1),
            y=round(y, 1),
            width=round(width, 1),
            height=height,
            fill=LEVEL_COLOURS[shade],
            stroke=INK,
            stroke_width=0.75,
        )
