"""Small one-coloured signs, inside ±50 units: on labels, on cloth, in patterns."""

from collections.abc import Callable

from .canvas import Pen, path, smooth

Emblem = Callable[[Pen, str, str], None]
"""Draws with a pen, in the first colour, cut out with the second."""


def siger(pen: Pen, colour: str, cut: str) -> None:
    """The bride's crown of Lampung: nine points (as the Pepadun wear it) on a band."""
    for step in range(-4, 5):
        tall = 62 - abs(step) * 7
        spread = step * 10.5
        tip = (spread * 1.22, 26 - tall - 12)
        pen.polygon([(spread - 7, 26), (tip[0], tip[1]), (spread + 7, 26)], colour)
        pen.circle(tip[0], tip[1], 3.4, colour)
    pen.polygon(path("-50,10 -44,32 44,32 50,10 30,18 -30,18"), colour)
    pen.curve([(-44, 22), (0, 28), (44, 22)], 3, cut)
    pen.polygon(path("0,-14 8,4 0,18 -8,4"), cut)


def ship(pen: Pen, colour: str, cut: str) -> None:
    """The jung of the ship cloths: prow and stern curling up, a pavilion amidships."""
    hull = smooth(path("-50,-22 -44,4 -26,20 26,20 44,4 50,-22"))
    inner = smooth(path("42,-14 30,4 18,8 -18,8 -30,4 -42,-14"))
    pen.polygon([*hull, *inner], colour)
    for side in (-1, 1):
        pen.ring(side * 43, -27, 7, 4, colour)
        pen.line([(side * 20, 6), (side * 20, -20)], 4, colour)
        pen.polygon([(side * 20, -38), (side * 33, -18), (side * 7, -18)], colour)
    pen.line([(0, 6), (0, -44)], 5, colour)
    pen.polygon([(-12, -30), (0, -48), (12, -30)], colour)
    pen.rect(-8, -12, 8, 8, colour)
    for step in range(-3, 4):
        pen.polygon([(step * 13 - 6, 34), (step * 13, 25), (step * 13 + 6, 34)], colour)
    pen.rect(-16, 12, 16, 15, cut)


def bean(pen: Pen, colour: str, cut: str) -> None:
    pen.at(0, 0, turn=28).ellipse(0, 0, 27, 40, colour)
    pen.at(0, 0, turn=28).curve(path("2,-38 -7,-12 7,12 -2,38"), 5, cut)


def leaf(pen: Pen, colour: str, cut: str) -> None:
    pen.polygon(
        [
            *smooth(path("0,-48 26,-14 20,22 0,46")),
            *smooth(path("0,46 -20,22 -26,-14 0,-48")),
        ],
        colour,
    )
    pen.line([(0, -34), (0, 48)], 3, cut)
    for y in (-12, 6, 24):
        pen.line([(-13, y - 10), (0, y), (13, y - 10)], 2, cut)


def sprout(pen: Pen, colour: str, cut: str) -> None:
    """Three leaves on a stem."""
    pen.line([(0, 48), (0, 0)], 4, colour)
    for turn, scale in ((0, 0.62), (-58, 0.55), (58, 0.55)):
        leaf(pen.at(0, 12, scale, turn).at(0, -46), colour, cut)


def chilli(pen: Pen, colour: str, cut: str) -> None:
    pen.shape(path("-20,-22 4,-24 22,6 34,44 4,24 -16,2"), colour)
    pen.curve([(-10, -24), (-16, -36), (-30, -44)], 6, colour)
    pen.curve([(-4, -12), (8, 8), (18, 24)], 3, cut)


def fish(pen: Pen, colour: str, cut: str) -> None:
    pen.shape(path("-48,0 -22,-20 12,-18 34,0 12,18 -22,20"), colour)
    pen.polygon(path("26,0 50,-20 44,0 50,20"), colour)
    pen.circle(-32, -4, 4, cut)
    for x in (-14, 0, 14):
        pen.curve([(x, -10), (x + 6, 0), (x, 10)], 2.6, cut)


def shrimp(pen: Pen, colour: str, cut: str) -> None:
    pen.curve(path("-34,26 -2,34 26,14 24,-18 -8,-30"), 20, colour)
    pen.polygon(path("-30,18 -52,12 -44,28 -54,42 -28,34"), colour)
    pen.curve([(-8, -32), (-34, -36), (-46, -16)], 3, colour)
    for x, y in ((14, 26), (24, 4), (10, -22)):
        pen.line([(x - 5, y - 5), (x + 5, y + 5)], 3, cut)


def flame(pen: Pen, colour: str, cut: str) -> None:
    pen.shape(path("0,-48 22,-10 26,20 0,44 -26,20 -16,-8"), colour)
    pen.shape(path("2,-8 12,16 0,36 -12,18"), cut)


def drop(pen: Pen, colour: str, cut: str) -> None:
    pen.polygon(
        smooth(path("0,-46 24,-2 26,22 0,42 -26,22 -24,-2"), closed=True), colour
    )
    pen.curve([(-14, 16), (-8, 28), (4, 31)], 4, cut)


def comb(pen: Pen, colour: str, cut: str) -> None:
    """Seven cells of honeycomb."""
    for x, y in ((0, 0), (0, -30), (0, 30), (26, 15), (26, -15), (-26, 15), (-26, -15)):
        pen.polygon(hexagon(x, y, 15.5), colour)
        pen.polygon(hexagon(x, y, 7), cut)


def hexagon(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Flat side up."""
    half, tall = radius * 0.5, radius * 0.866
    return [
        (x + radius, y),
        (x + half, y + tall),
        (x - half, y + tall),
        (x - radius, y),
        (x - half, y - tall),
        (x + half, y - tall),
    ]


def sun(pen: Pen, colour: str, cut: str) -> None:
    """An eight-pointed star, as on the ceremonial cloths."""
    for turn in range(0, 360, 45):
        pen.at(0, 0, turn=turn).polygon([(-11, -16), (0, -48), (11, -16)], colour)
    pen.circle(0, 0, 25, colour)
    pen.circle(0, 0, 15, cut)
    pen.circle(0, 0, 9, colour)


def flower(pen: Pen, colour: str, cut: str) -> None:
    for turn in range(0, 360, 60):
        pen.at(0, 0, turn=turn).ellipse(0, -28, 14, 21, colour)
    pen.circle(0, 0, 13, cut)
    pen.circle(0, 0, 7, colour)


def elephant(pen: Pen, colour: str, cut: str) -> None:
    """Of Way Kambas, walking left."""
    pen.shape(path("-20,-24 10,-30 42,-18 46,10 20,16 -16,12"), colour)
    for x in (-12, 4, 24, 38):
        pen.rect(x - 6, 0, x + 6, 40, colour, 3)
    pen.circle(-26, -14, 20, colour)
    pen.curve(path("-40,-12 -47,10 -44,30 -52,34"), 9, colour)
    pen.curve([(-36, 4), (-42, 12), (-50, 14)], 4, cut)
    pen.shape(path("-22,-28 -4,-26 -2,-4 -14,4 -22,-8"), cut)
    pen.shape(path("-20,-25 -7,-23 -5,-5 -14,0 -20,-9"), colour)
    pen.circle(-34, -18, 2.5, cut)
    pen.curve([(45, -8), (52, 6), (50, 18)], 4, colour)


def bird(pen: Pen, colour: str, cut: str) -> None:
    """A hornbill as the weavers draw it."""
    pen.shape(path("-30,-8 0,-14 28,4 22,20 -8,22 -28,10"), colour)
    pen.polygon(path("20,2 52,-12 48,4 54,14 24,20"), colour)
    pen.circle(-26, -16, 14, colour)
    pen.polygon([(-34, -24), (-54, -18), (-36, -8)], colour)
    pen.circle(-28, -19, 3, cut)
    pen.curve([(-10, 4), (6, 10), (20, 8)], 4, cut)
    pen.line([(-4, 20), (-4, 36)], 4, colour)
    pen.line([(8, 20), (8, 36)], 4, colour)


def tree(pen: Pen, colour: str, cut: str) -> None:
    """The tree of life, kayu ara."""
    pen.line([(0, 48), (0, -40)], 6, colour)
    for y, reach in ((26, 40), (4, 32), (-16, 22)):
        for side in (-1, 1):
            pen.curve(
                [(0, y), (side * reach * 0.7, y - 4), (side * reach, y - 22)], 4, colour
            )
            pen.circle(side * reach, y - 24, 6, colour)
    pen.polygon([(-9, -34), (0, -50), (9, -34)], colour)
    pen.polygon([(-18, 48), (0, 36), (18, 48)], colour)


def pod(pen: Pen, colour: str, cut: str) -> None:
    """Cocoa."""
    tilted = pen.at(0, 0, turn=32)
    tilted.shape(path("0,-48 22,-22 24,12 0,46 -24,12 -22,-22"), colour)
    for x in (-9, 9):
        tilted.curve([(x * 0.3, -38), (x, -10), (x, 14), (x * 0.2, 36)], 3, cut)


def pepper(pen: Pen, colour: str, cut: str) -> None:
    """A drooping spike of peppercorns under a leaf."""
    leaf(pen.at(-16, -20, 0.6, -50), colour, cut)
    for row in range(6):
        for side in (-1, 1):
            pen.circle(
                12 + side * (8 - row * 0.7), -22 + row * 12 + side * 2, 6.5, colour
            )
    pen.curve([(-4, -44), (10, -40), (12, -26)], 4, colour)


def banana(pen: Pen, colour: str, cut: str) -> None:
    for turn in (-16, 8):
        pen.at(0, 0, turn=turn).shape(
            path("-40,-28 -24,6 8,22 42,14 46,22 8,42 -36,20 -48,-24"), colour
        )
    pen.curve([(-34, -2), (-4, 20), (34, 22)], 3, cut)


def coconut(pen: Pen, colour: str, cut: str) -> None:
    pen.circle(0, 0, 42, colour)
    pen.circle(0, 0, 32, cut)
    pen.circle(0, 0, 20, colour)


EMBLEMS: dict[str, Emblem] = {
    "siger": siger,
    "ship": ship,
    "bean": bean,
    "leaf": leaf,
    "sprout": sprout,
    "chilli": chilli,
    "fish": fish,
    "shrimp": shrimp,
    "flame": flame,
    "drop": drop,
    "comb": comb,
    "sun": sun,
    "flower": flower,
    "elephant": elephant,
    "bird": bird,
    "tree": tree,
    "pod": pod,
    "pepper": pepper,
    "banana": banana,
    "coconut": coconut,
}


def draw_emblem(pen: Pen, name: str, colour: str, cut: str) -> None:
    """Draw the sign called `name`; a name without one raises KeyError."""
    EMBLEMS[name](pen, colour, cut)
