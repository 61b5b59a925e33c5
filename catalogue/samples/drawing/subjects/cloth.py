"""Textiles: tapis and its gold bands, batik, weaving and embroidery.

`tapis`, `batik`, `weave` and `embroidery` cover a rectangle centred on the pen with
cloth; the others fold, hang, drape, roll and stack whatever cloth they are handed.
"""

import math
import random
from collections.abc import Callable

from .. import motifs
from ..canvas import Pen, box, path, smooth
from ..colours import DEEP_GOLD, GOLD, PALE_GOLD, darker, is_dark, mix, veil
from ..emblems import draw_emblem
from ..look import Look

Cloth = Callable[[Pen, Look, float, float], None]
"""Covers a rectangle of this width and height centred on the pen."""

TAPIS_GROUNDS = (
    "#6d1a2b",
    "#231c33",
    "#1d3550",
    "#45203d",
    "#1b1d22",
    "#7d2a1e",
    "#21443d",
)
TAPIS_STRIPES = ("#c2402f", "#d98b2b", "#2f6f73", "#e9d3a6", "#7a3b6b", "#35507f")
SOLID = ("hooks", "diamonds", "siger", "tree", "scroll")
MIDDLES = (
    "ship",
    "hooks",
    "tree",
    "siger",
    "diamonds",
    "sun",
    "bird",
    "scroll",
    "ship",
)


def tapis_ground(look: Look) -> str:
    """The cloth's own colour: one for the whole picture, however often it is drawn."""
    return TAPIS_GROUNDS[look.number % len(TAPIS_GROUNDS)]


def tapis(
    pen: Pen,
    look: Look,
    wide: float,
    tall: float,
    *,
    middle: str = "",
    rich: float = 0.5,
) -> None:
    """Bands of couched gold between stripes; `rich` is the share of gold, 0 to 1.

    The bands follow the picture's number, so folds of one cloth match one another.
    """
    order = random.Random(f"{look.number} {middle}")
    ground = tapis_ground(look)
    left, right, y = -wide / 2, wide / 2, -tall / 2
    pen.rect(left, y, right, tall / 2, ground)
    _border(pen, left, right, y, 62, ground)
    y += 62
    gold = False
    while y < tall / 2 - 62:
        room = tall / 2 - 62 - y
        gold = not gold or order.random() < rich - 0.4
        height = min(room, order.choice((56, 76, 100) if gold else (20, 28, 38)))
        if gold:
            name = middle if middle and height > 70 else order.choice(MIDDLES)
            _gold_band(pen, order, name, (left, right, y, height), ground)
        else:
            _stripes(pen, order, left, right, y, height, ground)
        y += height
    _border(pen.at(0, 0, tall=-1), left, right, -tall / 2, 62, ground)


def _border(
    pen: Pen, left: float, right: float, top: float, height: float, ground: str
) -> None:
    pen.rect(left, top, right, top + 6, GOLD)
    pucuk = pen.at(0, top * 2 + height, tall=-1)
    motifs.band(pucuk, "pucuk", left, right, top + 4, height - 12, GOLD, ground)
    motifs.thread(pen, left, right, top + 6, height - 12, ground)


def _gold_band(
    pen: Pen,
    order: random.Random,
    name: str,
    place: tuple[float, float, float, float],
    ground: str,
) -> None:
    """A band at left, right, top, height: gold on the ground, or ground on gold."""
    left, right, top, height = place
    edge = min(9, height * 0.16)
    gold = mix(GOLD, PALE_GOLD, 0.25)
    pen.rect(left, top + 2, right, top + edge - 1, DEEP_GOLD)
    pen.rect(left, top + height - edge + 1, right, top + height - 2, DEEP_GOLD)
    pad = edge + 4
    inner = (left, right, top + pad, height - 2 * pad)
    if name in SOLID and order.random() < 0.6:
        pen.rect(left, top + edge + 1, right, top + height - edge - 1, gold)
        motifs.band(pen, name, *inner, ground, gold)
    else:
        motifs.band(pen, name, *inner, gold, ground)
    motifs.thread(pen, *inner, ground)


def _stripes(
    pen: Pen,
    order: random.Random,
    left: float,
    right: float,
    top: float,
    height: float,
    ground: str,
) -> None:
    y = top
    while y < top + height - 2:
        thick = order.choice((2, 3, 5, 8))
        pen.rect(
            left,
            y,
            right,
            min(y + thick, top + height),
            order.choice((*TAPIS_STRIPES, ground, GOLD)),
        )
        y += thick + order.choice((2, 3, 6))


def batik_ground(look: Look) -> str:
    """The palette's main colour where it is dark enough for pale wax lines."""
    return look.palette.main if is_dark(look.palette.main) else "#1f4a55"


def batik(
    pen: Pen, look: Look, wide: float, tall: float, *, sign: str = "ship"
) -> None:
    """Wax-resist cloth: a sign scattered among dots and leaves, with a plain hem."""
    palette = look.palette
    ground = batik_ground(look)
    pen.rect(-wide / 2, -tall / 2, wide / 2, tall / 2, ground)
    with pen.clip(box(-wide / 2, -tall / 2, wide / 2, tall / 2)):
        _scatter_signs(pen, look, wide, tall, sign)
    for top in (-tall / 2, tall / 2 - 46):
        pen.rect(-wide / 2, top, wide / 2, top + 46, palette.accent)
        motifs.band(
            pen, "pucuk", -wide / 2, wide / 2, top + 6, 34, ground, palette.accent
        )


def _scatter_signs(pen: Pen, look: Look, wide: float, tall: float, sign: str) -> None:
    """The sign in staggered rows, ringed with wax dots, leaves between."""
    palette = look.palette
    ground = batik_ground(look)
    pale = mix(palette.light, GOLD, 0.12)
    step = 118
    for row in range(int(tall / step) + 1):
        for column in range(int(wide / step) + 2):
            x = -wide / 2 + (column - 0.5 * (row % 2)) * step + 44
            y = -tall / 2 + row * step + 112
            tone = palette.accent if (row + column) % 3 == 0 else pale
            facing = -1 if row % 2 else 1
            _dots(pen.at(x, y), mix(pale, ground, 0.25))
            draw_emblem(pen.at(x, y, 0.86, wide=facing), sign, tone, ground)
            draw_emblem(
                pen.at(x + step / 2, y + 44, 0.3, 40 * facing),
                "leaf",
                mix(palette.second, pale, 0.35),
                ground,
            )


def _dots(pen: Pen, colour: str) -> None:
    """A ring of wax dots."""
    for step in range(18):
        turn = math.radians(step * 20)
        pen.circle(56 * math.cos(turn), 53 * math.sin(turn), 2.6, colour)


def weave(pen: Pen, look: Look, wide: float, tall: float) -> None:
    """Handloomed ground cloth: warp stripes and visible thread."""
    order = random.Random(f"loom {look.number}")
    palette = look.palette
    pen.rect(-wide / 2, -tall / 2, wide / 2, tall / 2, tapis_ground(look))
    y = -tall / 2
    tones = (
        palette.main,
        palette.accent,
        palette.second,
        palette.light,
        GOLD,
        tapis_ground(look),
        tapis_ground(look),
    )
    while y < tall / 2:
        thick = order.choice((3, 5, 8, 14, 26, 44))
        pen.rect(-wide / 2, y, wide / 2, min(y + thick, tall / 2), order.choice(tones))
        y += thick
    for i in range(int(wide / 6)):
        x = -wide / 2 + i * 6
        pen.line([(x, -tall / 2), (x, tall / 2)], 1.4, veil("#1d1020", 0.2))
    for i in range(int(tall / 7)):
        pen.line(
            [(-wide / 2, -tall / 2 + i * 7), (wide / 2, -tall / 2 + i * 7)],
            1,
            veil("#ffffff", 0.1),
        )


def embroidery(
    pen: Pen,
    look: Look,
    wide: float,
    tall: float,
    *,
    sign: str = "flower",
    deep: bool = False,
) -> None:
    """Cloth with vines and a sign in running stitch; `deep` works gold on dark."""
    palette = look.palette
    ground = "#7d1d2b" if deep else palette.light
    tones = (palette.main, palette.second, mix(palette.accent, palette.ink, 0.12))
    if deep:
        tones = (GOLD, PALE_GOLD, "#e8c9a0")
    pen.rect(-wide / 2, -tall / 2, wide / 2, tall / 2, ground)
    for i, top in enumerate((-tall / 2 + 20, tall / 2 - 74)):
        motifs.band(pen, "scroll", -wide / 2, wide / 2, top, 54, tones[i], ground)
    rows = max(1, int((tall - 170) / 96))
    count = max(1, int(wide / 104))
    for row in range(rows):
        for i in range(count):
            x, y = (i - (count - 1) / 2) * 104, (row - (rows - 1) / 2) * 96
            name = sign if (i + row) % 2 == 0 else "sprout"
            draw_emblem(pen.at(x, y, 0.82), name, tones[(i + row) % 3], ground)
    for edge in (-tall / 2 + 10, tall / 2 - 10):
        for i in range(int(wide / 16)):
            x = -wide / 2 + i * 16
            pen.line([(x, edge), (x + 9, edge)], 2.6, tones[2])


def usus(pen: Pen, look: Look, wide: float, tall: float, *, net: bool = True) -> None:
    """Sulam usus: satin cords looped into lace, over a darker lining."""
    palette = look.palette
    lining = darker(palette.main, 0.25)
    pen.rect(-wide / 2, -tall / 2, wide / 2, tall / 2, lining)
    cord = mix(palette.accent, palette.light, 0.35)
    step = 96
    for row in range(int(tall / step) + 2):
        for column in range(int(wide / step) + 2):
            centre = pen.at(
                -wide / 2 + (column - 0.5 * (row % 2)) * step + 20,
                -tall / 2 + row * step + 10,
            )
            for turn in range(0, 360, 60):
                petal = centre.at(0, 0, turn=turn)
                petal.line(
                    smooth(path("0,-8 14,-26 0,-44 -14,-26"), closed=True), 5, cord
                )
            centre.circle(0, 0, 8, GOLD)
            if net:
                centre.ring(0, 0, 47, 3.4, mix(cord, lining, 0.25))
