"""A guest proves her address by the button of our page."""

import html
import re

import pytest

from catalogue.enquiries.actions import confirming, erasing
from catalogue.enquiries.models import Enquiry, Message
from tests.api.pages.pressing import text
from tests.factories import (
    later,
    make_enquiry,
    make_item,
    make_seller,
    make_submission,
)

pytestmark = pytest.mark.django_db


CONFIRM = "/account/confirm-enquiry"


def test_the_button_proves_the_address_and_leads_into_each_thread(browser, seller):
    submission = make_submission(proven=False)
    enquiries = [
        make_enquiry(s, "unconfirmed", submission=submission)
        for s in (seller, make_seller())
    ]
    token = confirming.link_token(submission)

    opened = browser.get(CONFIRM, {"token": token, "lang": "en"})
    before = {e.status for e in Enquiry.objects.filter(submission=submission)}
    response = browser.post(f"{CONFIRM}?lang=en", {"token": token})
    again = browser.post(f"{CONFIRM}?lang=en", {"token": token})

    page = text(response)
    assert opened.status_code == 200
    assert before == {"unconfirmed"}
    assert [response.status_code, again.status_code] == [200, 200]
    assert {e.status for e in Enquiry.objects.filter(submission=submission)} == {"new"}
    for enquiry in enquiries:
        assert enquiry.seller.name in page
    links_in = re.findall(r'href="[^"]*(/enquiry/[^"]+)"', page)
    assert [browser.get(link).status_code for link in links_in] == [200, 200]


def test_a_wrong_or_old_proof_delivers_nothing(browser, seller):
    submission = make_submission(proven=False)
    enquiry = make_enquiry(seller, "unconfirmed", submission=submission)
    token = confirming.link_token(submission)

    wrong = browser.post(CONFIRM, {"token": "x"})
    with later(hours=49):
        old = browser.post(CONFIRM, {"token": token})

    enquiry.refresh_from_db()
    assert [wrong.status_code, old.status_code] == [410, 410]
    assert enquiry.status == "unconfirmed"
    assert Message.objects.filter(enquiry=enquiry).count() == 1


@pytest.mark.parametrize("when", ["opened", "sent"])
def test_a_link_that_proves_nothing_says_how_to_ask_anew(browser, when):
    if when == "opened":
        response = browser.get(CONFIRM, {"token": "x", "lang": "en"})
    else:
        response = browser.post(f"{CONFIRM}?lang=en", {"token": "x"})

    page = text(response)
    assert response.status_code == 410
    assert "This link is not whole" in page
    assert "send your question once more" in page
    assert "Send my enquiry" not in page


@pytest.fixture
def asked(seller, sample):
    """Of one business, not confirmed yet: 200 pieces, with words of the guest."""
    submission = make_submission(proven=False)
    found = make_enquiry(seller, "unconfirmed", submission=submission)
    make_item(
        found,
        sample("P001"),
        quantity_value=200,
        quantity_unit="pcs",
        note="Words of the guest",
    )
    return found


@pytest.fixture
def token(asked):
    return confirming.link_token(asked.submission)


def test_before_it_is_sent_it_names_the_business_and_the_goods(browser, asked, token):
    """Not what the guest wrote: another may have typed this address."""
    page = text(browser.get(CONFIRM, {"token": token, "lang": "en"}))

    assert asked.seller.name in page
    assert f"{asked.items.get().snapshot['name']['en']}: 200 pcs" in page
    assert "Words of the guest" not in page
    assert asked.messages.get().body not in page


def test_a_link_that_was_used_leads_on_and_later_says_what_became_of_it(
    browser, asked, token
):
    browser.post(CONFIRM, {"token": token})

    soon = browser.get(CONFIRM, {"token": token, "lang": "en"})
    with later(hours=49):
        late = browser.get(CONFIRM, {"token": token, "lang": "en"})
        pressed = browser.post(f"{CONFIRM}?lang=id", {"token": token})

    assert soon.status_code == 200
    assert text(soon).count("/enquiry/") == 1
    assert "<form" not in text(soon)
    assert [late.status_code, pressed.status_code] == [410, 410]
    assert "Your enquiry was sent" in text(late)
    assert "Pertanyaan Anda sudah terkirim" in text(pressed)
    for page in (text(late), text(pressed)):
        assert "/enquiry/" not in page
    assert "once more" not in text(late)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "good for 24 hours"), ("id", "berlaku 24 jam")]
)
def test_the_time_it_is_good_for_is_that_of_the_setting(
    browser, asked, token, settings, lang, words
):
    settings.ENQUIRY_TERMS = {**settings.ENQUIRY_TERMS, "confirm_hours": 24}

    page = text(browser.get(CONFIRM, {"token": token, "lang": lang}))
    with later(hours=25):
        late = text(browser.get(CONFIRM, {"token": token, "lang": lang}))

    assert words in page
    assert words in late
    assert "<form" not in late


def test_a_link_to_what_was_erased_says_so(browser, asked, token):
    erasing.erase(asked.submission_id, why="asked")

    response = browser.get(CONFIRM, {"token": token, "lang": "en"})

    assert response.status_code == 410
    assert "The data of this enquiry were deleted" in text(response)


def test_the_other_language_keeps_the_link(browser, asked, token):
    page = text(browser.get(CONFIRM, {"token": token, "lang": "id"}))

    other = re.search(r'<header>.*?href="([^"]+)"', page, re.DOTALL)[1]
    opened = browser.get(f"{CONFIRM}{html.unescape(other)}")

    assert "Katalog Lampung" in page
    assert "Send my enquiry" in text(opened)
