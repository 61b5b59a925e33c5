"""What to offer while someone types: where to go, and what to search for.

What was typed so far is read as a query is, its last word as not written to its end.
It is looked for in names alone, so that an answer takes a few milliseconds however
large the catalogue is; for misspelt words only where nothing else is found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue.listings import bitmaps, reference, statements
from catalogue.listings.reference import Reference
from catalogue.search import (
    analysis,
    dictionary,
    documents,
    postings,
    queries,
    vocabulary,
)
from catalogue.search.analysis import PREFIX, PREFIXES, ROOT, STEM, WORD
from catalogue.search.backends import Index
from catalogue.search.dictionary import Concept, Phrase
from catalogue.search.documents import category_token
from catalogue.search.models import Term
from catalogue.search.postings import Postings
from catalogue.texts import fold, resolve

MOST = 8
SHARE = 2  # of each kind that has as many
LEAST_LETTERS = 2
MOST_WORDS = 6
CANDIDATES = 12  # listings that begin so; and as many that mean the same
COMPLETIONS = 24
OWN_COMPLETIONS = 6  # words of the dictionary, each with all it means
LEAST_MISSPELT = 4  # letters
TWO_MISTAKES = 8
LIKELY = 12  # words looked at for a misspelt one
MOST_MEANT = 3  # it is taken for, and as many it is taken to begin
BESIDE = 3000  # published words with the same first two letters that are compared

TYPED, BEGUN, MEANT, MISSPELT = 1.0, 0.9, 0.7, 0.4
STARTS = 0.04  # added where the whole text begins as was typed
OTHER_LANGUAGE = 0.95  # found by a name in another than is shown

Kind = Literal["category", "query", "product", "seller"]


class Suggestion(NamedTuple):
    kind: Kind
    text: str
    id: str


def suggest(typed: str, language: str) -> list[Suggestion]:
    """The best of each kind, `MOST` in all; none for fewer than two letters."""
    words = [word.text for word in analysis.words(typed)][:MOST_WORDS]
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    asked = _Asked.of(words, fold(typed))
    found = _found(asked, language)
    if not any(found.values()) and _is_between(words):
        return suggest(" ".join(words[:-1]), language)
    if not any(found.values()) and (meant := _misspelt(asked)):
        found = _found(meant, language)
    return _shared_out(found)


def _is_between(words: Sequence[str]) -> bool:
    """The last word says nothing yet: `tas untuk`."""
    return len(words) > 1 and words[-1] in dictionary.current().stop_words


def _found(asked: "_Asked", language: str) -> dict[Kind, list[Suggestion]]:
    """In the order in which they are shown."""
    return {
        "category": _categories(asked, language),
        "query": _queries(asked, language),
        "product": _listings(asked, language, Index.PRODUCT),
        "seller": _listings(asked, language, Index.SELLER),
    }


def _shared_out(found: dict[Kind, list[Suggestion]]) -> list[Suggestion]:
    """Each kind its share, the rest to products and whatever else there is. The same
    text comes once."""
    seen: set[str] = set()
    once: dict[Kind, list[Suggestion]] = {}
    for kind, suggestions in found.items():
        once[kind] = []
        for suggestion in suggestions:
            if (text := fold(suggestion.text)) not in seen:
                seen.add(text)
                once[kind].append(suggestion)
    size = {kind: min(SHARE, len(rows)) for kind, rows in once.items()}
    for kind in ("product", "query", "category", "seller"):
        left = MOST - sum(size.values())
        size[kind] += min(left, len(once[kind]) - size[kind])
    return [row for kind, rows in once.items() for row in rows[: size[kind]]]


# How what was typed is read


class _Way(NamedTuple):
    """One way to find a word: every part, by any of its tokens."""

    parts: tuple[frozenset[str], ...]
    weight: float


@dataclass(frozen=True)
class _Asked:
    words: tuple[str, ...]
    ways: tuple[tuple[_Way, ...], ...]  # of each word
    text: str  # as typed, folded

    @classmethod
    def of(cls, words: Sequence[str], text: str) -> "_Asked":
        *finished, last = words
        stop_words = dictionary.current().stop_words
        kept = [*(w for w in finished if w not in stop_words), last]
        ways = [[*_literal(w, TYPED), *_meanings((w,), MEANT)] for w in kept]
        ways[-1] += _completed(last)
        for start in range(len(kept) - 1):
            together = list(_meanings(tuple(kept[start : start + 2]), MEANT))
            ways[start] += together
            ways[start + 1] += together
        return cls(tuple(kept), tuple(map(tuple, ways)), text)

    def fit(self, tokens: Set[str]) -> float:
        """How well a name with these tokens fits, 0 if a word is missing."""
        total = 0.0
        for alone, together in zip(self.alone, self.together, strict=True):
            best = max((alone[token] for token in alone.keys() & tokens), default=0.0)
            for way in together:
                if way.weight > best and not any(map(tokens.isdisjoint, way.parts)):
                    best = way.weight
            if not best:
                return 0.0
            total += best
        return total / len(self.ways)

    @cached_property
    def alone(self) -> list[dict[str, float]]:
        """Of each word, the tokens that are a way by themselves: token → weight."""
        found: list[dict[str, float]] = []
        for ways in self.ways:
            weights: dict[str, float] = {}
            for way in ways:
                if len(way.parts) == 1:
                    for token in way.parts[0]:
                        weights[token] = max(way.weight, weights.get(token, 0.0))
            found.append(weights)
        return found

    @cached_property
    def together(self) -> list[list[_Way]]:
        """Of each word, the ways of several parts."""
        return [[way for way in ways if len(way.parts) > 1] for ways in self.ways]

    def bits(self, held: Postings, least: float, *, beside: bool = False) -> int:
        """Listings whose names hold all words, by ways of this weight or more.
        `beside`: names, or what stands beside them: categories, places, sellers."""
        found = held.everything
        used = [[way for way in ways if way.weight >= least] for ways in self.ways]
        parts = (part for ways in used for way in ways for part in way.parts)
        held.named(chain.from_iterable(parts), beside=beside)  # asked for at once
        for ways in used:
            by_word = 0
            for way in ways:
                by_word |= _by_way(way, held, beside)
            found &= by_word
            if not found:
                return 0
        return found


def _by_way(way: _Way, held: Postings, beside: bool) -> int:
    found = held.everything
    for part in way.parts:
        found &= held.named(part, beside=beside)
    return found


def _literal(word: str, weight: float) -> Iterator[_Way]:
    yield _Way((_any_form(word),), weight)


def _any_form(word: str) -> frozenset[str]:
    return frozenset([WORD + word, ROOT + word, STEM + analysis.stem(word)])


def _meanings(phrase: Phrase, weight: float) -> Iterator[_Way]:
    for concept in dictionary.current().meanings(phrase):
        yield from _concept(concept, weight)


def _concept(concept: Concept, weight: float) -> Iterator[_Way]:
    for term in concept.terms:
        yield _Way(tuple(map(_any_form, term)), weight)
    for category in concept.categories:
        yield _Way((frozenset([category_token(category)]),), weight)


def _completed(beginning: str) -> Iterator[_Way]:
    """Whatever begins so, and what the dictionary's words that begin so mean."""
    if len(beginning) <= PREFIXES:
        yield _Way((frozenset([PREFIX + beginning]),), BEGUN)
    elif terms := vocabulary.completions(beginning, COMPLETIONS):
        yield _Way((frozenset(WORD + term for term in terms),), BEGUN)
    if len(beginning) > LEAST_LETTERS:
        begun = dictionary.current().completions(beginning)
        for word in sorted(begun, key=lambda w: (len(w), w))[:OWN_COMPLETIONS]:
            yield from _meanings((word,), MEANT)


def _misspelt(asked: _Asked) -> _Asked | None:
    """The same with other words for those that nothing published is named by."""
    ways = list(asked.ways)
    last = len(ways) - 1
    for place, word in enumerate(asked.words):
        if len(word) < LEAST_MISSPELT or _is_named(ways[place]):
            continue
        meant = _meant(word, is_last=place == last)
        ways[place] += tuple(
            replaced
            for term in meant
            for way in chain(_literal(term, 1), _meanings((term,), MEANT))
            for replaced in [_Way(way.parts, way.weight * MISSPELT)]
        )
    return replace(asked, ways=tuple(ways)) if ways != list(asked.ways) else None


def _is_named(ways: Iterable[_Way]) -> bool:
    tokens = [t for way in ways if way.weight >= BEGUN for p in way.parts for t in p]
    with postings.reading(Index.PRODUCT) as held:
        return bool(held.named(tokens))


def _meant(word: str, *, is_last: bool) -> list[str]:
    """Known words it may have been meant for, then those it may begin: the nearest,
    and of equally near ones those that more products are named by."""
    whole = {**dictionary.current().near(word), **vocabulary.near(word)}
    begun = _begun(word) if is_last else {}
    return [*_nearest(word, whole), *_nearest(word, begun)]


def _begun(word: str) -> dict[str, int]:
    """Words with a beginning near this one → edits."""
    most = 2 if len(word) >= TWO_MISTAKES else 1
    terms = [*dictionary.current().words, *_beside(word)]
    found: dict[str, int] = {}
    for size in (len(word) - 1, len(word), len(word) + 1):
        for _, edits, place in process.extract(
            word,
            [term[:size] for term in terms],
            scorer=OSA.distance,
            score_cutoff=most,
            limit=None,
        ):
            term = terms[place]
            found[term] = min(int(edits), found.get(term, most))
    return found


def _beside(word: str) -> list[str]:
    """Published words with its first two letters."""
    start = word[:2]
    terms = Term.objects.filter(text__gte=start, text__lt=start + "\U0010ffff")
    return list(terms.order_by("text").values_list("text", flat=True)[:BESIDE])


def _nearest(word: str, edits: Mapping[str, int]) -> list[str]:
    def far(term: str) -> tuple[int, bool]:
        return edits[term], term[0] != word[0]

    likely = sorted(edits, key=lambda t: (*far(t), len(t), t))[:LIKELY]
    with postings.reading(Index.PRODUCT) as held:
        held.named(WORD + term for term in likely)  # asked for at once
        named = {t: held.named([WORD + t]).bit_count() for t in likely}
    return sorted(likely, key=lambda t: (*far(t), -named[t], t))[:MOST_MEANT]


# What there is of each kind, the best first


@lru_cache(maxsize=1024)
def _tokens(text: str) -> frozenset[str]:
    words = list(analysis.words(text))
    words += analysis.compounds(text, words)
    return frozenset(t for word in words for t in analysis.forms(word.text))


def _ranked(
    asked: _Asked, fitting: Iterable[tuple[float, Suggestion]]
) -> list[Suggestion]:
    """Equally fitting ones stay in their order."""
    scored = [
        (fit + STARTS * fold(suggestion.text).startswith(asked.text), suggestion)
        for fit, suggestion in fitting
    ]
    scored.sort(key=lambda pair: -pair[0])
    return [suggestion for _, suggestion in scored[:MOST]]


_category_tokens: tuple[Reference, dict[str, set[str]]] | None = None


def _categories(asked: _Asked, language: str) -> list[Suggestion]:
    """Those that have products."""
    known = reference.current()
    fitting = [
        (
            fit,
            Suggestion(
                "category", resolve(known.categories[code].name, language), code
            ),
        )
        for code, tokens in _tokens_of_categories(known).items()
        if (fit := asked.fit(tokens))
    ]
    with bitmaps.following() as held:
        fitting = [
            (fit, row)
            for fit, row in fitting
            if held.with_any(f"c:{code}" for code in known.subtree(row.id))
        ]
    return _ranked(asked, fitting)


def _tokens_of_categories(known: Reference) -> dict[str, set[str]]:
    """Of their names in all languages, and their own."""
    global _category_tokens
    kept = _category_tokens
    if kept is None or kept[0] is not known:
        found = {
            code: {category_token(code)}.union(*map(_tokens, row.name.values()))
            for code, row in known.categories.items()
        }
        kept = _category_tokens = (known, found)
    return kept[1]


def _queries(asked: _Asked, language: str) -> list[Suggestion]:
    """What many searched for, while it finds something."""
    fitting = [
        (fit, Suggestion("query", query, query))
        for query in queries.popular(language)
        if query != asked.text and (fit := asked.fit(_tokens(query)))
    ]
    published = (s for s in _ranked(asked, fitting) if queries.is_published(s.id))
    return list(islice(published, SHARE * 2))


def _listings(asked: _Asked, language: str, index: Index) -> list[Suggestion]:
    """Products or sellers, the better ones of equally fitting ones first."""
    keys = _keys(asked, index)
    if not keys:
        return []
    kind: Kind = "product" if index is Index.PRODUCT else "seller"
    read = statements.product_rows if kind == "product" else statements.seller_rows
    rows = read(keys, language)
    place = {key: number for number, key in enumerate(keys)}
    names = _names(keys, index)
    fitting = []
    for key, ident, summary, _ in sorted(rows, key=lambda row: place[row[0]]):
        name = statements.name_in(summary)
        fit = max(asked.fit(_tokens(name)), asked.fit(names[key]) * OTHER_LANGUAGE)
        fitting.append((fit, Suggestion(kind, name, str(ident))))
    return _ranked(asked, fitting)


def _names(keys: Sequence[int], index: Index) -> dict[int, set[str]]:
    """The tokens of their names in all languages."""
    these = statements.any_of("key", keys)
    found = statements.fetch(
        f"SELECT key, body FROM search_{index}document WHERE {these.sql}", these.values
    )
    names = {}
    for key, body in found:
        head = body.split("\n", 2)[:2]  # codes and name, of all its lines
        words = documents.parse("\n".join(head)).words["name"]
        names[key] = {token for word in words for token in analysis.forms(word)}
    return names


def _keys(asked: _Asked, index: Index) -> list[int]:
    with postings.reading(index) as held:
        typed = asked.bits(held, BEGUN)
        keys = list(islice(held.best(typed), CANDIDATES))
        if len(keys) < CANDIDATES:
            other = asked.bits(held, 0) & ~typed
            keys += islice(held.best(other), CANDIDATES)
        if not keys and len(asked.words) > 1 and index is Index.PRODUCT:
            around = asked.bits(held, 0, beside=True)
            keys += islice(held.best(around), CANDIDATES)
    return keys
