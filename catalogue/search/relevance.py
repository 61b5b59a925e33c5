"""Pages by relevance, of products or sellers: a ranked head, then the rest by where
and how well it matches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from catalogue.listings import generation, pages
from catalogue.listings.statements import Position, Row
from catalogue.search import postings, service
from catalogue.search.backends import Index
from catalogue.search.models import ProductDocument, SellerDocument
from catalogue.search.ranking import Ranked
from catalogue.search.service import Match

UNRANKED = -1
SPARE = 20  # keys read beyond a page, for rows that have just gone

_ROWS: dict[Index, Callable[[Sequence[int], str], list[Row]]] = {
    Index.PRODUCT: pages.of_keys,
    Index.SELLER: pages.of_seller_keys,
}


@dataclass(frozen=True)
class Spot:
    """Where a page ended: the row's place then, and what it rested on."""

    generation: int
    place: int
    score: int

    def text(self) -> str:
        return f"{self.generation}.{self.place}.{self.score}"

    @classmethod
    def parse(cls, text: str) -> "Spot":
        """Raises `ValueError` for any other text."""
        seen, place, score = map(int, text.split("."))
        if place < 0 or place >= 2**62:
            raise ValueError(text)
        return cls(seen, place, score)


def page(
    found: Match,
    selected: int,
    *,
    language: str,
    limit: int,
    position: Position | None,
) -> list[Row]:
    """Up to `limit` rows in reading order; backwards, the nearest first. The key of a
    row is a `Spot` as text. Raises `ValueError` for a position of another order."""
    state = generation.current()
    order = _Order(found, *service.ordered(found, selected, state.on))
    start = 0 if position is None else order.place_of(position, state.generation)
    if position is not None and position.backwards:
        first = max(0, start - limit - SPARE)
        numbered = list(enumerate(order.keys(first, start - first), first))[::-1]
    else:
        numbered = list(enumerate(order.keys(start, limit + SPARE), start))
    read, rows = _ROWS[found.index], list[Row]()
    while numbered and len(rows) < limit:
        missing = limit - len(rows)
        part, numbered = numbered[:missing], numbered[missing:]
        place_of = {key: place for place, key in part}
        rows += [
            (
                Spot(state.generation, place_of[key], order.score(key)).text(),
                ident,
                summary,
            )
            for key, ident, summary in read([key for _, key in part], language)
        ]
    return rows


class _Order:
    """All keys of a selection, the ranked first."""

    def __init__(self, found: Match, ranked: Sequence[Ranked], rest: int):
        self.found, self.ranked, self.rest = found, ranked, rest
        self._scores = {row.key: row.score for row in ranked}

    def score(self, key: int) -> int:
        return self._scores.get(key, UNRANKED)

    def keys(self, start: int, number: int) -> list[int]:
        with postings.reading(self.found.index) as held:
            return list(islice(self._walk(held), start, start + number))

    def _walk(self, held: postings.Postings) -> Iterator[int]:
        yield from (row.key for row in self.ranked)
        most = self.rest.bit_count()
        yield from service.candidates(self.found, self.rest, held, most)

    def place_of(self, position: Position, seen: int) -> int:
        """Where to go on: at the place itself while nothing has moved, else beside the
        row, else beside what scores as it did."""
        spot = Spot.parse(position.key)
        step = 0 if position.backwards else 1
        if spot.generation == seen:
            return spot.place + step
        if (place := self._place_now(position.id)) is not None:
            return place + step
        if spot.score == UNRANKED:
            return spot.place + step
        before = (-spot.score, position.id)
        return sum((-row.score, row.id) < before for row in self.ranked)

    def _place_now(self, ident: UUID) -> int | None:
        key = _key(ident, self.found.index)
        if key is None or not (key in self._scores or self.rest >> key & 1):
            return None
        with postings.reading(self.found.index) as held:
            walk = enumerate(self._walk(held))
            return next((place for place, one in walk if one == key), None)


def _key(ident: UUID, index: Index) -> int | None:
    if index is Index.PRODUCT:
        keys = ProductDocument.objects.filter(product_id=ident).values_list("key")
        return next((key for (key,) in keys), None)
    keys_of_sellers = SellerDocument.objects.filter(seller_id=ident).values_list("key")
    return next((key for (key,) in keys_of_sellers), None)
