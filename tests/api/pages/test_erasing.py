"""A guest has her data deleted from her own page."""

import pytest

from catalogue.enquiries.models import Contact, Message
from catalogue.enquiries.states import Side
from tests.api.pages.pressing import mark_of, path_of, send, state, text
from tests.factories import make_enquiry, make_seller, make_submission, make_user

pytestmark = pytest.mark.django_db


def test_a_guest_is_told_what_is_deleted_before_it_is(browser, enquiry, buyers_page):
    before = state(enquiry)

    offered = text(browser.get(buyers_page))
    asked = text(browser.get(f"{buyers_page}?do=erase"))

    assert "do=erase#form" in offered
    assert "at every business you asked together with this one" in asked
    assert "This cannot be undone." in asked
    assert state(enquiry) == before


def test_a_guest_deletes_her_data_in_all_that_she_asked_at_once(
    browser, enquiry, buyers_page
):
    other = make_enquiry(make_seller(), submission=enquiry.submission)

    response = send(browser, buyers_page, "erase")

    enquiry.refresh_from_db()
    other.refresh_from_db()
    contact = Contact.objects.get()
    assert response.status_code == 200
    assert "Your data were deleted" in text(response)
    assert (contact.name, contact.email, contact.company) == ("", "", "")
    assert contact.erased_at is not None
    assert [enquiry.status, other.status] == ["withdrawn", "withdrawn"]
    assert set(Message.objects.values_list("body", flat=True)) == {""}
    assert browser.get(buyers_page).status_code == 410


def test_the_seller_sees_that_a_message_was_deleted(
    browser, enquiry, sellers_page, buyers_page
):
    send(browser, buyers_page, "erase")

    page = text(browser.get(f"{sellers_page}?lang=en"))
    assert "This message was deleted with the buyer" in page


def test_deleting_pressed_twice_is_told_as_done_twice(browser, buyers_page):
    mark = mark_of(browser.get(f"{buyers_page}?do=erase"))

    answers = [send(browser, buyers_page, "erase", mark=mark) for _ in range(2)]

    assert [a.status_code for a in answers] == [200, 200]
    assert all("Your data were deleted" in text(a) for a in answers)


@pytest.mark.parametrize("who", ["seller", "buyer with an account"])
def test_whoever_is_no_guest_is_not_offered_to_delete(
    browser, enquiry, seller, sellers_page, who
):
    page = sellers_page
    if who != "seller":
        buyer = make_user(language="en")
        enquiry = make_enquiry(seller, submission=make_submission(buyer))
        page = path_of(enquiry, Side.BUYER, buyer)
    before = state(enquiry)

    opened = text(browser.get(page))
    response = send(browser, page, "erase")

    assert "do=erase" not in opened
    assert response.status_code == 409
    assert state(enquiry) == before
