"""What matches a query, and in which order: the two things everything else asks."""

from collections import OrderedDict
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_
from threading import Lock
from typing import Any

from catalogue.dates import micros
from catalogue.listings import generation
from catalogue.listings.bitmaps import bits_of
from catalogue.listings.statements import fetch, from_db_id
from catalogue.search import (
    dictionary,
    documents,
    postings,
    ranking,
    reading,
    retrieval,
    vocabulary,
)
from catalogue.search.backends import Index
from catalogue.search.postings import Postings
from catalogue.search.ranking import Candidate, Ranked
from catalogue.search.retrieval import Match

RANKED = 200  # candidates that are scored; the rest follow by where they match
KEPT = 64  # results a process remembers within one generation
A_DAY = timedelta(days=1) // timedelta(microseconds=1)


class _Memory:
    """Results of one generation: the next page, the facets and the words that follow
    one another ask the same again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._generation = -1
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, find: Callable[[], Any]) -> Any:
        seen = generation.current().generation
        with self._lock:
            if self._generation != seen:
                self._generation = seen
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = find()
        with self._lock:
            if self._generation == seen:  # else it is of before, or half of it
                self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


_memory = _Memory()
forget = _memory.forget


def match(query: str, *, exact: bool = False, index: Index = Index.PRODUCT) -> Match:
    """What matches, chosen from the query alone; filters come after."""
    return _memory.get(
        (index, query, exact), lambda: _match(query, exact=exact, index=index)
    )


def _match(query: str, *, exact: bool, index: Index) -> Match:
    known = dictionary.current()
    with postings.reading(index) as held:
        lexicon = _Lexicon(held)
        read = reading.read(query, known, lexicon, exact=exact)
        hint = reading.read(query, known, lexicon).corrected if exact else None
        return retrieval.retrieve(query, read, held, exact=exact, did_you_mean=hint)


class _Lexicon:
    """The published words, counted by their documents."""

    def __init__(self, held: Postings):
        self.held = held

    def count(self, tokens: Sequence[str]) -> int:
        return self._any(tokens).bit_count()

    def named(self, tokens: Sequence[str]) -> int:
        return self.held.named(tokens, beside=True).bit_count()

    def finds(self, parts: Sequence[Sequence[str]]) -> bool:
        return bool(reduce(and_, map(self._any, parts)))

    def _any(self, tokens: Sequence[str]) -> int:
        return reduce(or_, map(self.held.bits, tokens), 0)

    def load(self, tokens: Iterable[str]) -> None:
        self.held.load(tokens)

    def published(self, words: Iterable[str]) -> set[str]:
        return vocabulary.known(words)

    def near(self, word: str) -> dict[str, int]:
        return vocabulary.near(word)

    def written_out(self, consonants: str) -> list[str]:
        return vocabulary.written_out(consonants)

    def completions(self, letters: str, limit: int) -> list[str]:
        return vocabulary.completions(letters, limit)


def ordered(found: Match, selected: int, on: date) -> tuple[list[Ranked], int]:
    """The ranked head of those selected, and the bits of those that follow it."""
    if not found.words:
        return [], selected
    key = (found.index, found.query, found.exact, "ordered", selected, on)
    return _memory.get(key, lambda: _ordered(found, selected, on))


def _ordered(found: Match, selected: int, on: date) -> tuple[list[Ranked], int]:
    wanted = {token for word in found.words for token in word.tokens()}
    with postings.reading(found.index) as held:
        keys = list(candidates(found, selected, held, RANKED))
        prose = held.prose(wanted, keys)
    loaded = list(_LOADERS[found.index](prose, on))
    ranked = ranking.rank(found.words, found.weights, loaded)
    sellers = {candidate.key: candidate.seller_id for candidate in loaded}
    named = frozenset(c.seller_id for c in loaded if _names_seller(found, c))
    return ranking.mixed(ranked, sellers, named), selected & ~bits_of(keys)


Prose = Mapping[int, set[str]]  # of each candidate, by its key


def _products(prose: Prose, on: date) -> Iterator[Candidate]:
    rows = _rows(
        "key, product_id, seller_id, body, readiness, completeness, published_key",
        "search_productdocument",
        prose,
    )
    now = micros(datetime.combine(on, time.min, UTC))
    for key, product_id, seller_id, body, readiness, complete, published in rows:
        yield Candidate(
            key=key,
            id=from_db_id(product_id),
            seller_id=seller_id,
            fields=documents.parse_head(body),
            prose=prose[key],
            signal=ranking.signal(readiness, complete, (now - published) // A_DAY),
        )


def _sellers(prose: Prose, on: date) -> Iterator[Candidate]:
    columns = "key, seller_id, body, quality"
    for key, seller_id, body, quality in _rows(columns, "search_sellerdocument", prose):
        yield Candidate(
            key=key,
            id=from_db_id(seller_id),
            seller_id=seller_id,
            fields=documents.parse_head(body),
            prose=prose[key],
            signal=quality / (documents.QUALITIES - 1),
        )


def _rows(columns: str, table: str, keys: Collection[int]) -> list[tuple]:
    """Past the ORM, which takes as long for these as the ranking does."""
    marks = ", ".join(["%s"] * len(keys)) or "NULL"
    return fetch(f"SELECT {columns} FROM {table} WHERE key IN ({marks})", keys)


_LOADERS = {Index.PRODUCT: _products, Index.SELLER: _sellers}


def _names_seller(found: Match, candidate: Candidate) -> bool:
    """Whether a word of the query is in her name and nowhere else above the prose."""
    words = candidate.fields.words
    asked = {word.read for word in found.words} & set(words.get("seller", ()))
    return any(
        not any(word in held for field, held in words.items() if field != "seller")
        for word in asked
    )


def candidates(found: Match, selected: int, held: Postings, most: int) -> Iterator[int]:
    """Keys by where they match, then by quality, then by key; `most` of them."""
    before = 0
    for layer in found.layers:
        for key in held.best(layer & selected & ~before):
            if not most:
                return
            most -= 1
            yield key
        before |= layer
