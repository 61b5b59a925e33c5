"""Fish and shrimp."""

from ..canvas import Pen, oval, path, smooth
from ..colours import darker, lighter, mix, veil
from ..look import Look


def fish(pen: Pen, look: Look, *, colour: str = "#8fa3a8", split: bool = False) -> None:
    """A whole fish lying left; `split` and salted, opened like a book."""
    body = smooth(
        path("-186,4 -120,-54 -10,-66 100,-26 140,0 100,30 -10,70 -120,58"), closed=True
    )
    pen.shadow(body, shift=(10, 14), blur=9)
    pen.polygon(path("118,0 192,-66 168,0 192,66"), darker(colour, 0.25))
    pen.shape([(-60, -52), (10, -104), (60, -44)], darker(colour, 0.2))
    pen.shape([(-30, 60), (10, 98), (40, 50)], darker(colour, 0.2))
    pen.polygon(body, colour)
    with pen.clip(body):
        pen.shape(path("-190,20 -40,18 150,8 150,90 -190,90"), lighter(colour, 0.6))
        pen.shape(path("-190,-70 150,-80 150,-22 0,-38 -120,-30"), darker(colour, 0.3))
        if split:
            pen.shape(path("-120,-30 -10,-44 110,0 -10,44 -120,34"), "#dcae82")
            for x in range(-96, 90, 18):
                pen.line([(x, -30 + abs(x) * 0.12), (x + 8, 0)], 3, "#f6dfc2")
                pen.line([(x, 30 - abs(x) * 0.12), (x + 8, 0)], 3, "#b98358")
            pen.line([(-120, 0), (110, 0)], 5, "#f6e6d0")
        else:
            _scales(pen, colour)
    pen.curve([(-118, -46), (-96, 0), (-116, 48)], 4, darker(colour, 0.4))
    pen.circle(-144, -12, 12, "#f5ead2")
    pen.circle(-145, -12, 7, "#1f1c22")


def _scales(pen: Pen, colour: str) -> None:
    for row in range(-3, 4):
        for column in range(9):
            x, y = -76 + column * 21 + (row % 2) * 10, row * 15
            pen.line(oval(x, y, 10, 9, -80, 80), 2, veil(darker(colour, 0.5), 0.45))


def anchovy(pen: Pen, look: Look) -> None:
    """A dried whitebait, a sliver of silver."""
    shade = mix("#c9cfce", "#e9dcc0", look.chance.random())
    pen.shape(path("-54,6 -18,-6 34,2 56,-8 52,16 30,12 -18,18"), veil("#1d1020", 0.25))
    pen.shape(path("-58,0 -20,-12 32,-3 56,-14 50,10 30,6 -20,11"), darker(shade, 0.2))
    pen.shape(path("-56,1 -20,-9 30,-2 -20,6"), lighter(shade, 0.4))
    pen.circle(-44, -2, 4.5, "#26232a")


def fried_anchovy(pen: Pen, look: Look) -> None:
    """Anchovies with a peanut or a slip of chilli among them."""
    kind = look.chance.random()
    if kind < 0.55:
        shade = mix("#c98a3c", "#e2b466", look.chance.random())
        pen.shape(path("-58,0 -20,-12 32,-3 56,-14 50,10 30,6 -20,11"), shade)
        pen.circle(-44, -2, 4, "#3a241a")
    elif kind < 0.88:
        pen.ellipse(5, 7, 34, 26, veil("#1d1020", 0.25))
        pen.ellipse(0, 0, 34, 26, "#c07a44")
        pen.ellipse(-8, -7, 18, 11, "#e2ab73")
    else:
        pen.curve([(-40, 8), (0, -10), (40, 6)], 14, "#c8322b")


def shrimp(pen: Pen, look: Look, *, colour: str = "#e67c54", head: bool = True) -> None:
    """A shrimp, curled; with its head and feelers, or peeled."""
    shade = mix(colour, "#f6c9ac", look.chance.random() * 0.3)
    pen.curve(path("-34,40 6,48 38,20 30,-20 -8,-36"), 34, darker(shade, 0.3))
    pen.curve(path("-38,34 2,42 34,14 26,-24 -10,-40"), 30, shade)
    for start, end in (
        ((-20, 30), (-14, 54)),
        ((6, 30), (18, 52)),
        ((22, 14), (46, 22)),
        ((20, -8), (44, -12)),
        ((8, -26), (18, -48)),
    ):
        pen.line([start, end], 4, darker(shade, 0.22))
    pen.polygon(path("-42,26 -78,12 -66,34 -80,56 -44,46"), darker(shade, 0.15))
    if head:
        pen.shape(path("-2,-56 -40,-58 -66,-34 -34,-24 0,-26"), darker(shade, 0.1))
        pen.circle(-40, -42, 5, "#241a20")
        pen.curve([(-60, -36), (-84, -20), (-80, 16)], 3, darker(shade, 0.3))
        pen.curve([(-60, -40), (-90, -44), (-98, -10)], 3, darker(shade, 0.3))


def peeled_shrimp(pen: Pen, look: Look) -> None:
    shrimp(pen, look, colour="#ef9f7e", head=False)


def pempek(pen: Pen, look: Look) -> None:
    """A fish cake, some cut across, as sold with its dark vinegar sauce."""
    shade = mix("#f3e2c4", "#dcb98a", look.chance.random())
    pen.rect(-50, -22, 66, 40, veil("#1d1020", 0.24), 28)
    pen.rect(-58, -30, 58, 30, darker(shade, 0.1), 29)
    pen.rect(-58, -30, 54, 20, shade, 24)
    pen.ellipse(42, 0, 17, 26, lighter(shade, 0.5))
    pen.ellipse(43, 0, 7, 11, "#f0b646")
    pen.curve([(-40, -16), (-10, -22), (20, -20)], 5, lighter(shade, 0.5))


def fish_rack(
    pen: Pen, look: Look, *, colour: str = "#9a8f86", split: bool = False
) -> None:
    """Three fish drying on a bamboo rack, from above."""
    for y in range(-180, 190, 45):
        pen.rect(-200, y - 8, 200, y + 8, "#d6b665", 8)
        pen.rect(-200, y - 8, 200, y - 2, "#ecd592", 5)
    for x in (-150, 150):
        pen.rect(x - 9, -196, x + 9, 196, "#b8934a", 8)
    for y, turn in ((-116, 4), (8, -4), (126, 3)):
        fish(
            pen.at(0, y, 0.8, turn),
            look,
            colour=mix(colour, "#5f7078", look.chance.random() * 0.4),
            split=split,
        )
