"""The sheet that is drawn on, and the pen that draws.

Everything is a polygon in the pen's own coordinates, so that one drawing of a jar can
stand on a table, lie tilted in a repeat, or be cropped in a close-up. The sheet is
twice the size of the picture and is reduced at the end, which smooths every edge.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter

from . import paper

WIDTH, HEIGHT = 1280, 960
OVERSAMPLING = 2
SHADOW_REDUCTION = (
    8  # shadows are blurred this much smaller: soft things need no detail
)
SPLINE_STEPS = 7

Point = tuple[float, float]
Bend = Callable[[float, float], Point]


class Matrix(NamedTuple):
    """An affine map: x' = a·x + b·y + c, y' = d·x + e·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def within(self, outer: "Matrix") -> "Matrix":
        """This map first, then `outer`."""
        return Matrix(
            outer.a * self.a + outer.b * self.d,
            outer.a * self.b + outer.b * self.e,
            outer.a * self.c + outer.b * self.f + outer.c,
            outer.d * self.a + outer.e * self.d,
            outer.d * self.b + outer.e * self.e,
            outer.d * self.c + outer.e * self.f + outer.f,
        )

    def map(self, x: float, y: float) -> Point:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.e - self.b * self.d))


UNMOVED = Matrix(1, 0, 0, 0, 1, 0)


class Canvas:
    """One picture in the making. `image` is replaced while clipping: never keep it."""

    def __init__(self, ground: str) -> None:
        size = (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING)
        self.use(Image.new("RGB", size, ground))

    def use(self, image: Image.Image) -> None:
        """Draw on `image` from now on."""
        self.image = image
        self.ink = ImageDraw.Draw(image, "RGBA")

    def pen(self) -> "Pen":
        """A pen whose units are pixels of the finished picture."""
        return Pen(self, Matrix(OVERSAMPLING, 0, 0, 0, OVERSAMPLING, 0))

    def finish(self) -> Image.Image:
        """The picture at its own size, on paper."""
        return paper.print_on_paper(self.image.reduce(OVERSAMPLING))


class Pen:
    """Draws in coordinates of its own: `at` gives a pen moved, scaled and turned.

    Angles are degrees, clockwise, as y points down. Light falls from the upper left.
    """

    def __init__(
        self,
        canvas: Canvas,
        matrix: Matrix,
        bend: Bend | None = None,
        outer: Matrix = UNMOVED,
    ) -> None:
        self.canvas = canvas
        self._matrix = matrix
        self._bend = bend
        self._outer = outer

    def at(
        self,
        x: float,
        y: float,
        scale: float = 1,
        turn: float = 0,
        *,
        wide: float = 1,
        tall: float = 1,
    ) -> "Pen":
        """A pen whose origin is here; `wide=-1` mirrors it left to right."""
        sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
        across, down = scale * wide, scale * tall
        moved = Matrix(
            cosine * across, -sine * down, x, sine * across, cosine * down, y
        )
        return Pen(self.canvas, moved.within(self._matrix), self._bend, self._outer)

    def bent(self, bend: Bend) -> "Pen":
        """A pen whose straight lines follow `bend`, for cloth that hangs in waves."""
        return Pen(self.canvas, UNMOVED, bend, self._matrix)

    def pixels(self, points: Iterable[Point], *, closed: bool = False) -> list[Point]:
        """Where `points`, or the outline they close, fall on the sheet.

        Rounded, so that the last digit of one machine's sine cannot change a picture.
        """
        mapped = [self._matrix.map(x, y) for x, y in points]
        if self._bend:
            bend, outer = self._bend, self._outer
            mapped += mapped[:1] if closed else []
            mapped = [outer.map(*bend(x, y)) for x, y in subdivided(mapped)]
        return [(round(x, 1), round(y, 1)) for x, y in mapped]

    @property
    def _scale(self) -> float:
        return self._matrix.scale * self._outer.scale

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        self.canvas.ink.polygon(self.pixels(points, closed=True), fill=fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A closed outline running smoothly through `points`."""
        self.polygon(smooth(points, closed=True), fill)

    def ellipse(
        self, x: float, y: float, across: float, down: float, fill: str
    ) -> None:
        """Centred on x, y; `across` and `down` are radii."""
        self.polygon(oval(x, y, across, down), fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        self.polygon(oval(x, y, radius, radius), fill)

    def rect(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: str,
        radius: float = 0,
    ) -> None:
        self.polygon(box(left, top, right, bottom, radius), fill)

    def line(self, points: Iterable[Point], width: float, fill: str) -> None:
        """A stroke with round ends, where it is thick enough to show them."""
        pixels = self.pixels(points)
        thick = max(1, round(width * self._scale))
        self.canvas.ink.line(pixels, fill=fill, width=thick, joint="curve")
        if thick > 4 and len(fill) == 7:
            for x, y in (pixels[0], pixels[-1]):
                end = (thick - 1) / 2
                self.canvas.ink.ellipse((x - end, y - end, x + end, y + end), fill)

    def curve(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A stroke running smoothly through `points`."""
        self.line(smooth(points), width, fill)

    def ring(self, x: float, y: float, radius: float, width: float, fill: str) -> None:
        points = oval(x, y, radius, radius)
        self.line([*points, points[0], points[1]], width, fill)

    def shadow(
        self,
        points: Iterable[Point],
        *,
        shift: Point = (14, 18),
        blur: float = 14,
        opacity: float = 0.32,
        colour: str = "#2b1420",
    ) -> None:
        """The soft shadow of an outline; `shift` and `blur` are in the pen's units."""
        scale = self._scale
        dx, dy = shift[0] * scale, shift[1] * scale
        spot = [(x + dx, y + dy) for x, y in self.pixels(points, closed=True)]
        spread = blur * scale
        bounds = self._visible(spot, spread * 2)
        if not bounds:
            return
        left, top, right, bottom = bounds
        small = (
            max(1, (right - left) // SHADOW_REDUCTION),
            max(1, (bottom - top) // SHADOW_REDUCTION),
        )
        mask = Image.new("L", small, 0)
        near = [
            ((x - left) / SHADOW_REDUCTION, (y - top) / SHADOW_REDUCTION)
            for x, y in spot
        ]
        ImageDraw.Draw(mask).polygon(near, fill=round(opacity * 255))
        mask = mask.filter(ImageFilter.GaussianBlur(spread / SHADOW_REDUCTION))
        mask = mask.resize((right - left, bottom - top), Image.Resampling.BILINEAR)
        self.canvas.image.paste(colour, bounds, mask)

    def ground_shadow(self, across: float, y: float = 200) -> None:
        """The shadow of something `across` wide that stands at `y`."""
        self.shadow(
            oval(across * 0.14, y - 2, across * 0.56, across * 0.07 + 8),
            shift=(0, 0),
            blur=13,
            opacity=0.42,
        )

    def fade(
        self,
        points: Iterable[Point],
        colour: str,
        start: float,
        end: float,
        turn: int = 0,
    ) -> None:
        """Wash an outline with `colour`, from opacity `start` at its top to `end`.

        `turn` is 0 for top to bottom or 90 for left to right.
        """
        spot = self.pixels(points, closed=True)
        bounds = self._visible(spot, 0)
        if not bounds:
            return
        left, top, right, bottom = bounds
        size = (right - left, bottom - top)
        ramp = Image.linear_gradient("L")
        if turn:
            ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        table = [round(255 * (start + (end - start) * i / 255)) for i in range(256)]
        ramp = ramp.point(table).resize(size)
        mask = Image.new("L", size, 0)
        shifted = [(x - left, y - top) for x, y in spot]
        ImageDraw.Draw(mask).polygon(shifted, fill=255)
        clear = Image.new("L", size, 0)
        clear.paste(ramp, (0, 0), mask)
        self.canvas.image.paste(colour, bounds, clear)

    @contextmanager
    def clip(self, points: Iterable[Point]) -> Iterator[None]:
        """What is drawn meanwhile shows only inside the outline."""
        spot = self.pixels(points, closed=True)
        bounds = self._visible(spot, 1)
        before = self.canvas.image
        self.canvas.use(before.copy())
        yield
        drawn = self.canvas.image
        self.canvas.use(before)
        if bounds:
            left, top, right, bottom = bounds
            mask = Image.new("L", (right - left, bottom - top), 0)
            shifted = [(x - left, y - top) for x, y in spot]
            ImageDraw.Draw(mask).polygon(shifted, fill=255)
            before.paste(drawn.crop(bounds), bounds, mask)

    def _visible(
        self, pixels: list[Point], margin: float
    ) -> tuple[int, int, int, int] | None:
        """The part of the sheet that `pixels` and a margin cover, if any."""
        across = [x for x, _ in pixels]
        down = [y for _, y in pixels]
        width, height = self.canvas.image.size
        left = max(0, math.floor(min(across) - margin))
        top = max(0, math.floor(min(down) - margin))
        right = min(width, math.ceil(max(across) + margin) + 1)
        bottom = min(height, math.ceil(max(down) + margin) + 1)
        if right - left < 1 or bottom - top < 1:
            return None
        return left, top, right, bottom


@lru_cache(maxsize=1024)
def path(outline: str) -> tuple[Point, ...]:
    """Points written "x,y x,y x,y", as in SVG."""
    pairs = (pair.split(",") for pair in outline.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def oval(
    x: float, y: float, across: float, down: float, start: float = 0, end: float = 360
) -> list[Point]:
    """Points on an ellipse from angle `start` to `end`, clockwise from the right."""
    steps = max(10, round(min(64, 10 + max(across, down) / 3)))
    angles = [
        math.radians(start + (end - start) * step / steps) for step in range(steps + 1)
    ]
    return [(x + across * math.cos(a), y + down * math.sin(a)) for a in angles]


def box(
    left: float, top: float, right: float, bottom: float, radius: float = 0
) -> list[Point]:
    """A rectangle's outline, its corners rounded."""
    if not radius:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    r = radius
    return [
        *oval(right - r, top + r, r, r, -90, 0),
        *oval(right - r, bottom - r, r, r, 0, 90),
        *oval(left + r, bottom - r, r, r, 90, 180),
        *oval(left + r, top + r, r, r, 180, 270),
    ]


def smooth(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """A Catmull-Rom curve through every one of `points`."""
    count = len(points)
    if closed:
        around = [points[-1], *points, points[0], points[1]]
    else:
        around = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for i in range(count if closed else count - 1):
        curve.extend(_between(*around[i : i + 4]))
    if not closed:
        curve.append(points[-1])
    return curve


def _between(p0: Point, p1: Point, p2: Point, p3: Point) -> Iterator[Point]:
    for step in range(SPLINE_STEPS):
        t = step / SPLINE_STEPS
        near, far = t * t, t * t * t
        w0 = -0.5 * far + near - 0.5 * t
        w1 = 1.5 * far - 2.5 * near + 1
        w2 = -1.5 * far + 2 * near + 0.5 * t
        w3 = 0.5 * far - 0.5 * near
        yield (
            w0 * p0[0] + w1 * p1[0] + w2 * p2[0] + w3 * p3[0],
            w0 * p0[1] + w1 * p1[1] + w2 * p2[1] + w3 * p3[1],
        )


def subdivided(points: list[Point], longest: float = 24) -> Iterator[Point]:
    """`points` with more put between them, so that a bend has something to bend."""
    for (x0, y0), (x1, y1) in pairwise([*points, points[-1]]):
        pieces = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / longest))
        for piece in range(pieces):
            share = piece / pieces
            yield x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
