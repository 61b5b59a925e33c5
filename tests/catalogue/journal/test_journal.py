from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from catalogue.journal import actions, clock, jobs
from catalogue.journal.actions import record
from catalogue.journal.models import Event, Generation, Job
from catalogue.journal.types import CategoryChanged, MarketChanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def handlers(monkeypatch):
    """A fresh registry: event type → handlers."""
    registry = {CategoryChanged: [], MarketChanged: []}
    monkeypatch.setattr(actions, "_handlers", registry)
    return registry


@pytest.fixture
def kinds(monkeypatch):
    Job.objects.all().delete()
    registry = {}
    monkeypatch.setattr(jobs, "_kinds", registry)
    return registry


def test_an_event_is_appended_with_what_it_happened_to(handlers):
    record(CategoryChanged("kriya"))

    event = Event.objects.last()
    assert (event.type, event.subject) == ("CategoryChanged", "kriya")


def test_a_recorded_event_waits_until_the_present_handlers_are_done(handlers):
    order = []

    def first(event):
        record(MarketChanged("JP"))
        order.append("first")

    handlers[CategoryChanged] = [first, lambda event: order.append("second")]
    handlers[MarketChanged] = [lambda event: order.append("nested")]

    record(CategoryChanged("kriya"))

    assert order == ["first", "second", "nested"]


def test_a_handler_that_raises_rolls_everything_back(handlers):
    def refuse(event):
        raise ValueError("refused")

    handlers[CategoryChanged] = [refuse]
    before = Event.objects.count()

    with pytest.raises(ValueError, match="refused"), transaction.atomic():
        record(CategoryChanged("kriya"))

    assert Event.objects.count() == before


def test_the_generation_moves_when_told_and_rows_stamped_lie_past_the_horizon():
    value, horizon = clock.generation()

    stamp = clock.advance()

    assert clock.generation()[0] == value + 1
    assert stamp >= horizon or stamp == clock.stamp()
    assert Generation.objects.count() == clock.SHARDS


def test_a_job_asked_for_twice_waits_once(kinds):
    jobs.enqueue("x", "1")
    jobs.enqueue("x", "1")
    jobs.enqueue("x", "2")

    assert Job.objects.count() == 2


def test_a_job_that_ran_is_gone(kinds):
    seen = []
    kinds["x"] = seen.append
    jobs.enqueue("x", "1")

    assert jobs.run_next() is True
    assert jobs.run_next() is False
    assert seen == ["1"]
    assert Job.objects.count() == 0


def test_what_somebody_waits_for_goes_first(kinds):
    seen = []
    kinds["x"] = seen.append
    jobs.enqueue("x", "drawing", urgency=9)
    jobs.enqueue("x", "letter", urgency=0)

    while jobs.run_next():
        pass

    assert seen == ["letter", "drawing"]


def test_a_failing_job_is_tried_again_later_and_given_up_in_the_end(kinds):
    def fail(subject):
        raise RuntimeError("no luck")

    kinds["x"] = fail
    jobs.enqueue("x", "1")

    for attempt in range(1, len(jobs.BACKOFF) + 2):
        Job.objects.update(leased_until=None)
        assert jobs.run_next() is True
        assert Job.objects.get().attempts == attempt

    job = Job.objects.get()
    assert job.failed_at is not None
    assert job.last_error == "RuntimeError: no luck"
    assert jobs.run_next() is False


def test_a_killed_workers_job_is_due_again_when_its_lease_ran_out(kinds):
    kinds["x"] = lambda subject: None
    jobs.enqueue("x", "1")
    Job.objects.update(leased_until=timezone.now() + timedelta(minutes=1), attempts=1)
    assert jobs.run_next() is False

    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    assert jobs.run_next() is True
