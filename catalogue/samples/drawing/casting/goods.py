"""Herbal and cosmetics, furniture and wood, and everything else."""

from functools import partial

from ..look import Item, Row, Subject
from ..subjects import (
    bags,
    care,
    fruit,
    furniture,
    ornaments,
    packs,
    produce,
    servings,
    tools,
    weaving,
)

_HERB = ("table", "niche", "sun", "split", "wreath_stand")
_ROOM = ("room", "niche_room", "room_motif")
_patchouli = partial(produce.leaf, colour="#6f9a5c")
_turmeric = produce.slice_


def _oil(
    content: str,
    emblem: str,
    crumb: Item,
    other: Item | None = None,
    shape: str = "dropper",
) -> Subject:
    bottle = partial(packs.bottle, content=content, shape=shape, emblem=emblem)
    return Subject(
        (bottle,),
        others=(other,) if other else (),
        crumb=crumb,
        motif=emblem,
        scenes=_HERB,
    )


def _room(hero: Item, motif: str) -> Subject:
    return Subject((hero,), motif=motif, scenes=_ROOM)


def _laid(
    hero: Item, motif: str, crumb: Item | None = None, others: tuple[Item, ...] = ()
) -> Subject:
    return Subject(
        (hero,),
        others=others,
        crumb=crumb,
        motif=motif,
        flat=True,
        scenes=("disc", "framed", "split_flat"),
    )


PATCHOULI = _oil("#7a4a1f", "leaf", _patchouli)
CITRONELLA = _oil(
    "#d9b53a", "sprout", partial(produce.leaf, colour="#9fb04e"), fruit.grass
)
COFFEE_SOAP = Subject(
    (partial(care.soap, sign="bean"),),
    crumb=produce.bean,
    motif="bean",
    flat=True,
    scenes=("disc", "corner", "framed"),
)
MACHINES = ("room", "blueprint", "sun")

CASTING: dict[str, tuple[Row, ...]] = {
    "herbal-kosmetik": (("", PATCHOULI),),
    "jamu-simplisia": (
        (
            "",
            Subject(
                (partial(servings.dish, content=_turmeric, scale=0.85, count=30),),
                others=(partial(packs.jar, content="#e0932a", emblem="flower"),),
                crumb=_turmeric,
                motif="flower",
                flat=True,
                scenes=("corner", "disc", "wreath"),
            ),
        ),
    ),
    "minyak-atsiri": (("citronella", CITRONELLA), ("", PATCHOULI)),
    "sabun": (
        ("liquid", _oil("#b9c86a", "sprout", care.oil_drop, fruit.grass, "pump")),
        ("coffee", COFFEE_SOAP),
        (
            "",
            _laid(
                partial(care.soap, colour="#b9c79a", sign="leaf"), "drop", _patchouli
            ),
        ),
    ),
    "perawatan-kulit": (
        (
            "scrub cream",
            Subject(
                (care.cream,),
                crumb=produce.bean,
                motif="bean",
                scenes=("split", "sun", "table"),
            ),
        ),
        ("", _oil("#d99a2e", "drop", produce.candlenut, fruit.coconut_half, "flask")),
    ),
    "aromaterapi-lilin": (
        ("incense dupa", Subject((care.incense,), motif="flower", scenes=_HERB)),
        (
            "",
            Subject(
                (care.candle,),
                crumb=produce.bean,
                motif="flower",
                scenes=("niche", "table", "sun"),
            ),
        ),
    ),
    "furnitur-kayu": (("", _room(furniture.chair, "diamonds")),),
    "furnitur-kayu-solid": (
        ("table", _room(furniture.table, "pucuk")),
        ("bed", _room(furniture.bed, "diamonds")),
        ("", _room(furniture.chair, "zigzag")),
    ),
    "furnitur-rotan-bambu": (
        ("set terrace", _room(furniture.rattan_set, "leaf")),
        ("child", _room(furniture.child_chair, "elephant")),
        ("", _room(furniture.lounge, "checks")),
    ),
    "peralatan-dapur-kayu": (
        ("board", _laid(furniture.chopping_board, "leaf", produce.chilli)),
        (
            "",
            Subject(
                (furniture.utensils,),
                crumb=_patchouli,
                motif="pucuk",
                scenes=("table", "niche", "split"),
            ),
        ),
    ),
    "bingkai-kayu": (
        (
            "",
            Subject((furniture.mirror,), motif="siger", scenes=("room_motif", "niche")),
        ),
    ),
    "komponen-kayu": (("", _room(furniture.planks, "bars")),),
    "lainnya": (
        ("", Subject((packs.carton,), others=(weaving.basket,), motif="pucuk")),
    ),
    "alat-pertanian": (
        ("machete knife", _laid(tools.machete, "leaf", _patchouli)),
        ("", _laid(tools.sickle, "sprout", _patchouli)),
    ),
    "mesin-tepat-guna": (
        ("coffee huller", Subject((tools.huller,), motif="bean", scenes=MACHINES)),
        ("spinner oil", Subject((tools.spinner,), motif="drop", scenes=MACHINES)),
        ("", Subject((tools.slicer,), motif="leaf", scenes=MACHINES)),
    ),
    "kemasan": (
        (
            "",
            Subject(
                (packs.kraft_bag,),
                others=(partial(packs.carton, emblem="siger"),),
                motif="siger",
                scenes=("podium", "split", "niche"),
            ),
        ),
    ),
    "alat-tulis-kertas": (("", _laid(bags.notebook, "ship")),),
    "mainan-edukasi": (("", _laid(ornaments.puzzle, "elephant")),),
    "peralatan-rumah": (("", _laid(tools.broom, "sprout")),),
}
