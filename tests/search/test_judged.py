"""The judged sets: what was reached is kept, whichever engine answers."""

from datetime import date

import pytest
from django.db import connection

from catalogue.search import (
    backends,
    dictionary,
    documents,
    matching,
    postings,
    vocabulary,
)
from catalogue.search.backends import Index
from catalogue.search.models import DOCUMENTS
from tests.catalogue.search.memory import MemoryBackend
from tests.search import judging

ON = date(2026, 11, 28)
QUERIES = {name: judging.read(path) for name, path in judging.SETS.items()}


@pytest.mark.django_db
def test_no_kind_of_query_is_answered_worse_than_before():
    assert judging.falls(judging.judge_all()) == []


@pytest.mark.django_db
def test_an_engine_outside_the_database_finds_the_same_in_the_same_order(monkeypatch):
    """The memory engine answers in an order of chance, and so does the vocabulary."""
    queries = [one.query for judged in QUERIES.values() for one in judged]
    own = {query: _first_page(query) for query in queries}

    _use(_filled(MemoryBackend()), monkeypatch)
    other = {query: _first_page(query) for query in queries}

    assert [q for q in queries if own[q] != other[q]] == []


def _first_page(query):
    """Ids in order, and how the query was read."""
    found = matching.match(query)
    ranked, _ = matching.ordered(found, found.bits, ON)
    ids = [row.id for row in ranked[: judging.PAGE]]
    return ids, found.bits, found.corrected, found.relaxed, found.dropped_words


def _filled(memory):
    for index, model in DOCUMENTS.items():
        for key, body in model.objects.values_list("key", "body"):
            memory.put(index, {key: documents.tokens(documents.parse(body), index)})
    return memory


def _use(memory, monkeypatch):
    monkeypatch.setitem(backends._ENGINES, connection.vendor, memory)
    near = vocabulary.near
    monkeypatch.setattr(
        vocabulary, "near", lambda word: dict(reversed(near(word).items()))
    )
    for part in (postings, matching, dictionary):
        part.forget()
    assert len(memory.keys(Index.PRODUCT)) == 140


@pytest.mark.parametrize("name", judging.SETS)
def test_a_set_is_whole(name):
    by_query = {one.query: one for one in QUERIES[name]}

    assert len(by_query) == len(QUERIES[name]) >= 80
    for one in QUERIES[name]:
        assert max(one.grades.values()) >= judging.RELEVANT, one.query
        assert set(one.grades.values()) <= {1, 2, 3}, one.query
        assert set(one.grades) <= set(judging.sample_keys()), one.query
        assert bool(one.right) == (one.kind == judging.MISSPELT), one.query
        if one.right:
            assert by_query[one.right].grades == one.grades, one.query


def test_the_measures():
    grades = {"A": 3, "B": 2, "C": 1}

    assert judging.ndcg("ABC", grades) == 1
    assert 0 < judging.ndcg("CBA", grades) < judging.ndcg("BAC", grades) < 1
    assert judging.ndcg("XYZ", grades) == 0
    assert judging.recall("AXC", grades) == 0.5
    assert judging.reciprocal_rank("CXB", grades) == pytest.approx(1 / 3)
    assert judging.reciprocal_rank("XYC", grades) == 0


def test_a_fall_is_named():
    figure = judging.Figure(queries=1, ndcg=0.0, recall=0.0, mrr=0.0, empty=1.0)
    poor = judging.Figures(overall=figure, kinds={"plain": figure}, misspelt=0.0)

    lines = judging.falls({"first": poor})

    assert len(lines) == 2
    assert lines[1].startswith("first set, plain: 0.0, was ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["kripik pisng pedas", "spicy banana chips", "pisang goreng kering", "kerepek pis"],
)
def test_however_it_is_asked_for_it_is_the_same(query, sample):
    first = {row.id for row in _ranked(query)[:4]}

    assert {sample(key).pk for key in ("P036", "P037", "P038")} <= first


def _ranked(query):
    found = matching.match(query)
    return matching.ordered(found, found.bits, ON)[0]
