"""Fashion: batik, woven cloth, clothing, bags and shoes."""

from functools import partial

from ..look import Row, Subject
from ..subjects import bags, cloth, drapery, garments, regalia, weaving


def _batik(sign: str) -> tuple[Subject, Subject, Subject]:
    """Batik filling the picture, hung, and thrown down."""
    fabric = partial(cloth.batik, sign=sign)
    hung = partial(drapery.hanging, cloth=fabric)
    thrown = partial(drapery.draped, cloth=fabric)
    return (
        Subject((hung,), motif=sign, flat=True, scenes=("arch_hung", "split_flat")),
        Subject((partial(drapery.bleed, cloth=fabric),), scenes=("cloth_alone",)),
        Subject((thrown,), motif=sign, flat=True, scenes=("framed", "cropped")),
    )


def _worn(
    hero, motif: str, scenes: tuple[str, ...] = ("arch_hung", "split_flat", "disc")
) -> Subject:
    return Subject((hero,), motif=motif, flat=True, scenes=scenes)


LOOM = Subject(
    (drapery.roll, drapery.stack, partial(drapery.draped, cloth=cloth.weave)),
    motif="bars",
    flat=True,
    scenes=("framed", "disc", "cropped"),
)
LOOM_ROLL = Subject(
    (partial(drapery.roll, cloth=cloth.weave),),
    motif="bars",
    flat=True,
    scenes=("split_flat", "framed"),
)
SHAWL = Subject(
    (drapery.scarf, partial(drapery.draped, cloth=cloth.embroidery)),
    motif="scroll",
    flat=True,
    scenes=("disc", "framed", "split_flat"),
)
VOILE = Subject(
    (
        drapery.scarf,
        partial(drapery.hanging, cloth=partial(cloth.embroidery, sign="tree")),
    ),
    motif="pucuk",
    flat=True,
    scenes=("arch_hung", "split_flat"),
)
CLUTCH = Subject(
    (bags.clutch,), motif="diamonds", flat=True, scenes=("jewel", "disc", "split_flat")
)
PECI = Subject(
    (regalia.peci,), motif="pucuk", scenes=("niche", "table", "sun", "split")
)

CASTING: dict[str, tuple[Row, ...]] = {
    "fashion": (("", *_batik("ship")),),
    "batik-lampung": (
        ("elephant", *_batik("elephant")),
        ("bird", *_batik("bird")),
        ("", *_batik("ship")),
    ),
    "tenun": (("handloom ground", LOOM_ROLL), ("", LOOM)),
    "busana": (
        ("dress", _worn(garments.tunic, "pucuk")),
        ("", _worn(garments.shirt, "ship")),
    ),
    "busana-wanita": (
        ("kebaya", _worn(garments.kebaya, "flower")),
        ("", _worn(garments.blouse, "scroll")),
    ),
    "busana-pria": (("", _worn(garments.shirt, "ship")),),
    "busana-muslim": (
        ("abaya dress", _worn(garments.abaya, "siger", ("split_flat", "arch_hung"))),
        ("", _worn(garments.tunic, "pucuk", ("arch_hung", "disc"))),
    ),
    "busana-adat": (
        (
            "",
            Subject(
                (regalia.costume,),
                motif="siger",
                flat=True,
                scenes=("arch_hung", "disc"),
            ),
        ),
    ),
    "kaos": (("", _worn(garments.tee, "zigzag", ("disc", "split_flat", "framed"))),),
    "selendang-hijab": (("voile hijab", VOILE), ("", SHAWL)),
    "topi-peci": (
        ("woven hat thukus", _worn(regalia.straw_hat, "checks", ("disc", "framed"))),
        ("", PECI),
    ),
    "tas-dompet": (
        ("clutch", CLUTCH),
        (
            "wallet",
            Subject(
                (bags.wallet,),
                motif="scroll",
                flat=True,
                scenes=("framed", "disc", "split_flat"),
            ),
        ),
        (
            "leather",
            Subject(
                (bags.leather_bag,), motif="siger", scenes=("sun", "niche", "table")
            ),
        ),
        (
            "tote",
            Subject((bags.tote,), others=(weaving.pandan_basket,), motif="diamonds"),
        ),
        (
            "",
            Subject(
                (bags.handbag,),
                others=(),
                motif="ship",
                scenes=("niche", "split", "podium"),
            ),
        ),
    ),
    "alas-kaki": (
        (
            "",
            Subject(
                (regalia.sandals,),
                motif="zigzag",
                flat=True,
                scenes=("split_flat", "disc", "framed"),
            ),
        ),
    ),
    "aksesori-fashion": (
        (
            "",
            Subject(
                (regalia.belt,), motif="coins", flat=True, scenes=("disc", "framed")
            ),
        ),
    ),
    "tekstil-rumah": (
        (
            "cushion",
            Subject(
                (drapery.cushion,),
                motif="sun",
                flat=True,
                scenes=("split_flat", "disc", "framed"),
            ),
        ),
        (
            "",
            Subject(
                (drapery.runner,),
                motif="flower",
                flat=True,
                scenes=("disc", "framed", "split_flat"),
            ),
        ),
    ),
}
