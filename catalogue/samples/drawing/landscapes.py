"""Scenes beyond the table: hills, the sea, a heap of one thing, a repeat."""

import math

from . import motifs
from .canvas import HEIGHT, WIDTH, Pen, Point, box, oval
from .colours import GOLD, darker, is_dark, legible, lighter, mix
from .compositions import Scene, companions, faint, hero_of, spots_along, stand, strew
from .emblems import draw_emblem
from .look import Look, Subject


def hills(pen: Pen, look: Look, subject: Subject) -> None:
    """Planted hills under a low sun, the hero on a stone before them."""
    palette = look.palette
    side = 1 if look.number % 2 else -1
    glow = mix(palette.accent, GOLD, 0.88)
    pen.circle(640 + side * 250, 300, 170, glow)
    pen.circle(640 + side * 250, 300, 140, lighter(glow, 0.3))
    for i, (base, height, length) in enumerate(
        ((470, 90, 620), (580, 70, 470), (690, 50, 760))
    ):
        tone = mix(palette.panel, palette.floor, i * 0.45)
        ridge = _ridge(base, height, length, i * 210 + look.number * 37)
        pen.polygon([*ridge, (WIDTH + 40, HEIGHT), (-40, HEIGHT)], tone)
        _rows(pen, ridge, faint(tone, 0.16), 5 + i)
    pen.rect(0, 800, WIDTH, HEIGHT, palette.main)
    motifs.band(pen, "pucuk", 0, WIDTH, 872, 76, palette.accent, palette.main)
    pen.rect(0, 800, WIDTH, 808, lighter(palette.main, 0.25))
    others = companions(look, subject)
    if others:
        stand(pen, others[0], look.turned(), 640 + side * 300, 846, 0.94)
    stand(pen, hero_of(look, subject), look.turned(), 640 - side * 110, 858, 1.5)
    strew(
        pen,
        look,
        subject,
        spots_along(look, 640 + side * 60, 640 + side * 460, 876, 16, 6),
        0.5,
    )


def _ridge(base: float, height: float, length: float, shift: float) -> list[Point]:
    return [
        (
            x,
            base
            - height * math.sin((x + shift) / length * math.pi)
            - height * 0.4 * math.sin((x + shift * 2) / length * 2.7 * math.pi),
        )
        for x in range(-40, WIDTH + 60, 20)
    ]


def _rows(pen: Pen, ridge: list[Point], colour: str, count: int) -> None:
    """Rows of bushes following the slope."""
    for row in range(1, count):
        for i, (x, y) in enumerate(ridge):
            if (i + row) % 2:
                size = 5 + row * 1.6
                pen.ellipse(
                    x + row * 9, y + 6 + row * row * 5, size * 1.25, size, colour
                )


def sea(pen: Pen, look: Look, subject: Subject) -> None:
    """A bay, a jung sailing in it, the hero on the shore."""
    palette = look.palette
    pen.circle(640, 330, 210, palette.accent)
    water = mix(palette.panel, "#3f8790", 0.5)
    for row in range(6):
        y = 330 + row * 66
        tone = darker(mix(water, palette.floor, row * 0.1), row * 0.06)
        pen.rect(0, y + 20, WIDTH, HEIGHT, tone)
        crest = 40 + row * 14
        for i in range(int(WIDTH / crest) + 2):
            pen.circle((i - 0.5 * (row % 2)) * crest, y + 26, crest * 0.5, tone)
            pen.line(
                oval(
                    (i - 0.5 * (row % 2)) * crest,
                    y + 30,
                    crest * 0.34,
                    crest * 0.34,
                    200,
                    340,
                ),
                3,
                lighter(tone, 0.35),
            )
        if row in (0, 2):
            x = 250 if row else 1010
            ink = legible(water, palette.ink, palette.light)
            draw_emblem(pen.at(x, y - 12, 1.5 + row * 0.5), "ship", ink, tone)
    pen.rect(0, 770, WIDTH, HEIGHT, "#e9cf9c")
    pen.rect(0, 770, WIDTH, 782, "#f7e8c8")
    motifs.band(pen, "waves", 0, WIDTH, 894, 50, palette.main, "#e9cf9c")
    others = companions(look, subject)
    if others:
        stand(pen, others[0], look.turned(), 960, 846, 1)
    stand(pen, hero_of(look, subject), look, 580, 858, 1.5)
    strew(pen, look, subject, spots_along(look, 130, 400, 850, 26, 6), 0.66)


def heap(pen: Pen, look: Look, subject: Subject) -> None:
    """Nothing but the thing itself, edge to edge, with the hero on a medallion."""
    palette = look.palette
    pen.rect(0, 0, WIDTH, HEIGHT, darker(palette.floor, 0.5))
    step = 92
    for row in range(12):
        for column in range(16):
            spot = (
                (column - 0.5 * (row % 2)) * step + look.chance.uniform(-16, 16),
                row * step * 0.92 - 16,
            )
            strew(pen, look, subject, [spot], 1.12)
    pen.shadow(oval(640, 480, 384, 384), shift=(14, 20), blur=30, opacity=0.5)
    for i in range(40):
        tooth = pen.at(640, 480, 1, i * 9)
        tooth.polygon([(-32, -366), (0, -416), (32, -366)], palette.accent)
    pen.circle(640, 480, 372, palette.main)
    pen.circle(640, 480, 356, palette.panel)
    pen.ring(640, 480, 338, 4, palette.accent)
    item = hero_of(look, subject)
    if subject.flat:
        item(pen.at(640, 480, 1.4), look)
    else:
        stand(pen, item, look.turned(), 640, 712, 1.14)


def repeat(pen: Pen, look: Look, subject: Subject) -> None:
    """The hero over and over on the slant, in the palette's three colours."""
    palette = look.palette
    tones = (palette.wall, palette.panel)
    for i in range(-3, 9):
        left = i * 280
        band = [(left, 0), (left + 280, 0), (left - 70, HEIGHT), (left - 350, HEIGHT)]
        pen.polygon(band, tones[i % 2])
    looks = (look, look.turned(), look.turned().turned())
    items = (hero_of(look, subject), *subject.heroes)
    for row in range(-1, 3):
        for column in range(4):
            x, y = 60 + column * 390 - row * 60 + (row % 2) * 195, 170 + row * 330
            one = items[0] if (row + column) % 3 else items[-1]
            one(pen.at(x, y, 0.66, 12), looks[(row + column * 2) % 3])
            strew(pen, look, subject, [(x + 196, y - 10)], 0.7)


def cloth_alone(pen: Pen, look: Look, subject: Subject) -> None:
    """Whatever fills the picture by itself."""
    hero_of(look, subject)(pen.at(640, 480), look)


def jewel(pen: Pen, look: Look, subject: Subject) -> None:
    """Before a great ornament of eight rays, each a different band."""
    palette = look.palette
    for i in range(8):
        wedge = pen.at(640, 500, 1, i * 45)
        tone = (palette.panel, palette.floor)[i % 2]
        wedge.polygon([(0, 0), (-362, -870), (362, -870)], tone)
    for i in range(8):
        wedge = pen.at(640, 500, 1, i * 45)
        tone = (palette.panel, palette.floor)[i % 2]
        name = (subject.motif, "pucuk")[i % 2]
        ink = faint(tone, 0.3) if is_dark(tone) else mix(tone, palette.main, 0.35)
        motifs.band(wedge, name, -150, 150, -480, 90, ink, tone)
        motifs.band(wedge, "zigzag", -136, 136, -376, 40, ink, tone)
    pen.shadow(oval(640, 500, 350, 350), shift=(10, 16), blur=24, opacity=0.3)
    pen.circle(640, 500, 350, palette.accent)
    pen.circle(640, 500, 334, palette.wall)
    item = hero_of(look, subject)
    if subject.flat:
        item(pen.at(640, 494, 1.55), look)
        return
    with pen.clip(oval(640, 500, 334, 334)):
        pen.rect(0, 720, WIDTH, HEIGHT, palette.main)
        pen.rect(0, 716, WIDTH, 722, lighter(palette.main, 0.3))
    with pen.clip(box(0, 0, WIDTH, HEIGHT)):
        stand(pen, item, look.turned(), 640, 764, 1.36)


FAR: dict[str, Scene] = {
    "hills": hills,
    "sea": sea,
    "heap": heap,
    "repeat": repeat,
    "cloth_alone": cloth_alone,
    "jewel": jewel,
}
