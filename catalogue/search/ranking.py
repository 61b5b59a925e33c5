"""The order of what was found. Pure: no database, no clock.

A word counts by where a document holds it, and by how sure the way is by which it was
found. Fields add up, so that a product in a category comes before one that only
mentions it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from catalogue.search import analysis
from catalogue.search.documents import Fields
from catalogue.search.plan import Asked, Way

NAME = "name"
FIELD_WEIGHTS = {
    "name": 10.0,
    "category": 5.5,
    "regency": 4.0,
    "tags": 2.1,
    "seller": 2.1,
    "ancestors": 1.75,
    "description": 1.2,
}
ACROSS = 0.7  # a phrase whose words lie in several fields
COVERED = 0.75  # how much of a score rests on the share of words found
IN_NAME = 0.25
SIGNALS = 0.1  # a score moves by this much at most, up or down
FRESH_DAYS = 180
CODE_FIELDS = {analysis.CATEGORY: "category", analysis.REGENCY: "regency"}


@dataclass(frozen=True)
class Candidate:
    key: int
    id: UUID
    seller_id: UUID
    fields: Fields
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
    scorer = _Scorer(words, weights)
    scored = [(scorer.score(c), c) for c in candidates]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [Ranked(c.id, c.key, score) for score, c in scored]


Held = Mapping[str, set[str]]  # token that is asked for → the fields that hold it


class _Scorer:
    def __init__(self, words: Sequence[Asked], weights: Sequence[float]):
        self.words = [sorted(w.ways, key=lambda way: -way.weight) for w in words]
        self.weights = weights
        self.total = sum(weights) or 1.0
        self.wanted = {token for word in words for token in word.tokens()}
        # Words of the documents so far, and the tokens of those that are asked for.
        self.seen: set[str] = set()
        self.hits: dict[str, list[str]] = {}

    def score(self, candidate: Candidate) -> int:
        held = self._held(candidate.fields)
        total = covered = in_name = 0.0
        for ways, weight in zip(self.words, self.weights, strict=True):
            by_field = _by_field(ways, held)
            if not by_field:
                continue
            total += weight * sum(
                FIELD_WEIGHTS[name] * sure for name, sure in by_field.items()
            )
            covered += weight * max(by_field.values())
            in_name += weight * by_field.get(NAME, 0.0)
        total *= 1 - COVERED + COVERED * covered / self.total
        total *= 1 + IN_NAME * in_name / self.total
        total *= 1 - 0.01 * max(0, len(candidate.fields.words[NAME]) - 8)
        total *= 1 + SIGNALS * (2 * candidate.signal - 1)
        return round(total * 1_000_000)

    def _held(self, fields: Fields) -> Held:
        """Set work rather than a loop: most words of a document are not asked for."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, texts in fields.words.items():
            words = set(texts)
            for word in words - self.seen:
                if tokens := self.wanted.intersection(analysis.forms(word)):
                    self.hits[word] = list(tokens)
            self.seen |= words
            for word in words & self.hits.keys():
                for token in self.hits[word]:
                    found[token].add(name)
        for code in self.wanted.intersection(fields.codes):
            found[code].add(CODE_FIELDS[code[0]])
        return found


def _by_field(ways: Sequence[Way], held: Held) -> dict[str, float]:
    """How surely each field holds the word: the best of its ways."""
    best: dict[str, float] = {}
    for way in ways:
        parts = [
            set[str]().union(*(held[token] for token in part if token in held))
            for part in way.parts
        ]
        if not all(parts):
            continue
        fields, sure = set.intersection(*parts), way.weight
        if not fields:  # a phrase whose words lie in several
            fields, sure = {min(parts[-1], key=_weight_of)}, way.weight * ACROSS
        for name in fields:
            best[name] = max(best.get(name, 0.0), sure)
    return best


def _weight_of(name: str) -> float:
    return FIELD_WEIGHTS[name]


AT_THE_TOP = 12
PER_SELLER = 2
NO_WORSE = 0.95


def mixed(
    ranked: Sequence[Ranked], seller_of: Mapping[int, UUID], named: frozenset[UUID]
) -> list[Ranked]:
    """At most two of a seller among the first twelve, while others are about as good
    and the query does not name her."""
    waiting = list(ranked)
    top: list[Ranked] = []
    count: dict[UUID, int] = defaultdict(int)
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
