"""What every engine must do, whichever it is: the database's own, and one outside it.

No test leans on a transaction being rolled back: each begins by taking out what is
there, by the engine's own means.
"""

from collections import Counter

import pytest

from catalogue.search.backends import Index, SearchBackend, backend
from tests.catalogue.search.memory import MemoryBackend

PRODUCT, SELLER = Index.PRODUCT, Index.SELLER
SHAPES = [
    "awkopi",
    "aw16/20",
    "aw3.5",
    "aw250g",
    "aw1.5.2/3",
    "bkmakanan/kopi-bubuk".replace("-", "/"),
    "bg18.01",
    "cw" + "x" * 40,
    "aw咖啡",
    "awコーヒー",
    "awقهوة",
    "awкофе",
    "awกาแฟ",
    "pp",
    "awnear",
    "awand",
    "awor",
    "awnot",
    "aw0",
]
ENGINES = {"own": backend, "memory": MemoryBackend}


@pytest.fixture(params=ENGINES)
def engine(request, db) -> SearchBackend:
    found = ENGINES[request.param]()
    for index in Index:
        found.remove(index, found.keys(index))
    return found


def contents(engine: SearchBackend, index: Index) -> dict[int, set[str]]:
    return engine.stored(index, engine.keys(index))


def test_an_empty_engine_has_nothing_to_tell(engine):
    assert engine.keys(PRODUCT) == []
    assert engine.stored(PRODUCT, [1, 2]) == {}
    assert engine.holding(PRODUCT, ["awkopi"]) == {"awkopi": []}


def test_what_is_put_is_held(engine):
    engine.put(PRODUCT, {7: ["awkopi", "awbubuk"], 9: ["awkopi"]})

    found = engine.holding(PRODUCT, ["awkopi", "awbubuk", "awteh"])

    assert sorted(found["awkopi"]) == [7, 9]
    assert found["awbubuk"] == [7]
    assert found["awteh"] == []
    assert engine.held(PRODUCT, ["awkopi", "awteh"]) == {"awkopi"}
    assert sorted(engine.keys(PRODUCT)) == [7, 9]
    assert engine.stored(PRODUCT, [7, 8]) == {7: {"awkopi", "awbubuk"}}


@pytest.mark.parametrize("token", SHAPES, ids=ascii)
def test_a_token_of_any_shape_is_found_whole_and_never_by_a_part(engine, token):
    others = [
        token + "x",
        token[:-1],
        token[1:],
        token + "/1",
        token + ".1",
        "b" + token,
    ]
    engine.put(PRODUCT, {1: [token], 2: [o for o in others if o]})

    assert engine.holding(PRODUCT, [token])[token] == [1]
    assert engine.stored(PRODUCT, [1]) == {1: {token}}


def test_all_shapes_may_lie_in_one_document_and_be_asked_at_once(engine):
    engine.put(PRODUCT, {3: SHAPES})

    assert engine.holding(PRODUCT, SHAPES) == {token: [3] for token in SHAPES}
    assert engine.stored(PRODUCT, [3]) == {3: set(SHAPES)}


def test_a_document_may_hold_thousands_of_tokens(engine):
    tokens = [f"cw{number}" for number in range(6000)]

    engine.put(PRODUCT, {5: tokens})

    assert engine.holding(PRODUCT, tokens[::997]) == {t: [5] for t in tokens[::997]}
    assert engine.stored(PRODUCT, [5]) == {5: set(tokens)}


def test_many_documents_are_all_found_once(engine):
    engine.put(PRODUCT, {n: ["awall", f"aw{n % 7}"] for n in range(1, 2001)})

    found = engine.holding(PRODUCT, ["awall", "aw3"])

    assert Counter(found["awall"]) == Counter(range(1, 2001))
    assert Counter(found["aw3"]) == Counter(range(3, 2001, 7))
    assert Counter(engine.keys(PRODUCT)) == Counter(range(1, 2001))


def test_large_keys_are_kept(engine):
    key = 2**40

    engine.put(PRODUCT, {key: ["awkopi"]})

    assert engine.holding(PRODUCT, ["awkopi"]) == {"awkopi": [key]}
    assert engine.keys(PRODUCT) == [key]


def test_a_token_said_or_asked_twice_counts_once(engine):
    engine.put(PRODUCT, {1: ["awkopi", "awkopi"]})

    assert engine.holding(PRODUCT, ["awkopi", "awkopi"]) == {"awkopi": [1]}
    assert engine.stored(PRODUCT, [1, 1]) == {1: {"awkopi"}}


def test_putting_again_replaces(engine):
    engine.put(PRODUCT, {1: ["awkopi", "awtua"], 2: ["awkopi"]})

    engine.put(PRODUCT, {1: ["awteh"]})

    found = engine.holding(PRODUCT, ["awkopi", "awtua", "awteh"])
    assert found == {"awkopi": [2], "awtua": [], "awteh": [1]}
    assert contents(engine, PRODUCT) == {1: {"awteh"}, 2: {"awkopi"}}


def test_every_change_may_be_repeated(engine):
    for _ in range(2):
        engine.put(PRODUCT, {1: ["awkopi"], 2: ["awteh"]})
    assert contents(engine, PRODUCT) == {1: {"awkopi"}, 2: {"awteh"}}
    assert engine.holding(PRODUCT, ["awkopi"]) == {"awkopi": [1]}

    for _ in range(2):
        engine.remove(PRODUCT, [2, 77])
    assert contents(engine, PRODUCT) == {1: {"awkopi"}}
    assert engine.holding(PRODUCT, ["awteh"]) == {"awteh": []}


def test_what_was_taken_out_may_come_back(engine):
    engine.put(PRODUCT, {1: ["awkopi"]})
    engine.remove(PRODUCT, [1])

    engine.put(PRODUCT, {1: ["awkopi"]})

    assert engine.holding(PRODUCT, ["awkopi"]) == {"awkopi": [1]}


def test_the_indexes_know_nothing_of_each_other(engine):
    engine.put(PRODUCT, {1: ["awkopi"]})
    engine.put(SELLER, {1: ["awteh"], 2: ["awkopi"]})

    engine.remove(PRODUCT, [2])

    assert engine.holding(PRODUCT, ["awkopi", "awteh"]) == {"awkopi": [1], "awteh": []}
    assert engine.holding(SELLER, ["awkopi", "awteh"]) == {"awkopi": [2], "awteh": [1]}
    assert sorted(engine.keys(SELLER)) == [1, 2]


def test_nothing_to_do_is_no_error(engine):
    engine.put(PRODUCT, {})
    engine.remove(PRODUCT, [])

    assert engine.holding(PRODUCT, []) == {}
    assert engine.stored(PRODUCT, []) == {}
    assert engine.keys(PRODUCT) == []


def test_a_document_without_tokens_is_a_document(engine):
    engine.put(PRODUCT, {4: []})

    assert engine.keys(PRODUCT) == [4]
    assert engine.stored(PRODUCT, [4]) == {4: set()}
