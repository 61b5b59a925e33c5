"""Basketry: bamboo, rattan, pandan and sedge."""

import math

from .. import motifs
from ..canvas import Pen, Point, box, oval, path, smooth
from ..colours import BAMBOO, RATTAN, STRAW, darker, is_dark, lighter, mix, veil
from ..look import Look


def plait(
    pen: Pen,
    bounds: tuple[float, float, float, float],
    size: float,
    light: str,
    dark: str,
) -> None:
    """Over one, under one: strips crossing, over a rectangle."""
    left, top, right, bottom = bounds
    pen.rect(left, top, right, bottom, darker(dark, 0.35))
    for row in range(math.ceil((bottom - top) / size)):
        for column in range(math.ceil((right - left) / size)):
            x, y = left + column * size, top + row * size
            if (row + column) % 2:
                pen.rect(x, y + 1.5, x + size, y + size - 1.5, light)
                pen.rect(x, y + 2, x + size, y + size * 0.35, lighter(light, 0.22))
            else:
                pen.rect(x + 1.5, y, x + size - 1.5, y + size, dark)
                pen.rect(x + 2, y, x + size * 0.35, y + size, lighter(dark, 0.16))


def basket(
    pen: Pen,
    look: Look,
    *,
    colour: str = BAMBOO,
    handle: bool = True,
    tall: float = 210,
) -> None:
    """A round basket, front on, with a dyed band."""
    pen.ground_shadow(320)
    top = 200 - tall
    if handle:
        arc = path("-136,0 -112,-120 0,-182 112,-120 136,0")
        pen.at(0, top).curve(arc, 17, darker(colour, 0.35))
        pen.at(0, top - 3).curve(arc, 6, lighter(colour, 0.3))
    pen.ellipse(0, top, 160, 34, darker(colour, 0.55))
    outline = [
        *smooth([(-160, top), (-152, top + tall * 0.5), (-118, 192)]),
        (0, 206),
        *smooth([(118, 192), (152, top + tall * 0.5), (160, top)]),
        *oval(0, top, 160, 34, 0, 180),
    ]
    with pen.clip(outline):
        _weave_round(pen, look, colour, top, tall)
    pen.line(oval(0, top, 160, 34, 0, 180), 17, darker(colour, 0.3))
    pen.line(oval(0, top - 4, 160, 33, 0, 180), 6, lighter(colour, 0.25))
    pen.fade(outline, "#1d1020", 0, 0.45, 90)
    pen.fade(outline, "#fff6e0", 0.2, 0, 90)


def _weave_round(pen: Pen, look: Look, colour: str, top: float, tall: float) -> None:
    """Plaiting that follows a basket's belly, and its band."""

    def belly(x: float, y: float) -> Point:
        hollow = math.sqrt(max(0, 1 - (x / 165) ** 2))
        return x * (1 - 0.0006 * (y - top)), y + 32 * hollow

    curve = pen.bent(belly)
    plait(curve, (-168, top - 6, 168, 206), 20, colour, darker(colour, 0.2))
    middle, dye = top + tall * 0.36, look.palette.main
    curve.rect(-168, middle, 168, middle + 46, dye)
    name = ("diamonds", "zigzag", "pucuk")[look.number % 3]
    thread = lighter(colour, 0.3) if is_dark(dye) else look.palette.ink
    motifs.band(curve, name, -164, 164, middle + 5, 36, thread, dye)


def nested(pen: Pen, look: Look) -> None:
    """Three baskets, each smaller than the last."""
    basket(pen.at(-84, 10, 0.9), look, handle=False, tall=250)
    basket(pen.at(88, 66, 0.68), look.turned(), handle=False, tall=210, colour=RATTAN)
    basket(
        pen.at(6, 116, 0.46),
        look.turned().turned(),
        handle=False,
        tall=180,
        colour=STRAW,
    )


def lidded_box(pen: Pen, look: Look, *, colour: str = BAMBOO) -> None:
    """A square woven box with its lid, tied with ribbon."""
    pen.ground_shadow(330)
    front = (-150, -20, 100, 200)
    side = path("100,-20 164,-56 164,158 100,200")
    plait(pen, front, 20, colour, darker(colour, 0.2))
    with pen.clip(side):
        plait(
            pen.at(100, -20).bent(lambda x, y: (x, y - x * 0.56)),
            (0, 0, 70, 230),
            20,
            darker(colour, 0.24),
            darker(colour, 0.4),
        )
    pen.polygon(path("-160,-74 104,-74 104,-14 -160,-14"), darker(colour, 0.1))
    plait(pen, (-160, -74, 104, -14), 15, lighter(colour, 0.12), darker(colour, 0.12))
    pen.polygon(path("104,-74 172,-112 172,-52 104,-14"), darker(colour, 0.42))
    pen.polygon(path("-160,-74 -84,-112 172,-112 104,-74"), lighter(colour, 0.3))
    ribbon = look.palette.main
    pen.rect(-46, -74, -14, 200, ribbon)
    pen.polygon(path("-46,-74 -14,-74 54,-112 22,-112"), lighter(ribbon, 0.15))
    for flip in (-1, 1):
        pen.at(4, -96, wide=flip).shape(
            path("0,0 30,-54 92,-52 78,-8 20,4"),
            lighter(ribbon, 0.1 if flip > 0 else 0.22),
        )
    pen.circle(4, -96, 15, darker(ribbon, 0.2))


def boxes(pen: Pen, look: Look) -> None:
    lidded_box(pen.at(-46, 20, 0.9), look)
    lidded_box(pen.at(94, 104, 0.48), look.turned(), colour=RATTAN)


def pandan_basket(pen: Pen, look: Look) -> None:
    basket(pen, look, colour=mix("#b9b46a", STRAW, 0.5), tall=190)


def sedge_boxes(pen: Pen, look: Look) -> None:
    lidded_box(pen.at(-46, 20, 0.9), look, colour="#c9b26e")
    lidded_box(pen.at(98, 104, 0.48), look.turned(), colour="#b39a5a")


def mat(pen: Pen, look: Look) -> None:
    """A sedge mat in dyed blocks, half unrolled."""
    tilted = pen.at(0, 0, 1, -10)
    palette = look.palette
    straw = "#dcc07c"
    outline = box(-150, -190, 190, 190)
    tilted.shadow(outline, shift=(14, 18), blur=14)
    with tilted.clip(outline):
        plait(tilted, (-150, -190, 190, 190), 13, straw, darker(straw, 0.14))
        tones = (palette.main, palette.second, palette.accent)
        for row in range(5):
            for column in range(5):
                x, y = -108 + column * 74, -150 + row * 75
                tone = tones[(row + column + look.number) % 3]
                tilted.polygon(
                    [(x, y - 34), (x + 34, y), (x, y + 34), (x - 34, y)],
                    veil(tone, 0.9),
                )
                tilted.polygon(
                    [(x, y - 16), (x + 16, y), (x, y + 16), (x - 16, y)], straw
                )
        for x in (-146, 176):
            tilted.rect(x, -190, x + 12, 190, palette.main)
    roll = box(-196, -194, -126, 194, 30)
    tilted.shadow(roll, shift=(14, 10), blur=10)
    tilted.polygon(roll, straw)
    with tilted.clip(roll):
        plait(tilted, (-198, -194, -120, 194), 13, straw, darker(straw, 0.18))
        for y in (-120, 0, 120):
            tilted.rect(-200, y - 20, -120, y + 20, veil(palette.main, 0.85))
    tilted.fade(roll, "#1d1020", 0, 0.5, 90)


def tray(pen: Pen, look: Look, *, colour: str = RATTAN) -> None:
    """A round tray of coiled rattan from above, with handles."""
    for side in (-1, 1):
        pen.curve(
            [(side * 156, -60), (side * 214, -40), (side * 214, 40), (side * 156, 60)],
            16,
            darker(colour, 0.3),
        )
    pen.shadow(oval(0, 0, 184, 184), shift=(18, 22), blur=18)
    pen.circle(0, 0, 184, darker(colour, 0.3))
    for ring in range(11):
        radius = 178 - ring * 16
        tone = look.palette.main if ring in (2, 6) else colour
        pen.circle(0, 0, radius, darker(tone, 0.3))
        pen.circle(0, 0, radius - 2, tone)
        count = max(6, round(radius / 4))
        for i in range(count):
            start = 360 * i / count
            pen.line(
                oval(0, 0, radius - 8, radius - 8, start, start + 190 / count),
                8,
                lighter(tone, 0.26),
            )
    pen.ring(0, 0, 180, 9, lighter(colour, 0.15))


def lampshade(pen: Pen, look: Look) -> None:
    """A hanging shade of bamboo strips, lit."""
    pen.line([(0, -480), (0, -120)], 5, look.palette.ink)
    glow = oval(0, 60, 210, 200)
    pen.shadow(glow, shift=(0, 0), blur=60, opacity=0.55, colour="#ffdf8e")
    outline = smooth(
        path("-40,-130 40,-130 120,-60 168,60 140,160 0,178 -140,160 -168,60 -120,-60"),
        closed=True,
    )
    pen.polygon(outline, "#f7cf78")
    with pen.clip(outline):
        pen.ellipse(0, 50, 90, 100, "#fff0b8")
        for step in range(-9, 10):
            for lean in (-1, 1):
                pen.curve(
                    [
                        (step * 8, -134),
                        (step * 26 + lean * 30, 20),
                        (step * 20 + lean * 62, 184),
                    ],
                    7,
                    darker(BAMBOO, 0.35),
                )
        for y in (-60, 20, 100):
            pen.curve(
                [(-180, y - 20), (0, y + 12), (180, y - 20)], 8, darker(BAMBOO, 0.45)
            )
    pen.rect(-44, -142, 44, -122, darker(BAMBOO, 0.5), 8)
    pen.curve([(-138, 160), (0, 180), (138, 160)], 15, darker(BAMBOO, 0.4))
