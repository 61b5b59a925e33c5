"""Sample accounts: one for each role, in sample mode alone."""

import io

import pytest
from django.core.management import call_command

from catalogue.accounts.models import Token, User
from catalogue.journal.models import Notice
from catalogue.samples import accounts
from catalogue.sellers.models import Oversight
from tests.factories import make_user, token_for

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=accounts.PASSWORD):
    body = {"email": email, "password": password}
    return client.post("/v1/auth/token", body, format="json")


def roles(client, email):
    access = sign_in(client, email).json()["access_token"]
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    body = client.get("/v1/me").json()
    client.credentials()
    return body["roles"], body["seller_role"], body["oversight"]


def test_each_role_has_an_account_ready_to_sign_in(client):
    accounts.open_all()

    here = {"code": "18.04", "name": "Lampung Barat"}
    assert [roles(client, sample.email) for sample in accounts.SAMPLES] == [
        (["buyer"], "unspecified", []),
        (["buyer", "seller"], "owner", []),
        (["buyer", "seller"], "owner", []),
        (["buyer", "seller"], "owner", []),
        (["buyer", "seller"], "staff", []),
        (["buyer", "officer"], "unspecified", [{"regency": here}]),
        (["buyer", "officer"], "unspecified", [{"regency": None}]),
        (["buyer", "admin"], "unspecified", []),
    ]
    assert {u.name[-8:] for u in User.objects.all()} == {"(Contoh)"}


def test_opening_them_again_changes_nothing(client):
    accounts.open_all()
    before = list(User.objects.order_by("pk").values())

    accounts.open_all()

    assert list(User.objects.order_by("pk").values()) == before


def test_without_sample_mode_none_is_made(settings):
    settings.SAMPLE_MODE = False

    with pytest.raises(RuntimeError):
        accounts.open_all()

    assert not User.objects.exists()


def test_leaving_sample_mode_closes_them_and_nobody_else(client, settings):
    accounts.open_all()
    real = make_user("real@example.org")
    pair = sign_in(client, "admin@contoh.example").json()
    key = token_for(User.objects.get(email="seller@contoh.example"), "ak", ["x"])
    settings.SAMPLE_MODE = False

    call_command("prepare", stdout=io.StringIO())

    for sample in accounts.SAMPLES:
        user = User.objects.get(pk=sample.id)
        assert (user.is_active, user.is_staff, user.is_superuser) == (False,) * 3
        assert not user.has_usable_password()
        assert sign_in(client, sample.email).status_code == 401
    assert not Oversight.objects.exists()
    assert not Token.objects.filter(revoked_at=None).exists()
    for secret in (pair["access_token"], key):
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        assert client.get("/v1/me").json()["code"] == "token_invalid"
    real.refresh_from_db()
    assert (real.is_active, real.has_usable_password()) == (True, True)
    assert accounts.close_all() == 0


def test_no_letter_lets_them_back_in(client, settings):
    accounts.open_all()
    settings.SAMPLE_MODE = False
    accounts.close_all()

    client.post(
        "/v1/auth/password-reset", {"email": "admin@contoh.example"}, format="json"
    )

    assert [letter.kind for letter in Notice.objects.all()] == ["no_account"]


def test_returning_to_sample_mode_opens_them_again(client, settings):
    accounts.open_all()
    settings.SAMPLE_MODE = False
    accounts.close_all()
    settings.SAMPLE_MODE = True

    accounts.open_all()

    assert roles(client, "admin@contoh.example")[0] == ["buyer", "admin"]
    assert roles(client, "province@contoh.example")[2] == [{"regency": None}]
