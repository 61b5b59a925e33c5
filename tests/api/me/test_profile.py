"""Who is signed in, and what she may write about herself."""

import pytest

from catalogue.accounts.models import User
from tests.factories import (
    make_member,
    make_officer,
    make_seller,
    make_user,
    signed_in,
    token_for,
)

pytestmark = pytest.mark.django_db
ME = "/v1/me"


def patch(client, body, **headers):
    return client.patch(ME, body, format="json", **headers)


def test_a_buyer_sees_herself(client):
    user = make_user("siti@example.org", name="Siti", language="en")
    signed_in(client, user)

    response = client.get(ME)

    assert response.status_code == 200
    assert response.json() == {
        "id": str(user.pk),
        "email": "siti@example.org",
        "name": "Siti",
        "language": "en",
        "country": None,
        "company": None,
        "roles": ["buyer"],
        "seller_id": None,
        "seller_role": "unspecified",
        "oversight": [],
        "second_factor": False,
        "created_at": f"{user.date_joined:%Y-%m-%dT%H:%M:%SZ}",
    }
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"].startswith('"r1-')


def test_roles_and_business_are_told(client):
    owner, staff = make_user(), make_user(is_superuser=True)
    seller = make_seller(owner=owner)
    make_member(seller, staff)
    officer, province = make_officer("18.01"), make_officer()

    told = [
        signed_in(client, u).get(ME).json() for u in (owner, staff, officer, province)
    ]

    assert [t["roles"] for t in told] == [
        ["buyer", "seller"],
        ["buyer", "seller", "admin"],
        ["buyer", "officer"],
        ["buyer", "officer"],
    ]
    assert [t["seller_role"] for t in told] == [
        "owner",
        "staff",
        "unspecified",
        "unspecified",
    ]
    assert told[0]["seller_id"] == told[1]["seller_id"] == str(seller.pk)
    assert told[2]["oversight"] == [
        {"regency": {"code": "18.01", "name": "Lampung Selatan"}}
    ]
    assert told[3]["oversight"] == [{"regency": None}]


def test_what_is_sent_is_written_and_the_rest_kept(client):
    user = make_user(name="Siti", language="id")
    signed_in(client, user)

    first = patch(
        client,
        {
            "name": "  Siti Nur  ",
            "country": "JP",
            "company": {"name": "Mori", "website": "https://mori.example"},
        },
    )
    second = patch(client, {"language": "en", "company": {"website": None}})

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["company"] == {
        "name": "Mori",
        "website": "https://mori.example",
    }
    body = second.json()
    assert (body["name"], body["language"], body["country"], body["company"]) == (
        "Siti Nur",
        "en",
        "JP",
        {"name": "Mori", "website": None},
    )
    assert client.get(ME).json() == body


def test_null_clears(client):
    user = make_user(name="Siti", country="JP", company_name="Mori")
    signed_in(client, user)

    response = patch(client, {"name": None, "country": None, "company": None})

    body = response.json()
    assert (body["name"], body["country"], body["company"]) == (None, None, None)


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"email": "b@example.org"}, "/email", "unknown_member"),
        ({"roles": ["admin"]}, "/roles", "unknown_member"),
        ({"is_superuser": True}, "/is_superuser", "unknown_member"),
        ({"language": "fr"}, "/language", "not_found"),
        ({"language": None}, "/language", "null"),
        ({"country": "XX"}, "/country", "not_found"),
        ({"country": "jp"}, "/country", "not_found"),
        ({"country": 5}, "/country", "invalid"),
        ({"name": ""}, "/name", "blank"),
        ({"name": "x" * 121}, "/name", "too_long"),
        ({"name": "a\u0000b"}, "/name", "invalid"),
        ({"company": {"name": None}}, "/company/name", "null"),
        ({"company": {"website": "https://a.example"}}, "/company/name", "required"),
        ({"company": {"website": "javascript:1"}}, "/company/website", "invalid"),
        ({"company": []}, "/company", "invalid"),
        ([], "", "invalid"),
    ],
)
def test_nothing_else_is_written(client, body, pointer, code):
    user = make_user(name="Siti")
    signed_in(client, user)
    before = User.objects.filter(pk=user.pk).values().get()

    response = patch(client, body)

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        (pointer, code)
    ]
    assert User.objects.filter(pk=user.pk).values().get() == before


def test_a_tag_says_whether_it_moved(client):
    user = make_user()
    signed_in(client, user)
    tag = client.get(ME)["ETag"]

    same = client.get(ME, HTTP_IF_NONE_MATCH=tag)
    edited = patch(client, {"name": "A"}, HTTP_IF_MATCH=f"W/{tag}")
    stale = patch(client, {"name": "B"}, HTTP_IF_MATCH=tag)
    other = patch(client, {"name": "B"}, HTTP_IF_MATCH='"something"')
    any_tag = patch(client, {"name": "C"}, HTTP_IF_MATCH="*")

    assert (same.status_code, same.content) == (304, b"")
    assert (edited.status_code, any_tag.status_code) == (200, 200)
    assert edited["ETag"] != tag
    assert client.get(ME, HTTP_IF_NONE_MATCH=tag).status_code == 200
    assert [r.status_code for r in (stale, other)] == [412, 412]
    assert stale.json()["code"] == "precondition_failed"
    assert client.get(ME).json()["name"] == "C"


def test_the_tag_moves_with_what_stands_in_other_rows(client):
    user = make_user()
    signed_in(client, user)
    before = client.get(ME)["ETag"]

    make_seller(owner=user)

    assert client.get(ME, HTTP_IF_NONE_MATCH=before).status_code == 200


def test_two_persons_never_share_a_tag(client):
    tags = {signed_in(client, make_user()).get(ME)["ETag"] for _ in range(2)}

    assert len(tags) == 2


def test_a_guest_and_a_key_learn_nothing(client):
    guest = client.get(ME)
    key = token_for(make_user(), "ak", ["products:write"])
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")

    by_key = client.get(ME)

    assert (guest.status_code, guest["WWW-Authenticate"]) == (401, "Bearer")
    assert (by_key.status_code, by_key.json()["code"]) == (403, "scope_missing")


def test_a_closed_account_is_out_at_once(client):
    user = make_user()
    signed_in(client, user)
    assert client.get(ME).status_code == 200

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(ME).json()["code"] == "token_invalid"
