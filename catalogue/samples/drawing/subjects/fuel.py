"""Charcoal, briquettes and pressed coconut fibre."""

from .. import motifs
from ..canvas import Pen, path, smooth
from ..colours import GOLD, darker, lighter, mix, veil
from ..emblems import hexagon
from ..look import Look
from .sweets import sugar_cube


def coal_cube(pen: Pen, look: Look) -> None:
    sugar_cube(pen, look, colour=look.chance.choice(("#2c2b2e", "#38363a")))


def coal_hex(pen: Pen, look: Look) -> None:
    """A hexagonal stick of charcoal with its hole, end on."""
    shade = mix("#2a292d", "#4a474b", look.chance.random())
    pen.polygon([(x + 8, y + 9) for x, y in hexagon(0, 0, 56)], veil("#1d1020", 0.35))
    pen.polygon(hexagon(0, 0, 56), darker(shade, 0.3))
    pen.polygon(hexagon(-3, -4, 52), shade)
    pen.polygon(hexagon(-3, -4, 44), lighter(shade, 0.12))
    pen.circle(-3, -4, 15, "#151317")
    pen.ring(-3, -4, 16, 3, lighter(shade, 0.3))


def coal_stack(pen: Pen, look: Look) -> None:
    """Hexagonal briquettes stacked like logs, embers at the heart."""
    pen.ground_shadow(360)
    for row, count in enumerate((4, 3, 2, 1)):
        for i in range(count):
            x = (i - (count - 1) / 2) * 96
            coal_hex(pen.at(x, 150 - row * 83, 0.95), look)
            if (row, i) in ((0, 1), (1, 1), (0, 2)):
                pen.circle(x - 3, 146 - row * 83, 15, "#f08a2c")
                pen.circle(x - 3, 146 - row * 83, 8, "#ffd27a")


def cube_stack(pen: Pen, look: Look) -> None:
    pen.ground_shadow(340)
    for x, y in ((-88, 122), (88, 122), (0, 146), (-44, 56), (46, 58), (0, -14)):
        coal_cube(pen.at(x, y, 1.06), look)
    pen.polygon(path("0,-68 -14,-98 4,-142 18,-98"), GOLD)
    pen.shape(path("0,-66 -26,-96 -4,-150 26,-98"), veil("#f08a2c", 0.7))


def peat_block(pen: Pen, look: Look, *, colour: str = "#8a5a36") -> None:
    """A pressed block of coconut fibre with a seedling in it."""
    pen.ground_shadow(340)
    front = path("-150,20 96,20 96,200 -150,200")
    pen.polygon(front, colour)
    pen.polygon(path("96,20 160,-26 160,152 96,200"), darker(colour, 0.32))
    pen.polygon(path("-150,20 -80,-26 160,-26 96,20"), lighter(colour, 0.2))
    for _ in range(150):
        x, y = look.chance.uniform(-146, 86), look.chance.uniform(24, 192)
        tone = look.chance.choice((darker(colour, 0.3), lighter(colour, 0.3)))
        pen.line(
            [
                (x, y),
                (x + look.chance.uniform(-16, 16), y + look.chance.uniform(-7, 7)),
            ],
            2,
            tone,
        )
    pen.rect(-150, 92, 96, 128, look.palette.main)
    motifs.band(pen, "zigzag", -150, 96, 98, 24, look.palette.accent, look.palette.main)
    pen.curve([(10, -4), (4, -60), (10, -110)], 8, "#6f9a4c")
    pen.shape(smooth(path("8,-90 -60,-150 -84,-100 -30,-76")), "#5f8f4a")
    pen.shape(smooth(path("10,-104 70,-170 98,-120 40,-90")), "#7fae58")
