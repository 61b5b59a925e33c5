"""Biscuits, dodol, chocolate and palm sugar."""

from .. import motifs
from ..canvas import Pen, box, oval, path
from ..colours import darker, lighter, mix, veil
from ..emblems import hexagon
from ..look import Look
from .snacks import pen_point


def cookie(pen: Pen, look: Look) -> None:
    """A crescent of cashew on a round biscuit."""
    shade = mix("#e3b060", "#c98a42", look.chance.random())
    pen.circle(6, 8, 54, veil("#1d1020", 0.28))
    pen.circle(0, 0, 54, darker(shade, 0.2))
    pen.circle(-2, -3, 50, shade)
    for i in range(20):
        pen.line([pen_point(i * 18, 40), pen_point(i * 18, 48)], 3, darker(shade, 0.18))
    pen.shape(path("-26,16 -20,-12 2,-26 26,-16 28,0 8,-2 -4,8 -12,24"), "#f5e0b8")
    pen.curve([(-16, 8), (-6, -8), (14, -14)], 4, "#dcb67e")


def dodol(pen: Pen, look: Look) -> None:
    """A sweet in twisted paper."""
    shade = look.chance.choice(
        (look.palette.main, look.palette.accent, look.palette.second)
    )
    pen.rect(-34, -14, 44, 30, veil("#1d1020", 0.24), 12)
    for side in (-1, 1):
        pen.polygon(
            [(side * 34, 0), (side * 66, -24), (side * 58, 0), (side * 66, 24)],
            lighter(shade, 0.2),
        )
    pen.rect(-40, -22, 40, 22, shade, 14)
    pen.rect(-40, -22, 40, -6, lighter(shade, 0.2), 9)
    pen.rect(-10, -22, 10, 22, look.palette.light)


def dodol_roll(pen: Pen, look: Look) -> None:
    """A length of dodol, part unwrapped and sliced, on a leaf."""
    pen.shape(path("-196,40 -60,-100 120,-110 198,-30 60,110 -110,120"), "#3f7a4c")
    pen.line([(-190, 36), (190, -30)], 6, "#86b06a")
    for i in range(5):
        x = 150 - i * 44
        pen.ellipse(x + 8, -16 + i * 10, 34, 56, veil("#1d1020", 0.3))
        pen.ellipse(x, -24 + i * 10, 34, 56, "#5a2d1c")
        pen.ellipse(x - 5, -26 + i * 10, 27, 48, "#7d4526")
        pen.curve(
            [(x - 18, -50 + i * 10), (x - 8, -62 + i * 10), (x + 6, -60 + i * 10)],
            5,
            "#b98050",
        )
    roll = pen.at(-104, 34, 1, -12)
    roll.rect(-80, -54, 70, 54, look.palette.main, 30)
    motifs.band(
        roll, "zigzag", -60, 60, -20, 40, look.palette.accent, look.palette.main
    )
    roll.rect(-80, -50, 70, -34, veil("#ffffff", 0.2), 10)


def chocolate_bar(pen: Pen, look: Look) -> None:
    """A bar half out of its wrapper."""
    tilted = pen.at(0, 0, 1, -12)
    tilted.shadow(box(-104, -190, 104, 190), shift=(14, 18))
    dark = "#3b1d16"
    tilted.rect(-98, -190, 98, 80, dark, 6)
    for row in range(4):
        for column in range(3):
            x, y = -92 + column * 63, -184 + row * 62
            tilted.rect(x, y, x + 58, y + 57, "#5a2e20", 6)
            tilted.polygon(
                [
                    (x, y),
                    (x + 58, y),
                    (x + 46, y + 11),
                    (x + 12, y + 11),
                    (x + 12, y + 46),
                    (x, y + 57),
                ],
                "#7a4630",
            )
            tilted.rect(x + 12, y + 11, x + 46, y + 46, "#4d261a", 3)
    foil = path("-104,2 -70,-18 -36,4 0,-14 36,8 70,-10 104,6 104,60 -104,60")
    tilted.polygon(foil, "#e2cf9a")
    tilted.rect(-106, 26, 106, 192, look.palette.main)
    motifs.band(
        tilted, "pucuk", -106, 106, 136, 52, look.palette.accent, look.palette.main
    )
    motifs.band(
        tilted, "diamonds", -106, 106, 34, 24, look.palette.accent, look.palette.main
    )
    tilted.rect(-70, 72, 70, 124, look.palette.light, 5)
    tilted.rect(-44, 86, 44, 96, look.palette.ink, 3)
    tilted.rect(-28, 104, 28, 109, mix(look.palette.ink, look.palette.light, 0.4), 3)


def chunk(pen: Pen, look: Look) -> None:
    """A square of chocolate."""
    pen.rect(-38, -36, 46, 48, veil("#1d1020", 0.3), 7)
    pen.rect(-44, -44, 40, 40, "#5a2e20", 7)
    pen.polygon(path("-44,-44 40,-44 26,-30 -30,-30 -30,26 -44,40"), "#84503a")
    pen.rect(-30, -30, 26, 26, "#4d261a", 4)


def dragee(pen: Pen, look: Look) -> None:
    shade = look.chance.choice(("#4a2318", "#5e3020", "#8a5530", "#f0dfc2"))
    pen.ellipse(5, 7, 46, 34, veil("#1d1020", 0.28))
    pen.ellipse(0, 0, 46, 34, shade)
    pen.ellipse(-16, -12, 16, 8, lighter(shade, 0.45))


def sugar_block(pen: Pen, look: Look, *, colour: str = "#b06c34") -> None:
    """A cake of palm sugar: a low drum, its edge lit."""
    shade = mix(colour, "#d39a56", look.chance.random() * 0.3)
    side = [*oval(0, 18, 60, 22, 0, 180), *oval(0, -18, 60, 22, 180, 360)]
    pen.polygon([(x + 6, y + 7) for x, y in side], veil("#1d1020", 0.22))
    pen.polygon(side, darker(shade, 0.12))
    pen.fade(side, "#2b1016", 0, 0.5, 90)
    pen.fade(side, "#ffe3b0", 0.35, 0, 90)
    pen.ellipse(0, -18, 60, 22, lighter(shade, 0.4))
    pen.ellipse(0, -17, 53, 18, lighter(shade, 0.26))
    pen.line(oval(0, -16, 34, 10, 190, 330), 2.5, darker(shade, 0.12))


def sugar_stack(pen: Pen, look: Look, *, colour: str = "#b06c34") -> None:
    """Cakes of palm sugar in columns, the tallest tied with palm leaf."""
    pen.ground_shadow(360)
    for x, base, count in ((0, 128, 4), (-112, 156, 3), (112, 160, 2)):
        for i in range(count):
            sway = look.chance.uniform(-4, 4)
            sugar_block(
                pen.at(x + sway, base - i * 66, 1.75, wide=1), look, colour=colour
            )
        if count == 4:
            pen.curve([(-12, -108), (-12, -40), (-12, 176)], 12, "#7d9d4c")
            pen.shape(path("-10,-98 -80,-150 -112,-110 -20,-84"), "#6d8f45")
            pen.shape(path("-10,-98 58,-160 98,-122 0,-84"), "#9dbb62")


def sugar_cube(pen: Pen, look: Look, *, colour: str = "#b06f38") -> None:
    shade = mix(colour, "#d29a58", look.chance.random() * 0.4)
    pen.polygon([(x + 6, y + 8) for x, y in hexagon_up(48)], veil("#1d1020", 0.26))
    pen.polygon(path("0,-50 44,-25 0,0 -44,-25"), lighter(shade, 0.3))
    pen.polygon(path("-44,-25 0,0 0,50 -44,25"), shade)
    pen.polygon(path("44,-25 0,0 0,50 44,25"), darker(shade, 0.25))


def hexagon_up(radius: float) -> list[tuple[float, float]]:
    """A hexagon standing on its corner."""
    return [(y, x) for x, y in hexagon(0, 0, radius)]
