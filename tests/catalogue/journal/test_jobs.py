"""The queue's finer rules: lanes, times, what is hopeless, who holds a job."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.journal import jobs
from catalogue.journal.errors import Hopeless
from catalogue.journal.models import Job

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
