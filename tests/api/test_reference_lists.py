import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("categories", 82),
        ("regencies", 15),
        ("certificate-types", 84),
        ("markets", 12),
    ],
)
def test_a_small_list_comes_whole_in_the_same_envelope(client, path, number):
    body = client.get(f"/v1/{path}?count=true").json()

    assert len(body["results"]) == body["count"] == number
    assert (body["next_cursor"], body["previous_cursor"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("categories", "category"),
        ("regencies", "regency"),
        ("certificate-types", "certificate"),
        ("markets", "market"),
    ],
)
def test_a_product_count_is_what_the_filter_gives(client, path, parameter):
    for row in client.get(f"/v1/{path}").json()["results"]:
        query = f"/v1/products?{parameter}={row['code']}&count=true&limit=1"
        assert row["product_count"] == client.get(query).json()["count"]


def test_a_category_knows_its_place_in_the_tree(client):
    rows = {r["code"]: r for r in client.get("/v1/categories").json()["results"]}

    bamboo = rows["anyaman-bambu"]
    assert bamboo["parent_code"] == "anyaman"
    assert bamboo["path"] == ["kriya", "anyaman", "anyaman-bambu"]
    codes = list(rows)
    assert codes.index("kriya") < codes.index("anyaman") < codes.index("anyaman-bambu")


def test_names_come_in_the_language_asked_for(client):
    english = client.get("/v1/regencies?lang=en").json()["results"][0]
    indonesian = client.get("/v1/regencies?lang=id").json()["results"][0]

    assert (english["name"], english["full_name"]) == (
        "Lampung Selatan",
        "South Lampung Regency",
    )
    assert indonesian["full_name"] == "Kabupaten Lampung Selatan"


def test_the_european_union_is_one_market_of_27_countries(client):
    rows = {r["code"]: r for r in client.get("/v1/markets").json()["results"]}

    assert len(rows["EU"]["countries"]) == 27
    assert "ID" not in rows


def test_the_service_says_what_it_is(client):
    body = client.get("/v1").json()

    assert body["languages"] == ["en", "id"]
    assert body["currencies"] == ["IDR"]
    bands = client.get("/v1/products/facets").json()["facets"]
    prices = next(facet for facet in bands if facet["name"] == "price")["values"]
    known = {band["value"] for band in body["price_bands"]}
    assert {value["value"] for value in prices} <= known
    needs_a_question = {"hs_codes": "?q=kopi"}
    for name, link in body["links"].items():
        query = needs_a_question.get(name, "")
        assert client.get(link + query).status_code == 200
