"""Who is signed in, and what she may write about herself."""

import pytest

from catalogue.accounts.models import User
from catalogue.buyers.models import Company
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
            "company": {
                "name": "Mori",
                "kind": "importer",
                "website": "https://mori.example",
                "category_codes": ["kriya", "minuman"],
            },
        },
    )
    second = patch(
        client,
        {
            "language": "en",
            "company": {
                "website": None,
                "country": "JP",
                "looking_for": " Small lots.\nSamples first. ",
                "category_codes": ["kriya"],
            },
        },
    )

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["company"] == {
        "name": "Mori",
        "kind": "importer",
        "country": None,
        "website": "https://mori.example",
        "looking_for": None,
        "category_codes": ["kriya", "minuman"],
    }
    body = second.json()
    assert (body["name"], body["language"], body["country"], body["company"]) == (
        "Siti Nur",
        "en",
        "JP",
        {
            "name": "Mori",
            "kind": "importer",
            "country": "JP",
            "website": None,
            "looking_for": "Small lots.\nSamples first.",
            "category_codes": ["kriya"],
        },
    )
    assert client.get(ME).json() == body


def test_null_clears(client):
    user = make_user(name="Siti", country="JP")
    Company.objects.create(user=user, name="Mori")
    signed_in(client, user)

    response = patch(client, {"name": None, "country": None, "company": None})

    body = response.json()
    assert (body["name"], body["country"], body["company"]) == (None, None, None)
    assert not Company.objects.exists()


def test_a_person_who_buys_for_herself_needs_no_company_name(client):
    signed_in(client, make_user())

    response = patch(client, {"company": {"kind": "person", "looking_for": "Tapis"}})
    refused = patch(client, {"company": {"kind": "hotel"}})
    named = patch(client, {"company": {"kind": "hotel", "name": "Hotel Sekampung"}})

    assert response.json()["company"] == {
        "name": None,
        "kind": "person",
        "country": None,
        "website": None,
        "looking_for": "Tapis",
        "category_codes": [],
    }
    assert [r.status_code for r in (response, refused, named)] == [200, 400, 200]
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/company/name", "required")
    ]
    company = named.json()["company"]
    assert (company["name"], company["kind"]) == ("Hotel Sekampung", "hotel")
    assert company["looking_for"] == "Tapis"


def test_a_company_keeps_its_name_unless_it_is_a_person(client):
    user = make_user()
    Company.objects.create(user=user, name="Mori", kind="retailer")
    signed_in(client, user)

    refused = patch(client, {"company": {"name": None}, "name": "Aiko"})

    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/company/name", "required")
    ]
    user.refresh_from_db()
    assert (user.name, user.version) == ("", 1)
    assert Company.objects.get().name == "Mori"
    assert (
        patch(client, {"company": {"name": None, "kind": "person"}}).json()["company"][
            "name"
        ]
        is None
    )


def test_a_code_that_was_nearly_right_is_suggested(client):
    signed_in(client, make_user())

    response = patch(
        client, {"company": {"name": "Mori", "category_codes": ["kriya", "minumam"]}}
    )

    assert response.json()["errors"] == [
        {
            "in": "body",
            "pointer": "/company/category_codes/1",
            "code": "not_found",
            "detail": "There is no category minumam.",
            "suggestion": "minuman",
        }
    ]
    assert not Company.objects.exists()


def test_the_company_moves_the_tag(client):
    signed_in(client, make_user())
    tag = client.get(ME)["ETag"]

    edited = patch(client, {"company": {"name": "Mori"}}, HTTP_IF_MATCH=tag)
    stale = patch(client, {"company": {"name": "Sato"}}, HTTP_IF_MATCH=tag)
    gone = patch(client, {"company": None}, HTTP_IF_MATCH=tag)

    assert (edited.status_code, stale.status_code, gone.status_code) == (200, 412, 412)
    assert client.get(ME, HTTP_IF_NONE_MATCH=tag).status_code == 200
    assert client.get(ME).json()["company"]["name"] == "Mori"


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
        ({"company": {"name": None}}, "/company/name", "required"),
        ({"company": {}}, "/company/name", "required"),
        ({"company": {"kind": "shop"}}, "/company/kind", "not_a_choice"),
        ({"company": {"kind": None}}, "/company/kind", "null"),
        ({"company": {"country": "XX"}}, "/company/country", "not_found"),
        ({"company": {"phone": "1"}}, "/company/phone", "unknown_member"),
        ({"company": {"looking_for": "x" * 1001}}, "/company/looking_for", "too_long"),
        (
            {"company": {"category_codes": ["kriya"] * 21}},
            "/company/category_codes",
            "too_long",
        ),
        ({"company": {"category_codes": None}}, "/company/category_codes", "null"),
        ({"company": {"category_codes": [5]}}, "/company/category_codes/0", "invalid"),
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
    assert not Company.objects.exists()


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
