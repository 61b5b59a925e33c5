import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.search import analysis
from catalogue.search.analysis import MAX_WORD, compounds, forms, roots, stem, words


def read(text):
    return [word.text for word in words(text)]


def joined(text):
    return [word.text for word in compounds(text, list(words(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "1/4 kg", "1/4kg", "¼ kg", "¼kg", "0,25 kg", "0.25 kilogram", "250gr",
        "250 g", "250-gram", "250 Gram", "2,5 ons", "1 ⁄ 4 kg", "２５０ｇ",
    ],
)  # fmt: skip
def test_one_weight_is_one_word_however_it_is_written(text):
    assert read(text) == ["250g"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("1.5 l", "1500ml"),
        ("1,5 liter", "1500ml"),
        ("1 1/2 litre", "1500ml"),
        ("1½ kg", "1500g"),
        ("1.000 gram", "1000g"),  # a point that groups thousands
        ("1,000 g", "1000g"),
        ("0.500 kg", "500g"),
        ("1 kg", "1000g"),
        ("10 cm", "100mm"),
        ("330 cc", "330ml"),
        ("1 kuintal", "100000g"),
    ],
)
def test_amounts_are_said_in_their_base_unit(text, word):
    assert read(text) == [word]


@pytest.mark.parametrize("text", ["550 g/l", "550 g / l", "550 kg/m"])
def test_a_density_is_no_weight(text):
    assert read(text)[0] == "550"
    assert len(read(text)) == 3


@pytest.mark.parametrize("text", ["0 kg", "1/0 kg", "1.2.3 kg", "9" * 30 + " ton"])
def test_what_is_no_amount_stays_words(text):
    assert read(text)[-1] in {"kg", "ton"}


def test_amounts_of_a_range_are_two():
    assert read("250 g-500 g") == ["250g", "500g"]
    assert read("2 x 250 ml") == ["2", "x", "250ml"]


@pytest.mark.parametrize("text", ["tan leather", "g", "kg", "l", "gr a"])
def test_a_unit_without_a_figure_is_a_word(text):
    assert read(text) == text.split()


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("ASTA 570", "asta570"),
        ("SIR 20", "sir20"),
        ("ELB 350", "elb350"),
        ("SIR-20", "sir20"),
    ],
)
def test_a_grade_is_its_words_and_also_one(text, grade):
    assert "".join(read(text)) == grade
    assert joined(text) == [grade]


def test_figures_stay_whole():
    assert read("16/20") == ["16/20"]
    assert read("udang 16/20 beku") == ["udang", "16/20", "beku"]
    assert read("3.5") == read("3,5") == ["3.5"]
    assert read("HS 0901.21") == ["hs", "0901.21"]


def test_a_word_said_twice_is_also_one():
    assert read("oleh-oleh") == read("oleh oleh") == ["oleh", "oleh"]
    assert joined("oleh-oleh") == joined("oleh oleh") == ["oleholeh"]
    assert read("buah-buahan") == ["buah", "buahan"]


def test_a_hyphen_joins_and_parts():
    assert read("T-shirt") == ["t", "shirt"]
    assert joined("T-shirt") == joined("t‐shirt") == ["tshirt"]
    assert joined("kopi bubuk") == joined("kopi, kopi") == []


def test_figures_alone_are_never_joined():
    assert joined("10-20") == []


def test_accents_and_case_do_not_count():
    assert read("Crème BRÛLÉE") == ["creme", "brulee"]
    assert read("𝐊𝐨𝐩𝐢 Ｋｏｐｉ") == ["kopi", "kopi"]
    assert read("Straße") == ["strasse"]


def test_an_apostrophe_parts_and_its_letter_goes():
    assert read("women's") == read("women’s") == ["women"]
    assert read("Qur'an") == ["qur", "an"]


@pytest.mark.parametrize(
    "text", ["", " ", "!?", '"*(&|', "\0", "_", "—", "🙂🙃", "\u202e"]
)
def test_no_word_is_no_word(text):
    assert read(text) == []


def test_other_scripts_are_words():
    assert read("قهوة 咖啡 кофе") == ["قهوة", "咖啡", "кофе"]


def test_hostile_text_is_text():
    assert read('NEAR("kopi" OR *) -- \'; DROP\0TABLE') == [
        "near", "kopi", "or", "drop", "table",
    ]  # fmt: skip
    assert read("x" * 10_000) == ["x" * MAX_WORD]
    assert len(read("1/" * 5_000 + "kg")) < 10_000


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("pengeringan", "kering"),
        ("dikeringkan", "kering"),
        ("mengeringkan", "kering"),
        ("disangrai", "sangrai"),
        ("merajang", "rajang"),
        ("perajang", "rajang"),
        ("pengupas", "kupas"),
        ("menyapu", "sapu"),
        ("memukul", "pukul"),
        ("menulis", "tulis"),
        ("penggilingan", "giling"),
        ("pemarut", "parut"),
        ("pengusir", "usir"),
        ("anyaman", "anyam"),
        ("buahnya", "buah"),
        ("mempertemukan", "temu"),
        ("tersedia", "sedia"),
    ],
)
def test_the_root_is_among_what_a_word_may_be_made_from(word, root):
    assert root in roots(word)


@pytest.mark.parametrize("word", ["kopi", "madu", "dan", "1kg", "café", ""])
def test_short_words_and_what_is_no_word_have_no_root(word):
    assert roots(word) == ()


def test_english_plurals_share_a_stem():
    for one, many in [
        ("banana", "bananas"),
        ("basket", "baskets"),
        ("berry", "berries"),
    ]:
        assert stem(one) == stem(many)


ALLOWED = set(string.ascii_lowercase + string.digits + "./")
KINDS = analysis.WORD, analysis.ROOT, analysis.STEM, analysis.PREFIX
TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            ["1", "½", "¼", "/", ".", ",", "-", " ", "kg", "gr", "l", "kopi", "'", "s",
             "SIR", "20", "é", "咖", "ق", "\0", '"', "*", "_", "𝐊", "٣", "⁄", "İ"]
        ),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@given(TEXT)
@example("1/0 kg")
@example("ᴬ")
def test_any_text_gives_plain_tokens_at_ascending_places(text):
    found = list(words(text))

    end = 0
    for word in found:
        assert end <= word.start < word.end <= len(text)
        end = word.end
    for word in [*found, *compounds(text, found)]:
        assert 0 <= word.start < word.end <= len(text)
        assert 0 < len(word.text) <= MAX_WORD
        for token in forms(word.text):
            assert token[0] in KINDS
            assert all(c in ALLOWED or (ord(c) > 127 and c.isalnum()) for c in token)


@given(TEXT)
def test_reading_a_word_again_changes_nothing(text):
    for word in words(text):
        if word.text.isalpha():
            assert read(word.text) == [word.text]
