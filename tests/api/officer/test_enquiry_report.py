"""The report of a small known set."""

from datetime import date
from decimal import Decimal

import pytest

from catalogue.enquiries.actions import erasing
from catalogue.enquiries.models import ExchangeRate
from tests.api.officer.conftest import ELSEWHERE
from tests.api.officer.reported import COUNTS, HERE_COUNTS, REPORT, WITHIN, asked, at
from tests.factories import make_enquiry, make_item, make_outcome

pytestmark = pytest.mark.django_db


def counted(row):
    return [row[name] for name in COUNTS]


def money(amount, currency):
    return {"amount": amount, "currency": currency}


def test_an_officer_sees_the_figures_of_her_regency(as_, officer, known):
    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    assert (body["group_by"], body["from_on"], body["to_on"]) == (
        "regency",
        "2031-03-01",
        "2031-04-30",
    )
    (row,) = body["rows"]
    assert (row["key"], row["name"]) == ("18.01", "Lampung Selatan")
    assert counted(row) == HERE_COUNTS
    assert counted(body["totals"]) == HERE_COUNTS


def test_promised_and_realised_are_apart_by_currency_and_never_added_up(
    as_, officer, known
):
    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    assert body["totals"]["amounts"] == [
        {
            "currency": "JPY",
            "committed": money("150.00", "JPY"),
            "realised_verified": money("0.00", "JPY"),
            "realised_unverified": money("120.00", "JPY"),
            "indicative": None,
        },
        {
            "currency": "USD",
            "committed": money("150.00", "USD"),
            "realised_verified": money("140.00", "USD"),
            "realised_unverified": money("0.00", "USD"),
            "indicative": None,
        },
    ]
    assert body["totals"]["indicative"] is None
    assert body["rates"] == []


def test_rates_are_those_of_the_last_day_asked_for(as_, officer, known, at_the_end):
    ExchangeRate.objects.create(
        currency="USD", on=date(2031, 4, 30), idr_per_unit="16500", source="BI"
    )
    ExchangeRate.objects.create(
        currency="USD", on=date(2031, 5, 1), idr_per_unit="1", source="BI"
    )
    only_dollars = as_(officer).get(f"{REPORT}?{WITHIN}").json()
    ExchangeRate.objects.create(
        currency="JPY", on=date(2031, 4, 29), idr_per_unit="110.5", source="BI"
    )

    both = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    assert only_dollars["totals"]["indicative"] is None
    assert only_dollars["totals"]["amounts"][1]["indicative"] == {
        "committed": money("2475000.00", "IDR"),
        "realised_verified": money("2310000.00", "IDR"),
        "realised_unverified": money("0.00", "IDR"),
    }
    assert both["totals"]["indicative"] == {
        "committed": money("2491575.00", "IDR"),
        "realised_verified": money("2310000.00", "IDR"),
        "realised_unverified": money("13260.00", "IDR"),
    }
    assert both["rates"] == [
        {
            "currency": "JPY",
            "idr_per_unit": "110.5",
            "on": "2031-04-29",
            "published_by": "BI",
        },
        {
            "currency": "USD",
            "idr_per_unit": "16500",
            "on": "2031-04-30",
            "published_by": "BI",
        },
    ]


def test_the_province_sees_every_regency_and_may_choose(as_, province, known):
    body = as_(province).get(f"{REPORT}?{WITHIN}").json()
    chosen = as_(province).get(f"{REPORT}?{WITHIN}&regency={ELSEWHERE}").json()

    rows = {row["key"]: counted(row) for row in body["rows"]}
    assert len(rows) == 15
    assert rows["18.01"] == HERE_COUNTS
    assert rows[ELSEWHERE] == [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert rows["18.02"] == [0] * 12
    assert body["totals"]["enquiries"] == 7
    assert [row["key"] for row in chosen["rows"]] == [ELSEWHERE]
    assert chosen["totals"]["enquiries"] == 1


@pytest.mark.parametrize("path", [REPORT, f"{REPORT}.csv", "/v1/officer/enquiries"])
def test_another_regency_is_none_to_ask_for_by_who_does_not_look_after_it(
    as_, officer, known, path
):
    response = as_(officer).get(f"{path}?regency={ELSEWHERE}")

    (fault,) = response.json()["errors"]
    assert response.status_code == 400
    assert (fault["pointer"], fault["code"]) == ("regency", "not_found")


def test_of_several_categories_it_counts_once_in_each_and_once_in_all(
    as_, officer, known, sample
):
    coffee, cloth = sample("P001").category, sample("P020").category

    body = as_(officer).get(f"{REPORT}?{WITHIN}&group_by=category&lang=id").json()

    rows = {row["key"]: row for row in body["rows"]}
    assert {key: row["enquiries"] for key, row in rows.items()} == {
        coffee.code: 2,
        cloth.code: 1,
        "unspecified": 4,
    }
    assert rows["unspecified"]["name"] == "Tanpa produk"
    assert rows[coffee.code]["name"] == coffee.name["id"]
    assert rows[coffee.code]["amounts"][0]["committed"] == money("150.00", "USD")
    assert body["totals"]["enquiries"] == 6


def test_by_destination_as_the_outcome_says_or_the_buyer(as_, officer, known):
    body = as_(officer).get(f"{REPORT}?{WITHIN}&group_by=destination&lang=en").json()

    assert [(r["key"], r["name"], r["enquiries"]) for r in body["rows"]] == [
        ("JP", "Japan", 2),
        ("SG", "Singapore", 1),
        ("unspecified", "Not said", 3),
    ]


def test_by_month_of_lampung_none_left_out(as_, officer, known, seller):
    asked(seller, on=at(1, 0, 30, month=6))

    body = (
        as_(officer)
        .get(f"{REPORT}?from_on=2031-03-01&to_on=2031-06-30&group_by=month&lang=id")
        .json()
    )

    assert [(r["key"], r["name"], r["enquiries"]) for r in body["rows"]] == [
        ("2031-03", "Maret 2031", 5),
        ("2031-04", "April 2031", 1),
        ("2031-05", "Mei 2031", 0),
        ("2031-06", "Juni 2031", 1),
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("from_on=2031-03-01&to_on=2031-03-01", 1),  # begins at midnight
        ("from_on=2031-03-31&to_on=2031-03-31", 1),  # ends at midnight
        ("from_on=2031-04-30&to_on=2031-04-30", 1),
        ("from_on=2031-05-01&to_on=2031-05-31", 0),
        ("from_on=2031-01-01&to_on=2031-02-28", 0),
    ],
)
def test_days_are_the_provinces_and_both_inclusive(
    as_, officer, known, dates, expected
):
    body = as_(officer).get(f"{REPORT}?{dates}").json()

    assert body["totals"]["enquiries"] == expected
    assert [row["key"] for row in body["rows"]] == ["18.01"]


@pytest.mark.parametrize("group", ["category", "destination", "month"])
def test_an_empty_period_has_no_rows(as_, officer, known, group):
    body = as_(officer).get(f"{REPORT}?to_on=2001-01-01&group_by={group}").json()

    assert body["rows"] == []
    assert counted(body["totals"]) == [0] * 12
    assert body["totals"]["amounts"] == []
    assert body["totals"]["indicative"]["committed"] == money("0.00", "IDR")


def test_statistics_survive_the_erasure_of_contacts(as_, officer, known):
    asked_for = [
        f"{REPORT}?{WITHIN}&group_by={group}"
        for group in ("regency", "category", "destination", "month")
    ]
    before = [as_(officer).get(address).json() for address in asked_for]

    for enquiry in known:
        erasing.erase(enquiry.submission_id, why="request")

    assert [as_(officer).get(address).json() for address in asked_for] == before


def test_spam_stays_uncounted_after_its_erasure(as_, officer, seller):
    spam = make_enquiry(seller, "spam", delivered_at=at(6), held_for="reported")

    erasing.erase(spam.submission_id, why="retention")

    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()
    spam.refresh_from_db()
    assert spam.status == "spam"
    assert body["totals"]["enquiries"] == 0


def test_a_quote_that_was_taken_back_promises_nothing(as_, officer, known):
    dollars = known[1]
    dollars.quotes.update(status="withdrawn")

    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    amounts = {a["currency"]: a["committed"] for a in body["totals"]["amounts"]}
    assert amounts == {"JPY": money("150.00", "JPY"), "USD": money("0.00", "USD")}


def test_what_is_not_available_is_not_promised_and_totals_are_rounded(
    as_, officer, known
):
    quote = known[2].quotes.get()
    quote.lines.create(position=1, kind="not_available", unit_price=None)
    quote.lines.create(
        position=2, kind="alternative", unit_price=Decimal("0.1250"), quantity_value=4
    )

    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    # 150 and half a yen.
    assert body["totals"]["amounts"][0]["committed"] == money("151.00", "JPY")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("from_on=2031-02-30", "from_on"),
        ("to_on=yesterday", "to_on"),
        ("from_on=2031-03-02&to_on=2031-03-01", "to_on"),
        ("group_by=market", "group_by"),
        ("regency=99.99", "regency"),
        ("by=month", "by"),
    ],
)
def test_what_is_not_asked_right_is_refused(as_, officer, query, pointer):
    for address in (REPORT, f"{REPORT}.csv"):
        response = as_(officer).get(f"{address}?{query}")

        assert response.status_code == 400
        assert [e["pointer"] for e in response.json()["errors"]] == [pointer]


def test_the_queries_of_a_report_do_not_grow(
    as_, officer, seller, sample, django_assert_max_num_queries
):
    for _ in range(6):
        make_item(asked(seller, "agreed", on=at(9)), sample("P001"))
    client = as_(officer)

    with django_assert_max_num_queries(16):
        client.get(f"{REPORT}?{WITHIN}&group_by=category")


def test_dinars_are_told_with_three_decimals(as_, officer, seller):
    enquiry = asked(seller, "agreed", on=at(9))
    enquiry.quotes.update(currency="KWD")
    make_outcome(enquiry, value=Decimal("1234.565"), currency="KWD")

    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    (amounts,) = body["totals"]["amounts"]
    assert amounts["realised_unverified"] == money("1234.565", "KWD")


def test_an_alternative_to_what_is_offered_too_is_not_promised(as_, officer, known):
    quote = known[1].quotes.get()
    item = known[1].items.get()
    quote.lines.update(item=item)
    quote.lines.create(
        position=1, kind="alternative", item=item, unit_price=9, quantity_value=1
    )
    beside = quote.lines.create(
        position=2, kind="alternative", unit_price=7, quantity_value=1
    )

    body = as_(officer).get(f"{REPORT}?{WITHIN}").json()

    assert body["totals"]["amounts"][1]["committed"] == money("157.00", "USD")
    assert quote.total == 157
    assert beside.item is None


def test_jobs_of_what_was_not_realised_are_not_counted(as_, officer, seller):
    enquiry = asked(seller, "agreed", on=at(9))
    make_outcome(enquiry, realised=False, value=None, currency="", jobs_added=3)

    totals = as_(officer).get(f"{REPORT}?{WITHIN}").json()["totals"]

    assert (totals["outcomes"], totals["jobs_unverified"]) == (1, 0)
