"""Lists of enquiries: what was received, and what was sent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.enquiries.models import Enquiry
from tests.api.enquiries.asking import (
    ENQUIRIES,
    NOBODY,
    do,
    faults,
    ids,
    listed,
    read,
    refused,
)
from tests.factories import (
    make_enquiry,
    make_item,
    make_seller,
    make_submission,
)

pytestmark = pytest.mark.django_db


def test_a_lists_tag_too(enquiry, member_api, buyer_api):
    tag = member_api.get(ENQUIRIES)["ETag"]

    assert member_api.get(ENQUIRIES, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert buyer_api.get(ENQUIRIES, HTTP_IF_NONE_MATCH=tag).status_code == 200
    do(member_api, enquiry, "read")
    assert member_api.get(ENQUIRIES, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_an_inbox_begins_with_the_oldest_due(seller, member_api):
    late, soon, answered = (
        make_enquiry(seller, inbox_key=key) for key in (30, 10, 2**61)
    )

    assert listed(member_api) == ids(soon, late, answered)
    first = member_api.get(f"{ENQUIRIES}?limit=2&count=true").json()
    assert [row["id"] for row in first["results"]] == ids(soon, late)
    assert (first["count"], first["previous_cursor"]) == (3, None)
    second = member_api.get(f"{ENQUIRIES}?limit=2&cursor={first['next_cursor']}").json()
    assert [row["id"] for row in second["results"]] == ids(answered)
    assert (second["count"], second["next_cursor"]) == (None, None)
    back = member_api.get(
        f"{ENQUIRIES}?limit=2&cursor={second['previous_cursor']}"
    ).json()
    assert [row["id"] for row in back["results"]] == ids(soon, late)


def test_pages_neither_skip_nor_repeat_what_is_due_at_once(seller, member_api):
    made = [make_enquiry(seller, inbox_key=7) for _ in range(7)]
    found, cursor = [], ""

    while cursor is not None:
        page = member_api.get(f"{ENQUIRIES}?limit=2{cursor}").json()
        found += [row["id"] for row in page["results"]]
        following = page["next_cursor"]
        cursor = f"&cursor={following}" if following else None

    assert found == ids(*made)


def test_what_one_sent_begins_with_the_newest(seller, buyer, buyer_api):
    made = [make_enquiry(seller, submission=make_submission(buyer)) for _ in range(3)]
    make_enquiry(seller)

    assert listed(buyer_api) == ids(*reversed(made))
    page = buyer_api.get(f"{ENQUIRIES}?limit=2").json()
    rest = buyer_api.get(f"{ENQUIRIES}?limit=2&cursor={page['next_cursor']}").json()
    assert [row["id"] for row in rest["results"]] == ids(made[0])


def test_a_member_may_list_what_she_sent_herself(seller, member_api, enquiry):
    owner = seller.members.get().user
    sent = make_enquiry(make_seller("18.71"), submission=make_submission(owner))

    assert listed(member_api) == ids(enquiry)
    assert listed(member_api, "box=sent") == ids(sent)


def test_a_list_is_chosen_by_status_turn_and_submission(seller, member_api):
    fresh = make_enquiry(seller, inbox_key=1)
    quoted = make_enquiry(seller, "quoted", inbox_key=2)
    over = make_enquiry(seller, "quoted", inbox_key=3)
    Enquiry.objects.filter(pk=over.pk).update(
        quote_valid_until_on=timezone.localdate() - timedelta(days=1)
    )

    assert listed(member_api, "status=new") == ids(fresh)
    assert listed(member_api, "status=new,quoted") == ids(fresh, quoted)
    assert listed(member_api, "status=open") == ids(over)
    assert listed(member_api, "waiting_on=seller") == ids(fresh, over)
    assert listed(member_api, "waiting_on=buyer,officer") == ids(quoted)
    assert listed(member_api, f"submission_id={fresh.submission_id}") == ids(fresh)
    assert listed(member_api, f"submission_id={NOBODY}") == []


def test_a_buyer_finds_what_is_held_as_what_she_takes_it_for(buyer, buyer_api, seller):
    held = make_enquiry(seller, "held", submission=make_submission(buyer))

    assert listed(buyer_api, "status=new&waiting_on=seller") == ids(held)
    assert listed(buyer_api, "status=held,spam") == []
    assert listed(buyer_api, "waiting_on=officer") == []
    assert read(buyer_api, held).json()["status"] == "new"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("box=inbox", ("box", "not_a_choice")),
        ("status=new,nwe", ("status", "not_a_choice")),
        ("waiting_on=me", ("waiting_on", "not_a_choice")),
        ("unread=1", ("unread", "invalid")),
        ("submission_id=1", ("submission_id", "invalid")),
        ("q=kopi", ("q", "unknown_parameter")),
        ("status=new&status=open", ("status", "repeated_parameter")),
    ],
)
def test_a_wrong_parameter_is_told(member_api, query, expected):
    assert faults(member_api.get(f"{ENQUIRIES}?{query}")) == [expected]


def test_a_cursor_is_good_for_one_list_of_one_caller(seller, member_api, buyer_api):
    for _ in range(3):
        make_enquiry(seller)
    cursor = member_api.get(f"{ENQUIRIES}?limit=1").json()["next_cursor"]

    for api, query in ((member_api, "box=sent"), (member_api, "status=new")):
        response = api.get(f"{ENQUIRIES}?limit=1&cursor={cursor}&{query}")
        assert refused(response) == (400, "invalid_cursor")
    response = buyer_api.get(f"{ENQUIRIES}?limit=1&cursor={cursor}")
    assert refused(response) == (400, "invalid_cursor")


@pytest.mark.parametrize("box", ["sent", "received"])
def test_a_long_list_costs_no_more_questions_than_a_short_one(
    seller, buyer, member_api, buyer_api, sample, box
):
    api = buyer_api if box == "sent" else member_api
    product = sample("P001")

    def make(number):
        for _ in range(number):
            submission = make_submission(buyer)
            row = make_enquiry(seller, "quoted", submission=submission)
            make_item(row, product)
            make_item(row, product)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert listed(api, f"box={box}&limit=100")
        return len(asked)

    make(1)
    questions()  # the token is used for the first time today
    one = questions()
    make(19)

    assert questions() == one
    assert one <= 15
