"""Readiness of products at the desk: the list by scope and filters, the page of one."""

import pytest
from django.test import Client

from catalogue.readiness.models import (
    MarketReadiness,
    OnlyMissing,
    ProductReadiness,
)
from tests.factories import make_officer

pytestmark = pytest.mark.django_db
LIST = "/admin/readiness/productreadiness/"
HERE = "18.01"


def desk_of(user):
    client = Client()
    client.force_login(user)
    return client


def found(page) -> set:
    return {row.pk for row in page.context["cl"].queryset}


def here(**filters):
    rows = ProductReadiness.objects.filter(product__seller__regency=HERE, **filters)
    return set(rows.values_list("pk", flat=True))


def test_an_officer_finds_the_products_of_her_regency_by_level_and_market():
    desk = desk_of(make_officer(HERE))

    assert found(desk.get(LIST)) == here()
    assert found(desk.get(f"{LIST}?level=1")) == here(level=1)
    assert found(desk.get(f"{LIST}?level=1&market=JP")) == here(
        product__market_readiness__market="JP", product__market_readiness__level=1
    )


def test_whom_one_certificate_would_help_is_found():
    row = OnlyMissing.objects.filter(market_code="").first()
    wanted = OnlyMissing.objects.filter(
        market_code="", certificate_code=row.certificate_code
    )

    page = desk_of(make_officer()).get(f"{LIST}?missing={row.certificate_code}")

    assert found(page) == set(wanted.values_list("product", flat=True))


def test_the_page_of_a_product_shows_lines_blockers_markets_and_history():
    row = ProductReadiness.objects.filter(product__seller__regency=HERE).first()
    url = f"{LIST}{row.pk}/change/"

    page = desk_of(make_officer(HERE)).get(url)

    text = page.content.decode()
    assert "<svg" in text
    assert "Assessments, the newest first" in text
    assert len(page.context["lines"]) == len(row.snapshot.result["lines"])
    assert len(page.context["markets"]) == row.product.market_readiness.count()
    elsewhere = desk_of(make_officer("18.71")).get(url)
    assert (elsewhere.status_code, elsewhere["Location"]) == (302, "/admin/")


def test_a_product_is_found_by_its_name_in_either_language():
    row = ProductReadiness.objects.filter(product__seller__regency=HERE).first()
    desk = desk_of(make_officer(HERE))

    for name in row.product.name.values():
        assert row.pk in found(desk.get(LIST, {"q": name}))
    assert found(desk.get(LIST, {"q": "no such product"})) == set()


def test_a_score_that_is_too_low_is_told_with_what_the_level_needs():
    row = MarketReadiness.objects.filter(product__readiness__level=2).first()

    page = desk_of(make_officer()).get(f"{LIST}{row.product_id}/change/")

    there = next(m for m in page.context["markets"] if m["code"] == row.market_id)
    told = {
        one["level"]: one["text"] for one in there["blockers"] if one["code"] == "score"
    }
    assert told[4] == f"is {row.score}, level 4 needs 85"
