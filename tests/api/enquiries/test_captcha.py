"""The optional proof that a guest is a person, with the provider's answers played."""

import json
from urllib.parse import parse_qs

import pytest

from catalogue.enquiries.models import Submission
from catalogue.journal import outgoing
from catalogue.journal.outgoing import Answer
from tests.factories import make_user, token_for

pytestmark = pytest.mark.django_db

ENQUIRIES = "/v1/enquiries"


@pytest.fixture
def provider(monkeypatch, settings):
    """What it is asked is kept; it answers what `says` holds."""
    settings.CAPTCHA_SECRET = "a-secret"

    class Provider:
        says: object = {"success": True}
        asked: list = []

    asked = Provider.asked = []

    def post(url, body, headers):
        asked.append((url, parse_qs(body.decode())))
        if isinstance(Provider.says, Exception):
            raise Provider.says
        return Answer(200, json.dumps(Provider.says).encode())

    monkeypatch.setattr(outgoing, "post", post)
    return Provider


@pytest.fixture
def body(sample):
    return {
        "items": [{"product_id": str(sample("P001").pk)}],
        "message": "We need 200 pieces.",
        "contact": {"name": "Aiko Mori", "email": "aiko@example.jp"},
    }


def test_nothing_is_asked_for_until_a_secret_is_set(client, body):
    assert client.post(ENQUIRIES, body, "json").status_code == 201


def test_a_guest_shows_the_token_of_the_widget(client, body, provider):
    answer = client.post(ENQUIRIES, {**body, "captcha_token": "token-1"}, "json")

    assert answer.status_code == 201
    ((url, form),) = provider.asked
    assert url == "https://challenges.cloudflare.com/turnstile/v0/siteverify"
    assert form == {"secret": ["a-secret"], "response": ["token-1"]}


@pytest.mark.parametrize(
    ("token", "says", "code"),
    [
        (None, {"success": True}, "required"),
        ("x" * 3000, {"success": True}, "required"),
        ("token-1", {"success": False, "error-codes": ["bad"]}, "invalid"),
        ("token-1", ["no object"], "invalid"),
    ],
)
def test_anything_else_is_refused_and_nothing_is_kept(
    client, body, provider, token, says, code
):
    provider.says = says

    answer = client.post(ENQUIRIES, {**body, "captcha_token": token}, "json")

    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/captcha_token", code)
    assert Submission.objects.count() == 0


def test_it_fails_closed_while_the_provider_is_away(client, body, provider):
    provider.says = outgoing.Unanswered("Timeout")

    answer = client.post(ENQUIRIES, {**body, "captcha_token": "token-1"}, "json")

    assert answer.status_code == 503
    assert Submission.objects.count() == 0


def test_a_repeat_is_not_asked_for_another(client, body, provider):
    asked = {**body, "captcha_token": "token-1"}
    first = client.post(ENQUIRIES, asked, "json", HTTP_IDEMPOTENCY_KEY="k" * 20)

    again = client.post(ENQUIRIES, asked, "json", HTTP_IDEMPOTENCY_KEY="k" * 20)

    assert again.content == first.content
    assert len(provider.asked) == 1


def test_a_guest_who_asked_before_shows_one_too(client, body, provider):
    first = client.post(ENQUIRIES, {**body, "captcha_token": "token-1"}, "json")
    secret = first.json()["access_token"]
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")

    answer = client.post(ENQUIRIES, {**body, "message": "And 300?"}, "json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/captcha_token"
    assert Submission.objects.count() == 1


def test_a_buyer_with_an_account_shows_none(client, body, provider):
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(make_user())}")
    del body["contact"]

    assert client.post(ENQUIRIES, body, "json").status_code == 201
    assert provider.asked == []
