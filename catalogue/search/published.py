"""Where a word stands in what is published, for who edits the dictionary."""

import json

from catalogue.listings.models import ListingText
from catalogue.search import analysis
from catalogue.search.analysis import WORD
from catalogue.search.backends import Index, backend
from catalogue.search.documents import CODES_TIER, PRODUCT_FIELDS, TIERS, regency_token


def product_named(word: str, *, regency: str | None = None) -> str | None:
    """The name of a published product, of this regency if one is given, that has the
    word; the oldest of several."""
    in_name = PRODUCT_FIELDS["name"] + WORD + word
    of_regency = CODES_TIER + regency_token(regency) if regency else in_name
    holding = backend().holding(Index.PRODUCT, sorted({in_name, of_regency}))
    keys = set(holding[in_name]) & set(holding[of_regency])
    if not keys:
        return None
    texts = ListingText.objects.filter(listing=min(keys)).order_by("language")
    names = [json.loads(text.summary)["name"] for text in texts]
    having = (n for n in names if word in {w.text for w in analysis.words(n)})
    return next(having, names[0] if names else None)


def products_with(word: str) -> int:
    """How many published products have the word anywhere."""
    tokens = [tier + WORD + word for tier in TIERS]
    holding = backend().holding(Index.PRODUCT, tokens)
    return len({key for keys in holding.values() for key in keys})
