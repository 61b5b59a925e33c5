"""What the sides do with a thread: decline, withdraw, reopen, report."""

import pytest
from django.utils import timezone

from catalogue.enquiries.models import BlockedSender, Enquiry
from catalogue.journal.models import Event
from tests.api.enquiries.asking import do, faults, read, refused
from tests.factories import make_enquiry, make_outcome, make_submission

pytestmark = pytest.mark.django_db


def unchanged(enquiry) -> bool:
    before = vars(enquiry)
    after = vars(Enquiry.objects.get(pk=enquiry.pk))
    names = {field.attname for field in Enquiry._meta.fields}
    return all(before[name] == after[name] for name in names)


@pytest.fixture
def thread(seller, buyer):
    """One in a status, of the buyer."""
    return lambda status: make_enquiry(
        seller, status, submission=make_submission(buyer)
    )


# -- decline


def test_a_seller_declines_with_a_reason_and_it_counts_as_an_answer(
    enquiry, member_api, buyer_api
):
    response = do(
        member_api, enquiry, "decline", {"reason": "capacity", "note": "In May again."}
    )

    body = response.json()
    assert response.status_code == 200
    assert (body["status"], body["waiting_on"]) == ("declined", "nobody")
    assert (body["decline_reason"], body["closing_note"]) == (
        "capacity",
        "In May again.",
    )
    assert body["answered_by"] == "seller"
    assert body["first_answered_at"] == body["closed_at"] == body["active_at"]
    assert body["allowed_actions"] == ["reopen"]
    assert response["ETag"] == read(member_api, enquiry)["ETag"]
    assert response["Cache-Control"] == "no-store"
    assert read(buyer_api, enquiry).json()["decline_reason"] == "capacity"


def test_an_officer_declines_on_the_sellers_behalf(enquiry, officer_api):
    body = do(officer_api, enquiry, "decline", {"reason": "other"}).json()

    assert (body["status"], body["answered_by"]) == ("declined", "officer")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ("/reason", "required")),
        ({"reason": "bored"}, ("/reason", "not_a_choice")),
        ({"reason": "price", "note": "x" * 1001}, ("/note", "too_long")),
        ({"reason": "price", "status": "new"}, ("/status", "unknown_member")),
    ],
)
def test_a_wrong_no_declines_nothing(enquiry, member_api, body, expected):
    assert faults(do(member_api, enquiry, "decline", body)) == [expected]
    assert unchanged(enquiry)


# -- withdraw


def test_a_buyer_withdraws(enquiry, buyer_api, member_api):
    body = do(buyer_api, enquiry, "withdraw", {"note": None}).json()

    assert (body["status"], body["closing_note"]) == ("withdrawn", None)
    assert body["allowed_actions"] == ["reopen"]
    assert read(member_api, enquiry).json()["allowed_actions"] == []


def test_what_was_agreed_ends_with_a_reason(thread, member_api):
    enquiry = thread("agreed")

    without = do(member_api, enquiry, "withdraw")
    with_one = do(member_api, enquiry, "withdraw", {"note": "The kiln broke."})

    assert faults(without) == [("/note", "required")]
    assert (with_one.status_code, with_one.json()["status"]) == (200, "withdrawn")
    assert with_one.json()["closing_note"] == "The kiln broke."
    assert with_one.json()["quote"]["status"] == "withdrawn"


def test_what_has_an_outcome_ends_no_more(thread, buyer_api):
    enquiry = thread("agreed")
    make_outcome(enquiry)

    response = do(buyer_api, enquiry, "withdraw", {"note": "No more"})

    assert refused(response) == (409, "invalid_state")
    assert response.json()["allowed_actions"] == ["reply"]
    assert Enquiry.objects.get().status == "agreed"


# -- reopen


def test_what_is_over_is_opened_again_once(thread, buyer_api, member_api):
    enquiry = thread("declined")

    first = do(member_api, enquiry, "reopen")
    do(buyer_api, enquiry, "withdraw")
    second = do(buyer_api, enquiry, "reopen")

    assert (first.status_code, first.json()["status"]) == (200, "open")
    assert first.json()["closed_at"] is None
    assert refused(second) == (409, "invalid_state")
    assert second.json()["detail"].startswith("It was reopened once already")
    assert second.json()["allowed_actions"] == []


def test_a_seller_opens_nothing_that_its_buyer_withdrew(thread, member_api):
    enquiry = thread("withdrawn")

    assert refused(do(member_api, enquiry, "reopen")) == (409, "invalid_state")
    assert unchanged(enquiry)


# -- report


def test_a_seller_reports_spam_and_its_sender_is_not_told(
    enquiry, member_api, buyer_api
):
    before = read(buyer_api, enquiry).json()

    response = do(member_api, enquiry, "report-spam")

    assert response.status_code == 200
    assert (response.json()["status"], response.json()["waiting_on"]) == (
        "held",
        "officer",
    )
    assert BlockedSender.objects.get().seller == enquiry.seller
    after = read(buyer_api, enquiry).json()
    assert {**after, "active_at": ""} == {**before, "active_at": ""}


# -- of the wrong side, or at the wrong time


@pytest.mark.parametrize(
    ("verb", "body", "sides"),
    [
        ("decline", {"reason": "price"}, {"buyer"}),
        ("decline", {}, {"buyer"}),  # whatever it says
        ("withdraw", {}, {"officer"}),
        ("reopen", {}, {"officer"}),
        ("report-spam", {}, {"buyer", "officer"}),
    ],
)
def test_a_verb_of_another_side_is_refused_and_changes_nothing(
    enquiry, buyer_api, officer_api, verb, body, sides
):
    clients = {"buyer": buyer_api, "officer": officer_api}
    events = Event.objects.count()
    for side in sides:
        response = do(clients[side], enquiry, verb, body)

        assert refused(response) == (403, "permission_denied")
    assert unchanged(enquiry)
    assert not BlockedSender.objects.exists()
    assert Event.objects.count() == events


def test_a_seller_withdraws_only_what_was_agreed(enquiry, member_api):
    response = do(member_api, enquiry, "withdraw", {"note": "No"})

    assert refused(response) == (409, "invalid_state")
    assert response.json()["allowed_actions"] == [
        "reply",
        "quote",
        "decline",
        "report_spam",
    ]
    assert unchanged(enquiry)


@pytest.mark.parametrize(
    ("status", "verb", "side", "allowed"),
    [
        ("declined", "decline", "seller", ["reopen"]),
        ("agreed", "decline", "seller", ["reply", "withdraw", "record_outcome"]),
        ("withdrawn", "withdraw", "buyer", ["reopen"]),
        ("expired", "report-spam", "seller", ["reopen"]),
        ("new", "reopen", "buyer", ["reply", "withdraw"]),
    ],
)
def test_what_is_not_allowed_now_tells_what_is(
    thread, buyer_api, member_api, status, verb, side, allowed
):
    enquiry = thread(status)
    client = buyer_api if side == "buyer" else member_api

    response = do(
        client, enquiry, verb, {"reason": "price"} if verb == "decline" else {}
    )

    assert refused(response) == (409, "invalid_state")
    assert response.json()["allowed_actions"] == allowed
    assert status in response.json()["detail"]
    assert unchanged(enquiry)


def test_a_buyer_is_not_told_that_hers_is_held_even_when_refused(
    thread, buyer_api, seller
):
    enquiry = thread("held")

    response = do(buyer_api, enquiry, "reopen")

    assert refused(response) == (409, "invalid_state")
    assert "held" not in response.content.decode()


def test_why_she_withdrew_a_hidden_one_is_kept_from_its_seller(
    thread, buyer_api, member_api
):
    enquiry = thread("open")
    do(member_api, enquiry, "report-spam")

    do(buyer_api, enquiry, "withdraw", {"note": "Call me."})

    assert read(buyer_api, enquiry).json()["closing_note"] == "Call me."
    assert read(member_api, enquiry).json()["closing_note"] is None


def test_a_suspended_seller_does_nothing(seller, enquiry, member_api):
    type(seller).objects.update(suspended_at=timezone.now())

    response = do(member_api, enquiry, "decline", {"reason": "price"})

    assert refused(response) == (409, "invalid_state")
    assert response.json()["allowed_actions"] == []
    assert unchanged(enquiry)


@pytest.mark.parametrize("verb", ["reopen", "report-spam", "read"])
def test_a_step_without_a_body_takes_no_member(enquiry, member_api, verb):
    response = do(member_api, enquiry, verb, {"note": "Why"})

    assert faults(response) == [("/note", "unknown_member")]
    assert unchanged(enquiry)
