"""Signing in with a second factor."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from catalogue.accounts.models import Token
from catalogue.journal.models import AuditEntry
from tests.api.me.test_security import set_up
from tests.factories import PASSWORD, later, make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECOND = "/v1/auth/token/second-factor"


def code_of(steps=0, secret=SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def person(db):
    user = make_user("a@example.org")
    TOTP.activate(user, SECRET)
    user.recovery = RecoveryCodes.activate(user).generate_codes()
    return user


@pytest.fixture
def ticket(post, person):
    def give():
        response = post("/v1/auth/token", email=person.email, password=PASSWORD)
        assert response.status_code == 401
        return response.json()["ticket"]

    return give


def test_a_right_password_gives_a_ticket_alone(post, person):
    response = post("/v1/auth/token", email=person.email, password=PASSWORD)

    body = response.json()
    assert (response.status_code, body["code"]) == (401, "second_factor_required")
    assert response["WWW-Authenticate"] == "Bearer"
    assert body["ticket"].startswith("st_")
    assert [t.kind for t in Token.objects.all()] == ["st"]


def test_a_ticket_opens_nothing_by_itself(client, ticket):
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {ticket()}")

    assert client.get("/v1/me").json()["code"] == "token_invalid"


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_now_or_a_step_beside_signs_in_once(post, ticket, steps):
    first = ticket()

    response = post(SECOND, ticket=first, code=code_of(steps))
    spent = post(SECOND, ticket=first, code=code_of(steps + 1))

    assert response.status_code == 200
    assert response.json()["expires_in"] == 900
    assert (spent.status_code, spent.json()["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_further_away_is_wrong(post, ticket, steps):
    response = post(SECOND, ticket=ticket(), code=code_of(steps))

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        ("/code", "invalid")
    ]
    assert not Token.objects.filter(kind="at").exists()


def test_no_code_is_taken_twice_nor_one_before_it(post, ticket):
    code, earlier = code_of(), code_of(-1)
    post(SECOND, ticket=ticket(), code=code)

    again = post(SECOND, ticket=ticket(), code=code)
    before = post(SECOND, ticket=ticket(), code=earlier)

    assert [again.status_code, before.status_code] == [400, 400]
    assert Token.objects.filter(kind="at").count() == 1


def test_a_recovery_code_signs_in_once(post, person, ticket):
    code = person.recovery[3]

    first = post(SECOND, ticket=ticket(), code=code)
    again = post(SECOND, ticket=ticket(), code=code)

    assert [first.status_code, again.status_code] == [200, 400]
    assert AuditEntry.objects.filter(action="second_factor.recovery_used").count() == 1


def test_a_ticket_has_five_tries(post, ticket):
    one = ticket()

    wrong = [post(SECOND, ticket=one, code="000000").status_code for _ in range(5)]
    right = post(SECOND, ticket=one, code=code_of())

    assert wrong == [400] * 5
    assert (right.status_code, right.json()["code"]) == (401, "token_invalid")
    assert Token.objects.get(kind="st").revoked_at is not None


def test_ten_wrong_codes_close_the_account_whatever_the_ticket(post, ticket):
    for _ in range(2):
        one = ticket()
        for _ in range(5):
            assert post(SECOND, ticket=one, code="000000").status_code == 400

    closed = post(SECOND, ticket=ticket(), code=code_of())

    assert (closed.status_code, closed.json()["code"]) == (429, "rate_limited")
    assert not Token.objects.filter(kind="at").exists()


def test_a_ticket_lasts_five_minutes(post, ticket):
    one = ticket()

    with later(minutes=5, seconds=1):
        response = post(SECOND, ticket=one, code=code_of())

    assert (response.status_code, response.json()["code"]) == (401, "token_expired")


def test_a_new_password_by_letter_does_not_go_round_it(post, sent, person):
    post("/v1/auth/password-reset", email=person.email)
    token = sent()[0][3].replace("%3A", ":")
    post("/v1/auth/password-reset/confirm", token=token, password="kopi-Liwa-77")

    response = post("/v1/auth/token", email=person.email, password="kopi-Liwa-77")

    assert response.json()["code"] == "second_factor_required"


def test_secrets_are_kept_encrypted(client, person):
    other = make_user()
    secret, _ = set_up(client, other)

    kept = Authenticator.objects.get(user=other, type="totp")
    assert secret not in str(kept.data)
