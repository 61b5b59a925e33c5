"""Soap, creams, candles and incense."""

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import GOLD, darker, is_dark, lighter, mix, veil
from ..emblems import draw_emblem
from ..look import Look


def soap(pen: Pen, look: Look, *, colour: str = "#7a4a2e", sign: str = "bean") -> None:
    """Three bars, one banded with paper, from above; flecked."""
    for x, y, turn, i in ((-70, -84, -14, 0), (74, -30, 10, 1), (-24, 104, -5, 2)):
        bar = pen.at(x, y, 1, turn)
        tone = mix(colour, look.palette.light, (0, 0.34, 0.16)[i])
        outline = box(-110, -66, 110, 66, 26)
        bar.shadow(outline, shift=(12, 16), blur=11)
        bar.polygon(outline, darker(tone, 0.25))
        bar.rect(-110, -70, 106, 60, tone, 26)
        for _ in range(26):
            fx, fy = look.chance.uniform(-96, 92), look.chance.uniform(-58, 48)
            bar.circle(
                fx,
                fy,
                look.chance.uniform(2, 4.5),
                mix(darker(tone, 0.4), lighter(tone, 0.5), look.chance.random()),
            )
        if i == 1:
            _paper_band(bar, look, sign)
        else:
            bar.rect(-70, -44, 66, 34, darker(tone, 0.1), 16)
            draw_emblem(
                bar.at(-2, -5, 0.66), sign, lighter(tone, 0.3), darker(tone, 0.1)
            )
    for x, y, radius in ((128, 126, 26), (164, 88, 14), (98, 160, 12), (-160, 40, 17)):
        pen.circle(x, y, radius, veil("#ffffff", 0.4))
        pen.ring(x, y, radius, 2.4, veil("#ffffff", 0.8))


def _paper_band(pen: Pen, look: Look, sign: str) -> None:
    pen.rect(-58, -72, 58, 64, look.palette.light)
    motifs.band(pen, "pucuk", -58, 58, 40, 20, look.palette.main, look.palette.light)
    motifs.band(
        pen.at(0, 0, tall=-1),
        "pucuk",
        -58,
        58,
        48,
        20,
        look.palette.main,
        look.palette.light,
    )
    draw_emblem(pen.at(0, -4, 0.62), sign, look.palette.main, look.palette.light)


def cream(pen: Pen, look: Look, *, colour: str = "#8a5a3a") -> None:
    """A low wide jar, open, its lid leaning."""
    pen.ground_shadow(330)
    lid = pen.at(146, 116, 1, 14)
    lid.ellipse(0, 0, 30, 84, darker(look.palette.main, 0.25))
    lid.ellipse(-9, 0, 27, 82, look.palette.main)
    lid.ellipse(-12, 0, 18, 62, lighter(look.palette.main, 0.18))
    outline = [*oval(-36, 40, 144, 34, 180, 360), *oval(-36, 170, 144, 34, 0, 180)]
    pen.polygon(outline, mix("#e8e2d6", look.palette.light, 0.5))
    with pen.clip(outline):
        pen.rect(-140, 84, 70, 188, look.palette.light)
        motifs.band(
            pen, "pucuk", -180, 108, 158, 34, look.palette.main, look.palette.light
        )
        draw_emblem(
            pen.at(-36, 122, 0.72), "leaf", look.palette.ink, look.palette.light
        )
    pen.fade(outline, "#1d1020", 0, 0.34, 90)
    pen.ellipse(-36, 40, 144, 34, "#efe9df")
    pen.ellipse(-36, 42, 130, 28, darker(colour, 0.2))
    pen.shape(path("-150,40 -100,4 -40,22 10,-22 40,16 84,40 -30,66"), colour)
    pen.curve(path("-90,26 -40,34 4,4 30,22"), 8, lighter(colour, 0.3))
    for _ in range(24):
        pen.circle(
            look.chance.uniform(-130, 60),
            look.chance.uniform(20, 56),
            look.chance.uniform(2, 4),
            darker(colour, 0.45),
        )
    scoop = pen.at(60, -10, 1, 36)
    scoop.rect(-7, -120, 7, 20, "#c9966b", 6)


def candle(pen: Pen, look: Look, *, wax: str = "#f2e2c4") -> None:
    """A candle in a glass, lit."""
    pen.ground_shadow(240)
    pen.shadow(
        oval(0, -120, 90, 120), shift=(0, 0), blur=50, opacity=0.55, colour="#ffd98a"
    )
    outline = path("-112,-70 112,-70 104,180 80,201 -80,201 -104,180")
    pen.polygon(outline, mix("#dfe6de", look.palette.wall, 0.3))
    pen.polygon(path("-106,-16 106,-16 98,180 78,192 -78,192 -98,180"), wax)
    pen.ellipse(0, -16, 106, 20, lighter(wax, 0.4))
    pen.ellipse(0, -14, 60, 10, "#ffe9a8")
    pen.line([(0, -16), (2, -50)], 5, "#33221d")
    pen.shape(path("2,-160 30,-90 20,-50 0,-40 -20,-52 -22,-92"), "#f29a2e")
    pen.shape(path("2,-126 15,-84 8,-56 -8,-56 -12,-84"), "#ffe28a")
    pen.rect(-72, 42, 72, 150, look.palette.main, 8)
    ink = look.palette.light if is_dark(look.palette.main) else look.palette.ink
    draw_emblem(
        pen.at(0, 84, 0.7), ("bean", "flower")[look.number % 2], ink, look.palette.main
    )
    motifs.band(pen, "zigzag", -60, 60, 126, 14, look.palette.accent, look.palette.main)
    pen.fade(outline, "#1d1020", 0, 0.32, 90)
    pen.polygon(path("-98,-60 -84,-60 -80,170 -92,170"), veil("#ffffff", 0.5))
    pen.line([(-112, -70), (112, -70)], 5, veil("#ffffff", 0.8))


def incense(pen: Pen, look: Look) -> None:
    """Sticks in a clay holder with smoke."""
    pen.ground_shadow(280)
    for turn in (-20, -8, 5, 18):
        stick = pen.at(0, 150, 1, turn)
        stick.line([(0, 0), (0, -220)], 6, "#6b3a2a")
        stick.circle(0, -222, 6, "#f28a2e")
        stick.curve(path("0,-230 14,-262 -8,-296 10,-330"), 6, veil("#ffffff", 0.3))
    body = smooth(path("-140,120 0,132 140,120 110,190 0,202 -110,190"), closed=True)
    pen.polygon(body, look.palette.main)
    with pen.clip(body):
        motifs.band(pen, "pucuk", -140, 140, 146, 40, GOLD, look.palette.main)
    pen.ellipse(0, 122, 140, 20, lighter(look.palette.main, 0.2))
    pen.ellipse(0, 124, 120, 13, "#d9cbb8")


def oil_drop(pen: Pen, look: Look, *, colour: str = "#dda53a") -> None:
    """A drop, small."""
    drop = smooth(path("0,-54 26,-6 30,24 0,50 -30,24 -26,-6"), closed=True)
    pen.polygon([(x + 4, y + 6) for x, y in drop], veil("#1d1020", 0.25))
    pen.polygon(drop, colour)
    pen.curve([(-15, 14), (-10, 30), (4, 35)], 5, lighter(colour, 0.6))
