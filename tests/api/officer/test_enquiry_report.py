"""The report of a small known set, told apart from all else by its dates."""

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from catalogue.enquiries.actions import erasing
from catalogue.enquiries.models import ExchangeRate
from tests.api.officer.conftest import ELSEWHERE
from tests.factories import (
    make_enquiry,
    make_item,
    make_outcome,
    make_quote,
    make_seller,
    make_submission,
)

pytestmark = pytest.mark.django_db
REPORT = "/v1/officer/enquiry-report"
WITHIN = "from_on=2031-03-01&to_on=2031-04-30"
JAKARTA = ZoneInfo("Asia/Jakarta")
COUNTS = [
    "enquiries", "due", "answered", "answered_in_time", "answered_by_officer",
    "quoted", "agreed", "outcomes", "realised_verified", "realised_unverified",
    "jobs_verified", "jobs_unverified",
]  # fmt: skip


def at(day, hour=12, minute=0, month=3):
    return datetime(2031, month, day, hour, minute, tzinfo=JAKARTA)


def asked(seller, status="new", *, on, to="", **fields):
    """Delivered at this moment, due a day later."""
    submission = make_submission(destination_country=to)
    due = on + timedelta(days=1)
    beside = {"first_response_due_at": due, "delivered_at": on, **fields}
    return make_enquiry(seller, status, submission=submission, **beside)


def counted(row):
    return [row[name] for name in COUNTS]


def money(amount, currency):
    return {"amount": amount, "currency": currency}


@pytest.fixture
def known(seller, sample):
    """Here: one answered in time, one late by an officer and taken back, one that
    nobody answered, one withdrawn before it was due, one agreed in dollars with its
    outcome verified, one in yen not verified. Elsewhere one. Held and spam besides."""
    coffee, cloth = sample("P001"), sample("P020")
    assert coffee.category_id != cloth.category_id
    first = asked(seller, "open", on=at(1, 0, 0), to="JP", first_answered_at=at(1, 20))
    make_item(first, coffee)
    make_item(first, cloth)
    asked(
        seller, "withdrawn", on=at(2), to="JP", closed_at=at(20),
        first_answered_at=at(5), first_answered_by="officer",
    )  # fmt: skip
    asked(seller, "expired", on=at(3), closed_at=at(17))
    asked(seller, "withdrawn", on=at(4), closed_at=at(4, 15))
    dollars = asked(
        seller, "agreed", on=at(31, 23, 59), to="AU", first_answered_at=at(1, month=4)
    )
    make_item(dollars, coffee)
    make_outcome(
        dollars, value=140, jobs_added=2, verified_at=at(20), destination_country="SG"
    )
    yen = asked(
        seller,
        "open",
        on=at(30, 23, 59, month=4),
        first_answered_at=at(30, 23, 59, month=4),
    )
    make_quote(yen, status="accepted", currency="JPY")
    yen.status = "agreed"
    yen.save()
    make_outcome(yen, value=120, currency="JPY", jobs_added=5)
    asked(make_seller(ELSEWHERE), "open", on=at(9), first_answered_at=at(9, 13))
    make_enquiry(seller, "held", delivered_at=at(6), held_for="reported")
    make_enquiry(seller, "spam", delivered_at=at(6), held_for="reported")
    make_enquiry(seller, "unconfirmed")
    return first, dollars, yen


@pytest.fixture
def at_the_end():
    """The middle of May 2031."""
    with time_machine.travel(at(15, month=5), tick=False):
        yield


HERE_COUNTS = [6, 5, 4, 3, 1, 2, 2, 2, 1, 1, 2, 5]


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


def test_another_regency_gives_nothing_to_who_does_not_look_after_it(
    as_, officer, known
):
    body = as_(officer).get(f"{REPORT}?{WITHIN}&regency={ELSEWHERE}").json()

    assert body["rows"] == []
    assert counted(body["totals"]) == [0] * 12


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
    assert spam.status == "withdrawn"
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


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_table_has_a_column_for_each_currency_and_a_line_for_all(
    as_, province, known
):
    response = as_(province).get(f"{REPORT}.csv?{WITHIN}&lang=en")

    header, *lines = table(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert header[:4] == ["Code", "Name", "Enquiries", "Due"]
    assert header[14:] == [
        "Promised JPY",
        "Value realised, verified JPY",
        "Value realised, not verified JPY",
        "Promised USD",
        "Value realised, verified USD",
        "Value realised, not verified USD",
        "Promised in IDR, all currencies, indicative",
        "Value realised, verified in IDR, all currencies, indicative",
        "Value realised, not verified in IDR, all currencies, indicative",
    ]
    here = next(line for line in lines if line[0] == "18.01 Lampung Selatan")
    assert here[1:14] == ["Lampung Selatan", *map(str, HERE_COUNTS)]
    assert [Decimal(cell) for cell in here[14:20]] == [150, 0, 120, 150, 140, 0]
    assert here[20:] == ["", "", ""]
    assert lines[-1][:3] == ["", "All, each enquiry once", "7"]
    assert len(lines) == 16


def test_the_table_in_indonesian_with_semicolons(as_, officer, known):
    response = as_(officer).get(
        f"{REPORT}.csv?{WITHIN}&group_by=month&lang=id&delimiter=semicolon"
    )

    text = b"".join(response.streaming_content).decode("utf-8")
    header, march, *_ = text.splitlines()
    assert header.startswith("\ufeffKode;Nama;Permintaan;Jatuh tempo;Dijawab;")
    assert march.startswith("2031-03;Maret 2031;5;")
    assert "150,0" in march


def test_the_queries_of_a_report_do_not_grow(
    as_, officer, seller, sample, django_assert_max_num_queries
):
    for _ in range(6):
        make_item(asked(seller, "agreed", on=at(9)), sample("P001"))
    client = as_(officer)

    with django_assert_max_num_queries(16):
        client.get(f"{REPORT}?{WITHIN}&group_by=category")
