"""How a query is read: which words, and by what each may be found.

Pure but for the lexicon it asks. A word is found by any of its ways; a way is one or
more parts, all of which a document must hold.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from catalogue.search import analysis, spelling
from catalogue.search.analysis import PREFIX, PREFIXES, ROOT, STEM, WORD, Word
from catalogue.search.dictionary import Concept, Dictionary, Phrase
from catalogue.search.documents import category_token, regency_token

FOR = frozenset({"untuk", "buat", "bagi", "guna", "for", "to"})
MAX_LENGTH = 200
MAX_WORDS = 12
MAX_CORRECTIONS = 6
MAX_COMPLETIONS = 40
LEAST_HALF = 3  # letters of each half of a word taken apart
LONG = 7  # letters of a word that may have two mistakes beside other words
TWICE = re.compile(r"([a-z]{3,})2")  # `oleh2` is written for `oleh-oleh`

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


class Lexicon(Protocol):
    """What is published now."""

    def count(self, tokens: Sequence[str]) -> int:
        """How many documents hold any of these."""
        ...

    def named(self, word: str) -> int:
        """How many documents have it in their name or beside it, not in prose alone."""
        ...

    def finds(self, parts: Parts) -> bool:
        """Whether a document holds every part, by any of its tokens."""
        ...

    def load(self, tokens: Iterable[str]) -> None:
        """Say beforehand what will be counted: asked for at once, it costs less."""
        ...

    def published(self, words: Iterable[str]) -> set[str]:
        """Those that are published, or lately were."""
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
    return _Reader(dictionary, lexicon).read(text[:MAX_LENGTH], exact=exact)


class _Reader:
    def __init__(self, dictionary: Dictionary, lexicon: Lexicon):
        self.dictionary, self.lexicon = dictionary, lexicon
        self.synonyms: dict[str, Parts] = {}
        self.is_alone = True

    def read(self, text: str, *, exact: bool) -> Plan:
        written = list(_written(text))
        typed, beyond = written[:MAX_WORDS], [w.text for w in written[MAX_WORDS:]]
        if exact:
            return Plan([_as_typed(word) for word in typed], beyond)
        kept = self._without_stop_words([word.text for word in typed])
        if not kept:
            return self._stop_words_alone(typed, beyond)
        self.is_alone = len(kept) == 1
        self.lexicon.load(t for i in kept for t in _asked_of(typed[i].text))
        last = len(typed) - 1
        words = [self._word(typed[i], is_last=i == last) for i in kept]
        for unit, (word, place) in enumerate(zip(words, kept, strict=True)):
            word.unit = unit
            if _is_purpose(typed, kept, place):
                word.share = PURPOSE
        self._join(words)
        self._phrases(words)
        asked = [word.text for word in words]
        left_out = [w.text for w in typed if w.text not in asked]
        return Plan(
            words, [*left_out, *beyond], _corrected(text, words), self._others(asked)
        )

    def _without_stop_words(self, typed: list[str]) -> list[int]:
        """The places that count: stop words do as part of a known phrase, and so does
        what comes again."""
        kept = {
            i
            for i, word in enumerate(typed)
            if word not in self.dictionary.stop_words and word not in typed[:i]
        }
        for start, phrase in _spans(typed):
            if phrase in self.dictionary.concepts or phrase in self.dictionary.places:
                kept |= set(range(start, start + len(phrase)))
        return sorted(kept)

    def _stop_words_alone(self, typed: list[Word], beyond: list[str]) -> Plan:
        """Where nothing else is left they count, if anything has them."""
        words = [_as_typed(word) for word in typed]
        found = [w for w in words if any(map(self._finds, w.ways))]
        lost = [w.text for w in words if w not in found]
        return Plan(found, [*lost, *beyond])

    def _others(self, typed: list[str]) -> dict[str, Parts]:
        """The other words it was looked for by; not those that were typed anyway."""
        return {
            text: parts
            for text, parts in self.synonyms.items()
            if not set(text.split()) <= set(typed)
        }

    # One word

    def _word(self, typed: Word, *, is_last: bool) -> Asked:
        text = typed.text
        word = Asked(text, text, typed.start, typed.end)
        word.known = self._is_known(text)
        word.ways = list(self._forms(text, TYPED))
        word.ways += self._meanings((text,), MEANING)
        word.ways += self._spoken_of(text)
        if not word.known and not self._take_apart(word):
            self._correct(word)
        self._understand([word], (word.read,))
        if is_last or not word.known:
            self._complete(word)
        if not word.known and not any(map(self._finds, word.ways)):
            self._begin_alike(word)
        return word

    def _finds(self, way: Way) -> bool:
        return self.lexicon.finds(way.parts)

    def _begin_alike(self, word: Asked) -> None:
        """Rather what begins as it does than nothing."""
        token = PREFIX + word.text[:PREFIXES]
        if len(word.text) > PREFIXES and self.lexicon.count([token]):
            word.ways.append(Way(((token,),), ALIKE))
            word.is_guess = True

    def _is_known(self, text: str) -> bool:
        """Spelt right, whether or not there is such a thing."""
        return self.dictionary.is_everyday(text) or self._leads_on(text)

    def _leads_on(self, text: str) -> bool:
        """The dictionary or something published has it."""
        if self.dictionary.knows(text):
            return True
        return bool(self.lexicon.count([WORD + text, ROOT + text]))

    def _forms(self, text: str, weight: float) -> Iterator[Way]:
        yield Way(((WORD + text,),), weight)
        yield Way(((ROOT + text, STEM + analysis.stem(text)),), weight * FORM)
        for root in analysis.roots(text):
            if self._leads_on(root):
                yield Way(((WORD + root, ROOT + root),), weight * BASE)

    def _understand(self, words: Sequence[Asked], phrase: Phrase) -> None:
        """What kind of word it is, where such things are, and in which other words it
        is looked for."""
        concepts = self.dictionary.meanings(phrase)
        for word in words:
            if phrase in self.dictionary.places:
                word.kind, word.home = "place", frozenset()
            elif concepts:
                word.kind = concepts[0].kind
                word.home = _home(concepts)
        for concept in concepts:
            for term in concept.terms:
                if term != phrase:
                    self.synonyms[" ".join(term)] = in_any_form(term)

    def _meanings(self, phrase: Phrase, weight: float) -> Iterator[Way]:
        """The same in other words, and the place it names."""
        if regency := self.dictionary.places.get(phrase):
            yield Way(((regency_token(regency),),), TYPED)
        for concept in self.dictionary.meanings(phrase):
            yield from self._concept(concept, phrase, weight)

    def _concept(
        self, concept: Concept, phrase: Phrase, weight: float
    ) -> Iterator[Way]:
        for term in concept.terms:
            if term != phrase:
                yield Way(in_any_form(term), weight)
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
        cuts = range(len(text) - LEAST_HALF, LEAST_HALF - 1, -1)
        halves = [(text[:cut], text[cut:]) for cut in cuts]
        known = self.lexicon.published(half for pair in halves for half in pair)
        for one, two in halves:
            if not all(h in known or self.dictionary.knows(h) for h in (one, two)):
                continue
            ways = [
                Way(in_any_form((one, two)), APART),
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
        """Known words it may have been meant for, the likeliest first: words of names
        and of the dictionary, not whatever some prose has."""
        found = {**self.dictionary.near(text), **self.lexicon.near(text)}
        self.lexicon.load(WORD + term for term in found)
        most = 2 if self.is_alone or len(text) >= LONG else 1
        ranked = []
        for term, edits in found.items():
            count = self.lexicon.named(term)
            if edits > most or not (count or self.dictionary.knows(term)):
                continue
            weight = ONE_EDIT if edits == 1 else TWO_EDITS
            if term[0] != text[0]:
                if len(text) == spelling.LEAST:
                    continue  # of so few letters the first must stand
                weight -= OTHER_START
            ranked.append((-weight, -spelling.same_start(term, text), -count, term))
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
            if joined.isalnum() and self._leads_on(joined):
                ways = [
                    *(Way(w.parts, w.weight * JOINED) for w in self._forms(joined, 1)),
                    *self._meanings((joined,), MEANING),
                ]
                one.ways += ways
                two.ways += ways

    def _phrases(self, words: list[Asked]) -> None:
        """What several words mean together covers each; alone they mean less, and as
        the name of a place nothing but themselves. The longest phrase stands for those
        inside it."""
        together: dict[int, list[Way]] = {}
        for start, phrase in _spans([word.read for word in words]):
            places = range(start, start + len(phrase))
            ways = list(self._meanings(phrase, MEANING))
            if not ways or all(place in together for place in places):
                continue
            self._understand(words[start : start + len(phrase)], phrase)
            ways.append(Way(in_any_form(phrase), TYPED))
            for place in places:
                together[place] = [*together.get(place, ()), *ways]
                words[place].unit = words[start].unit
        for place, ways in together.items():
            word = words[place]
            alone = word.ways[:1] if word.kind == "place" else word.ways
            word.ways = [*(Way(w.parts, w.weight * PART) for w in alone), *ways]


def _written(text: str) -> Iterator[Word]:
    for word in analysis.words(text):
        if twice := TWICE.fullmatch(word.text):
            yield from [Word(twice[1], word.start, word.end)] * 2
        else:
            yield word


def _as_typed(word: Word) -> Asked:
    way = Way(((WORD + word.text,),), TYPED)
    return Asked(word.text, word.text, word.start, word.end, [way])


def _is_purpose(typed: Sequence[Word], kept: list[int], place: int) -> bool:
    """What stands behind `untuk` or `for` says what the thing asked for is for."""
    marks = (i for i, word in enumerate(typed) if word.text in FOR and i not in kept)
    mark = next(marks, None)
    return mark is not None and kept[0] < mark < place


def _corrected(text: str, words: Sequence[Asked]) -> str | None:
    """The text as typed with the words put right in their places."""
    wrong = [word for word in words if word.read != word.text]
    if not wrong:
        return None
    for word in sorted(wrong, key=lambda word: -word.start):
        text = text[: word.start] + word.read + text[word.end :]
    return " ".join(text.split())


def _home(concepts: Sequence[Concept]) -> frozenset[str]:
    """Where such products are, if all that it may mean says so."""
    named = [concept for concept in concepts if concept.kind == "product"]
    if len(named) < len(concepts) or not all(c.categories for c in named):
        return frozenset()
    return frozenset(category_token(code) for c in named for code in c.categories)


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


def any_form(word: str) -> tuple[str, ...]:
    return (WORD + word, ROOT + word, STEM + analysis.stem(word))


def in_any_form(phrase: Phrase) -> Parts:
    return tuple(map(any_form, phrase))
