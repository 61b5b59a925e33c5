"""Who reads an enquiry: its parties, officers, and the keys of either side."""

import json

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.accounts.models import Token
from catalogue.enquiries.models import Enquiry, ReadMark
from tests.api.enquiries.asking import (
    ENQUIRIES,
    NOBODY,
    faults,
    ids,
    listed,
    read,
    refused,
    with_token,
    write,
)
from tests.factories import (
    make_enquiry,
    make_member,
    make_officer,
    make_seller,
    make_submission,
    make_user,
    signed_in,
    token_for,
)

pytestmark = pytest.mark.django_db


def test_each_party_reads_it_as_her_own(enquiry, member_api, buyer_api, officer_api):
    told = {
        side: read(api, enquiry).json()
        for side, api in (
            ("seller", member_api),
            ("buyer", buyer_api),
            ("officer", officer_api),
        )
    }

    assert {side: body["allowed_actions"] for side, body in told.items()} == {
        "seller": ["reply", "quote", "decline", "report_spam"],
        "buyer": ["reply", "withdraw"],
        "officer": ["reply", "decline"],
    }
    assert {side: body["unread"] for side, body in told.items()} == {
        "seller": 1,
        "buyer": 0,
        "officer": 1,
    }
    assert len({body["contact"]["email"] for body in told.values()}) == 1
    assert {body["message"] for body in told.values()} == {"Hello"}


@pytest.mark.parametrize(
    ("method", "verb"),
    [
        ("get", ""),
        ("post", "/read"),
        ("post", "/decline"),
        ("post", "/withdraw"),
        ("post", "/reopen"),
        ("post", "/report-spam"),
        ("get", "/messages"),
        ("post", "/messages"),
    ],
)
def test_to_a_stranger_it_is_as_if_it_were_not(enquiry, strangers, method, verb):
    def told(client, ident):
        path = f"{ENQUIRIES}/{ident}{verb}?lang=en"
        response = getattr(client, method)(path)
        body = {**response.json(), "request_id": ""}
        return response.status_code, json.dumps(body).replace(str(ident), "")

    before = Enquiry.objects.filter(pk=enquiry.pk).values().get()
    for stranger in strangers:
        assert told(stranger, enquiry.pk) == told(stranger, NOBODY)
        assert told(stranger, enquiry.pk)[0] == 404
    assert Enquiry.objects.filter(pk=enquiry.pk).values().get() == before
    assert enquiry.messages.count() == 1
    assert not ReadMark.objects.exists()


def test_what_is_no_id_is_told(buyer_api):
    response = buyer_api.get(f"{ENQUIRIES}/abc")

    assert response.json()["errors"][0]["in"] == "path"
    assert faults(response) == [("id", "invalid")]


def test_without_a_token_nothing_is_read(client, enquiry):
    assert refused(read(client, enquiry)) == (401, "authentication_required")
    assert refused(client.get(ENQUIRIES)) == (401, "authentication_required")


@pytest.mark.parametrize("status", ["unconfirmed", "held", "spam"])
def test_a_seller_never_sees_what_was_not_delivered(seller, member_api, status):
    enquiry = make_enquiry(seller, status)

    assert read(member_api, enquiry).status_code == 404
    assert listed(member_api) == []


def test_an_officer_is_no_officer_of_her_own_business(seller, enquiry):
    officer = make_officer("18.01")
    make_member(seller, officer)

    body = read(signed_in(APIClient(), officer), enquiry).json()

    assert "quote" in body["allowed_actions"]  # as the seller she is


@pytest.mark.parametrize("regency", [None, "18.01"])
def test_officers_read_what_sellers_of_their_regency_received(enquiry, regency):
    api = signed_in(APIClient(), make_officer(regency))

    assert read(api, enquiry).json()["contact"]["name"] == "Aiko Mori"


def test_a_guests_token_opens_what_she_asked_at_once(guest_enquiry, guest_api, enquiry):
    other = make_enquiry(make_seller("18.71"), submission=guest_enquiry.submission)

    assert listed(guest_api) == ids(other, guest_enquiry)
    assert listed(guest_api, "box=received") == []
    assert read(guest_api, other).status_code == 200
    assert read(guest_api, enquiry).status_code == 404


def test_a_token_ends_after_its_time_and_when_it_is_revoked(guest_enquiry, guest_api):
    assert read(guest_api, guest_enquiry).status_code == 200
    Token.objects.filter(kind="et").update(expires_at=timezone.now())

    assert refused(read(guest_api, guest_enquiry)) == (401, "token_expired")


# -- API keys


def test_the_key_of_a_business_acts_within_it_alone(seller, enquiry):
    """Whatever else its owner is: here a buyer of another."""
    owner = seller.members.get().user
    sent = make_enquiry(make_seller("18.71"), submission=make_submission(owner))
    scopes = ["enquiries:read", "enquiries:write"]
    api = with_token(token_for(owner, "ak", scopes, subject_id=seller.pk))

    assert listed(api) == listed(api, "box=received") == ids(enquiry)
    assert listed(api, "box=sent") == []
    assert read(api, sent).status_code == 404
    assert write(api, enquiry).json()["side"] == "seller"


def test_a_key_of_a_business_ends_with_the_membership(seller, enquiry):
    staff = make_user()
    member = make_member(seller, staff)
    scopes = ["enquiries:read", "enquiries:write"]
    api = with_token(token_for(staff, "ak", scopes, subject_id=seller.pk))
    assert listed(api) == ids(enquiry)

    member.delete()

    assert listed(api) == listed(api, "box=sent") == []
    assert read(api, enquiry).status_code == 404
    assert refused(write(api, enquiry)) == (404, "not_found")


def test_a_buyers_key_acts_for_the_buyer_alone(seller, buyer):
    """Even where she has come to be a member of a business since."""
    make_member(seller, buyer)
    received = make_enquiry(seller)
    sent = make_enquiry(make_seller("18.71"), submission=make_submission(buyer))
    api = with_token(token_for(buyer, "ak", ["enquiries:read"]))

    assert listed(api) == ids(sent)
    assert listed(api, "box=received") == []
    assert read(api, received).status_code == 404


def test_a_key_reads_and_writes_by_its_scopes(enquiry, buyer):
    reading = with_token(token_for(buyer, "ak", ["enquiries:read"]))
    writing = with_token(token_for(buyer, "ak", ["enquiries:write"]))

    assert read(reading, enquiry).status_code == 200
    assert refused(write(reading, enquiry)) == (403, "scope_missing")
    assert refused(read(writing, enquiry)) == (403, "scope_missing")
    assert write(writing, enquiry).status_code == 201
