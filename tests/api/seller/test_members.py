"""Members of a business, and those asked to join."""

import re
from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from catalogue.journal.letters import render
from catalogue.journal.models import Notice
from catalogue.sellers.models import Invitation, Member, Seller
from tests.api.seller.making import NOBODY, PRODUCTS, faults
from tests.factories import (
    later,
    make_member,
    make_seller,
    make_user,
    signed_in,
    token_for,
)
from tests.working import letters_to

INVITATIONS = "/v1/seller/invitations"
ACCEPT = "/v1/seller/invitations/accept"
GUEST = "sari@example.org"


@pytest.fixture
def guest(db):
    return make_user(GUEST)


@pytest.fixture
def as_():
    return lambda user: signed_in(APIClient(), user)


def invite(api, email=GUEST, **members):
    return api.post(INVITATIONS, {"email": email, **members}, format="json")


def token_of_letter(number=-1):
    kind, text = letters_to(GUEST)[number]
    assert kind == "invitation"
    return re.search(r"token=(\S+)", text)[1]


def accept(client, token):
    return client.post(ACCEPT, {"token": token}, format="json")


def test_an_invitation_is_a_letter_whose_token_makes_a_member(api, as_, guest, seller):
    sent = invite(api)

    invitation = Invitation.objects.get()
    assert sent.status_code == 201
    assert sent["Location"] == f"{INVITATIONS}/{invitation.pk}"
    assert sent.json() == {
        "id": str(invitation.pk),
        "email": GUEST,
        "role": "staff",
        "created_at": f"{invitation.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "expires_at": f"{invitation.expires_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    week = timedelta(days=7)
    assert abs(invitation.expires_at - invitation.created_at - week).seconds < 5
    token = token_of_letter()
    assert token not in sent.content.decode()
    assert seller.name in letters_to(GUEST)[0][1]

    answer = accept(as_(guest), token)

    member = Member.objects.get(user=guest)
    assert (answer.status_code, answer["Location"]) == (201, "/v1/seller")
    assert (member.seller_id, member.role) == (seller.pk, "staff")
    assert answer.json()["email"] == GUEST
    assert as_(guest).get(PRODUCTS).status_code == 200
    assert as_(guest).get("/v1/seller").json()["role"] == "staff"
    assert api.get(INVITATIONS).json()["results"] == []
    emails = [m["email"] for m in api.get("/v1/seller/members").json()["results"]]
    assert emails == [seller.members.first().user.email, GUEST]


def test_an_address_is_compared_in_lower_case(api, as_, guest):
    invite(api, email="Sari@Example.ORG")

    assert accept(as_(guest), token_of_letter()).status_code == 201


def test_a_letter_serves_nobody_but_whom_it_went_to(api, as_, guest):
    invite(api)
    other = make_user()

    answer = accept(as_(other), token_of_letter())

    assert (answer.status_code, answer.json()["code"]) == (410, "gone")
    assert not Member.objects.filter(user=other).exists()
    assert Invitation.objects.get().accepted_at is None


def test_a_token_serves_once(api, as_, guest):
    invite(api)
    token = token_of_letter()
    accept(as_(guest), token)
    Member.objects.get(user=guest).delete()

    assert accept(as_(guest), token).status_code == 410
    assert not Member.objects.filter(user=guest).exists()


def test_whoever_has_a_business_joins_no_second(api, as_, guest):
    invite(api)
    own = make_member(make_seller(), guest).seller_id

    answer = accept(as_(guest), token_of_letter())

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert Member.objects.get(user=guest).seller_id == own
    assert Invitation.objects.get().accepted_at is None


def test_an_expired_letter_is_worth_nothing(api, as_, guest):
    invite(api)
    token = token_of_letter()

    with later(days=7, seconds=1):
        answer = accept(as_(guest), token)

    assert answer.status_code == 410
    assert not Member.objects.filter(user=guest).exists()


def test_a_second_letter_makes_the_first_worthless(api, as_, guest):
    invite(api)
    first = token_of_letter()
    again = invite(api, role="owner")

    assert (again.status_code, Invitation.objects.count()) == (201, 1)
    assert accept(as_(guest), first).status_code == 410
    assert accept(as_(guest), token_of_letter()).status_code == 201
    assert Member.objects.get(user=guest).role == "owner"


def test_a_revoked_invitation_is_worth_nothing(api, as_, guest):
    invitation = invite(api).json()

    assert api.delete(f"{INVITATIONS}/{invitation['id']}").status_code == 204

    assert accept(as_(guest), token_of_letter()).status_code == 410
    assert not Invitation.objects.exists()


def test_another_businesss_invitation_is_not_there(api, stranger):
    invitation = invite(api).json()

    answer = stranger.delete(f"{INVITATIONS}/{invitation['id']}")

    assert answer.status_code == 404
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "x" * 101, 5, None])
def test_a_token_that_is_none_is_refused(api, as_, guest, token):
    answer = accept(as_(guest), token)

    assert answer.status_code == (410 if token == "x" else 400)
    assert not Member.objects.filter(user=guest).exists()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, ("/email", "required")),
        ({"email": "sari"}, ("/email", "invalid")),
        ({"email": GUEST, "role": "boss"}, ("/role", "not_a_choice")),
        ({"email": GUEST, "seller": NOBODY}, ("/seller", "unknown_member")),
    ],
)
def test_a_wrong_invitation_sends_no_letter(api, body, fault):
    answer = api.post(INVITATIONS, body, format="json")

    assert (answer.status_code, faults(answer)) == (400, [fault])
    assert letters_to(GUEST) == []
    assert not Invitation.objects.exists()


def test_whoever_is_removed_is_out_at_once_with_every_token(api, as_, guest, seller):
    member = make_member(seller, guest)
    key = token_for(guest, "ak", ["products:write"], subject_id=seller.pk)
    access = as_(guest)
    by_key = APIClient(HTTP_AUTHORIZATION=f"Bearer {key}")
    assert (access.get(PRODUCTS).status_code, by_key.get(PRODUCTS).status_code) == (
        200,
        200,
    )

    answer = api.delete(f"/v1/seller/members/{member.pk}")

    assert answer.status_code == 204
    assert access.get(PRODUCTS).json()["code"] == "token_invalid"
    assert by_key.get(PRODUCTS).json()["code"] == "token_invalid"
    assert as_(guest).get(PRODUCTS).status_code == 403  # signed in anew
    assert not Member.objects.filter(user=guest).exists()


def test_the_last_owner_stays(api, seller):
    make_member(seller)
    owner = seller.members.get(role="owner")

    answer = api.delete(f"/v1/seller/members/{owner.pk}")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert seller.members.count() == 2
    assert api.get("/v1/seller").status_code == 200  # her tokens too


def test_one_of_two_owners_may_go(api, seller):
    owner = seller.members.get()
    make_member(seller, role="owner")

    assert api.delete(f"/v1/seller/members/{owner.pk}").status_code == 204
    assert seller.members.get().role == "owner"


def test_another_businesss_member_is_not_there(api, stranger, seller):
    member = make_member(seller)

    answer = stranger.delete(f"/v1/seller/members/{member.pk}")

    missing = stranger.delete(f"/v1/seller/members/{NOBODY}")
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert (
        answer.json()["detail"].replace(str(member.pk), NOBODY)
        == (missing.json()["detail"])
    )
    assert seller.members.count() == 2


def test_a_list_comes_in_one_page_and_is_counted_when_asked(api, seller):
    make_member(seller)

    assert api.get("/v1/seller/members?count=true").json()["count"] == 2
    body = api.get("/v1/seller/members").json()
    assert (body["count"], body["next_cursor"], len(body["results"])) == (None, None, 2)


def test_letters_to_strangers_are_not_sent_without_end(api, seller):
    answers = [
        api.post("/v1/seller/invitations", {"email": f"p{n}@example.org"}, "json")
        for n in range(21)
    ]

    assert [answer.status_code for answer in answers] == [201] * 20 + [409]
    assert Notice.objects.filter(kind="invitation").count() == 20


def test_an_invitation_has_no_words_of_the_seller_in_its_subject(api, seller):
    Seller.objects.filter(pk=seller.pk).update(name="Menang hadiah di jahat.example")
    api.post("/v1/seller/invitations", {"email": "p@example.org"}, "json")

    subject, _ = render(Notice.objects.get(kind="invitation"))

    assert "hadiah" not in subject
