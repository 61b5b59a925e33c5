"""Signing in, staying signed in, signing out."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers

from catalogue.accounts import tokens
from catalogue.accounts.models import Token
from catalogue.journal.models import AuditEntry, Notice
from tests.factories import PASSWORD, later, make_user, token_for

pytestmark = pytest.mark.django_db
TOKEN = "/v1/auth/token"


def sign_in(post, user) -> dict:
    response = post(TOKEN, email=user.email, password=PASSWORD)
    assert response.status_code == 200
    return response.json()


def me(client, secret):
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    response = client.get("/v1/me")
    client.credentials()
    return response


def test_a_right_password_gives_a_pair(post, client):
    user = make_user("a@example.org")

    response = post(TOKEN, email="A@example.org", password=PASSWORD)

    body = response.json()
    assert response.status_code == 200
    assert list(body) == ["access_token", "refresh_token", "token_type", "expires_in"]
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 900)
    assert body["access_token"].startswith("at_")
    assert body["refresh_token"].startswith("rt_")
    assert response["Cache-Control"] == "no-store"
    assert me(client, body["access_token"]).json()["id"] == str(user.pk)
    kept = Token.objects.values_list("digest", flat=True)
    assert set(kept) == {
        tokens.digest(body["access_token"]),
        tokens.digest(body["refresh_token"]),
    }
    user.refresh_from_db()
    assert user.last_login is not None
    assert AuditEntry.objects.get(action="token.signed_in").subject_id == str(user.pk)


def test_a_refusal_does_not_tell_whether_the_address_is_known(post, monkeypatch):
    make_user("known@example.org")
    made = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda *a, **k: made.append(1) or encode(*a, **k)
    )

    known = post(TOKEN, email="known@example.org", password="not-it")
    of_known = len(made)
    unknown = post(TOKEN, email="unknown@example.org", password="not-it")

    assert len(made) - of_known == of_known == 1
    assert (known.status_code, unknown.status_code) == (401, 401)
    told = [{**r.json(), "request_id": None} for r in (known, unknown)]
    assert told[0] == told[1]
    assert told[0]["code"] == "authentication_required"
    assert told[0]["detail"] == "Address or password are not right."
    assert known["WWW-Authenticate"] == unknown["WWW-Authenticate"] == "Bearer"
    assert not Token.objects.exists()


@pytest.mark.parametrize("address", ["known@example.org", "unknown@example.org"])
def test_ten_wrong_passwords_close_an_address_for_a_quarter_of_an_hour(post, address):
    make_user("known@example.org")
    body = {"email": address, "password": "not-it"}

    statuses = [post(TOKEN, **body).status_code for _ in range(10)]
    closed = post(TOKEN, email=address.upper(), password=PASSWORD)

    assert statuses == [401] * 10
    assert (closed.status_code, closed.json()["code"]) == (429, "rate_limited")
    assert 890 <= int(closed["Retry-After"]) <= 900
    assert not Token.objects.exists()
    with later(minutes=15, seconds=1):
        known = post(TOKEN, email=address, password=PASSWORD).status_code
        assert known == (200 if address.startswith("known") else 401)


def test_right_passwords_are_not_counted(post):
    make_user("a@example.org")

    answers = [post(TOKEN, email="a@example.org", password=PASSWORD) for _ in range(12)]

    assert {a.status_code for a in answers} == {200}


def test_an_unproven_address_gets_its_letter_again(post, sent):
    make_user("a@example.org", verified=False)

    wrong = post(TOKEN, email="a@example.org", password="not-it")
    right = post(TOKEN, email="a@example.org", password=PASSWORD)

    assert wrong.status_code == 401
    assert (right.status_code, right.json()["code"]) == (403, "email_not_verified")
    assert [kind for kind, *_ in sent()] == ["confirm_email"]
    assert not Token.objects.exists()


def test_an_account_without_an_address_row_can_prove_it(post, sent):
    user = make_user("a@example.org")
    EmailAddress.objects.all().delete()

    response = post(TOKEN, email=user.email, password=PASSWORD)

    assert response.json()["code"] == "email_not_verified"
    assert [kind for kind, *_ in sent()] == ["confirm_email"]


def test_a_closed_account_is_told_only_after_the_right_password(post):
    make_user("a@example.org", is_active=False)

    wrong = post(TOKEN, email="a@example.org", password="not-it")
    right = post(TOKEN, email="a@example.org", password=PASSWORD)

    assert (wrong.status_code, wrong.json()["code"]) == (401, "authentication_required")
    assert (right.status_code, right.json()["code"]) == (403, "account_suspended")
    assert not Token.objects.exists()


def test_an_unusable_password_is_as_wrong_as_any(post):
    make_user("a@example.org", password=None)

    response = post(TOKEN, email="a@example.org", password="")

    assert response.status_code == 400  # blank
    assert post(TOKEN, email="a@example.org", password="!").status_code == 401


def test_a_stale_token_does_not_hinder_signing_in(client):
    make_user("a@example.org")
    client.credentials(HTTP_AUTHORIZATION="Bearer at_" + "x" * 43)

    response = client.post(
        TOKEN, {"email": "a@example.org", "password": PASSWORD}, format="json"
    )

    assert response.status_code == 200


# -- staying signed in


def test_a_refresh_token_gives_a_new_pair_of_the_same_family(post, client):
    pair = sign_in(post, make_user())

    response = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])

    fresh = response.json()
    assert response.status_code == 200
    assert fresh["expires_in"] == 900
    assert len({*pair.values(), *fresh.values()}) == 6
    assert Token.objects.values_list("family", flat=True).distinct().count() == 1
    assert me(client, fresh["access_token"]).status_code == 200


def test_a_lost_answer_is_given_again_within_a_minute(post, client):
    pair = sign_in(post, make_user())
    lost = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"]).json()

    again = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])

    assert again.status_code == 200
    assert me(client, again.json()["access_token"]).status_code == 200
    assert me(client, lost["access_token"]).json()["code"] == "token_invalid"
    alive = post(f"{TOKEN}/refresh", refresh_token=again.json()["refresh_token"])
    assert alive.status_code == 200


def test_an_answer_that_was_not_lost_ends_the_sign_in_of_who_asked_again(post, client):
    pair = sign_in(post, make_user())
    hers = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"]).json()
    thiefs = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"]).json()

    used = post(f"{TOKEN}/refresh", refresh_token=hers["refresh_token"])

    assert used.json()["code"] == "token_invalid"
    assert me(client, thiefs["access_token"]).json()["code"] == "token_invalid"
    dead = post(f"{TOKEN}/refresh", refresh_token=thiefs["refresh_token"])
    assert dead.json()["code"] == "token_invalid"


def test_a_token_used_twice_ends_the_sign_in_for_both(post, client):
    pair = sign_in(post, make_user())
    fresh = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"]).json()
    latest = post(f"{TOKEN}/refresh", refresh_token=fresh["refresh_token"]).json()

    stolen = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])

    assert (stolen.status_code, stolen.json()["code"]) == (401, "token_invalid")
    assert me(client, latest["access_token"]).json()["code"] == "token_invalid"
    dead = post(f"{TOKEN}/refresh", refresh_token=latest["refresh_token"])
    assert dead.status_code == 401
    entry = AuditEntry.objects.get(action="token.family_revoked")
    assert entry.after == {"why": "reuse"}


def test_a_spent_token_past_its_minute_ends_the_sign_in(post, client):
    pair = sign_in(post, make_user())
    fresh = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"]).json()

    with later(seconds=61):
        reused = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])
        after = post(f"{TOKEN}/refresh", refresh_token=fresh["refresh_token"])

    assert [reused.status_code, after.status_code] == [401, 401]


def test_tokens_end_with_their_time(post, client):
    pair = sign_in(post, make_user())

    with later(minutes=15, seconds=1):
        old = me(client, pair["access_token"])
    with later(days=31):
        dead = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])

    assert (old.status_code, old.json()["code"]) == (401, "token_expired")
    assert (dead.status_code, dead.json()["code"]) == (401, "token_expired")
    assert Token.objects.count() == 2


@pytest.mark.parametrize("kind", ["at", "ak", "st"])
def test_only_a_refresh_token_refreshes(post, kind):
    secret = token_for(make_user(), kind)

    response = post(f"{TOKEN}/refresh", refresh_token=secret)

    assert (response.status_code, response.json()["code"]) == (401, "token_invalid")
    assert Token.objects.count() == 1


def test_a_closed_account_is_not_refreshed(post, client):
    user = make_user()
    pair = sign_in(post, user)
    user.is_active = False
    user.save()

    refused = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])

    assert refused.json()["code"] == "token_invalid"
    assert me(client, pair["access_token"]).json()["code"] == "token_invalid"


# -- signing out


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_either_token_of_a_pair_ends_the_whole_sign_in(post, client, which):
    user = make_user()
    pair, other = sign_in(post, user), sign_in(post, user)

    response = post(f"{TOKEN}/revoke", token=pair[which])
    again = post(f"{TOKEN}/revoke", token=pair[which])

    assert (response.status_code, response.content) == (204, b"")
    assert again.status_code == 204
    assert me(client, pair["access_token"]).json()["code"] == "token_invalid"
    dead = post(f"{TOKEN}/refresh", refresh_token=pair["refresh_token"])
    assert dead.status_code == 401
    assert me(client, other["access_token"]).status_code == 200


def test_a_key_ends_alone_and_an_unknown_token_is_no_error(post, client):
    user = make_user()
    pair, key = sign_in(post, user), token_for(user, "ak", ["products:write"])

    assert post(f"{TOKEN}/revoke", token=key).status_code == 204
    assert post(f"{TOKEN}/revoke", token="at_" + "x" * 43).status_code == 204

    assert Token.objects.get(kind="ak").revoked_at is not None
    assert me(client, pair["access_token"]).status_code == 200


def test_no_letter_holds_a_name_that_somebody_typed(post):
    post("/v1/auth/register", email="a@example.org", password="kopi-Liwa-77", name="Hi")

    assert list(Notice.objects.get().values) == ["link"]
