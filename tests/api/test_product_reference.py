"""What a product is described with: units, attributes, customs codes, Incoterms."""

import pytest
from django.test import Client

from catalogue.accounts.models import User
from catalogue.listings.checking import drift
from catalogue.products.models import Attribute, CategoryAttribute

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "number"), [("units", 32), ("attributes", 217), ("incoterms", 11)]
)
def test_a_list_comes_whole_in_the_same_envelope(client, path, number):
    body = client.get(f"/v1/{path}?count=true").json()

    assert len(body["results"]) == body["count"] == number
    assert (body["next_cursor"], body["previous_cursor"]) == (None, None)
    assert client.get(f"/v1/{path}").json()["count"] is None


def test_a_unit_is_named_in_the_language_asked_for(client):
    response = client.get("/v1/units?lang=id")

    unit = next(u for u in response.json()["results"] if u["code"] == "kodi")
    assert unit == {
        "code": "kodi",
        "name": "kodi (20 buah)",
        "symbol": "kodi",
        "kind": "count",
        "unece_code": "SCO",
    }
    assert response["Content-Language"] == "id"
    assert response["Cache-Control"] == "public, max-age=3600"


def test_the_units_of_products_are_all_listed(client):
    known = {unit["code"] for unit in client.get("/v1/units").json()["results"]}

    page = client.get("/v1/products?limit=100").json()["results"]

    assert {product["price_unit"] for product in page} <= known


def test_a_category_has_its_own_attributes_then_those_above(client):
    answer = client.get("/v1/attributes?category=kopi-sangrai-bubuk&lang=id").json()

    rows = answer["results"]
    assert [row["code"] for row in rows] == [
        "coffee_species", "roast", "coffee_form", "coffee_process", "variety",
        "peaberry", "altitude", "cupping_score", "flavour_notes", "decaffeinated",
        "ingredients", "allergens", "diet", "no_preservatives", "net_content",
        "packaging", "storage", "shelf_life",
    ]  # fmt: skip
    assert rows[1] == {
        "code": "roast",
        "name": "Tingkat sangrai",
        "type": "choice",
        "unit": None,
        "required": False,
        "choices": [
            {"code": "light", "name": "Ringan"},
            {"code": "medium", "name": "Sedang"},
            {"code": "medium_dark", "name": "Sedang gelap"},
            {"code": "dark", "name": "Gelap"},
        ],
    }
    assert (rows[6]["type"], rows[6]["unit"], rows[6]["choices"]) == ("number", "m", [])
    required = [row["code"] for row in rows if row["required"]]
    assert required == ["coffee_species", "shelf_life"]


def test_every_category_tells_attributes(client):
    for category in client.get("/v1/categories").json()["results"]:
        rows = client.get(f"/v1/attributes?category={category['code']}").json()
        assert len(rows["results"]) >= 3, category["code"]


def test_without_a_category_nothing_is_required(client):
    rows = client.get("/v1/attributes").json()["results"]

    assert {row["required"] for row in rows} == {False}


@pytest.mark.parametrize("path", ["attributes", "hs-codes"])
def test_an_unknown_category_is_refused_with_a_suggestion(client, path):
    response = client.get(f"/v1/{path}?category=kopi-sangrai")

    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == ("category", "not_found")
    assert error["suggestion"] == "kopi-sangrai-bubuk"


def test_the_code_of_roasted_coffee_is_offered_first(client):
    answer = client.get(
        "/v1/hs-codes?category=kopi-sangrai-bubuk&lang=id&count=true"
    ).json()

    assert answer["count"] == 2
    first = answer["results"][0]
    assert first["code"] == "090121"
    assert first["name"] == "Kopi sangrai (biji/bubuk), tidak didekafeinasi"
    assert first["content_language"] == "id"
    assert (first["section"], first["chapter"], first["heading"]) == (
        "II", "09", "0901",
    )  # fmt: skip
    assert first["category_codes"] == ["kopi-sangrai-bubuk"]


def test_words_find_a_code(client):
    found = client.get("/v1/hs-codes?q=keripik pisang").json()["results"]

    assert [row["code"] for row in found] == ["200899"]


def test_a_name_that_is_english_alone_says_so(client):
    found = client.get("/v1/hs-codes?q=010121&lang=id").json()["results"]

    assert found[0]["name"] == "Horses; live, pure-bred breeding animals"
    assert found[0]["content_language"] == "en"


def test_the_codes_of_a_branch_are_those_of_its_categories(client):
    answer = client.get("/v1/hs-codes?category=minuman&limit=50&lang=id").json()

    codes = {row["code"] for row in answer["results"]}
    assert {"090121", "210111", "180500", "090210", "210690", "200989"} <= codes


def test_a_page_of_codes_has_a_limit(client):
    default = client.get("/v1/hs-codes?q=fish&count=true").json()
    most = client.get("/v1/hs-codes?q=fish&limit=50").json()

    assert (len(default["results"]), default["next_cursor"]) == (20, None)
    assert default["count"] > 50
    assert len(most["results"]) == 50
    assert most["results"][:20] == default["results"]


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("", "q", "required"),
        ("limit=5", "q", "required"),
        ("q=", "q", "blank"),
        ("q=k", "q", "too_short"),
        ("q=" + "x" * 201, "q", "too_long"),
        ("q=a%00b", "q", "invalid"),
        ("q=%ED%A0%80", "q", "invalid"),
        ("q=%FF%FE", "q", "invalid"),
        ("q=kopi&limit=51", "limit", "too_large"),
        ("q=kopi&cursor=x", "cursor", "unknown_parameter"),
        ("q=kopi&q=teh", "q", "repeated_parameter"),
    ],
)
def test_codes_are_asked_for_by_category_or_words(client, query, pointer, code):
    response = client.get(f"/v1/hs-codes?{query}")

    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)


def test_incoterms_are_named_in_the_language_asked_for(client):
    rows = client.get("/v1/incoterms?lang=en").json()["results"]

    fob = next(row for row in rows if row["code"] == "FOB")
    assert fob == {
        "code": "FOB",
        "name": "Free On Board",
        "transport": "sea",
        "risk_transfer": "On board, port of shipment",
    }


@pytest.fixture
def desk():
    client = Client()
    client.force_login(User.objects.create_superuser("officer@contoh.example", "x"))
    return client


def test_an_attribute_given_to_a_category_is_listed_at_once(desk, client):
    client.get("/v1/attributes?category=madu")

    response = desk.post(
        "/admin/products/categoryattribute/add/",
        {"category": "madu", "attribute": "altitude", "position": 1},
    )

    assert response.status_code == 302
    assert CategoryAttribute.objects.filter(code="madu:altitude").exists()
    rows = client.get("/v1/attributes?category=madu").json()["results"]
    assert rows[0]["code"] == "altitude"


def test_a_moved_attribute_moves_on_the_product_at_once(desk, client, sample):
    product = sample("P001")
    url = "/admin/products/categoryattribute/kopi-sangrai-bubuk_3Aroast/change/"

    response = desk.post(url, {"position": 900})

    assert response.status_code == 302
    body = client.get(f"/v1/products/{product.pk}?lang=en").json()
    assert [(a["code"], a["value"]) for a in body["attributes"]] == [
        ("coffee_species", "Robusta"),
        ("coffee_form", "Fine ground"),
        ("altitude", "900"),
        ("shelf_life", "12"),
        ("roast", "Medium-dark"),
    ]
    assert list(drift()) == []


def test_a_renamed_choice_is_shown_at_once(desk, client, sample):
    product = sample("P001")
    attribute = Attribute.objects.get(code="roast")

    response = desk.post(
        "/admin/products/attribute/roast/change/",
        {
            "type": attribute.type,
            "name": '{"id": "Sangrai", "en": "Roast"}',
            "unit": "",
            "choices": '[{"code": "medium_dark", "id": "Kota", "en": "Full city"}]',
            "position": attribute.position,
        },
    )

    assert response.status_code == 302
    body = client.get(f"/v1/products/{product.pk}?lang=en").json()
    assert body["attributes"][1]["value"] == "Full city"


def test_the_desk_lists_the_attributes_of_categories(desk):
    assert desk.get("/admin/products/categoryattribute/").status_code == 200
