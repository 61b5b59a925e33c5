"""What a query is read as: which words, and by what each may be found.

A word is found by any of its ways; a way is one or more parts, all of which a document
must hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from catalogue.search import analysis
from catalogue.search.analysis import ROOT, STEM, WORD
from catalogue.search.dictionary import Phrase

THINGS = frozenset({"product", "material", "place"})
ASIDE = frozenset({"quality", "use", "trade", "cert", "process"})

Parts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Way:
    """One way to find a word: every part, by any of that part's tokens."""

    parts: Parts
    weight: float


@dataclass
class Asked:
    """A word of the query, at `[start, end)` of its text."""

    text: str
    read: str  # as it was understood
    start: int = 0
    end: int = 0
    ways: list[Way] = field(default_factory=list)
    known: bool = True
    share: float = 1.0  # of a word's say: less for what a thing is for
    unit: int = 0  # words that mean one thing together have one
    kind: str = ""  # of `models.Synonym.Kind`, or `place`
    home: frozenset[str] = frozenset()  # the categories of what it names
    is_guess: bool = False  # found only by what begins alike

    @property
    def sureness(self) -> float:
        """How surely it was understood: the weight of its best way."""
        return max((way.weight for way in self.ways), default=0.0)

    def tokens(self) -> Iterator[str]:
        for way in self.ways:
            for part in way.parts:
                yield from part


@dataclass
class Plan:
    words: list[Asked]
    dropped: list[str]
    corrected: str | None = None
    synonyms: dict[str, Parts] = field(default_factory=dict)  # tried beside it


def any_form(word: str) -> tuple[str, ...]:
    return (WORD + word, ROOT + word, STEM + analysis.stem(word))


def in_any_form(phrase: Phrase) -> Parts:
    """What comes twice is one word, as `analysis.compounds` has it: `oleh-oleh` is no
    `oleh`."""
    return tuple(any_form("".join(same)) for _, same in groupby(phrase))
