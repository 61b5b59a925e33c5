"""Counts by level of the sample catalogue, and of days that were tallied."""

from datetime import date

import pytest

from catalogue.products.models import Product
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.actions.tallying import tally
from catalogue.readiness.models import MarketReadiness, ProductReadiness, Tally
from catalogue.sellers.models import Regency
from tests.api.officer.conftest import ELSEWHERE, HERE
from tests.api.officer.test_readiness import read_table

pytestmark = pytest.mark.django_db
COUNTS = "/v1/officer/readiness/counts"


def numbers(row):
    return [level["products"] for level in row["levels"]]


def levels_here(regency=HERE):
    public = Product.objects.public().filter(seller__regency=regency)
    stored = ProductReadiness.objects.filter(product__in=public)
    return [stored.filter(level=n).count() for n in range(5)]


def test_levels_are_counted_in_the_officers_regency_alone(as_, officer, province):
    body = as_(officer).get(COUNTS).json()

    assert [row["key"] for row in body["rows"]] == ["0", "1", "2", "3", "4"]
    assert [row["name"] for row in body["rows"]][3] == "Export-ready"
    assert [row["products"] for row in body["rows"]] == levels_here()
    assert numbers(body["totals"]) == levels_here()
    all_of_it = as_(province).get(COUNTS).json()["totals"]
    assert all_of_it["products"] == Product.objects.public().count()


def test_groups_are_regencies_categories_or_markets(as_, province):
    client = as_(province)
    by_regency = client.get(f"{COUNTS}?group_by=regency").json()["rows"]
    by_market = client.get(f"{COUNTS}?group_by=market").json()["rows"]
    by_category = client.get(f"{COUNTS}?group_by=category&market=JP").json()

    found = {row["key"]: numbers(row) for row in by_regency}
    assert len(found) == 15
    assert found[ELSEWHERE] == levels_here(ELSEWHERE)
    japan = MarketReadiness.objects.filter(
        market="JP", product__in=Product.objects.public()
    )
    in_japan = [japan.filter(level=n).count() for n in range(5)]
    assert {row["key"]: numbers(row) for row in by_market}["JP"] == in_japan
    assert numbers(by_category["totals"]) == in_japan
    summed = [sum(c) for c in zip(*map(numbers, by_category["rows"]), strict=True)]
    assert summed == in_japan


def past(on, **fields):
    return Tally.objects.create(
        **{"on": on, "regency_id": HERE, "category_code": "kopi", "market_code": ""}
        | fields
    )


def test_the_history_has_the_days_that_were_tallied_and_this_one_as_it_is(as_, officer):
    day = date(2026, 3, 1)
    past(day, level=1, products=5)
    past(day, level=2, products=3, category_code="lada")
    past(day, level=2, products=9, regency_id=ELSEWHERE)
    past(day, level=3, products=7, market_code="JP")
    client = as_(officer)
    asked = f"{COUNTS}?from_on=2026-02-27&to_on=2026-03-02"

    history = client.get(asked).json()["history"]
    in_japan = client.get(f"{asked}&market=JP").json()["history"]
    to_this_day = client.get(COUNTS).json()["history"]

    assert [(d["on"], numbers(d)) for d in history] == [("2026-03-01", [0, 5, 3, 0, 0])]
    assert [numbers(d) for d in in_japan] == [[0, 0, 0, 7, 0]]
    assert [(d["on"], numbers(d)) for d in to_this_day] == [
        (today().isoformat(), levels_here())
    ]


def test_a_tally_repeated_on_the_same_day_replaces_it(db):
    first = tally()
    kept = dict(Tally.objects.values_list("pk", "products"))
    assert first == len(kept)
    product = Product.objects.public().order_by("pk").first()
    Tally.objects.filter(market_code="").update(products=0)
    ghost = past(today(), level=4, products=9, category_code="gone")

    again = tally()

    assert again == first
    assert dict(Tally.objects.values_list("pk", "products")) == kept
    assert not Tally.objects.filter(pk=ghost.pk).exists()
    own = Tally.objects.filter(market_code="", regency=product.seller.regency_id)
    assert [
        sum(own.filter(level=n).values_list("products", flat=True)) for n in range(5)
    ] == levels_here(product.seller.regency_id)


def test_days_out_of_order_or_too_many_are_refused(as_, officer):
    client = as_(officer)

    backwards = client.get(f"{COUNTS}?from_on=2026-03-02&to_on=2026-03-01")
    endless = client.get(f"{COUNTS}?from_on=2020-01-01&to_on=2026-03-01")

    assert [e["pointer"] for e in backwards.json()["errors"]] == ["to_on"]
    assert [e["pointer"] for e in endless.json()["errors"]] == ["from_on"]


def test_the_table_has_a_line_for_each_day_group_and_level(as_, officer):
    past(date(2026, 3, 1), level=1, products=5)

    answer = as_(officer).get(
        f"{COUNTS}.csv?group_by=regency&from_on=2026-03-01&to_on=2026-03-01&lang=en"
    )

    name = Regency.objects.get(pk=HERE).short_name
    group = ["2026-03-01", f"{HERE} {name}", name]
    header, *rows = read_table(answer)
    assert header == ["Day", "Code", "Name", "Level", "Level name", "Products"]
    assert rows[:2] == [
        [*group, "0", "Not ready", "0"],
        [*group, "1", "Foundation", "5"],
    ]
    assert len(rows) == 5


def test_the_chart_is_a_picture_of_the_officers_regency(as_, officer):
    answer = as_(officer).get("/v1/officer/readiness/levels.svg?lang=id")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
