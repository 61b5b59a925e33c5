"""How a picture is laid out: each scene places a subject on a composed ground.

Scenes for standing things put their base on a table, plinth or floor; scenes for flat
things look straight down. A scene draws on a sheet already filled with the wall colour.
"""

import math
from collections.abc import Callable, Sequence

from . import motifs
from .canvas import HEIGHT, WIDTH, Pen, Point, box, oval, smooth
from .colours import darker, is_dark, legible, lighter, mix
from .emblems import EMBLEMS, draw_emblem
from .look import Item, Look, Subject

Scene = Callable[[Pen, Look, Subject], None]
Cell = tuple[float, float, float, float]  # left, top, right, bottom


def hero_of(look: Look, subject: Subject) -> Item:
    return subject.heroes[look.number % len(subject.heroes)]


def faint(colour: str, share: float = 0.1) -> str:
    """A tone just off `colour`: lighter on dark grounds, darker on light ones."""
    return (
        lighter(colour, share)
        if is_dark(colour)
        else mix(colour, "#7a3d2a", share * 0.9)
    )


def stand(pen: Pen, item: Item, look: Look, x: float, y: float, scale: float) -> None:
    """Draw a standing thing with its base at x, y."""
    item(pen.at(x, y - 200 * scale, scale), look)


def strew(
    pen: Pen,
    look: Look,
    subject: Subject,
    spots: Sequence[Point],
    scale: float,
) -> None:
    """Crumbs on the given spots, each turned by chance."""
    if subject.crumb:
        for x, y in spots:
            subject.crumb(
                pen.at(
                    x,
                    y,
                    scale * look.chance.uniform(0.86, 1.12),
                    look.chance.uniform(0, 360),
                ),
                look,
            )


def spots_along(
    look: Look, left: float, right: float, y: float, spread: float, count: int
) -> list[tuple[float, float]]:
    """Spots between `left` and `right`, in order of depth."""
    spots = [
        (look.chance.uniform(left, right), y + look.chance.uniform(-spread, spread))
        for _ in range(count)
    ]
    return sorted(spots, key=lambda spot: spot[1])


def companions(look: Look, subject: Subject) -> tuple[Item, ...]:
    """The others, those first that this product's number chooses."""
    hero = hero_of(look, subject)
    others = [item for item in subject.others if item is not hero]
    if not others:
        return ()
    start = look.number % len(others)
    return (*others[start:], *others[:start])


def table(pen: Pen, look: Look, subject: Subject) -> None:
    """A still life on a table with a cloth edge, a pale disc behind."""
    palette = look.palette
    side = 1 if look.number % 2 else -1
    motifs.field(pen, subject.motif, 74, faint(palette.wall, 0.09), palette.wall)
    pen.circle(640 + side * 60, 420, 330, palette.panel)
    _table_top(pen, look, 700)
    others = companions(look, subject)
    if others:
        stand(pen, others[0], look.turned(), 640 + side * 285, 756, 0.98)
    stand(
        pen, hero_of(look, subject), look, 640 - side * (120 if others else 0), 810, 1.5
    )
    strew(
        pen,
        look,
        subject,
        spots_along(look, 640 + side * 30, 640 + side * 420, 842, 34, 7),
        0.56,
    )


def _table_top(pen: Pen, look: Look, y: float) -> None:
    palette = look.palette
    pen.rect(0, y, WIDTH, HEIGHT, palette.floor)
    pen.rect(0, y, WIDTH, y + 5, lighter(palette.floor, 0.25))
    pen.rect(0, 884, WIDTH, HEIGHT, palette.main)
    motifs.band(pen, "pucuk", 0, WIDTH, 892, 62, palette.accent, palette.main)
    pen.fade(box(0, y, WIDTH, 884), "#1d1020", 0, 0.16)


def niche(pen: Pen, look: Look, subject: Subject) -> None:
    """An arch with a plinth in it, bands of ornament around."""
    palette = look.palette
    arch = [(330, 960), (330, 420), *oval(640, 420, 310, 310, 180, 360), (950, 960)]
    motifs.field(pen, subject.motif, 92, faint(palette.wall, 0.12), palette.wall)
    pen.polygon(
        [(304, 960), (304, 420), *oval(640, 420, 336, 336, 180, 360), (976, 960)],
        palette.accent,
    )
    pen.polygon(arch, palette.panel)
    _rays(pen, mix(palette.panel, palette.accent, 0.22), arch)
    pen.fade(arch, "#1d1020", 0.12, 0)
    with pen.clip(arch):
        pen.rect(330, 830, 950, 960, palette.floor)
    pen.shadow(box(430, 800, 850, 960), shift=(20, 10), blur=20)
    pen.rect(430, 800, 850, 960, palette.main)
    pen.rect(414, 772, 866, 804, lighter(palette.main, 0.18), 5)
    trim = palette.accent
    motifs.band(pen, "pucuk", 430, 850, 862, 70, trim, palette.main)
    stand(pen, hero_of(look, subject), look, 640, 784, 1.4)
    pen.fade(box(0, 880, WIDTH, HEIGHT), "#1d1020", 0, 0.2)
    others = companions(look, subject)
    spots = [(170, 872), (236, 846), (240, 904)]
    if others and look.number % 2:
        stand(pen, others[-1], look.turned(), 1100, 920, 0.82)
    else:
        spots += [(1070, 852), (1116, 900), (1046, 904)]
    strew(pen, look, subject, spots, 0.8)


def _rays(pen: Pen, colour: str, arch: list) -> None:
    """Faint rays fanning up behind the hero."""
    with pen.clip(arch):
        for turn in range(0, 360, 20):
            ray = pen.at(640, 560, 1, turn)
            ray.polygon([(0, 0), (-60, -700), (60, -700)], colour)


def sun(pen: Pen, look: Look, subject: Subject) -> None:
    """A great disc over waves, the hero before it."""
    palette = look.palette
    pen.circle(640, 430, 392, palette.panel)
    for ring, radius in enumerate((372, 352)):
        pen.ring(640, 430, radius, 3 + ring * 3, palette.accent)
    count = 40
    for i in range(count):
        tooth = pen.at(640, 430, 1, i * 360 / count)
        tooth.polygon(
            [(-26, -392), (0, -428), (26, -392)],
            palette.accent if i % 2 else palette.main,
        )
    for row in range(4):
        y = 716 + row * 62
        tone = darker(mix(palette.floor, palette.wall, 0.15), row * 0.13)
        pen.polygon(_swell(y, 26, 170, row * 60), tone)
        pen.line(
            _swell(y + 10, 26, 170, row * 60)[:-2], 4, mix(tone, palette.accent, 0.6)
        )
    others = companions(look, subject)
    if others:
        stand(pen, others[0], look.turned(), 930, 806, 0.8)
    stand(pen, hero_of(look, subject), look, 600 if others else 640, 830, 1.52)
    strew(
        pen,
        look,
        subject,
        spots_along(look, 200, 420, 862, 34, 5)
        + spots_along(look, 860, 1100, 868, 26, 4),
        0.6,
    )


def _swell(y: float, height: float, length: float, shift: float) -> list:
    """A wave across the picture, closed along its foot."""
    points = [
        (x, y + height * math.sin((x + shift) / length * math.pi))
        for x in range(-20, WIDTH + 40, 20)
    ]
    return [*points, (WIDTH + 20, HEIGHT), (-20, HEIGHT)]


def split(pen: Pen, look: Look, subject: Subject) -> None:
    """One part pattern, two parts plain; the hero stands over the seam."""
    palette, ground = look.palette, look.palette.main
    right = look.number % 2 == 0  # the side the pattern is on
    seam = 820 if right else 460
    bounds = (seam, 0, WIDTH, HEIGHT) if right else (0, 0, seam, HEIGHT)
    thread = legible(ground, palette.accent, palette.second, palette.light)
    motifs.panel(pen, subject.motif, bounds, 104, ground, mix(thread, ground, 0.12))
    pen.rect(seam - 9, 0, seam + 9, HEIGHT, palette.accent)
    pen.rect(0, 770, WIDTH, HEIGHT, palette.floor)
    pen.rect(0, 770, WIDTH, 776, lighter(palette.floor, 0.25))
    pen.fade(box(0, 770, WIDTH, HEIGHT), "#1d1020", 0, 0.2)
    others = companions(look, subject)
    if others:
        stand(pen, others[0], look.turned(), 310 if right else 990, 826, 1.02)
    # turned, so that it is not the colour of the pattern behind it
    hero, x = hero_of(look, subject), 730 if right else 530
    stand(pen, hero, look.turned(), x, 862, 1.62)
    low, high = (120, 620) if right else (680, 1180)
    strew(pen, look, subject, spots_along(look, low, high, 896, 30, 8), 0.62)


def podium(pen: Pen, look: Look, subject: Subject) -> None:
    """Three of them on steps, as winners stand, in three colours."""
    palette = look.palette
    motifs.band(
        pen, subject.motif, 0, WIDTH, 44, 116, faint(palette.wall, 0.16), palette.wall
    )
    pen.polygon(
        [(180, 960), (180, 520), *oval(640, 520, 460, 330, 180, 360), (1100, 960)],
        palette.panel,
    )
    pen.rect(0, 842, WIDTH, HEIGHT, palette.floor)
    steps = ((210, 500, 778), (780, 1070, 806), (470, 810, 716))
    looks = (look.turned(), look.turned().turned(), look)
    others = companions(look, subject)
    hero = hero_of(look, subject)
    for i, ((left, right, top), one) in enumerate(zip(steps, looks, strict=True)):
        tone = (lighter(palette.main, 0.12), darker(palette.main, 0.1), palette.main)[i]
        pen.shadow(box(left, top, right, 890), shift=(18, 8), blur=16)
        pen.rect(left, top, right, 890, tone)
        pen.rect(left, top, right, top + 9, lighter(tone, 0.3))
        motifs.band(
            pen,
            ("zigzag", "zigzag", "pucuk")[i],
            left,
            right,
            836,
            48,
            palette.accent,
            tone,
        )
        item = others[0] if others and i == 1 else hero
        stand(pen, item, one, (left + right) / 2, top + 4, (0.98, 0.94, 1.3)[i])
    strew(pen, look, subject, spots_along(look, 90, 1190, 922, 18, 10), 0.5)


def tiles(pen: Pen, look: Look, subject: Subject) -> None:
    """A grid: the hero large, its crumb, its companion and its ornament in squares."""
    palette = look.palette
    flip = look.number % 2
    big = (40, 40, 660, 920) if flip else (620, 40, 1240, 920)
    left = 690 if flip else 40
    cells: list[Cell] = [
        (left + c * 285, 40 + r * 300, left + c * 285 + 265, 40 + r * 300 + 280)
        for r in range(3)
        for c in range(2)
    ]
    pen.rect(*big, palette.panel, 8)
    with pen.clip(box(*big, 8)):
        pen.rect(big[0], 720, big[2], 920, palette.floor)
        centre = (big[0] + big[2]) / 2
        pen.circle(centre, 430, 250, mix(palette.panel, palette.accent, 0.3))
        stand(pen, hero_of(look, subject), look, centre, 810, 1.4)
        strew(
            pen,
            look,
            subject,
            spots_along(look, big[0] + 60, big[2] - 60, 862, 24, 6),
            0.6,
        )
    tones = (
        palette.main,
        palette.floor,
        palette.second,
        palette.accent,
        palette.panel,
        palette.main,
    )
    for i, cell in enumerate(cells):
        _tile(pen, look, subject, cell, tones[i], i)


def _tile(
    pen: Pen, look: Look, subject: Subject, cell: Cell, tone: str, place: int
) -> None:
    left, top, right, bottom = cell
    x, y = (left + right) / 2, (top + bottom) / 2
    others = companions(look, subject)
    with pen.clip(box(*cell, 8)):
        pen.rect(*cell, tone)
        ink = look.palette.light if is_dark(tone) else look.palette.ink
        if place in (0, 5):
            name = subject.motif if place else "pucuk"
            motifs.field(
                pen,
                name,
                78,
                legible(tone, look.palette.accent, look.palette.light),
                tone,
                cell,
            )
        elif place == 3 and others:
            others[0](pen.at(x, y, 0.58), look.turned())
        elif place == 1 or not subject.crumb:
            draw_emblem(
                pen.at(x, y, 1.7),
                subject.motif if subject.motif in EMBLEMS else "siger",
                ink,
                tone,
            )
        else:
            spots = [
                (x + dx * 76, y + dy * 76) for dx in (-1, 0, 1) for dy in (-1, 0, 1)
            ]
            if place == 4:
                subject.crumb(pen.at(x, y, 1.7, 20), look)
            else:
                strew(pen, look, subject, spots, 0.6)


def vine(pen: Pen, look: Look, subject: Subject) -> None:
    """A climbing plant across the top, its harvest beneath."""
    palette = look.palette
    pen.polygon(
        [
            (0, 0),
            (WIDTH, 0),
            (WIDTH, 520),
            *smooth([(WIDTH, 520), (900, 640), (380, 560), (0, 680)]),
        ],
        palette.panel,
    )
    pen.rect(0, 740, WIDTH, HEIGHT, palette.floor)
    motifs.band(pen, "zigzag", 0, WIDTH, 912, 40, palette.accent, palette.floor)
    for i, x in enumerate((190, 640, 1090)):
        subject.others[0](
            pen.at(x, 210 - (i % 2) * 40, 1.22, (i - 1) * 4, wide=-1 if i == 1 else 1),
            look,
        )
    stand(pen, hero_of(look, subject), look, 640, 872, 1.4)
    strew(
        pen,
        look,
        subject,
        spots_along(look, 150, 420, 860, 40, 9)
        + spots_along(look, 880, 1160, 850, 40, 9),
        0.46,
    )


def wreath_stand(pen: Pen, look: Look, subject: Subject) -> None:
    """The hero in a ring of crumbs."""
    palette = look.palette
    pen.circle(640, 480, 420, palette.panel)
    motifs.frame(pen, "pucuk", 24, 56, palette.accent, palette.wall)
    ring_of(pen, look, subject, 372, 30, 0.72)
    stand(pen, hero_of(look, subject), look, 640, 724, 1.3)


def ring_of(
    pen: Pen, look: Look, subject: Subject, radius: float, count: int, scale: float
) -> None:
    for i in range(count):
        turn = math.radians(i * 360 / count)
        reach = radius + look.chance.uniform(-26, 26)
        x, y = 640 + reach * math.cos(turn), 480 + reach * math.sin(turn)
        strew(pen, look, subject, [(x, y)], scale)


STANDING: dict[str, Scene] = {
    "table": table,
    "niche": niche,
    "sun": sun,
    "split": split,
    "podium": podium,
    "tiles": tiles,
    "vine": vine,
    "wreath_stand": wreath_stand,
}
USUAL_STANDING = ("table", "niche", "hills", "split", "repeat", "sun", "heap", "tiles")
