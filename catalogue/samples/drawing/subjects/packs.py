"""What things are sold in: pouches, jars, bottles, tins, sacks, bowls and boxes."""

from .. import motifs
from ..canvas import Pen, Point, box, oval, path, smooth
from ..colours import GOLD, STEEL, darker, is_dark, lighter, mix, veil
from ..emblems import draw_emblem
from ..look import Item, Look

KRAFT = "#c79a63"
GLASS = "#dfe9e2"


def label(
    pen: Pen, look: Look, emblem: str, paper: str, wide: float, tall: float
) -> None:
    """A paper label centred on the pen: sign, rule, and lines where words would be."""
    ink = look.palette.ink if not is_dark(paper) else look.palette.light
    accent = look.palette.accent
    pen.rect(-wide / 2, -tall / 2, wide / 2, tall / 2, paper, 7)
    inset = box(-wide / 2 + 7, -tall / 2 + 7, wide / 2 - 7, tall / 2 - 7, 4)
    pen.line([*inset, inset[0]], 1.6, mix(paper, ink, 0.5))
    draw_emblem(pen.at(0, -tall * 0.12, min(wide, tall) / 190), emblem, ink, paper)
    y = tall * 0.24
    pen.rect(-wide * 0.26, y, wide * 0.26, y + 6, ink, 3)
    pen.rect(-wide * 0.17, y + 13, wide * 0.17, y + 17, mix(paper, ink, 0.6), 2)
    if look.number % 2:
        motifs.band(
            pen,
            "zigzag",
            -wide / 2 + 12,
            wide / 2 - 12,
            -tall / 2 + 11,
            9,
            accent if accent != paper else ink,
            paper,
        )


def sheen(pen: Pen, outline: list[Point], strength: float = 0.28) -> None:
    """Round off an upright thing: shade down its right side, light down its left."""
    pen.fade(outline, "#1d1020", 0, strength, 90)
    pen.fade(outline, "#fff6e0", strength * 0.7, 0, 90)


def pouch(
    pen: Pen,
    look: Look,
    *,
    colour: str = "",
    emblem: str = "bean",
    window: Item | None = None,
    band: str = "pucuk",
) -> None:
    """A stand-up pouch with a label, or a window on what is in it."""
    body = colour or look.palette.main
    dark = darker(body, 0.25)
    pen.ground_shadow(270)
    outline = smooth(
        path(
            "-112,-190 0,-192 112,-190 120,-60 130,90 126,190 60,202 "
            "0,205 -60,202 -126,190 -130,90 -120,-60"
        ),
        closed=True,
    )
    pen.polygon(outline, body)
    with pen.clip(outline):
        pen.rect(-140, -200, 140, -168, dark)
        for x in range(-120, 130, 12):
            pen.line([(x, -198), (x, -170)], 2, veil("#ffffff", 0.22))
        pen.line([(-140, -142), (140, -142)], 2.5, veil("#ffffff", 0.35))
        trim = GOLD if is_dark(body) else dark
        motifs.band(pen, band, -132, 132, 138, 44, trim, body)
        pen.shape(path("-140,188 0,172 140,188 140,220 -140,220"), dark)
    if window:
        port = oval(0, 58, 74, 62)
        pen.polygon(oval(0, 58, 80, 68), trim)
        with pen.clip(port):
            pen.polygon(port, darker(body, 0.5))
            window(pen.at(0, 64, 0.5), look)
            pen.shape(path("-74,0 -30,-20 -60,120 -90,120"), veil("#ffffff", 0.16))
        label(pen.at(0, -72), look, emblem, look.palette.light, 150, 106)
    else:
        label(pen.at(0, -8), look, emblem, look.palette.light, 158, 206)
    sheen(pen, outline)
    pen.curve([(-96, -150), (-100, 0), (-108, 150)], 5, veil("#ffffff", 0.22))


def gusset_bag(pen: Pen, look: Look, *, colour: str = "", emblem: str = "bean") -> None:
    """A tall coffee bag, its top folded over, with a one-way valve."""
    body = colour or look.palette.main
    dark = darker(body, 0.3)
    pen.ground_shadow(230)
    front = path("-96,-140 74,-140 74,200 -96,200")
    side = path("74,-140 112,-128 112,186 74,200")
    pen.polygon(front, body)
    pen.polygon(side, dark)
    pen.polygon(path("74,-140 94,-40 94,192 74,200"), darker(body, 0.42))
    pen.polygon(path("-96,-140 -86,-190 84,-190 74,-140"), lighter(body, 0.1))
    pen.polygon(path("74,-140 84,-190 104,-182 112,-128"), darker(body, 0.4))
    pen.rect(-104, -176, 108, -160, look.palette.accent, 5)
    with pen.clip(front):
        motifs.band(pen, "pucuk", -96, 74, 150, 50, look.palette.accent, body)
        motifs.band(pen, "zigzag", -96, 74, -132, 18, look.palette.accent, body)
    label(pen.at(-11, 10), look, emblem, look.palette.light, 132, 190)
    pen.circle(40, -98, 9, dark)
    pen.circle(40, -98, 4, lighter(body, 0.3))
    pen.fade(front, "#fff6e0", 0.22, 0, 90)


def jar(
    pen: Pen,
    look: Look,
    *,
    content: str,
    lid: str = "",
    emblem: str = "leaf",
    specks: str = "",
    cloth: bool = False,
) -> None:
    """A glass jar of something, lidded, or tied with a piece of cloth."""
    pen.ground_shadow(250)
    outline = smooth(
        path(
            "-92,-120 0,-122 92,-120 118,-80 120,60 116,170 84,198 "
            "0,201 -84,198 -116,170 -120,60 -118,-80"
        ),
        closed=True,
    )
    pen.polygon(outline, mix(GLASS, look.palette.wall, 0.3))
    with pen.clip(outline):
        pen.shape(
            path("-150,-86 -60,-80 40,-88 150,-82 150,190 0,194 -150,190"), content
        )
        pen.ellipse(0, -84, 116, 9, lighter(content, 0.25))
        _specks(pen, look, specks, (-105, -70, 105, 185))
    pen.rect(-94, -150, 94, -112, mix(GLASS, look.palette.wall, 0.2), 8)
    _lid(pen, look, lid or look.palette.main, cloth)
    label(pen.at(0, 62), look, emblem, look.palette.light, 164, 148)
    sheen(pen, outline, 0.24)
    pen.shape(path("-100,-70 -88,-72 -90,150 -102,130"), veil("#ffffff", 0.4))


def _specks(
    pen: Pen, look: Look, colour: str, bounds: tuple[float, float, float, float]
) -> None:
    """Seeds, chilli flakes or pulp seen through glass."""
    if not colour:
        return
    left, top, right, bottom = bounds
    for _ in range(90):
        x, y = look.chance.uniform(left, right), look.chance.uniform(top, bottom)
        radius = look.chance.uniform(2, 6)
        pen.ellipse(
            x,
            y,
            radius,
            radius * 0.7,
            mix(colour, "#ffffff", look.chance.uniform(0, 0.25)),
        )


def _lid(pen: Pen, look: Look, colour: str, cloth: bool) -> None:
    if not cloth:
        pen.rect(-102, -186, 102, -128, colour, 10)
        pen.rect(-102, -186, 102, -174, lighter(colour, 0.25), 6)
        for x in range(-90, 100, 15):
            pen.line([(x, -168), (x, -134)], 2.5, darker(colour, 0.2))
        pen.fade(box(-102, -186, 102, -128, 10), "#1d1020", 0, 0.3, 90)
        return
    skirt = smooth(
        path(
            "-90,-178 0,-196 90,-178 132,-96 84,-112 44,-92 0,-110 "
            "-44,-92 -84,-112 -132,-96"
        ),
        closed=True,
    )
    pen.polygon(skirt, colour)
    with pen.clip(skirt):
        motifs.field(
            pen, "diamonds", 20, look.palette.accent, colour, (-140, -200, 140, -80)
        )
    pen.rect(-100, -146, 100, -137, GOLD, 4)
    sheen(pen, skirt, 0.2)


def bottle(
    pen: Pen,
    look: Look,
    *,
    content: str,
    cap: str = "",
    emblem: str = "drop",
    shape: str = "tall",
) -> None:
    """A bottle: "tall" for syrup, "flask" for oil, "dropper" small and dark, "pump"."""
    waist = {"tall": 76, "flask": 100, "dropper": 84, "pump": 96}[shape]
    shoulder = {"tall": -60, "flask": 0, "dropper": 0, "pump": -20}[shape]
    neck = -128 if shape in ("tall", "flask") else shoulder - 56
    pen.ground_shadow(waist * 2.1)
    half = [
        (27, neck),
        (30, shoulder - 36),
        (waist - 8, shoulder + 10),
        (waist, shoulder + 50),
        (waist, 150),
        (waist - 6, 192),
    ]
    outline = smooth([*half, *((-x, y) for x, y in reversed(half))], closed=True)
    pen.polygon(outline, mix(GLASS, content, 0.45))
    with pen.clip(outline):
        pen.rect(-waist - 5, shoulder - 14, waist + 5, 192, content)
        pen.ellipse(0, shoulder - 14, 60, 6, lighter(content, 0.3))
    _cap(pen, cap or look.palette.main, shape, neck)
    place, tall = pen.at(0, (shoulder + 236) / 2), (170 - shoulder) * 0.66
    label(place, look, emblem, look.palette.light, waist * 1.62, tall)
    sheen(pen, outline, 0.3)
    pen.curve(
        [(-waist + 14, shoulder + 40), (-waist + 11, 100), (-waist + 13, 170)],
        7,
        veil("#ffffff", 0.42),
    )


def _cap(pen: Pen, colour: str, shape: str, neck: float) -> None:
    top = {"tall": -44, "flask": -40, "dropper": -28, "pump": -30}[shape] + neck
    pen.rect(-32, top, 32, neck + 8, colour, 6)
    pen.rect(-32, top, -14, neck + 8, lighter(colour, 0.2), 6)
    if shape == "dropper":
        pen.shape(
            [(-16, top), (-15, top - 44), (0, top - 58), (15, top - 44), (16, top)],
            darker(colour, 0.35),
        )
    elif shape == "pump":
        pen.rect(-6, top - 46, 6, top + 2, STEEL)
        pen.shape(
            [
                (-26, top - 44),
                (-16, top - 62),
                (50, top - 60),
                (84, top - 44),
                (80, top - 34),
                (40, top - 44),
                (20, top - 36),
                (-20, top - 36),
            ],
            colour,
        )


def tin(pen: Pen, look: Look, *, colour: str = "", emblem: str = "pod") -> None:
    """A round tin with a press-in lid."""
    body = colour or look.palette.main
    pen.ground_shadow(240)
    outline = [*oval(0, -130, 112, 22, 180, 360), *oval(0, 178, 112, 24, 0, 180)]
    pen.polygon(outline, body)
    with pen.clip(outline):
        motifs.band(pen, "pucuk", -112, 112, 134, 46, look.palette.accent, body)
        motifs.band(pen, "zigzag", -112, 112, -96, 22, look.palette.accent, body)
    label(pen.at(0, 24), look, emblem, look.palette.light, 150, 150)
    sheen(pen, outline, 0.34)
    pen.ellipse(0, -134, 116, 25, STEEL)
    pen.ellipse(0, -140, 116, 25, lighter(STEEL, 0.4))
    pen.ellipse(0, -140, 88, 17, darker(STEEL, 0.1))
    pen.ellipse(0, -142, 80, 14, lighter(STEEL, 0.25))


def sachets(pen: Pen, look: Look, *, colour: str = "", emblem: str = "bean") -> None:
    """A box of sachets with some standing in front, fanned."""
    body = colour or look.palette.main
    carton(pen.at(-44, 10, 0.95), look, colour=body, emblem=emblem)
    for i, turn in enumerate((-10, 6, 20)):
        stick = pen.at(66 + i * 34, 112 + i * 6, 1, turn)
        shade = (look.palette.light, look.palette.accent, look.palette.second)[i]
        outline = box(-30, -116, 30, 88, 4)
        stick.shadow(outline, shift=(8, 8), blur=8)
        stick.polygon(outline, shade)
        stick.rect(-30, -116, 30, -100, mix(shade, look.palette.ink, 0.25), 3)
        stick.rect(-30, 74, 30, 88, mix(shade, look.palette.ink, 0.25), 3)
        ink = look.palette.light if is_dark(shade) else look.palette.ink
        draw_emblem(stick.at(0, -40, 0.46), emblem, ink, shade)
        stick.rect(-16, 6, 16, 11, ink, 2)
        stick.rect(-10, 18, 10, 22, ink, 2)
        stick.fade(outline, "#1d1020", 0, 0.22, 90)


def carton(pen: Pen, look: Look, *, colour: str = "", emblem: str = "leaf") -> None:
    """A printed box seen a little from its side."""
    body = colour or look.palette.main
    pen.ground_shadow(280)
    front = path("-120,-110 70,-110 70,200 -120,200")
    side = path("70,-110 130,-140 130,160 70,200")
    pen.polygon(front, body)
    pen.polygon(side, darker(body, 0.35))
    pen.polygon(path("-120,-110 -60,-140 130,-140 70,-110"), lighter(body, 0.25))
    with pen.clip(front):
        motifs.band(pen, "pucuk", -120, 70, 140, 60, look.palette.accent, body)
        motifs.band(pen, "pucuk", -120, 70, -108, 22, look.palette.accent, body)
    label(pen.at(-25, 20), look, emblem, look.palette.light, 140, 150)
    pen.fade(front, "#fff6e0", 0.2, 0, 90)


def kraft_bag(pen: Pen, look: Look, *, emblem: str = "siger") -> None:
    """A paper carrier bag with twisted handles."""
    pen.ground_shadow(300)
    front = path("-130,-90 80,-90 88,200 -122,200")
    handle = path("-70,-86 -66,-160 -26,-186 14,-160 18,-86")
    pen.curve(handle, 8, darker(KRAFT, 0.35))
    pen.polygon(path("80,-90 134,-106 138,172 88,200"), darker(KRAFT, 0.3))
    pen.polygon(path("80,-90 110,40 112,186 88,200"), darker(KRAFT, 0.42))
    pen.polygon(front, KRAFT)
    with pen.clip(front):
        motifs.band(pen, "pucuk", -134, 92, 132, 68, look.palette.main, KRAFT)
        motifs.band(pen, "zigzag", -134, 92, -84, 24, look.palette.main, KRAFT)
    draw_emblem(pen.at(-22, 22, 1.35), emblem, look.palette.main, KRAFT)
    pen.fade(front, "#fff6e0", 0.25, 0, 90)
