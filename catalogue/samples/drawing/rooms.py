"""Scenes for what furnishes a room or a workshop."""

from . import motifs
from .canvas import HEIGHT, WIDTH, Pen, box, oval, path
from .colours import darker, is_dark, lighter, mix
from .compositions import Scene, faint, hero_of, stand
from .emblems import draw_emblem
from .look import Look, Subject


def room(pen: Pen, look: Look, subject: Subject) -> None:
    """A room: wall, skirting, floor, a rug, a hanging, and the hero in it."""
    palette = look.palette
    _floorboards(pen, look, 700)
    side = 1 if look.number % 2 else -1
    _wall_hanging(pen.at(640 + side * 400, 280), look, subject)
    pen.polygon(oval(640, 820, 500, 96), darker(palette.second, 0.1))
    pen.polygon(oval(640, 816, 488, 90), palette.second)
    pen.line(
        [*oval(640, 816, 452, 78), *oval(640, 816, 452, 78)[:2]], 6, palette.accent
    )
    stand(pen, hero_of(look, subject), look, 640 - side * 60, 850, 1.72)


def _floorboards(pen: Pen, look: Look, y: float) -> None:
    palette = look.palette
    pen.rect(0, y, WIDTH, HEIGHT, palette.floor)
    for row in range(5):
        top = y + row * row * 12 + row * 14
        pen.line([(0, top), (WIDTH, top)], 2.5, darker(palette.floor, 0.16))
    pen.rect(0, y - 34, WIDTH, y, lighter(palette.wall, 0.3))
    pen.rect(0, y - 4, WIDTH, y + 3, darker(palette.wall, 0.3))
    pen.fade(box(0, y, WIDTH, HEIGHT), "#1d1020", 0, 0.22)


def _wall_hanging(pen: Pen, look: Look, subject: Subject) -> None:
    palette = look.palette
    frame = box(-120, -170, 120, 170)
    pen.shadow(frame, shift=(12, 14), blur=12)
    pen.polygon(frame, palette.main)
    for top, name in ((-158, "pucuk"), (-98, "zigzag"), (46, "zigzag"), (104, "pucuk")):
        tall = 50 if name == "pucuk" else 34
        motifs.band(pen, name, -116, 116, top, tall, palette.accent, palette.main)
    draw_emblem(pen.at(0, -4, 1.1), "ship", palette.light, palette.main)
    pen.line([(-136, -176), (136, -176)], 9, darker(palette.floor, 0.4))


def niche_room(pen: Pen, look: Look, subject: Subject) -> None:
    """A wide arch in the wall, a plant beside, the hero before it."""
    palette = look.palette
    _floorboards(pen, look, 730)
    arch = [(250, 696), (250, 440), *oval(640, 440, 390, 340, 180, 360), (1030, 696)]
    pen.polygon(
        [(x + (x - 640) * 0.05, y - 16 if y < 690 else y) for x, y in arch],
        palette.accent,
    )
    pen.polygon(arch, palette.panel)
    with pen.clip(arch):
        motifs.field(
            pen,
            subject.motif,
            84,
            faint(palette.panel, 0.1),
            palette.panel,
            (250, 90, 1040, 700),
        )
        pen.fade(arch, "#1d1020", 0.16, 0)
    _plant(pen.at(1110, 640, 1.2), look)
    stand(pen, hero_of(look, subject), look, 610, 876, 1.8)


def _plant(pen: Pen, look: Look) -> None:
    """A palm in a pot."""
    for turn in (-64, -38, -14, 12, 40, 66):
        frond = pen.at(0, 60, 1, turn)
        tone = mix("#4f8254", "#22513f", (turn + 70) / 150)
        frond.shape(path("-6,0 -26,-120 0,-240 26,-120 6,0"), tone)
        frond.line([(0, 0), (0, -220)], 3, lighter(tone, 0.25))
    pen.ground_shadow(150, 200)
    pen.polygon(path("-66,60 66,60 50,200 -50,200"), look.palette.main)
    motifs.band(pen, "pucuk", -60, 60, 96, 40, look.palette.accent, look.palette.main)


def room_motif(pen: Pen, look: Look, subject: Subject) -> None:
    """A papered wall over a plain dado."""
    palette = look.palette
    motifs.field(pen, subject.motif, 96, faint(palette.wall, 0.16), palette.wall)
    pen.rect(0, 560, WIDTH, 760, palette.panel)
    motifs.band(pen, "pucuk", 0, WIDTH, 506, 54, palette.accent, palette.wall)
    pen.rect(0, 556, WIDTH, 566, palette.accent)
    pen.rect(0, 752, WIDTH, HEIGHT, palette.floor)
    pen.rect(0, 744, WIDTH, 754, darker(palette.panel, 0.3))
    pen.fade(box(0, 754, WIDTH, HEIGHT), "#1d1020", 0, 0.2)
    _plant(pen.at(170, 650, 1.05), look)
    stand(pen, hero_of(look, subject), look, 680, 866, 1.74)


def blueprint(pen: Pen, look: Look, subject: Subject) -> None:
    """A squared sheet, as in a workshop, with measures drawn about the machine."""
    palette = look.palette
    tone = faint(palette.wall, 0.12)
    for x in range(0, WIDTH, 40):
        pen.line([(x, 0), (x, HEIGHT)], 3 if x % 200 == 0 else 1.2, tone)
    for y in range(0, HEIGHT, 40):
        pen.line([(0, y), (WIDTH, y)], 3 if y % 200 == 0 else 1.2, tone)
    pen.circle(640, 470, 370, palette.panel)
    ink = palette.ink if not is_dark(palette.wall) else palette.light
    for start, end in (((260, 170), (260, 820)), ((330, 880), (950, 880))):
        pen.line([start, end], 3, ink)
        for x, y in (start, end):
            dx, dy = (16, 0) if start[0] == end[0] else (0, 16)
            pen.line([(x - dx, y - dy), (x + dx, y + dy)], 3, ink)
    stand(pen, hero_of(look, subject), look, 640, 826, 1.6)


ROOMS: dict[str, Scene] = {
    "room": room,
    "niche_room": niche_room,
    "room_motif": room_motif,
    "blueprint": blueprint,
}
