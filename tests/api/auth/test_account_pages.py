"""The small pages that letters' links lead to."""

from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from catalogue.accounts import letters
from catalogue.journal.models import Notice
from catalogue.sellers import actions as sellers
from catalogue.sellers.models import Member
from tests.factories import PASSWORD, later, make_seller, make_user

pytestmark = pytest.mark.django_db
NEW = "kopi-robusta-Liwa-9"
CONFIRM, RESET, JOIN = (
    "/account/confirm-email",
    "/account/reset-password",
    "/account/accept-invitation",
)


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def token_of_letter(kind) -> str:
    letter = Notice.objects.get(kind=kind)
    return unquote(letter.values["link"].partition("?token=")[2])


def confirm_token(user) -> str:
    letters.confirm_email(EmailAddress.objects.get(user=user))
    return token_of_letter("confirm_email")


@pytest.mark.parametrize("page", [CONFIRM, RESET, JOIN])
def test_a_page_holds_the_token_in_a_form_and_no_cookie(browser, page):
    response = browser.get(f'{page}?token=a"b&utm_source=mail&lang=en')

    text = response.content.decode()
    assert response.status_code == 200
    assert '<input type="hidden" name="token" value="a&quot;b">' in text
    assert '<html lang="en">' in text
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
    assert "<script" not in text


def test_a_page_speaks_the_readers_language(browser):
    by_header = browser.get(CONFIRM, headers={"Accept-Language": "id"})
    by_parameter = browser.get(f"{CONFIRM}?lang=id")

    for response in (by_header, by_parameter):
        assert "Konfirmasi alamat Anda" in response.content.decode()
        assert response["Content-Language"] == "id"


def test_opening_the_page_proves_nothing_the_button_does(browser):
    user = make_user(verified=False)
    token = confirm_token(user)

    browser.get(CONFIRM, {"token": token})
    opened = EmailAddress.objects.get(user=user).verified
    response = browser.post(CONFIRM, {"token": token})

    assert not opened
    assert response.status_code == 200
    assert "Your address is confirmed" in response.content.decode()
    assert EmailAddress.objects.get(user=user).verified


def test_a_spent_or_wrong_link_says_so(browser):
    response = browser.post(f"{CONFIRM}?lang=id", {"token": "x"})

    text = response.content.decode()
    assert response.status_code == 410
    assert "Minta yang baru" in text
    assert "<form" not in text


def test_a_password_is_chosen_and_faults_are_told(browser):
    user = make_user()
    letters.with_reset_link("reset_password", user)
    token = token_of_letter("reset_password")

    weak = browser.post(f"{RESET}?lang=id", {"token": token, "password": "12345"})
    right = browser.post(RESET, {"token": token, "password": NEW})
    again = browser.post(RESET, {"token": token, "password": NEW})

    assert [r.status_code for r in (weak, right, again)] == [400, 200, 410]
    assert "terlalu pendek" in weak.content.decode()
    assert token.replace("&", "&amp;") in weak.content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def invite(email):
    owner = make_user()
    seller = make_seller(owner=owner)
    sellers.invite(seller=seller, invited_by=owner, email=email, role="staff")
    return seller, token_of_letter("invitation")


def test_an_invitation_is_accepted_by_who_signs_in(browser):
    user = make_user("new@example.org")
    seller, token = invite("new@example.org")

    wrong = browser.post(
        JOIN, {"token": token, "email": user.email, "password": "not-it"}
    )
    assert not Member.objects.filter(user=user).exists()
    right = browser.post(
        JOIN, {"token": token, "email": user.email, "password": PASSWORD}
    )

    assert [wrong.status_code, right.status_code] == [401, 200]
    assert "Address or password are not right." in wrong.content.decode()
    assert 'value="new@example.org"' in wrong.content.decode()
    assert Member.objects.get(user=user).seller == seller


def test_an_invitation_of_another_is_not_accepted(browser):
    user = make_user("other@example.org")
    _, token = invite("new@example.org")

    response = browser.post(
        JOIN, {"token": token, "email": user.email, "password": PASSWORD}
    )

    assert response.status_code == 410
    assert not Member.objects.filter(user=user).exists()


def test_an_old_invitation_is_not_accepted(browser):
    user = make_user("new@example.org")
    _, token = invite("new@example.org")

    with later(days=30):
        response = browser.post(
            JOIN, {"token": token, "email": user.email, "password": PASSWORD}
        )

    assert response.status_code == 410


def test_forms_are_counted_with_signing_in(browser, settings, post):
    settings.AUTH_RATE_LIMIT = 2
    post("/v1/auth/verify-email", token="x")
    browser.get(CONFIRM)

    answers = [browser.post(CONFIRM, {"token": "x"}) for _ in range(2)]

    assert [a.status_code for a in answers] == [410, 429]
    assert int(answers[1]["Retry-After"]) >= 1
    assert "Wait" in answers[1].content.decode()


@pytest.mark.parametrize("password", ["a\u0000b", "a\nb"])
def test_control_characters_are_refused(browser, password):
    user = make_user()
    letters.with_reset_link("reset_password", user)
    token = token_of_letter("reset_password")

    response = browser.post(RESET, {"token": token, "password": password + NEW})

    assert response.status_code == 400
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_other_pages_and_methods_are_problems(browser):
    assert browser.get("/account/other").json()["code"] == "not_found"
    response = browser.put(CONFIRM)
    assert response.json()["code"] == "method_not_allowed"
    assert response["Allow"] == "GET, HEAD, POST"
    assert browser.post(CONFIRM).status_code == 410


@pytest.mark.parametrize("page", [CONFIRM, RESET, JOIN])
def test_where_nothing_can_be_counted_the_form_comes_back(browser, page, cache_down):
    response = browser.post(
        page, {"token": "of-a-letter", "email": "sari@example.org", "password": NEW}
    )

    shown = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Try again in a moment." in shown
    assert 'value="of-a-letter"' in shown
    assert NEW not in shown
