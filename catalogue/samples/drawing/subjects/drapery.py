"""Ways to show cloth: flat, folded, stacked, hung, thrown, rolled, tied, made up."""

import math

from .. import motifs
from ..canvas import Pen, Point, box, path, smooth
from ..colours import GOLD, PALE_GOLD, darker, is_dark, lighter, mix, veil
from ..emblems import draw_emblem
from ..look import Look
from .cloth import TAPIS_GROUNDS, Cloth, embroidery, tapis, tapis_ground


def sheet(
    cloth: Cloth, pen: Pen, look: Look, wide: float, tall: float, *, fringe: bool = True
) -> None:
    """Cloth laid flat with its shadow, and a fringe along both short ends."""
    outline = box(-wide / 2, -tall / 2, wide / 2, tall / 2)
    pen.shadow(outline, shift=(12, 16), blur=14)
    if fringe:
        for side in (-1, 1):
            for i in range(int(tall / 9)):
                y = -tall / 2 + 4 + i * 9
                pen.line(
                    [
                        (side * wide / 2, y),
                        (side * (wide / 2 + 22), y + look.chance.uniform(-3, 3)),
                    ],
                    3,
                    mix(GOLD, "#ffffff", 0.2),
                )
    cloth(pen, look, wide, tall)


def flat_cloth(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """Laid out whole, a little turned."""
    sheet(cloth, pen.at(0, 0, 0.62, -8), look, 600, 560)


def folded(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """Folded to a packet, one corner turned back."""
    packet = pen.at(0, 0, 1, -7)
    for i in (2, 1, 0):
        part = packet.at(i * 5, i * 9)
        outline = box(-180, -140, 180, 140, 10)
        part.shadow(outline, shift=(8, 10), blur=10)
        with part.clip(outline):
            part.rect(-190, -150, 190, 150, darker(tapis_ground(look), 0.2 if i else 0))
            if i == 0:
                cloth(part.at(0, 0, 0.72), look, 504, 392)
    packet.fade(box(-180, 60, 180, 140), "#120812", 0, 0.4)
    flap = [(180, -140), (180, 10), (30, -140)]
    packet.shadow(flap, shift=(-8, 10), blur=8)
    packet.polygon([(30, -140), (180, 10), (48, -8)], lighter(tapis_ground(look), 0.25))
    packet.polygon([(30, -140), (180, -140), (180, 10)], look.palette.wall)
    packet.line([(36, -128), (54, -12), (172, 6)], 3, GOLD)


def stack(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """A pile of folded cloths seen from the front, each showing its fold."""
    pen.ground_shadow(390)
    tones = ("#6d1a2b", "#1d3550", "#21443d", "#45203d", "#8a4a1f")
    for i in range(5):
        y = 200 - (i + 1) * 66
        fold = box(-176 + i * 5, y, 176 - (i * 7) % 12, y + 64, 26)
        number = look.number + i
        tone = TAPIS_GROUNDS[number % len(TAPIS_GROUNDS)]
        pen.polygon(fold, mix(tone, tones[i], 0.2))
        with pen.clip(fold):
            twin = Look(look.chance, look.palette, number)
            cloth(pen.at(0, y + 32 + 40 * (i % 2), 0.6), twin, 620, 300)
            pen.rect(-200, y + 58, 200, y + 66, veil("#120812", 0.5))
            pen.rect(-200, y, 200, y + 9, veil("#fff2d8", 0.16))
        pen.fade(fold, "#120812", 0, 0.4, 90)


def hanging(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """Hung over a rod, in soft waves."""
    pen.line([(-196, -178), (196, -178)], 11, "#7a5230")
    for x in (-198, 198):
        pen.circle(x, -178, 12, GOLD)
    drape = pen.bent(_hang)
    outline = [(x, y) for x, y in box(-165, -182, 165, 196)]
    drape.shadow(outline, shift=(14, 16), blur=14)
    cloth(drape.at(0, 7, 0.6), look, 550, 630)
    for x in (-112, -20, 86):
        _fold(drape, x, 54, -182, 196)
    for i in range(42):
        drape.line([(-164 + i * 8, 194), (-164 + i * 8, 212)], 2.4, PALE_GOLD)


def _fold(pen: Pen, x: float, wide: float, top: float, bottom: float) -> None:
    """A soft crease at `x`: shade gathering into it, light on the ridge after."""
    pen.fade(box(x - wide, top, x, bottom), "#120812", 0, 0.36, 90)
    pen.fade(box(x, top, x + wide * 0.3, bottom), "#120812", 0.36, 0, 90)
    pen.fade(box(x + wide * 0.2, top, x + wide * 0.5, bottom), "#fff2d8", 0, 0.2, 90)
    pen.fade(box(x + wide * 0.5, top, x + wide * 0.9, bottom), "#fff2d8", 0.2, 0, 90)


def _hang(x: float, y: float) -> Point:
    """Waves that deepen towards the hem."""
    depth = (y + 180) / 380
    return x + 3 * depth * math.sin(x / 24), y + 8 * depth * math.sin(x / 35 + 0.6)


def draped(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """Falling in a diagonal sweep, as if thrown over an unseen chair."""

    def sweep(x: float, y: float) -> Point:
        return x + y * 0.16 + 16 * math.sin(y / 60), y + x * 0.10 + 13 * math.sin(
            x / 50 + y / 190
        )

    fall = pen.bent(sweep)
    outline = box(-160, -190, 160, 190)
    fall.shadow(outline, shift=(20, 22), blur=20)
    cloth(fall.at(0, 0, 0.6), look, 534, 634)
    for x in (-86, 4, 96):
        _fold(fall, x, 62, -190, 190)


def roll(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """Three rolls lying on one another, ends towards us."""
    for i, (x, y) in enumerate(((-8, -112), (10, 4), (-4, 120))):
        lying = pen.at(x, y, 1, (-3, 2, -1)[i])
        body = box(-180, -56, 170, 56, 40)
        lying.shadow(body, shift=(10, 14), blur=10)
        with lying.clip(body):
            twin = Look(look.chance, look.palette, look.number + i)
            cloth(lying.at(0, 0, 0.6, 90), twin, 220, 620)
        lying.fade(box(-180, -56, 170, 0, 30), "#fff2d8", 0.25, 0)
        lying.fade(box(-180, 0, 170, 56, 30), "#120812", 0, 0.55)
        tone = TAPIS_GROUNDS[twin.number % len(TAPIS_GROUNDS)]
        lying.ellipse(160, 0, 22, 56, darker(tone, 0.3))
        for ring in (46, 34, 22, 10):
            lying.line([*oval_ring(160, ring)], 3, lighter(tone, 0.3))


def oval_ring(x: float, radius: float) -> list[Point]:
    """The winding of a roll seen at its end."""
    return [
        (
            x + radius * 0.4 * math.cos(math.radians(i * 12)),
            radius * math.sin(math.radians(i * 12)),
        )
        for i in range(31)
    ]


def wall_piece(pen: Pen, look: Look) -> None:
    """A framed ship cloth: one great jung above waves, borders of bamboo shoots."""
    ground = tapis_ground(look)
    outer = box(-190, -190, 190, 190, 4)
    pen.shadow(outer, shift=(16, 22), blur=18)
    pen.polygon(outer, "#6b4226")
    pen.rect(-182, -182, 182, 182, "#8d5c36")
    pen.rect(-168, -168, 168, 168, look.palette.light)
    pen.rect(-146, -146, 146, 146, ground)
    inner = pen.at(0, 0, 1.46)
    for turn in (0, 90, 180, 270):
        motifs.band(
            inner.at(0, 0, turn=turn).at(0, 0, tall=-1),
            "pucuk",
            -98,
            98,
            76,
            22,
            GOLD,
            ground,
        )
    draw_emblem(pen.at(0, 10, 1.9), "ship", PALE_GOLD, ground)
    for x in (-66, 0, 66):
        draw_emblem(pen.at(x, -84, 0.42), "bird" if x else "sun", "#d9673a", ground)
    motifs.band(pen, "waves", -104, 104, 80, 22, "#5f9a98", ground)
    motifs.thread(pen, -146, 146, -146, 292, ground)


def cushion(pen: Pen, look: Look, *, sign: str = "sun") -> None:
    """A square cushion, plump, its cover embroidered."""
    points = path(
        "-180,-170 -60,-150 60,-150 180,-170 158,-50 158,60 "
        "184,176 60,158 -60,158 -184,176 -158,60 -158,-50"
    )
    outline = smooth(points, closed=True)
    pen.shadow(outline, shift=(16, 22), blur=20)
    base = look.palette.main
    pen.polygon(outline, base)
    with pen.clip(outline):
        thread = look.palette.light if is_dark(base) else look.palette.ink
        for turn in (0, 90, 180, 270):
            motifs.band(
                pen.at(0, 0, turn=turn),
                "pucuk",
                -140,
                140,
                -146,
                34,
                look.palette.accent,
                base,
            )
        pen.polygon(
            path("0,-104 104,0 0,104 -104,0"), mix(base, look.palette.second, 0.85)
        )
        draw_emblem(pen.at(0, 0, 1.5), sign, look.palette.accent, base)
        for x, y in ((-76, -76), (76, -76), (-76, 76), (76, 76)):
            draw_emblem(pen.at(x, y, 0.55), "flower", thread, base)
    pen.fade(outline, "#120812", 0, 0.34, 90)
    pen.fade(outline, "#fff2d8", 0.22, 0)
    for x, y in ((-182, -172), (182, -172), (184, 178), (-184, 178)):
        pen.circle(x, y, 11, look.palette.accent)


def runner(pen: Pen, look: Look, *, cloth: Cloth = embroidery) -> None:
    """A long cloth laid across, with points and tassels at its ends."""
    strip = pen.at(0, 0, 0.84, -12)
    points = path("-292,-118 292,-118 348,0 292,118 -292,118 -348,0")
    strip.shadow(points, shift=(12, 16), blur=14)
    with strip.clip(points):
        strip.polygon(points, look.palette.light)
        cloth(strip.at(0, 0, 0.74), look, 780, 318)
        for side in (-1, 1):
            strip.polygon(
                [(side * 292, -118), (side * 348, 0), (side * 292, 118)],
                look.palette.main,
            )
            draw_emblem(
                strip.at(side * 308, 0, 0.42),
                "flower",
                look.palette.light,
                look.palette.main,
            )
    for x, side in ((-348, -1), (348, 1)):
        strip.circle(x, 0, 9, look.palette.accent)
        strip.polygon(
            [(x, -9), (x, 9), (x + side * 36, 14), (x + side * 36, -14)],
            look.palette.accent,
        )


def scarf(pen: Pen, look: Look, *, cloth: Cloth = embroidery) -> None:
    """A shawl looped and tied, its two ends hanging."""

    def loop(x: float, y: float) -> Point:
        turn = math.radians(90 + x)
        reach = 92 + y + 8 * math.sin(turn * 3)
        return reach * math.cos(turn) * 1.18, -86 + reach * math.sin(turn) * 0.94

    for side in (-1, 1):
        tail = pen.at(side * 16, 4, 1, side * -17)
        _tail(tail, look, cloth)
    ring = pen.bent(loop)
    ring.shadow(box(8, -46, 352, 46), shift=(10, 14), blur=12)
    cloth(ring.at(180, 0, 0.4), look, 880, 236)
    for x in (60, 150, 250, 320):
        ring.fade(box(x, -46, x + 36, 46), "#120812", 0.24, 0)
    ring.fade(box(0, -47, 360, -8), "#120812", 0.34, 0)
    knot = smooth(path("-50,-10 0,-30 50,-8 44,44 0,58 -44,40"), closed=True)
    pen.shadow(knot, shift=(6, 10), blur=8)
    pen.polygon(knot, look.palette.main)
    motifs.band(pen, "zigzag", -40, 40, -2, 26, look.palette.accent, look.palette.main)
    pen.fade(knot, "#120812", 0, 0.4)


def _tail(pen: Pen, look: Look, cloth: Cloth) -> None:
    """One end of a scarf, widening from the knot, fringed."""

    def flare(x: float, y: float) -> Point:
        share = y / 210
        return x * (0.5 + 0.5 * share) + 9 * math.sin(y / 44), y + 7 * math.sin(x / 16)

    end = pen.bent(flare)
    outline = box(-74, 0, 74, 196)
    end.shadow(outline, shift=(12, 14), blur=12)
    cloth(end.at(0, 98, 0.44, 90), look, 446, 336)
    _fold(end, -18, 34, 0, 196)
    _fold(end, 36, 30, 0, 196)
    for i in range(18):
        end.line([(-72 + i * 8.4, 196), (-72 + i * 8.4, 216)], 3, look.palette.accent)


def bleed(pen: Pen, look: Look, *, cloth: Cloth = tapis) -> None:
    """Cloth that fills the picture, in folds, with a maker's tag pinned on."""

    def swell(x: float, y: float) -> Point:
        return x + 24 * math.sin(y / 210), y + 26 * math.sin(x / 150 + y / 400)

    wide = pen.at(0, 0, 1, -9).bent(swell)
    cloth(wide.at(0, 0, 2.1), look, 760, 630)
    for x in (-560, -250, 30, 330, 640):
        _fold(wide, x, 190, -660, 660)
    tag = pen.at(372, 250, 1, 7)
    shape = path("-96,-104 -60,-140 60,-140 96,-104 96,140 -96,140")
    tag.shadow(shape, shift=(12, 16), blur=13)
    tag.polygon(shape, look.palette.light)
    tag.curve([(0, -112), (-60, -210), (-40, -290)], 5, PALE_GOLD)
    tag.circle(0, -112, 11, GOLD)
    tag.circle(0, -112, 5, look.palette.ink)
    draw_emblem(tag.at(0, -6, 1.2), "ship", look.palette.main, look.palette.light)
    tag.rect(-50, 74, 50, 84, look.palette.ink, 4)
    tag.rect(-32, 100, 32, 106, mix(look.palette.ink, look.palette.light, 0.4), 3)
