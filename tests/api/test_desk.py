"""The admin: reference data is edited through the same events as everything else."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, OperationalError
from django.test import Client

from api.middleware.desk import DeskMiddleware
from catalogue.accounts.models import Token, User
from catalogue.journal.models import AuditEntry, Notice
from catalogue.listings.checking import drift
from catalogue.products.models import Category
from catalogue.reference.loading import load, tables
from tests.factories import PASSWORD, make_officer, make_user, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(User.objects.create_superuser("officer@contoh.example", "x"))
    return client


def form_of(category, **changes):
    values = {
        "parent": category.parent_id or "",
        "code": category.code,
        "source_sector": category.source_sector,
        "google_taxonomy_id": category.google_taxonomy_id,
        "position": category.position,
        "hs_headings": '["5810"]',
        "name": '{"id": "Kain Tapis", "en": "Tapis"}',
    }
    return {**values, **changes}


def test_a_renamed_category_is_shown_at_once_and_survives_a_load(desk, client):
    category = Category.objects.get(code="kain-tapis")
    url = f"/admin/products/category/{category.pk}/change/"

    response = desk.post(url, form_of(category))

    assert response.status_code == 302
    rows = client.get("/v1/categories?lang=en").json()["results"]
    assert "Tapis" in {row["name"] for row in rows}
    assert list(drift()) == []
    table = next(table for table in tables() if table.model is Category)
    load(table)
    category.refresh_from_db()
    assert category.name["en"] == "Tapis"


def test_a_new_category_is_listed_before_it_has_products(desk, client):
    client.get("/v1/categories")
    category = Category.objects.get(code="kain-tapis")

    desk.post("/admin/products/category/add/", form_of(category, code="baru"))

    rows = client.get("/v1/categories").json()["results"]
    assert {"code": "baru", "name": "Tapis"}.items() <= next(
        row for row in rows if row["code"] == "baru"
    ).items()


def test_reference_rows_are_not_deleted(desk):
    category = Category.objects.get(code="kain-tapis")

    response = desk.post(f"/admin/products/category/{category.pk}/delete/")

    assert response.status_code == 403
    assert Category.objects.filter(code="kain-tapis").exists()


@pytest.mark.parametrize(
    "page",
    [
        "", "sellers/regency/", "products/category/", "products/attribute/",
        "readiness/certificatetype/", "readiness/market/",
        "readiness/marketrequirement/", "journal/job/", "accounts/user/",
        "accounts/user/add/",
    ],
)  # fmt: skip
def test_every_page_of_the_desk_opens(desk, page):
    assert desk.get(f"/admin/{page}").status_code == 200


def test_a_form_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {"username": "a", "password": "b"})

    assert response.status_code == 403


# -- signing in

LOGIN = "/admin/account/login/"
SECOND = "/admin/account/second-factor/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": user.email, "password": password, **more})


def code(step=0, secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.fixture
def served(settings):
    """As where people work: outside sample mode."""
    settings.SAMPLE_MODE = False


def test_a_guest_is_led_to_the_sign_in_and_back():
    client, officer = Client(), make_officer()

    first = client.get("/admin/sellers/regency/")
    page = client.get(first["Location"])
    done = sign_in(client, officer, next="/admin/sellers/regency/")

    assert first["Location"] == "/admin/login/?next=/admin/sellers/regency/"
    assert page.status_code == 200
    assert f'action="{LOGIN}"' in page.content.decode()
    assert 'name="next" value="/admin/sellers/regency/"' in page.content.decode()
    assert client.get(LOGIN).status_code == 302  # signed in already
    assert (done.status_code, done["Location"]) == (302, "/admin/sellers/regency/")


def test_the_way_back_leads_nowhere_else():
    response = sign_in(Client(), make_officer(), next="https://evil.example/")

    assert response["Location"] == "/admin/"


def test_only_staff_may_and_others_learn_nothing():
    client, buyer = Client(), make_user()

    refused = sign_in(client, buyer)
    wrong = sign_in(client, buyer, "not-it")

    words = "The email address and/or password you specified are not correct."
    assert words in refused.content.decode()
    assert words in wrong.content.decode()
    assert not is_in(client)


def test_who_is_no_longer_staff_is_refused():
    client, officer = Client(), make_officer()
    sign_in(client, officer)
    User.objects.filter(pk=officer.pk).update(is_staff=False)

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403


def test_an_unproven_address_gets_its_letter():
    client, officer = Client(), make_officer(verified=False)

    response = sign_in(client, officer)

    assert "We have sent you a letter" in response.content.decode()
    assert Notice.objects.get().kind == "confirm_email"
    assert not is_in(client)


@pytest.mark.usefixtures("served")
def test_outside_sample_mode_a_second_factor_comes_before_anything():
    client, officer = Client(), make_officer()
    sign_in(client, officer)

    pages = ["/admin/", "/admin/accounts/user/", "/admin/login/"]
    seen = [client.get(page, follow=True) for page in pages]

    assert {r.redirect_chain[-1][0].partition("?")[0] for r in seen} == {
        "/admin/account/reauthenticate/"
    }
    assert client.get(f"{SECOND}").status_code == 200


@pytest.mark.usefixtures("served")
def test_she_sets_it_up_and_is_in():
    client, officer = Client(), make_officer(language="en")
    sign_in(client, officer)
    activate = f"{SECOND}totp/activate/"
    client.post(
        "/admin/account/reauthenticate/", {"password": PASSWORD, "next": activate}
    )
    page = client.get(activate).content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]

    response = client.post(activate, {"code": code(secret=secret)})

    assert response["Location"] == f"{SECOND}recovery-codes/"
    assert client.get(f"{SECOND}recovery-codes/").status_code == 200
    assert is_in(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


@pytest.mark.usefixtures("served")
def test_a_code_follows_the_password_and_counts_once():
    client, officer = Client(), make_officer()
    TOTP.activate(officer, SECRET)

    response = sign_in(client, officer)
    before = is_in(client)
    wrong = client.post(response["Location"], {"code": "000000"})
    one = code()
    right = client.post(response["Location"], {"code": one})

    assert response["Location"] == f"{SECOND}authenticate/"
    assert (before, wrong.status_code) == (False, 200)
    assert (right.status_code, is_in(client)) == (302, True)
    other = Client()
    sign_in(other, officer)
    again = other.post(f"{SECOND}authenticate/", {"code": one})
    assert again.status_code == 200
    assert not is_in(other)


def test_ten_wrong_passwords_close_the_account_here_and_there(client, settings):
    settings.ACCOUNT_RATE_LIMITS = False  # ours alone
    officer = make_officer()

    for _ in range(10):
        sign_in(Client(), officer, "not-it")
    desk = Client()
    response = sign_in(desk, officer)
    by_api = client.post(
        "/v1/auth/token", {"email": officer.email, "password": PASSWORD}, format="json"
    )

    assert "Too many failed login attempts" in response.content.decode()
    assert by_api.status_code == 429
    assert not is_in(desk)


def test_allauths_own_limit_is_on():
    officer = make_officer()
    for _ in range(5):
        sign_in(Client(), officer, "not-it")

    response = sign_in(Client(), officer)

    assert "Too many failed login attempts" in response.content.decode()


def test_one_address_may_not_try_often(settings):
    settings.AUTH_RATE_LIMIT = 2
    officer = make_officer()

    answers = [sign_in(Client(), officer, "not-it") for _ in range(3)]

    assert [a.status_code for a in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "rate_limited"
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert Client().get(LOGIN).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/admin/account/signup/", "/admin/account/email/", "/admin/account/",
        "/admin/account/password/reset/", "/admin/account/password/change/",
        "/admin/account/confirm-email/", "/admin/account/login/code/",
        "/accounts/login/",
    ],
)  # fmt: skip
def test_no_other_page_of_allauth_is_there(desk, path):
    response = desk.get(path)

    assert response.status_code == 404


@pytest.mark.parametrize(
    "path",
    [LOGIN, "/admin/login/", "/admin/account/logout/", "/admin/products/category/add/",
     f"{SECOND}totp/activate/", "/admin/logout/"],
)  # fmt: skip
def test_no_form_is_taken_without_its_token(path):
    officer = make_officer(is_superuser=True)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)

    response = strict.post(path, {"login": officer.email, "password": PASSWORD})

    assert response.status_code == 403
    assert is_in(strict)


def test_signing_out_ends_the_session():
    client, officer = Client(), make_officer()
    sign_in(client, officer)

    response = client.post("/admin/logout/")

    assert response.status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize("path", ["/admin", "/admin/", LOGIN, "/admin/sellers/"])
def test_the_desk_can_be_turned_off(desk, settings, path):
    settings.DESK = False

    response = desk.get(path)

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert not response.cookies


def test_the_api_has_no_session(client):
    user = make_officer(is_superuser=True)
    client.force_login(user)

    response = client.get("/v1/me")

    assert response.status_code == 401
    assert "sessionid" not in response.cookies


def test_what_is_done_at_the_desk_names_the_person():
    desk, officer = Client(), make_officer(is_superuser=True)
    sign_in(desk, officer)
    other = make_user()

    response = desk.post(
        f"/admin/accounts/user/{other.pk}/change/",
        {"name": "New", "is_staff": "on"},
        headers={"Request-Id": "seen-by-her-1"},
    )

    assert response.status_code == 302
    entry = AuditEntry.objects.get(action="user.rights")
    assert (entry.actor_id, entry.via, entry.request_id) == (
        officer.pk,
        "desk",
        "seen-by-her-1",
    )
    assert entry.before == {"is_active": True, "is_staff": False}
    assert entry.after == {"is_active": False, "is_staff": True}


def test_a_person_made_at_the_desk_can_sign_in(client):
    desk = Client()
    desk.force_login(make_officer(is_superuser=True))

    desk.post(
        "/admin/accounts/user/add/",
        {
            "email": "New@example.org",
            "name": "New",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "usable_password": "true",
        },
    )

    user = User.objects.get(email="new@example.org")
    assert EmailAddress.objects.get(user=user).verified
    body = {"email": user.email, "password": PASSWORD}
    assert client.post("/v1/auth/token", body, format="json").status_code == 200


@pytest.mark.parametrize("whose", ["own", "another"])
def test_a_password_changed_at_the_desk_ends_all_tokens(whose):
    desk, admin = Client(), make_officer(is_superuser=True)
    desk.force_login(admin)
    user = admin if whose == "own" else make_user()
    token_for(user)
    page, old = (
        ("/admin/password_change/", {"old_password": PASSWORD})
        if whose == "own"
        else (f"/admin/accounts/user/{user.pk}/password/", {"usable_password": "true"})
    )
    new = "kopi-robusta-Liwa-9"
    names = (
        ("new_password1", "new_password2")
        if whose == "own"
        else ("password1", "password2")
    )

    response = desk.post(page, {**old, **dict.fromkeys(names, new)})

    assert response.status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert not Token.objects.usable().exists()
    assert Notice.objects.get().kind == "password_changed"
    assert is_in(desk)


@pytest.mark.parametrize("away", [OperationalError, InterfaceError])
def test_a_session_that_cannot_be_read_is_told_on_a_page(desk, away, monkeypatch):
    def fail(self):
        raise away("gone")

    monkeypatch.setattr(SessionStore, "load", fail)
    response = desk.get("/admin/")

    assert response.status_code == 503
    assert "Please go back and try again in a moment." in response.content.decode()


@pytest.mark.parametrize("counts", [True, False])
def test_signing_in_where_nothing_can_be_counted_is_told_on_a_page(
    client, cache_down, counts, monkeypatch
):
    """Counted before the form is looked at, and again with the address in it."""
    if not counts:
        monkeypatch.setattr(DeskMiddleware, "_too_often", lambda *_: None)

    response = sign_in(client, make_officer())

    assert response.status_code == 503
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Please go back and try again in a moment." in response.content.decode()
    assert "_auth_user_id" not in client.session
