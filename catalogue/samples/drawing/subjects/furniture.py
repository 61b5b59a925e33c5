"""Furniture, frames, and wooden things for the kitchen."""

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import BAMBOO, GOLD, PALE_WOOD, RATTAN, TEAK, darker, lighter, mix, veil
from ..emblems import draw_emblem
from ..look import Look
from .weaving import plait


def grain(
    pen: Pen,
    left: float,
    top: float,
    right: float,
    bottom: float,
    wood: str,
    *,
    along: bool = True,
) -> None:
    """A piece of wood with its grain."""
    pen.rect(left, top, right, bottom, wood, 4)
    tone = veil(darker(wood, 0.5), 0.28)
    span = (bottom - top) if along else (right - left)
    for i in range(1, int(span / 9)):
        at = i * 9
        if along:
            pen.curve(
                [
                    (left + 3, top + at),
                    ((left + right) / 2, top + at + 3),
                    (right - 3, top + at - 1),
                ],
                1.6,
                tone,
            )
        else:
            pen.curve(
                [
                    (left + at, top + 3),
                    (left + at + 3, (top + bottom) / 2),
                    (left + at - 1, bottom - 3),
                ],
                1.6,
                tone,
            )


def table(pen: Pen, look: Look, *, wood: str = TEAK) -> None:
    """A dining table with a bowl of fruit upon it and a bench."""
    pen.ground_shadow(420)
    for x in (-168, 138):
        grain(pen, x, 10, x + 30, 200, darker(wood, 0.2), along=False)
    for x in (-128, 106):
        pen.rect(x, 10, x + 20, 168, darker(wood, 0.45))
    pen.rect(-160, 6, 160, 40, darker(wood, 0.34))
    motifs.band(
        pen, "pucuk", -134, 134, 10, 26, mix(wood, GOLD, 0.5), darker(wood, 0.34)
    )
    pen.polygon(path("-160,-28 160,-28 196,-2 -196,-2"), lighter(wood, 0.2))
    for i in range(5):
        pen.line(
            [(-160 + i * 80, -28), (-196 + i * 98, -2)],
            1.8,
            veil(darker(wood, 0.5), 0.4),
        )
    grain(pen, -196, -2, 196, 16, wood)
    pen.polygon(path("-46,-54 46,-54 26,-18 -26,-18"), look.palette.main)
    for x, tone in ((-26, "#e0a33a"), (0, "#c8502f"), (26, "#8fae4a")):
        pen.circle(x, -62, 17, tone)
    pen.ellipse(0, -54, 46, 8, lighter(look.palette.main, 0.2))
    for x in (-118, 118):
        pen.ellipse(x, -16, 40, 7, look.palette.light)


def chair(pen: Pen, look: Look, *, wood: str = "#a5653a") -> None:
    """A dining chair, three-quarter view."""
    pen.ground_shadow(260)
    for x, y in ((-68, 176), (62, 160)):
        pen.polygon(
            [(x - 2, 60), (x + 16, 60), (x + 12, y), (x, y)], darker(wood, 0.45)
        )
    for x, tall in ((-96, -196), (44, -200)):
        grain(pen, x, tall, x + 22, 60, darker(wood, 0.14), along=False)
    for y in (-182, -118, -60):
        grain(pen, -76, y, 48, y + 26, wood)
    draw_emblem(pen.at(-14, -140, 0.62), "siger", darker(wood, 0.5), wood)
    pen.polygon(path("-100,30 64,22 112,66 -84,80"), look.palette.main)
    pen.polygon(path("-92,34 62,27 98,60 -80,72"), lighter(look.palette.main, 0.16))
    motifs.band(
        pen.at(0, 40, 1, 0),
        "diamonds",
        -70,
        80,
        4,
        18,
        look.palette.accent,
        look.palette.main,
    )
    pen.polygon(path("-84,80 112,66 112,88 -84,102"), darker(wood, 0.2))
    for x, y in ((-84, 98), (92, 86)):
        pen.polygon([(x, y - 10), (x + 22, y - 12), (x + 19, 200), (x + 3, 200)], wood)
        pen.polygon(
            [(x + 13, y - 10), (x + 22, y - 12), (x + 19, 200), (x + 12, 200)],
            darker(wood, 0.22),
        )
    pen.line([(-72, 152), (100, 144)], 9, darker(wood, 0.25))


def bed(pen: Pen, look: Look, *, wood: str = "#8a5530") -> None:
    """A bed frame, made up, its headboard carved."""
    pen.ground_shadow(420)
    head = smooth(path("-150,80 -150,-90 -80,-128 0,-150 80,-128 150,-90 150,80"))
    pen.polygon(head, wood)
    with pen.clip(head):
        for i in range(-9, 10):
            pen.line([(i * 17, -160), (i * 17, 80)], 1.8, veil(darker(wood, 0.5), 0.35))
    draw_emblem(pen.at(0, -76, 1.5), "siger", darker(wood, 0.42), wood)
    for x in (-172, 150):
        grain(pen, x, -118, x + 22, 196, darker(wood, 0.18), along=False)
        pen.circle(x + 11, -124, 15, wood)
    for x in (-74, 74):
        pen.shape(
            [
                (x - 58, 30),
                (x - 54, -14),
                (x, -22),
                (x + 54, -14),
                (x + 58, 30),
                (x, 38),
            ],
            look.palette.light,
        )
        pen.curve(
            [(x - 40, 2), (x, -6), (x + 40, 2)], 3, darker(look.palette.light, 0.12)
        )
    pen.polygon(
        path("-150,24 150,24 186,132 -186,132"), mix(look.palette.light, "#ffffff", 0.2)
    )
    pen.polygon(path("-160,58 160,58 186,132 -186,132"), look.palette.main)
    motifs.band(pen, "pucuk", -172, 172, 70, 30, look.palette.accent, look.palette.main)
    motifs.band(
        pen, "diamonds", -180, 180, 106, 22, look.palette.accent, look.palette.main
    )
    grain(pen, -192, 130, 192, 168, wood)
    for x in (-190, 166):
        grain(pen, x, 120, x + 24, 202, darker(wood, 0.25), along=False)


def mirror(pen: Pen, look: Look, *, wood: str = TEAK) -> None:
    """A mirror whose frame is crowned with a siger."""
    pen.ground_shadow(250)
    outer = box(-134, -120, 134, 200, 16)
    pen.shadow(outer, shift=(16, 14), blur=14)
    for dx, tone in ((5, darker(wood, 0.5)), (0, mix(wood, GOLD, 0.45))):
        draw_emblem(pen.at(dx, -128 + dx, 1.9), "siger", tone, darker(wood, 0.4))
    pen.polygon(outer, wood)
    for turn, reach, run in ((0, -114, 120), (180, -194, 120)):
        motifs.band(
            pen.at(0, 0, turn=turn),
            "scroll",
            -run,
            run,
            reach,
            34,
            darker(wood, 0.45),
            wood,
        )
    for turn in (90, 270):
        motifs.band(
            pen.at(0, 40, turn=turn),
            "pucuk",
            -120,
            120,
            -128,
            34,
            darker(wood, 0.42),
            wood,
        )
    glass = box(-92, -78, 92, 158, 6)
    pen.polygon(box(-98, -84, 98, 164, 8), GOLD)
    pen.polygon(glass, "#bfd4d6")
    with pen.clip(glass):
        pen.fade(glass, "#5f8a96", 0, 0.6)
        pen.polygon(path("-92,60 40,-78 84,-78 -92,106"), veil("#ffffff", 0.5))
        pen.polygon(path("-40,158 92,22 92,40 -22,158"), veil("#ffffff", 0.35))


def lounge(pen: Pen, look: Look, *, cane: str = BAMBOO, woven: bool = False) -> None:
    """A low armchair of poles, with cushions."""
    pen.ground_shadow(370)
    dark = darker(cane, 0.35)
    for x in (-110, 110):
        _pole(pen, [(x, 60), (x * 1.05, 176)], dark)
    back = smooth(path("-132,60 -138,-90 -80,-150 0,-166 80,-150 138,-90 132,60"))
    with pen.clip(back):
        pen.polygon(back, darker(cane, 0.5))
        if woven:
            plait(pen, (-150, -170, 150, 60), 15, cane, darker(cane, 0.2))
        else:
            for x in range(-135, 140, 19):
                _pole(pen, [(x, -170), (x * 0.92, 60)], cane, 13)
    pen.line(back, 17, dark)
    pen.line([(x * 0.985, y - 3) for x, y in back], 7, lighter(cane, 0.3))
    cushion = smooth(path("-96,40 -92,-60 0,-76 92,-60 96,40 0,50"), closed=True)
    pen.polygon(cushion, look.palette.main)
    with pen.clip(cushion):
        motifs.band(
            pen, "pucuk", -100, 100, -6, 40, look.palette.accent, look.palette.main
        )
    seat = smooth(path("-134,52 0,36 134,52 146,88 0,104 -146,88"), closed=True)
    pen.polygon(seat, lighter(look.palette.main, 0.12))
    pen.fade(seat, "#120812", 0, 0.35)
    for side in (-1, 1):
        _pole(
            pen,
            [(side * 136, -20), (side * 172, 0), (side * 170, 60), (side * 158, 196)],
            cane,
            17,
        )
    for y in (100, 126):
        _pole(pen, [(-160, y), (160, y)], cane, 15)
    for x in range(-120, 130, 40):
        _pole(pen, [(x - 18, 124), (x, 104), (x + 18, 124)], dark, 6)


def _pole(
    pen: Pen, points: list[tuple[float, float]], colour: str, width: float = 15
) -> None:
    """A length of bamboo or rattan: shade, body, light, in three strokes."""
    curved = smooth(points)
    pen.line([(x + 2, y + 3) for x, y in curved], width, darker(colour, 0.4))
    pen.line(curved, width * 0.86, colour)
    pen.line(
        [(x - width * 0.16, y - width * 0.16) for x, y in curved],
        width * 0.26,
        lighter(colour, 0.4),
    )


def rattan_set(pen: Pen, look: Look) -> None:
    """Two chairs and a round table between."""
    lounge(pen.at(-112, 56, 0.7), look, cane=RATTAN, woven=True)
    lounge(pen.at(112, 56, 0.7), look, cane=RATTAN, woven=True)
    pen.ground_shadow(120)
    for x in (-30, 30):
        _pole(pen, [(x * 0.6, 110), (x * 1.3, 204)], darker(RATTAN, 0.2), 10)
    pen.ellipse(0, 112, 70, 17, darker(RATTAN, 0.35))
    pen.ellipse(0, 105, 70, 17, lighter(RATTAN, 0.2))
    pen.ellipse(0, 105, 54, 11, RATTAN)
    pen.polygon(path("-15,76 15,76 10,102 -10,102"), look.palette.light)


def child_chair(pen: Pen, look: Look) -> None:
    lounge(pen.at(0, 40, 0.8), look, cane="#cfa45c", woven=True)


def utensils(pen: Pen, look: Look, *, wood: str = BAMBOO) -> None:
    """Spoons and spatulas fanned in a pot."""
    for i, (turn, x) in enumerate(((-26, -52), (-12, -26), (2, 2), (15, 30), (28, 56))):
        tool = pen.at(x, 60, 1, turn)
        tone = mix(wood, TEAK, 0.22 * (i % 3))
        tool.rect(-8, -160, 8, 60, darker(tone, 0.12), 6)
        tool.rect(-8, -160, 0, 60, tone, 6)
        head = (
            oval(0, -194, 32, 46),
            smooth(path("-28,-150 -32,-236 32,-236 28,-150"), closed=True),
        )[i % 2]
        tool.polygon(head, tone)
        if i % 2 == 0:
            tool.ellipse(-3, -196, 21, 34, darker(tone, 0.18))
        else:
            for y in (-222, -204, -186):
                tool.rect(-17, y, 17, y + 7, darker(tone, 0.5), 3)
    pen.ground_shadow(200)
    pot = path("-104,30 104,30 90,190 64,202 -64,202 -90,190")
    pen.polygon(pot, look.palette.main)
    with pen.clip(pot):
        motifs.band(
            pen, "pucuk", -110, 110, 122, 46, look.palette.accent, look.palette.main
        )
    pen.rect(-112, 22, 112, 44, lighter(look.palette.main, 0.18), 8)
    pen.fade(pot, "#120812", 0, 0.4, 90)


def chopping_board(pen: Pen, look: Look, *, wood: str = PALE_WOOD) -> None:
    """A board of glued staves with a knife and some cut chillies."""
    tilted = pen.at(0, 0, 1, -12)
    outline = box(-190, -130, 190, 130, 30)
    tilted.shadow(outline, shift=(16, 20), blur=15)
    tilted.polygon(outline, darker(wood, 0.3))
    with tilted.clip(box(-190, -138, 186, 122, 30)):
        for i in range(7):
            tone = (
                wood,
                lighter(wood, 0.16),
                darker(wood, 0.12),
                mix(wood, TEAK, 0.4),
            )[i * 3 % 4]
            grain(tilted, -194, -138 + i * 38, 194, -100 + i * 38, tone)
    tilted.circle(152, -6, 18, darker(wood, 0.55))
    tilted.circle(152, -3, 16, look.palette.wall)
    knife = tilted.at(-16, 30, 1, 20)
    blade = path("-140,-4 20,-30 30,16 -96,16")
    knife.shadow(blade, shift=(8, 10), blur=7)
    knife.polygon(blade, "#d3dbdd")
    knife.polygon(path("-140,-4 24,2 30,16 -96,16"), "#aab6ba")
    knife.rect(22, -30, 140, 6, look.palette.main, 12)
    for x in (48, 80, 112):
        knife.circle(x, -12, 5, GOLD)
    for x, y in ((-120, -70), (-84, -86), (-58, -60), (-20, -92)):
        tilted.circle(x, y, 17, "#c8362b")
        tilted.circle(x, y, 9, "#f4dfb8")


def planks(pen: Pen, look: Look, *, wood: str = PALE_WOOD) -> None:
    """Sawn boards in a stack, spaced with battens, ends painted."""
    pen.ground_shadow(400)
    for row in range(4):
        y = 158 - row * 66
        for i in range(4):
            tone = mix(wood, TEAK, ((row * 3 + i * 5) % 7) / 10)
            x = -190 + i * 96
            grain(pen, x, y, x + 92, y + 42, tone)
            pen.ring(x + 46, y + 46, 20, 2, veil(darker(tone, 0.5), 0.4))
            pen.rect(x, y, x + 92, y + 6, lighter(tone, 0.25))
        if row < 3:
            for x in (-150, 120):
                pen.rect(x, y - 24, x + 30, y, darker(wood, 0.45))
    pen.rect(-196, -52, 196, -38, veil(look.palette.main, 0.9))
