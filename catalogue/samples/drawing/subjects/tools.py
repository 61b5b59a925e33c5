"""Blades, machines and household tools."""

from .. import motifs
from ..canvas import Pen, box, oval, path, smooth
from ..colours import BAMBOO, BRASS, IRON, STEEL, TEAK, darker, lighter, mix
from ..look import Look


def sickle(pen: Pen, look: Look) -> None:
    """A sickle and a long-handled harvesting chisel, crossed."""
    chisel = pen.at(60, 0, 1, 28)
    chisel.shadow(box(-12, -60, 12, 190), shift=(10, 14), blur=9)
    chisel.rect(-12, -60, 12, 194, TEAK, 10)
    chisel.rect(-12, -60, -2, 194, lighter(TEAK, 0.25), 8)
    chisel.rect(-16, -74, 16, -50, BRASS, 4)
    blade = path("-14,-76 14,-76 36,-190 -36,-190")
    chisel.shadow(blade, shift=(10, 12), blur=8)
    chisel.polygon(blade, STEEL)
    chisel.polygon(path("-30,-166 31,-166 36,-190 -36,-190"), lighter(STEEL, 0.5))
    hook = pen.at(-40, 20, 1, -8)
    outer = smooth(path("40,70 -60,40 -124,-50 -96,-150 0,-196 90,-160"))
    inner = smooth(path("90,-160 10,-164 -66,-124 -84,-46 -40,18 48,40"))
    hook.shadow([*outer, *inner], shift=(12, 16), blur=9)
    hook.polygon([*outer, *inner], STEEL)
    hook.line(inner, 6, lighter(STEEL, 0.6))
    handle = hook.at(44, 54, 1, 24)
    handle.rect(-8, -20, 170, 20, darker(TEAK, 0.1), 18)
    handle.rect(-8, -20, 164, -2, lighter(TEAK, 0.2), 12)
    handle.rect(-14, -24, 16, 24, BRASS, 5)


def machete(pen: Pen, look: Look) -> None:
    """A garden machete and its wooden sheath."""
    sheath = pen.at(34, 62, 1, -24)
    shape = smooth(path("-190,-26 120,-34 140,0 120,34 -170,26 -200,6"), closed=True)
    sheath.shadow(shape, shift=(12, 16), blur=10)
    sheath.polygon(shape, darker(TEAK, 0.2))
    with sheath.clip(shape):
        for x in (-120, 0, 90):
            sheath.rect(x, -40, x + 24, 40, look.palette.main)
        motifs.band(sheath, "zigzag", -90, -6, -12, 24, BRASS, darker(TEAK, 0.2))
    knife = pen.at(-10, -50, 1, -24)
    blade = smooth(path("-196,-10 -120,-52 60,-30 64,14 -80,30 -176,22"), closed=True)
    knife.shadow(blade, shift=(12, 16), blur=10)
    knife.polygon(blade, STEEL)
    knife.shape(path("-190,2 -80,14 60,0 62,14 -80,29 -176,21"), lighter(STEEL, 0.55))
    knife.curve([(-150, -26), (-60, -34), (40, -22)], 4, darker(STEEL, 0.2))
    knife.shape(path("58,-26 130,-28 186,-8 180,34 150,20 110,14 58,16"), TEAK)
    knife.shape(path("62,-22 130,-24 172,-6 110,-4 62,-4"), lighter(TEAK, 0.25))
    knife.rect(50, -30, 72, 20, BRASS, 5)
    for x in (96, 132):
        knife.circle(x, -6, 6, BRASS)


def _stand(pen: Pen, colour: str) -> None:
    pen.ground_shadow(370)
    for x in (-134, 112):
        pen.polygon(
            [
                (x, 60),
                (x + 22, 60),
                (x + (22 if x > 0 else 6), 200),
                (x + (0 if x < 0 else 16), 200),
            ],
            darker(colour, 0.2),
        )
    pen.rect(-140, 140, 140, 154, darker(colour, 0.3))


def slicer(pen: Pen, look: Look) -> None:
    """A cassava slicer: hopper, disc in its drum, motor below, chips falling."""
    paint = look.palette.main
    _stand(pen, IRON)
    pen.rect(-150, 40, 150, 66, paint, 6)
    pen.circle(-30, -30, 122, darker(paint, 0.3))
    pen.circle(-34, -34, 116, STEEL)
    pen.circle(-34, -34, 96, lighter(STEEL, 0.35))
    for turn in range(0, 360, 90):
        blade = pen.at(-34, -34, 1, turn + 20)
        blade.polygon(path("-10,-20 10,-20 22,-90 -4,-90"), darker(STEEL, 0.25))
    pen.circle(-34, -34, 22, paint)
    pen.polygon(path("-6,-176 116,-176 84,-84 40,-70"), lighter(STEEL, 0.2))
    pen.polygon(path("84,-84 116,-176 128,-170 96,-76"), darker(STEEL, 0.3))
    pen.rect(-14, -186, 126, -172, paint, 4)
    for x, turn in ((30, -30), (60, -12), (88, 12)):
        pen.at(x, -176, 1, turn).shape(
            path("-14,10 -16,-40 0,-66 16,-40 14,10"), "#8a5a3c"
        )
    pen.rect(56, 66, 140, 138, darker(paint, 0.15), 10)
    for i in range(5):
        pen.rect(66, 78 + i * 11, 130, 83 + i * 11, darker(paint, 0.45))
    pen.circle(30, 100, 32, IRON)
    pen.circle(30, 100, 12, STEEL)
    pen.polygon(path("-96,66 -30,66 -50,132 -124,132"), STEEL)
    for x, y in ((-100, 158), (-70, 170), (-120, 182), (-82, 190), (-52, 186)):
        pen.ellipse(x, y, 21, 9, "#f3e2b4")


def huller(pen: Pen, look: Look) -> None:
    """A coffee huller: big hopper, horizontal drum, belt wheel, two spouts."""
    paint = look.palette.main
    _stand(pen, IRON)
    pen.polygon(path("-130,-190 40,-190 0,-90 -88,-90"), lighter(STEEL, 0.15))
    pen.polygon(path("40,-190 58,-182 12,-84 0,-90"), darker(STEEL, 0.3))
    pen.ellipse(-45, -190, 85, 16, "#6b7f4a")
    for i in range(9):
        pen.ellipse(
            -112 + i * 17, -194 + (i % 2) * 5, 10, 8, ("#8fa05a", "#b0a860")[i % 2]
        )
    pen.rect(-160, -90, 110, 44, paint, 30)
    pen.rect(-160, -90, 110, -56, lighter(paint, 0.22), 26)
    for x in (-110, -40, 50):
        pen.rect(x, -94, x + 15, 48, darker(paint, 0.3), 4)
    pen.line([(128, -40), (100, 110)], 10, "#2a262a")
    pen.line([(172, -14), (140, 104)], 10, "#2a262a")
    pen.circle(148, -24, 50, IRON)
    pen.circle(148, -24, 36, lighter(IRON, 0.2))
    pen.circle(148, -24, 12, BRASS)
    pen.rect(40, 66, 150, 138, look.palette.second, 12)
    pen.circle(118, 104, 27, IRON)
    pen.polygon(path("-130,44 -70,44 -84,120 -144,120"), STEEL)
    for i in range(8):
        pen.ellipse(-150 + i * 11, 150 + (i * 23) % 44, 10, 8, "#a9b07a")


def spinner(pen: Pen, look: Look) -> None:
    """An oil spinner: a steel drum on legs, perforated basket showing, lid up."""
    paint = look.palette.main
    _stand(pen, STEEL)
    pen.ellipse(30, -130, 130, 50, darker(STEEL, 0.2))
    pen.ellipse(26, -136, 126, 46, lighter(STEEL, 0.4))
    pen.circle(26, -140, 12, paint)
    drum = [*oval(0, -60, 150, 38, 180, 360), *oval(0, 90, 150, 38, 0, 180)]
    pen.polygon(drum, STEEL)
    pen.fade(drum, "#26323a", 0, 0.55, 90)
    pen.fade(drum, "#ffffff", 0.5, 0, 90)
    pen.ellipse(0, -60, 150, 38, lighter(STEEL, 0.4))
    pen.ellipse(0, -58, 134, 31, darker(STEEL, 0.45))
    for i in range(30):
        x, y = oval(0, -52, 108, 20, i * 12, i * 12 + 1)[0]
        pen.ellipse(x, y, 24, 11, mix("#efc04e", "#c9822f", i % 5 / 5))
    pen.rect(-62, 0, 62, 66, paint, 8)
    pen.circle(-30, 33, 17, look.palette.light)
    pen.line([(-30, 33), (-22, 22)], 4, look.palette.ink)
    pen.circle(18, 24, 9, "#d84a36")
    pen.circle(42, 24, 9, "#6fae5a")
    pen.rect(10, 44, 50, 52, darker(paint, 0.4), 3)
    pen.polygon(path("-176,60 -140,46 -140,66 -176,82"), IRON)
    pen.shape(path("-172,100 -160,124 -172,140 -184,124"), "#e0a52f")


def broom(pen: Pen, look: Look) -> None:
    """A broom of palm ribs."""
    tilted = pen.at(0, 0, 1, 24)
    tilted.shadow(box(-12, -200, 12, 40), shift=(12, 14), blur=9)
    tilted.rect(-11, -208, 11, 40, BAMBOO, 8)
    tilted.rect(-11, -208, -2, 40, lighter(BAMBOO, 0.35), 6)
    for y in (-150, -80, -10):
        tilted.rect(-13, y, 13, y + 6, darker(BAMBOO, 0.35))
    for i in range(-26, 27):
        tip = (i * 4.4 + look.chance.uniform(-6, 6), 196 + look.chance.uniform(-14, 8))
        tone = mix("#8a6a3a", "#d9b872", look.chance.random())
        tilted.curve([(i * 0.9, 20), (i * 2.1, 90), tip], 4, tone)
    for y, half in ((38, 30), (62, 40), (86, 50)):
        tilted.rect(-half, y, half, y + 11, look.palette.main, 5)
