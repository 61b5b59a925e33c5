"""What Meta tells: only if Meta signed it, and nothing of it is kept but the time."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest

from api.whatsapp_hook import messages
from catalogue.journal import preferences
from tests.catalogue.journal.notified import KEY

pytestmark = pytest.mark.django_db
URL = "/whatsapp"
RECORDING = Path(__file__).parent.parent / "catalogue/journal/recordings/incoming.json"


@pytest.fixture(autouse=True)
def set_up(settings):
    settings.WHATSAPP_APP_SECRET = "app-secret"
    settings.WHATSAPP_VERIFY_TOKEN = "hand-shake"


@pytest.fixture
def wishes():
    return preferences.change(KEY, phone="+6281234567890")


def incoming(text):
    body = json.loads(RECORDING.read_text())["body"]
    body["entry"][0]["changes"][0]["value"]["messages"][0]["text"]["body"] = text
    return json.dumps(body).encode()


def post(client, body, key="app-secret"):
    mark = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    return client.post(
        URL,
        body,
        content_type="application/json",
        HTTP_X_HUB_SIGNATURE_256=f"sha256={mark}",
    )


def test_a_signed_message_with_the_code_opts_in(client, wishes):
    response = post(client, incoming(f"START {preferences.opt_in_code(wishes)}"))

    found = preferences.of(KEY)
    assert (response.status_code, response.content) == (200, b"ok")
    assert f"{found.opted_in_at:%Y-%m-%dT%H:%M}" == "2025-11-28T03:20"
    assert found.written_at == found.opted_in_at


def test_what_meta_did_not_sign_is_refused_and_changes_nothing(client, wishes):
    body = incoming(f"START {preferences.opt_in_code(wishes)}")

    wrong = post(client, body, key="another")
    unsigned = client.post(URL, body, content_type="application/json")

    assert (wrong.status_code, unsigned.status_code) == (403, 403)
    assert preferences.of(KEY).version == wishes.version


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"entry": 1}', b'{"entry": [{"changes": [1]}]}'],
)
def test_what_is_no_message_is_passed_over(client, wishes, body):
    assert post(client, body).status_code == 200
    assert preferences.of(KEY).version == wishes.version


def test_a_number_that_is_none_is_passed_over():
    told = {"from": "١٢٣", "timestamp": "1"}, {"from": "628", "timestamp": "x"}, {}
    value = {"messages": list(told)}

    assert list(messages({"entry": [{"changes": [{"value": value}]}]})) == []


def test_the_handshake_gives_the_challenge_back(client):
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}

    right = client.get(URL, {**asked, "hub.verify_token": "hand-shake"})
    wrong = client.get(URL, {**asked, "hub.verify_token": "other"})

    assert (right.status_code, right.content) == (200, b"1158201444")
    assert right["Content-Type"] == "text/plain"
    assert wrong.status_code == 403


def test_without_a_secret_there_is_no_such_address(client, settings):
    settings.WHATSAPP_APP_SECRET = ""

    assert client.get(URL).status_code == 404
    assert post(client, incoming("START"), key="").status_code == 404


def test_other_methods_are_refused(client):
    assert client.delete(URL)["Allow"] == "GET, POST"
