"""Quotes over HTTP: accepted, rejected, taken back."""

import pytest

from catalogue.enquiries.models import Quote
from tests.api.enquiries.threads import (
    decide,
    in_days,
    line_of,
    make_quoted,
    offer_of,
    send,
    sent_by,
)
from tests.factories import later, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def quoted(sample):
    return make_quoted(sample("P001"))


def test_a_buyer_accepts(quoted):
    answer = decide(quoted.buyer, sent_by(quoted)["id"], "accept")

    assert answer.status_code == 200
    assert answer.json()["status"] == "accepted"
    assert answer.json()["decided_at"] is not None
    assert quoted.refreshed().status == "agreed"


def test_a_guest_accepts_by_her_token(quoted):
    answer = decide(quoted.guest, sent_by(quoted)["id"], "accept")

    assert answer.json()["status"] == "accepted"
    assert quoted.refreshed().status == "agreed"


def test_a_buyer_rejects_and_the_thread_stays_open(quoted):
    answer = decide(quoted.buyer, sent_by(quoted)["id"], "reject")

    assert answer.json()["status"] == "rejected"
    assert quoted.refreshed().status == "open"


def test_a_seller_takes_a_quote_back(quoted):
    answer = decide(quoted.seller, sent_by(quoted)["id"], "withdraw")

    assert answer.json()["status"] == "withdrawn"
    assert quoted.refreshed().status == "open"


@pytest.mark.parametrize(
    ("who", "verb"),
    [
        ("seller", "accept"),
        ("seller", "reject"),
        ("buyer", "withdraw"),
        ("officer", "accept"),
        ("officer", "withdraw"),
    ],
)
def test_the_other_side_decides(quoted, who, verb):
    answer = decide(getattr(quoted, who), sent_by(quoted)["id"], verb)

    assert answer.status_code == 403
    only = {"accept": "the buyer", "withdraw": "the seller"}.get(verb, "the buyer")
    assert answer.json()["detail"] == f"Only {only} may do this."
    assert Quote.objects.get().status == "open"
    assert quoted.refreshed().status == "quoted"


def test_a_quote_that_was_decided_on_is_refused_with_what_is_allowed(quoted):
    quote_id = sent_by(quoted)["id"]
    decide(quoted.buyer, quote_id, "accept")

    answer = decide(quoted.buyer, quote_id, "accept")

    assert answer.status_code == 409
    assert answer.json()["code"] == "invalid_state"
    assert answer.json()["detail"] == "This quote was accepted."
    assert answer.json()["allowed_actions"] == ["reply", "withdraw"]
    assert quoted.refreshed().status == "agreed"


@pytest.mark.parametrize(
    ("who", "verb", "told"),
    [
        ("seller", "withdraw", "This quote was withdrawn."),
        ("buyer", "reject", "This quote was rejected."),
    ],
)
def test_a_second_decision_is_told_of_the_first(quoted, who, verb, told):
    quote_id = sent_by(quoted)["id"]
    decide(getattr(quoted, who), quote_id, verb)

    answers = [decide(quoted.seller, quote_id, "withdraw")]
    answers += [decide(quoted.buyer, quote_id, verb) for verb in ("accept", "reject")]

    assert {(a.status_code, a.json()["detail"]) for a in answers} == {(409, told)}


def test_a_superseded_quote_cannot_be_accepted(quoted):
    first = sent_by(quoted)["id"]
    send(quoted, offer_of(line_of(quoted.item)))

    answer = decide(quoted.buyer, first, "accept")

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
    assert quoted.refreshed().status == "quoted"


def test_past_its_last_day_a_quote_is_expired(quoted):
    quote_id = sent_by(quoted)["id"]
    with later(days=15):
        # Tokens of a quarter of an hour are over by then.
        buyer = quoted.enquiry.buyer
        quoted.buyer.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(buyer)}")
        told = sent_by(quoted)["status"]
        answer = decide(quoted.buyer, quote_id, "accept")

    assert told == "expired"
    assert (answer.status_code, answer.json()["code"]) == (409, "quote_expired")
    assert Quote.objects.get().status == "open"  # as stored: the worker tells it later


def test_on_its_last_day_a_quote_is_accepted(quoted):
    quote_id = sent_by(quoted)["id"]
    Quote.objects.update(valid_until_on=in_days(0))

    assert decide(quoted.buyer, quote_id, "accept").status_code == 200
