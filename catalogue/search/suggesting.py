"""What to offer while someone types: where to go, and what to search for.

It is looked for in names alone, so that an answer takes a few milliseconds however
large the catalogue is; beside them, or for misspelt words, only where nothing is named
so. What lies where such things are comes before what only has the word in its name.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from catalogue.listings import bitmaps, reference, statements
from catalogue.listings.reference import Reference
from catalogue.search import analysis, dictionary, documents, postings, queries
from catalogue.search.backends import Index
from catalogue.search.documents import category_token
from catalogue.search.plan import ASIDE
from catalogue.search.typed import STARTED, Finder, Typed
from catalogue.texts import fold, resolve

MOST = 8
SHARE = 2  # of each kind that has as many
LEAST_LETTERS = 2
CANDIDATES = 12  # listings that begin so; and as many that mean the same

# What is added to how well a name fits: it lies where such things are; it has the
# amount asked for; the whole text begins as was typed.
AT_HOME, HAS_AMOUNT, STARTS = 0.2, 0.1, 0.04
OTHER_LANGUAGE = 0.95  # found by a name in another than is shown

Kind = Literal["category", "query", "product", "seller"]


class Suggestion(NamedTuple):
    kind: Kind
    text: str
    id: str


def suggest(text: str, language: str) -> list[Suggestion]:
    """The best of each kind, `MOST` in all; none for fewer than two letters."""
    words = [word.text for word in analysis.words(text)]
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    typed = Typed.of(words, fold(text))
    found = _found(typed, language)
    if not any(found.values()) and _is_between(words):
        return suggest(" ".join(words[:-1]), language)
    if not any(found.values()) and (meant := typed.put_right()):
        found = _found(meant, language)
    if not any(found.values()) and _is_aside(words):
        return suggest(" ".join(words[:-1]), language)
    return _shared_out(found)


def _is_between(words: Sequence[str]) -> bool:
    """The last word says nothing yet: `tas untuk`."""
    return len(words) > 1 and words[-1] in dictionary.current().stop_words


def _is_aside(words: Sequence[str]) -> bool:
    """The last word says how the thing is or for whom, which few names do: `tas
    wanita`."""
    meant = dictionary.current().meanings((words[-1],))
    return len(words) > 1 and bool(meant) and all(c.kind in ASIDE for c in meant)


def _found(typed: Typed, language: str) -> dict[Kind, list[Suggestion]]:
    """In the order in which they are shown."""
    categories = _fitting(typed)
    best = max(categories.values(), default=0.0)
    home = [code for code, fit in categories.items() if fit == best]
    return {
        "category": _categories(typed, categories, language),
        "query": _queries(typed, language),
        "product": _listings(typed, home, language, Index.PRODUCT),
        "seller": _listings(typed, home, language, Index.SELLER),
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


@lru_cache(maxsize=1024)
def _tokens(text: str) -> frozenset[str]:
    words = list(analysis.words(text))
    words += analysis.compounds(text, words)
    return frozenset(t for word in words for t in analysis.forms(word.text))


def _ranked(
    typed: Typed, fitting: Iterable[tuple[float, Suggestion]]
) -> list[Suggestion]:
    """Equally fitting ones stay in their order."""
    scored = [
        (fit + STARTS * fold(suggestion.text).startswith(typed.text), suggestion)
        for fit, suggestion in fitting
    ]
    scored.sort(key=lambda pair: -pair[0])
    return [suggestion for _, suggestion in scored[:MOST]]


# Categories

_category_tokens: tuple[Reference, dict[str, set[str]]] | None = None


def _fitting(typed: Typed) -> dict[str, float]:
    """Codes of the categories that fit, and how well."""
    tokens_of = _tokens_of_categories(reference.current())
    fits = {code: typed.fit(tokens) for code, tokens in tokens_of.items()}
    return {code: fit for code, fit in fits.items() if fit}


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


def _categories(
    typed: Typed, fits: dict[str, float], language: str
) -> list[Suggestion]:
    """Those that have products."""
    known = reference.current()
    with bitmaps.following() as held:
        filled = [
            code
            for code in fits
            if held.with_any(f"c:{inside}" for inside in known.subtree(code))
        ]
    names = {code: resolve(known.categories[code].name, language) for code in filled}
    return _ranked(
        typed,
        [(fits[code], Suggestion("category", names[code], code)) for code in filled],
    )


# Queries


def _queries(typed: Typed, language: str) -> list[Suggestion]:
    """What many searched for, while it finds something."""
    fitting = [
        (fit, Suggestion("query", query, query))
        for query in queries.popular(language)
        if query != typed.text and typed.has_amounts(_tokens(query))
        if (fit := typed.fit(_tokens(query)))
    ]
    published = (s for s in _ranked(typed, fitting) if queries.is_published(s.id))
    return list(islice(published, SHARE * 2))


# Products and sellers


def _listings(
    typed: Typed, home: Collection[str], language: str, index: Index
) -> list[Suggestion]:
    """The better ones of equally fitting ones first. `home`: categories of such."""
    keys = _keys(typed, home, index)
    if not keys:
        return []
    kind: Kind = "product" if index is Index.PRODUCT else "seller"
    read = statements.product_rows if kind == "product" else statements.seller_rows
    found = {row[0]: row for row in read(list(keys), language)}
    heads = _heads(list(found), index)
    fitting = []
    for key in filter(found.__contains__, keys):
        _, ident, summary, _ = found[key]
        name, codes, any_name = statements.name_in(summary), *heads[key]
        fit = max(
            typed.fit(_tokens(name) | codes),
            typed.fit(any_name | codes) * OTHER_LANGUAGE,
        )
        fitting.append((fit + keys[key], Suggestion(kind, name, str(ident))))
    return _ranked(typed, fitting)


def _keys(typed: Typed, home: Collection[str], index: Index) -> dict[int, float]:
    """The likeliest, the best first, and what speaks for each beside its name."""
    keys: dict[int, float] = {}
    with postings.reading(index) as held:
        finder = Finder(typed, held)
        there, fitting = held.everything, finder.with_amounts()
        if home:
            there = held.named(map(category_token, home), beside=True)
        layers = [
            (there & fitting, AT_HOME + HAS_AMOUNT),
            (there, AT_HOME),
            (fitting, HAS_AMOUNT),
            (held.everything, 0.0),
        ]

        def take(found: int) -> None:
            left = CANDIDATES
            for bits, bonus in layers:
                for key in islice(held.best(found & bits), left):
                    if key not in keys:
                        keys[key] = bonus
                        left -= 1

        begun = finder.named(STARTED)
        take(begun)
        if (begun & there).bit_count() < CANDIDATES:
            take(finder.named() & ~begun)
        if not keys and index is Index.PRODUCT:
            take(finder.named(beside=True))
    return keys


def _heads(
    keys: Sequence[int], index: Index
) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Their codes, and the tokens of their names in all languages."""
    these = statements.any_of("key", keys)
    found = statements.fetch(
        f"SELECT key, body FROM search_{index}document WHERE {these.sql}", these.values
    )
    heads = {}
    for key, body in found:
        fields = documents.parse("\n".join(body.split("\n", 2)[:2]))
        tokens = (t for w in fields.words["name"] for t in analysis.forms(w))
        heads[key] = frozenset(fields.codes), frozenset(tokens)
    return heads
