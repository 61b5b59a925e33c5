"""The list of products with `q`: what is taken, what is told, in which order."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api import pagination
from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.products.models import Product
from catalogue.samples.seeds import product_id
from catalogue.search import queries
from tests.api.test_products import ids, publish_copy, walk

pytestmark = pytest.mark.django_db


def search(client, q, **others):
    return client.get("/v1/products", {"q": q, "lang": "en", "limit": 100, **others})


def hits(client, q, **others):
    return ids(search(client, q, **others).json()["results"])


def highlighted(body):
    """{member: the texts lit in it} of each row."""
    rows = {row["id"]: row for row in body["results"]}
    found: dict = {ident: {} for ident in rows}
    for light in body["search"]["highlights"]:
        text = rows[light["id"]]
        for name in light["member"].split("."):
            text = text[name]
        units = text.encode("utf-16-le")[light["start"] * 2 : light["end"] * 2]
        lit = found[light["id"]].setdefault(light["member"], [])
        lit.append(units.decode("utf-16-le"))
    return found


def rename(product, **name):
    Product.objects.filter(pk=product.pk).update(name=name)
    record(ProductChanged(product.pk))


def test_how_it_was_read_is_told_beside_the_page(client):
    body = search(client, "LIWA kopi").json()

    assert str(product_id("P001")) in ids(body["results"])
    told = body["search"]
    assert list(told) == [
        "query", "corrected", "did_you_mean", "relaxed", "synonyms_used",
        "dropped_words", "highlights",
    ]  # fmt: skip
    assert (told["query"], told["corrected"]) == ("LIWA kopi", None)
    assert "coffee" in told["synonyms_used"]


@pytest.mark.parametrize("query", ["kopi!", "(kopi)", '"kopi"', "kopi*", "%kopi_"])
def test_punctuation_only_separates_words(client, query):
    asked = search(client, query, count="true").json()
    plain = search(client, "kopi", count="true").json()

    assert asked["count"] == plain["count"] > 0
    assert ids(asked["results"]) == ids(plain["results"])


HOSTILE = [
    "'", '"', "';DROP TABLE x--", "kopi' OR '1'='1", "NEAR(kopi bubuk, 5)",
    "kopi AND NOT", "title:kopi", "kopi^2", "a:*", "& | ! <->", "kopi:*A", "{kopi}",
    "\\", "\\x00", "\x00", "ko\x00pi", "\ufffd", "\u202ekopi\u202c", "\u200fkopi",
    "👩‍🌾 kopi ☕", "🍌" * 500, "%", "_", "%00", "<script>alert(1)</script>", "${7*7}",
    "../../etc/passwd", "\r\nSet-Cookie: x", "x" * 10_000, "kopi " * 2_000,
    "''" * 5_000, "1/0 kg", "½½½", "1e309 kg", "٣ كيلو", "咖啡", "ก" * 3_000, "-" * 9,
    "0" * 400 + " kg", "ﷺ" * 500, "İ" * 300, "ß" * 300,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_plain_text_and_never_an_error(client, query):
    for path in ("products", "products/facets", "sellers", "suggestions"):
        response = client.get(f"/v1/{path}", {"q": query})
        assert response.status_code == 200
    found = client.get("/v1/products", {"q": query}).json()

    assert len(found["search"]["query"]) <= 200
    assert "\x00" not in found["search"]["query"]


def test_ten_thousand_escaped_characters_are_read(client):
    response = search(client, "é" * 9_995 + " kopi")

    assert response.status_code == 200
    assert response.json()["search"]["query"] == "é" * 200


def test_a_long_query_is_not_sent_back_in_the_links(client):
    response = client.get("/v1/products", {"q": "kopi " + " " * 9_000, "limit": 2})

    link = response["Link"]
    assert len(link) < 1_000
    page = client.get(link[link.index("/v1/") : link.index(">")]).json()
    assert ids(page["results"]) == hits(client, "kopi", limit=4)[2:]


@pytest.mark.parametrize("query", ["", " ", "?!", "\u200b", "-"])
def test_without_a_word_everything_comes_in_its_usual_order(client, query):
    body = search(client, query, count="true").json()
    plain = client.get("/v1/products?lang=en&limit=100&count=true").json()

    assert ids(body["results"]) == ids(plain["results"])
    assert body["count"] == plain["count"]
    assert body["search"]["highlights"] == []
    assert body["search"]["relaxed"] is False
    rest = search(client, query, cursor=body["next_cursor"]).json()
    assert len(rest["results"]) == plain["count"] - 100


def test_a_query_may_be_sorted_otherwise_and_still_selects_the_same(client):
    by_relevance = hits(client, "kopi")
    by_price = search(client, "kopi", sort="price").json()["results"]

    assert set(ids(by_price)) == set(by_relevance)
    assert ids(by_price) != by_relevance
    assert hits(client, "kopi", sort="relevance") == by_relevance


def test_relevance_needs_a_query(client):
    (error,) = client.get("/v1/products?sort=relevance").json()["errors"]

    assert (error["pointer"], error["code"]) == ("sort", "invalid")


def test_exact_needs_a_query(client):
    (error,) = client.get("/v1/products?q_exact=true").json()["errors"]

    assert (error["pointer"], error["code"]) == ("q_exact", "invalid")
    assert client.get("/v1/products?q_exact=false").status_code == 200


def test_exact_finds_the_words_as_written_and_hints_at_others(client):
    body = search(client, "keripk", q_exact="true").json()

    assert body["results"] == []
    assert body["search"]["did_you_mean"] == "keripik"
    assert body["search"]["corrected"] is None
    loose = search(client, "keripk").json()
    assert loose["search"]["corrected"] == "keripik"
    assert len(hits(client, "keripik", q_exact="true")) > 1


def test_the_page_of_a_filter_is_a_part_of_the_whole(client):
    whole = hits(client, "kopi")
    part = hits(client, "kopi", regency="18.04")

    assert 0 < len(part) < len(whole)
    assert set(part) <= set(whole)


@pytest.mark.parametrize("limit", [1, 7, 50])
def test_pages_by_relevance_are_the_whole_list_cut(client, limit):
    whole = walk(client, "/v1/products?q=kopi lampung&lang=en&limit=100")

    there = walk(client, f"/v1/products?q=kopi lampung&lang=en&limit={limit}")

    assert ids(there) == ids(whole)
    assert len(set(ids(there))) == len(there)


def test_pages_by_relevance_lead_back(client):
    url = "/v1/products?q=kopi&lang=en&limit=5"
    first = client.get(url).json()
    second = client.get(f"{url}&cursor={first['next_cursor']}").json()

    back = client.get(f"{url}&cursor={second['previous_cursor']}").json()

    assert ids(back["results"]) == ids(first["results"])
    assert back["previous_cursor"] is None


def test_what_stays_is_seen_once_while_others_come_and_go(client, sample):
    stayed = set(hits(client, "kopi"))
    url = "/v1/products?q=kopi&lang=en&limit=4"
    seen, cursor, copies = [], "", []
    while cursor is not None:
        body = client.get(f"{url}&cursor={cursor}" if cursor else url).json()
        seen += ids(body["results"])
        cursor = body["next_cursor"]
        if len(copies) < 3:
            copies.append(publish_copy(sample("P050"), name={"id": "Kopi", "en": "A"}))
        elif copies and copies[0].hidden_at is None:
            copies[0].hidden_at = timezone.now()
            copies[0].save()
            record(ProductChanged(copies[0].pk))

    assert stayed <= set(seen)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("key", ["-1.0.0", "1.2.-5", "1.2", "x.y.z", f"1.2.{2**70}"])
def test_a_cursor_that_was_tampered_with_is_refused(client, key):
    values = {"q": "kopi", "lang": "en"}
    mark = pagination.fingerprint("/v1/products", values, "relevance", "en")
    cursor = pagination.encode(mark, key, product_id("P001"), backwards=False)

    response = client.get("/v1/products", {**values, "cursor": cursor})

    expected = 200 if key == "-1.0.0" else 400  # of a generation that is past
    assert response.status_code == expected


# Highlights


@pytest.mark.parametrize(
    ("query", "key", "member", "lit"),
    [
        ("coffee", "P001", "name", ["Coffee"]),  # as typed
        ("coffees", "P001", "name", ["Coffee"]),  # another form of it
        ("kopi", "P001", "name", ["Coffee"]),  # a translation
        ("cofee", "P001", "name", ["Coffee"]),  # misspelt
        ("coff", "P001", "name", ["Coffee"]),  # not written to its end
        ("liwa", "P001", "regency.name", ["Lampung Barat"]),  # a place in it
        ("bracelet", "P138", "category.name", ["Jewellery & accessories"]),  # in it
        ("wickerwork", "P061", "category.name", ["Bamboo weaving"]),  # within it
    ],
)
def test_words_are_lit_however_they_were_found(client, query, key, member, lit):
    body = search(client, query).json()

    assert highlighted(body)[str(product_id(key))][member] == lit


def test_words_that_did_not_count_are_told(client):
    told = search(client, "kopi untuk qwxyzk").json()["search"]

    assert sorted(told["dropped_words"]) == ["qwxyzk", "untuk"]
    assert told["corrected"] is None
    assert told["relaxed"] is True  # none holds them all
    exact = search(client, "kopi untuk", q_exact="true").json()["search"]
    assert exact["dropped_words"] == []


def test_a_correction_is_the_text_with_its_words_replaced(client):
    told = search(client, "Keripk (PISANG), 250 gr").json()["search"]

    assert told["corrected"] == "keripik (PISANG), 250 gr"


def test_it_is_relaxed_where_only_a_few_hold_every_word(client):
    told = search(client, "madu kambas anyaman").json()["search"]

    assert (told["relaxed"], told["dropped_words"]) == (True, [])
    assert search(client, "kopi").json()["search"]["relaxed"] is False


def test_highlights_are_of_the_language_served(client):
    body = search(client, "kopi", lang="id").json()

    assert highlighted(body)[str(product_id("P001"))]["name"] == ["Kopi"]


def test_exact_words_alone_are_lit(client):
    body = search(client, "coffee", q_exact="true").json()

    texts = {t for row in highlighted(body).values() for f in row.values() for t in f}
    assert {text.casefold() for text in texts} == {"coffee"}


def test_highlights_count_in_utf_16_and_compounds_are_one(client, sample):
    rename(sample("P001"), en="🍌🍌 T-shirt Ünïque 🎽 liwa")

    body = search(client, "tshirt unique").json()

    lights = [
        (light["start"], light["end"])
        for light in body["search"]["highlights"]
        if light["id"] == str(product_id("P001")) and light["member"] == "name"
    ]
    assert lights == [(5, 12), (13, 19)]


def test_markup_in_a_name_is_only_text(client, sample):
    rename(sample("P001"), en="<b>Coffee</b>")

    body = search(client, "coffee").json()

    assert highlighted(body)[str(product_id("P001"))]["name"] == ["Coffee"]


WORDS = ["kopi", "pisang", "kerpik", "liwa", "tas", "1/4", "kg", "for"]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_highlights_lie_in_their_texts_ascend_and_never_overlap(client, query):
    body = search(client, query, limit=50).json()

    rows = {row["id"]: row for row in body["results"]}
    before = ("", "", 0)
    for light in body["search"]["highlights"]:
        text = rows[light["id"]]
        for name in light["member"].split("."):
            text = text[name]
        assert light["start"] < light["end"] <= len(text.encode("utf-16-le")) // 2
        place = (light["id"], light["member"])
        assert place != before[:2] or light["start"] >= before[2]
        before = (*place, light["end"])


# What is noted of it


def test_a_first_page_without_filters_is_noted(client, monkeypatch):
    noted = []
    monkeypatch.setattr(queries, "note", lambda *told: noted.append(told))

    body = search(client, "kopi", count="true", limit=3).json()
    search(client, "kopi", limit=3, cursor=body["next_cursor"])
    search(client, "kopi", regency="18.04")
    client.get("/v1/products?lang=en")

    ((match, language, found),) = noted
    assert (match.query, language, found) == ("kopi", "en", body["count"])


def test_a_search_is_tagged_and_revalidated(client):
    first = search(client, "kopi")
    again = client.get(
        "/v1/products",
        {"q": "kopi", "lang": "en", "limit": 100},
        headers={"If-None-Match": first["ETag"]},
    )

    assert again.status_code == 304
    assert first["Cache-Control"].startswith("public, max-age=60")
