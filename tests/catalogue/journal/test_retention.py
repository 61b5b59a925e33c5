"""What is past its term goes, and nothing else."""

import os
import time
from datetime import timedelta

import pytest
from django.core.management import call_command, load_command_class
from django.db import DatabaseError, transaction
from django.utils import timezone

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.models import (
    AuditEntry,
    Counter,
    Event,
    EventPayload,
    IdempotencyKey,
    Job,
    Notice,
    RetentionPass,
    Worker,
)
from catalogue.journal.notices import JOB
from catalogue.journal.retention import forget
from catalogue.journal.types import ReportResolved
from tests.factories import later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_yet():
    IdempotencyKey.objects.all().delete()
    Counter.objects.all().delete()
    EventPayload.objects.all().delete()


def kept_answer(number=1):
    return IdempotencyKey.objects.create(
        caller="guest",
        method="POST",
        path="/v1/reports",
        key_digest=f"{number:064d}",
        body_digest="0" * 64,
    )


def test_each_kind_goes_after_its_own_term(monkeypatch):
    from catalogue.journal import actions

    monkeypatch.setattr(actions, "_handlers", {ReportResolved: []})
    record(ReportResolved(1, 2, "dismiss"))
    audit.write("x.done", "product", 1)
    kept_answer()
    Counter.objects.create(key="auth 1", used=1, window_ends=int(time.time()) + 60)
    events = Event.objects.count()
    mine = AuditEntry.objects.filter(action="x.done")

    gone = []
    for delta in (
        {"hours": 23},
        {"hours": 24, "seconds": 5},
        {"days": 1, "minutes": 2},
        {"days": 89},
        {"days": 90, "seconds": 5},
        {"days": 3649},
    ):
        with later(**delta):
            found = forget()
            gone.append({name: count for name, count in found.items() if count})
            assert mine.count() == 1
    with later(days=3650, seconds=5):
        last = forget()

    assert gone == [
        {},
        {"idempotency_keys": 1},
        {"counters": 1},
        {},
        {"event_payloads": 1},
        {},
    ]
    assert last["audit_entries"] >= 1
    assert mine.count() == 0
    assert Event.objects.count() == events
    assert RetentionPass.objects.count() == 0


def told(about, **fields):
    return Notice.objects.create(
        kind="invitation", about=about, recipient="user:1", language="en", **fields
    )


def test_notices_go_a_year_after_they_were_sent_and_unsent_ones_after_a_month():
    Notice.objects.all().delete()
    now = timezone.now()
    told("1", status="sent", sent_at=now)
    told("2", status="suppressed")
    unsent = told("3", address="wati@example.org")
    Job.objects.create(kind=JOB, subject=str(unsent.pk), run_after=now, failed_at=now)

    gone = []
    for days in (29, 31, 364, 366):
        with later(days=days):
            found = forget()
            gone.append((found["unsent_notices"], found["notices"]))

    assert gone == [(0, 0), (1, 0), (0, 0), (0, 2)]
    assert not Job.objects.filter(kind=JOB).exists()


def test_a_worker_that_was_killed_is_forgotten_after_a_day():
    now = timezone.now()
    Worker.objects.create(id="a 1", started_at=now, beat_at=now)

    gone = []
    for hours in (23, 25):
        with later(hours=hours):
            gone.append(forget()["workers"])

    assert gone == [0, 1]


def test_letters_that_are_kept_as_files_go_after_a_week(settings, tmp_path):
    settings.MAIL_DIR = tmp_path
    for name, days in [("old.txt", 8), ("old.html", 8), ("young.txt", 6)]:
        (tmp_path / name).touch()
        written = time.time() - days * 24 * 60 * 60
        os.utime(tmp_path / name, (written, written))

    gone = forget()["kept_letters"]

    assert gone == 2
    assert [path.name for path in tmp_path.iterdir()] == ["young.txt"]


def test_repeating_is_harmless():
    kept_answer()

    with later(days=2):
        assert forget()["idempotency_keys"] == 1
        assert forget()["idempotency_keys"] == 0


def test_the_terms_are_settings(settings):
    settings.IDEMPOTENCY_KEY_LIFE = timedelta(hours=48)
    kept_answer()

    with later(hours=47):
        assert forget()["idempotency_keys"] == 0
    with later(hours=49):
        assert forget()["idempotency_keys"] == 1


def test_the_command_does_the_same():
    kept_answer()

    with later(days=2):
        call_command("retention")

    assert IdempotencyKey.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.filter(action="x.done").delete(),
        lambda: AuditEntry.objects.filter(action="x.done").update(action="y"),
    ],
)
def test_an_audit_entry_is_changed_by_nobody(change):
    audit.write("x.done", "product", 1)

    with pytest.raises(DatabaseError), transaction.atomic():
        change()

    assert AuditEntry.objects.filter(action="x.done").count() == 1


def test_while_old_entries_go_young_ones_cannot():
    audit.write("x.done", "product", 1)

    RetentionPass.objects.create(before="2000-01-01T00:00Z")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(action="x.done").delete()

    assert AuditEntry.objects.filter(action="x.done").count() == 1


def test_the_command_says_what_it_leaves_to_the_worker():
    told = load_command_class("catalogue.journal", "retention").help

    assert "contact data of enquiries" in told.partition("Left to the worker")[2]
