"""From a plan to the documents that match it: boolean work on bitmaps.

How far a query is relaxed is chosen from the query alone, so that the same words match
the same products under every filter, and counts and facets can speak of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import and_, or_

from catalogue.search import ranking
from catalogue.search.backends import Index
from catalogue.search.documents import TIERS
from catalogue.search.plan import ASIDE, THINGS, Asked, Parts, Plan, Way
from catalogue.search.postings import Postings

ENOUGH = 8  # matches; with fewer, words are left out until there are as many
FEW = 3  # of several things, before the words of a phrase count each by itself

Tiered = tuple[int, int, int]  # bits: in the name; there or beside it; anywhere
NOWHERE: Tiered = (0, 0, 0)


@dataclass(frozen=True)
class Match:
    """What a query matches, as bits, and how it was read.

    `layers`: the same documents by where they match, the best first; each holds those
    before it. `complete`: those that hold all words. `weights`: how much each of them
    says.
    """

    index: Index
    query: str
    exact: bool
    bits: int
    layers: tuple[int, ...]
    complete: int
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
    held.load(token for word in read.words for token in word.tokens())
    asked = [(word, _word_bits(word, held)) for word in read.words]
    found = [(word, bits) for word, bits in asked if bits[-1]]
    nowhere = [word.text for word, bits in asked if not bits[-1]]
    if not asked:
        layers = [held.everything]
    elif not found or (exact and nowhere):
        layers = [0]
    else:
        layers = _layers(_units(found), exact=exact)
    complete = 0 if nowhere else layers[min(len(layers), len(TIERS)) - 1]
    layers = list(accumulate(layers, or_))
    is_guess = any(word.is_guess for word, _ in found)
    return Match(
        index=held.index,
        query=query,
        exact=exact,
        bits=layers[-1],
        layers=tuple(layers),
        complete=complete,
        words=tuple(word for word, _ in found or asked),
        weights=tuple(_weights(found or asked, held)),
        corrected=read.corrected,
        did_you_mean=did_you_mean,
        relaxed=bool(layers[-1]) and (layers[-1] != complete or is_guess),
        synonyms_used=tuple(
            text for text, parts in read.synonyms.items() if _held_together(parts, held)
        ),
        dropped_words=(*read.dropped, *nowhere),
    )


def _weights(found: Sequence[tuple[Asked, Tiered]], held: Postings) -> list[float]:
    """A rare word says more; one that may be another, or is beside the point, less."""
    number = held.everything.bit_count()
    return [
        ranking.idf(bits[-1].bit_count(), number) * word.share * word.sureness
        for word, bits in found
    ]


@dataclass(frozen=True)
class _Unit:
    """Words that mean one thing together; they are left out together."""

    words: tuple[Asked, ...]
    by_word: tuple[Tiered, ...]
    bits: Tiered  # what holds all of them

    @property
    def apart(self) -> Iterator[Tiered]:
        """What each word finds by itself, where that is no half of a place's name."""
        for word, bits in zip(self.words, self.by_word, strict=True):
            if word.kind != "place":
                yield bits

    @property
    def says(self) -> tuple[int, int]:
        """How much: what the thing is for the least, then how it is, then whatever is
        unknown, then the thing itself; of equals the commoner the less."""
        word = self.words[0]
        if word.share < 1:
            rank = 0
        elif word.kind in ASIDE:
            rank = 1
        else:
            rank = 3 if word.kind in THINGS else 2
        return rank, -self.bits[-1].bit_count()


def _units(found: Sequence[tuple[Asked, Tiered]]) -> list[_Unit]:
    members: dict[int, list[tuple[Asked, Tiered]]] = defaultdict(list)
    for word, bits in found:
        members[word.unit].append((word, bits))
    return [
        _Unit(words, by_word, _all(by_word))
        for words, by_word in (zip(*unit, strict=True) for unit in members.values())
    ]


def _layers(units: Sequence[_Unit], *, exact: bool) -> list[int]:
    """All; without what says least, in turn; any; any word of what several mean
    together, but for the names of places."""
    every = _all([unit.bits for unit in units])
    layers = list(every)
    if exact:
        return layers
    left = sorted(units, key=lambda unit: unit.says)
    while len(left) > 2 and layers[-1].bit_count() < ENOUGH:
        left.pop(0)
        layers += _all([unit.bits for unit in left])
    if layers[-1].bit_count() < ENOUGH:
        layers += _any([unit.bits for unit in units])
    if layers[-1].bit_count() < (ENOUGH if len(units) == 1 else FEW):
        layers += _any([bits for unit in units for bits in unit.apart])
    return layers


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
