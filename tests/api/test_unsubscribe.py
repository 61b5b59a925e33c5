"""The page in a letter's footer, and the one click of mail programs (RFC 8058)."""

import pytest

from catalogue.journal import preferences
from catalogue.journal.models import Preferences
from tests.catalogue.journal.notified import KEY

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def path():
    link = preferences.unsubscribe_link(KEY, "enquiries")
    return "/" + link.partition("://")[2].partition("/")[2]


def wanted() -> bool:
    return preferences.of(KEY).wants("enquiries", "email")


@pytest.mark.parametrize("form", ["multipart", "urlencoded"])
def test_one_click_ends_the_topic_without_cookie_or_sign_in(client, path, form):
    if form == "multipart":
        response = client.post(path, ONE_CLICK)
    else:
        response = client.post(
            path,
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )

    assert response.status_code == 200
    assert response.cookies == {}
    assert wanted() is False
    assert preferences.of(KEY).wants("reminders", "email") is True


def test_it_may_be_repeated(client, path):
    answers = [client.post(path, ONE_CLICK).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert wanted() is False
    assert Preferences.objects.get().version == 1


def test_a_page_that_is_opened_changes_nothing(client, path):
    for method in (client.get, client.head):
        response = method(f"{path}?lang=en&utm_source=letter")
        assert response.status_code == 200

    page = client.get(f"{path}?lang=en").content.decode()
    assert "Yes, unsubscribe" in page
    assert "enquiries" in page
    assert wanted() is True
    assert not Preferences.objects.exists()


def test_it_can_be_taken_back_on_the_page(client, path):
    done = client.post(f"{path}?lang=en", ONE_CLICK).content.decode()
    again = client.post(f"{path}?lang=en", {"again": "1"}).content.decode()

    assert "Undo" in done
    assert "Yes, unsubscribe" in again
    assert wanted() is True


def test_who_has_ended_it_is_told_when_she_opens_the_page_later(client, path):
    preferences.choose(KEY, "enquiries", wanted=False)

    page = client.get(f"{path}?lang=id").content.decode()

    assert "Anda sudah berhenti" in page
    assert "Terima lagi" in page
    assert wanted() is False


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_is_private_and_in_both_languages(client, path, language):
    response = client.get(f"{path}?lang={language}")

    assert f'<html lang="{language}">' in response.content.decode()
    assert response["Content-Language"] == language
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_link_of_nobodys_says_so_and_changes_nothing(client, path):
    for response in (
        client.get(f"{path}x?lang=en"),
        client.post(f"{path}x?lang=en", ONE_CLICK),
    ):
        assert response.status_code == 410
        assert "<button>" not in response.content.decode()
    assert not Preferences.objects.exists()


def test_other_methods_are_refused(client, path):
    response = client.delete(path)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert wanted() is True
