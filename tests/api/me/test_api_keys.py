"""API keys: made, shown once, listed, deleted."""

import pytest
from django.utils import timezone

from catalogue.accounts import tokens
from catalogue.accounts.models import Token
from catalogue.journal.models import AuditEntry
from tests.factories import make_seller, make_user, signed_in, token_for

pytestmark = pytest.mark.django_db
KEYS = "/v1/api-keys"
BODY = {"name": "Stock sheet", "scopes": ["products:write", "catalogue:read"]}


def create(client, body=BODY, **headers):
    return client.post(KEYS, body, format="json", **headers)


def test_a_members_key_acts_within_her_business_and_is_shown_once(client):
    owner = make_user()
    seller = make_seller(owner=owner)
    signed_in(client, owner)

    response = create(client)

    body = response.json()
    key = Token.objects.get(kind="ak")
    assert response.status_code == 201
    assert response["Location"] == f"/v1/api-keys/{key.pk}"
    assert response["Cache-Control"] == "no-store"
    secret = body.pop("secret")
    assert body == {
        "id": str(key.pk),
        "name": "Stock sheet",
        "prefix": secret[:10],
        "scopes": ["catalogue:read", "products:write"],
        "seller_id": str(seller.pk),
        "created_at": f"{key.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "used_on": None,
    }
    assert secret.startswith("ak_")
    assert key.digest == tokens.digest(secret)
    assert secret not in client.get(KEYS).content.decode()
    assert client.get(KEYS).json() == {
        "results": [body],
        "next_cursor": None,
        "previous_cursor": None,
        "count": None,
    }
    assert client.get(f"{KEYS}?count=true").json()["count"] == 1
    entry = AuditEntry.objects.get(action="api_key.created")
    assert (entry.actor_id, entry.subject_id) == (owner.pk, str(key.pk))


def test_a_buyers_key_belongs_to_no_business(client):
    signed_in(client, make_user())

    assert create(client).json()["seller_id"] is None


def test_a_repeated_request_gives_the_same_secret(client):
    signed_in(client, make_user())
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    first, again = create(client, **key), create(client, **key)
    other = create(client, {**BODY, "name": "Another"}, **key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Token.objects.filter(kind="ak").count() == 1


def test_a_key_of_a_request_is_the_callers_own(client):
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    made = [create(signed_in(client, make_user()), **key).json() for _ in range(2)]

    assert made[0]["secret"] != made[1]["secret"]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"name": "x"}, "/scopes", "required"),
        ({"name": "x", "scopes": []}, "/scopes", "too_short"),
        ({"name": "x", "scopes": ["all"]}, "/scopes/0", "not_a_choice"),
        ({"name": "", "scopes": ["products:write"]}, "/name", "blank"),
        ({**BODY, "seller_id": "x"}, "/seller_id", "unknown_member"),
    ],
)
def test_a_wrong_body_makes_no_key(client, body, pointer, code):
    signed_in(client, make_user())

    response = create(client, body)

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        (pointer, code)
    ]
    assert not Token.objects.filter(kind="ak").exists()


def test_a_person_keeps_fifty_at_most(client):
    user = make_user()
    for _ in range(50):
        token_for(user, "ak", ["catalogue:read"])
    token_for(user, "ak", ["catalogue:read"], revoked_at=timezone.now())
    signed_in(client, user)

    refused = create(client)

    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert Token.objects.managed_by(user).count() == 50
    results = client.get(KEYS).json()["results"]
    assert len(results) == 50
    client.delete(f"{KEYS}/{results[0]['id']}")
    assert create(client).status_code == 201


def test_a_deleted_key_is_refused_at_once(client):
    user = make_user()
    signed_in(client, user)
    made = create(client).json()

    response = client.delete(f"{KEYS}/{made['id']}")
    again = client.delete(f"{KEYS}/{made['id']}")

    assert (response.status_code, response.content) == (204, b"")
    assert again.status_code == 404
    assert client.get(KEYS).json()["results"] == []
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {made['secret']}")
    assert client.get(KEYS).json()["code"] == "token_invalid"


def test_anothers_key_is_as_if_it_were_not(client):
    token_for(make_user(), "ak", ["catalogue:read"])
    theirs = Token.objects.get()
    signed_in(client, make_user())
    missing = "01a182d2-4220-701d-9eca-df3666cd90ca"

    foreign = client.delete(f"{KEYS}/{theirs.pk}")
    nothing = client.delete(f"{KEYS}/{missing}")

    told = [
        {**r.json(), "request_id": "", "instance": "", "detail": ""}
        for r in (foreign, nothing)
    ]
    assert foreign.status_code == 404
    assert told[0] == told[1]
    theirs.refresh_from_db()
    assert theirs.revoked_at is None


def test_what_is_no_id_is_told(client):
    signed_in(client, make_user())

    assert client.delete(f"{KEYS}/abc").status_code == 400


def test_a_key_makes_no_keys(client):
    secret = token_for(make_user(), "ak", tokens.SCOPES)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")

    answers = [create(client), client.get(KEYS)]

    assert [r.json()["code"] for r in answers] == ["scope_missing"] * 2
    assert Token.objects.count() == 1


def test_a_list_has_a_tag(client):
    user = make_user()
    signed_in(client, user)
    tag = client.get(KEYS)["ETag"]

    same = client.get(KEYS, HTTP_IF_NONE_MATCH=tag)
    create(client)

    assert same.status_code == 304
    assert client.get(KEYS, HTTP_IF_NONE_MATCH=tag).status_code == 200
