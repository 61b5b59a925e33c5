"""The loop that runs jobs: `manage.py worker`, beside or apart from the server.

One thread does our own work and the schedules. A few others deliver, so that a mail
server that hangs holds up neither the work nor the other letters.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread

from django.conf import settings
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from catalogue.journal import deliveries, jobs, retention  # noqa: F401 - a job
from catalogue.journal.models import Job, Worker
from catalogue.journal.scrubbing import scrub

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
SLOWEST_SECONDS = 30.0  # between two looks while the database is away
TICK_SECONDS = 30.0
HOUR_SECONDS = 3600.0
BEAT_SECONDS = 10.0
AWAY = (OperationalError, InterfaceError)  # of the database
DRAIN_SECONDS = 10.0  # a supervisor kills after 15

_ticks: list[Callable[[], None]] = []
_hours: list[Callable[[], object]] = [retention.forget]


def every_tick(function: Callable[[], None]) -> Callable[[], None]:
    """Register what a worker looks after by the clock, every half minute."""
    _ticks.append(function)
    return function


def every_hour(function: Callable[[], None]) -> Callable[[], None]:
    """Register what a worker tidies up once an hour."""
    _hours.append(function)
    return function


@dataclass
class Teller:
    """Logs what failed; that the database is away, once for all threads."""

    quiet_until: float = 0.0

    def failed(self, what: str, error: Exception) -> None:
        if not isinstance(error, AWAY):
            log.error("%s", what, exc_info=error)
        elif time.monotonic() >= self.quiet_until:
            self.quiet_until = time.monotonic() + SLOWEST_SECONDS
            log.error("%s %s", what, _line(error))


def _line(error: Exception) -> str:
    return scrub(str(error).strip().partition("\n")[0])


teller = Teller()


@dataclass
class Hand:
    """One thread's work, as the others see it."""

    lane: str
    stop: Event
    job: Job | None = None  # what it does
    since: float = 0.0  # by the monotonic clock
    pause: float = POLL_SECONDS
    abandoned: Event = field(default_factory=Event)

    def start(self) -> Thread:
        # A daemon: one that hangs must not keep the process from ending.
        thread = Thread(target=self.work, daemon=True)
        thread.start()
        return thread

    def work(self) -> None:
        while not self.stop.is_set() and not self.abandoned.is_set():
            if not self.work_once():
                self.stop.wait(self.pause)
        connection.close()

    def work_once(self) -> bool:
        """Whether there was a job to run."""
        close_old_connections()
        try:
            found = jobs.run_next(self.lane, told=self._begin)
        except Exception as error:  # noqa: BLE001 - whatever it is, it may pass
            teller.failed("The worker could not look for jobs; it tries again.", error)
            self.pause = min(2 * self.pause, SLOWEST_SECONDS)
            return False
        else:
            self.pause = POLL_SECONDS
            return found
        finally:
            self.job = None

    def _begin(self, job: Job) -> None:
        self.since = time.monotonic()
        self.job = job

    @property
    def doing(self) -> str:
        job = self.job
        return f"{job.kind} {job.subject}".strip() if job else ""

    @property
    def hangs(self) -> bool:
        return bool(self.job) and time.monotonic() > self.since + jobs.HUNG_SECONDS


def run(stop: Event) -> None:
    """Run jobs until `stop` is set; the jobs in hand are finished first."""
    autodiscover_modules("jobs")
    own = Hand(jobs.OWN, stop)
    delivering = [Hand(lane, stop) for lane in _lanes(settings.DELIVERY_THREADS)]
    threads = [hand.start() for hand in delivering]
    beating = Thread(target=_beat, args=(stop, own, delivering), daemon=True)
    beating.start()
    _work_by_the_clock(stop, own)
    deadline = time.monotonic() + DRAIN_SECONDS
    for thread in [*threads, beating]:
        thread.join(max(0.0, deadline - time.monotonic()))


def _lanes(threads: int) -> list[str]:
    """One is kept for first attempts, where there are several."""
    lanes = [jobs.OUTGOING] * threads
    if threads > 1:
        lanes[0] = jobs.FIRST
    return lanes


def _work_by_the_clock(stop: Event, own: Hand) -> None:
    next_tick = next_hour = 0.0
    while not stop.is_set():
        close_old_connections()
        if settings.WORKER_SCHEDULES and time.monotonic() >= next_tick:
            next_tick = time.monotonic() + TICK_SECONDS
            _run_each(_ticks)
        if settings.WORKER_SCHEDULES and time.monotonic() >= next_hour:
            next_hour = time.monotonic() + HOUR_SECONDS
            _run_each(_hours)
        if not own.work_once():
            stop.wait(own.pause)


def tick() -> dict[str, bool]:
    """Run every schedule once, for a clock outside: which, and whether it worked."""
    autodiscover_modules("jobs")
    return _run_each([*_ticks, *_hours])


def _run_each(functions: Sequence[Callable[[], object]]) -> dict[str, bool]:
    """Each by itself: one that fails must not keep the others from being done."""
    done = {}
    for function in functions:
        name = f"{function.__module__}.{function.__qualname__}"
        try:
            function()
        except AWAY as error:
            log.error("%s failed; it is tried again. %s", name, _line(error))
            done[name] = False
        except Exception:
            log.exception("%s failed; it is tried again.", name)
            done[name] = False
        else:
            done[name] = True
    return done


# -- the sign of life


def _beat(stop: Event, own: Hand, delivering: list[Hand]) -> None:
    name = f"{socket.gethostname()[:60]} {os.getpid()}"
    started_at = timezone.now()
    while True:
        close_old_connections()
        try:
            _replace_hanging(delivering)
            doing = "; ".join(h.doing for h in [own, *delivering] if h.doing)
            Worker.objects.update_or_create(
                pk=name,
                defaults={
                    "started_at": started_at,
                    "beat_at": timezone.now(),
                    "doing": doing[:500],
                },
            )
            if stop.is_set():
                Worker.objects.filter(pk=name).delete()
        except Exception as error:  # noqa: BLE001 - whatever it is, it may pass
            teller.failed("The worker could not say that it lives.", error)
        if stop.is_set():
            break
        stop.wait(BEAT_SECONDS)
    connection.close()


def _replace_hanging(delivering: list[Hand]) -> None:
    """A delivery that never ends costs one thread, and another takes its place."""
    for place, hand in enumerate(delivering):
        job = hand.job
        if job is not None and hand.hangs:
            log.error("%s hangs; another thread takes over.", hand.doing)
            hand.abandoned.set()
            delivering[place] = Hand(hand.lane, hand.stop)
            delivering[place].start()
            jobs.give_back(job)
