"""The report on enquiries at the desk, and its first page."""

import pytest
from django.utils import timezone

from catalogue.enquiries.models import (
    ExchangeRate,
)
from tests.api.desk_enquiries.at_desk import (
    QUEUE,
    desk,
    text,
)
from tests.factories import (
    make_enquiry,
    make_outcome,
    make_quote,
    make_user,
)

pytestmark = pytest.mark.django_db


REPORT = "/admin/enquiries/report"


def test_the_report_draws_and_tells_its_figures(officer, seller):
    make_enquiry(seller)
    make_outcome(make_enquiry(seller, "agreed"), jobs_added=4)

    response = desk(officer).get(f"{REPORT}/")

    page = text(response)
    assert "Enquiries per regency</text>" in page
    assert "Lampung Selatan, enquiries: 2 (Agreed 1, Not answered 1)." in page
    assert response.context["totals"].enquiries == 2
    assert response.context["totals_money"] == [
        ("USD", ["USD 150.00", "USD 0.00", "USD 100.00"])
    ]


def test_the_report_draws_what_came_of_it_and_adds_nothing_up(officer, seller):
    """Verified or not, promised or realised, one currency or another."""
    today = timezone.now()
    for value, currency, verified_at in (
        (1250, "USD", today),
        (300, "USD", None),
        (9000000, "IDR", None),
    ):
        make_outcome(
            make_enquiry(seller, "agreed"),
            value=value,
            currency=currency,
            verified_at=verified_at,
            jobs_added=4,
        )

    page = text(desk(officer).get(f"{REPORT}/"))

    for told in (
        "Lampung Selatan, Realised value in USD (Verified 1,250, Not verified 300).",
        "Lampung Selatan, Realised value in IDR (Not verified 9,000,000).",
        "Lampung Selatan, Jobs added (Verified 4, Not verified 8).",
        ">1,250 · 300</text>",
    ):
        assert told in page, told
    assert "1,550" not in page


@pytest.mark.parametrize("group", ["regency", "category", "destination", "month"])
def test_the_report_by_each_group_and_for_a_time_without_any(officer, seller, group):
    make_enquiry(seller)

    for dates in ("", "&from_on=2001-01-01&to_on=2001-01-31"):
        response = desk(officer).get(f"{REPORT}/?group_by={group}{dates}")
        assert response.status_code == 200


@pytest.mark.parametrize(
    "query",
    ["from_on=2026-02-30", "from_on=2026-02-02&to_on=2026-02-01", "group_by=x",
     "regency=18.71"],
)  # fmt: skip
def test_what_is_asked_wrong_is_told_without_figures(officer, seller, query):
    make_enquiry(seller)

    response = desk(officer).get(f"{REPORT}/?{query}")
    table = desk(officer).get(f"{REPORT}.csv?{query}")

    page = text(response)
    assert response.status_code == 200
    assert 'class="errorlist"' in page
    assert "Mend what is marked" in page
    assert "How far they came" not in page
    assert "Download as CSV" not in page
    assert "totals" not in response.context
    assert table.status_code == 302
    assert table["Location"].startswith(f"{REPORT}/?")


def test_the_report_as_a_table(officer, seller):
    make_enquiry(seller, "agreed")

    response = desk(officer).get(f"{REPORT}.csv?group_by=month")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Code,Name,Enquiries,Due,Answered,")
    assert lines[-1].startswith(',"All, each enquiry once",1,')


def test_the_report_is_for_officers(seller):
    for person in (make_user(), make_user(is_staff=True)):
        for page in (f"{REPORT}/", f"{REPORT}.csv"):
            assert desk(person).get(page).status_code in {302, 403}


def test_the_first_page_tells_what_needs_her(officer, seller, escalated, held):
    make_outcome(make_enquiry(seller, "agreed"))

    waiting = desk(officer).get("/admin/").context["dashboard"]["waiting"]

    assert ("enquiries need you", 3, QUEUE) in waiting
    rows = desk(officer).get(QUEUE).context["cl"].result_list
    assert [row.status for row in rows] == ["new", "held", "agreed"]


def test_the_report_tells_rupiah_as_indicative(officer, seller):
    today = timezone.localdate()
    make_enquiry(seller, "agreed")
    rupiah = make_enquiry(seller)
    make_quote(rupiah, status="accepted", currency="IDR")
    ExchangeRate.objects.create(
        currency="USD", on=today, idr_per_unit="16500", source="BI <tengah>"
    )

    response = desk(officer).get(f"{REPORT}/")

    assert response.context["totals_money"] == [
        ("IDR", ["IDR 150.00", "IDR 0.00", "IDR 0.00"]),
        ("USD", ["USD 150.00 (≈ IDR 2,475,000.00)", "USD 0.00", "USD 0.00"]),
        ("all, indicative", ["≈ IDR 2,475,150.00", "≈ IDR 0.00", "≈ IDR 0.00"]),
    ]
    assert "1 USD = IDR 16500" in text(response)
    assert "BI &lt;tengah&gt;" in text(response)
