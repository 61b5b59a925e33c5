"""What recipients want: chosen, ended by one click, opted into from a telephone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.journal import preferences
from catalogue.journal.errors import Stale
from catalogue.journal.models import Preferences, Topic
from tests.catalogue.journal.notified import KEY

pytestmark = pytest.mark.django_db
PHONE = "+6281234567890"


def test_without_a_wish_everything_comes_by_email_and_nothing_is_stored():
    wishes = preferences.of(KEY)

    assert [(wishes.wants(t, "email"), wishes.wants(t, "whatsapp")) for t in Topic] == [
        (True, False)
    ] * len(Topic)
    assert wishes.quiet_hours is None
    assert not Preferences.objects.exists()


def test_one_topic_is_switched_off_and_on_again():
    preferences.choose(KEY, "enquiries", wanted=False)
    off = preferences.of(KEY)
    preferences.choose(KEY, "enquiries", wanted=False)
    preferences.choose(KEY, "enquiries", wanted=True)
    on = preferences.of(KEY)

    assert (off.wants("enquiries", "email"), off.wants("office", "email")) == (
        False,
        True,
    )
    assert on.wants("enquiries", "email") is True
    assert (off.version, on.version) == (1, 2)  # a repeat changes nothing


def test_wanting_what_is_wanted_stores_nothing():
    preferences.choose(KEY, "enquiries", wanted=True)

    assert not Preferences.objects.exists()


def test_a_stale_change_changes_nothing():
    preferences.change(KEY, choices={})

    with pytest.raises(Stale):
        preferences.change(KEY, expected=0, quiet_zone="Asia/Jakarta")

    assert preferences.of(KEY).quiet_zone == ""


def test_half_of_the_quiet_hours_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Preferences.objects.create(recipient=KEY, quiet_zone="Asia/Jakarta")


def test_a_token_opens_its_recipient_and_topic_and_nothing_else():
    token = preferences.unsubscribe_link(KEY, "enquiries").rpartition("/")[2]

    assert preferences.read_token(token) == (KEY, "enquiries")
    for wrong in (token[:-1], token + "x", "", "x", token.replace(":", "")):
        assert preferences.read_token(wrong) is None


# -- WhatsApp


@pytest.fixture
def wishes():
    return preferences.change(KEY, phone=PHONE)


def hear(text, *, phone=PHONE, ago=timedelta()):
    preferences.heard_from(phone, text, timezone.now() - ago)
    return preferences.of(KEY)


def test_whoever_writes_the_code_from_that_number_is_in(wishes):
    assert wishes.opted_in_at is None

    found = hear(f"start {preferences.opt_in_code(wishes).lower()}")

    assert found.opted_in_at is not None
    assert preferences.may_write_freely(KEY) is True


@pytest.mark.parametrize("text", ["START", "Halo", "START 00000000", ""])
def test_a_message_without_the_code_opts_nobody_in(wishes, text):
    found = hear(text)

    assert (found.opted_in_at, found.written_at) == (None, None)


def test_the_code_from_another_number_opts_nobody_in(wishes):
    found = hear(preferences.opt_in_code(wishes), phone="+6281111111111")

    assert found.opted_in_at is None


@pytest.mark.parametrize("text", ["STOP", "stop", "Berhenti ya"])
def test_stop_ends_it(wishes, text):
    hear(preferences.opt_in_code(wishes))

    assert hear(text).opted_in_at is None


def test_free_text_is_allowed_for_24_hours_after_her_latest_message(wishes):
    hear(preferences.opt_in_code(wishes), ago=timedelta(hours=30))
    assert preferences.may_write_freely(KEY) is False

    hear("Terima kasih", ago=timedelta(hours=23, minutes=59))
    assert preferences.may_write_freely(KEY) is True
    hear("an older one that comes late", ago=timedelta(hours=26))
    assert preferences.may_write_freely(KEY) is True


def test_another_number_opts_in_anew(wishes):
    hear(preferences.opt_in_code(wishes))

    changed = preferences.change(KEY, phone="+6281111111111")

    assert (changed.opted_in_at, changed.written_at) == (None, None)
    assert preferences.opt_in_code(changed) != preferences.opt_in_code(wishes)
