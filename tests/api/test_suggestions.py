"""What is offered while someone types."""

import pytest
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.products.models import Variant
from catalogue.search import dictionary, queries

pytestmark = pytest.mark.django_db


def suggest(client, typed, lang="id"):
    response = client.get("/v1/suggestions", {"q": typed, "lang": lang})
    assert response.status_code == 200
    return response.json()["results"]


def texts(client, typed, kind, lang="id"):
    return [r["text"] for r in suggest(client, typed, lang) if r["kind"] == kind]


def test_every_kind_has_its_share(client, monkeypatch):
    monkeypatch.setattr(queries, "popular", lambda language: ["tapis lampung", "kopi"])
    monkeypatch.setattr(queries, "is_published", lambda query: True)

    rows = suggest(client, "tap")

    kinds = [row["kind"] for row in rows]
    assert kinds == ["category"] * 2 + ["query"] + ["product"] * 3 + ["seller"] * 2
    assert next(row for row in rows if row["kind"] == "query") == {
        "kind": "query",
        "text": "tapis lampung",
        "id": "tapis lampung",
    }
    for row in rows:
        assert any(word.startswith("tap") for word in row["text"].lower().split())


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("typed", ["ko", "tas", "keripik pi"])
def test_a_suggestion_leads_to_what_it_names(client, typed, lang):
    paths = {"product": "products/", "seller": "sellers/", "category": "categories"}
    for row in suggest(client, typed, lang):
        path = paths[row["kind"]]
        if row["kind"] == "category":
            known = client.get(f"/v1/{path}?lang={lang}").json()["results"]
            assert row["text"] in [r["name"] for r in known if r["code"] == row["id"]]
        else:
            found = client.get(f"/v1/{path}{row['id']}?lang={lang}").json()
            assert found["name"] == row["text"]


@pytest.mark.parametrize(
    ("typed", "lang", "category"),
    [
        ("kerep", "id", "Keripik"),  # Malay
        ("coff", "id", "Kopi Sangrai & Bubuk"),  # a translation
        ("lada", "en", "Pepper"),
        ("keirp", "en", "Chips & crisps"),  # misspelt and not finished
        ("kopi bubk", "en", "Roasted & ground coffee"),
    ],
)
def test_other_words_and_misspelt_ones_lead_there_too(client, typed, lang, category):
    found = texts(client, typed, "category", lang)

    assert any(name.startswith(category) for name in found), found


def test_what_begins_so_comes_before_what_only_means_the_same(client):
    names = texts(client, "madu", "product", "id")

    assert names[0].lower().startswith("madu")


@pytest.mark.parametrize("typed", ["coff", "coffee"])
def test_what_lies_where_such_things_are_comes_before_what_only_says_so(client, typed):
    rows = [r["id"] for r in suggest(client, typed, "en") if r["kind"] == "product"]

    codes = {
        client.get(f"/v1/products/{ident}").json()["category"]["code"] for ident in rows
    }
    assert len(rows) == 4
    assert codes <= {"kopi-sangrai-bubuk", "kopi-biji-hijau", "kopi-instan-olahan"}


def test_an_amount_comes_first_and_hides_nothing(client, sample):
    Variant.objects.filter(product=sample("P090")).update(net_weight_g=777)
    record(ProductChanged(sample("P090").pk))

    names = texts(client, "kopi bubuk 777 gr", "product")

    assert names[0] == sample("P090").name["id"]
    assert set(names) == set(texts(client, "kopi bubuk", "product"))
    honey = texts(client, "madu", "product")[:2]
    assert texts(client, "madu 500ml", "product")[:2] == honey
    assert texts(client, "madu 500", "category") == ["Madu"]


@pytest.mark.parametrize("typed", ["bandar", "bandar lam", "Bandar Lampung"])
def test_the_name_of_a_place_offers_what_comes_from_its_regency(client, typed):
    rows = suggest(client, typed)

    assert {row["kind"] for row in rows} == {"product", "seller"}
    for row in rows:
        found = client.get(f"/v1/{row['kind']}s/{row['id']}").json()
        assert found["regency"]["code"] == "18.71"


def test_a_place_beside_another_word_narrows_to_its_regency(client):
    rows = [r for r in suggest(client, "kopi liwa") if r["kind"] == "product"]

    assert rows[0]["text"] == "Kopi Bubuk Robusta Liwa"
    assert len(rows) > 1
    for row in rows:
        found = client.get(f"/v1/products/{row['id']}?lang=id").json()
        assert "kopi" in found["name"].lower()
        assert found["regency"]["code"] == "18.04"


def test_words_that_are_spelt_right_are_never_taken_for_others(client, monkeypatch):
    monkeypatch.setattr(dictionary, "everyday_words", lambda: frozenset({"bsatik"}))

    assert "Batik Lampung" in texts(client, "bastik", "category")
    assert suggest(client, "bsatik") == []
    assert suggest(client, "best") == []  # says nothing of a thing


@pytest.mark.parametrize("typed", ["k", "", " ", "?", "%%", "__", "👩‍🌾", "\x00", "'"])
def test_fewer_than_two_letters_offer_nothing(client, typed):
    assert suggest(client, typed) == []


def test_a_word_that_says_nothing_yet_changes_nothing(client):
    assert suggest(client, "tas untuk") == suggest(client, "tas") != []


@pytest.mark.parametrize("typed", ["oleh o", "oleh oleh", "oleh oleh makan", "agar a"])
def test_a_phrase_may_begin_with_a_word_that_says_nothing(client, typed):
    assert "Kue, Roti & Dodol" in texts(client, typed, "category")
    assert "Damar & Resin" not in texts(client, typed, "category")


def test_a_phrase_need_not_be_finished(client):
    names = texts(client, "gula m", "product")

    assert sum(name.startswith("Gula") for name in names) > 2


def test_words_without_vowels_are_written_out(client):
    assert texts(client, "krpk psng", "category") == ["Keripik Pisang"]


def test_for_whom_it_is_need_not_be_in_the_name(client):
    """No name says of a bag that it is for women."""
    assert texts(client, "tas wanita", "category") == ["Tas & Dompet"]
    assert texts(client, "tas wanita", "product")


def test_what_was_typed_is_required(client):
    (error,) = client.get("/v1/suggestions").json()["errors"]

    assert (error["pointer"], error["code"]) == ("q", "required")


@pytest.mark.parametrize("typed", ["ko", "ker", "te", "ta", "ba", "lampung", "robusta"])
def test_there_are_eight_at_most_each_text_once_and_always_the_same(client, typed):
    rows = suggest(client, typed)

    assert 0 < len(rows) <= 8
    assert len({row["text"].casefold() for row in rows}) == len(rows)
    assert suggest(client, f" {typed.upper()}") == rows


def test_nothing_withdrawn_is_offered(client, sample):
    product = sample("P001")
    name = product.name["id"]
    assert name in texts(client, name, "product")

    product.hidden_at = timezone.now()
    product.save()
    record(ProductChanged(product.pk))

    assert name not in texts(client, name, "product")


def test_categories_without_products_are_not_offered(client):
    counts = client.get("/v1/categories?lang=id").json()["results"]
    empty = [row["name"] for row in counts if not row["product_count"]]

    for name in empty:
        assert name not in texts(client, name, "category")


def test_popular_queries_are_offered_while_they_find_something(client, monkeypatch):
    monkeypatch.setattr(
        queries, "popular", lambda language: ["kopi bubuk", "kopi luwak emas", "kopi"]
    )
    monkeypatch.setattr(queries, "is_published", lambda query: "emas" not in query)

    assert texts(client, "kop", "query") == ["kopi bubuk", "kopi"]
    assert texts(client, "kopi", "query") == ["kopi bubuk"]  # itself was typed
    assert texts(client, "kopi bu", "query") == ["kopi bubuk"]
    assert texts(client, "tapis", "query") == []


def test_an_answer_may_be_kept_for_a_minute(client):
    response = client.get("/v1/suggestions?q=tap&lang=id")

    assert response["Cache-Control"].startswith("public, max-age=60")
    assert response["ETag"]
