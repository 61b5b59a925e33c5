"""The ornament of Lampung cloth: bands that run along, and fields that fill a plane."""

from collections.abc import Callable

from .canvas import Pen, box, path
from .colours import veil
from .emblems import draw_emblem

Unit = Callable[[Pen, str, str], None]
"""One repeat of a band, in a square from 0, 0 to 100, 100."""


def pucuk_rebung(pen: Pen, colour: str, cut: str) -> None:
    """The bamboo shoot: triangle within triangle, the border of every tapis."""
    pen.polygon([(2, 100), (50, 0), (98, 100)], colour)
    pen.polygon([(18, 96), (50, 28), (82, 96)], cut)
    pen.polygon([(28, 96), (50, 48), (72, 96)], colour)
    pen.polygon([(42, 96), (50, 76), (58, 96)], cut)
    pen.polygon([(92, 0), (100, 20), (100, 0)], colour)
    pen.polygon([(0, 0), (0, 20), (8, 0)], colour)


def zigzag(pen: Pen, colour: str, cut: str) -> None:
    for y in (0, 34, 68):
        pen.polygon(
            [
                (0, y + 22),
                (50, y),
                (100, y + 22),
                (100, y + 38),
                (50, y + 16),
                (0, y + 38),
            ],
            colour,
        )


def diamonds(pen: Pen, colour: str, cut: str) -> None:
    """Belah ketupat."""
    pen.polygon(path("0,50 50,0 100,50 50,100"), colour)
    pen.polygon(path("18,50 50,18 82,50 50,82"), cut)
    pen.polygon(path("34,50 50,34 66,50 50,66"), colour)
    for x in (0, 100):
        for y in (4, 96):
            pen.polygon([(x - 10, y), (x, y - 8), (x + 10, y), (x, y + 8)], colour)


def hooks(pen: Pen, colour: str, cut: str) -> None:
    """Key-like hooks, facing pairs."""
    for flip in (1, -1):
        half = pen.at(50, 50, wide=flip, tall=flip)
        half.rect(-50, 34, 46, 46, colour)
        half.rect(34, -26, 46, 46, colour)
        half.rect(-14, -26, 46, -14, colour)
        half.rect(-14, -26, -4, 10, colour)
        half.rect(-14, 2, 16, 12, colour)


def coins(pen: Pen, colour: str, cut: str) -> None:
    """Mirror pieces and sequins sewn in a row."""
    pen.circle(50, 50, 40, colour)
    pen.circle(50, 50, 26, cut)
    pen.circle(50, 50, 16, colour)
    pen.circle(0, 50, 7, colour)
    pen.circle(100, 50, 7, colour)


def waves(pen: Pen, colour: str, cut: str) -> None:
    for y in (14, 44, 74):
        pen.curve(
            [(0, y + 14), (25, y), (50, y + 14), (75, y + 28), (100, y + 14)],
            11,
            colour,
        )


def scroll(pen: Pen, colour: str, cut: str) -> None:
    """Sulur: a vine of leaves either side of a wavering stem."""
    pen.curve(path("0,50 25,36 50,50 75,64 100,50"), 6, colour)
    draw_emblem(pen.at(30, 20, 0.42, 38), "leaf", colour, cut)
    draw_emblem(pen.at(78, 82, 0.42, 142), "leaf", colour, cut)
    pen.circle(64, 30, 7, colour)
    pen.circle(12, 72, 7, colour)


def checks(pen: Pen, colour: str, cut: str) -> None:
    for x, y in ((0, 0), (50, 0), (25, 33), (75, 33), (0, 66), (50, 66)):
        pen.rect(x, y, x + 25, y + 33, colour)


def sawteeth(pen: Pen, colour: str, cut: str) -> None:
    for x in (0, 50):
        pen.polygon([(x, 0), (x + 50, 0), (x + 25, 44)], colour)
        pen.polygon([(x, 100), (x + 25, 56), (x + 50, 100)], colour)


def bars(pen: Pen, colour: str, cut: str) -> None:
    """Fine stripes along the cloth."""
    for y in (4, 28, 52, 76):
        pen.rect(0, y, 100, y + 14, colour)


def _sign(name: str, scale: float = 0.98) -> Unit:
    def unit(pen: Pen, colour: str, cut: str) -> None:
        draw_emblem(pen.at(50, 50, scale), name, colour, cut)

    return unit


UNITS: dict[str, Unit] = {
    "pucuk": pucuk_rebung,
    "zigzag": zigzag,
    "diamonds": diamonds,
    "hooks": hooks,
    "coins": coins,
    "waves": waves,
    "scroll": scroll,
    "checks": checks,
    "sawteeth": sawteeth,
    "bars": bars,
    "ship": _sign("ship"),
    "siger": _sign("siger"),
    "sun": _sign("sun"),
    "tree": _sign("tree"),
    "elephant": _sign("elephant"),
    "bird": _sign("bird"),
    "flower": _sign("flower"),
    "bean": _sign("bean", 0.8),
    "fish": _sign("fish"),
    "leaf": _sign("leaf", 0.9),
    "pod": _sign("pod", 0.85),
    "pepper": _sign("pepper", 0.9),
    "comb": _sign("comb", 0.95),
    "coconut": _sign("coconut", 0.8),
    "flame": _sign("flame", 0.8),
    "sprout": _sign("sprout"),
    "drop": _sign("drop", 0.8),
    "chilli": _sign("chilli", 0.9),
    "shrimp": _sign("shrimp", 0.85),
    "banana": _sign("banana", 0.9),
}

Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def band(
    pen: Pen,
    name: str,
    left: float,
    right: float,
    top: float,
    height: float,
    colour: str,
    cut: str,
) -> None:
    """Repeat a unit from `left` to `right`, stretched to end on a whole one."""
    count = max(1, round((right - left) / height))
    wide = (right - left) / count
    for i in range(count):
        unit = pen.at(left + i * wide, top, 1, wide=wide / 100, tall=height / 100)
        UNITS[name](unit, colour, cut)


def thread(
    pen: Pen, left: float, right: float, top: float, height: float, colour: str
) -> None:
    """Fine lines across gold, so that it reads as couched thread and not as paint."""
    y = top
    while y < top + height:
        pen.line([(left, y), (right, y)], 0.7, veil(colour, 0.34))
        y += 3.2


def field(
    pen: Pen,
    name: str,
    size: float,
    colour: str,
    cut: str,
    bounds: Bounds | None = None,
) -> None:
    """Fill `bounds` (or the picture) with a unit, every second row half a step on."""
    left, top, right, bottom = bounds or (0, 0, 1280, 960)
    step = size * 1.5
    rows = int((bottom - top) / step) + 2
    columns = int((right - left) / step) + 2
    for row in range(rows):
        for column in range(columns):
            x = left + (column - 0.5 * (row % 2)) * step
            unit = pen.at(x, top + row * step - size / 2, size / 100)
            UNITS[name](unit, colour, cut)


def frame(
    pen: Pen, name: str, margin: float, size: float, colour: str, cut: str
) -> None:
    """A band along all four edges of the picture, pointing inwards."""
    across, down = 1280 - 2 * margin, 960 - 2 * margin
    for x, y, turn, run in (
        (margin, margin, 0, across),
        (1280 - margin, margin, 90, down),
        (1280 - margin, 960 - margin, 180, across),
        (margin, 960 - margin, 270, down),
    ):
        side = pen.at(x, y, 1, turn)
        band(side.at(0, size, tall=-1), name, size, run - size, 0, size, colour, cut)
    for x, y in (
        (margin, margin),
        (1280 - margin, margin),
        (margin, 960 - margin),
        (1280 - margin, 960 - margin),
    ):
        dx = size / 2 if x < 640 else -size / 2
        dy = size / 2 if y < 480 else -size / 2
        draw_emblem(pen.at(x + dx, y + dy, size / 110), "sun", colour, cut)


def panel(
    pen: Pen,
    name: str,
    bounds: tuple[float, float, float, float],
    size: float,
    ground: str,
    colour: str,
) -> None:
    """A rectangle of ground with a field of one unit in it."""
    with pen.clip(box(*bounds)):
        pen.rect(*bounds, ground)
        field(pen, name, size, colour, ground, bounds)
