"""What grows: beans, pods, peppercorns, spices, fruit and leaves, as single pieces.

Small pieces fit ±60 units and are strewn by the dozen, so they are few polygons each.
"""

from ..canvas import Pen, path
from ..colours import CHERRY, COFFEE, DEEP_LEAF, LEAF, darker, lighter, mix, veil
from ..emblems import leaf as plain_leaf
from ..look import Look


def bean(pen: Pen, look: Look, *, colour: str = COFFEE) -> None:
    shade = mix(colour, "#e8b060", look.chance.uniform(0, 0.16))
    pen.ellipse(5, 6, 36, 50, veil("#1d1020", 0.3))
    pen.ellipse(0, 0, 36, 50, shade)
    pen.ellipse(-9, -8, 21, 34, lighter(shade, 0.13))
    pen.curve(path("2,-46 -8,-16 8,16 -2,46"), 6, darker(shade, 0.5))


def peaberry(pen: Pen, look: Look, *, colour: str = COFFEE) -> None:
    bean(pen.at(0, 0, 0.86, wide=1.08, tall=0.86), look, colour=colour)


def corn(pen: Pen, look: Look, *, colour: str = "#2f2620") -> None:
    """One peppercorn, wrinkled."""
    shade = mix(colour, "#9a7a55", look.chance.uniform(0, 0.3))
    pen.circle(5, 6, 38, veil("#1d1020", 0.3))
    pen.circle(0, 0, 38, shade)
    pen.curve(path("-22,-12 -4,-20 14,-10 24,8"), 4, lighter(shade, 0.25))
    pen.curve(path("-24,8 -8,4 4,18 18,22"), 4, darker(shade, 0.35))
    pen.circle(-12, -16, 7, lighter(shade, 0.3))


def cherry(pen: Pen, look: Look, *, colour: str = CHERRY) -> None:
    shade = mix(colour, "#e8743a", look.chance.uniform(0, 0.35))
    pen.circle(4, 6, 40, veil("#1d1020", 0.26))
    pen.circle(0, 0, 40, shade)
    pen.ellipse(-13, -14, 12, 9, lighter(shade, 0.45))
    pen.circle(12, 14, 5, darker(shade, 0.45))


def cocoa_bean(pen: Pen, look: Look) -> None:
    shade = mix("#7a3f26", "#b06a3a", look.chance.random() * 0.7)
    pen.ellipse(5, 6, 32, 54, veil("#1d1020", 0.3))
    pen.ellipse(0, 0, 32, 54, shade)
    pen.ellipse(-8, -6, 16, 40, lighter(shade, 0.14))
    pen.line([(6, -42), (10, 40)], 2.5, darker(shade, 0.3))


def clove(pen: Pen, look: Look) -> None:
    shade = mix("#5a2f20", "#8d4a2b", look.chance.random())
    pen.shape(path("-7,-20 7,-20 5,50 0,58 -5,50"), shade)
    for turn in (-55, -18, 18, 55):
        pen.at(0, -22, turn=turn).polygon(
            [(-7, 2), (0, -26), (7, 2)], darker(shade, 0.2)
        )
    pen.circle(0, -34, 13, lighter(shade, 0.2))


def cinnamon(pen: Pen, look: Look) -> None:
    """A quill of cassia, lying across."""
    shade = mix("#a05a30", "#c07a45", look.chance.random())
    pen.rect(-186, -14, 190, 34, veil("#1d1020", 0.26), 18)
    pen.rect(-190, -26, 186, 24, shade, 14)
    pen.rect(-190, -26, 186, -8, lighter(shade, 0.2), 9)
    pen.line([(-180, 4), (176, 2)], 4, darker(shade, 0.4))
    pen.ellipse(182, -2, 9, 24, darker(shade, 0.3))
    pen.curve(path("180,-16 186,-6 182,8 178,0"), 4, lighter(shade, 0.35))


def nutmeg(pen: Pen, look: Look) -> None:
    shade = mix("#8a5a3a", "#b5835a", look.chance.random())
    pen.ellipse(5, 7, 42, 50, veil("#1d1020", 0.28))
    pen.ellipse(0, 0, 42, 50, shade)
    for x in (-22, -6, 12):
        pen.curve(
            [(x, -36), (x - 7, -8), (x + 5, 12), (x - 2, 36)], 3, darker(shade, 0.3)
        )
    pen.ellipse(-14, -18, 12, 15, lighter(shade, 0.25))


def mace(pen: Pen, look: Look) -> None:
    """A blade of mace, red lace."""
    shade = mix("#c2402a", "#dd7a3a", look.chance.random())
    for turn in (-70, -35, 0, 35, 70):
        arm = pen.at(0, 26, turn=turn)
        arm.curve(path("0,0 9,-30 -5,-56 5,-80"), 11, shade)
    pen.circle(0, 26, 16, darker(shade, 0.15))
    pen.curve([(-40, -10), (0, 2), (40, -12)], 6, lighter(shade, 0.15))


def root(
    pen: Pen, look: Look, *, colour: str = "#c9923f", flesh: str = "#e9902f"
) -> None:
    """A hand of ginger or turmeric, one finger cut."""
    pen.shape(
        path(
            "-52,8 -30,-20 -6,-14 4,-48 22,-46 24,-12 54,-18 60,4 "
            "30,16 26,40 4,44 -8,20 -40,28"
        ),
        veil("#1d1020", 0.25),
    )
    body = path(
        "-56,2 -34,-26 -10,-20 0,-54 18,-52 20,-18 50,-24 56,-2 "
        "26,10 22,34 0,38 -12,14 -44,22"
    )
    pen.shape(body, colour)
    for x, y in ((-36, -6), (-18, -6), (6, -30), (30, -8), (8, 20)):
        pen.curve([(x - 6, y - 9), (x, y), (x - 4, y + 10)], 2.5, darker(colour, 0.3))
    pen.ellipse(52, -13, 7, 12, flesh)


def slice_(
    pen: Pen, look: Look, *, colour: str = "#e08a2a", rind: str = "#9a6a35"
) -> None:
    """A dried slice of root, curling."""
    pen.shape(path("-48,-8 -12,-42 38,-30 50,12 14,42 -36,34"), veil("#1d1020", 0.25))
    pen.shape(path("-52,-12 -16,-46 34,-34 46,8 10,38 -40,30"), rind)
    pen.shape(path("-44,-10 -13,-38 29,-27 38,7 8,30 -34,23"), colour)
    pen.shape(path("-26,-6 -8,-22 16,-15 22,4 4,17 -20,13"), lighter(colour, 0.22))


def leaf(pen: Pen, look: Look, *, colour: str = LEAF) -> None:
    shade = mix(colour, DEEP_LEAF, look.chance.random() * 0.7)
    pen.shape(path("4,-50 32,-10 24,30 6,54 -16,28 -20,-8"), veil("#1d1020", 0.2))
    plain_leaf(pen, shade, lighter(shade, 0.3))


def flake(pen: Pen, look: Look, *, colour: str = "#fffaf0") -> None:
    """A shred of coconut."""
    shade = mix(colour, "#d9c9ae", look.chance.random() * 0.5)
    pen.curve([(-46, 6), (-10, -8), (44, 8)], 15, shade)


def candlenut(pen: Pen, look: Look, *, colour: str = "#e9d3a6") -> None:
    pen.circle(5, 6, 38, veil("#1d1020", 0.25))
    pen.shape(path("0,-40 34,-18 36,20 0,38 -36,20 -34,-18"), colour)
    pen.curve([(-20, -18), (0, -28), (20, -16)], 4, lighter(colour, 0.6))


def cashew(pen: Pen, look: Look, *, colour: str = "#ecd0a0") -> None:
    shade = mix(colour, "#c98d4a", look.chance.random() * 0.5)
    pen.shape(
        path("-44,30 -34,-18 0,-46 44,-32 50,-6 24,0 2,2 -8,26 -24,46"),
        darker(shade, 0.18),
    )
    pen.shape(
        path("-42,25 -33,-20 0,-46 40,-34 44,-14 18,-8 -6,0 -16,26 -28,38"), shade
    )


def chilli(pen: Pen, look: Look) -> None:
    shade = mix("#c8322b", "#e0562b", look.chance.random())
    pen.shape(path("-44,-14 -20,-20 24,2 58,36 20,22 -30,8"), shade)
    pen.curve([(-42, -4), (-54, -16), (-60, -30)], 7, "#4f7f3a")
    pen.curve([(-26, -10), (0, -2), (24, 14)], 4, lighter(shade, 0.4))


def grain(pen: Pen, look: Look, *, colour: str = "#efe2c4") -> None:
    """A granule: sugar, tiwul, rice, tapioca."""
    shade = mix(colour, "#b98a50", look.chance.random() * 0.3)
    pen.circle(4, 5, 36, veil("#1d1020", 0.18))
    pen.circle(0, 0, 36, shade)
    pen.circle(-11, -12, 11, lighter(shade, 0.5))


def pearl(pen: Pen, look: Look) -> None:
    """A tapioca pearl, in one of several colours."""
    grain(
        pen,
        look,
        colour=look.chance.choice(
            ("#fbf6ea", "#e5748a", "#8fbf8a", "#f3c65a", "#fbf6ea")
        ),
    )


def resin(pen: Pen, look: Look, *, colour: str = "#eab24a") -> None:
    """A lump of dammar, cut like glass."""
    shade = mix(colour, "#fbe6b0", look.chance.random() * 0.6)
    pen.polygon(path("-40,2 -16,-44 34,-36 56,4 26,48 -24,44"), veil("#1d1020", 0.25))
    pen.polygon(path("-46,-4 -20,-50 30,-42 52,-2 20,42 -30,38"), shade)
    pen.polygon([(-20, -50), (30, -42), (4, -10)], lighter(shade, 0.55))
    pen.polygon([(30, -42), (52, -2), (4, -10)], lighter(shade, 0.2))
    pen.polygon([(4, -10), (52, -2), (20, 42)], darker(shade, 0.16))
    pen.polygon([(-46, -4), (4, -10), (-30, 38)], lighter(shade, 0.1))
