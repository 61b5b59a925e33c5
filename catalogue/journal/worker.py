"""The loop that runs jobs: `manage.py worker`, beside or apart from the server."""

import logging
import time
from collections.abc import Callable
from threading import Event

from django.db import close_old_connections
from django.utils.module_loading import autodiscover_modules

from catalogue.journal import jobs, mail  # noqa: F401 - mail registers its job

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
TICK_SECONDS = 30.0
HOUR_SECONDS = 3600.0

_ticks: list[Callable[[], None]] = []
_hours: list[Callable[[], None]] = []


def every_tick(function: Callable[[], None]) -> Callable[[], None]:
    """Register what a worker looks after by the clock, every half minute."""
    _ticks.append(function)
    return function


def every_hour(function: Callable[[], None]) -> Callable[[], None]:
    """Register what a worker tidies up once an hour."""
    _hours.append(function)
    return function


def run(stop: Event) -> None:
    """Run jobs until `stop` is set; the job in hand is finished first."""
    autodiscover_modules("jobs")
    next_tick = next_hour = 0.0
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() >= next_tick:
                next_tick = time.monotonic() + TICK_SECONDS
                _run_each(_ticks)
            if time.monotonic() >= next_hour:
                next_hour = time.monotonic() + HOUR_SECONDS
                _run_each(_hours)
            busy = jobs.run_next()
        except Exception:
            log.exception("The worker could not look for jobs; it tries again.")
            busy = False
        if not busy:
            stop.wait(POLL_SECONDS)


def _run_each(functions: list[Callable[[], None]]) -> None:
    """Each by itself: one that fails must not keep the others from being done."""
    for function in functions:
        try:
            function()
        except Exception:
            log.exception("%s failed; it is tried again.", function.__qualname__)
