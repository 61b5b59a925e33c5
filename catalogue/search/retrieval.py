"""From a plan to the documents that match it: boolean work on bitmaps.

How far a query is relaxed is chosen from the query alone, so that the same words match
the same products under every filter, and counts and facets can speak of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate
from operator import and_, or_

from catalogue.search import ranking
from catalogue.search.backends import Index
from catalogue.search.plan import Asked, Parts, Plan, Way
from catalogue.search.postings import Postings

ENOUGH = 24  # matches; with fewer, words are left out until there are as many

Tiered = tuple[int, int, int]  # bits: in the name; there or beside it; anywhere
NOWHERE: Tiered = (0, 0, 0)


@dataclass(frozen=True)
class Match:
    """What a query matches, as bits, and how it was read.

    `layers`: the same documents by where they match, the best first; each holds those
    before it. `weights`: how much each of the words says.
    """

    index: Index
    query: str
    exact: bool
    bits: int
    layers: tuple[int, ...]
    words: tuple[Asked, ...] = ()
    weights: tuple[float, ...] = ()
    corrected: str | None = None
    did_you_mean: str | None = None
    relaxed: bool = False
    synonyms_used: tuple[str, ...] = ()
    dropped_words: tuple[str, ...] = ()


def retrieve(
    query: str, read: Plan, held: Postings, *, exact: bool, did_you_mean: str | None
) -> Match:
    """All words; with too few matches fewer, at last any. No words: everything."""
    found = _Found([held.everything])
    if read.words:
        held.load(token for word in read.words for token in word.tokens())
        by_word = [_word_bits(word, held) for word in read.words]
        found = _relaxed(read.words, by_word, exact=exact)
        found.weights = _weights(read.words, by_word, held)
    layers = tuple(accumulate(found.layers, or_))
    return Match(
        index=held.index,
        query=query,
        exact=exact,
        bits=layers[-1],
        layers=layers,
        words=tuple(read.words),
        weights=tuple(found.weights),
        corrected=read.corrected,
        did_you_mean=did_you_mean,
        relaxed=found.relaxed,
        synonyms_used=tuple(
            text for text, parts in read.synonyms.items() if _held_together(parts, held)
        ),
        dropped_words=(*read.dropped, *found.left_out),
    )


@dataclass
class _Found:
    layers: list[int]
    weights: list[float] = field(default_factory=list)
    relaxed: bool = False
    left_out: list[str] = field(default_factory=list)


def _weights(
    words: Sequence[Asked], by_word: Sequence[Tiered], held: Postings
) -> list[float]:
    """A rare word says more; one that may be another, or is beside the point, less."""
    number = held.everything.bit_count()
    return [
        ranking.idf(bits[-1].bit_count(), number) * word.share * word.sureness
        for word, bits in zip(words, by_word, strict=True)
    ]


def _word_bits(word: Asked, held: Postings) -> Tiered:
    return _any([_way_bits(way, held) for way in word.ways])


def _way_bits(way: Way, held: Postings) -> Tiered:
    """Every part, by any of its tokens."""
    return _all([_any(map(held.tiered, part)) for part in way.parts])


def _held_together(parts: Parts, held: Postings) -> bool:
    return any(_way_bits(Way(parts, 1.0), held))


def _any(found: Iterable[Tiered]) -> Tiered:
    return reduce(_each(or_), found, NOWHERE)


def _all(found: Sequence[Tiered]) -> Tiered:
    return reduce(_each(and_), found[1:], found[0])


def _each(combine: Callable[[int, int], int]):
    def tier_by_tier(one: Tiered, other: Tiered) -> Tiered:
        a, b, c = one
        d, e, f = other
        return combine(a, d), combine(b, e), combine(c, f)

    return tier_by_tier


def _relaxed(
    words: Sequence[Asked], by_word: Sequence[Tiered], *, exact: bool
) -> _Found:
    """With all words; without the word that says least, in turn; with any word."""
    every = _all(by_word)
    found = _Found(list(every))
    if exact or len(words) == 1 or every[-1].bit_count() >= ENOUGH:
        return found
    left = sorted(range(len(words)), key=lambda i: (-by_word[i][-1].bit_count(), i))
    wider: list[int] = []
    while len(left) > 2 and (not wider or wider[-1].bit_count() < ENOUGH):
        found.left_out.append(words[left.pop(0)].text)
        wider += _all([by_word[i] for i in left])
    if not wider or wider[-1].bit_count() < ENOUGH:
        wider += _any(by_word)
    found.layers += wider
    found.relaxed = wider[-1] | every[-1] != every[-1]
    if not found.relaxed:
        found.left_out = []
    return found
