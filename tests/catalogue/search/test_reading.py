"""How queries are read, with a dictionary and a vocabulary of a few words."""

import pytest

from catalogue.search import analysis, reading, spelling
from catalogue.search.dictionary import Dictionary
from catalogue.search.models import Synonym
from catalogue.search.reading import MAX_CORRECTIONS, MAX_WORDS

ROWS = [
    Synonym(code="kopi", terms_id="kopi", terms_en="coffee", terms_ms="kopi"),
    Synonym(code="keripik", terms_id="keripik;kripik", terms_en="chips"),
    Synonym(code="gula-aren", terms_id="gula aren", terms_en="palm sugar"),
    Synonym(code="gantungan", terms_id="gantungan kunci", terms_en="keychain"),
    Synonym(code="lada", terms_id="lada", terms_en="pepper", misspellings="merico"),
    Synonym(code="oleh-oleh", terms_id="oleh oleh;cinderamata"),
    Synonym(code="jelly", terms_en="jelly powder", misspellings="agar"),
    Synonym(code="tas", terms_id="tas", terms_en="bag", categories="tas-wanita"),
]  # fmt: skip
STOP_WORDS = ["untuk", "dan", "the", "khas", "beli", "oleh", "agar", "ker", "supaya"]
PLACES = [("lampung selatan", "18.01"), ("kalianda", "18.01"), ("liwa", "18.04")]
DICTIONARY = Dictionary.of(ROWS, STOP_WORDS, PLACES)


class Published:
    """A lexicon of words, each with how many documents hold it."""

    def __init__(self, **counts):
        self.counts = counts
        self.tokens = {w: set(analysis.forms(w)) for w, n in counts.items() if n}

    def load(self, tokens):
        assert all(token[0].isalpha() for token in tokens)

    def count(self, tokens):
        return sum(
            self.counts[word]
            for word, held in self.tokens.items()
            if not held.isdisjoint(tokens)
        )

    def named(self, tokens):
        return self.count(tokens)

    def published(self, words):
        return {word for word in words if word in self.counts}

    def finds(self, parts):
        return all(map(self.count, parts))

    def near(self, word):
        return spelling.near(word, list(self.counts))

    def written_out(self, consonants):
        return [w for w in self.counts if spelling.consonants(w) == consonants]

    def completions(self, letters, limit):
        begun = [w for w in self.counts if w.startswith(letters) and w != letters]
        return sorted(begun, key=lambda w: (len(w), w))[:limit]


PUBLISHED = Published(
    kopi=9, bubuk=5, pisang=7, keripik=6, tapis=4, robusta=3, gula=3, aren=2,
    cocopeat=1, kunci=1, gantungan=1, kain=4, lada=2, kursi=2, kubis=1,
)  # fmt: skip


def read(text, published=PUBLISHED, **options):
    return reading.read(text, DICTIONARY, published, **options)


def texts(found):
    return [word.text for word in found.words]


def weight_of(word, token):
    """Of the surest way by this token alone."""
    return max((w.weight for w in word.ways if w.parts and token in w.parts[0]
                and len(w.parts) == 1), default=0)  # fmt: skip


def test_words_as_typed_come_before_all_else():
    found = read("kopi bubuk")

    assert texts(found) == ["kopi", "bubuk"]
    assert found.corrected is None
    assert not found.dropped
    for word in found.words:
        best = max(word.ways, key=lambda way: way.weight)
        assert best.weight == reading.TYPED
        assert (("w" + word.text,),) == best.parts


def test_a_synonym_counts_both_ways_and_is_told():
    assert weight_of(read("coffee").words[0], "wkopi") == reading.MEANING
    assert weight_of(read("kopi").words[0], "wcoffee") == reading.MEANING
    assert list(read("coffee").synonyms) == ["kopi"]


def test_a_misspelling_of_the_dictionary_counts_one_way():
    assert weight_of(read("merico").words[0], "wlada") > 0
    assert not any("wmerico" in w.tokens() for w in read("lada").words)


def test_a_known_word_is_never_corrected():
    """`kopi` is one edit from nothing published here, `kubis` from `kursi` two."""
    for text in ("kopi", "kubis", "kursi", "bubuk"):
        found = read(text)
        assert found.corrected is None
        assert found.words[0].read == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pisng", "pisang"),
        ("pisagn", "pisang"),
        ("pisanng", "pisang"),
        ("pizang", "pisang"),
        ("robsuat", "robusta"),
        ("kofi", "kopi"),
    ],
)
def test_an_unknown_word_is_read_as_the_nearest_known(typed, meant):
    found = read(f"{typed} kain")

    assert found.words[0].read == meant
    assert found.corrected == f"{meant} kain"


def test_a_wrong_first_letter_costs_more():
    right = weight_of(read("pisng kain").words[0], "wpisang")
    wrong = weight_of(read("bisang kain").words[0], "wpisang")

    assert 0 < wrong < right


def test_synonyms_of_the_correction_count_too():
    assert weight_of(read("kerpik kain").words[0], "wchips") > 0


@pytest.mark.parametrize("typed", ["1234", "sir20", "250g", "kop1"])
def test_what_holds_a_figure_is_never_corrected(typed):
    found = read(typed, Published(**{"1235": 3, "sir30": 2, "250k": 2, "kopi": 4}))

    assert found.words[0].read == typed


@pytest.mark.parametrize("typed", ["kpi", "ab", "x"])
def test_short_words_are_never_corrected(typed):
    assert read(typed).words[0].read == typed


def test_corrections_are_few_and_the_likeliest_first():
    words = {f"tapi{letter}": number for number, letter in enumerate("abcdefghij", 1)}

    found = read("tapiz kain", Published(**words))

    assert found.words[0].read == "tapij"
    held = {t for t in found.words[0].tokens() if t[0] == "w" and t[1:] in words}
    assert len(held) <= max(MAX_CORRECTIONS, reading.MAX_COMPLETIONS)
    corrected = [
        t for t in words if weight_of(found.words[0], "w" + t) >= reading.ONE_EDIT
    ]
    assert len(corrected) == MAX_CORRECTIONS


def test_what_is_no_more_published_is_not_corrected_to():
    assert read("pisng", Published(pisang=0)).words[0].read == "pisng"


def test_at_most_twelve_words_and_two_hundred_letters():
    found = read(" ".join(f"w{n}a" for n in range(20)))
    assert len(found.words) == MAX_WORDS
    assert found.dropped == [f"w{n}a" for n in range(MAX_WORDS, 20)]

    assert len(read("x" * 10_000).words[0].text) <= 40
    assert read("kopi " + " " * 300 + "bubuk").dropped == []
    assert texts(read("kopi " + " " * 300 + "bubuk")) == ["kopi"]


def test_stop_words_count_only_where_nothing_else_is_left():
    found = read("kopi untuk the khas")
    assert texts(found) == ["kopi"]
    assert found.dropped == ["untuk", "the", "khas"]

    alone = read("untuk the", Published(untuk=3, kopi=1))
    assert texts(alone) == ["untuk"]
    assert alone.dropped == ["the"]
    assert read("untuk the").words == []


def test_stop_words_and_everyday_words_are_never_corrected():
    """`batuk` is a cough and no misspelt `batik`."""
    published = Published(batik=3, besi=2)
    for text in ("batuk", "best", "obat batuk"):
        assert read(text, published).corrected is None


def test_what_was_typed_is_put_right_in_its_place():
    assert read("Pisng, untuk  kain!").corrected == "pisang, untuk kain!"


def test_a_word_comes_once_and_two_is_short_for_twice():
    assert texts(read("kopi kopi kain")) == ["kopi", "kain"]
    assert texts(read("kopi2")) == ["kopi"]


def test_a_word_of_prose_alone_is_nothing_to_correct_to():
    class Prose(Published):
        def named(self, tokens):
            return 0

    assert read("pisng", Prose(pisang=5)).corrected is None


@pytest.mark.parametrize("text", ["", "  ", "?!", '"*(', "\0"])
def test_no_word_is_an_empty_plan(text):
    found = read(text)

    assert (found.words, found.dropped, found.corrected) == ([], [], None)


def test_exact_is_as_typed():
    found = read("coffee pisng", exact=True)

    assert [list(word.tokens()) for word in found.words] == [["wcoffee"], ["wpisng"]]
    assert found.corrected is None
    assert not found.synonyms


def test_words_written_together_are_taken_apart():
    found = read("kopibubuk kain")

    assert found.words[0].read == "kopi bubuk"
    way = max(
        (w for w in found.words[0].ways if len(w.parts) == 2), key=lambda w: w.weight
    )
    assert way.weight == reading.APART
    assert ["wkopi" in way.parts[0], "wbubuk" in way.parts[1]] == [True, True]


def test_words_written_apart_are_joined():
    found = read("coco peat")

    for word in found.words:
        assert weight_of(word, "wcocopeat") == reading.JOINED


def test_a_phrase_means_what_it_means_together():
    found = read("palm sugar")

    assert "gula aren" in found.synonyms
    for word in found.words:
        parts = [way.parts for way in word.ways if way.weight == reading.MEANING]
        assert any("wgula" in p[0] and "waren" in p[1] for p in parts if len(p) == 2)
    literal = max(found.words[0].ways, key=lambda way: way.weight)
    assert len(literal.parts) == 2
    assert weight_of(found.words[0], "wpalm") < reading.TYPED


def test_a_phrase_of_stems_is_the_phrase():
    assert "gantungan kunci" in read("keychains").synonyms


def test_a_place_names_its_regency():
    assert weight_of(read("kalianda").words[0], "g18.01") == reading.TYPED
    for word in read("lampung selatan").words:
        assert weight_of(word, "g18.01") == reading.TYPED


def test_a_concept_may_lie_in_a_category():
    assert weight_of(read("bag").words[0], "ktas/wanita") > 0


def test_only_the_last_word_is_completed():
    found = read("kop pis")

    assert weight_of(found.words[1], "ppis") > 0
    long = read("kain robus")
    assert weight_of(long.words[1], "wrobusta") > 0
    assert weight_of(read("kain tapis").words[0], "pkain") == 0


def test_a_root_counts_where_it_is_known():
    tokens = set(read("pengopian").words[0].tokens())

    assert "wkopi" in tokens
    assert "wngopi" not in tokens


def test_what_a_thing_is_for_says_less():
    shares = [word.share for word in read("kain untuk kursi").words]

    assert shares[0] == 1.0
    assert shares[1] == reading.PURPOSE
    assert [word.share for word in read("untuk kursi").words] == [1.0]


def test_what_nothing_is_like_is_found_by_its_first_letters():
    token = "ptapi"
    word = read("tapiwwwwww kain").words[0]

    assert weight_of(word, token) == reading.ALIKE
    assert word.read == word.text


def test_letters_that_begin_a_word_are_no_mistake():
    """`keranj` is one edit and a letter from `kerang`, and begins `keranjang`."""
    published = Published(kerang=9, keranjang=2, kain=3)

    last = read("keranj", published)

    assert last.corrected is None
    assert weight_of(last.words[0], "wkeranjang") == reading.BEGUN_UNKNOWN
    assert weight_of(last.words[0], "wkerang") == 0
    assert read("keranj kain", published).corrected == "kerang kain"


def test_letters_that_begin_a_word_of_the_dictionary_are_no_mistake():
    """If what it means is published, as `cinderamata` is under another name."""
    assert read("cinder", Published(cinde=4, oleholeh=1)).corrected is None
    assert read("cinder", Published(cinde=4)).corrected == "cinde"


def test_letters_that_begin_a_word_of_prose_alone_may_be_a_mistake():
    class Prose(Published):
        def named(self, tokens):
            return self.count(set(tokens) - {"wkeranjang"})

    assert read("keranj", Prose(kerang=9, keranjang=2)).corrected == "kerang"


def test_a_stop_word_alone_may_be_the_first_letters_of_a_word():
    found = read("ker")

    assert weight_of(found.words[0], "pker") == reading.BEGUN
    assert weight_of(found.words[0], "wchips") > 0
    assert not found.dropped
    assert read("ker kain").dropped == ["ker"]


def test_a_stop_word_alone_has_its_own_meaning():
    ways = [
        way.parts for way in read("agar", Published(jelly=1, powder=1)).words[0].ways
    ]

    assert any(len(p) == 2 and "wjelly" in p[0] and "wpowder" in p[1] for p in ways)


def test_what_comes_twice_in_a_phrase_is_one_word():
    """`oleh` stands in the prose of half the catalogue."""
    for text in ("oleh oleh", "oleh-oleh", "oleh2"):
        found = read(text, Published(oleh=9, oleholeh=2))
        for word in found.words:
            assert weight_of(word, "woleholeh") == reading.TYPED
            assert weight_of(word, "woleh") == 0
    other = read("cinderamata", Published(oleh=9, oleholeh=2))
    assert weight_of(other.words[0], "woleholeh") == reading.MEANING


def test_where_nothing_is_called_so_the_halves_count():
    assert weight_of(read("oleh oleh", Published(oleh=9)).words[0], "woleh") > 0


def test_a_word_without_its_vowels_is_written_out():
    found = read("krpk psng kain", Published(keripik=6, kerupuk=2, pisang=7, kain=4))

    assert found.corrected == "keripik pisang kain"
    first = found.words[0]
    assert weight_of(first, "wkeripik") == reading.WRITTEN_OUT
    assert weight_of(first, "wkerupuk") == reading.WRITTEN_OUT
    assert weight_of(first, "wchips") > 0


@pytest.mark.parametrize("typed", ["kp", "krpik", "aprn", "krp1"])
def test_other_words_are_not(typed):
    published = Published(kapi=3, apron=1, kerapuik=2, kerapi1=2)

    assert not any(
        way.weight == reading.WRITTEN_OUT
        for way in read(typed, published).words[0].ways
    )


def test_a_density_is_read_as_it_stands_in_names():
    assert texts(read("550gl kain")) == texts(read("550 g/l kain"))


@pytest.mark.parametrize("mark", ["untuk", "supaya", "agar"])
def test_what_it_is_wanted_for_says_less(mark):
    shares = [word.share for word in read(f"kain {mark} kursi").words]

    assert shares == [1.0, reading.PURPOSE]
