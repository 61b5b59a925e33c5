"""Synonyms, stop words and places, as staff keep them, in memory.

Applied when a query is read, so an edit counts at once and nothing is indexed anew.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

from catalogue.listings import generation
from catalogue.reference.loading import codes
from catalogue.reference.models import Mark
from catalogue.search import analysis, spelling
from catalogue.search.models import MAX_TERM_WORDS, Place, StopWord, Synonym

EVERYDAY = Path(__file__).parent / "data" / "everyday_words.txt"
Phrase = tuple[str, ...]
MARK = "search dictionary"  # moves with every edit
MARKS = [MARK, "reference"]


@dataclass(frozen=True)
class Concept:
    """Phrases that mean one thing, in any language."""

    code: str
    terms: tuple[Phrase, ...]
    categories: tuple[str, ...] = ()
    kind: str = ""


@dataclass
class Dictionary:
    concepts: dict[Phrase, list[Concept]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_stems: dict[Phrase, list[Concept]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_first: dict[str, set[Phrase]] = field(default_factory=lambda: defaultdict(set))
    misspelt: dict[Phrase, list[Concept]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_word: dict[str, list[Concept]] = field(default_factory=lambda: defaultdict(list))
    places: dict[Phrase, str] = field(default_factory=dict)
    stop_words: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()  # of all terms, sorted: to correct and complete to
    by_consonants: dict[str, list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(
        cls,
        synonyms: Iterable[Synonym],
        stop_words: Iterable[str],
        places: Iterable[tuple[str, str]],
    ) -> "Dictionary":
        found = cls(stop_words=frozenset(map(analysis.fold, stop_words)))
        words: set[str] = set()
        for row in synonyms:
            terms = [
                *phrases(row.terms_id), *phrases(row.terms_en), *phrases(row.terms_ms),
            ]  # fmt: skip
            concept = Concept(
                row.code,
                tuple(dict.fromkeys(terms)),
                tuple(codes(row.categories)),
                row.kind,
            )
            for term in concept.terms:
                found.concepts[term].append(concept)
                found.by_stems[stems(term)].append(concept)
                if len(term) > 1:
                    found.by_first[term[0]].add(term)
                words.update(term)
            inside = {analysis.stem(w) for t in concept.terms if len(t) > 1 for w in t}
            for word in sorted(inside):
                found.by_word[word].append(concept)
            for term in phrases(row.misspellings):
                found.misspelt[term].append(concept)
        for name, regency in places:
            for term in phrases(name):
                found.places[term] = regency
                words.update(term)
        found.words = tuple(sorted(w for w in words if len(w) > 2))
        for word in found.words:
            found.by_consonants[spelling.consonants(word)].append(word)
        return found

    def meanings(self, phrase: Phrase) -> list[Concept]:
        """What a phrase stands for; in other forms of its words where none is exact."""
        return (
            self.concepts.get(phrase)
            or self.misspelt.get(phrase)
            or self.by_stems.get(stems(phrase))
            or []
        )

    def begun(self, words: Phrase) -> list[Phrase]:
        """Its phrases that begin with these, the last perhaps not to its end: the
        shortest first."""
        *whole, last = words
        size = len(whole)
        found = [
            phrase
            for phrase in self.by_first.get(words[0], ())
            if len(phrase) > size and list(phrase[:size]) == whole
            if phrase != words and phrase[size].startswith(last)
        ]
        return sorted(found, key=lambda phrase: (sum(map(len, phrase)), phrase))

    def knows(self, word: str) -> bool:
        place = bisect_left(self.words, word)
        return self.words[place : place + 1] == (word,) or bool(self.meanings((word,)))

    def is_everyday(self, word: str) -> bool:
        """A word spelt right, though nobody may sell such a thing: never corrected."""
        return word in self.stop_words or word in everyday_words()

    def near(self, word: str) -> dict[str, int]:
        """Its words within so many edits."""
        return spelling.near(word, self.words)

    def written_out(self, consonants: str) -> Sequence[str]:
        """Its words that are these without their vowels."""
        return self.by_consonants.get(consonants, ())

    def completions(self, letters: str) -> Sequence[str]:
        """Its words that begin so, but not that itself."""
        first = bisect_right(self.words, letters)
        return self.words[first : bisect_left(self.words, letters + "\U0010ffff")]


@cache
def everyday_words() -> frozenset[str]:
    return frozenset(EVERYDAY.read_text(encoding="ascii").split())


def phrases(cell: str) -> Iterator[Phrase]:
    for text in cell.split(";"):
        words = tuple(word.text for word in analysis.words(text))
        if 0 < len(words) <= MAX_TERM_WORDS:
            yield words


def stems(phrase: Phrase) -> Phrase:
    return tuple(map(analysis.stem, phrase))


_lock = Lock()
_kept: tuple[int, list, Dictionary] | None = None  # generation, marks


def current() -> Dictionary:
    """As of this process's generation; read anew only where it was edited."""
    global _kept
    seen = generation.current().generation
    kept = _kept
    if kept is None or kept[0] != seen:
        with _lock:
            marks = list(
                Mark.objects.filter(name__in=MARKS)
                .order_by("name")
                .values_list("name", "value")
            )
            known = kept[2] if kept is not None and kept[1] == marks else _load()
            kept = _kept = (seen, marks, known)
    return kept[2]


def _load() -> Dictionary:
    return Dictionary.of(
        Synonym.objects.all(),
        StopWord.objects.values_list("word", flat=True),
        Place.objects.values_list("name", "regency_id"),
    )


def forget() -> None:
    """Look next time whether it was edited: for a process whose database was replaced.

    What was read stays as long as its marks do, since every edit has one of its own.
    """
    global _kept
    _kept = _kept and (-1, *_kept[1:])
