"""Hasil bumi olahan: green coffee, cocoa, pepper, spices, coconut, resin, charcoal."""

from functools import partial

from ..look import Item, Row, Subject
from ..subjects import fruit, fuel, packs, produce, servings, sweets

_green = partial(produce.bean, colour="#a3ad74")
_white_corn = partial(produce.corn, colour="#e3d6b8")
_rice = partial(produce.grain, colour="#f4ecda")
_amber = partial(produce.resin, colour="#e8b45a")
_dull = partial(produce.resin, colour="#b9853f")
_coir = partial(produce.flake, colour="#b98a5a")


def _sacked(
    piece: Item, fill: str, emblem: str, motif: str, others: tuple[Item, ...] = ()
) -> Subject:
    """In a sack and in a bowl, as commodities are shown."""
    sack = partial(servings.sack, content=piece, fill=fill, emblem=emblem)
    bowl = partial(servings.bowl, content=piece, fill=fill, scale=0.36, count=110)
    return Subject(
        (sack, bowl, sack),
        others=(bowl, *others),
        crumb=piece,
        motif=motif,
        scenes=("hills", "table", "heap", "split", "niche", "sun"),
    )


def _spice(piece: Item, fill: str, motif: str) -> Subject:
    """Spices from above, in a dish, with more around."""
    dish = partial(servings.dish, content=piece, scale=0.6, count=60)
    bowl = partial(servings.bowl, content=piece, fill=fill, scale=0.42, count=80)
    return Subject(
        (dish,),
        others=(bowl,),
        crumb=piece,
        motif=motif,
        flat=True,
        scenes=("disc", "heap", "framed", "wreath"),
    )


GREEN = _sacked(_green, "#8b965c", "bean", "bean", (fruit.sprig,))
RED_CHERRY = Subject(
    (
        partial(
            servings.bowl, content=produce.cherry, fill="#7a1f2a", scale=0.42, count=90
        ),
    ),
    others=(partial(servings.sack, content=_green, fill="#8b965c"),),
    crumb=produce.cherry,
    motif="scroll",
    scenes=("wreath_stand", "split", "table"),
)
NATURAL = Subject(
    (
        partial(packs.gusset_bag, emblem="bean"),
        partial(servings.sack, content=_green, fill="#8b965c"),
    ),
    others=(fruit.sprig,),
    crumb=_green,
    motif="leaf",
    scenes=("sun", "split", "niche"),
)
CONTAINER = Subject(
    (partial(servings.sack, content=_green, fill="#8b965c", emblem="ship"),),
    others=(partial(servings.sack, content=_green, fill="#8b965c", emblem="ship"),),
    crumb=_green,
    motif="ship",
    scenes=("podium", "table"),
)
PEPPER = Subject(
    (
        partial(servings.sack, content=produce.corn, fill="#2a2320", emblem="pepper"),
        partial(
            servings.bowl, content=produce.corn, fill="#2a2320", scale=0.3, count=150
        ),
    ),
    others=(fruit.pepper_vine,),
    crumb=produce.corn,
    motif="pepper",
    scenes=("vine", "heap", "jewel"),
)
GROUND_PEPPER = Subject(
    (
        partial(packs.jar, content="#5a4a3e", emblem="pepper", specks="#2a2320"),
        partial(packs.tin, emblem="pepper"),
    ),
    others=(
        partial(
            servings.bowl, content=produce.corn, fill="#2a2320", scale=0.3, count=150
        ),
    ),
    crumb=produce.corn,
    motif="scroll",
    scenes=("table", "niche", "sun"),
)
WHITE_PEPPER = Subject(
    (
        partial(
            servings.bowl, content=_white_corn, fill="#c9b890", scale=0.3, count=150
        ),
    ),
    others=(fruit.pepper_vine,),
    crumb=_white_corn,
    motif="pepper",
    scenes=("vine", "wreath_stand", "heap"),
)
COCOA = Subject(
    (
        fruit.cocoa_pod,
        partial(
            servings.sack, content=produce.cocoa_bean, fill="#4a2318", emblem="pod"
        ),
    ),
    others=(partial(servings.bowl, content=produce.cocoa_bean, fill="#4a2318"),),
    crumb=produce.cocoa_bean,
    motif="pod",
)
COCOA_MASS = Subject(
    (partial(servings.dish, content=sweets.chunk, scale=0.9, count=22),),
    others=(fruit.cocoa_pod,),
    crumb=sweets.chunk,
    motif="pod",
    flat=True,
    scenes=("corner", "disc", "framed"),
)
CASSIA = Subject(
    (fruit.cinnamon_bundle,),
    others=(),
    crumb=partial(produce.leaf, colour="#7a8f4a"),
    motif="bars",
    scenes=("niche", "sun", "split"),
)
VCO = Subject(
    (partial(packs.bottle, content="#eef0dc", shape="flask", emblem="coconut"),),
    others=(fruit.coconut_half,),
    crumb=produce.flake,
    motif="coconut",
    scenes=("table", "sun", "split"),
)
DESICCATED = Subject(
    (partial(servings.bowl, content=produce.flake, fill="#efe6d4", count=120),),
    others=(fruit.coconut_half,),
    crumb=produce.flake,
    motif="coconut",
    scenes=("split", "table", "podium"),
)
PEAT = Subject(
    (fuel.peat_block,),
    others=(fruit.coconut_half,),
    crumb=_coir,
    motif="sprout",
    scenes=("niche", "sun", "table"),
)
RESIN = Subject(
    (partial(servings.bowl, content=_amber, fill="#b9782a", scale=0.62, count=50),),
    others=(fruit.sprig,),
    crumb=_amber,
    motif="flame",
    scenes=("sun", "wreath_stand", "niche"),
)
RESIN_DUST = Subject(
    (partial(servings.sack, content=_dull, fill="#8a5a26", emblem="flame"),),
    others=(partial(servings.bowl, content=_dull, fill="#8a5a26"),),
    crumb=_dull,
    motif="flame",
)
CUBES = Subject(
    (fuel.cube_stack,),
    others=(partial(packs.carton, emblem="flame"),),
    crumb=fuel.coal_cube,
    motif="flame",
    scenes=("table", "sun", "split"),
)
HEXES = Subject(
    (fuel.coal_stack,),
    others=(partial(packs.carton, emblem="flame"),),
    crumb=fuel.coal_hex,
    motif="comb",
    scenes=("niche", "split", "table"),
)

CASTING: dict[str, tuple[Row, ...]] = {
    "agro-olahan": (("", _sacked(produce.corn, "#2a2320", "pepper", "pepper")),),
    "kopi-biji-hijau": (
        ("container", CONTAINER),
        ("natural", NATURAL),
        ("cherry", RED_CHERRY),
        ("", GREEN),
    ),
    "kakao": (("mass paste butter nib", COCOA_MASS), ("", COCOA)),
    "lada": (("ground powder", GROUND_PEPPER), ("white", WHITE_PEPPER), ("", PEPPER)),
    "rempah-lain": (
        ("nutmeg", _spice(produce.nutmeg, "#6b4029", "coins")),
        ("clove", _spice(produce.clove, "#4a2519", "flower")),
        ("cassia cinnamon", CASSIA),
        ("mace", _spice(produce.mace, "#a8381f", "scroll")),
        ("", _spice(produce.root, "#b9762f", "leaf")),
    ),
    "kelapa-olahan": (
        ("oil", VCO),
        ("desiccated", DESICCATED),
        ("cocopeat coir", PEAT),
        ("", VCO),
    ),
    "damar-resin": (("dust", RESIN_DUST), ("", RESIN)),
    "arang-briket": (("hex", HEXES), ("", CUBES)),
    "lainnya-agro": (("", _sacked(_rice, "#e6d9ba", "sprout", "sprout")),),
}
