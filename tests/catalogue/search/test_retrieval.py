"""How far a query is relaxed, on the sample catalogue."""

import pytest

from catalogue.search import matching, retrieval

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["baju wanita", "suvenir pernikahan", "wall decor"])
def test_a_phrase_that_few_are_called_is_relaxed_to_its_words(query):
    found = matching.match(query)

    assert found.complete.bit_count() < retrieval.ENOUGH
    assert found.complete.bit_count() < found.bits.bit_count()
    assert found.relaxed


def test_those_that_hold_the_phrase_come_first():
    found = matching.match("suvenir pernikahan")

    assert found.layers[2] == found.complete


def test_as_typed_nothing_is_relaxed():
    found = matching.match("suvenir pernikahan", exact=True)

    assert found.bits == found.complete
    assert not found.relaxed


def test_half_the_name_of_a_place_finds_nothing():
    """`barat` of `lampung barat` is not what was asked for."""
    found = matching.match("pesisir barat")

    assert found.bits == found.complete
