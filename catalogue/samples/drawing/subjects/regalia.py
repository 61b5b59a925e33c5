"""Crown, costume, caps, belts and sandals: what is worn besides clothes."""

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import BRASS, GOLD, LEATHER, PALE_GOLD, darker, lighter, mix, veil
from ..emblems import draw_emblem
from ..look import Look
from .cloth import tapis, tapis_ground


def crown(pen: Pen, look: Look, *, colour: str = GOLD, stand: bool = True) -> None:
    """A brass siger of nine points, chased and hung with beads, on a stand or not."""
    if stand:
        pen.ground_shadow(270)
        pen.rect(-100, 172, 100, 202, darker(look.palette.ink, 0.1), 6)
        pen.rect(-84, 150, 84, 176, look.palette.ink, 6)
    for step in (-4, 4, -3, 3, -2, 2, -1, 1, 0):
        shade = mix(colour, DARK_BRASS, abs(step) * 0.07)
        tall = (226 - abs(step) * 24) / 100
        blade = pen.at(step * 31, 96, 1, step * 5).at(0, 0, tall=tall)
        _blade(blade, shade, look.palette.main)
    base = smooth(
        path(
            "-190,40 -100,78 0,90 100,78 190,40 170,120 90,152 0,160 -90,152 -170,120"
        ),
        closed=True,
    )
    pen.polygon(base, colour)
    with pen.clip(base):
        curve = pen.bent(lambda x, y: (x, y - (x / 190) ** 2 * 44))
        deep, pale = darker(colour, 0.45), lighter(colour, 0.2)
        motifs.band(curve, "pucuk", -190, 190, 96, 44, deep, pale)
        curve.rect(-190, 142, 190, 147, deep)
    for i in range(-5, 6):
        tone = look.palette.accent if i % 2 else look.palette.main
        pen.circle(i * 32, 158 - (i / 5) ** 2 * 34, 7, tone)
    pen.fade(base, "#3a1420", 0, 0.3, 90)


def _blade(pen: Pen, colour: str, jewel: str) -> None:
    """One point of the crown, a hundred units tall before the pen stretches it."""
    outline = path("-25,0 -29,-55 -9,-84 0,-100 9,-84 29,-55 25,0")
    pen.shape(outline, darker(colour, 0.22))
    pen.shape(path("-20,0 -23,-55 -6,-82 0,-96 2,-82 6,0"), lighter(colour, 0.14))
    pen.ellipse(0, -100, 8, 4, PALE_GOLD)
    pen.polygon(path("0,-62 10,-50 0,-38 -10,-50"), jewel)


DARK_BRASS = "#8a5a1c"


def costume(pen: Pen, look: Look) -> None:
    """The bride's costume laid out: siger, gold plates, belt, tapis to the feet."""
    skirt = path("-72,30 72,30 96,206 -96,206")
    pen.shadow(path("-150,-120 150,-120 100,206 -100,206"), blur=20)
    pen.polygon(skirt, tapis_ground(look))
    with pen.clip(skirt):
        tapis(pen.at(0, 118, 0.46), look, 420, 390, rich=1)
    pen.fade(skirt, "#120812", 0, 0.4, 90)
    blouse_ = path(
        "-34,-96 34,-96 70,-86 128,34 98,50 66,-20 74,44 -74,44 "
        "-66,-20 -98,50 -128,34 -70,-86"
    )
    white = mix(look.palette.light, "#ffffff", 0.3)
    pen.polygon(blouse_, white)
    with pen.clip(blouse_):
        motifs.field(
            pen, "flower", 17, mix(GOLD, white, 0.5), white, (-130, -100, 130, 60)
        )
        for side in (-1, 1):
            pen.polygon(
                [(side * 128, 34), (side * 98, 50), (side * 88, 28), (side * 118, 12)],
                GOLD,
            )
    for i, y in enumerate((-44, -62, -80)):
        reach = 62 - i * 12
        plate = smooth(
            [
                (-reach, y - 10),
                (0, y - 4),
                (reach, y - 10),
                (reach * 0.7, y + 16),
                (0, y + 34),
                (-reach * 0.7, y + 16),
            ],
            closed=True,
        )
        pen.polygon([(x, y_ + 4) for x, y_ in plate], DARK_BRASS)
        pen.polygon(plate, (GOLD, PALE_GOLD, GOLD)[i])
        draw_emblem(pen.at(0, y + 10, 0.22), "sun", "#8c2233", GOLD)
    pen.rect(-78, 22, 78, 54, GOLD, 8)
    motifs.band(pen, "diamonds", -74, 74, 25, 26, "#8c2233", GOLD)
    pen.circle(0, 38, 19, PALE_GOLD)
    draw_emblem(pen.at(0, 38, 0.3), "sun", "#8c2233", PALE_GOLD)
    crown(pen.at(0, -168, 0.5), look, stand=False)


def peci(pen: Pen, look: Look) -> None:
    """A peci in velvet with a tapis band."""
    ground = tapis_ground(look)
    pen.ground_shadow(330)
    top, base = oval(0, -60, 150, 40, 180, 360), oval(0, 150, 172, 44, 0, 180)
    outline = [*top, *base]
    pen.polygon(outline, ground)
    with pen.clip(outline):
        around = pen.bent(lambda x, y: (x, y + 40 * (1 - (x / 175) ** 2)))
        motifs.band(around, "pucuk", -180, 180, 66, 74, GOLD, ground)
        motifs.thread(around, -180, 180, 66, 74, ground)
        motifs.band(
            around,
            ("hooks", "diamonds", "ship")[look.number % 3],
            -180,
            180,
            -8,
            60,
            PALE_GOLD,
            ground,
        )
        around.rect(-180, 140, 180, 147, GOLD)
        around.rect(-180, -20, 180, -15, GOLD)
    pen.fade(outline, "#120812", 0, 0.5, 90)
    pen.fade(outline, "#fff2d8", 0.2, 0, 90)
    pen.ellipse(0, -60, 150, 40, GOLD)
    pen.ellipse(0, -62, 147, 38, lighter(ground, 0.2))
    pen.curve(path("-140,-66 -40,-52 40,-52 140,-66"), 5, darker(ground, 0.3))
    pen.curve(path("-136,-70 -40,-57 40,-57 136,-70"), 3, lighter(ground, 0.4))


def straw_hat(pen: Pen, look: Look) -> None:
    """A wide woven hat from above, a band round its crown."""
    straw = "#dcb873"
    pen.shadow(oval(0, 0, 192, 192), shift=(18, 24), blur=18)
    pen.circle(0, 0, 192, darker(straw, 0.2))
    for ring in range(13):
        radius = 190 - ring * 8
        for turn in range(0, 360, 10):
            start = turn + (ring % 2) * 5
            pen.line(
                oval(0, 0, radius, radius, start, start + 6),
                7,
                mix(straw, ("#f2dca6", "#b98a4a")[turn // 10 % 2], 0.6),
            )
    pen.shadow(oval(0, 0, 96, 96), shift=(16, 20), blur=14)
    pen.circle(0, 0, 102, look.palette.main)
    for turn in range(0, 360, 20):
        pen.at(0, 0, turn=turn).polygon(
            [(-16, -100), (0, -84), (16, -100)], look.palette.accent
        )
    for ring in range(10):
        disc = 84 - ring * 8.6
        pen.circle(0, 0, disc, mix(straw, ("#f2dca6", "#b98a4a")[ring % 2], 0.45))
        for turn in range(0, 360, 15):
            pen.line(
                oval(0, 0, disc - 4, disc - 4, turn, turn + 7),
                3,
                veil("#6b4a22", 0.4),
            )


def belt(pen: Pen, look: Look) -> None:
    """A cloth belt coiled, its brass buckle outermost."""
    ground = tapis_ground(look)
    pen.shadow(oval(0, 0, 186, 150), shift=(16, 22), blur=16)
    for i, (across, down) in enumerate(((184, 146), (138, 104), (92, 62))):
        pen.ellipse(0, 0, across, down, GOLD)
        pen.ellipse(0, 0, across - 4, down - 4, ground)
        for turn in range(0, 360, 14 + i * 6):
            x, y = oval(0, 0, across - 20, down - 20, turn, turn + 1)[0]
            draw_emblem(
                pen.at(x, y, 0.26, turn + 90),
                ("sun", "flower", "siger")[look.number % 3],
                PALE_GOLD,
                ground,
            )
        pen.ellipse(0, 0, across - 37, down - 37, GOLD)
        pen.ellipse(
            0,
            0,
            across - 40,
            down - 40,
            darker(ground, 0.5) if i == 2 else look.palette.floor,
        )
    buckle = pen.at(-116, 116, 1, -38)
    buckle.shadow(box(-46, -40, 46, 40), shift=(6, 8), blur=8)
    buckle.rect(-46, -40, 46, 40, BRASS, 12)
    buckle.rect(-30, -25, 30, 25, darker(ground, 0.2), 6)
    buckle.rect(-36, -5, 30, 5, PALE_GOLD, 4)


def sandals(pen: Pen, look: Look, *, colour: str = LEATHER) -> None:
    """A pair from above."""
    for side in (-1, 1):
        foot = pen.at(side * 88, 0, 1, side * 7, wide=side)
        sole = smooth(
            path(
                "-30,-180 20,-192 62,-150 64,-60 46,40 54,130 20,190 "
                "-36,178 -54,110 -38,20 -64,-90"
            ),
            closed=True,
        )
        foot.shadow(sole, shift=(12 * side, 16), blur=11)
        foot.polygon(sole, darker(colour, 0.45))
        inner = [(x * 0.9, y * 0.955 - 3) for x, y in sole]
        foot.polygon(inner, lighter(colour, 0.28))
        foot.shape(
            path("-24,90 20,84 36,130 6,166 -30,156 -38,120"), veil("#3a1a10", 0.18)
        )
        strap = path("-66,-60 -40,-98 10,-112 58,-90 66,-40 20,-62 -20,-56 -48,-24")
        foot.shape(strap, colour)
        with foot.clip(smooth(strap, closed=True)):
            motifs.band(
                foot.at(0, -76, 1, 6),
                "pucuk",
                -70,
                70,
                -20,
                34,
                PALE_GOLD,
                tapis_ground(look),
            )
        foot.line([(2, -106), (0, -150)], 12, colour)
        foot.circle(0, -152, 10, BRASS)
        foot.curve([(-56, 86), (0, 62), (54, 90)], 15, colour)
        foot.rect(38, 68, 62, 92, BRASS, 5)
