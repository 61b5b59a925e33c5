"""How a query is read: each word as it was typed, in its other forms and meanings, and
as what it may have been meant for. Pure but for the lexicon it asks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from catalogue.search import analysis, spelling
from catalogue.search.analysis import PREFIX, PREFIXES, ROOT, STEM, WORD, Word
from catalogue.search.dictionary import Concept, Dictionary, Phrase
from catalogue.search.documents import category_token, regency_token
from catalogue.search.lexicon import Lexicon
from catalogue.search.plan import Asked, Parts, Plan, Way, in_any_form

FOR = frozenset(
    {"untuk", "buat", "bagi", "guna", "supaya", "agar", "biar", "for", "to"}
)
MAX_LENGTH = 200
MAX_WORDS = 12
MAX_CORRECTIONS = 6
MAX_COMPLETIONS = 40
LEAST_HALF = 3  # letters of each half of a word taken apart
LONG = 7  # letters of a word that may have two mistakes beside other words
TWICE = re.compile(r"([a-z]{3,})2")  # `oleh2` is written for `oleh-oleh`

DENSITY = re.compile(r"(\d+)(g)(l)")  # `550gl` for `550 g/l`, which is three words

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
WRITTEN_OUT = 0.6  # typed without its vowels: `krpk`
PART = 0.6  # of a word that means something else in its phrase
SPOKEN_OF = 0.5  # an unknown word within the name of something known
ALIKE = 0.4  # what begins as it does, of a word that is nowhere
PURPOSE = 0.3
CATEGORY = 0.65  # in the category where such things are


def read(
    text: str, dictionary: Dictionary, lexicon: Lexicon, *, exact: bool = False
) -> Plan:
    """Read a query. `exact`: as typed, without corrections, synonyms or completion."""
    return _Reader(dictionary, lexicon).read(text[:MAX_LENGTH], exact=exact)


class _Reader:
    def __init__(self, dictionary: Dictionary, lexicon: Lexicon):
        self.dictionary, self.lexicon = dictionary, lexicon
        self.synonyms: dict[str, Parts] = {}
        self.begun: dict[str, tuple[str, ...]] = {}
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
        for start, phrase in spans(typed):
            if phrase in self.dictionary.concepts or phrase in self.dictionary.places:
                kept |= set(range(start, start + len(phrase)))
        return sorted(kept)

    def _stop_words_alone(self, typed: list[Word], beyond: list[str]) -> Plan:
        """Where nothing else is left they count, if anything has them; and the last
        may be the first letters of another word: `min` of `minyak`."""
        words = [_as_typed(word) for word in typed]
        for word in words:
            word.ways += self._meanings((word.text,), MEANING)
        if words:
            self._complete(words[-1], meaning=True)
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
        is_wrong = not word.known and not self._take_apart(word)
        if is_wrong and not (is_last and self._is_begun(text)):
            self._read_as(word, self._corrections(text))
        if is_last or not word.known:
            self._complete(word, meaning=not word.known)
        is_lost = not word.known and not any(map(self._finds, word.ways))
        if is_lost:
            self._read_as(word, self._written_out(text))
        if is_lost and word.read == text:
            self._begin_alike(word)
        self._understand([word], (word.read,))
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

    def _read_as(self, word: Asked, terms: Iterable[tuple[str, float]]) -> None:
        """As the first few that lead to something."""
        taken = 0
        for term, weight in terms:
            ways = [
                *self._forms(term, weight),
                *self._meanings((term,), weight * MEANING),
            ]
            if any(map(self._finds, ways)):
                word.read = term if not taken else word.read
                word.ways += ways
                taken += 1
            if taken == MAX_CORRECTIONS:
                return

    def _corrections(self, text: str) -> Iterator[tuple[str, float]]:
        """Known words it may have been meant for, the likeliest first: words of names
        and of the dictionary, not whatever some prose has."""
        found = {**self.dictionary.near(text), **self.lexicon.near(text)}
        self.lexicon.load(WORD + term for term in found)
        most = 2 if self.is_alone or len(text) >= LONG else 1
        ranked = []
        for term, edits in found.items():
            count = self.lexicon.named([WORD + term])
            if edits > most or not (count or self.dictionary.knows(term)):
                continue
            weight = ONE_EDIT if edits == 1 else TWO_EDITS
            if term[0] != text[0]:
                if len(text) == spelling.LEAST:
                    continue  # of so few letters the first must stand
                weight -= OTHER_START
            ranked.append((-weight, -spelling.same_start(term, text), -count, term))
        return ((term, -weight) for weight, *_, term in sorted(ranked))

    def _written_out(self, text: str) -> Iterator[tuple[str, float]]:
        """Known words with these consonants, `keripik` and `kerupuk` for `krpk`: those
        that more is named by first."""
        if spelling.consonants(text) != text:
            return
        found = {*self.dictionary.written_out(text), *self.lexicon.written_out(text)}
        self.lexicon.load(WORD + term for term in found)
        named = {term: self.lexicon.named([WORD + term]) for term in found}
        for term in sorted(found, key=lambda term: (-named[term], term)):
            yield term, WRITTEN_OUT

    def _is_begun(self, text: str) -> bool:
        """Whether a word of some name begins so, or one of the dictionary that leads to
        something: then it is not yet written to its end, rather than wrong."""
        return bool(self.lexicon.named(self._begun(text))) or any(
            self._finds(way)
            for term in self._own_completions(text)
            for way in self._meanings((term,), MEANING)
        )

    def _complete(self, word: Asked, *, meaning: bool) -> None:
        """`meaning`: also by what the dictionary's words that begin so mean."""
        weight = BEGUN if word.known else BEGUN_UNKNOWN
        if tokens := self._begun(word.text):
            word.ways.append(Way((tokens,), weight))
        if len(word.text) >= LEAST_HALF and meaning:
            for term in self._own_completions(word.text):
                word.ways += self._meanings((term,), weight * MEANING)

    def _begun(self, text: str) -> tuple[str, ...]:
        """Tokens of the published words that begin so."""
        if len(text) <= PREFIXES:
            return (PREFIX + text,)
        if text not in self.begun:
            terms = self.lexicon.completions(text, MAX_COMPLETIONS)
            self.begun[text] = tuple(WORD + term for term in terms)
        return self.begun[text]

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
        """What several words mean together covers each; alone they mean less, as the
        name of a place nothing but themselves, and as halves of a word that comes twice
        nothing at all. The longest phrase stands for those inside it."""
        together: dict[int, list[Way]] = {}
        twins: set[int] = set()
        for start, phrase in spans([word.read for word in words]):
            places = range(start, start + len(phrase))
            ways = list(self._meanings(phrase, MEANING))
            if not ways or all(place in together for place in places):
                continue
            self._understand(words[start : start + len(phrase)], phrase)
            ways.append(Way(in_any_form(phrase), TYPED))
            if len(set(phrase)) == 1 and any(map(self._finds, ways)):
                twins |= set(places)
            for place in places:
                together[place] = [*together.get(place, ()), *ways]
                words[place].unit = words[start].unit
        for place, ways in together.items():
            word = words[place]
            alone = word.ways[:1] if word.kind == "place" else word.ways
            if place in twins:
                alone = []
            word.ways = [*(Way(w.parts, w.weight * PART) for w in alone), *ways]


def _written(text: str) -> Iterator[Word]:
    for word in analysis.words(text):
        if twice := TWICE.fullmatch(word.text):
            yield from [Word(twice[1], word.start, word.end)] * 2
        elif density := DENSITY.fullmatch(word.text):
            yield from (Word(part, word.start, word.end) for part in density.groups())
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


def spans(words: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
    """Neighbouring words, three and two at a time."""
    for size in (3, 2):
        for start in range(len(words) - size + 1):
            yield start, tuple(words[start : start + size])


def _asked_of(word: str) -> Iterator[str]:
    """The tokens that tell whether a word or what it is made from is known."""
    for text in (word, *analysis.roots(word)):
        yield WORD + text
        yield ROOT + text
