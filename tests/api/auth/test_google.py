"""Signing in with Google's ID token; Google is a key pair of our own here."""

import time

import jwt
import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction

from catalogue.accounts.models import Token, User
from catalogue.journal.models import AuditEntry
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
GOOGLE = "/v1/auth/token/google"
CLIENT = "catalogue.apps.googleusercontent.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(autouse=True)
def set_up(settings, monkeypatch):
    settings.GOOGLE_CLIENT_ID = CLIENT
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {"APPS": [{"client_id": CLIENT, "secret": "", "key": ""}]}
    }
    depth = len(transaction.get_connection().savepoint_ids)

    def fetch(credential, keys_url, lookup):
        connection = transaction.get_connection()
        assert len(connection.savepoint_ids) == depth  # no transaction of ours
        return jwt.get_unverified_header(credential)["alg"], KEY.public_key()

    monkeypatch.setattr(jwtkit, "fetch_key", fetch)


def id_token(key=KEY, algorithm="RS256", **claims) -> str:
    now = int(time.time())
    told = {
        "iss": "https://accounts.google.com",
        "aud": CLIENT,
        "sub": "1234567890",
        "email": "Rina@example.org",
        "email_verified": True,
        "name": "Rina",
        "iat": now,
        "exp": now + 3600,
        **claims,
    }
    return jwt.encode(told, key, algorithm=algorithm, headers={"kid": "one"})


def test_a_new_person_gets_an_account_with_a_proven_address(post, client):
    response = post(f"{GOOGLE}?lang=id", id_token=id_token())

    assert response.status_code == 200
    user = User.objects.get(email="rina@example.org")
    assert (user.name, user.language) == ("Rina", "id")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    account = SocialAccount.objects.get(user=user)
    assert (account.provider, account.uid, account.extra_data) == (
        "google",
        "1234567890",
        {},
    )
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {response.json()['access_token']}")
    assert client.get("/v1/me").json()["email"] == "rina@example.org"
    assert AuditEntry.objects.filter(action="account.google_linked").count() == 1


def test_she_is_known_by_her_number_whatever_her_address_becomes(post):
    post(GOOGLE, id_token=id_token())

    response = post(GOOGLE, id_token=id_token(email="rina@elsewhere.example"))

    assert response.status_code == 200
    assert User.objects.filter(email__startswith="rina").count() == 1
    assert SocialAccount.objects.count() == 1


def test_a_proven_address_is_joined_and_keeps_its_password(post):
    user = make_user("rina@example.org")

    response = post(GOOGLE, id_token=id_token())

    assert response.status_code == 200
    assert SocialAccount.objects.get().user == user
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_unproven_account_is_handed_to_the_owner_of_the_address(post):
    squatter = make_user("rina@example.org", verified=False, name="Not Rina")

    response = post(GOOGLE, id_token=id_token())

    assert response.status_code == 200
    squatter.refresh_from_db()
    assert not squatter.has_usable_password()
    assert squatter.name == ""
    assert EmailAddress.objects.get(user=squatter).verified
    refused = post("/v1/auth/token", email="rina@example.org", password=PASSWORD)
    assert refused.status_code == 401


def wrong_tokens():
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {
        "no token": "abc",
        "of another key": id_token(key=other),
        "for another service": id_token(aud="other.apps.googleusercontent.com"),
        "of another issuer": id_token(iss="https://accounts.example.org"),
        "past its time": id_token(exp=int(time.time()) - 60),
        "unproven": id_token(email_verified=False),
        "proven by a word": id_token(email_verified="true"),
        "without an address": id_token(email=None),
        "of a number": id_token(sub=""),
        "unsigned": id_token(key=None, algorithm="none"),
        "signed by a word": id_token(key="x" * 32, algorithm="HS256"),
    }


@pytest.mark.parametrize("kind", wrong_tokens())
def test_any_other_token_opens_nothing(post, kind):
    before = User.objects.count()

    response = post(GOOGLE, id_token=wrong_tokens()[kind])

    assert (response.status_code, response.json()["code"]) == (401, "token_invalid")
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()
    assert not Token.objects.exists()


def test_a_google_that_does_not_answer_opens_nothing(post, monkeypatch):
    def fail(*_):
        raise requests.ConnectTimeout

    monkeypatch.setattr(jwtkit, "fetch_key", fail)

    response = post(GOOGLE, id_token=id_token())

    assert response.json()["code"] == "token_invalid"


def test_the_header_must_name_a_key(post, monkeypatch):
    def fetch(credential, *_):
        return "RS256", jwt.get_unverified_header(credential)["kid"]

    monkeypatch.setattr(jwtkit, "fetch_key", fetch)
    nameless = jwt.encode({"sub": "1"}, KEY, algorithm="RS256")

    response = post(GOOGLE, id_token=nameless)

    assert (response.status_code, response.json()["code"]) == (401, "token_invalid")


def test_a_closed_account_and_a_second_factor_hold_here_too(post):
    user = make_user("rina@example.org")
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    code = post(GOOGLE, id_token=id_token())
    user.is_active = False
    user.save()
    closed = post(GOOGLE, id_token=id_token())

    assert (code.status_code, code.json()["code"]) == (401, "second_factor_required")
    assert (closed.status_code, closed.json()["code"]) == (403, "account_suspended")


def test_where_google_is_not_set_up_there_is_nothing(post, settings):
    settings.GOOGLE_CLIENT_ID = ""

    response = post(GOOGLE, id_token=id_token())

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert "not set up" in response.json()["detail"]
