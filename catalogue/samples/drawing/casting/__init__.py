"""Which subject a product is drawn as: by category, then by words in its name."""

from ..look import Row, Subject
from . import crafts, drinks, fashion, food, goods, produce

CASTING: dict[str, tuple[Row, ...]] = {
    **crafts.CASTING,
    **fashion.CASTING,
    **food.CASTING,
    **drinks.CASTING,
    **produce.CASTING,
    **goods.CASTING,
}
"""Per category: rows of words and the subjects that any one of them calls for.

Words match anywhere in the lower-case name; a row without words takes what is left,
and every category has one, last.
"""


def choose_subject(category: str, top_category: str, name: str, number: int) -> Subject:
    """The subject for a product's English name; an unknown category shows its parent.

    Where a row offers several, the product's number chooses.
    """
    rows = CASTING.get(category) or CASTING.get(top_category) or CASTING["lainnya"]
    lowered = name.lower()
    for words, *subjects in rows:
        if not words or any(word in lowered for word in words.split()):
            return subjects[number % len(subjects)]
    raise ValueError(f"No subject for {name!r} in {category}")
