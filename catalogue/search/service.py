"""The only way into search: what matches a query, what to suggest while typing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from catalogue.listings import reference, statements
from catalogue.search.backends.base import Match, SearchBackend
from catalogue.search.backends.plain import PlainBackend, literal
from catalogue.texts import fold, resolve

MAX_SUGGESTIONS = 8
MAX_CATEGORIES = 3
MAX_SELLERS = 2

_backend: SearchBackend = PlainBackend()


@dataclass(frozen=True)
class Suggestion:
    """Something to go to: `id` is a category's code, else an id."""

    kind: str
    text: str
    id: str


def match(query: str) -> Match:
    return _backend.match(query)


def suggest(letters: str, language: str) -> list[Suggestion]:
    """What begins with these letters: categories, sellers, products, 8 in all."""
    start = fold(letters)
    if not start:
        return []
    found = [
        *islice(_categories(start, language), MAX_CATEGORIES),
        *_named("listings_sellerlistingtext", "seller", start, language, MAX_SELLERS),
    ]
    room = MAX_SUGGESTIONS - len(found)
    return found + _named("listings_listingtext", "product", start, language, room)


def _categories(start: str, language: str) -> Iterator[Suggestion]:
    for code, category in reference.current().categories.items():
        name = resolve(category.name, language)
        if any(word.startswith(start) for word in _tails(fold(name))):
            yield Suggestion("category", name, code)


def _tails(name: str) -> Iterator[str]:
    """The name from each of its words on."""
    words = name.split()
    return (" ".join(words[place:]) for place in range(len(words)))


def _named(
    table: str, kind: str, start: str, language: str, limit: int
) -> list[Suggestion]:
    """Rows whose name, or failing that a word of it, begins with the letters."""
    ident = f"t.{kind}_id"
    select = f"SELECT {ident}, t.summary FROM {table} t WHERE t.language = %s AND "
    order = f" ORDER BY t.name_key, {ident} LIMIT %s"
    first = statements.fetch(
        f"{select} t.name_key >= %s AND t.name_key < %s{order}",
        [language, start, start + "\U0010ffff", limit],
    )
    later = []
    if len(first) < limit:
        later = statements.fetch(
            f"{select} t.name_key LIKE %s ESCAPE '!'{order}",
            [language, f"% {literal(start)}%", limit - len(first)],
        )
    unique = dict([*first, *later])
    return [
        Suggestion(kind, statements.name_in(summary), str(statements.from_db_id(ident)))
        for ident, summary in unique.items()
    ]
