"""What is asked: some hundred different queries as buyers type them, seeded."""

from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from tests.bench.search.lexicon import (
    MATERIALS,
    PLACES,
    PROCESSES,
    SIZES,
    TASTES,
    Lexicon,
)

SEED = 19
TYPOS = 0.15  # share of queries with a misspelt word
BEGUN = 0.15  # whose last word is not written to its end
LEAST_MISSPELT = 5  # letters
LETTERS = "abcdefghijklmnopqrstuvwxyz"
REGENCIES = ["18.01", "18.02", "18.03", "18.04", "18.05", "18.71", "18.72"]


@dataclass(frozen=True)
class Query:
    text: str
    filter: tuple[str, str]

    def ours(self, language: str = "id") -> str:
        """The parameters of a list or of facets."""
        return urlencode({"lang": language, "q": self.text, **dict([self.filter])})

    def plain(self) -> str:
        """The same for DRF's `SearchFilter`."""
        return urlencode({"search": self.text, **dict([self.filter])})


def queries(number: int) -> list[Query]:
    """All different, the same for the same number."""
    writer, found = _Writer(Random(SEED)), {}
    while len(found) < number:
        query = writer.query()
        found.setdefault(query.text, query)
    return list(found.values())


def beginnings(number: int) -> list[str]:
    """What is in the box while somebody types: two letters to two words."""
    writer, found = _Writer(Random(SEED + 1)), {}
    while len(found) < number:
        words = writer.words(writer.chance.choice((0, 1)), 2)
        text = " ".join(words).lower()
        if writer.chance.random() < TYPOS:
            text = writer.misspelt(text)
        text = text[: writer.chance.randint(2, max(2, min(len(text), 14)))]
        found[text.strip()] = None
    return [text for text in found if len(text) > 1]


class _Writer:
    def __init__(self, chance: Random):
        self.chance, self.lexicon = chance, Lexicon()

    def query(self) -> Query:
        chance = self.chance
        language = chance.choice((0, 1))
        words = self.words(language, chance.choices((1, 2, 3, 4), (25, 40, 25, 10))[0])
        kind = chance.random()
        if kind < TYPOS:
            words = [self.misspelt(w) if w == max(words, key=len) else w for w in words]
        elif kind < TYPOS + BEGUN:
            last = words[-1]
            words[-1] = last[: chance.randint(min(2, len(last)), max(2, len(last) - 1))]
        return Query(" ".join(words).lower(), self._filter())

    def words(self, language: int, number: int) -> list[str]:
        """Of a name mostly; now and then of a text or of a seller's name."""
        chance, lexicon = self.chance, self.lexicon
        self.leaf, *noun = chance.choices(lexicon.nouns, lexicon.noun_weights)[0]
        kind = chance.random()
        if kind < 0.1:
            texts = (lexicon.indonesian, lexicon.english)[language]
            return texts.draw(chance, number)
        found = lexicon.names.draw(chance, 1) if kind < 0.2 else noun[language].split()
        while len(found) < number:
            pairs = chance.choice((MATERIALS, PROCESSES, TASTES))
            about = [
                chance.choice(pairs)[language],
                chance.choice(PLACES),
                chance.choice(SIZES),
                lexicon.names.draw(chance, 1)[0],
            ]
            found += chance.choices(about, (70, 14, 8, 8))[0].split()
        return found[:number]

    def misspelt(self, word: str) -> str:
        """One letter less, more, another, or two of them swapped."""
        if len(word) < LEAST_MISSPELT:
            return word
        chance = self.chance
        at = chance.randrange(1, len(word) - 1)
        letter = chance.choice(LETTERS)
        return chance.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )

    def _filter(self) -> tuple[str, str]:
        chance = self.chance
        return chance.choice(
            [
                ("category", self.leaf),
                ("regency", chance.choice(REGENCIES)),
                ("price_max", str(chance.choice((50_000, 150_000, 500_000)))),
                ("export_level_min", str(chance.choice((1, 2)))),
            ]
        )
