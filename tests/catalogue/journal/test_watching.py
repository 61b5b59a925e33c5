"""Does the worker live and keep up: measured, told to watchers, shown to staff."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from catalogue.journal import watching
from catalogue.journal.models import Job, Worker
from catalogue.journal.watching import Watched
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_yet():
    Job.objects.all().delete()
    Worker.objects.all().delete()


def ago(**delta):
    return timezone.now() - timedelta(**delta)


def job(**fields):
    return Job.objects.create(kind="x", **{"run_after": ago(seconds=90), **fields})


def test_an_installation_at_rest_has_no_lag():
    assert watching.look() == Watched(None, 0, 0)


def test_the_latest_beat_counts():
    Worker.objects.create(id="a 1", started_at=ago(hours=9), beat_at=ago(hours=1))
    Worker.objects.create(id="b 2", started_at=ago(hours=9), beat_at=ago(seconds=7))

    assert watching.look().beat_seconds == 7


def test_lag_is_how_long_the_oldest_due_job_has_waited():
    job(subject="young", run_after=ago(seconds=10))
    job(subject="oldest")
    job(subject="later", run_after=timezone.now() + timedelta(hours=1))
    job(subject="in hand", run_after=ago(hours=2), leased_until=ago(minutes=-1))
    job(subject="tried", run_after=ago(hours=2), leased_until=ago(seconds=30))
    job(subject="dead", run_after=ago(hours=2), failed_at=ago(hours=1))

    assert watching.look() == Watched(None, 90, 1)


def test_readiness_shows_them_and_stays_ready(client):
    job()
    job(subject="dead", failed_at=ago(hours=1))
    Worker.objects.create(id="a 1", started_at=ago(hours=9), beat_at=ago(hours=1))

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "storage": "ok",
        "shared_cache": None,
        "worker_beat_seconds": 3600,
        "jobs_lag_seconds": 90,
        "dead_letters": 1,
    }


def test_without_a_database_they_are_left_out(client, monkeypatch):
    class Broken:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr("api.meta.health.connection", Broken())

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "unavailable",
            "database": "failed",
            "storage": "ok",
            "shared_cache": None,
        },
    )


@pytest.fixture
def desk(client):
    client.force_login(
        make_user(is_staff=True, is_superuser=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_the_desk_shows_them_above_the_jobs(desk):
    job(subject="dead", failed_at=ago(hours=1))
    Worker.objects.create(id="a 1", started_at=ago(hours=9), beat_at=ago(seconds=7))

    page = desk.get("/admin/journal/job/").content.decode()

    assert "A worker said 7 s ago that it lives." in page
    assert 'Given up: <a href="?failed_at__isempty=0">1</a>' in page
    assert "a 1" in desk.get("/admin/journal/worker/").content.decode()


def test_a_dead_letter_can_be_tried_again_from_the_desk(desk):
    dead = job(failed_at=ago(hours=1), attempts=8)
    in_hand = job(leased_until=ago(minutes=-1), attempts=1)
    chosen = [dead.pk, in_hand.pk]

    desk.post(
        "/admin/journal/job/", {"action": "try_again", "_selected_action": chosen}
    )

    dead.refresh_from_db()
    assert (dead.failed_at, dead.attempts) == (None, 0)
    assert list(Job.objects.due(timezone.now())) == [dead]  # the other is under way
