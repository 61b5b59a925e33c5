"""What she is told: read, chosen, and kept against another device's edit."""

from datetime import UTC, datetime

import pytest

from catalogue.journal import preferences
from catalogue.journal.models import Preferences
from tests.factories import make_user, signed_in, token_for

pytestmark = pytest.mark.django_db
URL = "/v1/me/notifications"
BY_DEFAULT = {
    "topics": [
        {"topic": topic, "email": True, "whatsapp": False}
        for topic in ("enquiries", "reminders", "saved_searches", "office")
    ],
    "quiet_hours": None,
    "whatsapp": {
        "available": False,
        "phone": None,
        "opt_in_url": None,
        "opted_in_at": None,
    },
}
MOMENT = datetime(2026, 12, 1, tzinfo=UTC)
NIGHT = {"zone": "Asia/Makassar", "from": "21:30", "until": "05:00"}


@pytest.fixture
def user(client):
    user = make_user()
    signed_in(client, user)
    return user


def patch(client, body, **headers):
    return client.patch(URL, body, format="json", **headers)


def test_without_a_wish_everything_comes_by_email(client, user):
    response = client.get(URL)

    assert (response.status_code, response.json()) == (200, BY_DEFAULT)
    assert response["ETag"].startswith('"r0-')
    assert response["Cache-Control"] == "private, no-cache"
    assert client.get(URL, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
    assert not Preferences.objects.exists()


def test_what_is_sent_is_kept_and_the_rest_stays(client, user):
    first = patch(client, {"topics": [{"topic": "office", "email": False}]})
    second = patch(client, {"quiet_hours": NIGHT})

    assert (first.status_code, second.status_code) == (200, 200)
    topics = {t["topic"]: t["email"] for t in second.json()["topics"]}
    assert topics == {
        "enquiries": True, "reminders": True, "saved_searches": True, "office": False,
    }  # fmt: skip
    assert second.json()["quiet_hours"] == NIGHT
    assert client.get(URL).json() == second.json()
    assert preferences.of(f"user:{user.pk}").wants("office", "email") is False


def test_topics_are_replaced_whole_and_null_ends_quiet_hours(client, user):
    patch(client, {"topics": [{"topic": "office", "email": False}]})
    patch(client, {"quiet_hours": NIGHT})

    patch(client, {"topics": [{"topic": "reminders", "whatsapp": True}]})
    response = patch(client, {"quiet_hours": None})

    told = {t["topic"]: (t["email"], t["whatsapp"]) for t in response.json()["topics"]}
    assert told["office"] == (True, False)
    assert told["reminders"] == (True, True)
    assert response.json()["quiet_hours"] is None


def test_each_person_has_wishes_of_her_own(client, user):
    patch(client, {"quiet_hours": NIGHT})

    signed_in(client, make_user())

    assert client.get(URL).json() == BY_DEFAULT


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"topic": []}, "/topic", "unknown_member"),
        ({"topics": {}}, "/topics", "invalid"),
        ({"topics": None}, "/topics", "null"),
        ({"topics": [{"topic": "money"}]}, "/topics/0/topic", "not_a_choice"),
        ({"topics": [{"email": True}]}, "/topics/0/topic", "required"),
        (
            {"topics": [{"topic": "office", "email": 1}]},
            "/topics/0/email",
            "invalid",
        ),
        (
            {"topics": [{"topic": "office"}, {"topic": "office"}]},
            "/topics/1/topic",
            "duplicate",
        ),
        ({"quiet_hours": {**NIGHT, "zone": "Asia/Tokyo"}}, "/quiet_hours/zone",
         "not_a_choice"),
        ({"quiet_hours": {**NIGHT, "from": "24:00"}}, "/quiet_hours/from", "invalid"),
        ({"quiet_hours": {**NIGHT, "until": "5:00"}}, "/quiet_hours/until", "invalid"),
        ({"quiet_hours": {**NIGHT, "until": 5}}, "/quiet_hours/until", "invalid"),
        (
            {"quiet_hours": {"zone": "Asia/Jakarta", "from": "21:00"}},
            "/quiet_hours/until",
            "required",
        ),
        ({"whatsapp": {"phone": "12"}}, "/whatsapp/phone", "invalid"),
        ({"whatsapp": {"opted_in_at": None}}, "/whatsapp/opted_in_at",
         "unknown_member"),
        ({"whatsapp": None}, "/whatsapp", "null"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_changes_nothing(client, user, body, pointer, code):
    response = patch(client, body)

    assert response.status_code == 400
    assert (pointer, code) in [
        (e["pointer"], e["code"]) for e in response.json()["errors"]
    ]
    assert not Preferences.objects.exists()


def test_an_edit_of_what_has_changed_since_is_refused(client, user):
    tag = client.get(URL)["ETag"]
    fresh = patch(client, {"quiet_hours": NIGHT}, HTTP_IF_MATCH=tag)

    stale = patch(client, {"quiet_hours": None}, HTTP_IF_MATCH=tag)

    assert (fresh.status_code, stale.status_code) == (200, 412)
    assert client.get(URL).json()["quiet_hours"] == NIGHT


def test_a_guest_has_none(client):
    assert client.get(URL).status_code == 401
    assert patch(client, {"quiet_hours": None}).status_code == 401
    assert not Preferences.objects.exists()


def test_an_api_key_may_not(client):
    key = token_for(make_user(), "ak", ["products:write"])
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")

    assert client.get(URL).status_code == 403


# -- WhatsApp


@pytest.fixture
def whatsapp(settings):
    settings.WHATSAPP_TOKEN = "sample"
    settings.WHATSAPP_NUMBER = "+628110000000"


def test_a_number_counts_once_its_owner_has_written_to_us(client, user, whatsapp):
    response = patch(client, {"whatsapp": {"phone": "0812 3456 7890"}})

    told = response.json()["whatsapp"]
    row = Preferences.objects.get()
    code = preferences.opt_in_code(row)
    assert told == {
        "available": True,
        "phone": "+6281234567890",
        "opt_in_url": f"https://wa.me/628110000000?text=START%20{code}",
        "opted_in_at": None,
    }

    moment = datetime(2026, 12, 1, 3, 4, 5, tzinfo=UTC)
    preferences.heard_from("+6281234567890", f"START {code}", moment)

    told = client.get(URL).json()["whatsapp"]
    assert (told["opt_in_url"], told["opted_in_at"]) == (None, "2026-12-01T03:04:05Z")


def test_null_takes_the_number_away(client, user, whatsapp):
    patch(client, {"whatsapp": {"phone": "+6281234567890"}})
    row = Preferences.objects.get()
    preferences.heard_from(row.phone, preferences.opt_in_code(row), MOMENT)

    response = patch(client, {"whatsapp": {"phone": None}})

    assert response.json()["whatsapp"]["phone"] is None
    assert response.json()["whatsapp"]["opted_in_at"] is None
