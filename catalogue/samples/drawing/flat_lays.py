"""Scenes that look straight down, or at a wall: cloth, clothes, plates, tools."""

import math

from . import motifs
from .canvas import HEIGHT, WIDTH, Pen, Point, box, oval, path
from .colours import darker, lighter, mix, veil
from .compositions import Scene, companions, faint, hero_of, ring_of, strew
from .look import Look, Subject


def framed(pen: Pen, look: Look, subject: Subject) -> None:
    """The hero in a border of bamboo shoots."""
    palette = look.palette
    pen.rect(96, 96, WIDTH - 96, HEIGHT - 96, palette.panel)
    motifs.frame(pen, "pucuk", 22, 70, palette.main, palette.wall)
    pen.rect(96, 96, WIDTH - 96, 102, palette.accent)
    pen.rect(96, HEIGHT - 102, WIDTH - 96, HEIGHT - 96, palette.accent)
    bounds = (102, 102, WIDTH - 102, HEIGHT - 102)
    with pen.clip(box(*bounds)):
        motifs.field(
            pen, subject.motif, 88, faint(palette.panel, 0.08), palette.panel, bounds
        )
        hero_of(look, subject)(pen.at(640, 486, 1.72), look)
        strew(
            pen,
            look,
            subject,
            path("190,760 250,806 176,836 1086,176 1040,132 1116,240"),
            0.9,
        )


def disc(pen: Pen, look: Look, subject: Subject) -> None:
    """A medallion over a broad band of ornament, the hero on both."""
    palette = look.palette
    side = 1 if look.number % 2 else -1
    if look.number % 4 < 2:
        _broad_band(pen.at(0, 640), look, subject, WIDTH)
    else:
        _broad_band(
            pen.at(640 + side * 330, 0, 1, 90).at(0, -100), look, subject, HEIGHT
        )
    outline = _medallion(look.number % 3)
    pen.shadow(outline, shift=(10, 16), blur=26, opacity=0.24)
    pen.polygon(outline, palette.panel)
    inner = [(640 + (x - 640) * 0.95, 470 + (y - 470) * 0.95) for x, y in outline]
    pen.line([*inner, inner[0]], 4, palette.floor)
    hero_of(look, subject)(pen.at(640, 470, 1.62), look)
    spots = ((-500, 200), (-556, 264), (-470, 290), (500, 560), (548, 500))
    strew(pen, look, subject, [(640 + side * x, y) for x, y in spots], 0.9)


def _broad_band(pen: Pen, look: Look, subject: Subject, run: float) -> None:
    """200 units deep, the subject's motif between zigzags, from 0 to `run`."""
    palette = look.palette
    pen.rect(0, 0, run, 200, palette.main)
    motifs.band(pen, subject.motif, 0, run, 36, 128, palette.accent, palette.main)
    motifs.band(pen, "zigzag", 0, run, 8, 18, palette.accent, palette.main)
    motifs.band(pen, "zigzag", 0, run, 174, 18, palette.accent, palette.main)


def _medallion(kind: int) -> list[Point]:
    """A disc, a scalloped disc, or an eight-pointed star, about 640, 470."""
    if kind == 0:
        return oval(640, 470, 408, 408)
    steps = 240 if kind == 1 else 16
    outline = []
    for step in range(steps):
        turn = 2 * math.pi * step / steps
        reach = (
            404 + 16 * abs(math.sin(turn * 12)) if kind == 1 else 446 - step % 2 * 56
        )
        outline.append((640 + reach * math.cos(turn), 470 + reach * math.sin(turn)))
    return outline


def split_flat(pen: Pen, look: Look, subject: Subject) -> None:
    """Two planes meeting on a diagonal, one of them patterned."""
    palette = look.palette
    flip = look.number % 2 == 0
    edge = (
        path("560,0 1280,0 1280,960 300,960")
        if flip
        else path("0,0 740,0 1000,960 0,960")
    )
    with pen.clip(edge):
        pen.polygon(edge, palette.floor)
        motifs.field(
            pen,
            subject.motif,
            100,
            mix(palette.floor, palette.accent, 0.62),
            palette.floor,
        )
    seam = [edge[0], edge[3]] if flip else [edge[1], edge[2]]
    pen.line(seam, 16, palette.main)
    pen.line(seam, 5, palette.accent)
    hero_of(look, subject)(pen.at(640, 484, 1.86), look)
    strew(pen, look, subject, path("150,150 206,208 1110,800 1064,850"), 0.9)


def cropped(pen: Pen, look: Look, subject: Subject) -> None:
    """So near that it leaves the picture, with a margin of colour and a band."""
    palette = look.palette
    pen.rect(0, 0, 250, HEIGHT, palette.main)
    turned = pen.at(250, 0, 1, 90)
    motifs.band(turned, "pucuk", 0, HEIGHT, 0, 104, palette.accent, palette.main)
    motifs.band(turned, "zigzag", 0, HEIGHT, 124, 40, palette.accent, palette.main)
    motifs.band(turned, "coins", 0, HEIGHT, 184, 50, palette.accent, palette.main)
    with pen.clip(box(250, 0, WIDTH, HEIGHT)):
        pen.rect(250, 0, WIDTH, HEIGHT, palette.panel)
        hero_of(look, subject)(pen.at(800, 500, 2.5, -6), look)
    pen.fade(box(250, 0, 300, HEIGHT), "#1d1020", 0.34, 0, 90)


def corner(pen: Pen, look: Look, subject: Subject) -> None:
    """The hero low in one corner, its companion high in the other, crumbs between."""
    palette = look.palette
    side = 1 if look.number % 2 else -1
    hub = 640 - side * 640
    for radius, tone in (
        (880, palette.panel),
        (850, palette.accent),
        (838, palette.panel),
    ):
        pen.circle(hub, 960, radius, tone)
    for i in range(48):
        tooth = pen.at(hub, 960, 1, i * 7.5)
        tooth.polygon([(-50, -884), (0, -950), (50, -884)], palette.main)
        tooth.polygon([(-26, -886), (0, -920), (26, -886)], palette.wall)
    others = companions(look, subject)
    if others:
        others[0](pen.at(640 + side * 380, 260, 0.95), look.turned())
    hero_of(look, subject)(pen.at(640 - side * 150, 540, 1.78), look)
    strew(
        pen,
        look,
        subject,
        [
            (640 + side * x, y)
            for x, y in (
                (300, 760),
                (380, 820),
                (470, 740),
                (440, 860),
                (540, 840),
                (360, 690),
            )
        ],
        0.86,
    )


def arch_hung(pen: Pen, look: Look, subject: Subject) -> None:
    """Against a wall with an arch painted on it, two ornaments left and right."""
    palette = look.palette
    motifs.field(pen, subject.motif, 84, faint(palette.wall, 0.1), palette.wall)
    arch = [(340, 960), (340, 400), *oval(640, 400, 300, 300, 180, 360), (940, 960)]
    pen.polygon(
        [(312, 960), (312, 400), *oval(640, 400, 328, 328, 180, 360), (968, 960)],
        palette.main,
    )
    for i in range(19):
        tooth = pen.at(640, 400, 1, -90 + i * 10)
        tooth.polygon([(-24, -304), (0, -326), (24, -304)], palette.accent)
    pen.polygon(arch, palette.panel)
    for x in (60, 1120):
        pen.rect(x, 0, x + 100, HEIGHT, palette.main)
        motifs.band(
            pen.at(x, 0, 1, 90).at(0, -100),
            "diamonds",
            0,
            HEIGHT,
            18,
            64,
            palette.accent,
            palette.main,
        )
    hero_of(look, subject)(pen.at(640, 500, 1.76), look)


def gallery(pen: Pen, look: Look, subject: Subject) -> None:
    """On a wall above a shelf, light falling aslant."""
    palette = look.palette
    pen.polygon(path("180,0 860,0 1180,800 500,800"), lighter(palette.wall, 0.12))
    pen.rect(0, 800, WIDTH, HEIGHT, palette.floor)
    pen.rect(0, 800, WIDTH, 812, lighter(palette.floor, 0.3))
    motifs.band(pen, "pucuk", 0, WIDTH, 866, 74, palette.accent, palette.floor)
    pen.fade(box(0, 760, WIDTH, 800), "#1d1020", 0, 0.2)
    hero_of(look, subject)(pen.at(640, 410, 1.8), look)


def hung(pen: Pen, look: Look, subject: Subject) -> None:
    """Hanging from above in a dim room, over a table's edge."""
    palette = look.palette
    deep = mix(darker(palette.main, 0.45), palette.second, 0.2)
    pen.rect(0, 0, WIDTH, HEIGHT, deep)
    motifs.field(pen, subject.motif, 90, lighter(deep, 0.06), deep)
    pen.shadow(
        oval(640, 470, 470, 430), shift=(0, 0), blur=90, opacity=0.5, colour="#f6c56a"
    )
    pen.rect(0, 830, WIDTH, HEIGHT, palette.floor)
    pen.ellipse(640, 842, 440, 40, veil("#ffe9b0", 0.4))
    motifs.band(pen, "pucuk", 0, WIDTH, 888, 60, palette.accent, palette.floor)
    hero_of(look, subject)(pen.at(640, 440, 1.5), look)


def wreath(pen: Pen, look: Look, subject: Subject) -> None:
    """A plate in a ring of crumbs."""
    palette = look.palette
    motifs.frame(pen, "pucuk", 24, 60, palette.accent, palette.wall)
    pen.circle(640, 480, 410, palette.panel)
    ring_of(pen, look, subject, 356, 30, 0.74)
    hero_of(look, subject)(pen.at(640, 480, 1.3), look)


FLAT: dict[str, Scene] = {
    "framed": framed,
    "disc": disc,
    "split_flat": split_flat,
    "cropped": cropped,
    "corner": corner,
    "arch_hung": arch_hung,
    "gallery": gallery,
    "hung": hung,
    "wreath": wreath,
}
USUAL_FLAT = ("disc", "framed", "split_flat", "cropped")
