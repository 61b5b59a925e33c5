"""Pages by relevance, of products or sellers: a ranked head, then the rest by where
and how well it matches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from catalogue.listings import generation, pages
from catalogue.listings.generation import State
from catalogue.listings.statements import Position, Row
from catalogue.search import matching, postings
from catalogue.search.backends import Index
from catalogue.search.models import ProductDocument, SellerDocument
from catalogue.search.ranking import Ranked
from catalogue.search.retrieval import Match

SPARE = 20  # keys read beyond a page, for rows that have just gone

_ROWS: dict[Index, Callable[[Sequence[int], str], list[Row]]] = {
    Index.PRODUCT: pages.of_keys,
    Index.SELLER: pages.of_seller_keys,
}


class BadSpot(ValueError):
    """A position that no page of this order ended at."""


@dataclass(frozen=True)
class Spot:
    """Where a page ended: the row's place then, in the order of that generation and day
    (freshness counts in it)."""

    generation: int
    day: int
    place: int

    @classmethod
    def at(cls, state: State, place: int) -> "Spot":
        return cls(state.generation, state.on.toordinal(), place)

    def text(self) -> str:
        return f"{self.generation}.{self.day}.{self.place}"

    @classmethod
    def parse(cls, text: str) -> "Spot":
        try:
            spot = cls(*map(int, text.split(".")))
        except (TypeError, ValueError):
            raise BadSpot(text) from None
        if spot.place < 0 or spot.place >= 2**62:
            raise BadSpot(text)
        return spot


def page(
    found: Match,
    selected: int,
    *,
    language: str,
    limit: int,
    position: Position | None,
) -> list[Row]:
    """Up to `limit` rows in reading order; backwards, the nearest first. The key of a
    row is a `Spot` as text. Raises `BadSpot` for a position of another order."""
    state = generation.current()
    order = _Order(found, *matching.ordered(found, selected, state.on))
    start = 0 if position is None else order.place_of(position, state)
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
                Spot.at(state, place_of[key]).text(),
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
        self._ranked = {row.key for row in ranked}

    def keys(self, start: int, number: int) -> list[int]:
        with postings.reading(self.found.index) as held:
            return list(islice(self._walk(held), start, start + number))

    def _walk(self, held: postings.Postings) -> Iterator[int]:
        yield from (row.key for row in self.ranked)
        most = self.rest.bit_count()
        yield from matching.candidates(self.found, self.rest, held, most)

    def place_of(self, position: Position, state: State) -> int:
        """Where to go on: beside the row. Where it has gone, at its place, which the
        row after it has taken."""
        spot = Spot.parse(position.key)
        step = 0 if position.backwards else 1
        if spot == Spot.at(state, spot.place):
            return spot.place + step
        if (place := self._place_now(position.id)) is not None:
            return place + step
        return spot.place

    def _place_now(self, ident: UUID) -> int | None:
        key = _key(ident, self.found.index)
        if key is None or not (key in self._ranked or self.rest >> key & 1):
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
