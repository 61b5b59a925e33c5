"""Numbers of a small known set, told apart from the sample catalogue by its dates."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from catalogue.products.models import Product
from catalogue.readiness.models import MarketReadiness
from catalogue.sellers.models import Seller
from tests.api.officer.conftest import ELSEWHERE
from tests.catalogue.reviews import subjects
from tests.factories import make_enquiry, make_item, make_seller, make_submission

pytestmark = pytest.mark.django_db
STATISTICS = "/v1/officer/statistics"
WITHIN = "from_on=2031-03-01&to_on=2031-03-31"
JAKARTA = ZoneInfo("Asia/Jakarta")
MEMBERS = [
    "sellers", "sellers_verified", "products", "products_published",
    "products_export_ready",
]  # fmt: skip
OF_ENQUIRIES = ["enquiries", "enquiries_answered", "enquiries_accepted"]


def at(day, hour=12, minute=0):
    return datetime(2031, 3, day, hour, minute, tzinfo=JAKARTA)


def dated(row, moment, *columns):
    type(row).objects.filter(pk=row.pk).update(**dict.fromkeys(columns, moment))


@pytest.fixture
def known(seller, officer):
    """Here two sellers, one of them verified; three products, two published, one of
    them ready for Japan; a seller elsewhere. All in March 2031."""
    dated(seller, at(1, 0, 0), "created_at")
    dated(make_seller(verified=False), at(31, 23, 59), "created_at")
    dated(make_seller(ELSEWHERE), at(15), "created_at")
    one = subjects.published(seller, officer)
    two = subjects.published(seller, officer)
    three = subjects.draft(seller, category="keripik-pisang", attributes=[])
    for product, day in ((one, 2), (two, 3), (three, 4)):
        dated(product, at(day), "created_at")
    for product, day in ((one, 10), (two, 31)):
        dated(product, at(day, 23, 59), "published_at")
    MarketReadiness.objects.filter(product__in=[one, two]).delete()
    MarketReadiness.objects.create(
        product=one,
        market_id="JP",
        level=3,
        score=70,
        status="ready",
        rules_met=1,
        rules_total=1,
    )
    MarketReadiness.objects.create(
        product=two,
        market_id="JP",
        level=2,
        score=50,
        status="not_yet",
        rules_met=1,
        rules_total=1,
    )
    return one, two, three


def numbers(row):
    return [row[name] for name in MEMBERS]


def test_by_regency_each_she_looks_after(as_, officer, known):
    response = as_(officer).get(f"{STATISTICS}?{WITHIN}")

    body = response.json()
    assert response.status_code == 200
    assert (body["group_by"], body["from_on"], body["to_on"]) == (
        "regency",
        "2031-03-01",
        "2031-03-31",
    )
    assert body["rows"] == [
        {
            "key": "18.01",
            "name": "Lampung Selatan",
            "sellers": 2,
            "sellers_verified": 1,
            "products": 3,
            "products_published": 2,
            "products_export_ready": 1,
            "enquiries": 0,
            "enquiries_answered": 0,
            "enquiries_accepted": 0,
        }
    ]
    assert numbers(body["totals"]) == [2, 1, 3, 2, 1]


def test_the_province_sees_every_regency(as_, province, known):
    body = as_(province).get(f"{STATISTICS}?{WITHIN}").json()

    rows = {row["key"]: numbers(row) for row in body["rows"]}
    assert len(rows) == 15
    assert rows["18.01"] == [2, 1, 3, 2, 1]
    assert rows[ELSEWHERE] == [1, 1, 0, 0, 0]
    assert rows["18.02"] == [0, 0, 0, 0, 0]
    assert numbers(body["totals"]) == [3, 2, 3, 2, 1]


def test_by_category(as_, officer, known):
    body = as_(officer).get(f"{STATISTICS}?{WITHIN}&group_by=category&lang=id").json()

    assert {row["key"]: numbers(row) for row in body["rows"]} == {
        "keripik-pisang": [1, 1, 1, 0, 0],
        "kain-tapis": [1, 1, 2, 2, 1],
    }
    assert numbers(body["totals"]) == [2, 1, 3, 2, 1]


def test_by_market_only_what_is_ready_there(as_, officer, known):
    body = as_(officer).get(f"{STATISTICS}?{WITHIN}&group_by=market").json()

    rows = {row["key"]: numbers(row) for row in body["rows"]}
    assert rows["JP"] == [1, 1, 1, 1, 1]
    assert rows["EU"] == [0, 0, 0, 0, 0]
    assert "ID" not in rows


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("from_on=2031-03-10&to_on=2031-03-10", [0, 0, 0, 1, 1]),  # ends at midnight
        ("from_on=2031-03-31&to_on=2031-03-31", [1, 0, 0, 1, 0]),
        ("from_on=2031-03-01&to_on=2031-03-01", [1, 1, 0, 0, 0]),  # begins at midnight
        ("from_on=2031-04-01", [0, 0, 0, 0, 0]),
    ],
)
def test_days_are_the_provinces_and_both_inclusive(
    as_, officer, known, dates, expected
):
    body = as_(officer).get(f"{STATISTICS}?{dates}").json()

    assert numbers(body["totals"]) == expected


def test_a_hidden_product_is_not_published_any_more(as_, officer, known):
    Product.objects.filter(pk=known[0].pk).update(hidden_at=at(20))

    body = as_(officer).get(f"{STATISTICS}?{WITHIN}").json()

    assert numbers(body["totals"]) == [2, 1, 3, 1, 0]


def test_without_dates_everything_counts(as_, province):
    body = as_(province).get(STATISTICS).json()

    assert (body["from_on"], body["to_on"]) == (None, None)
    assert body["totals"]["sellers"] == Seller.objects.count()
    assert body["totals"]["products_published"] == Product.objects.public().count()


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("from_on=2031-02-30", "from_on"),
        ("to_on=yesterday", "to_on"),
        ("from_on=2031-03-02&to_on=2031-03-01", "to_on"),
        ("group_by=village", "group_by"),
        ("by=market", "by"),
    ],
)
def test_what_is_not_asked_right_is_refused(as_, officer, query, pointer):
    response = as_(officer).get(f"{STATISTICS}?{query}")

    assert response.status_code == 400
    assert [e["pointer"] for e in response.json()["errors"]] == [pointer]


def test_the_last_day_there_is_is_no_crash(as_, officer):
    for day in ("2099-12-31", "2000-01-01"):
        assert as_(officer).get(f"{STATISTICS}?to_on={day}").status_code == 200
    for day in ("9999-12-31", "0001-01-01", "2026-W01-1"):
        assert as_(officer).get(f"{STATISTICS}?to_on={day}").status_code == 400


def asked(seller, status, day, to, product=None):
    submission = make_submission(destination_country=to)
    enquiry = make_enquiry(
        seller, status, submission=submission, delivered_at=at(day, 23, 59)
    )
    if product is not None:
        make_item(enquiry, product)


@pytest.fixture
def asked_for(known, seller):
    """Three enquiries here, two of them answered and one of these accepted; one more
    in April, one that is held."""
    asked(seller, "agreed", 31, "DE", known[0])
    asked(seller, "open", 1, "FR", known[2])
    asked(seller, "new", 2, "JP")
    asked(make_seller(ELSEWHERE), "new", 2, "JP")
    make_enquiry(seller, "held", delivered_at=at(2), held_for="reported")
    make_enquiry(seller, delivered_at=datetime(2031, 4, 1, tzinfo=JAKARTA))


def of_enquiries(row):
    return [row[name] for name in OF_ENQUIRIES]


def test_enquiries_by_regency(as_, officer, asked_for):
    body = as_(officer).get(f"{STATISTICS}?{WITHIN}").json()

    assert [of_enquiries(row) for row in body["rows"]] == [[3, 2, 1]]
    assert of_enquiries(body["totals"]) == [3, 2, 1]


def test_enquiries_by_category_of_what_was_asked_for(as_, officer, asked_for):
    body = as_(officer).get(f"{STATISTICS}?{WITHIN}&group_by=category").json()

    assert {row["key"]: of_enquiries(row) for row in body["rows"]} == {
        "keripik-pisang": [1, 1, 0],
        "kain-tapis": [1, 1, 1],
    }
    assert of_enquiries(body["totals"]) == [3, 2, 1]


def test_enquiries_by_market_of_where_they_go(as_, officer, asked_for):
    body = as_(officer).get(f"{STATISTICS}?{WITHIN}&group_by=market").json()

    rows = {row["key"]: of_enquiries(row) for row in body["rows"]}
    assert (rows["EU"], rows["JP"]) == ([2, 2, 1], [1, 0, 0])
    assert of_enquiries(body["totals"]) == [3, 2, 1]


def test_a_category_with_enquiries_alone_has_a_row(as_, officer, asked_for):
    dates = "from_on=2031-03-31&to_on=2031-03-31"

    body = as_(officer).get(f"{STATISTICS}?{dates}&group_by=category").json()

    rows = {row["key"]: of_enquiries(row) for row in body["rows"]}
    assert rows["kain-tapis"] == [1, 1, 1]
