"""Chips, crackers, sweets and sugar: single pieces, and a few that stand alone."""

from ..canvas import Pen, oval, path
from ..colours import darker, lighter, mix, veil
from ..look import Look


def banana_chip(
    pen: Pen, look: Look, *, colour: str = "#f0c552", coat: str = ""
) -> None:
    """A round slice; `coat` is what it was dipped or dusted in."""
    shade = mix(colour, "#d9952f", look.chance.random() * 0.5)
    squash = look.chance.uniform(0.72, 1)
    slice_ = pen.at(0, 0, wide=squash)
    slice_.circle(6, 8, 58, veil("#1d1020", 0.28))
    slice_.circle(0, 0, 58, darker(coat or shade, 0.12))
    slice_.circle(-2, -3, 55, coat or shade)
    if coat:
        slice_.shape(path("-40,-30 0,-48 34,-34 10,-22 -24,-14"), lighter(coat, 0.2))
        slice_.shape(path("-55,2 -20,20 30,14 54,-6 50,24 10,50 -40,36"), shade)
    for turn in (0, 120, 240):
        slice_.at(0, 0, turn=turn).ellipse(0, -15, 5, 13, darker(coat or shade, 0.25))


def half_dipped(pen: Pen, look: Look) -> None:
    banana_chip(pen, look, coat="#5a2f1d")


def long_chip(pen: Pen, look: Look, *, colour: str = "#f0c552") -> None:
    """A banana sliced lengthwise, curling."""
    shade = mix(colour, "#c98a2f", look.chance.random() * 0.5)
    pen.shape(
        path("-92,10 -50,-22 30,-20 96,12 60,34 -20,28 -70,32"), veil("#1d1020", 0.25)
    )
    pen.shape(path("-96,2 -54,-30 26,-28 92,4 56,26 -24,20 -74,24"), shade)
    pen.shape(path("-80,0 -50,-18 26,-16 74,4 40,14 -30,8"), lighter(shade, 0.25))
    pen.curve([(-66, -2), (0, -10), (60, 4)], 3, darker(shade, 0.3))


def cassava_chip(
    pen: Pen, look: Look, *, colour: str = "#f3dda6", chilli: bool = True
) -> None:
    shade = mix(colour, "#dfa85a", look.chance.random() * 0.5)
    if chilli:
        shade = mix(shade, "#d9482b", look.chance.uniform(0.25, 0.6))
    pen.shape(path("-46,-30 10,-54 56,-14 44,40 -10,58 -52,24"), veil("#1d1020", 0.28))
    pen.shape(path("-52,-36 4,-60 50,-20 38,34 -16,52 -58,18"), darker(shade, 0.12))
    pen.shape(path("-44,-34 4,-54 44,-20 30,20 -16,40 -50,10"), shade)
    pen.curve([(-40, -10), (0, -28), (36, -8)], 5, lighter(shade, 0.45))
    for _ in range(5 if chilli else 1):
        x, y = look.chance.uniform(-36, 30), look.chance.uniform(-34, 30)
        pen.ellipse(x, y, 5, 3, "#a8241c" if chilli else darker(shade, 0.25))


def pineapple_ring(pen: Pen, look: Look, *, colour: str = "#f2bb3c") -> None:
    shade = mix(colour, "#d98a2b", look.chance.random() * 0.5)
    points = []
    for i in range(20):
        reach = 58 if i % 2 else 48
        points.append(pen_point(i * 18, reach))
    pen.polygon([(x + 6, y + 8) for x, y in points], veil("#1d1020", 0.28))
    pen.polygon(points, darker(shade, 0.14))
    pen.circle(0, 0, 46, shade)
    for i in range(14):
        pen.line(
            [pen_point(i * 25.7, 24), pen_point(i * 25.7, 43)], 3, darker(shade, 0.16)
        )
    pen.circle(0, 0, 18, darker(shade, 0.4))


def pen_point(turn: float, reach: float) -> tuple[float, float]:
    """A point `reach` away, `turn` degrees round."""
    return oval(0, 0, reach, reach, turn, turn + 1)[0]


def cracker(
    pen: Pen, look: Look, *, colour: str = "#f6e3c0", grilled: bool = False
) -> None:
    """Kerupuk or kemplang: a puffed disc, blistered; grilled, with scorched spots."""
    shade = mix(colour, "#e3b070", look.chance.random() * 0.45)
    points = [pen_point(i * 30, 54 + look.chance.uniform(-6, 6)) for i in range(12)]
    pen.shape([(x + 6, y + 9) for x, y in points], veil("#1d1020", 0.26))
    pen.shape(points, darker(shade, 0.1))
    pen.shape([(x * 0.92 - 2, y * 0.92 - 3) for x, y in points], shade)
    for _ in range(9):
        x, y = pen_point(look.chance.uniform(0, 360), look.chance.uniform(4, 42))
        pen.circle(x, y, look.chance.uniform(4, 9), lighter(shade, 0.4))
        pen.circle(x + 2, y + 2, 4, darker(shade, 0.08))
    if grilled:
        for _ in range(4):
            x, y = pen_point(look.chance.uniform(0, 360), look.chance.uniform(20, 46))
            pen.ellipse(x, y, 10, 6, veil("#6b3519", 0.55))


def raw_cracker(pen: Pen, look: Look) -> None:
    """Uncooked: a thin glassy oval slice."""
    shade = mix("#e9cfae", "#c99a7a", look.chance.random() * 0.6)
    pen.ellipse(5, 7, 56, 38, veil("#1d1020", 0.24))
    pen.ellipse(0, 0, 56, 38, darker(shade, 0.15))
    pen.ellipse(-2, -2, 51, 33, shade)
    pen.ellipse(-14, -8, 22, 10, lighter(shade, 0.45))
    pen.curve([(-30, 10), (0, 16), (30, 8)], 2.5, darker(shade, 0.15))


def rempeyek(pen: Pen, look: Look) -> None:
    """A brittle cracker with anchovies and peanuts in it."""
    cracker(pen, look, colour="#e9b862")
    for turn in (20, 140):
        slip = pen.at(0, 0, turn=turn)
        slip.shape(path("-34,-12 0,-18 28,-12 0,-6"), "#b7bfc0")
        slip.circle(-26, -13, 2.5, "#2b2a2e")
    for x, y in ((-20, 22), (22, 24), (30, -18)):
        pen.ellipse(x, y, 10, 7, "#b5683a")
        pen.ellipse(x - 2, y - 2, 6, 4, "#d28d55")


def emping(pen: Pen, look: Look) -> None:
    shade = mix("#f0d58c", "#d9a94f", look.chance.random())
    pen.ellipse(6, 8, 54, 46, veil("#1d1020", 0.26))
    pen.ellipse(0, 0, 54, 46, darker(shade, 0.12))
    pen.ellipse(-2, -2, 50, 42, shade)
    pen.ellipse(4, 4, 22, 17, darker(shade, 0.14))
    pen.ellipse(2, 2, 19, 14, lighter(shade, 0.18))
    pen.curve([(-36, -10), (-18, -30), (10, -34)], 4, lighter(shade, 0.5))


def floss(pen: Pen, look: Look, *, colour: str = "#b8763a") -> None:
    """A tangle of shredded meat or fish."""
    for _ in range(4):
        turn = look.chance.uniform(0, 360)
        strand = pen.at(
            look.chance.uniform(-30, 30), look.chance.uniform(-24, 24), 1, turn
        )
        shade = mix(
            colour,
            look.chance.choice(("#7a4220", "#e8b878")),
            look.chance.random() * 0.75,
        )
        strand.curve(path("-60,8 -18,-16 20,14 60,-8"), 11, shade)


def noodle(pen: Pen, look: Look) -> None:
    for i in range(3):
        pen.ring(0, 0, 20 + i * 15, 9, mix("#f2d58f", "#d9ac55", i / 3))
