"""Whole fruit, roots, branches and vines, which keep their products company."""

from ..canvas import Pen, oval, path, smooth
from ..colours import CHERRY, CREAM, DEEP_LEAF, LEAF, darker, lighter, mix, veil
from ..emblems import leaf as plain_leaf
from ..look import Look
from .produce import cherry, cinnamon


def cinnamon_bundle(pen: Pen, look: Look) -> None:
    """Quills tied with raffia, standing on the ground as a low stack."""
    pen.ground_shadow(360)
    for y, x in ((172, -4), (172, 8), (122, 4), (122, -10), (74, 0)):
        cinnamon(pen.at(x, y, 0.98, look.chance.uniform(-2, 2)), look)
    for x in (-14, 4):
        pen.rect(x - 6, 44, x + 6, 202, "#e4cf9a", 4)
    pen.shape(path("-4,46 -60,6 -80,34 -8,52"), "#e4cf9a")
    pen.shape(path("0,46 60,0 84,30 4,54"), "#d6bd80")


def sprig(
    pen: Pen, look: Look, *, colour: str = LEAF, fruit: str = CHERRY, big: bool = True
) -> None:
    """A branch lying, leaves in pairs and fruit at the joints: coffee, patchouli."""
    pen = pen.at(0, 110)
    pen.curve(path("-180,70 -60,10 70,-14 190,-70"), 7, "#7a5a3a")
    for step in range(5):
        share = step / 4
        x, y = -150 + 310 * share, 54 - 106 * share
        size = 1.15 if big else 0.85
        plain_leaf(
            pen.at(x, y, size, -28 - 12 * step % 3).at(0, -50),
            colour,
            lighter(colour, 0.3),
        )
        plain_leaf(
            pen.at(x, y, size, 146 + 9 * step % 4).at(0, -50),
            darker(colour, 0.14),
            lighter(colour, 0.2),
        )
        if fruit and step < 4:
            for dx, dy in ((-14, 6), (12, -4), (2, 16)):
                cherry(pen.at(x + 34 + dx, y - 10 + dy, 0.36), look, colour=fruit)


def pepper_vine(pen: Pen, look: Look, *, ripe: str = "#6f9447") -> None:
    """A climbing stem of pepper with hanging spikes."""
    pen.curve(path("-190,-60 -70,-100 60,-84 190,-120"), 7, "#6d6a3c")
    for x, y, turn in (
        (-130, -86, 200),
        (-30, -98, 20),
        (70, -90, 190),
        (150, -108, 30),
    ):
        heart = pen.at(x, y, 1.25, turn)
        shade = mix(LEAF, DEEP_LEAF, look.chance.random())
        heart.shape(path("0,0 36,-20 34,-64 0,-104 -34,-64 -36,-20"), shade)
        for dx in (-15, 0, 15):
            heart.curve([(0, -6), (dx, -50), (dx * 0.2, -94)], 2, lighter(shade, 0.3))
    for x, y, length in ((-76, -84, 13), (22, -80, 16), (112, -92, 12)):
        pen.curve([(x, y), (x + 6, y + length * 10)], 4, "#8a8a4a")
        for row in range(length):
            for side in (-1, 1):
                colour = mix(ripe, "#b03a2b", look.chance.random() ** 3)
                spot = pen.at(
                    x + side * 11 + row * 0.5, y + 16 + row * 14 + side * 3, 1
                )
                spot.circle(0, 0, 11, colour)
                spot.circle(-3, -3, 3.5, lighter(colour, 0.4))


def cocoa_pod(pen: Pen, look: Look, *, colour: str = "#c8742b") -> None:
    """A pod, and half of another showing its beans."""
    pen.ground_shadow(330)
    whole = pen.at(-60, 70, 1, -24)
    points = path("0,-158 60,-100 72,10 40,110 0,142 -40,110 -72,10 -60,-100")
    whole.shape(points, colour)
    for x in (-46, -16, 18, 48):
        whole.curve(
            [(x * 0.3, -130), (x, -60), (x, 30), (x * 0.3, 116)],
            7,
            darker(colour, 0.25),
        )
    whole.curve([(-50, -70), (-58, 0), (-46, 60)], 7, lighter(colour, 0.4))
    half = pen.at(86, 96, 0.82, 26)
    half.shape(points, darker(colour, 0.2))
    half.shape([(x * 0.84, y * 0.86) for x, y in points], CREAM)
    for row in range(5):
        for side in (-1, 1):
            half.ellipse(side * 24, -88 + row * 44, 24, 26, "#efe0cf")
            half.ellipse(side * 24, -86 + row * 44, 17, 19, "#b98a72")


def coconut_half(pen: Pen, look: Look) -> None:
    """Half a coconut, its white towards us."""
    pen.ground_shadow(330)
    shell = oval(0, 56, 160, 146)
    pen.polygon(shell, "#5d3a26")
    for i in range(40):
        turn = pen.at(0, 56, turn=i * 9)
        turn.line([(0, -142), (3, -154)], 4, "#8a5f3e")
    pen.ellipse(0, 50, 144, 130, "#7d5233")
    pen.ellipse(0, 50, 134, 120, "#fffaf0")
    pen.ellipse(0, 58, 96, 82, "#efe6d6")
    pen.ellipse(4, 66, 88, 72, "#dcd3c4")
    pen.ellipse(-10, 84, 60, 40, "#ebe4d7")


def fruit_pineapple(pen: Pen, look: Look) -> None:
    """A pineapple, standing."""
    pen.ground_shadow(220)
    for turn in (-52, 52, -34, 34, -16, 16, 0):
        blade = pen.at(0, -44, turn=turn)
        blade.shape(
            path("-15,10 -11,-90 0,-150 11,-90 15,10"),
            mix(LEAF, DEEP_LEAF, abs(turn) / 60),
        )
    body = smooth(
        path("0,-66 76,-36 98,60 80,160 0,204 -80,160 -98,60 -76,-36"), closed=True
    )
    pen.polygon(body, "#e0952c")
    with pen.clip(body):
        for row in range(-3, 9):
            for column in range(-4, 5):
                x, y = column * 38 + (row % 2) * 19, row * 27 - 30
                pen.polygon(
                    [(x, y - 25), (x + 18, y), (x, y + 25), (x - 18, y)],
                    mix("#f0b545", "#c9772a", (row + 4) / 16),
                )
                pen.circle(x, y + 2, 4, "#8a4a1f")
    pen.fade(body, "#3a1420", 0, 0.35, 90)


def bananas(pen: Pen, look: Look, *, colour: str = "#f0bf3c") -> None:
    """A hand of kepok bananas, standing."""
    pen.ground_shadow(300)
    for i, turn in enumerate((-42, -20, 2, 24)):
        finger = pen.at(-40, -110, 1, turn - 8)
        shade = mix(colour, "#c98a2a", i * 0.12)
        finger.shape(
            path("0,0 36,40 62,130 64,220 48,262 30,254 16,180 -8,80 -16,20"), shade
        )
        finger.curve([(14, 30), (38, 120), (44, 236)], 5, darker(shade, 0.18))
        finger.polygon([(32, 250), (48, 260), (40, 272)], "#5a3a20")
    pen.shape(path("-70,-150 -30,-164 0,-110 -20,-84 -66,-96"), "#8a8a3a")


def cassava(pen: Pen, look: Look) -> None:
    """Two roots, one cut white."""
    pen.ground_shadow(340)
    for y, turn in ((110, -8), (160, 6)):
        body = pen.at(0, y, 1, turn)
        body.shape(
            path("-180,-6 -120,-38 20,-44 140,-30 150,24 20,38 -120,26"), "#8a5a3c"
        )
        for x in (-90, -30, 40, 90):
            body.curve([(x, -34), (x + 6, 0), (x, 28)], 3, "#6b4029")
        body.ellipse(146, -3, 20, 29, "#d98f86")
        body.ellipse(147, -3, 15, 23, "#fff8ec")
    plain_leaf(pen.at(-60, 40, 1.1, -60), LEAF, lighter(LEAF, 0.3))
    plain_leaf(pen.at(0, 24, 1.2, 8), DEEP_LEAF, LEAF)
    plain_leaf(pen.at(58, 44, 1.1, 66), LEAF, lighter(LEAF, 0.3))


def passion_fruit(pen: Pen, look: Look) -> None:
    """Half a passion fruit with its seeds."""
    pen.circle(5, 7, 52, veil("#1d1020", 0.28))
    pen.circle(0, 0, 52, "#5a2146")
    pen.circle(0, 0, 45, "#f2dcb6")
    pen.circle(0, 0, 36, "#e9a12a")
    for turn in range(0, 360, 45):
        pen.at(0, 0, turn=turn).ellipse(0, -21, 5, 9, "#33221d")
    pen.circle(0, 0, 6, "#33221d")


def durian(pen: Pen, look: Look) -> None:
    pen.ground_shadow(280)
    for row in range(9):
        for column in range(-4, 5):
            x, y = column * 34 + (row % 2) * 17, -90 + row * 33
            if (x / 140) ** 2 + ((y - 50) / 160) ** 2 < 0.98:
                shade = mix("#a8a04a", "#6f7a35", (row + column + 4) / 16)
                pen.polygon([(x - 26, y + 20), (x, y - 24), (x + 26, y + 20)], shade)
                pen.polygon(
                    [(x, y - 24), (x + 26, y + 20), (x + 6, y + 20)], darker(shade, 0.2)
                )
    pen.rect(-10, -150, 10, -92, "#7a6a3a", 4)


def grass(pen: Pen, look: Look) -> None:
    """A tuft of citronella, standing."""
    for i in range(-6, 7):
        tip = (i * 30, -170 + abs(i) * 16)
        pen.shape(
            [
                (i * 6 - 8, 200),
                (i * 12 - 9, 40),
                tip,
                (i * 12 + 9, 40),
                (i * 6 + 8, 200),
            ],
            mix("#86a94e", DEEP_LEAF, (i + 6) / 16),
        )
    pen.rect(-52, 132, 52, 150, "#e4cf9a", 8)
