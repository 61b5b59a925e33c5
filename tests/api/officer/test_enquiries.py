"""Enquiries in an officer's hands: her regency's, held ones, outcomes."""

from decimal import Decimal

import pytest

from catalogue.enquiries.actions import outcomes
from catalogue.enquiries.actions.outcomes import Result
from catalogue.enquiries.models import BlockedSender, Enquiry, Outcome
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.models import AuditEntry, IdempotencyKey
from tests.api.officer.conftest import ELSEWHERE
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_outcome,
    make_seller,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
ENQUIRIES = "/v1/officer/enquiries"
VERBS = ["release", "mark-spam", "verify-outcome"]


def numbers(response):
    return [row["number"] for row in response.json()["results"]]


@pytest.fixture
def held(seller):
    submission = make_submission(suspicion=["short_link", "capitals"])
    return make_enquiry(seller, "held", submission=submission)


@pytest.fixture
def agreed(seller):
    found = make_enquiry(seller, "agreed")
    make_outcome(found)
    return found


# -- the list


def test_the_oldest_come_first_and_those_of_her_regency_alone(
    as_, officer, elsewhere, province, seller
):
    first, second = make_enquiry(seller), make_enquiry(seller, "declined")
    other = make_enquiry(make_seller(ELSEWHERE))

    assert numbers(as_(officer).get(ENQUIRIES)) == [first.number, second.number]
    assert numbers(as_(elsewhere).get(ENQUIRIES)) == [other.number]
    assert numbers(as_(province).get(ENQUIRIES)) == [
        first.number,
        second.number,
        other.number,
    ]


def test_those_of_her_own_business_are_left_out(as_, province, seller):
    make_enquiry(seller)
    make_member(seller, province)

    assert numbers(as_(province).get(ENQUIRIES)) == []


def test_an_enquiry_stays_with_the_regency_in_which_it_was_sent(
    as_, officer, elsewhere, seller
):
    enquiry = make_enquiry(seller)
    seller.regency_id = ELSEWHERE
    seller.save()

    assert numbers(as_(officer).get(ENQUIRIES)) == [enquiry.number]
    assert numbers(as_(elsewhere).get(ENQUIRIES)) == []


def test_a_row_tells_why_it_is_held(as_, officer, held, sample):
    make_item(held, sample("P001"))

    (row,) = as_(officer).get(f"{ENQUIRIES}?lang=en").json()["results"]

    assert (row["status"], row["waiting_on"]) == ("held", "officer")
    assert (row["held_for"], row["suspicion"]) == (
        "suspicious",
        ["short_link", "capitals"],
    )
    assert row["regency"] == {"code": "18.01", "name": "Lampung Selatan"}
    assert row["allowed_actions"] == ["release", "mark_spam"]
    assert (row["escalated_at"], row["outcome"]) == (None, None)
    assert row["items"][0]["product"]["name"] == sample("P001").name["en"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=held", ["held"]),
        ("status=held,new", ["held", "new"]),
        ("waiting_on=officer", ["held", "escalated"]),
        ("needs_officer=true", ["held", "escalated", "told"]),
        ("needs_officer=false", ["new", "spam", "agreed"]),
        ("outcome_to_verify=true", ["told"]),
        ("outcome_to_verify=false&status=agreed", ["agreed"]),
        ("held_for=suspicious", ["held"]),
        ("held_for=blocked,reported", ["spam"]),
        ("regency=18.01&status=agreed", ["agreed", "told"]),
        ("regency=18.71", []),
        ("status=withdrawn", []),
    ],
)
def test_filters(as_, province, seller, held, query, expected):
    found = {
        "held": held,
        "new": make_enquiry(seller),
        "escalated": make_enquiry(seller, "open", waiting_on="officer"),
        "spam": make_enquiry(seller, "spam", held_for="reported"),
        "agreed": make_enquiry(seller, "agreed"),
        "told": make_enquiry(seller, "agreed"),
    }
    make_outcome(found["told"])

    response = as_(province).get(f"{ENQUIRIES}?{query}")

    assert numbers(response) == [found[name].number for name in expected]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("status=lost", "status"),
        ("waiting_on=me", "waiting_on"),
        ("held_for=fun", "held_for"),
        ("regency=99.99", "regency"),
        ("state=new", "state"),
    ],
)
def test_what_is_not_asked_right_is_refused(as_, officer, query, pointer):
    response = as_(officer).get(f"{ENQUIRIES}?{query}")

    assert response.status_code == 400
    assert [e["pointer"] for e in response.json()["errors"]] == [pointer]


def test_a_second_page_and_a_count(as_, officer, seller):
    made = [make_enquiry(seller).number for _ in range(3)]

    first = as_(officer).get(f"{ENQUIRIES}?limit=2&count=true")
    cursor = first.json()["next_cursor"]
    second = as_(officer).get(f"{ENQUIRIES}?limit=2&count=true&cursor={cursor}")

    assert numbers(first) == made[:2]
    assert numbers(second) == made[2:]
    assert (first.json()["count"], second.json()["next_cursor"]) == (3, None)


def test_a_cursor_is_good_for_its_own_list_alone(as_, officer, seller):
    for _ in range(3):
        make_enquiry(seller)
    cursor = as_(officer).get(f"{ENQUIRIES}?limit=2").json()["next_cursor"]

    other = as_(officer).get(f"{ENQUIRIES}?limit=2&status=new&cursor={cursor}")

    assert (other.status_code, other.json()["code"]) == (400, "invalid_cursor")


def test_the_queries_of_a_page_do_not_grow(
    as_, officer, seller, sample, django_assert_max_num_queries
):
    for _ in range(12):
        make_item(make_enquiry(seller, "quoted"), sample("P001"))
    client = as_(officer)

    with django_assert_max_num_queries(14):
        client.get(ENQUIRIES)


# -- what officers alone decide


def verb(client, enquiry, name):
    return client.post(f"{ENQUIRIES}/{enquiry.pk}/{name}")


def test_a_release_delivers_and_starts_the_clock(as_, officer, held):
    response = verb(as_(officer), held, "release")

    held.refresh_from_db()
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["held_for"]) == (
        "new",
        "unspecified",
    )
    assert held.delivered_at is not None
    assert held.first_response_due_at is not None
    entry = AuditEntry.objects.get(action="enquiry.released")
    assert (entry.actor_id, entry.subject_id) == (officer.pk, str(held.pk))


def test_spam_blocks_its_sender_everywhere(as_, officer, held):
    response = verb(as_(officer), held, "mark-spam")

    block = BlockedSender.objects.get()
    assert (response.status_code, response.json()["status"]) == (200, "spam")
    assert (block.seller, block.blocked_by) == (None, officer)
    assert block.email_mark == held.submission.contact.email_mark


def test_a_verified_outcome_stays_as_it_is(as_, officer, agreed):
    response = verb(as_(officer), agreed, "verify-outcome")

    agreed.outcome.refresh_from_db()
    assert response.status_code == 200
    assert response.json()["outcome"]["verified"] is True
    assert agreed.outcome.verified_by == officer
    again = verb(as_(officer), agreed, "verify-outcome")
    assert (again.status_code, again.json()["code"]) == (409, "invalid_state")


def test_what_was_told_anew_is_not_verified_unseen(as_, officer, agreed):
    client, path = as_(officer), f"{ENQUIRIES}/{agreed.pk}/verify-outcome"
    seen = client.get(f"/v1/enquiries/{agreed.pk}")["ETag"]
    outcomes.record_outcome(
        enquiry_id=agreed.pk,
        actor=Actor(Side.SELLER),
        result=Result(realised=True, value=(Decimal("999999"), "USD")),
    )

    stale = client.post(path, HTTP_IF_MATCH=seen)

    agreed.outcome.refresh_from_db()
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert agreed.outcome.verified_at is None
    fresh = client.get(f"/v1/enquiries/{agreed.pk}")["ETag"]
    assert client.post(path, HTTP_IF_MATCH=fresh).status_code == 200
    assert Outcome.objects.get(enquiry=agreed).verified_by == officer


@pytest.mark.parametrize("name", VERBS)
def test_what_cannot_be_now_says_what_can(as_, officer, seller, name):
    enquiry = make_enquiry(seller)

    response = verb(as_(officer), enquiry, name)

    enquiry.refresh_from_db()
    assert (response.status_code, response.json()["code"]) == (409, "invalid_state")
    assert response.json()["allowed_actions"] == ["reply", "decline"]
    assert (enquiry.status, enquiry.version) == ("new", 1)


@pytest.mark.parametrize("name", VERBS)
def test_nobody_decides_on_her_own_business_nor_elsewhere(
    as_, officer, elsewhere, held, name
):
    make_member(held.seller, officer)

    for client in (as_(officer), as_(elsewhere)):
        assert verb(client, held, name).status_code == 404
    held.refresh_from_db()
    assert held.status == "held"


@pytest.mark.parametrize("name", VERBS)
def test_who_asked_does_not_decide_on_it_as_an_officer(as_, officer, seller, name):
    own = make_enquiry(seller, "held", buyer=officer)

    response = verb(as_(officer), own, name)

    own.refresh_from_db()
    assert (response.status_code, response.json()["code"]) == (403, "permission_denied")
    assert own.status == "held"


@pytest.mark.parametrize("name", VERBS)
def test_a_seller_and_a_buyer_are_no_officers(as_, seller, held, name):
    member, buyer = make_user(), make_user()
    make_member(seller, member)

    for person in (member, buyer):
        assert verb(as_(person), held, name).status_code == 403
    assert Enquiry.objects.get().status == "held"


def test_a_repeat_with_its_key_is_one_release(as_, officer, held):
    client, path = as_(officer), f"{ENQUIRIES}/{held.pk}/release"
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    first, again = client.post(path, **key), client.post(path, **key)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert AuditEntry.objects.filter(action="enquiry.released").count() == 1
    assert IdempotencyKey.objects.get().about == held.submission_id
