"""Which words of a shown row made it match. Pure: texts in, places out, no markup."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.search import analysis
from catalogue.search.analysis import Word
from catalogue.search.documents import category_token, regency_token
from catalogue.search.plan import Asked

# Members of a summary that are read by people, by their path.
MEMBERS = ("name", "summary", "category.name", "seller.name", "regency.name")
MOST_OF_ROW = 20

Span = tuple[int, int]


@dataclass(frozen=True)
class Highlight:
    """`text[start:end]` of a member, counted in UTF-16 code units, as the strings of
    JavaScript, Java, Kotlin, Dart and Objective-C are."""

    id: str
    member: str
    start: int
    end: int


class Highlighter:
    """Of one query; a word counts by whatever way it was found. `path`: the codes from
    the top of the tree down to a category."""

    def __init__(self, words: Sequence[Asked], path: Callable[[str], Sequence[str]]):
        self.path = path
        ways = [way for word in words for way in word.ways]
        self.alone = {t for way in ways if len(way.parts) == 1 for t in way.parts[0]}
        # What several words mean together counts where all of them stand together.
        self.together = [
            [frozenset(part) for part in way.parts]
            for way in ways
            if len(way.parts) > 1
        ]
        self.wanted = self.alone.union(*(p for parts in self.together for p in parts))
        self._kept: dict[str, frozenset[str]] = {}

    def of_row(self, row: Mapping[str, Any]) -> list[Highlight]:
        """The first of a summary's, in the order of `MEMBERS`."""
        found = [
            Highlight(row["id"], member, *_in_utf16(text, span))
            for member in MEMBERS
            for text in [_member(row, member)]
            for span in self._spans(text, self._codes(row, member))
        ]
        return found[:MOST_OF_ROW]

    def _codes(self, row: Mapping[str, Any], member: str) -> Collection[str]:
        """The tokens of a category or place, to which other words than those of its
        name lead: such a name is lit whole where none of its words is."""
        if member == "category.name":
            return list(map(category_token, self.path(row["category"]["code"])))
        if member == "regency.name":
            return [regency_token(row["regency"]["code"])]
        return ()

    def _spans(self, text: str, codes: Collection[str]) -> list[Span]:
        words = _words(text)
        held = [self._tokens(word.text) for word in words]
        here: set[str] = set().union(*held)
        whole = [] if self.alone.isdisjoint(codes) else [(0, len(text))]
        if not here:
            return whole
        lit = self.alone.union(
            *(
                part
                for parts in self.together
                if not any(part.isdisjoint(here) for part in parts)
                for part in parts
            )
        )
        found = [
            (word.start, word.end)
            for word, tokens in zip(words, held, strict=True)
            if not tokens.isdisjoint(lit)
        ]
        return list(_merged(sorted(found))) or whole

    def _tokens(self, word: str) -> frozenset[str]:
        if word not in self._kept:
            self._kept[word] = frozenset(self.wanted.intersection(analysis.forms(word)))
        return self._kept[word]


@lru_cache(maxsize=2048)  # the same names come row after row, and page after page
def _words(text: str) -> tuple[Word, ...]:
    words = list(analysis.words(text))
    return (*words, *analysis.compounds(text, words))


def _member(row: Mapping[str, Any], path: str) -> str:
    value: Any = row
    for name in path.split("."):
        value = value[name]
    return value


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """A compound and its halves are one."""
    start = end = 0
    for low, high in spans:
        if low >= end:
            if end:
                yield start, end
            start = low
        end = max(end, high)
    if end:
        yield start, end


def _in_utf16(text: str, span: Span) -> Span:
    start, end = span
    if text.isascii():
        return span
    units = len(text[:start].encode("utf-16-le")) // 2
    return units, units + len(text[start:end].encode("utf-16-le")) // 2
