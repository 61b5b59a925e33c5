"""Published words near one that is not, found without a walk."""

import random
import string
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from catalogue.search import jobs, spelling, vocabulary
from catalogue.search.backends import Index, backend
from catalogue.search.models import Signature, Term

LETTERS = st.text(alphabet="abcd", min_size=4, max_size=11)


def misspelt(word: str, chance: random.Random) -> str:
    """With one or two letters too many, too few, others or swapped."""
    letters = list(word)
    for _ in range(chance.choice([1, 2])):
        place = chance.randrange(len(letters))
        letter = chance.choice(string.ascii_lowercase)
        match chance.randrange(4):
            case 0:
                letters.insert(place, letter)
            case 1:
                letters.pop(place)
            case 2:
                letters[place] = letter
            case _ if place:
                letters[place - 1 : place + 1] = letters[place], letters[place - 1]
    return "".join(letters)


def by_walking(word: str, terms: list[str]) -> dict[str, int]:
    """What `near` must find, asked of every term that is long enough."""
    most = spelling.edits_allowed(word)
    if not most:
        return {}
    far = ((term, OSA.distance(word, term)) for term in terms if len(term) >= 4)
    return {term: edits for term, edits in far if 0 < edits <= most}


@pytest.mark.django_db
def test_near_finds_what_a_walk_over_all_words_finds():
    chance = random.Random(7)
    terms = [t for t in vocabulary.all_terms() if not any(map(str.isdigit, t))]
    long = [term for term in terms if len(term) >= spelling.LEAST]
    asked = chance.sample(terms, 60)
    asked += [misspelt(term, chance) for term in chance.sample(long, 240)]

    for word in asked:
        assert vocabulary.near(word) == by_walking(word, terms), word


@given(LETTERS, LETTERS)
def test_two_near_words_share_a_remain(one, other):
    if spelling.edits_allowed(one) >= OSA.distance(one, other):
        assert spelling.remains(one) & spelling.remains(other)


@given(LETTERS)
def test_remains_are_few_and_short(word):
    found = spelling.remains(word)

    assert word[: spelling.START] in found
    assert len(found) <= 1 + 7 + 21
    assert max(map(len, found)) <= spelling.START


@pytest.mark.parametrize("word", ["", "a", "kop", "250g", "sir20"])
def test_short_words_and_figures_are_near_nothing(word):
    assert spelling.edits_allowed(word) == 0
    assert spelling.remains(word) == set()
    assert spelling.near(word, ["kopi", "250k", "b"]) == {}


def test_a_word_is_not_near_itself():
    assert spelling.near("kopi", ["kopi", "kapi", "kapas"]) == {"kapi": 1}


@pytest.mark.django_db
def test_a_word_is_added_once_with_its_remains():
    before = Term.objects.count()

    for _ in range(2):
        vocabulary.add(["zyxwvut", "zyxwvut", "kopi"])

    assert Term.objects.count() == before + 1
    remains = Signature.objects.filter(term__text="zyxwvut")
    assert set(remains.values_list("text", flat=True)) == {
        *spelling.remains("zyxwvut"),
        "-zyxwvt",
    }
    assert vocabulary.near("zyxwvt") == {"zyxwvut": 1}


@pytest.mark.django_db
def test_a_word_is_found_without_its_vowels():
    vocabulary.add(["zzkapai", "zzkipi", "zzkopir", "zakapi", "zzkpabcdefi", "izzkapi"])

    assert vocabulary.written_out("zzkp") == ["zzkapai", "zzkipi"]
    assert vocabulary.written_out("zzkpbcdf") == ["zzkpabcdefi"]
    assert vocabulary.written_out("zzkq") == []


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("keripik", "krpk"),
        ("krpk", "krpk"),
        ("bubuk", "bbk"),
        ("kopi", ""),
        ("abon", ""),
        ("krp1", ""),
        ("", ""),
    ],
)
def test_what_is_left_without_vowels(word, left):
    assert spelling.consonants(word) == left


@pytest.mark.django_db
def test_terms_of_before_are_given_their_consonants():
    migration = import_module("catalogue.search.migrations.0005_consonants")
    marked = Signature.objects.filter(text__startswith=vocabulary.CONSONANTS)
    before = set(marked.values_list("text", "term_id"))

    migration.remove(apps, None)
    assert not marked.exists()
    migration.add(apps, None)

    assert set(marked.values_list("text", "term_id")) == before != set()


@pytest.mark.django_db
def test_many_words_are_added_at_once():
    words = [
        f"zz{a}{b}{c}" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefgh"
    ]

    vocabulary.add(words)

    assert vocabulary.known(words) == set(words)


@pytest.mark.django_db
def test_completions_begin_so_the_shortest_first():
    vocabulary.add(["zzkopi", "zzkopiah", "zzkop", "zzkoper", "zzteh"])

    assert vocabulary.completions("zzkop", 10) == ["zzkopi", "zzkoper", "zzkopiah"]
    assert vocabulary.completions("zzkop", 2) == ["zzkopi", "zzkoper"]
    assert vocabulary.completions("zzx", 10) == []


@pytest.mark.django_db
@pytest.mark.parametrize("letters", ["%", "_", "'", '"', "\\", "a%", "咖"])
def test_signs_of_patterns_are_letters(letters):
    assert vocabulary.completions(letters, 10) == []
    assert vocabulary.near(letters * 5) == {}


@pytest.mark.django_db
def test_a_sweep_forgets_what_no_document_holds():
    vocabulary.add(["zyxwvut"])

    assert jobs.sweep() == 1

    assert vocabulary.known(["zyxwvut", "kopi"]) == {"kopi"}
    assert not Signature.objects.filter(term__text="zyxwvut").exists()
    assert jobs.sweep() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("index", Index)
def test_a_sweep_keeps_what_any_document_holds(index):
    vocabulary.add(["zyxwvut"])
    backend().put(index, {10_000_001: ["cwzyxwvut"]})

    assert jobs.sweep() == 0

    assert vocabulary.known(["zyxwvut"]) == {"zyxwvut"}
