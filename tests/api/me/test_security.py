"""Password, second factor, signing out everywhere."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from catalogue.accounts.models import Token
from catalogue.journal.models import AuditEntry
from tests.factories import PASSWORD, later, make_user, signed_in, token_for

pytestmark = pytest.mark.django_db
NEW = "kopi-robusta-Liwa-9"
SETUP = "/v1/me/second-factor"


def code_for(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client, user):
    """(secret, recovery codes) of a second factor that is on."""
    signed_in(client, user)
    begun = client.post(SETUP, {"password": PASSWORD}, format="json").json()
    response = client.post(
        f"{SETUP}/confirm",
        {"setup": begun["setup"], "code": code_for(begun["secret"])},
        format="json",
    )
    assert response.status_code == 200
    return begun["secret"], response.json()["recovery_codes"]


# -- password


def test_a_new_password_keeps_this_sign_in_and_ends_all_others(client, post, sent):
    user = make_user()
    other = token_for(user)
    signed_in(client, user)

    response = post("/v1/me/password", current_password=PASSWORD, password=NEW)

    assert (response.status_code, response.content) == (204, b"")
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.get("/v1/me").status_code == 200
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {other}")
    assert client.get("/v1/me").json()["code"] == "token_invalid"
    assert [kind for kind, *_ in sent()] == ["password_changed"]
    entry = AuditEntry.objects.get(action="account.password_changed")
    assert (entry.actor_id, entry.via) == (user.pk, "api")


def test_a_wrong_present_password_changes_nothing_and_is_bounded(client, post, sent):
    user = make_user()
    signed_in(client, user)

    wrong = [
        post("/v1/me/password", current_password="not-it", password=NEW)
        for _ in range(10)
    ]
    closed = post("/v1/me/password", current_password=PASSWORD, password=NEW)

    assert {r.status_code for r in wrong} == {401}
    assert wrong[0].json()["detail"] == "Address or password are not right."
    assert (closed.status_code, closed.json()["code"]) == (429, "rate_limited")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert sent() == []


def test_a_weak_new_password_is_told_in_the_callers_language(client, post):
    signed_in(client, make_user())

    response = post("/v1/me/password?lang=id", current_password=PASSWORD, password="1")

    assert response.status_code == 400
    assert {e["pointer"] for e in response.json()["errors"]} == {"/password"}
    assert "terlalu pendek" in response.json()["errors"][0]["detail"]


def test_a_repeated_change_is_answered_as_the_first(client):
    user = make_user()
    signed_in(client, user)
    body = {"current_password": PASSWORD, "password": NEW}
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    first = client.post("/v1/me/password", body, format="json", **key)
    again = client.post("/v1/me/password", body, format="json", **key)

    assert (first.status_code, again.status_code) == (204, 204)
    assert again["Idempotency-Replayed"] == "true"


# -- signing out


def test_signing_out_everywhere_ends_every_token_at_once(client, post):
    user, somebody = make_user(), make_user()
    secrets = [token_for(user), token_for(user, "ak", ["products:write"])]
    theirs = token_for(somebody)
    signed_in(client, user)

    response = client.post("/v1/me/sign-out-everywhere")

    assert (response.status_code, response.content) == (204, b"")
    assert client.get("/v1/me").status_code == 401
    for secret in secrets:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        assert client.get("/v1/me").json()["code"] == "token_invalid"
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {theirs}")
    assert client.get("/v1/me").status_code == 200


# -- second factor


def test_a_second_factor_is_set_up_by_a_first_code(client, post, sent):
    user = make_user("a@example.org")
    signed_in(client, user)

    begun = post(SETUP, password=PASSWORD)
    assert not Authenticator.objects.exists()
    body = begun.json()
    response = post(
        f"{SETUP}/confirm", setup=body["setup"], code=code_for(body["secret"])
    )

    assert (begun.status_code, response.status_code) == (200, 200)
    assert body["otpauth_url"] == (
        f"otpauth://totp/Lampung%20Catalogue%3Aa%40example.org?secret={body['secret']}"
        "&issuer=Lampung%20Catalogue"
    )
    codes = response.json()["recovery_codes"]
    assert (len(codes), len(set(codes))) == (10, 10)
    assert client.get("/v1/me").json()["second_factor"] is True
    assert [kind for kind, *_ in sent()] == ["second_factor_on"]
    assert AuditEntry.objects.filter(action="second_factor.on").count() == 1
    again = post(SETUP, password=PASSWORD)
    assert (again.status_code, again.json()["code"]) == (409, "invalid_state")


def test_the_code_that_turned_it_on_does_not_sign_in(client, post):
    user = make_user()
    signed_in(client, user)
    begun = post(SETUP, password=PASSWORD).json()
    code = code_for(begun["secret"])
    post(f"{SETUP}/confirm", setup=begun["setup"], code=code)
    ticket = post("/v1/auth/token", email=user.email, password=PASSWORD).json()

    response = post("/v1/auth/token/second-factor", ticket=ticket["ticket"], code=code)

    assert response.status_code == 400


def test_setting_up_needs_the_password_a_right_code_and_its_own_setup(client, post):
    signed_in(client, make_user())
    wrong = post(SETUP, password="not-it")
    begun = post(SETUP, password=PASSWORD).json()
    bad_code = post(f"{SETUP}/confirm", setup=begun["setup"], code="000000")
    code = code_for(begun["secret"])
    with later(minutes=10, seconds=1):
        late = post(f"{SETUP}/confirm", setup=begun["setup"], code=code)
    signed_in(client, make_user())
    foreign = post(f"{SETUP}/confirm", setup=begun["setup"], code=code)

    assert [r.status_code for r in (wrong, bad_code, late, foreign)] == [
        401,
        400,
        400,
        400,
    ]
    assert [r.json()["errors"][0]["pointer"] for r in (bad_code, late, foreign)] == [
        "/code",
        "/setup",
        "/setup",
    ]
    assert not Authenticator.objects.exists()


def test_wrong_codes_are_bounded(client, post):
    signed_in(client, make_user())
    begun = post(SETUP, password=PASSWORD).json()
    body = {"setup": begun["setup"], "code": "000000"}

    wrong = [post(f"{SETUP}/confirm", **body).status_code for _ in range(10)]
    closed = post(f"{SETUP}/confirm", **{**body, "code": code_for(begun["secret"])})

    assert wrong == [400] * 10
    assert closed.status_code == 429
    assert not Authenticator.objects.exists()


def test_a_code_turns_it_off(client, post, sent):
    user = make_user()
    _, recovery = set_up(client, user)
    sent()

    wrong = post(f"{SETUP}/remove", code="000000")
    assert Authenticator.objects.filter(user=user).count() == 2
    right = post(f"{SETUP}/remove", code=recovery[0])
    again = post(f"{SETUP}/remove", code=recovery[1])

    assert [wrong.status_code, right.status_code, again.status_code] == [400, 204, 409]
    assert not Authenticator.objects.exists()
    assert [kind for kind, *_ in sent()] == ["second_factor_off"]
    assert (
        post("/v1/auth/token", email=user.email, password=PASSWORD).status_code == 200
    )


@pytest.mark.parametrize(
    "path",
    ["password", "sign-out-everywhere", "second-factor", "second-factor/confirm"],
)
def test_nobody_else_may(client, path, db):
    key = token_for(make_user(), "ak", ["products:write"])

    guest = client.post(f"/v1/me/{path}", {}, format="json")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    by_key = client.post(f"/v1/me/{path}", {}, format="json")

    assert (guest.status_code, guest.json()["code"]) == (401, "authentication_required")
    assert (by_key.status_code, by_key.json()["code"]) == (403, "scope_missing")
    assert Token.objects.get().revoked_at is None
