"""The one job queue: rows leased, run, retried with back-off, given up visibly."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import Error, connection, transaction
from django.utils import timezone

from catalogue.journal.errors import Hopeless
from catalogue.journal.models import Job
from catalogue.journal.models.queue import NORMAL, JobQuerySet
from catalogue.journal.scrubbing import scrub

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
RENEW_SECONDS = 20.0
BACKOFF = [timedelta(seconds=s) for s in (5, 60, 600, 3600)]
# Lanes: what waits for others' servers must not hold up what does not.
OWN, OUTGOING = "own", "outgoing"
FIRST = "first"  # the outgoing jobs that nobody has tried yet
HUNG_SECONDS = 120.0  # an outgoing job that takes longer never ends

Handler = Callable[[str], None]  # of a job's subject


@dataclass(frozen=True)
class Manner:
    """How jobs of a kind are run: in which lane, tried again after which pauses."""

    lane: str = OWN
    backoff: Sequence[timedelta] = tuple(BACKOFF)


_kinds: dict[str, Handler] = {}
_manners: dict[str, Manner] = {}


def handles(
    kind: str, *, lane: str = OWN, backoff: Sequence[timedelta] = tuple(BACKOFF)
) -> Callable[[Handler], Handler]:
    """Register the function that runs jobs of `kind`; it is given the subject.

    It may run twice: a worker can die between doing and saying so. `Hopeless` gives
    the job up at once, anything else after the last pause of `backoff`.
    """

    def register(function: Handler) -> Handler:
        _kinds[kind] = function
        _manners[kind] = Manner(lane, backoff)
        return function

    return register


def kinds() -> frozenset[str]:
    """The kinds that something was registered for."""
    return frozenset(_kinds)


def manner_of(kind: str) -> Manner:
    return _manners.get(kind, Manner())


@transaction.atomic(savepoint=False)
def enqueue(
    kind: str,
    subject: str = "",
    *,
    urgency: int = NORMAL,
    not_before: datetime | None = None,
) -> None:
    """Ask for `kind` to be run once this transaction commits, the urgent first.

    A job that already waits for the same subject is enough: it is locked until then,
    so that no worker runs it before what it is asked for can be seen. The earlier of
    two times holds.
    """
    run_after = not_before or timezone.now()
    waiting = Job.objects.select_for_update().filter(
        kind=kind, subject=subject, leased_until=None, failed_at=None
    )
    found = waiting.first()
    if found is None:
        Job.objects.bulk_create(
            [Job(kind=kind, subject=subject, urgency=urgency, run_after=run_after)],
            ignore_conflicts=True,
        )
    elif run_after < found.run_after:
        Job.objects.filter(pk=found.pk).update(run_after=run_after)


def run_next(
    lane: str | None = None, told: Callable[[Job], None] | None = None
) -> bool:
    """Run one due job, of any lane where None; False when none is due.

    `told` hears which, before it is run.
    """
    job = _lease(lane)
    if job is None:
        return False
    if told is not None:
        told(job)
    try:
        with _held(job):
            _kinds[job.kind](job.subject)
    except Exception as error:
        log.exception("Job %s %s failed", job.kind, job.subject)
        _retry_later(job, error)
    else:
        _mine(job).delete()
    return True


def give_back(job: Job) -> None:
    """Count a job that hangs as failed: it is tried again after its pause."""
    _retry_later(job, TimeoutError(f"It took more than {HUNG_SECONDS:.0f} s."))


def try_again(chosen: JobQuerySet) -> int:
    """Make those of `chosen` that were given up due, as if never tried: how many."""
    now = timezone.now()
    # A lease that ends now: due, and beside a job that waits for the same.
    return chosen.dead().update(
        failed_at=None, attempts=0, run_after=now, leased_until=now
    )


def _mine(job: Job):
    """The row while this worker still holds it; none once another has leased it."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts)


@contextmanager
def _held(job: Job) -> Iterator[None]:
    """Renew the lease while the job runs; a killed worker's runs out in a minute.

    So does that of an outgoing job that hangs, for another to take.
    """
    done = Event()
    is_outgoing = manner_of(job.kind).lane == OUTGOING
    until = time.monotonic() + (HUNG_SECONDS if is_outgoing else float("inf"))

    def renew() -> None:
        while not done.wait(RENEW_SECONDS) and time.monotonic() < until:
            try:
                _mine(job).update(leased_until=timezone.now() + LEASE)
            except Error:
                connection.close()  # the next try makes a new one
        connection.close()  # this thread's own

    renewing = Thread(target=renew, daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()


def _due(now: datetime, lane: str | None):
    """Of kinds that are known here: a newer release's wait for its own worker."""
    due = Job.objects.due(now)
    if lane is None:
        return due.filter(kind__in=kinds())
    outgoing = {kind for kind, manner in _manners.items() if manner.lane == OUTGOING}
    if lane == OWN:
        return due.filter(kind__in=kinds() - outgoing)
    due = due.filter(kind__in=outgoing)
    if lane == FIRST:
        return due.filter(attempts=0)
    # What failed must not go before what may well succeed.
    return due.order_by("urgency", "attempts", "run_after", "id")


def _lease(lane: str | None) -> Job | None:
    now = timezone.now()
    if not _due(now, lane).exists():  # a plain look first: no write lock
        return None
    with transaction.atomic():
        due = _due(now, lane)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        job.attempts += 1
        if job.attempts > len(manner_of(job.kind).backoff) + 1:
            # It never came to an end: it takes its worker down with it.
            job.failed_at, job.leased_until = now, None
            job.last_error = job.last_error or "The worker died each time."
        else:
            job.leased_until = now + LEASE
        job.save()
        return None if job.failed_at else job


def _retry_later(job: Job, error: Exception) -> None:
    pauses = manner_of(job.kind).backoff
    now = timezone.now()
    values: dict = {"last_error": scrub(f"{type(error).__name__}: {error}")[:500]}
    if isinstance(error, Hopeless) or job.attempts > len(pauses):
        values |= {"failed_at": now, "leased_until": None}
    else:
        values |= {"leased_until": now + pauses[job.attempts - 1]}
    _mine(job).update(**values)
