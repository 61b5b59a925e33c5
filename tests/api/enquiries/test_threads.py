"""What an enquiry tells its parties, and what of it is news to them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.enquiries.models import Enquiry
from tests.api.enquiries.asking import (
    ENQUIRIES,
    do,
    ids,
    listed,
    read,
    write,
)
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_message,
    make_outcome,
    make_submission,
    signed_in,
)

pytestmark = pytest.mark.django_db


def test_a_seller_is_told_how_to_reach_whoever_proved_her_address(seller, member_api):
    unproven = make_enquiry(seller, "new", proven=False)

    body = read(member_api, unproven).json()

    assert body["contact"] is None


def test_a_quote_past_its_last_day_is_told_as_over(seller, buyer, buyer_api):
    enquiry = make_enquiry(seller, "quoted", submission=make_submission(buyer))
    yesterday = timezone.localdate() - timedelta(days=1)
    Enquiry.objects.update(quote_valid_until_on=yesterday)
    enquiry.quotes.update(valid_until_on=yesterday)

    body = read(buyer_api, enquiry).json()

    assert (body["status"], body["waiting_on"]) == ("open", "seller")
    assert (body["quote"]["status"], body["quote"]["revision"]) == ("expired", 1)
    assert "accept" not in body["allowed_actions"]
    enquiry.refresh_from_db()
    assert enquiry.status == "quoted"  # reading changes nothing


def test_an_outcome_is_told(seller, buyer, buyer_api):
    enquiry = make_enquiry(seller, "agreed", submission=make_submission(buyer))
    outcome = make_outcome(enquiry)

    assert read(buyer_api, enquiry).json()["outcome"] == {
        "realised": True,
        "value": {"amount": "100.00", "currency": "USD"},
        "destination_country": None,
        "shipped_on": None,
        "jobs_added": None,
        "recorded_at": f"{outcome.recorded_at:%Y-%m-%dT%H:%M:%SZ}",
        "verified": False,
        "verified_at": None,
    }


def test_names_are_in_the_language_asked_for(enquiry, sample, buyer_api):
    product = sample("P001")
    make_item(enquiry, product)

    def name(language):
        body = buyer_api.get(f"{ENQUIRIES}/{enquiry.pk}?lang={language}").json()
        return body["content_language"], body["items"][0]["product"]["name"]

    assert name("id") == ("id", product.name["id"])
    assert name("en") == ("en", product.name["en"])


def test_a_picture_is_our_own_private_copy(settings, enquiry, sample, buyer_api):
    item = make_item(enquiry, sample("P001"), picture="enquiries/pictures/a.jpg")
    file = settings.PRIVATE_DIR / item.picture
    file.parent.mkdir(parents=True)
    file.write_bytes(b"jpeg")

    url = read(buyer_api, enquiry).json()["items"][0]["image_url"]

    assert url.startswith(f"{settings.PUBLIC_URL}/private/")
    served = APIClient().get(url.removeprefix(settings.PUBLIC_URL))
    assert b"".join(served.streaming_content) == b"jpeg"


def test_reading_changes_nothing(enquiry, member_api):
    for path in ("", "/messages"):
        with CaptureQueriesContext(connection) as asked:
            member_api.get(f"{ENQUIRIES}/{enquiry.pk}{path}")
        written = [q["sql"] for q in asked if not q["sql"].startswith("SELECT")]
        assert [sql for sql in written if "used_on" not in sql] == []

    assert read(member_api, enquiry).json()["unread"] == 1


def test_what_was_read_is_unread_no_more(enquiry, member_api, seller):
    staff_api = signed_in(APIClient(), make_member(seller).user)

    response = do(member_api, enquiry, "read")

    assert (response.status_code, response.json()["unread"]) == (200, 0)
    assert listed(member_api, "unread=true") == []
    assert listed(member_api, "unread=false") == ids(enquiry)
    assert listed(staff_api, "unread=true") == ids(enquiry)  # she did not
    make_message(enquiry)
    Enquiry.objects.update(buyer_wrote_at=timezone.now())
    assert read(member_api, enquiry).json()["unread"] == 1
    assert listed(member_api, "unread=true") == ids(enquiry)


def test_what_the_seller_did_is_news_to_the_buyer(enquiry, buyer_api, member_api):
    write(member_api, enquiry)
    write(member_api, enquiry, "One thing more")

    assert read(buyer_api, enquiry).json()["unread"] == 2
    assert listed(buyer_api, "unread=true") == ids(enquiry)
    do(buyer_api, enquiry, "read")
    do(member_api, enquiry, "decline", {"reason": "price"})

    assert read(buyer_api, enquiry).json()["unread"] == 1


def test_a_tag_is_of_one_reader_and_what_she_has_read(enquiry, member_api, buyer_api):
    tag = read(member_api, enquiry)["ETag"]
    path = f"{ENQUIRIES}/{enquiry.pk}?lang=en"

    assert member_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert buyer_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200
    do(member_api, enquiry, "read")
    fresh = member_api.get(path, HTTP_IF_NONE_MATCH=tag)
    assert (fresh.status_code, fresh.json()["unread"]) == (200, 0)
    assert fresh["Cache-Control"] == "private, no-cache"


def test_spam_is_not_told_to_be_over(buyer, buyer_api, seller):
    submission = make_submission(buyer)
    spam = make_enquiry(seller, "spam", submission=submission)

    body = read(buyer_api, spam).json()

    assert (body["status"], body["closed_at"]) == ("new", None)
    assert body["delivered_at"] is not None
