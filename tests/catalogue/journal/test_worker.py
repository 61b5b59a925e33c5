"""Schedules, and hands that hang. Threads of a real worker: `test_concurrency`."""

from threading import Event

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from catalogue.journal import jobs, worker


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


def test_a_hand_that_hangs_is_replaced_and_others_stay(monkeypatch):
    started = []
    monkeypatch.setattr(worker.Hand, "start", lambda self: started.append(self))
    stop = Event()
    idle, busy, hanging = (worker.Hand(jobs.OUTGOING, stop) for _ in range(3))
    now = worker.time.monotonic()
    busy.doing, busy.since = "journal.deliver 1", now - jobs.HUNG_SECONDS + 60
    hanging.doing, hanging.since = "journal.deliver 2", now - jobs.HUNG_SECONDS - 1
    hands = [idle, hanging, busy]

    worker._replace_hanging(hands)

    assert hanging.abandoned.is_set()
    assert hands == [idle, started[0], busy]
    assert started[0].lane == jobs.OUTGOING
    assert not started[0].abandoned.is_set()


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
