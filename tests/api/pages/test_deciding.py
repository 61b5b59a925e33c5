"""What is decided on a thread's page, and what is not any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.enquiries import wording
from catalogue.enquiries.models import Enquiry, Quote
from catalogue.enquiries.states import Side
from tests.api.pages.pressing import mark_of, path_of, send, state, text
from tests.factories import make_enquiry, make_quote

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("do", "status", "of_quote"),
    [("accept", "agreed", "accepted"), ("reject", "open", "rejected")],
)
def test_a_buyer_decides_after_being_asked(
    browser, enquiry, buyers_page, quote, do, status, of_quote
):
    asked = text(browser.get(f"{buyers_page}?do={do}&quote={quote.pk}"))

    response = send(browser, buyers_page, do, quote=quote.pk)

    enquiry.refresh_from_db()
    quote.refresh_from_db()
    assert f'name="quote" value="{quote.pk}"' in asked
    assert response.status_code == 303
    assert (enquiry.status, quote.status) == (status, of_quote)


def test_a_quote_of_another_thread_is_not_decided_on(
    browser, enquiry, buyers_page, quote, seller
):
    other = make_quote(make_enquiry(seller, "open"))
    before = state(enquiry)

    response = send(browser, buyers_page, "accept", quote=other.pk)

    other.refresh_from_db()
    assert response.status_code == 409
    assert other.status == "open"
    assert state(enquiry) == before


def test_a_quote_past_its_day_is_not_accepted(browser, enquiry, buyers_page, quote):
    yesterday = timezone.localdate() - timedelta(days=1)
    mark = mark_of(browser.get(buyers_page))
    Quote.objects.filter(pk=quote.pk).update(valid_until_on=yesterday)
    Enquiry.objects.filter(pk=enquiry.pk).update(quote_valid_until_on=yesterday)

    response = send(browser, buyers_page, "accept", mark=mark, quote=quote.pk)

    quote.refresh_from_db()
    assert response.status_code == 409
    assert quote.status == "open"


def test_a_seller_takes_a_quote_back(browser, enquiry, sellers_page, quote):
    send(browser, sellers_page, "withdraw_quote", quote=quote.pk)

    quote.refresh_from_db()
    assert quote.status == "withdrawn"


def test_a_buyer_withdraws_and_opens_it_again(browser, enquiry, buyers_page):
    withdrawn = send(browser, buyers_page, "withdraw", note="Not needed")
    enquiry.refresh_from_db()
    status = enquiry.status
    reopened = send(browser, buyers_page, "reopen")

    enquiry.refresh_from_db()
    assert [withdrawn.status_code, reopened.status_code] == [303, 303]
    assert (status, enquiry.status) == ("withdrawn", "open")


def test_withdrawing_from_what_was_agreed_wants_a_reason(browser, seller):
    enquiry = make_enquiry(seller, "agreed")

    response = send(browser, path_of(enquiry, Side.BUYER), "withdraw", note=" ")

    enquiry.refresh_from_db()
    assert response.status_code == 400
    assert enquiry.status == "agreed"


@pytest.mark.parametrize(
    ("side", "do"),
    [
        ("buyer", "quote"),
        ("buyer", "decline"),
        ("buyer", "report_spam"),
        ("buyer", "record_outcome"),
        ("seller", "accept"),
        ("seller", "reject"),
        ("seller", "withdraw"),
        ("seller", "release"),
    ],
)
def test_verbs_of_the_other_side_do_nothing(
    browser, enquiry, sellers_page, buyers_page, quote, side, do
):
    page = sellers_page if side == "seller" else buyers_page
    before = state(enquiry)

    response = send(browser, page, do, quote=quote.pk, reason="other", note="x")

    assert response.status_code == (400 if do == "release" else 409)
    assert state(enquiry) == before


def test_what_cannot_be_sent_any_more_is_shown_to_be_kept(
    browser, enquiry, sellers_page
):
    mark = mark_of(browser.get(sellers_page))
    Enquiry.objects.filter(pk=enquiry.pk).update(
        status="withdrawn", waiting_on="nobody", closed_at=timezone.now()
    )
    before = state(enquiry)

    response = send(
        browser, sellers_page, "reply", mark=mark, body="Long words", language="id"
    )

    assert response.status_code == 409
    assert "keadaannya sudah berubah" in text(response)
    assert "Long words" in text(response)
    assert state(enquiry) == before


@pytest.mark.parametrize("do", ["accept", "reject", "withdraw_quote"])
def test_a_decision_pressed_twice_is_told_as_taken_twice(
    browser, enquiry, sellers_page, buyers_page, quote, do
):
    page = sellers_page if do == "withdraw_quote" else buyers_page
    mark = mark_of(browser.get(f"{page}?do={do}"))
    first = send(browser, page, do, mark=mark, quote=quote.pk)
    after = state(enquiry)

    second = send(browser, page, do, mark=mark, quote=quote.pk)

    assert [first.status_code, second.status_code] == [303, 303]
    assert second["Location"] == first["Location"]
    assert state(enquiry) == after


def test_withdrawing_and_opening_again_may_be_pressed_twice(
    browser, enquiry, buyers_page
):
    answers = []
    for do, said in (("withdraw", {"note": "Not needed"}), ("reopen", {})):
        mark = mark_of(browser.get(f"{buyers_page}?do={do}"))
        answers += [send(browser, buyers_page, do, mark=mark, **said) for _ in "12"]

    enquiry.refresh_from_db()
    assert [a.status_code for a in answers] == [303] * 4
    assert enquiry.status == "open"


@pytest.fixture
def replaced(enquiry):
    """The quote before the one in hand."""
    return make_quote(enquiry, status="superseded")


@pytest.fixture
def second(replaced, quote):
    """That which took its place."""
    return quote


@pytest.mark.parametrize(
    ("do", "side"),
    [("accept", "buyer"), ("reject", "buyer"), ("withdraw_quote", "seller")],
)
def test_what_is_decided_on_is_named_before_it_is(
    browser, enquiry, sellers_page, buyers_page, quote, do, side
):
    page = sellers_page if side == "seller" else buyers_page

    asked = text(browser.get(f"{page}?do={do}&lang=en"))

    last = wording.day(quote.valid_until_on, "en")
    assert f"Quote 1: USD 150.00, FOB Panjang, valid until {last}" in asked
    assert f'name="quote" value="{quote.pk}"' in asked


def test_a_quote_that_was_replaced_is_not_offered_to_be_accepted(
    browser, buyers_page, replaced, second
):
    response = browser.get(f"{buyers_page}?do=accept&quote={replaced.pk}&lang=en")

    page = text(response)
    assert response.status_code == 200
    assert "Quote 1 was replaced by quote 2." in page
    assert f'name="quote" value="{replaced.pk}"' not in page


@pytest.mark.parametrize("do", ["accept", "reject"])
def test_a_quote_that_was_replaced_meanwhile_is_not_decided_on(
    browser, enquiry, buyers_page, replaced, second, do
):
    before = state(enquiry)

    response = send(browser, buyers_page, do, lang="en", quote=replaced.pk)

    replaced.refresh_from_db()
    assert response.status_code == 409
    assert "Quote 1 was replaced by quote 2." in text(response)
    assert replaced.status == "superseded"
    assert state(enquiry) == before
