"""How what was typed so far is read: as a query is, its last word as not written to its
end, and amounts as a wish. Misspelt words are put right only where that is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue.listings import reference
from catalogue.search import analysis, dictionary, postings, spelling, vocabulary
from catalogue.search.analysis import PREFIX, PREFIXES, REGENCY, WORD
from catalogue.search.backends import Index
from catalogue.search.dictionary import Phrase
from catalogue.search.documents import category_token, regency_token
from catalogue.search.models import MAX_TERM_WORDS, Term
from catalogue.search.plan import Way, any_form, in_any_form
from catalogue.search.postings import Postings
from catalogue.search.reading import MEANING, ONE_EDIT, TYPED, spans

MAX_WORDS = 6
STARTED = 0.9  # begins as was typed; whatever weighs less is found in other words
LEAST_STARTED = 3  # letters of a word of the dictionary that is completed
COMPLETIONS = 24
OWN_PHRASES = 3  # of the dictionary, likewise
OWN_COMPLETIONS = 6  # words of the dictionary, each with all it means
MOST_REGENCIES = 3  # that an unfinished name may mean
LEAST_MISSPELT = 4  # letters
TWO_MISTAKES = 8
LIKELY = 12  # words looked at for a misspelt one
MOST_MEANT = 3  # it is taken for, and as many it is taken to begin
BESIDE = 3000  # published words with the same first two letters that are compared

Ways = tuple[Way, ...]


@dataclass(frozen=True)
class Typed:
    """Words, and by what each may be found; `amounts` need not be."""

    text: str  # folded
    words: tuple[str, ...]
    ways: tuple[Ways, ...]  # of each word
    amounts: tuple[Ways, ...] = ()

    @classmethod
    def of(cls, words: Sequence[str], text: str) -> "Typed":
        kept = list(_that_say_something(words[:MAX_WORDS]))
        amounts = [word for word in kept if word[0].isdigit()]
        named = [word for word in kept if word not in amounts]
        if not named:
            named, amounts = amounts, []
        return cls(
            text,
            tuple(named),
            tuple(map(tuple, _ways(named, is_finished=kept[-1] not in named))),
            tuple((_as_typed(word), *_started(word)) for word in amounts),
        )

    def fit(self, tokens: Set[str]) -> float:
        """How well a name with these tokens fits, 0 if a word is missing."""
        total = 0.0
        for alone, together in zip(self._alone, self._together, strict=True):
            best = max((alone[token] for token in alone.keys() & tokens), default=0.0)
            for way in together:
                if way.weight > best and not any(map(tokens.isdisjoint, way.parts)):
                    best = way.weight
            if not best:
                return 0.0
            total += best
        return total / len(self.ways)

    @cached_property
    def _alone(self) -> list[dict[str, float]]:
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
    def _together(self) -> list[list[Way]]:
        """Of each word, the ways of several parts."""
        return [[way for way in ways if len(way.parts) > 1] for ways in self.ways]

    def has_amounts(self, tokens: Set[str]) -> bool:
        return all(
            not tokens.isdisjoint(chain.from_iterable(way.parts[0] for way in ways))
            for ways in self.amounts
        )

    def put_right(self) -> "Typed | None":
        """The same with other words for those that nothing published is named by; None
        where there are no others. What is spelt right stays as it is."""
        ways = list(self.ways)
        known = dictionary.current()
        for place, word in enumerate(self.words):
            if len(word) < LEAST_MISSPELT or known.is_everyday(word):
                continue
            if not _is_named(ways[place]):
                is_last = place == len(ways) - 1
                ways[place] += tuple(_instead(_meant(word, is_last=is_last)))
        return replace(self, ways=tuple(ways)) if ways != list(self.ways) else None


class Finder:
    """The listings that what was typed finds, within one reading of the postings."""

    def __init__(self, typed: Typed, held: Postings):
        self.typed, self.held = typed, held
        self._kept: dict[tuple[tuple[str, ...], bool], int] = {}

    def named(self, least: float = 0.0, *, beside: bool = False) -> int:
        """Those whose names hold all words, by ways of this weight or more. `beside`:
        names, or what stands beside them: categories, tags, sellers."""
        ways = [[w for w in ways if w.weight >= least] for ways in self.typed.ways]
        return self._by_all(ways, beside)

    def with_amounts(self) -> int:
        return self._by_all(self.typed.amounts, beside=True)

    def _by_all(self, asked: Sequence[Iterable[Way]], beside: bool) -> int:
        parts = [part for ways in asked for way in ways for part in way.parts]
        new = [part for part in parts if (part, beside) not in self._kept]
        self.held.named(chain.from_iterable(new), beside=beside)  # asked for at once
        found = self.held.everything
        for ways in asked:
            by_word = 0
            for way in ways:
                by_word |= self._by_way(way, beside)
            found &= by_word
            if not found:
                return 0
        return found

    def _by_way(self, way: Way, beside: bool) -> int:
        found = self.held.everything
        for part in way.parts:
            if (bits := self._kept.get((part, beside))) is None:
                is_place = part[0][0] == REGENCY  # which stands in no name
                bits = self.held.named(part, beside=beside or is_place)
                self._kept[part, beside] = bits
            found &= bits
        return found


# Words


def _ways(words: Sequence[str], *, is_finished: bool) -> list[list[Way]]:
    """Of each word, what it means alone and with its neighbours."""
    found = [[_as_typed(word)] for word in words]
    for start in range(len(words)):
        for end in range(start + 1, min(start + MAX_TERM_WORDS, len(words)) + 1):
            phrase = tuple(words[start:end])
            ways = list(_meanings(phrase))
            if end == len(words) and not is_finished:
                ways += _places_begun(phrase)
                ways += _phrases_begun(phrase)
            for own in found[start:end]:
                own += ways
    if not is_finished:
        found[-1] += _completed(words[-1])
    return found


def _that_say_something(words: Sequence[str]) -> Iterator[str]:
    """Without stop words, but for those of a phrase of the dictionary, which need not
    be written to its end: `oleh o`."""
    known = dictionary.current()
    last = len(words) - 1
    kept = {p for p, word in enumerate(words) if word not in known.stop_words} | {last}
    for start, phrase in spans(words):
        end = start + len(phrase)
        if phrase in known.concepts or (end > last and known.begun(phrase)):
            kept |= set(range(start, end))
    return (words[place] for place in sorted(kept))


def _as_typed(word: str) -> Way:
    return Way((any_form(word),), TYPED)


def _meanings(phrase: Phrase) -> Iterator[Way]:
    known = dictionary.current()
    for concept in known.meanings(phrase):
        for term in concept.terms:
            yield Way(in_any_form(term), MEANING)
        if concept.categories:
            yield Way((tuple(map(category_token, concept.categories)),), MEANING)
    if regency := known.places.get(phrase):
        yield _in_any_of([regency])


def _phrases_begun(phrase: Phrase) -> Iterator[Way]:
    """What the dictionary's phrases that begin so mean."""
    if len(phrase) > 1:
        for term in dictionary.current().begun(phrase)[:OWN_PHRASES]:
            yield Way(in_any_form(term), STARTED)
            yield from _meanings(term)


def _in_any_of(regencies: Iterable[str]) -> Way:
    return Way((tuple(map(regency_token, regencies)),), MEANING)


def _places_begun(phrase: Phrase) -> Iterator[Way]:
    """The regencies whose names begin so; where none does, those of other places."""
    if len(phrase[0]) < LEAST_STARTED:
        return
    *whole, last = phrase
    size = len(whole)
    begun = {
        name: regency
        for name, regency in dictionary.current().places.items()
        if name[:size] == tuple(whole) and len(name) > size
        if name != phrase and name[size].startswith(last)
    }
    own = {regency for name, regency in begun.items() if name in _names_of(regency)}
    if 0 < len(meant := own or set(begun.values())) <= MOST_REGENCIES:
        yield _in_any_of(sorted(meant))


def _names_of(regency: str) -> list[Phrase]:
    return [_phrase(n) for n in reference.current().regencies[regency].name.values()]


@lru_cache(maxsize=256)
def _phrase(text: str) -> Phrase:
    return tuple(word.text for word in analysis.words(text))


def _completed(beginning: str) -> Iterator[Way]:
    """Whatever begins so, and what the dictionary's words that begin so mean."""
    yield from _started(beginning)
    if len(beginning) >= LEAST_STARTED:
        begun = dictionary.current().completions(beginning)
        for word in sorted(begun, key=lambda w: (len(w), w))[:OWN_COMPLETIONS]:
            yield from _meanings((word,))


def _started(beginning: str) -> Iterator[Way]:
    if len(beginning) <= PREFIXES:
        yield Way(((PREFIX + beginning,),), STARTED)
    elif terms := vocabulary.completions(beginning, COMPLETIONS):
        yield Way((tuple(WORD + term for term in terms),), STARTED)


# Misspelt words


def _is_named(ways: Iterable[Way]) -> bool:
    tokens = [t for way in ways if way.weight >= STARTED for p in way.parts for t in p]
    with postings.reading(Index.PRODUCT) as held:
        return bool(held.named(tokens))


def _instead(terms: Iterable[str]) -> Iterator[Way]:
    for term in terms:
        for way in (_as_typed(term), *_meanings((term,))):
            yield Way(way.parts, way.weight * ONE_EDIT)


def _meant(word: str, *, is_last: bool) -> list[str]:
    """Known words it may have been meant for, then those it may begin: the nearest,
    and of equally near ones those that more products are named by."""
    known = dictionary.current()
    if spelling.consonants(word) == word:
        written_out = {*known.written_out(word), *vocabulary.written_out(word)}
        return _nearest(word, dict.fromkeys(written_out, 0))
    whole = {**known.near(word), **vocabulary.near(word)}
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
