"""What is written in a thread."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from catalogue.enquiries import links
from catalogue.enquiries.models import Attachment, Enquiry, Message
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from tests.api.enquiries.asking import (
    ENQUIRIES,
    NOBODY,
    faults,
    read,
    refused,
    with_token,
    write,
)
from tests.factories import (
    make_enquiry,
    make_member,
    make_message,
    make_submission,
    make_user,
    signed_in,
    token_for,
)

pytestmark = pytest.mark.django_db


def messages(client, enquiry, query=""):
    return client.get(f"{ENQUIRIES}/{enquiry.pk}/messages?lang=en{query}")


def bodies(client, enquiry) -> list[str]:
    return [m["body"] for m in messages(client, enquiry).json()["results"]]


def attachment(enquiry, side="seller", **fields) -> Attachment:
    return Attachment.objects.create(
        **{
            "enquiry": enquiry,
            "side": side,
            "kind": "pdf",
            "name": "prices.pdf",
            "size_bytes": 9,
            **fields,
        }
    )


def test_the_sellers_first_message_stops_the_clock(enquiry, member_api, buyer_api):
    response = write(member_api, enquiry, "Selamat pagi", language="id")

    message = enquiry.messages.get(side="seller")
    assert response.status_code == 201
    assert response["Location"] == f"{ENQUIRIES}/{enquiry.pk}/messages"
    assert response.json() == {
        "id": str(message.pk),
        "side": "seller",
        "author_name": "Sari",
        "on_behalf": False,
        "body": "Selamat pagi",
        "language": "id",
        "attachments": [],
        "suggested_products": [],
        "created_at": f"{message.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    body = read(buyer_api, enquiry).json()
    assert (body["status"], body["waiting_on"]) == ("open", "buyer")
    assert (body["answered_by"], body["unread"]) == ("seller", 1)


def test_without_a_language_it_is_the_requests(enquiry, member_api):
    path = f"{ENQUIRIES}/{enquiry.pk}/messages"

    response = member_api.post(
        path, {"body": "Pagi"}, format="json", HTTP_ACCEPT_LANGUAGE="id"
    )

    assert response.json()["language"] == "id"


def test_an_officer_writes_on_the_sellers_behalf_and_is_shown_as_such(
    enquiry, officer_api, sample, buyer_api
):
    product = sample("P001")

    response = write(
        officer_api, enquiry, "Try these", suggested_product_ids=[str(product.pk)]
    )

    told = response.json()
    assert (told["side"], told["on_behalf"]) == ("officer", True)
    assert told["author_name"] == "Budi"
    assert told["suggested_products"] == [
        {"id": str(product.pk), "slug": product.slug, "name": product.name["en"]}
    ]
    assert messages(buyer_api, enquiry).json()["results"][1] == told
    assert read(buyer_api, enquiry).json()["answered_by"] == "officer"
    type(product).objects.filter(pk=product.pk).update(status="archived")
    (_, later) = messages(buyer_api, enquiry).json()["results"]
    assert later["suggested_products"] == []


def test_a_thread_is_read_the_oldest_first_in_pages(enquiry, buyer_api):
    for number in range(4):
        make_message(enquiry, "seller", f"Answer {number}")

    first = messages(buyer_api, enquiry, "&limit=3&count=true").json()
    rest = messages(buyer_api, enquiry, f"&limit=3&cursor={first['next_cursor']}")

    assert [m["body"] for m in first["results"]] == ["Hello", "Answer 0", "Answer 1"]
    assert first["count"] == 5
    assert [m["body"] for m in rest.json()["results"]] == ["Answer 2", "Answer 3"]
    assert rest.json()["next_cursor"] is None


def test_what_a_guest_writes_has_the_name_she_gave(guest_enquiry, guest_api):
    assert write(guest_api, guest_enquiry).json()["author_name"] == "Aiko Mori"


def test_who_left_is_named_no_more(seller, enquiry, buyer_api):
    staff = make_user(name="Dewi")
    make_member(seller, staff)
    write(signed_in(APIClient(), staff), enquiry)
    assert messages(buyer_api, enquiry).json()["results"][1]["author_name"] == "Dewi"

    staff.delete()

    assert messages(buyer_api, enquiry).json()["results"][1]["author_name"] is None


def test_what_a_buyer_adds_to_one_that_is_held_stays_with_her(
    seller, buyer, buyer_api, member_api, officer_api
):
    enquiry = make_enquiry(
        seller,
        "held",
        submission=make_submission(buyer),
        held_from="new",
        delivered_at="2026-01-02T03:04Z",
    )

    assert write(buyer_api, enquiry, "Buy now").status_code == 201

    assert bodies(buyer_api, enquiry) == ["Hello", "Buy now"]
    assert bodies(officer_api, enquiry) == ["Hello", "Buy now"]
    assert bodies(member_api, enquiry) == ["Hello"]
    told = read(member_api, enquiry).json()
    assert (told["messages_count"], told["unread"]) == (1, 1)
    assert messages(member_api, enquiry, "&count=true").json()["count"] == 1
    assert read(buyer_api, enquiry).json()["messages_count"] == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ("/body", "required")),
        ({"body": ""}, ("/body", "blank")),
        ({"body": "x" * 4001}, ("/body", "too_long")),
        ({"body": "a\x07"}, ("/body", "invalid")),
        ({"body": "a", "language": "?"}, ("/language", "invalid")),
        ({"body": "a", "side": "officer"}, ("/side", "unknown_member")),
        (
            {"body": "a", "attachment_ids": [NOBODY] * 11},
            ("/attachment_ids", "too_long"),
        ),
        (
            {"body": "a", "attachment_ids": [NOBODY]},
            ("/attachment_ids/0", "not_found"),
        ),
        ({"body": "a", "attachment_ids": ["x"]}, ("/attachment_ids/0", "invalid")),
        (
            {"body": "a", "suggested_product_ids": [NOBODY]},
            ("/suggested_product_ids", "invalid"),
        ),
    ],
)
def test_a_wrong_message_is_not_written(enquiry, member_api, body, expected):
    path = f"{ENQUIRIES}/{enquiry.pk}/messages"

    response = member_api.post(path, body, format="json")

    assert faults(response) == [expected]
    assert Message.objects.count() == 1
    assert Enquiry.objects.get().status == "new"


def test_an_officer_points_to_public_products_alone(enquiry, officer_api, sample):
    hidden = sample("P001")
    type(hidden).objects.filter(pk=hidden.pk).update(status="archived")

    response = write(
        officer_api, enquiry, suggested_product_ids=[str(hidden.pk), NOBODY]
    )

    assert faults(response) == [
        ("/suggested_product_ids/0", "not_found"),
        ("/suggested_product_ids/1", "not_found"),
    ]
    assert Message.objects.count() == 1


@pytest.mark.parametrize("status", ["declined", "withdrawn", "expired"])
def test_nothing_is_written_into_what_is_over(seller, member_api, status):
    enquiry = make_enquiry(seller, status)

    response = write(member_api, enquiry)

    assert refused(response) == (409, "invalid_state")
    assert "reply" not in response.json()["allowed_actions"]
    assert Message.objects.count() == 1


def test_nothing_is_written_before_the_address_is_proven(guest_enquiry, guest_api):
    Enquiry.objects.update(status="unconfirmed", delivered_at=None)

    assert refused(write(guest_api, guest_enquiry)) == (409, "invalid_state")
    assert Message.objects.count() == 1


# -- files


def test_a_message_names_files_of_its_own_side(enquiry, member_api, buyer_api):
    file = attachment(enquiry)

    response = write(member_api, enquiry, attachment_ids=[str(file.pk)])

    (told,) = response.json()["attachments"]
    assert (told["name"], told["kind"], told["size_bytes"]) == ("prices.pdf", "pdf", 9)
    (_, listed) = messages(buyer_api, enquiry).json()["results"]
    assert listed["attachments"][0]["id"] == str(file.pk)


def test_nobody_names_files_of_another_side_thread_or_message(
    enquiry, guest_enquiry, member_api
):
    sent = attachment(enquiry, message=make_message(enquiry, "seller"))
    others = [attachment(enquiry, "buyer"), attachment(guest_enquiry), sent]

    for file in others:
        response = write(member_api, enquiry, attachment_ids=[str(file.pk)])
        assert faults(response) == [("/attachment_ids/0", "not_found")]
    assert Message.objects.filter(enquiry=enquiry).count() == 2


# -- reading again


def test_a_tag_holds_while_nothing_was_written(enquiry, member_api, buyer_api):
    tag = messages(buyer_api, enquiry)["ETag"]
    path = f"{ENQUIRIES}/{enquiry.pk}/messages?lang=en"

    assert buyer_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert member_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200
    write(member_api, enquiry)
    assert buyer_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_a_long_thread_costs_no_more_questions(enquiry, buyer_api, member_api):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert messages(buyer_api, enquiry, "&limit=100").status_code == 200
        return len(asked)

    def make(number):
        for _ in range(number):
            message = make_message(enquiry, "seller", author=make_user())
            attachment(enquiry, message=message)

    make(1)
    questions()
    one = questions()
    make(19)

    assert questions() == one
    assert one <= 9


# -- bounds


def test_a_guest_writes_so_often_an_hour_whatever_tokens_she_gets(
    guest_api, guest_enquiry, member_api, settings
):
    settings.GUEST_MESSAGE_RATE_LIMIT = 2
    fresh = token_for(None, "et", ["buyer"], subject_id=guest_enquiry.submission_id)
    sent = [write(api, guest_enquiry) for api in (guest_api, with_token(fresh))]
    assert [response.status_code for response in sent] == [201, 201]

    refusals = [write(api, guest_enquiry) for api in (guest_api, with_token(fresh))]

    assert [refused(r) for r in refusals] == [(429, "rate_limited")] * 2
    assert 1 <= int(refusals[0]["Retry-After"]) <= 3600
    assert refusals[0]["RateLimit-Policy"] == '"message";q=2;w=3600'
    assert guest_enquiry.messages.count() == 3
    assert messages(guest_api, guest_enquiry).status_code == 200
    assert write(member_api, guest_enquiry).status_code == 201


def test_one_person_writes_so_often_into_one_thread_also_by_her_letters_link(
    seller, enquiry, member_api, client, settings
):
    settings.MESSAGE_RATE_LIMIT = 2
    her = Actor(Side.SELLER, seller.members.get().user_id)
    token = links.to_thread(enquiry, her).rpartition("/")[2]
    opened = client.post(f"{ENQUIRIES}/open", {"token": token}, format="json").json()
    by_link = with_token(opened["access_token"])
    assert [write(api, enquiry).status_code for api in (member_api, by_link)] == [
        201,
        201,
    ]

    assert refused(write(member_api, enquiry)) == (429, "rate_limited")
    assert refused(write(by_link, enquiry)) == (429, "rate_limited")

    assert enquiry.messages.count() == 3
    assert write(member_api, make_enquiry(seller)).status_code == 201
    upper = f"{ENQUIRIES}/{str(enquiry.pk).upper()}/messages"
    again = member_api.post(upper, {"body": "Hello"}, format="json")
    assert refused(again) == (429, "rate_limited")


def test_a_stranger_does_not_use_up_what_others_may_write(
    guest_api, guest_enquiry, strangers, settings
):
    settings.GUEST_MESSAGE_RATE_LIMIT = settings.MESSAGE_RATE_LIMIT = 1
    for stranger in strangers:
        assert refused(write(stranger, guest_enquiry)) == (404, "not_found")

    assert write(guest_api, guest_enquiry).status_code == 201


def test_the_defaults_are_a_message_in_three_minutes_and_one_a_minute(settings):
    assert settings.GUEST_MESSAGE_RATE_LIMIT == 20
    assert settings.MESSAGE_RATE_LIMIT == 60


def test_who_is_let_in_writes_also_where_nothing_can_be_counted(
    guest_api, guest_enquiry, member_api, cache_down
):
    sent = [write(api, guest_enquiry) for api in (guest_api, member_api)]

    assert [response.status_code for response in sent] == [201, 201]
