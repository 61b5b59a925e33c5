"""What came of an agreement, told on a thread's page."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone

from catalogue.enquiries.models import Outcome
from catalogue.enquiries.states import Side
from tests.api.pages.pressing import path_of, send, text
from tests.factories import make_enquiry

pytestmark = pytest.mark.django_db


def test_a_seller_records_what_came_of_it(browser, seller, member):
    enquiry = make_enquiry(seller, "agreed")
    page = path_of(enquiry, Side.SELLER, member)

    nothing = send(browser, page, "record_outcome", realised="no", value="5")
    response = send(
        browser,
        page,
        "record_outcome",
        realised="yes",
        value="1.250,50",
        currency="USD",
        shipped_on="2026-05-01",
        jobs_added="2",
    )

    enquiry.refresh_from_db()
    outcome = enquiry.outcome
    assert [nothing.status_code, response.status_code] == [400, 303]
    assert (outcome.value, outcome.currency) == (Decimal("1250.50"), "USD")
    assert (str(outcome.shipped_on), outcome.jobs_added) == ("2026-05-01", 2)


@pytest.fixture
def agreed(seller):
    return make_enquiry(seller, "agreed")


@pytest.fixture
def told(agreed):
    return Outcome.objects.create(
        enquiry=agreed,
        realised=True,
        value="1250.50",
        currency="KRW",
        destination_country="JP",
        shipped_on="2026-05-01",
        jobs_added=2,
        recorded_at=timezone.now(),
    )


def test_what_is_told_anew_opens_with_what_was_recorded(browser, agreed, member, told):
    Outcome.objects.update(currency="SEK")

    page = text(
        browser.get(f"{path_of(agreed, Side.SELLER, member)}?do=record_outcome")
    )

    assert re.search(r'value="yes"[^>]* checked', page)
    assert '<option value="SEK" selected>' in page
    for value in ("1.250,5", "2026-05-01", "2"):
        assert f'value="{value}"' in page, value


def test_what_the_page_does_not_ask_for_stays_recorded(browser, agreed, member, told):
    page = path_of(agreed, Side.SELLER, member)

    send(browser, page, "record_outcome", realised="yes", value="9", currency="USD")

    told.refresh_from_db()
    assert (told.destination_country, told.value) == ("JP", 9)
    assert (told.shipped_on, told.jobs_added) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "1,50", "currency": "JPY"}, "angka di belakang koma"),
        ({"shipped_on": "2099-01-01"}, "yang sudah lewat"),
        ({"jobs_added": "-1"}, "0 atau lebih"),
        ({"value": "12,500", "currency": "USD"}, "dua cara"),
    ],
)
def test_a_wrong_outcome_comes_back_with_the_fault_at_its_field(
    browser, agreed, member, wrong, words
):
    page = path_of(agreed, Side.SELLER, member)

    response = send(browser, page, "record_outcome", realised="yes", **wrong)

    shown = text(response)
    assert response.status_code == 400
    assert len(re.findall(r'<div class="field wrong">', shown)) == 1
    assert words in shown
    assert not Outcome.objects.exists()
