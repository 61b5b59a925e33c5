"""The one job queue: rows leased, run, retried with back-off, given up visibly."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import connection, transaction
from django.utils import timezone

from catalogue.journal.models import Job
from catalogue.journal.models.queue import NORMAL

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
RENEW_SECONDS = 20.0
BACKOFF = [timedelta(seconds=s) for s in (5, 60, 600, 3600)]

_kinds: dict[str, Callable[[str], None]] = {}


def handles(kind: str) -> Callable[[Callable[[str], None]], Callable[[str], None]]:
    """Register the function that runs jobs of `kind`; it is given the subject.

    It may run twice: a worker can die between doing and saying so.
    """

    def register(function: Callable[[str], None]) -> Callable[[str], None]:
        _kinds[kind] = function
        return function

    return register


@transaction.atomic
def enqueue(kind: str, subject: str = "", *, urgency: int = NORMAL) -> None:
    """Ask for `kind` to be run once this transaction commits, the urgent first.

    A job that already waits for the same subject is enough: it is locked until then,
    so that no worker runs it before what it is asked for can be seen.
    """
    waiting = Job.objects.select_for_update().filter(
        kind=kind, subject=subject, leased_until=None, failed_at=None
    )
    if waiting.first() is None:
        Job.objects.bulk_create(
            [
                Job(
                    kind=kind,
                    subject=subject,
                    urgency=urgency,
                    run_after=timezone.now(),
                )
            ],
            ignore_conflicts=True,
        )


def run_next() -> bool:
    """Run one due job; False when none is due."""
    job = _lease()
    if job is None:
        return False
    try:
        with _held(job):
            _kinds[job.kind](job.subject)
    except Exception as error:
        log.exception("Job %s %s failed", job.kind, job.subject)
        _retry_later(job, error)
    else:
        job.delete()
    return True


@contextmanager
def _held(job: Job) -> Iterator[None]:
    """Renew the lease while the job runs; a killed worker's runs out in a minute."""
    done = Event()

    def renew() -> None:
        while not done.wait(RENEW_SECONDS):
            Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() + LEASE)
        connection.close()  # this thread's own

    renewing = Thread(target=renew, daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()


def _lease() -> Job | None:
    now = timezone.now()
    if not Job.objects.due(now).exists():  # a plain look first: no write lock
        return None
    with transaction.atomic():
        due = Job.objects.due(now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        job.attempts += 1
        if job.attempts > len(BACKOFF) + 1:
            # It never came to an end: it takes its worker down with it.
            job.failed_at, job.leased_until = now, None
            job.last_error = job.last_error or "The worker died each time."
        else:
            job.leased_until = now + LEASE
        job.save()
        return None if job.failed_at else job


def _retry_later(job: Job, error: Exception) -> None:
    job.last_error = f"{type(error).__name__}: {error}"[:500]
    if job.attempts > len(BACKOFF):
        job.failed_at = timezone.now()
        job.leased_until = None
    else:
        job.leased_until = timezone.now() + BACKOFF[job.attempts - 1]
    job.save(update_fields=["last_error", "failed_at", "leased_until"])
