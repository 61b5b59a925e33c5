"""Products like one product: by the words of its name, category, place, readiness."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from catalogue.listings import bitmaps, reference
from catalogue.listings.bitmaps import bits_of, ones
from catalogue.listings.models import Listing
from catalogue.listings.readings import EXPORT_READY_LEVEL
from catalogue.listings.selection import level_codes
from catalogue.search import analysis, dictionary, documents, postings, ranking
from catalogue.search.backends import Index
from catalogue.search.models import MAX_TERM_WORDS, ProductDocument, Synonym
from catalogue.search.postings import Postings

MOST_CANDIDATES = 200
MOST_WORDS = 12  # of its name, in all languages
TELLING_WORDS = 6  # by which candidates are looked for

# What each likeness says: its category, more than the whole name; the one above, and
# half for each further up; its place; being export-ready.
CATEGORY, NAME, PARENT, REGENCY, READINESS = 7.0, 6.0, 2.0, 1.0, 0.5
ASIDE = 0.1  # of a word's say, where it tells how good a thing is or where it is from


@dataclass(frozen=True)
class Likeness:
    """The listings like it in one way, as bits, and how much that says."""

    bits: int
    weight: float


def to_product(product_id: UUID, limit: int) -> list[int] | None:
    """Listing ids, the likest first, itself left out; None if it is not listed.

    Never empty while its category or its seller has another.
    """
    listing = Listing.objects.filter(product_id=product_id).first()
    if listing is None:
        return None
    category, around = _places(listing)
    with postings.reading(Index.PRODUCT) as held:
        names = _names(listing, held)
        found = _candidates(listing, category, names, around, held)
        keys = list(islice(found, MOST_CANDIDATES))
    return _likest(keys, [category, *names, *around])[:limit]


def _places(listing: Listing) -> tuple[Likeness, list[Likeness]]:
    """Its category; those above, its regency and what is export-ready."""
    known = reference.current()
    *above, own = known.path(listing.category_code)
    with bitmaps.following() as held:

        def within(category: str) -> int:
            return held.with_any(f"c:{code}" for code in known.subtree(category))

        parents = [
            Likeness(within(code), PARENT / 2**steps)
            for steps, code in enumerate(reversed(above))
        ]
        regency = Likeness(held.with_any([f"r:{listing.regency_code}"]), REGENCY)
        ready = Likeness(held.with_any(level_codes(EXPORT_READY_LEVEL)), READINESS)
        return Likeness(within(own), CATEGORY), [*parents, regency, ready]


def _names(listing: Listing, held: Postings) -> list[Likeness]:
    """Those that share a word of its name, the word that says most first."""
    number = held.everything.bit_count()
    itself = 1 << listing.pk
    found = []
    for token, share in _tokens(listing).items():
        bits = held.named([token])
        if bits & ~itself:
            found.append((bits, ranking.idf(bits.bit_count(), number), share))
    total = sum(weight for _, weight, _ in found)
    likenesses = [Likeness(bits, NAME * w / total * share) for bits, w, share in found]
    return sorted(likenesses, key=lambda likeness: -likeness.weight)


def _tokens(listing: Listing) -> dict[str, float]:
    """Of the words of its name, and how much of its say each has."""
    bodies = ProductDocument.objects.filter(key=listing.pk)
    body = bodies.values_list("body", flat=True).first() or ""
    names = documents.parse(body).words.get("name", ())
    aside, stop_words = _aside(names), dictionary.current().stop_words
    said = [w for w in names if w.isalpha() and len(w) > 2 and w not in stop_words]
    shares: dict[str, float] = {}
    for word in said[:MOST_WORDS]:
        token = analysis.STEM + analysis.stem(word)
        shares[token] = ASIDE if word in aside else 1.0
    return shares


def _aside(words: Sequence[str]) -> set[str]:
    """Those that are part of a place's name, or of what tells how good a thing is."""
    known = dictionary.current()
    found: set[str] = set()
    for start in range(len(words)):
        for size in range(1, MAX_TERM_WORDS + 1):
            phrase = tuple(words[start : start + size])
            concepts = known.meanings(phrase)
            if phrase in known.places or (
                concepts and all(c.kind == Synonym.Kind.QUALITY for c in concepts)
            ):
                found.update(phrase)
    return found


def _candidates(
    listing: Listing,
    category: Likeness,
    names: Sequence[Likeness],
    around: Sequence[Likeness],
    held: Postings,
) -> Iterator[int]:
    """Some by each likeness, then more: the better products first."""
    telling = [likeness.bits for likeness in names[:TELLING_WORDS]]
    layers = [
        (category.bits, 20),
        (_of_seller(listing), 10),
        *((bits & category.bits, 20) for bits in telling),
        *((bits, 10) for bits in telling[:3]),
        *((likeness.bits, 5) for likeness in around),
    ]
    left = held.everything & ~(1 << listing.pk)
    for bits, most in layers:
        for key in islice(held.best(bits & left), most):
            left &= ~(1 << key)
            yield key
    for bits, _ in layers[:-2]:  # neither a place nor a level alone is a likeness
        for key in held.best(bits & left):
            left &= ~(1 << key)
            yield key


def _of_seller(listing: Listing) -> int:
    others = Listing.objects.filter(seller_id=listing.seller_id).exclude(pk=listing.pk)
    newest = others.order_by("-published_key", "pk").values_list("pk", flat=True)
    return bits_of(newest[:MOST_CANDIDATES])


def _likest(keys: Sequence[int], likenesses: Iterable[Likeness]) -> list[int]:
    """Ties in the order of the keys given."""
    score: dict[int, float] = defaultdict(float)
    wanted = bits_of(keys)
    for likeness in likenesses:
        for key in ones(likeness.bits & wanted):
            score[key] += likeness.weight
    return sorted(keys, key=lambda key: -round(score[key], 6))
