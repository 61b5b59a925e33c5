"""Kriya: tapis, embroidery, basketry, clay, shell, metal and music."""

from functools import partial

from ..look import Row, Subject
from ..subjects import (
    bags,
    cloth,
    drapery,
    fruit,
    garments,
    ornaments,
    produce,
    regalia,
    weaving,
)

_STOOD = ("table", "niche", "split", "sun", "hills", "tiles")
_hung = partial(drapery.hanging, cloth=cloth.tapis)
_rich = partial(cloth.tapis, middle="ship", rich=1)
_gold_on_red = partial(cloth.embroidery, sign="sun", deep=True)
_flower = partial(produce.leaf, colour="#8f9f4a")

TAPIS = Subject(
    heroes=(drapery.draped, drapery.folded, _hung, drapery.flat_cloth, drapery.roll),
    others=(drapery.folded,),
    motif="pucuk",
    flat=True,
    scenes=("jewel", "framed", "cropped", "split_flat", "disc"),
)
JUNG_SARAT = Subject(
    heroes=(partial(drapery.bleed, cloth=_rich),),
    motif="ship",
    flat=True,
    scenes=("cloth_alone",),
)
JUNG_HUNG = Subject(
    heroes=(partial(drapery.hanging, cloth=_rich),),
    motif="ship",
    flat=True,
    scenes=("arch_hung", "jewel"),
)
TAPIS_BLEED = Subject(heroes=(drapery.bleed,), scenes=("cloth_alone",))
WALL = Subject(
    heroes=(drapery.wall_piece,),
    motif="ship",
    flat=True,
    scenes=("gallery", "disc", "framed"),
)
USUS = Subject(
    heroes=(garments.panel,),
    motif="flower",
    flat=True,
    scenes=("disc", "framed", "split_flat"),
)
KEBAYA = Subject(
    heroes=(garments.kebaya,),
    motif="flower",
    flat=True,
    scenes=("arch_hung", "split_flat", "framed"),
)
MADUARO = Subject(
    heroes=(
        partial(drapery.draped, cloth=_gold_on_red),
        partial(drapery.folded, cloth=_gold_on_red),
    ),
    motif="scroll",
    flat=True,
    scenes=("framed", "cropped", "disc"),
)
BASKET = Subject(
    heroes=(weaving.basket, weaving.lidded_box),
    others=(weaving.nested,),
    crumb=_flower,
    motif="checks",
    scenes=_STOOD,
)
GIFT_BOX = Subject(
    heroes=(weaving.boxes,), others=(weaving.basket,), crumb=_flower, motif="diamonds"
)
NESTED = Subject(
    heroes=(weaving.nested,),
    others=(weaving.basket,),
    crumb=_flower,
    motif="checks",
    scenes=_STOOD,
)
LAMP = Subject(
    heroes=(weaving.lampshade,), motif="checks", scenes=("hung", "arch_hung"), flat=True
)
TRAY = Subject(
    heroes=(weaving.tray,),
    others=(weaving.basket,),
    crumb=produce.cherry,
    motif="coins",
    flat=True,
    scenes=("framed", "disc", "corner"),
)
PANDAN = Subject(
    heroes=(weaving.pandan_basket,),
    others=(weaving.basket,),
    crumb=_flower,
    motif="checks",
    scenes=_STOOD,
)
TOTE = Subject(
    heroes=(bags.tote,),
    others=(weaving.pandan_basket,),
    crumb=_flower,
    motif="diamonds",
)
MAT = Subject(
    heroes=(weaving.mat,),
    motif="checks",
    flat=True,
    scenes=("framed", "cropped", "disc"),
)
SEDGE_BOX = Subject(
    heroes=(weaving.sedge_boxes,),
    others=(weaving.pandan_basket,),
    crumb=_flower,
    motif="diamonds",
)
CARVING = Subject(
    heroes=(ornaments.carving, ornaments.elephant),
    motif="ship",
    flat=True,
    scenes=("gallery", "disc", "framed"),
)
CETIK = Subject(
    heroes=(ornaments.gamolan_miniature,),
    motif="zigzag",
    scenes=("niche", "sun", "table"),
)
GAMOLAN = Subject(
    heroes=(ornaments.gamolan,),
    motif="zigzag",
    flat=True,
    scenes=("disc", "framed", "cropped"),
)
SHELL = Subject(
    heroes=(ornaments.shell_bowls,),
    others=(fruit.coconut_half,),
    crumb=produce.flake,
    motif="coconut",
)
VASE = Subject(
    heroes=(ornaments.vase,),
    others=(ornaments.dinner_set,),
    crumb=_flower,
    motif="siger",
)
DINNER = Subject(
    heroes=(ornaments.dinner_set,),
    others=(ornaments.vase,),
    crumb=produce.chilli,
    motif="pucuk",
)
SIGER = Subject(
    heroes=(regalia.crown,), motif="siger", scenes=("niche", "sun", "table")
)
BROOCH = Subject(
    heroes=(bags.brooch,),
    others=(bags.pendant,),
    motif="siger",
    flat=True,
    scenes=("jewel", "framed"),
)
SOUVENIR = Subject(
    heroes=(bags.key_ring,),
    motif="diamonds",
    flat=True,
    scenes=("split_flat", "disc", "framed"),
)
JUNG = Subject(heroes=(ornaments.figure_ship,), motif="waves")

CASTING: dict[str, tuple[Row, ...]] = {
    "kriya": (("", TAPIS),),
    "kain-tapis": (
        ("jung ship", JUNG_SARAT, JUNG_HUNG),
        ("", TAPIS, TAPIS, TAPIS_BLEED),
    ),
    "sulam-usus": (("kebaya", KEBAYA), ("maduaro", MADUARO), ("", USUS)),
    "hiasan-dinding-tapis": (("", WALL),),
    "anyaman": (("", BASKET),),
    "anyaman-bambu": (
        ("box", GIFT_BOX),
        ("nested", NESTED),
        ("lamp", LAMP),
        ("", BASKET),
    ),
    "anyaman-rotan": (("basket box", BASKET), ("", TRAY)),
    "anyaman-pandan-purun": (
        ("tote bag", TOTE),
        ("mat", MAT),
        ("box", SEDGE_BOX),
        ("", PANDAN),
    ),
    "kerajinan-kayu": (("cetik gamolan", CETIK), ("", CARVING)),
    "kerajinan-tempurung": (("", SHELL),),
    "keramik-gerabah": (("dinner plate cup", DINNER), ("", VASE)),
    "aksesori-perhiasan": (
        ("necklace bead", Subject((bags.pendant,), flat=True, motif="sun")),
        ("", BROOCH),
    ),
    "alat-musik": (("", GAMOLAN),),
    "kriya-logam": (("ship jung", JUNG), ("", SIGER)),
    "suvenir-dekorasi": (("ship brass", JUNG), ("", SOUVENIR)),
}
