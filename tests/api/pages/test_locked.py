"""Links that open nothing any more."""

import pytest

from catalogue.accounts.models import User
from catalogue.enquiries.actions import erasing
from catalogue.enquiries.models import Enquiry, Submission
from catalogue.journal.models import Notice
from tests.api.pages.pressing import state, text
from tests.factories import later, make_enquiry, make_seller, make_user

pytestmark = pytest.mark.django_db


def test_an_old_link_says_how_to_get_in_and_mails_a_new_one(
    browser, enquiry, member, sellers_page
):
    with later(days=8):
        opened = browser.get(f"{sellers_page}?lang=id")
        before = Notice.objects.count()
        asked = browser.post(f"{sellers_page}?lang=id", {"do": "link"})

    notice = Notice.objects.get(kind="enquiry_link")
    assert [opened.status_code, asked.status_code] == [410, 200]
    assert "Kirim tautan baru" in text(opened)
    assert before == 0
    assert (notice.recipient, notice.address) == (f"user:{member.pk}", member.email)
    assert "Aiko" not in text(opened) + text(asked)


def test_a_message_sent_by_an_old_link_is_shown_to_be_kept(
    browser, enquiry, sellers_page
):
    before = state(enquiry)

    with later(days=8):
        response = browser.post(
            sellers_page, {"do": "reply", "body": "Long words", "language": "id"}
        )

    assert response.status_code == 410
    assert "Long words" in text(response)
    assert state(enquiry) == before


@pytest.mark.parametrize("how", ["forged", "cut", "left", "suspended"])
def test_a_link_that_is_not_hers_opens_nothing_and_mails_nothing(
    browser, enquiry, member, sellers_page, how
):
    page = {"forged": "/enquiry/x", "cut": sellers_page[:-1]}.get(how, sellers_page)
    if how == "left":
        enquiry.seller.members.all().delete()
    if how == "suspended":
        User.objects.filter(pk=member.pk).update(is_active=False)
    before = state(enquiry)

    opened = browser.get(f"{page}?lang=id")
    asked = browser.post(f"{page}?lang=id", {"do": "link"})
    told = browser.post(page, {"do": "reply", "body": "Halo", "language": "id"})

    assert [opened.status_code, told.status_code] == [410, 410]
    assert asked.status_code == 200
    assert "Aiko" not in text(opened)
    assert "Kirim tautan baru" not in text(opened)
    assert state(enquiry) == before


def test_an_erased_buyers_link_opens_nothing_and_her_seller_sees_no_contact(
    browser, enquiry, buyers_page, sellers_page
):
    email = enquiry.submission.contact.email
    erasing.erase(enquiry.submission_id, why="test")

    assert browser.get(buyers_page).status_code == 410
    page = text(browser.get(sellers_page))
    assert "Aiko" not in page
    assert email not in page
    assert "sudah dihapus" in page


def test_a_sellers_link_opens_no_other_thread(browser, seller, enquiry, sellers_page):
    other = make_enquiry(make_seller(), submission=enquiry.submission)

    page = text(browser.get(sellers_page))

    assert other.number not in page
    assert other.seller.name not in page


def test_a_guests_link_to_what_an_account_has_claimed_says_to_sign_in(
    browser, enquiry, buyers_page
):
    buyer = make_user()
    Submission.objects.update(buyer=buyer)
    Enquiry.objects.update(buyer=buyer)
    before = state(enquiry)

    opened = browser.get(buyers_page)
    asked = browser.post(buyers_page, {"do": "link"})

    assert opened.status_code == 410
    assert "This enquiry belongs to an account now. Sign in" in text(opened)
    assert "no longer look after this business" not in text(opened)
    assert "Send me a new link" not in text(opened)
    assert asked.status_code == 200
    assert buyer.email not in text(opened)
    assert state(enquiry) == before


def test_an_erased_buyers_link_says_that_all_is_deleted(browser, enquiry, buyers_page):
    erasing.erase(enquiry.submission_id, why="test")

    page = text(browser.get(buyers_page))

    assert "data and words of this enquiry are deleted" in page
    assert "Send me a new link" not in page


def test_an_old_link_speaks_its_readers_language(browser, sellers_page, buyers_page):
    with later(days=8):
        sellers, buyers, asked = (
            text(browser.get(sellers_page)),
            text(browser.get(buyers_page, headers={"accept-language": "id"})),
            text(browser.get(f"{sellers_page}?lang=en")),
        )

    assert '<html lang="id">' in sellers
    assert '<html lang="en">' in buyers
    assert '<html lang="en">' in asked


def test_what_is_no_link_of_ours_speaks_the_browsers_language(browser):
    page = text(browser.get("/enquiry/x", headers={"accept-language": "id"}))

    assert '<html lang="id">' in page
