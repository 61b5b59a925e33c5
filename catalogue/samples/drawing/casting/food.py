"""Makanan: snacks, sweets, fish, sauces, flour, sugar and honey."""

from functools import partial

from ..look import Item, Row, Subject
from ..subjects import fruit, packs, produce, seafood, servings, snacks, sweets


def _snack(
    piece: Item,
    emblem: str,
    fill: str,
    motif: str = "",
    whole: Item | None = None,
    scale: float = 0.55,
    scenes: tuple[str, ...] = (),
) -> Subject:
    """A snack in its two lives: in a pouch with a window, and in a bowl."""
    pouch = partial(
        packs.pouch,
        emblem=emblem,
        window=partial(servings.pile, piece=piece, wide=100, tall=70, scale=0.62),
    )
    bowl = partial(servings.bowl, content=piece, fill=fill, scale=scale)
    others = (bowl, whole) if whole else (bowl,)
    return Subject(
        (pouch, bowl, pouch),
        others=others,
        crumb=piece,
        motif=motif or emblem,
        scenes=scenes,
    )


def _jar(
    content: str,
    emblem: str,
    crumb: Item,
    *,
    specks: str = "",
    cloth: bool = False,
    motif: str = "",
    other: Item | None = None,
    scenes: tuple[str, ...] = (),
) -> Subject:
    jar = partial(packs.jar, content=content, emblem=emblem, specks=specks, cloth=cloth)
    return Subject(
        (jar,),
        others=(other,) if other else (),
        crumb=crumb,
        motif=motif or emblem,
        scenes=scenes,
    )


def _plated(
    piece: Item,
    motif: str,
    others: tuple[Item, ...] = (),
    scale: float = 0.7,
    count: int = 30,
    scenes: tuple[str, ...] = ("framed", "heap", "disc", "corner"),
) -> Subject:
    """On a plate or board, seen from above."""
    dish = partial(servings.dish, content=piece, scale=scale, count=count)
    return Subject(
        (dish,), others=others, crumb=piece, motif=motif, flat=True, scenes=scenes
    )


_chocolate_chip = partial(snacks.banana_chip, coat="#5a2f1d")
_plain_cassava = partial(snacks.cassava_chip, chilli=False)
_sugar = partial(produce.grain, colour="#c98d4e")
_flour = partial(produce.grain, colour="#fbf5e8")
_kemplang = partial(snacks.cracker, grilled=True)
_pink_cracker = partial(snacks.cracker, colour="#f2b79a")
_fish_floss = partial(snacks.floss, colour="#d0a062")

BANANA = partial(_snack, emblem="banana", fill="#c98a2f", whole=fruit.bananas)
FLOSS = _snack(snacks.floss, "flame", "#8a4f28", "flame")
SUGAR_BLOCK = Subject(
    (sweets.sugar_stack,),
    others=(partial(servings.bowl, content=_sugar, fill="#a9682f"),),
    crumb=sweets.sugar_cube,
    motif="coconut",
)
SUGAR = Subject(
    (
        partial(
            packs.pouch,
            emblem="coconut",
            window=partial(
                servings.pile, piece=_sugar, wide=110, tall=70, count=90, scale=0.4
            ),
        ),
        partial(servings.bowl, content=_sugar, fill="#b3763c", scale=0.3, count=160),
    ),
    others=(
        partial(servings.bowl, content=_sugar, fill="#b3763c", scale=0.26, count=150),
        sweets.sugar_stack,
    ),
    crumb=sweets.sugar_cube,
    motif="coconut",
)
POWDER = partial(servings.bowl, scale=0.24, count=170)

CASTING: dict[str, tuple[Row, ...]] = {
    "makanan": (("", _snack(snacks.cracker, "sun", "#d9a35c")),),
    "keripik": (("", _snack(_plain_cassava, "leaf", "#d9ae5f")),),
    "keripik-pisang": (
        (
            "melted",
            Subject(
                (
                    partial(servings.dish, content=snacks.half_dipped, scale=0.74),
                    partial(packs.pouch, colour="#4a2318", emblem="banana"),
                ),
                others=(partial(packs.pouch, colour="#4a2318", emblem="banana"),),
                crumb=snacks.half_dipped,
                motif="banana",
                flat=True,
                scenes=("corner", "disc", "framed"),
            ),
        ),
        ("chocolate", BANANA(_chocolate_chip, fill="#5a2f1d")),
        (
            "assorted carton",
            Subject(
                (partial(packs.carton, emblem="banana"),),
                others=(partial(packs.pouch, emblem="banana"), fruit.bananas),
                crumb=snacks.banana_chip,
                motif="banana",
                scenes=("podium", "table", "split"),
            ),
        ),
        ("", BANANA(snacks.long_chip)),
    ),
    "keripik-singkong": (
        (
            "balado chilli spicy",
            _snack(snacks.cassava_chip, "chilli", "#c2562c", whole=fruit.cassava),
        ),
        ("", _snack(_plain_cassava, "leaf", "#d9ae5f", whole=fruit.cassava)),
    ),
    "keripik-lain": (
        (
            "pineapple",
            _snack(
                snacks.pineapple_ring, "sun", "#d99a2b", whole=fruit.fruit_pineapple
            ),
        ),
        ("cashew nut peanut", _snack(produce.cashew, "sprout", "#b98547", "leaf")),
        ("", _snack(_plain_cassava, "leaf", "#d9ae5f")),
    ),
    "kerupuk-kemplang": (
        (
            "uncooked raw",
            _snack(
                snacks.raw_cracker,
                "fish",
                "#c9a47a",
                "waves",
                seafood.fish,
                scenes=("sea", "table", "sun"),
            ),
        ),
        ("kemplang grilled", _plated(_kemplang, "fish", scale=0.95, count=26)),
        (
            "rempeyek anchovy",
            _plated(
                snacks.rempeyek,
                "fish",
                scale=0.95,
                count=24,
                scenes=("disc", "jewel", "corner"),
            ),
        ),
        ("shrimp", _snack(_pink_cracker, "shrimp", "#d98f6e")),
        ("", _snack(snacks.cracker, "fish", "#d9b07a")),
    ),
    "emping": (("", _snack(snacks.emping, "leaf", "#c9962f")),),
    "kue-roti": (
        (
            "dodol durian",
            Subject(
                (sweets.dodol_roll,),
                others=(fruit.durian,),
                crumb=sweets.dodol,
                motif="sun",
                flat=True,
                scenes=("corner", "framed", "disc"),
            ),
        ),
        ("", _plated(sweets.cookie, "flower", scale=0.8, count=26)),
    ),
    "olahan-ikan": (
        (
            "floss",
            _jar(
                "#c08d4e",
                "fish",
                _fish_floss,
                specks="#8a5a2c",
                motif="waves",
                other=partial(
                    servings.bowl, content=_fish_floss, fill="#a9743a", count=90
                ),
                scenes=("sea", "table", "niche"),
            ),
        ),
        (
            "peeled",
            Subject(
                (
                    partial(
                        servings.vacuum_pack, content=seafood.peeled_shrimp, scale=0.75
                    ),
                ),
                crumb=seafood.peeled_shrimp,
                motif="shrimp",
                flat=True,
                scenes=("framed", "disc", "corner"),
            ),
        ),
        (
            "shrimp",
            Subject(
                (partial(servings.dish, content=seafood.shrimp, scale=0.9, count=18),),
                crumb=seafood.shrimp,
                motif="waves",
                flat=True,
                scenes=("disc", "corner", "framed"),
            ),
        ),
        ("pempek", _plated(seafood.pempek, "fish", scale=0.95, count=16)),
        ("peanut crispy", _snack(seafood.fried_anchovy, "fish", "#a9672c", "waves")),
        (
            "anchovy whitebait",
            _snack(
                seafood.anchovy,
                "fish",
                "#9a9a92",
                "waves",
                scenes=("sea", "heap", "table"),
            ),
        ),
        (
            "mackerel",
            Subject(
                (partial(seafood.fish_rack, colour="#7f97a3"), seafood.fish),
                crumb=seafood.anchovy,
                motif="waves",
                flat=True,
                scenes=("disc", "framed", "corner"),
            ),
        ),
        (
            "",
            Subject(
                (partial(seafood.fish_rack, colour="#b5a084", split=True),),
                crumb=seafood.anchovy,
                motif="fish",
                flat=True,
                scenes=("framed", "corner", "disc"),
            ),
        ),
    ),
    "abon-dendeng": (("", FLOSS),),
    "sambal-bumbu": (
        (
            "",
            _jar(
                "#a92a1c",
                "chilli",
                produce.chilli,
                specks="#e8863a",
                other=partial(servings.bowl, content=produce.chilli, fill="#a92a1c"),
            ),
        ),
    ),
    "olahan-buah": (
        (
            "jam pineapple-jam",
            _jar(
                "#e09a24",
                "sun",
                snacks.pineapple_ring,
                specks="#f3c65a",
                cloth=True,
                other=fruit.fruit_pineapple,
            ),
        ),
        (
            "pineapple",
            _plated(snacks.pineapple_ring, "sun", (fruit.fruit_pineapple,), 0.95, 24),
        ),
        (
            "banana sale",
            _snack(
                partial(snacks.long_chip, colour="#a9642c"),
                "banana",
                "#7a4420",
                whole=fruit.bananas,
            ),
        ),
        ("", _jar("#c2452f", "flower", produce.cherry, cloth=True)),
    ),
    "cokelat-makanan": (
        ("dragee cashew", _snack(sweets.dragee, "pod", "#4a2318")),
        (
            "",
            Subject(
                (sweets.chocolate_bar,),
                others=(fruit.cocoa_pod,),
                crumb=sweets.chunk,
                motif="pod",
                flat=True,
                scenes=("corner", "disc", "framed", "split_flat"),
            ),
        ),
    ),
    "mi-tiwul": (
        (
            "tiwul granule",
            Subject(
                (
                    partial(
                        POWDER,
                        content=partial(produce.grain, colour="#d9b67a"),
                        fill="#b98d4e",
                    ),
                ),
                others=(fruit.cassava, partial(packs.pouch, emblem="leaf")),
                crumb=partial(produce.grain, colour="#d9b67a"),
                motif="leaf",
            ),
        ),
        ("", _snack(snacks.noodle, "leaf", "#d9ac55", scale=0.8)),
    ),
    "tepung-pati": (
        (
            "pearl",
            Subject(
                (
                    partial(
                        packs.jar, content="#f0e6d4", emblem="coconut", specks="#e5748a"
                    ),
                    partial(
                        servings.bowl,
                        content=produce.pearl,
                        fill="#e8d9c0",
                        scale=0.4,
                        count=90,
                    ),
                ),
                others=(
                    partial(
                        servings.bowl,
                        content=produce.pearl,
                        fill="#e8d9c0",
                        scale=0.4,
                        count=90,
                    ),
                ),
                crumb=produce.pearl,
                motif="coins",
            ),
        ),
        (
            "starch",
            Subject(
                (
                    partial(
                        servings.sack, content=_flour, fill="#f4ecdc", emblem="leaf"
                    ),
                ),
                others=(fruit.cassava,),
                crumb=_flour,
                motif="leaf",
            ),
        ),
        (
            "",
            Subject(
                (
                    partial(packs.pouch, emblem="leaf"),
                    partial(POWDER, content=_flour, fill="#efe6d4"),
                ),
                others=(partial(POWDER, content=_flour, fill="#efe6d4"), fruit.cassava),
                crumb=_flour,
                motif="leaf",
                scenes=("table", "split", "podium"),
            ),
        ),
    ),
    "gula-merah-aren": (
        (
            "liquid syrup",
            Subject(
                (partial(packs.bottle, content="#6b3417", emblem="drop"),),
                others=(sweets.sugar_stack,),
                crumb=sweets.sugar_cube,
                motif="drop",
            ),
        ),
        ("granulated", SUGAR),
        ("", SUGAR_BLOCK),
    ),
    "madu": (
        (
            "stingless kelulut",
            Subject(
                (
                    partial(
                        packs.bottle, content="#a9501f", shape="dropper", emblem="comb"
                    ),
                ),
                others=(partial(packs.jar, content="#c2701f", emblem="flower"),),
                crumb=partial(produce.leaf, colour="#6f8f4a"),
                motif="flower",
            ),
        ),
        (
            "",
            _jar(
                "#e2982a", "comb", partial(produce.cherry, colour="#e2982a"), cloth=True
            ),
        ),
    ),
}
