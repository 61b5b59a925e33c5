"""How things are served: heaped in bowls, on dishes and boards, in cups and trays."""

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import CREAM, darker, is_dark, lighter, mix, veil
from ..emblems import draw_emblem
from ..look import Item, Look
from .packs import sheen


def pile(
    pen: Pen,
    look: Look,
    piece: Item,
    *,
    wide: float,
    tall: float,
    count: int = 40,
    scale: float = 0.5,
) -> None:
    """Many of a small thing thrown on a heap, those in front last."""
    spots = []
    for _ in range(count):
        x, y = look.chance.uniform(-1, 1), look.chance.uniform(-1, 1)
        if x * x + y * y < 1.1:
            spots.append((y, x))
    for y, x in sorted(spots):
        piece(pen.at(x * wide, y * tall, scale, look.chance.uniform(0, 360)), look)


def bowl(
    pen: Pen,
    look: Look,
    *,
    content: Item,
    colour: str = "",
    fill: str = "",
    scale: float = 0.5,
    count: int = 46,
) -> None:
    """A footed bowl heaped with something, seen from the front."""
    body = colour or look.palette.second
    pen.ground_shadow(280)
    pen.ellipse(0, 10, 172, 44, darker(body, 0.35))
    heap = smooth(
        path("-160,10 -116,-58 -40,-100 44,-98 118,-54 160,10 0,46"), closed=True
    )
    pen.polygon(heap, fill or darker(body, 0.5))
    pile(pen.at(0, -26), look, content, wide=128, tall=46, count=count, scale=scale)
    outline = [
        *smooth(path("-176,10 -150,96 -92,160 -60,176")),
        (-66, 200),
        (66, 200),
        *smooth(path("60,176 92,160 150,96 176,10")),
        *oval(0, 10, 176, 44, 0, 180),
    ]
    pen.polygon(outline, body)
    with pen.clip(outline):
        trim = (
            look.palette.accent if look.palette.accent != body else look.palette.light
        )
        motifs.band(pen, "diamonds", -180, 180, 74, 34, trim, body)
    pen.line(oval(0, 10, 175, 42, 0, 180), 6, lighter(body, 0.35))
    sheen(pen, outline, 0.3)


def dish(
    pen: Pen,
    look: Look,
    *,
    content: Item,
    colour: str = "",
    scale: float = 0.62,
    count: int = 34,
) -> None:
    """A plate from above with a heap on it."""
    body = colour or look.palette.light
    rim = oval(0, 0, 190, 190)
    pen.shadow(rim, shift=(16, 20), blur=18)
    pen.polygon(rim, body)
    trim = look.palette.main if is_dark(look.palette.main) else look.palette.ink
    for i in range(36):
        tooth = pen.at(0, 0, turn=i * 10)
        tooth.polygon([(-12, -182), (0, -160), (12, -182)], trim)
    pen.ring(0, 0, 186, 3, trim)
    pen.circle(0, 0, 146, darker(body, 0.1))
    pen.circle(3, 4, 140, lighter(body, 0.3))
    pile(pen, look, content, wide=104, tall=104, count=count, scale=scale)


def cup(pen: Pen, look: Look, *, drink: str = "#3a1f17", colour: str = "") -> None:
    """A cup on its saucer with three wisps of steam."""
    body = colour or look.palette.light
    pen.ground_shadow(330)
    pen.ellipse(0, 184, 176, 22, darker(body, 0.18))
    pen.ellipse(0, 178, 176, 22, body)
    pen.ellipse(0, 178, 120, 12, darker(body, 0.1))
    pen.ring(130, 66, 44, 17, darker(body, 0.06))
    outline = [
        *smooth(path("-132,0 -124,90 -84,160 -56,178")),
        *smooth(path("56,178 84,160 124,90 132,0")),
    ]
    pen.polygon(outline, body)
    with pen.clip(outline):
        trim = look.palette.main if look.palette.main != body else look.palette.second
        motifs.band(pen, "pucuk", -132, 132, 62, 44, trim, body)
        pen.rect(-140, 108, 140, 114, trim)
    sheen(pen, outline, 0.26)
    pen.ellipse(0, 0, 132, 30, lighter(body, 0.5))
    pen.ellipse(0, 3, 120, 24, drink)
    pen.ellipse(-20, 8, 80, 13, lighter(drink, 0.12))
    for x, tall in ((-44, 130), (0, 170), (44, 130)):
        pen.curve(
            [
                (x, -40),
                (x + 18, -40 - tall * 0.3),
                (x - 14, -40 - tall * 0.65),
                (x + 8, -40 - tall),
            ],
            8,
            veil("#fffaf0", 0.4),
        )


def vacuum_pack(
    pen: Pen,
    look: Look,
    *,
    content: Item,
    scale: float = 0.6,
    count: int = 24,
    tray: str = "",
) -> None:
    """A clear pack on a tray, seen from above, with a label wrapped round."""
    body = tray or look.palette.light
    outline = box(-190, -140, 190, 140, 26)
    pen.shadow(outline, shift=(14, 18), blur=16)
    pen.polygon(outline, mix(body, "#cfe0e4", 0.5))
    with pen.clip(box(-174, -124, 174, 124, 20)):
        pen.rect(-180, -130, 180, 130, darker(body, 0.16))
        pile(pen, look, content, wide=160, tall=104, count=count, scale=scale)
        pen.polygon([(-180, -130), (-90, -130), (-180, 40)], veil("#ffffff", 0.3))
        pen.polygon(path("-60,-130 -20,-130 -180,130 -180,90"), veil("#ffffff", 0.2))
    pen.rect(70, -140, 156, 140, look.palette.main)
    motifs.band(
        pen.at(70, -140, 1, 0),
        "zigzag",
        0,
        86,
        8,
        20,
        look.palette.accent,
        look.palette.main,
    )
    motifs.band(
        pen.at(70, 112, 1, 0),
        "zigzag",
        0,
        86,
        0,
        20,
        look.palette.accent,
        look.palette.main,
    )
    pen.circle(113, 0, 38, CREAM)
    draw_emblem(
        pen.at(113, 0, 0.6),
        "shrimp" if "shrimp" in str(content) else "fish",
        look.palette.main,
        CREAM,
    )


def sack(
    pen: Pen, look: Look, *, content: Item, fill: str, emblem: str = "bean"
) -> None:
    """An open sack, heaped; `fill` is the heap's colour between its pieces."""
    burlap = mix("#c9a877", look.palette.wall, 0.12)
    pen.ground_shadow(330)
    heap = smooth(path("-130,-70 -80,-128 0,-152 84,-126 132,-70 0,-30"), closed=True)
    pen.polygon(heap, fill)
    with pen.clip(heap):
        pile(pen.at(0, -92), look, content, wide=120, tall=58, count=80, scale=0.36)
    outline = smooth(
        path(
            "-138,-84 -60,-58 0,-52 60,-58 138,-84 160,20 152,140 "
            "120,198 0,205 -120,198 -152,140 -160,20"
        ),
        closed=True,
    )
    pen.polygon(outline, burlap)
    with pen.clip(outline):
        for i in range(-30, 44):
            pen.line([(-170, i * 8), (170, i * 8)], 1.2, veil(darker(burlap, 0.5), 0.2))
            pen.line(
                [(i * 8, -100), (i * 8 - 4, 210)], 1.2, veil(lighter(burlap, 0.6), 0.22)
            )
        for x in (-24, 24):
            pen.rect(
                x + 96 * (1 if x > 0 else -1) - 7,
                -80,
                x + 96 * (1 if x > 0 else -1) + 7,
                210,
                veil(look.palette.main, 0.75),
            )
    ink = darker(
        look.palette.main if is_dark(look.palette.main) else look.palette.ink, 0.1
    )
    draw_emblem(pen.at(0, 66, 1.35), emblem, veil(ink, 0.9), burlap)
    pen.curve(path("-138,-84 -60,-58 0,-52 60,-58 138,-84"), 14, lighter(burlap, 0.3))
    pen.curve(path("-136,-76 -60,-50 0,-44 60,-50 136,-76"), 3, darker(burlap, 0.25))
    sheen(pen, outline, 0.3)
