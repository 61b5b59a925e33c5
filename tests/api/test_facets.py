"""Counts per filter value: what a click on each gives."""

from urllib.parse import urlencode

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.listings import bitmaps, generation
from tests.api.test_products import walk

pytestmark = pytest.mark.django_db

FACETS = ["category", "regency", "export_level", "market", "certificate", "price"]
QUERIES = ["kopi", "pisang", "e", "keripk pisang", "tas untuk kondangan", "?", "qwxyz"]
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(["kriya", "makanan,minuman", "kopi-biji-hijau"]),
        "regency": st.sampled_from(["18.04", "18.71,18.01"]),
        "export_ready": st.sampled_from(["true", "false"]),
        "export_level_min": st.integers(0, 4),
        "market": st.sampled_from(["JP", "DE,US", "SA"]),
        "certificate": st.sampled_from(["HALAL", "PIRT,SVLK"]),
        "price_min": st.sampled_from([0, 25_000, 100_000, 33_333]),
        "price_max": st.sampled_from(["99999.99", "1000000", "249999.99"]),
        "has_image": st.sampled_from(["true", "false"]),
    },
)
SEARCHES = st.just({}) | st.fixed_dictionaries(
    {"q": st.sampled_from(QUERIES)},
    optional={"q_exact": st.sampled_from(["true", "false"])},
)
OWN = {"category": ["category"], "regency": ["regency"], "market": ["market"],
       "export_level": ["export_level_min"], "certificate": ["certificate"],
       "price": ["price_min", "price_max"]}  # fmt: skip


def clicked(filters, facet, value):
    """The filters with that facet's own set to the one value."""
    click = {k: v for k, v in filters.items() if k not in OWN[facet]}
    if facet != "price":
        return {**click, OWN[facet][0]: value}
    low, high = value.split("-")
    return {**click, "price_min": low, **({"price_max": high} if high else {})}


def count(client, filters):
    asked = {**filters, "count": "true", "limit": 1}
    return client.get("/v1/products", asked).json()["count"]


def rows(client, filters):
    return len(walk(client, f"/v1/products?limit=100&{urlencode(filters)}"))


@settings(
    max_examples=64,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(filters=FILTERS, search=SEARCHES, data=st.data())
def test_every_facet_count_is_what_clicking_it_gives(client, filters, search, data):
    asked = {**filters, **search}
    facets = client.get("/v1/products/facets", asked).json()

    assert [facet["name"] for facet in facets["facets"]] == FACETS
    # The page is cut from SQL where it is sorted, the count from bitmaps.
    assert facets["count"] == rows(client, {**asked, "sort": "price"})
    for facet in facets["facets"]:
        if facet["values"]:
            value = data.draw(st.sampled_from(facet["values"]))
            click = clicked(asked, facet["name"], value["value"])
            assert value["count"] == count(client, click), (facet["name"], value)
    assert facets["count"] == rows(client, asked) == count(client, asked)


@pytest.mark.parametrize("asked", [{}, {"q": "kopi"}, {"q": "kopi", "market": "JP"}])
def test_each_of_all_values_gives_its_count(client, asked):
    for facet in client.get("/v1/products/facets", asked).json()["facets"]:
        for value in facet["values"]:
            click = clicked(asked, facet["name"], value["value"])
            assert value["count"] == count(client, click), (facet["name"], value)


def test_counts_follow_every_change(client, sample):
    def told():
        return client.get("/v1/products/facets?category=minuman").json()["count"]

    before = told()
    product = sample("P001")
    product.hidden_at = timezone.now()
    product.save()
    record(ProductChanged(product.pk))
    hidden = told()
    product.hidden_at = None
    product.save()
    record(ProductChanged(product.pk))

    assert hidden == before - 1
    assert told() == before
    generation.forget()
    bitmaps.forget()
    assert told() == before
