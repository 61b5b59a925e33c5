"""The order of what was found: pure values in, an order out."""

from itertools import permutations
from uuid import UUID

import pytest

from catalogue.search import analysis, ranking
from catalogue.search.documents import PRODUCT_FIELDS, PROSE, Fields
from catalogue.search.plan import Asked, Way
from catalogue.search.ranking import AT_THE_TOP, Candidate, Ranked

BLANK = dict.fromkeys(set(PRODUCT_FIELDS) - {PROSE}, "")


def candidate(key, codes=(), signal=0.5, **texts):
    fields = Fields(codes=list(codes))
    prose = Fields()
    prose.add(PROSE, [texts.pop(PROSE, "")])
    for name, text in {**BLANK, **texts}.items():
        fields.add(name, [text])
    above = {token for words in fields.words.values() for token in forms_of(words)}
    tokens = forms_of(prose.words[PROSE]) - above
    return Candidate(key, UUID(int=key), UUID(int=key), fields, tokens, signal)


def forms_of(words):
    return {token for word in words for token in analysis.forms(word)}


def asked(text, **synonyms):
    """A word, found as typed and by synonyms, each with its weight."""
    ways = [Way((("w" + text,),), 1.0)]
    ways += [Way((("w" + other,),), weight) for other, weight in synonyms.items()]
    return Asked(text, text, ways=ways)


def order(words, candidates, weights=None):
    weights = weights or [1.0] * len(words)
    return [row.key for row in ranking.rank(words, weights, candidates)]


def test_the_order_does_not_depend_on_the_order_of_what_came():
    rows = [candidate(n, name="kopi" if n % 2 else "teh kopi") for n in range(1, 5)]

    found = {tuple(order([asked("kopi")], some)) for some in permutations(rows)}

    assert len(found) == 1


def test_equals_stand_by_id():
    rows = [candidate(n, name="kopi") for n in (5, 2, 9)]

    assert order([asked("kopi")], rows) == [2, 5, 9]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("name", "category"),
        ("category", "description"),
        ("regency", "description"),
        ("tags", "description"),
        ("category", "ancestors"),
    ],
)
def test_a_field_says_more_than_another(better, worse):
    rows = [candidate(1, **{worse: "kopi"}), candidate(2, **{better: "kopi"})]

    assert order([asked("kopi")], rows) == [2, 1]


def test_what_is_in_the_category_comes_before_what_mentions_it():
    """A soap named after coffee, and coffee."""
    rows = [
        candidate(1, name="sabun kopi", category="sabun"),
        candidate(2, name="kopi bubuk", category="kopi bubuk"),
    ]

    assert order([asked("kopi")], rows) == [2, 1]


def test_as_typed_comes_before_other_words_for_it():
    rows = [candidate(1, name="coffee"), candidate(2, name="kopi")]

    assert order([asked("kopi", coffee=0.8)], rows) == [2, 1]


def test_the_best_of_its_ways_counts_and_not_their_sum():
    both, one = candidate(1, name="kopi coffee java"), candidate(2, name="kopi x y")
    word = asked("kopi", coffee=0.8, java=0.8)

    scores = {row.key: row.score for row in ranking.rank([word], [1.0], [both, one])}

    assert scores[1] == scores[2]


def test_all_words_come_before_some():
    rows = [
        candidate(1, name="kopi kopi-kopi", category="kopi", tags="kopi"),
        candidate(2, name="kopi bubuk"),
    ]

    assert order([asked("kopi"), asked("bubuk")], rows) == [2, 1]


def test_the_rarer_word_says_more():
    rows = [candidate(1, name="kopi teh"), candidate(2, name="luwak teh")]
    words = [asked("kopi"), asked("luwak")]

    weights = [ranking.idf(50, 140), ranking.idf(1, 140)]

    assert weights[0] < weights[1]
    assert order(words, rows, weights) == [2, 1]


def test_a_phrase_counts_where_its_words_stand_together():
    phrase = Asked("palm", "palm", ways=[Way((("wgula",), ("waren",)), 0.8)])
    rows = [
        candidate(1, name="gula merah", description="aren"),
        candidate(2, name="gula aren"),
        candidate(3, name="gula pasir"),
    ]

    found = ranking.rank([phrase], [1.0], rows)

    assert [row.key for row in found] == [2, 1, 3]
    assert found[-1].score == 0


def test_a_phrase_of_the_prose_may_stand_there_by_chance():
    phrase = Asked("gift", "gift", ways=[Way((("wbuah",), ("wtangan",)), 0.8)])
    word = asked("hadiah")
    word.ways[0] = Way(word.ways[0].parts, 0.8)
    apart = [candidate(1, description="buah merah, sortasi tangan")]
    alone = [candidate(1, description="hadiah")]

    by_phrase = ranking.rank([phrase], [1.0], apart)[0].score

    assert 0 < by_phrase < ranking.rank([word], [1.0], alone)[0].score


def test_how_a_thing_is_does_not_stand_for_the_thing():
    """Who asks for a women's bag wants no women's coffee."""
    bag, women = asked("tas"), asked("wanita")
    bag.kind, women.kind = "product", "use"
    rows = [candidate(1, name="kopi wanita"), candidate(2, category="tas")]
    weights = [0.8, 1.2]

    assert order([bag, women], rows, weights) == [2, 1]
    assert order([asked("tas"), women], rows, weights) == [1, 2]  # no thing is named
    assert order([women], rows) == [1, 2]


def test_a_code_counts_as_its_field():
    place = Asked("liwa", "liwa", ways=[Way((("g18.04",),), 1.0)])
    rows = [candidate(1, description="liwa"), candidate(2, codes=["g18.04"])]

    assert order([place], rows) == [2, 1]


def test_signals_move_equals_but_no_name_below_prose():
    word = asked("kopi")
    good, poor = {"signal": 1.0}, {"signal": 0.0}

    assert order([word], [candidate(1, name="kopi", **poor),
                          candidate(2, name="kopi", **good)]) == [2, 1]  # fmt: skip
    assert order([word], [candidate(1, description="kopi", **good),
                          candidate(2, name="kopi", **poor)]) == [2, 1]  # fmt: skip


def test_a_signal_lies_between_nothing_and_one():
    newest = ranking.signal(4, 100, 0)
    oldest = ranking.signal(0, 0, 10_000)

    assert newest == pytest.approx(1)
    assert oldest == pytest.approx(0, abs=0.01)
    assert ranking.signal(4, 100, -30) == newest  # published tomorrow


def test_nothing_found_is_no_error():
    assert ranking.rank([asked("kopi")], [1.0], []) == []
    assert ranking.rank([asked("kopi")], [0.0], [candidate(1)])[0].score == 0


# Variety of sellers


def ranked(*scores):
    return [Ranked(UUID(int=n), n, score) for n, score in enumerate(scores, 1)]


def keys(rows):
    return [row.key for row in rows]


ANNA, BUDI = UUID(int=1), UUID(int=2)


def test_a_third_of_one_seller_waits_for_others_about_as_good():
    rows = ranked(100, 100, 100, 99)
    sellers = {1: ANNA, 2: ANNA, 3: ANNA, 4: BUDI}

    assert keys(ranking.mixed(rows, sellers, frozenset())) == [1, 2, 4, 3]


def test_but_not_where_the_query_names_her():
    rows = ranked(100, 100, 100, 99)
    sellers = {1: ANNA, 2: ANNA, 3: ANNA, 4: BUDI}

    assert keys(ranking.mixed(rows, sellers, frozenset([ANNA]))) == [1, 2, 3, 4]


def test_nobody_is_lost_or_doubled_and_the_tail_keeps_its_order():
    rows = ranked(*range(100, 60, -1))
    sellers = {row.key: ANNA if row.key % 3 else BUDI for row in rows}

    mixed = ranking.mixed(rows, sellers, frozenset())

    assert sorted(keys(mixed)) == keys(rows)
    assert keys(mixed[AT_THE_TOP:]) == sorted(keys(mixed[AT_THE_TOP:]))
    assert ranking.mixed([], {}, frozenset()) == []


def test_alone_with_her_products_a_seller_has_all_places():
    rows = ranked(*[100] * 15)

    found = ranking.mixed(rows, {row.key: ANNA for row in rows}, frozenset())

    assert keys(found) == keys(rows)
