"""How a query is read: which words, and by what each may be found.

Pure but for the lexicon it asks. A word is found by any of its ways; a way is one or
more parts, all of which a document must hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from catalogue.search import analysis, spelling
from catalogue.search.analysis import PREFIX, PREFIXES, ROOT, STEM, WORD
from catalogue.search.dictionary import Concept, Dictionary, Phrase
from catalogue.search.documents import category_token, regency_token

FOR = frozenset({"untuk", "buat", "bagi", "guna", "for", "to"})
MAX_LENGTH = 200
MAX_WORDS = 12
MAX_CORRECTIONS = 6
MAX_COMPLETIONS = 40
LEAST_HALF = 3  # letters of each half of a word taken apart

# How much a match says, beside the word itself.
TYPED = 1.0
FORM = 0.95  # another form of it: `bananas`, `pengeringan`
BASE = 0.9  # what it is itself a form of
JOINED = 0.95  # written apart, found as one
APART = 0.9  # written as one, found apart
MEANING = 0.8  # the same in other words
ONE_EDIT = 0.8
TWO_EDITS = 0.5
OTHER_START = 0.15  # taken off where the first letter differs
BEGUN = 0.55  # the last word, perhaps not written to its end
BEGUN_UNKNOWN = 0.75
PART = 0.6  # of a word that means something else in its phrase
SPOKEN_OF = 0.5  # an unknown word within the name of something known
ALIKE = 0.4  # what begins as it does, of a word that is nowhere
PURPOSE = 0.3
CATEGORY = 0.5  # in the category where such things are


Parts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Way:
    """One way to find a word: every part, by any of that part's tokens."""

    parts: Parts
    weight: float


@dataclass
class Asked:
    """A word of the query."""

    text: str
    read: str  # as it was understood
    ways: list[Way] = field(default_factory=list)
    known: bool = True
    share: float = 1.0  # of a word's say: less for what a thing is for

    @property
    def sureness(self) -> float:
        """How surely it was understood: the weight of its best way that finds."""
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


class Lexicon(Protocol):
    """What is published now."""

    def count(self, tokens: Sequence[str]) -> int:
        """How many documents hold any of these."""
        ...

    def finds(self, parts: Parts) -> bool:
        """Whether a document holds every part, by any of its tokens."""
        ...

    def load(self, tokens: Iterable[str]) -> None:
        """Say beforehand what will be counted: asked for at once, it costs less."""
        ...

    def near(self, word: str) -> dict[str, int]:
        """Published words, and how many edits away."""
        ...

    def completions(self, letters: str, limit: int) -> list[str]:
        """Published words that begin so."""
        ...


def read(
    text: str, dictionary: Dictionary, lexicon: Lexicon, *, exact: bool = False
) -> Plan:
    """Read a query. `exact`: as typed, without corrections, synonyms or completion."""
    return _Reader(dictionary, lexicon, exact).read(text)


class _Reader:
    def __init__(self, dictionary: Dictionary, lexicon: Lexicon, exact: bool):
        self.dictionary, self.lexicon, self.exact = dictionary, lexicon, exact
        self.synonyms: dict[str, Parts] = {}

    def read(self, text: str) -> Plan:
        written = [w.text for w in analysis.words(text[:MAX_LENGTH])]
        typed, dropped = written[:MAX_WORDS], written[MAX_WORDS:]
        kept = self._without_stop_words(typed)
        self.lexicon.load(token for i in kept for token in _asked_of(typed[i]))
        left_out = [w for i, w in enumerate(typed) if i not in kept]
        last = len(typed) - 1
        words = [self._word(typed[i], is_last=i == last) for i in kept]
        for word, place in zip(words, kept, strict=True):
            if self._is_purpose(typed, kept, place):
                word.share = PURPOSE
        if not self.exact:
            self._join(words)
            self._phrases(words)
        corrected = None
        if any(word.read != word.text for word in words):
            corrected = " ".join(word.read for word in words)
        return Plan(words, [*left_out, *dropped], corrected, self.synonyms)

    def _without_stop_words(self, typed: list[str]) -> list[int]:
        """The places that count: stop words do where nothing else is left, or as part
        of a known phrase."""
        kept = {i for i, w in enumerate(typed) if w not in self.dictionary.stop_words}
        for start, phrase in _spans(typed):
            if phrase in self.dictionary.concepts or phrase in self.dictionary.places:
                kept |= set(range(start, start + len(phrase)))
        return sorted(kept) or list(range(len(typed)))

    def _is_purpose(self, typed: list[str], kept: list[int], place: int) -> bool:
        """What stands behind `untuk` or `for` says what the thing asked for is for."""
        marks = [i for i, word in enumerate(typed) if word in FOR and i not in kept]
        return bool(marks) and kept[0] < marks[0] < place

    # One word

    def _word(self, text: str, *, is_last: bool) -> Asked:
        word = Asked(text, text)
        if self.exact:
            word.ways = [Way(((WORD + text,),), TYPED)]
            return word
        word.known = self._is_known(text)
        word.ways = list(self._forms(text, TYPED))
        word.ways += self._meanings((text,), MEANING)
        word.ways += self._spoken_of(text)
        if not word.known and not self._take_apart(word):
            self._correct(word)
        self._note((word.read,))
        if is_last or not word.known:
            self._complete(word)
        if not any(map(self._finds, word.ways)):
            self._begin_alike(word)
        return word

    def _finds(self, way: Way) -> bool:
        return self.lexicon.finds(way.parts)

    def _begin_alike(self, word: Asked) -> None:
        """Rather what begins as it does than nothing."""
        for size in range(PREFIXES, LEAST_HALF - 1, -1):
            token = PREFIX + word.text[:size]
            if size < len(word.text) and self.lexicon.count([token]):
                word.ways.append(Way(((token,),), ALIKE))
                return

    def _is_known(self, text: str) -> bool:
        if self.dictionary.knows(text) or (text,) in self.dictionary.places:
            return True
        return bool(self.lexicon.count([WORD + text, ROOT + text]))

    def _forms(self, text: str, weight: float) -> Iterator[Way]:
        yield Way(((WORD + text,),), weight)
        yield Way(((ROOT + text, STEM + analysis.stem(text)),), weight * FORM)
        for root in analysis.roots(text):
            if self._is_known(root):
                yield Way(((WORD + root, ROOT + root),), weight * BASE)

    def _meanings(self, phrase: Phrase, weight: float) -> Iterator[Way]:
        """The same in other words, and the place it names."""
        if regency := self.dictionary.places.get(phrase):
            yield Way(((regency_token(regency),),), TYPED)
        for concept in self.dictionary.meanings(phrase):
            yield from self._concept(concept, phrase, weight)

    def _concept(self, concept: Concept, phrase: Phrase, weight: float):
        for term in concept.terms:
            if term != phrase:
                yield Way(_in_any_form(term), weight)
        if concept.categories:
            tokens = tuple(map(category_token, concept.categories))
            yield Way((tokens,), weight * CATEGORY)

    def _spoken_of(self, text: str) -> Iterator[Way]:
        """Of a word that no product and no row has alone, what has it in its name:
        `xylophone` for `bamboo xylophone`."""
        if self.dictionary.meanings((text,)) or self.lexicon.count([WORD + text]):
            return
        for concept in self.dictionary.by_word.get(analysis.stem(text), ()):
            yield from self._concept(concept, (), SPOKEN_OF)

    def _take_apart(self, word: Asked) -> bool:
        """`kopibubuk` as `kopi bubuk`, where both are known: the longest start."""
        text = word.text
        for cut in range(len(text) - LEAST_HALF, LEAST_HALF - 1, -1):
            one, two = text[:cut], text[cut:]
            if not (self._is_known(one) and self._is_known(two)):
                continue
            ways = [
                Way(_in_any_form((one, two)), APART),
                *self._meanings((one, two), MEANING * APART),
            ]
            if any(map(self._finds, ways)):
                word.read = f"{one} {two}"
                word.ways += ways
                return True
        return False

    def _correct(self, word: Asked) -> None:
        corrected = 0
        for term, weight in self._corrections(word.text):
            ways = [
                *self._forms(term, weight),
                *self._meanings((term,), weight * MEANING),
            ]
            if any(map(self._finds, ways)):
                word.read = term if not corrected else word.read
                word.ways += ways
                corrected += 1
            if corrected == MAX_CORRECTIONS:
                return

    def _corrections(self, text: str) -> Iterator[tuple[str, float]]:
        """Known words it may have been meant for, the likeliest first."""
        found = {**self.dictionary.near(text), **self.lexicon.near(text)}
        self.lexicon.load(WORD + term for term in found)
        ranked = []
        for term, edits in found.items():
            weight = ONE_EDIT if edits == 1 else TWO_EDITS
            if term[0] != text[0]:
                if len(text) == spelling.LEAST:
                    continue  # of so few letters the first must stand
                weight -= OTHER_START
            same = spelling.same_start(term, text)
            count = self.lexicon.count([WORD + term])
            ranked.append((-weight, -same, -count, term))
        return ((term, -weight) for weight, *_, term in sorted(ranked))

    def _complete(self, word: Asked) -> None:
        weight = BEGUN if word.known else BEGUN_UNKNOWN
        if tokens := self._begun(word.text):
            word.ways.append(Way((tokens,), weight))
        if len(word.text) >= LEAST_HALF and not word.known:
            for term in self._own_completions(word.text):
                word.ways += self._meanings((term,), weight * MEANING)

    def _begun(self, text: str) -> tuple[str, ...]:
        """Tokens of the published words that begin so."""
        if len(text) <= PREFIXES:
            return (PREFIX + text,)
        return tuple(
            WORD + term for term in self.lexicon.completions(text, MAX_COMPLETIONS)
        )

    def _own_completions(self, text: str) -> list[str]:
        """Words of the dictionary that begin so: published in other words, perhaps."""
        begun = self.dictionary.completions(text)
        return sorted(begun, key=lambda word: (len(word), word))[:MAX_CORRECTIONS]

    # Several words

    def _join(self, words: list[Asked]) -> None:
        """`coco peat` as `cocopeat`, where that is known."""
        for one, two in pairwise(words):
            joined = one.text + two.text
            if joined.isalnum() and self._is_known(joined):
                ways = [
                    *(Way(w.parts, w.weight * JOINED) for w in self._forms(joined, 1)),
                    *self._meanings((joined,), MEANING),
                ]
                one.ways += ways
                two.ways += ways

    def _phrases(self, words: list[Asked]) -> None:
        """What several words mean together covers each; alone they mean less. The
        longest phrase stands for those inside it."""
        together: dict[int, list[Way]] = {}
        for start, phrase in _spans([word.read for word in words]):
            places = range(start, start + len(phrase))
            ways = list(self._meanings(phrase, MEANING))
            if not ways or all(place in together for place in places):
                continue
            self._note(phrase)
            ways.append(Way(_in_any_form(phrase), TYPED))
            for place in places:
                together[place] = [*together.get(place, ()), *ways]
        for place, ways in together.items():
            alone = (Way(w.parts, w.weight * PART) for w in words[place].ways)
            words[place].ways = [*alone, *ways]

    def _note(self, phrase: Phrase) -> None:
        """Remember in which other words it was looked for."""
        for concept in self.dictionary.meanings(phrase):
            for term in concept.terms:
                if term != phrase:
                    self.synonyms[" ".join(term)] = _in_any_form(term)


def _spans(words: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
    """Neighbouring words, three and two at a time."""
    for size in (3, 2):
        for start in range(len(words) - size + 1):
            yield start, tuple(words[start : start + size])


def _asked_of(word: str) -> Iterator[str]:
    """The tokens that tell whether a word or what it is made from is known."""
    for text in (word, *analysis.roots(word)):
        yield WORD + text
        yield ROOT + text


def _any_form(word: str) -> tuple[str, ...]:
    return (WORD + word, ROOT + word, STEM + analysis.stem(word))


def _in_any_form(phrase: Phrase) -> Parts:
    return tuple(map(_any_form, phrase))
