"""What is worn: shirts, blouses, dresses, costume, caps, hats, belts and sandals."""

from collections.abc import Sequence
from functools import partial

from .. import motifs
from ..canvas import Pen, Point, oval, path
from ..colours import BRASS, GOLD, PALE_GOLD, darker, is_dark, mix, veil
from ..emblems import draw_emblem
from ..look import Look
from .cloth import Cloth, batik, batik_ground, tapis, tapis_ground, usus

SHIRT: Sequence[Point] = path(
    "-62,-178 -30,-160 30,-160 62,-178 126,-146 196,40 146,62 "
    "112,-30 116,192 -116,192 -112,-30 -146,62 -196,40 "
    "-126,-146"
)
TEE: Sequence[Point] = path(
    "-66,-172 -36,-148 36,-148 66,-172 130,-140 192,-56 "
    "140,-14 112,-48 116,190 -116,190 -112,-48 -140,-14 "
    "-192,-56 -130,-140"
)
TUNIC: Sequence[Point] = path(
    "-54,-188 -24,-172 24,-172 54,-188 106,-164 180,20 138,42 "
    "92,-56 84,10 128,196 -128,196 -84,10 -92,-56 -138,42 "
    "-180,20 -106,-164"
)
ABAYA: Sequence[Point] = path(
    "-42,-196 -20,-184 20,-184 42,-196 86,-176 160,30 122,52 "
    "72,-66 74,0 142,200 -142,200 -74,0 -72,-66 -122,52 "
    "-160,30 -86,-176"
)


def _cut(
    pen: Pen, look: Look, outline: Sequence[Point], cloth: Cloth | None, colour: str
) -> None:
    """The garment's silhouette in cloth, with shadow and the folds of the body."""
    pen.shadow(outline, shift=(14, 18), blur=14)
    pen.polygon(outline, colour)
    with pen.clip(outline):
        if cloth:
            cloth(pen.at(0, 0, 0.62), look, 660, 660)
        for side in (-1, 1):
            pen.polygon(
                [(side * 112, -60), (side * 120, 200), (side * 92, 200)],
                veil("#120812", 0.26),
            )
            pen.polygon(
                [
                    (side * 108, -140),
                    (side * 200, 30),
                    (side * 170, 60),
                    (side * 110, -50),
                ],
                veil("#120812", 0.16),
            )
        for x in (-46, 38):
            pen.shape(
                [(x, 20), (x + 8, 20), (x + 20, 204), (x - 12, 204)],
                veil("#120812", 0.1),
            )


def shirt(pen: Pen, look: Look) -> None:
    """A men's batik shirt, buttoned."""
    cloth = partial(batik, sign=("ship", "elephant", "siger")[look.number % 3])
    palette = look.palette
    ground = batik_ground(look)
    _hanger(pen)
    _cut(pen, look, SHIRT, cloth, ground)
    pen.rect(-11, -150, 11, 192, darker(ground, 0.2))
    for y in range(-116, 190, 52):
        pen.circle(0, y, 5, palette.light)
    for side in (-1, 1):
        pen.polygon(
            [(side * 58, -182), (side * 2, -148), (side * 40, -104), (side * 74, -166)],
            darker(ground, 0.1),
        )
        pen.polygon(
            [(side * 150, 58), (side * 195, 38), (side * 188, 20), (side * 144, 40)],
            palette.accent,
        )
    pen.rect(34, -66, 86, -6, veil("#120812", 0.2), 5)


def _hanger(pen: Pen) -> None:
    pen.curve(path("0,-176 0,-196 12,-206 4,-218 -10,-212"), 5, BRASS)


def tee(pen: Pen, look: Look, *, sign: str = "siger") -> None:
    colour = look.palette.main
    thread = PALE_GOLD if is_dark(colour) else look.palette.ink
    _cut(pen, look, TEE, None, colour)
    pen.curve([(-38, -148), (0, -112), (38, -148)], 13, darker(colour, 0.25))
    draw_emblem(pen.at(0, -10, 1.36), sign, thread, colour)
    motifs.band(
        pen,
        "zigzag",
        -62,
        62,
        54,
        18,
        look.palette.accent if look.palette.accent != colour else thread,
        colour,
    )
    for x0, y0, x1, y1 in (
        (-186, -58, -140, -20),
        (140, -20, 186, -58),
        (-110, 178, 110, 178),
    ):
        pen.line([(x0, y0), (x1, y1)], 3, darker(colour, 0.3))


def blouse(pen: Pen, look: Look) -> None:
    """A blouse with running stitch at yoke, cuffs and hem."""
    colour = look.palette.second
    thread = look.palette.light if is_dark(colour) else look.palette.ink
    _cut(pen, look, SHIRT, None, colour)
    with pen.clip(SHIRT):
        pen.shape(path("-70,-190 70,-190 62,-96 0,-56 -62,-96"), look.palette.light)
        motifs.band(
            pen.at(0, 0),
            "scroll",
            -60,
            60,
            -140,
            44,
            look.palette.main,
            look.palette.light,
        )
        motifs.band(pen, "flower", -116, 116, 96, 46, thread, colour)
        motifs.band(pen, "pucuk", -116, 116, 148, 40, look.palette.accent, colour)
        for side in (-1, 1):
            sleeve = pen.at(side * 171, 46, 1, side * -25)
            motifs.band(sleeve, "zigzag", -34, 34, -34, 18, look.palette.accent, colour)
    for i in range(9):
        pen.line(
            [
                (-58 + i * 13, -98 + 4 * min(i, 8 - i) * 2),
                (-51 + i * 13, -96 + 4 * min(i, 8 - i) * 2),
            ],
            3,
            look.palette.main,
        )
    pen.curve([(-34, -164), (0, -124), (34, -164)], 7, look.palette.main)


def tunic(pen: Pen, look: Look) -> None:
    """A long tunic, tapis down its front and at its hem."""
    colour = mix(look.palette.second, look.palette.light, 0.1)
    _cut(pen, look, TUNIC, None, colour)
    with pen.clip(TUNIC):
        tapis(pen.at(0, -20, 0.4), look, 110, 620, rich=0.9)
        pen.rect(-140, 140, 140, 200, tapis_ground(look))
        motifs.band(pen, "pucuk", -132, 132, 146, 46, GOLD, tapis_ground(look))
        for side in (-1, 1):
            cuff = pen.at(side * 160, 34, 1, side * -24)
            cuff.rect(-36, -26, 36, 8, tapis_ground(look))
            motifs.band(cuff, "diamonds", -30, 30, -22, 22, GOLD, tapis_ground(look))
    pen.curve([(-26, -174), (0, -146), (26, -174)], 8, GOLD)


def abaya(pen: Pen, look: Look) -> None:
    colour = look.palette.ink
    colour = mix(colour, look.palette.main, 0.35)
    _cut(pen, look, ABAYA, None, colour)
    with pen.clip(ABAYA):
        draw_emblem(pen.at(0, -92, 0.9), "siger", PALE_GOLD, colour)
        motifs.band(pen, "scroll", -150, 150, 108, 40, PALE_GOLD, colour)
        motifs.band(pen, "pucuk", -150, 150, 152, 44, GOLD, colour)
        pen.line([(0, -48), (0, 104)], 2.5, veil(PALE_GOLD, 0.8))
        for y in range(-40, 100, 26):
            pen.polygon([(0, y - 7), (7, y), (0, y + 7), (-7, y)], GOLD)
        for side in (-1, 1):
            cuff = pen.at(side * 141, 42, 1, side * -26)
            motifs.band(cuff, "zigzag", -26, 26, -22, 18, GOLD, colour)


def kebaya(pen: Pen, look: Look) -> None:
    """A kebaya whose panels are sulam usus."""
    colour = look.palette.main
    _cut(pen, look, TUNIC, usus, colour)
    with pen.clip(TUNIC):
        pen.polygon(
            path("-30,-190 30,-190 16,-90 8,200 -8,200 -16,-90"), look.palette.light
        )
        for side in (-1, 1):
            pen.line([(side * 30, -180), (side * 16, -90), (side * 9, 200)], 8, GOLD)


def panel(pen: Pen, look: Look) -> None:
    """A panel of sulam usus stretched in its embroidery frame."""
    pen.shadow(oval(0, 0, 188, 188), shift=(16, 20), blur=16)
    pen.circle(0, 0, 188, "#8d5c36")
    pen.circle(-2, -3, 182, "#b98353")
    hoop = oval(0, 0, 164, 164)
    with pen.clip(hoop):
        usus(pen, look, 340, 340)
        pen.fade(hoop, "#120812", 0.3, 0)
    pen.rect(-16, -206, 16, -178, BRASS, 5)
    pen.line([(40, 130), (150, 40)], 5, "#e8eaec")
    pen.curve(path("150,40 176,60 150,96 180,130"), 3.4, PALE_GOLD)
