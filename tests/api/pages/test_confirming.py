"""A guest proves her address by the button of our page."""

import re

import pytest

from catalogue.enquiries.actions import confirming
from catalogue.enquiries.models import Enquiry, Message
from tests.api.pages.pressing import text
from tests.factories import later, make_enquiry, make_seller, make_submission

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
    assert "This link is not good" in page
    assert "send your question once more" in page
    assert "Send my enquiry" not in page
