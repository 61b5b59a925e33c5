"""The queue's finer rules: lanes, times, what is hopeless, who holds a job."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError
from django.utils import timezone

from catalogue.journal import jobs
from catalogue.journal.errors import Hopeless
from catalogue.journal.models import Job
from catalogue.journal.models.queue import URGENT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    Job.objects.all().delete()
    registry = {}
    monkeypatch.setattr(jobs, "_kinds", registry)
    monkeypatch.setattr(jobs, "_manners", {})
    return registry


def test_a_job_waits_for_its_time(kinds):
    seen = []
    kinds["x"] = seen.append
    jobs.enqueue("x", "1", not_before=timezone.now() + timedelta(hours=1))
    assert jobs.run_next() is False

    Job.objects.update(run_after=timezone.now())

    assert jobs.run_next() is True
    assert seen == ["1"]


def test_of_two_times_asked_for_the_earlier_holds(kinds):
    now = timezone.now()
    for hours in (5, 2, 3):
        jobs.enqueue("x", "1", not_before=now + timedelta(hours=hours))

    assert Job.objects.get().run_after == now + timedelta(hours=2)


def test_what_is_hopeless_is_given_up_at_once(kinds):
    def refuse(subject):
        raise Hopeless("no such thing")

    kinds["x"] = refuse
    jobs.enqueue("x", "1")

    assert jobs.run_next() is True

    job = Job.objects.get()
    assert (job.attempts, job.last_error) == (1, "Hopeless: no such thing")
    assert job.failed_at is not None
    assert list(Job.objects.dead()) == [job]


def test_each_lane_runs_its_own_jobs():
    seen = []
    jobs.handles("mail", lane=jobs.OUTGOING)(lambda s: seen.append("mail"))
    jobs.handles("work")(lambda s: seen.append("work"))
    jobs.enqueue("mail")
    jobs.enqueue("work")

    assert [jobs.run_next(jobs.OWN), jobs.run_next(jobs.OWN)] == [True, False]
    assert [jobs.run_next(jobs.OUTGOING), jobs.run_next(jobs.OUTGOING)] == [True, False]
    assert seen == ["work", "mail"]


def test_what_failed_goes_behind_what_was_not_tried_and_leaves_a_lane_to_it():
    seen = []
    jobs.handles("mail", lane=jobs.OUTGOING)(seen.append)
    for subject, attempts in (("failed twice", 2), ("failed", 1), ("new", 0)):
        jobs.enqueue("mail", subject)
        Job.objects.filter(subject=subject).update(attempts=attempts)

    assert [jobs.run_next(jobs.FIRST), jobs.run_next(jobs.FIRST)] == [True, False]
    jobs.enqueue("mail", "newer")
    while jobs.run_next(jobs.OUTGOING):
        pass

    assert seen == ["new", "newer", "failed", "failed twice"]


def test_the_urgent_is_tried_again_before_what_is_not():
    seen = []
    jobs.handles("mail", lane=jobs.OUTGOING)(seen.append)
    jobs.enqueue("mail", "new")
    jobs.enqueue("mail", "password", urgency=URGENT)
    Job.objects.filter(subject="password").update(attempts=1)

    while jobs.run_next(jobs.OUTGOING):
        pass

    assert seen == ["password", "new"]


@pytest.mark.parametrize("lane", [None, jobs.OWN, jobs.OUTGOING, jobs.FIRST])
def test_a_kind_of_another_release_waits_for_its_worker(kinds, lane):
    kinds["known"] = lambda subject: None
    jobs.enqueue("of a newer release", "1")

    assert jobs.run_next(lane) is False

    assert Job.objects.get().attempts == 0


def test_a_lease_is_renewed_also_after_the_database_was_away(kinds, monkeypatch):
    tries, renewed = [], Event()

    class Row:
        def update(self, **values):
            tries.append(values)
            if len(tries) == 1:
                raise OperationalError("gone")
            renewed.set()

        def delete(self):
            pass

    monkeypatch.setattr(jobs, "RENEW_SECONDS", 0.01)
    monkeypatch.setattr(jobs, "_mine", lambda job: Row())
    kinds["x"] = lambda subject: renewed.wait(5)
    jobs.enqueue("x")

    jobs.run_next()

    assert renewed.is_set()


def test_only_what_was_given_up_is_tried_again():
    now = timezone.now()
    later = {"kind": "x", "run_after": now + timedelta(hours=1), "attempts": 3}
    dead = Job.objects.create(subject="dead", failed_at=now, **later)
    Job.objects.create(subject="dead", **later)
    held = now + timedelta(minutes=1)
    Job.objects.create(subject="in hand", leased_until=held, **later)

    assert jobs.try_again(Job.objects.all()) == 1

    assert list(Job.objects.due(timezone.now())) == [dead]
    in_hand = Job.objects.get(subject="in hand")
    assert (in_hand.attempts, in_hand.leased_until) == (3, held)


def test_a_kind_has_its_own_pauses():
    def fail(subject):
        raise RuntimeError("no luck")

    jobs.handles("x", backoff=[timedelta(hours=3)])(fail)
    jobs.enqueue("x")

    jobs.run_next()
    pause = Job.objects.get().leased_until - timezone.now()
    Job.objects.update(leased_until=None)
    jobs.run_next()

    assert timedelta(hours=2, minutes=59) < pause <= timedelta(hours=3)
    assert Job.objects.get().failed_at is not None


def test_who_lost_the_lease_neither_deletes_nor_delays_what_another_runs(kinds):
    def overtaken(subject):
        Job.objects.update(attempts=2)  # as if leased anew by another worker

    def overtaken_and_failing(subject):
        overtaken(subject)
        raise RuntimeError("too late")

    for function in (overtaken, overtaken_and_failing):
        kinds["x"] = function
        Job.objects.all().delete()
        jobs.enqueue("x", "1")

        jobs.run_next()

        job = Job.objects.get()
        assert (job.attempts, job.last_error) == (2, "")


def test_an_error_is_kept_without_addresses(kinds):
    def fail(subject):
        raise RuntimeError("for wati@example.org and +62 812, 08123456789")

    kinds["x"] = fail
    jobs.enqueue("x", "1")

    jobs.run_next()

    told = Job.objects.get().last_error
    assert told == "RuntimeError: for [address] and +62 812, [number]"
