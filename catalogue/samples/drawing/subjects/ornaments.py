"""Clay, shell, wood and music: things made to be looked at or played."""

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import (
    BAMBOO,
    GOLD,
    PALE_WOOD,
    TEAK,
    TERRACOTTA,
    darker,
    lighter,
    mix,
    veil,
)
from ..emblems import draw_emblem
from ..look import Look


def vase(pen: Pen, look: Look, *, clay: str = TERRACOTTA, sign: str = "siger") -> None:
    """A terracotta vase with a sign scratched between bands, grass in it."""
    pen.ground_shadow(250)
    for i, turn in enumerate((-26, -10, 8, 24)):
        stalk = pen.at(0, -120, 1, turn)
        stalk.curve([(0, 0), (4, -60), (0, -110)], 4, "#8a8a4a")
        stalk.shape(
            [(-9, -100), (0, -160 + i * 6), (9, -100), (0, -74)],
            ("#d9b368", "#b98a42")[i % 2],
        )
    outline = smooth(
        path(
            "-46,-130 46,-130 38,-90 90,-40 138,50 112,150 66,200 "
            "-66,200 -112,150 -138,50 -90,-40 -38,-90"
        ),
        closed=True,
    )
    pen.polygon(outline, clay)
    with pen.clip(outline):
        pale, deep = lighter(clay, 0.5), darker(clay, 0.35)
        motifs.band(pen, "pucuk", -150, 150, -38, 34, pale, clay)
        pen.rect(-150, 0, 150, 5, deep)
        for x in (-92, 0, 92):
            draw_emblem(pen.at(x, 58, 0.84 if not x else 0.7), sign, pale, clay)
        pen.rect(-150, 104, 150, 109, deep)
        motifs.band(pen, "zigzag", -150, 150, 116, 30, pale, clay)
    pen.ellipse(0, -131, 52, 13, darker(clay, 0.15))
    pen.ellipse(0, -131, 40, 8, darker(clay, 0.6))
    pen.fade(outline, "#2a0f10", 0, 0.46, 90)
    pen.fade(outline, "#fff0d8", 0.22, 0, 90)


def dinner_set(pen: Pen, look: Look, *, clay: str = TERRACOTTA) -> None:
    """Plates stacked, a bowl upon them, a cup beside."""
    pen.ground_shadow(390)
    for i in range(3):
        y = 184 - i * 22
        pen.polygon(
            [*oval(-30, y, 166, 14, 180, 360), *oval(-30, y, 166, 22, 0, 180)],
            darker(clay, 0.1 * (2 - i)),
        )
        pen.ellipse(-30, y - 3, 166, 14, lighter(clay, 0.14))
    body = [
        *smooth([(-150, 20), (-132, 84), (-78, 128)]),
        *smooth([(18, 128), (72, 84), (90, 20)]),
        *oval(-30, 20, 120, 26, 0, 180),
    ]
    pen.polygon(body, clay)
    with pen.clip(body):
        motifs.band(pen, "pucuk", -156, 96, 62, 32, lighter(clay, 0.5), clay)
    pen.fade(body, "#2a0f10", 0, 0.42, 90)
    pen.ellipse(-30, 20, 120, 26, lighter(clay, 0.12))
    pen.ellipse(-30, 22, 106, 20, darker(clay, 0.4))
    pen.ring(174, 140, 22, 9, darker(clay, 0.2))
    cup = path("96,96 172,96 164,190 104,190")
    pen.polygon(cup, lighter(clay, 0.1))
    motifs.band(pen, "zigzag", 99, 169, 122, 20, lighter(clay, 0.6), clay)
    pen.fade(cup, "#2a0f10", 0, 0.4, 90)
    pen.ellipse(134, 96, 38, 10, darker(clay, 0.4))


def shell_bowls(pen: Pen, look: Look) -> None:
    """Polished coconut-shell bowls, nested, with spoons."""
    pen.ground_shadow(380)
    for x, y, size, tone in ((-76, 40, 1, "#4a2c1e"), (98, 92, 0.7, "#6b4029")):
        bowl = pen.at(x, y, size)
        body = [
            *smooth([(-116, 0), (-104, 90), (-50, 156)]),
            *smooth([(50, 156), (104, 90), (116, 0)]),
            *oval(0, 0, 116, 30, 0, 180),
        ]
        bowl.polygon(body, tone)
        with bowl.clip(body):
            for i in range(7):
                bowl.curve(
                    [(-120, 30 + i * 22), (-20, 52 + i * 18), (120, 26 + i * 24)],
                    3,
                    veil("#c98a52", 0.4),
                )
        bowl.fade(body, "#120812", 0, 0.5, 90)
        bowl.curve([(-86, 40), (-76, 84), (-52, 118)], 9, veil("#ffffff", 0.35))
        bowl.ellipse(0, 0, 116, 30, "#b98655")
        bowl.ellipse(0, 2, 108, 25, "#2f1a12")
        bowl.ellipse(14, 8, 74, 14, "#7a4a2b")
    for turn, x in ((24, 40), (36, 76)):
        spoon = pen.at(x, -30, 1, turn)
        spoon.rect(-5, -70, 5, 70, "#c9966b", 5)
        spoon.ellipse(0, -104, 24, 38, "#4a2c1e")
        spoon.ellipse(-4, -106, 15, 28, "#7a4a2b")


def gamolan(pen: Pen, look: Look, *, base: str = TEAK) -> None:
    """The bamboo xylophone of Lampung: eight keys over a hollow frame, two mallets."""
    tilted = pen.at(0, 0, 1, -8)
    tilted.shadow(box(-196, -104, 196, 104, 12), shift=(14, 20), blur=16)
    tilted.rect(-196, -70, 196, -34, darker(base, 0.2), 10)
    tilted.rect(-196, 34, 196, 70, darker(base, 0.2), 10)
    motifs.band(tilted, "zigzag", -190, 190, 42, 20, GOLD, base)
    motifs.band(tilted, "zigzag", -190, 190, -62, 20, GOLD, base)
    for i in range(8):
        x, tall = -166 + i * 47, 132 - i * 7
        tilted.rect(x - 14, -tall + 8, x + 26, tall + 8, veil("#1d1020", 0.3), 8)
        tone = mix(BAMBOO, "#b98a3c", i % 2 * 0.35)
        tilted.rect(x - 20, -tall, x + 20, tall, darker(tone, 0.16), 9)
        tilted.rect(x - 20, -tall, x + 8, tall, tone, 9)
        tilted.rect(x - 14, -tall + 4, x - 4, tall - 4, lighter(tone, 0.35), 5)
        for y in (-52, 52):
            tilted.rect(x - 20, y - 4, x + 20, y + 4, look.palette.main)
    for turn, x, y in ((62, -30, 108), (104, 56, 130)):
        mallet = pen.at(x, y, 1, turn)
        mallet.rect(-6, -90, 8, 96, veil("#1d1020", 0.3), 6)
        mallet.rect(-6, -96, 6, 90, "#8a5a36", 6)
        mallet.rect(-16, -128, 16, -84, look.palette.main, 12)


def gamolan_miniature(pen: Pen, look: Look) -> None:
    """The same on a turned stand, as a keepsake."""
    pen.ground_shadow(340)
    pen.rect(-150, 168, 150, 202, darker(TEAK, 0.3), 8)
    pen.rect(-132, 150, 132, 172, TEAK, 6)
    motifs.band(pen, "pucuk", -130, 130, 152, 18, GOLD, TEAK)
    for x in (-96, 96):
        pen.polygon(
            [(x - 13, 20), (x + 13, 20), (x + 24, 152), (x - 24, 152)],
            darker(TEAK, 0.15),
        )
    gamolan(pen.at(0, -30, 0.92), look)


def carving(pen: Pen, look: Look, *, wood: str = TEAK) -> None:
    """A carved panel with the ship and a border of shoots."""
    outline = box(-190, -150, 190, 150, 10)
    pen.shadow(outline, shift=(16, 20), blur=16)
    pen.polygon(outline, wood)
    for y in range(-140, 150, 17):
        pen.curve(
            [(-186, y), (-60, y + 8), (60, y - 6), (186, y + 4)],
            2,
            veil(darker(wood, 0.5), 0.3),
        )
    pale, deep = lighter(wood, 0.32), darker(wood, 0.45)
    motifs.band(pen, "pucuk", -170, 170, 96, 40, deep, wood)
    motifs.band(pen.at(0, 0, tall=-1), "pucuk", -170, 170, 96, 40, deep, wood)
    draw_emblem(pen.at(4, 6, 1.7), "ship", deep, wood)
    draw_emblem(pen.at(0, 0, 1.7), "ship", pale, wood)


def elephant(pen: Pen, look: Look) -> None:
    """A carved elephant of Way Kambas on a plinth."""
    pen.ground_shadow(330)
    pen.rect(-160, 166, 160, 202, darker(TEAK, 0.3), 8)
    draw_emblem(
        pen.at(14, 28, 3.5), "elephant", darker(PALE_WOOD, 0.3), darker(PALE_WOOD, 0.55)
    )
    draw_emblem(pen.at(8, 22, 3.5), "elephant", PALE_WOOD, darker(PALE_WOOD, 0.4))


PUZZLE_TONES = ("#c8452f", "#e8b048", "#2f6f73", "#7fa25c", "#8c3a52", "#dd8450")
PUZZLE_CELLS = (
    (-150, -150, -60, -30),
    (-60, -150, 30, -46),
    (30, -150, 160, -40),
    (-150, -30, -50, 60),
    (-50, -46, 40, 40),
    (40, -40, 160, 50),
    (-70, 40, 0, 150),
    (0, 40, 70, 120),
    (70, 50, 160, 150),
)


def puzzle(pen: Pen, look: Look) -> None:
    """The map of Lampung cut into pieces, in a tray, one piece lifted out."""
    frame = box(-192, -180, 192, 180, 14)
    pen.shadow(frame, shift=(16, 20), blur=16)
    pen.polygon(frame, PALE_WOOD)
    pen.rect(-172, -160, 172, 160, darker(PALE_WOOD, 0.32), 8)
    pen.rect(-166, -154, 172, 160, "#7fb0bd", 6)
    land = smooth(
        path(
            "-140,-40 -104,-104 -20,-136 70,-130 142,-96 136,10 146,96 104,136 "
            "70,76 34,108 20,60 -14,100 -34,140 -66,70 -118,20"
        ),
        closed=True,
    )
    pen.polygon([(x + 5, y + 7) for x, y in land], veil("#1d1020", 0.4))
    with pen.clip(land):
        _pieces(pen, look.number)
    piece = pen.at(150, 140, 1.15, 24)
    square = box(-44, -40, 44, 40, 5)
    outline = [*square[:12], *oval(44, 0, 15, 15, -90, 90), *square[12:]]
    piece.shadow(outline, shift=(14, 18), blur=10)
    piece.polygon(outline, PUZZLE_TONES[1])
    draw_emblem(piece.at(-2, 0, 0.6), "elephant", "#3a2146", PUZZLE_TONES[1])


def _pieces(pen: Pen, number: int) -> None:
    """The cells of the map, then the knobs that lock them, then the cuts."""
    tones = [PUZZLE_TONES[(i * 5 + i // 3 + number) % 6] for i in range(9)]
    for cell, tone in zip(PUZZLE_CELLS, tones, strict=True):
        pen.rect(*cell, tone)
    for (left, top, right, bottom), tone in zip(PUZZLE_CELLS, tones, strict=True):
        pen.circle(right, (top + bottom) / 2, 15, tone)
        outline = box(left, top, right, bottom)
        pen.line([*outline, outline[0]], 3, darker(PALE_WOOD, 0.55))


def figure_ship(pen: Pen, look: Look) -> None:
    """A souvenir: a brass jung on a stand."""
    pen.ground_shadow(300)
    pen.rect(-120, 170, 120, 202, darker(TEAK, 0.3), 8)
    pen.rect(-9, 80, 9, 172, darker(GOLD, 0.35))
    draw_emblem(pen.at(5, 5, 3.4), "ship", darker(GOLD, 0.45), GOLD)
    draw_emblem(pen.at(0, 0, 3.4), "ship", GOLD, darker(GOLD, 0.4))
