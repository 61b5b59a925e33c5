"""Bags, wallets and small leather or cloth goods."""

from itertools import pairwise

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import (
    BRASS,
    GOLD,
    LEATHER,
    PALE_GOLD,
    darker,
    is_dark,
    lighter,
    mix,
    veil,
)
from ..emblems import draw_emblem
from ..look import Look
from .cloth import tapis, tapis_ground
from .weaving import plait


def clutch(pen: Pen, look: Look) -> None:
    """An envelope of tapis with a gold clasp, lying a little turned."""
    tilted = pen.at(0, 0, 1, -8)
    body = box(-188, -116, 188, 122, 14)
    tilted.shadow(body, shift=(14, 20), blur=16)
    with tilted.clip(body):
        tapis(tilted.at(0, 4, 0.56), look, 690, 440, rich=1)
    tilted.fade(body, "#120812", 0, 0.35)
    flap = smooth(
        path("-188,-116 188,-116 168,-60 90,0 0,34 -90,0 -168,-60"), closed=True
    )
    tilted.shadow(flap, shift=(0, 12), blur=10)
    ground = darker(tapis_ground(look), 0.15)
    tilted.polygon(flap, ground)
    tilted.line([*flap, flap[0]], 4, GOLD)
    draw_emblem(
        tilted.at(0, -58, 1.05),
        "ship" if look.number % 2 else "siger",
        PALE_GOLD,
        ground,
    )
    tilted.circle(0, 34, 16, BRASS)
    tilted.circle(-3, 31, 8, PALE_GOLD)
    tilted.curve(path("188,-90 236,-40 230,60 200,110"), 7, GOLD)


def handbag(pen: Pen, look: Look, *, leather: str = "") -> None:
    """A structured handbag, a tapis band across it."""
    body = leather or look.palette.main
    pen.ground_shadow(340)
    for offset, shade in ((10, darker(body, 0.4)), (0, darker(body, 0.12))):
        pen.curve(
            [
                (-78, -54 + offset),
                (-74, -150),
                (0, -194 + offset),
                (74, -150),
                (78, -54 + offset),
            ],
            15,
            shade,
        )
    outline = smooth(
        path("-132,-60 0,-66 132,-60 160,60 168,186 90,200 -90,200 -168,186 -160,60"),
        closed=True,
    )
    pen.polygon(outline, body)
    with pen.clip(outline):
        tapis(pen.at(0, 66, 0.5), look, 720, 270, rich=1)
        pen.rect(-180, -4, 180, 3, BRASS)
        pen.rect(-180, 129, 180, 136, BRASS)
        for i in range(-20, 20):
            pen.line([(i * 9, 188), (i * 9 + 5, 188)], 2, lighter(body, 0.4))
    pen.rect(-26, -70, 26, 6, darker(body, 0.25), 10)
    pen.circle(0, -10, 11, BRASS)
    for x in (-78, 78):
        pen.circle(x, -46, 12, BRASS)
        pen.circle(x, -46, 5, darker(body, 0.4))
    pen.fade(outline, "#120812", 0, 0.36, 90)
    pen.curve([(-134, -30), (-146, 60), (-152, 160)], 6, veil("#ffffff", 0.2))


def leather_bag(pen: Pen, look: Look) -> None:
    handbag(pen, look, leather=LEATHER)


def wallet(pen: Pen, look: Look) -> None:
    """A carved wallet standing a little open."""
    hide = LEATHER if look.number % 2 else "#6b3a24"
    tilted = pen.at(0, 0, 1, 9)
    for dx, dy, shade in (
        (16, 14, darker(hide, 0.45)),
        (8, 7, lighter(hide, 0.2)),
        (0, 0, hide),
    ):
        tilted.shadow(
            box(-180 + dx, -130 + dy, 180 + dx, 130 + dy, 18),
            shift=(10, 12),
            blur=9,
            opacity=0.26,
        )
        tilted.rect(-180 + dx, -130 + dy, 180 + dx, 130 + dy, shade, 18)
    stitch = box(-166, -116, 166, 116, 12)
    for start, end in pairwise([*stitch, stitch[0]]):
        tilted.line([start, end], 2.4, lighter(hide, 0.5))
    carved, cut = darker(hide, 0.36), hide
    motifs.band(tilted, "scroll", -156, 156, -106, 58, carved, cut)
    motifs.band(tilted, "scroll", -156, 156, 50, 58, carved, cut)
    draw_emblem(tilted.at(3, 4, 0.92), "siger", lighter(hide, 0.3), cut)
    draw_emblem(tilted.at(0, 0, 0.92), "siger", carved, cut)
    tilted.rect(150, -26, 202, 26, darker(hide, 0.2), 12)
    tilted.circle(176, 0, 10, BRASS)


def tote(pen: Pen, look: Look) -> None:
    """A tote plaited of sedge, with dyed bands."""
    straw = "#d2b06a"
    pen.ground_shadow(330)
    handle = path("-86,-60 -84,-160 0,-200 84,-160 86,-60")
    pen.curve(handle, 15, darker(straw, 0.35))
    outline = path("-142,-70 142,-70 162,196 -162,196")
    with pen.clip(outline):
        plait(pen, (-164, -74, 164, 200), 22, straw, darker(straw, 0.22))
        for y, tone in (
            (-10, look.palette.main),
            (56, look.palette.second),
            (122, look.palette.main),
        ):
            for i in range(-8, 8):
                x = i * 22 + (11 if y == 56 else 0)
                pen.polygon([(x, y - 22), (x + 22, y), (x, y + 22), (x - 22, y)], tone)
                pen.polygon([(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], straw)
    pen.rect(-146, -80, 146, -58, darker(straw, 0.3), 6)
    pen.fade(outline, "#120812", 0, 0.34, 90)


def key_ring(pen: Pen, look: Look) -> None:
    """A tapis card holder and a key ring beside it."""
    ground = tapis_ground(look)
    holder = pen.at(-56, 4, 1, -10)
    outline = box(-104, -150, 104, 150, 14)
    card = box(-92, -178, 92, 60, 8)
    holder.shadow(outline, shift=(12, 16), blur=12)
    holder.polygon(card, look.palette.light)
    holder.rect(-70, -164, 10, -154, look.palette.ink, 4)
    with holder.clip(outline):
        tapis(holder.at(0, 8, 0.5), look, 430, 640, rich=0.9)
        holder.rect(-110, -150, 110, -126, ground)
    holder.fade(outline, "#120812", 0, 0.35)
    ring = pen.at(122, -70, 1)
    ring.ring(0, -50, 44, 8, BRASS)
    ring.line([(0, -8), (0, 26)], 7, BRASS)
    tag = ring.at(0, 28, 1, 8)
    shape = path("-40,20 0,-8 40,20 40,150 -40,150")
    tag.shadow(shape, shift=(10, 12), blur=9)
    tag.polygon(shape, darker(look.palette.main, 0.1))
    draw_emblem(tag.at(0, 60, 0.72), "siger", PALE_GOLD, look.palette.main)
    motifs.band(tag, "pucuk", -36, 36, 112, 32, GOLD, look.palette.main)


def brooch(pen: Pen, look: Look, *, metal: str = "#b8683a") -> None:
    """A copper siger pinned to a square of velvet in its box."""
    velvet = darker(look.palette.second, 0.15)
    outer = box(-184, -184, 184, 184, 16)
    pen.shadow(outer, shift=(18, 22), blur=18)
    pen.polygon(outer, look.palette.main)
    pen.rect(-184, -184, 184, -170, lighter(look.palette.main, 0.2), 8)
    pen.rect(-156, -156, 156, 156, darker(velvet, 0.3), 10)
    pen.rect(-148, -148, 156, 156, velvet, 8)
    for dx, dy, shade in (
        (7, 10, darker(velvet, 0.5)),
        (0, 0, darker(metal, 0.25)),
        (-3, -4, lighter(metal, 0.2)),
    ):
        draw_emblem(pen.at(dx, dy - 6, 2.3), "siger", shade, darker(metal, 0.4))
    for i in range(-3, 4):
        pen.line([(i * 26, 66), (i * 26, 96 + (3 - abs(i)) * 7)], 3, metal)
        pen.circle(i * 26, 102 + (3 - abs(i)) * 7, 9, lighter(metal, 0.3))
        pen.circle(i * 26, 46, 8, look.palette.accent)


def pendant(pen: Pen, look: Look) -> None:
    """A necklace of beads with a gold disc."""
    points = smooth(path("-150,-170 -130,-20 -60,80 0,106 60,80 130,-20 150,-170"))
    for i, (x, y) in enumerate(points[::2]):
        tone = (look.palette.main, GOLD, look.palette.second)[i % 3]
        pen.circle(x + 5, y + 7, 13, veil("#1d1020", 0.3))
        pen.circle(x, y, 13, tone)
        pen.circle(x - 4, y - 4, 4, lighter(tone, 0.5))
    pen.shadow(oval(0, 136, 56, 56), shift=(8, 10), blur=8)
    pen.circle(0, 136, 56, mix(GOLD, LEATHER, 0.2))
    pen.circle(0, 136, 48, GOLD)
    draw_emblem(pen.at(0, 138, 0.8), "sun", darker(GOLD, 0.45), GOLD)


def notebook(pen: Pen, look: Look) -> None:
    """A notebook with a tapis spine and a pencil."""
    tilted = pen.at(-10, 0, 1, -9)
    tilted.shadow(box(-130, -180, 140, 180, 8), shift=(14, 18))
    tilted.rect(-122, -172, 146, 184, look.palette.light, 6)
    tilted.rect(-130, -180, 138, 178, look.palette.main, 8)
    with tilted.clip(box(-130, -180, -60, 178)):
        tapis(tilted.at(-95, 0, 0.4, 90), look, 900, 176, rich=1)
    ink = look.palette.light if is_dark(look.palette.main) else look.palette.ink
    draw_emblem(tilted.at(42, -30, 1.1), "ship", ink, look.palette.main)
    pencil = pen.at(168, 10, 1, 12)
    pencil.rect(-9, -150, 9, 120, look.palette.accent)
    pencil.polygon([(-9, 120), (9, 120), (0, 154)], "#efd9b0")
    pencil.polygon([(-3, 142), (3, 142), (0, 154)], look.palette.ink)
