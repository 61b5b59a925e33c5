"""Minuman: coffee, cocoa, herbal teas, spiced powders and syrups."""

from functools import partial

from ..look import Row, Subject
from ..subjects import fruit, packs, produce, servings

_TAKEN = ("hills", "podium", "niche", "table", "split", "repeat", "sun")


ROASTED = Subject(
    (partial(packs.gusset_bag, emblem="bean"), servings.cup),
    others=(servings.cup,),
    crumb=produce.bean,
    motif="bean",
    scenes=_TAKEN,
)


BEANS = Subject(
    (partial(servings.sack, content=produce.bean, fill="#3a1f17"), packs.pouch),
    others=(servings.cup, partial(packs.gusset_bag, emblem="bean")),
    crumb=produce.bean,
    motif="scroll",
    scenes=("table", "heap", "split", "hills"),
)


GROUND = Subject(
    (packs.pouch, partial(packs.gusset_bag, emblem="siger")),
    others=(servings.cup, fruit.sprig),
    crumb=produce.bean,
    motif="pucuk",
    scenes=("repeat", "niche", "hills", "table", "split", "sun"),
)


SYRUP = partial(packs.bottle, shape="tall")


CASTING: dict[str, tuple[Row, ...]] = {
    "minuman": (("", ROASTED),),
    "kopi-sangrai-bubuk": (
        (
            "peaberry",
            Subject(
                BEANS.heroes, others=BEANS.others, crumb=produce.peaberry, motif="bean"
            ),
        ),
        ("roasted beans", BEANS),
        ("women way", ROASTED),
        ("", GROUND),
    ),
    "kopi-instan-olahan": (
        (
            "ginger",
            Subject(
                (partial(packs.sachets, emblem="flame"),),
                others=(servings.cup,),
                crumb=produce.root,
                motif="flame",
                scenes=("table", "split", "niche"),
            ),
        ),
        (
            "",
            Subject(
                (
                    partial(
                        packs.jar, content="#5a2f1c", emblem="bean", specks="#a06a3a"
                    ),
                    partial(packs.tin, emblem="bean"),
                ),
                others=(servings.cup,),
                crumb=produce.bean,
                motif="bean",
                scenes=("sun", "table", "split"),
            ),
        ),
    ),
    "cokelat-bubuk": (
        (
            "",
            Subject(
                (partial(packs.tin, emblem="pod"), partial(packs.pouch, emblem="pod")),
                others=(partial(servings.cup, drink="#5a2f1d"), fruit.cocoa_pod),
                crumb=produce.cocoa_bean,
                motif="pod",
                scenes=("table", "sun", "split"),
            ),
        ),
    ),
    "teh-herbal": (
        (
            "",
            Subject(
                (
                    partial(
                        packs.pouch,
                        emblem="sprout",
                        window=partial(
                            servings.pile, piece=produce.cherry, wide=90, tall=60
                        ),
                    ),
                ),
                others=(partial(servings.cup, drink="#a8421f"), fruit.sprig),
                crumb=partial(produce.cherry, colour="#8a2a2a"),
                motif="sprout",
                scenes=("split", "table", "sun"),
            ),
        ),
    ),
    "minuman-rempah": (
        (
            "turmeric",
            Subject(
                (
                    partial(packs.tin, emblem="flower"),
                    partial(packs.pouch, emblem="flower"),
                ),
                others=(partial(servings.cup, drink="#e09a24"),),
                crumb=partial(produce.slice_),
                motif="flower",
                scenes=("sun", "split", "table"),
            ),
        ),
        (
            "",
            Subject(
                (partial(packs.pouch, emblem="flame"),),
                others=(partial(servings.cup, drink="#a8552a"),),
                crumb=partial(produce.root, colour="#b9604a", flesh="#f0c07a"),
                motif="flame",
                scenes=("table", "niche", "split"),
            ),
        ),
    ),
    "sari-buah-sirup": (
        (
            "",
            Subject(
                (partial(SYRUP, content="#e8951f", emblem="sun"),),
                others=(),
                crumb=fruit.passion_fruit,
                motif="coins",
                scenes=("sun", "podium", "table"),
            ),
        ),
    ),
}
