"""Schedules, and hands that hang. Threads of a real worker: `test_concurrency`."""

from datetime import timedelta
from threading import Event

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django.utils import timezone

from catalogue.journal import jobs, worker
from catalogue.journal.models import Job


@pytest.fixture
def schedules(monkeypatch):
    found = ([], [])
    monkeypatch.setattr(worker, "autodiscover_modules", lambda name: None)
    monkeypatch.setattr(worker, "_ticks", found[0])
    monkeypatch.setattr(worker, "_hours", found[1])
    return found


def test_a_tick_runs_every_schedule_once(schedules, capsys):
    seen = []

    def often():
        seen.append("often")

    def hourly():
        seen.append("hourly")

    worker.every_tick(often)
    worker.every_hour(hourly)

    call_command("tick")

    assert seen == ["often", "hourly"]
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition(".")[2] for line in lines] == [
        "often: done",
        "hourly: done",
    ]


def test_a_schedule_that_fails_keeps_no_other_from_running_and_is_told(schedules):
    seen = []

    def fail():
        raise RuntimeError("no luck")

    worker.every_tick(fail)
    worker.every_hour(lambda: seen.append("ran"))

    with pytest.raises(CommandError, match="1 of 2 failed"):
        call_command("tick")

    assert seen == ["ran"]


@pytest.mark.django_db
def test_a_hand_that_hangs_is_replaced_its_job_waits_and_others_stay(monkeypatch):
    started = []
    monkeypatch.setattr(worker.Hand, "start", lambda self: started.append(self))
    stop = Event()
    idle, busy, hanging = (worker.Hand(jobs.OUTGOING, stop) for _ in range(3))
    now = worker.time.monotonic()
    lease = {"attempts": 2, "run_after": timezone.now(), "leased_until": timezone.now()}
    busy.job = Job.objects.create(kind="journal.deliver", subject="1", **lease)
    hanging.job = Job.objects.create(kind="journal.deliver", subject="2", **lease)
    busy.since = now - jobs.HUNG_SECONDS + 60
    hanging.since = now - jobs.HUNG_SECONDS - 1
    hands = [idle, hanging, busy]

    worker._replace_hanging(hands)

    assert hanging.abandoned.is_set()
    assert hands == [idle, started[0], busy]
    assert started[0].lane == jobs.OUTGOING
    assert not started[0].abandoned.is_set()
    pause = Job.objects.get(subject="2").leased_until - timezone.now()
    assert timedelta(seconds=50) < pause <= timedelta(minutes=1)
    busy.job.refresh_from_db()
    assert (busy.job.leased_until, busy.job.last_error) == (lease["leased_until"], "")


@pytest.mark.parametrize(
    ("threads", "lanes"),
    [(1, ["outgoing"]), (2, ["first", "outgoing"]), (3, ["first", *["outgoing"] * 2])],
)
def test_of_several_threads_one_is_kept_for_first_attempts(threads, lanes):
    assert worker._lanes(threads) == lanes


def test_a_database_that_is_away_is_told_in_a_line_and_asked_less_and_less(
    monkeypatch, caplog
):
    def away(lane, told):
        raise OperationalError("connection refused\n\tIs the server running?")

    monkeypatch.setattr(worker, "teller", worker.Teller())
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(jobs, "run_next", away)
    hand, other = (worker.Hand(jobs.OWN, Event()) for _ in range(2))

    pauses = []
    for _ in range(6):
        assert hand.work_once() is other.work_once() is False
        pauses.append(hand.pause)

    assert pauses == [2, 4, 8, 16, 30, 30]
    assert [(r.getMessage(), r.exc_info) for r in caplog.records] == [
        (
            "The worker could not look for jobs; it tries again. connection refused",
            None,
        )
    ]
    monkeypatch.setattr(jobs, "run_next", lambda lane, told: False)
    hand.work_once()
    assert hand.pause == worker.POLL_SECONDS


def test_so_is_a_schedule_that_finds_it_away(schedules, caplog):
    def away():
        raise OperationalError("connection refused\n\tIs the server running?")

    worker.every_tick(away)

    assert list(worker.tick().values()) == [False]
    (record,) = caplog.records
    assert record.getMessage().endswith("it is tried again. connection refused")
    assert record.exc_info is None


@pytest.mark.django_db
def test_a_hand_says_what_it_does_while_it_does_it(monkeypatch):
    hand = worker.Hand(jobs.OWN, Event())
    seen = []

    def run_next(lane, told):
        told(jobs.Job(kind="x", subject="1"))
        seen.append((lane, hand.doing))
        return True

    monkeypatch.setattr(jobs, "run_next", run_next)

    assert hand.work_once() is True
    assert seen == [(jobs.OWN, "x 1")]
    assert hand.doing == ""
