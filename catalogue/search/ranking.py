"""The order of what was found. Pure: no database, no clock.

A word counts by where a document holds it, and by how sure the way is by which it was
found. Fields add up, so that a product in a category comes before one that only
mentions it.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from catalogue.search import analysis
from catalogue.search.documents import PROSE, Fields
from catalogue.search.plan import ASIDE, Asked, Parts, Way

NAME = "name"
FIELD_WEIGHTS = {
    "name": 10.0,
    "category": 5.5,
    "regency": 4.0,
    "tags": 2.1,
    "seller": 2.1,
    "ancestors": 1.75,
    PROSE: 2.0,
}
MENTIONED = 0.55  # in the name of what lies elsewhere than such things do
ACROSS = 0.7  # a phrase whose words lie in several fields, or anywhere in the prose
ONLY_ASIDE = 0.15  # it is as the thing asked for should be, but another thing
COVERED = 0.75  # how much of a score rests on the share of words found
IN_NAME = 0.25
SIGNALS = 0.1  # a score moves by this much at most, up or down
FRESH_DAYS = 180
CODE_FIELDS = {analysis.CATEGORY: "category", analysis.REGENCY: "regency"}


@dataclass(frozen=True)
class Candidate:
    key: int
    id: UUID
    seller_id: Hashable
    fields: Fields  # all but the prose
    prose: Set[str]  # tokens that are asked for and stand in the prose alone
    signal: float  # 0 to 1: readiness, completeness, freshness


@dataclass(frozen=True)
class Ranked:
    id: UUID
    key: int
    score: int  # millionths


def signal(readiness: int, completeness: int, age_days: int) -> float:
    """What speaks for a product beside its words, 0 to 1."""
    fresh = 1 / (1 + max(0, age_days) / FRESH_DAYS)
    return 0.5 * readiness / 4 + 0.3 * completeness / 100 + 0.2 * fresh


def idf(number: int, of: int) -> float:
    return math.log(1 + (of + 1) / (number + 1))


def rank(
    words: Sequence[Asked], weights: Sequence[float], candidates: Iterable[Candidate]
) -> list[Ranked]:
    """Best first, ties by id. `weights`: of each word, by how rare it is."""
    finder = _Finder(words)
    held = [(candidate, finder.held(candidate)) for candidate in candidates]
    asked = [
        _AskedOf(finder.live_ways(word), much, word.home, word.kind in ASIDE)
        for word, much in zip(words, weights, strict=True)
    ]
    names_thing = any(word.kind == "product" for word in words)
    scored = [
        (_score(asked, found, c, names_thing=names_thing), c) for c, found in held
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [Ranked(c.id, c.key, score) for score, c in scored]


LiveWay = tuple[frozenset[str], Way]  # and all its tokens
Held = Mapping[str, set[str]]  # token that is asked for → the fields that hold it


class _Finder:
    """Which of the tokens asked for a document holds. Set work rather than loops: most
    words of a document are not asked for, and most ways find none of these documents.
    """

    def __init__(self, words: Sequence[Asked]):
        self.wanted = {token for word in words for token in word.tokens()}
        self.live: set[str] = set()
        self._seen: set[str] = set()
        self._hits: dict[str, list[str]] = {}  # document's word → tokens asked for

    def held(self, candidate: Candidate) -> Held:
        found: dict[str, set[str]] = defaultdict(set)
        for name, texts in candidate.fields.words.items():
            words = set(texts)
            for word in words - self._seen:
                if tokens := self.wanted.intersection(analysis.forms(word)):
                    self._hits[word] = list(tokens)
            self._seen |= words
            for word in words & self._hits.keys():
                for token in self._hits[word]:
                    found[token].add(name)
        for token in candidate.prose:
            found[token].add(PROSE)
        for code in self.wanted.intersection(candidate.fields.codes):
            found[code].add(CODE_FIELDS[code[0]])
        self.live |= found.keys()
        return found

    def live_ways(self, word: Asked) -> list[LiveWay]:
        """Its ways that may find one of the documents seen, the surest of equals."""
        found: dict[Parts, float] = {}
        for way in word.ways:
            parts = tuple(
                tuple(token for token in part if token in self.live)
                for part in way.parts
            )
            if all(parts):
                found[parts] = max(found.get(parts, 0.0), way.weight)
        return [
            (frozenset().union(*parts), Way(parts, weight))
            for parts, weight in found.items()
        ]


class _AskedOf(NamedTuple):
    """A word, as these documents may hold it."""

    ways: list[LiveWay]
    weight: float
    home: frozenset[str]
    is_aside: bool  # says how the thing is, not what


def _score(
    asked: Sequence[_AskedOf], held: Held, candidate: Candidate, *, names_thing: bool
) -> int:
    whole = sum(word.weight for word in asked) or 1.0
    total = covered = in_name = 0.0
    only_aside = names_thing
    for ways, weight, home, is_aside in asked:
        by_field = _by_field(ways, held)
        if not by_field:
            continue
        only_aside = only_aside and is_aside
        if NAME in by_field and home and home.isdisjoint(candidate.fields.codes):
            by_field[NAME] *= MENTIONED
        # In one order always: sums of floats depend on it.
        total += weight * sum(
            field * by_field[name]
            for name, field in FIELD_WEIGHTS.items()
            if name in by_field
        )
        covered += weight * max(by_field.values())
        in_name += weight * by_field.get(NAME, 0.0)
    total *= 1 - COVERED + COVERED * covered / whole
    total *= 1 + IN_NAME * in_name / whole
    total *= 1 - 0.01 * max(0, len(candidate.fields.words[NAME]) - 8)
    total *= 1 + SIGNALS * (2 * candidate.signal - 1)
    total *= ONLY_ASIDE if only_aside else 1
    return round(total * 1_000_000)


def _by_field(ways: Sequence[LiveWay], held: Held) -> dict[str, float]:
    """How surely each field holds the word: the best of its ways."""
    best: dict[str, float] = {}
    for tokens, way in ways:
        if held.keys().isdisjoint(tokens):
            continue
        parts = [
            set[str]().union(*(held[token] for token in part if token in held))
            for part in way.parts
        ]
        if not all(parts):
            continue
        fields, sure = set.intersection(*parts), way.weight
        apart = sure * ACROSS if len(parts) > 1 else sure
        if not fields:
            fields, sure = {min(parts[-1], key=_by_weight)}, apart
        for name in fields:
            here = apart if name == PROSE else sure
            if best.get(name, 0.0) < here:
                best[name] = here
    return best


def _by_weight(name: str) -> tuple[float, str]:
    return FIELD_WEIGHTS[name], name


AT_THE_TOP = 12
PER_SELLER = 2
NO_WORSE = 0.95


def mixed(
    ranked: Sequence[Ranked],
    seller_of: Mapping[int, Hashable],
    named: frozenset[Hashable],
) -> list[Ranked]:
    """At most two of a seller among the first twelve, while others are about as good
    and the query does not name her."""
    waiting = list(ranked)
    top: list[Ranked] = []
    count: dict[Hashable, int] = defaultdict(int)
    while waiting and len(top) < AT_THE_TOP:
        least = waiting[0].score * NO_WORSE
        place = next(
            (
                place
                for place, row in enumerate(waiting)
                if row.score < least
                or seller_of[row.key] in named
                or count[seller_of[row.key]] < PER_SELLER
            ),
            0,
        )
        if waiting[place].score < least:
            place = 0
        row = waiting.pop(place)
        count[seller_of[row.key]] += 1
        top.append(row)
    return top + waiting
