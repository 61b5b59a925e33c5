"""Scenes with several threads on a database of their own: run by `test_concurrency`.

Prints what each found as JSON; nothing is judged here.
"""

import json
import threading
import time

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from catalogue.journal import jobs, worker  # noqa: E402
from catalogue.journal.channels import email  # noqa: E402
from catalogue.journal.models import Job, Notice, Worker  # noqa: E402
from catalogue.journal.notices import notify  # noqa: E402
from tests.catalogue.journal.notified import someone, tell  # noqa: E402

WAIT_SECONDS = 30


def at_once(do, count=8) -> list[str]:
    """What `count` threads say that begin together."""
    barrier = threading.Barrier(count)
    said = []

    def one():
        barrier.wait()
        try:
            do()
            said.append("done")
        except Exception as error:  # noqa: BLE001 - judged by the test
            said.append(repr(error))
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def one_event_told_at_once() -> dict:
    def tell_twice():
        with transaction.atomic():
            tell()
            tell()

    Job.objects.all().delete()
    said = at_once(tell_twice)
    return {
        "said": said,
        "notices": Notice.objects.count(),
        "jobs": Job.objects.count(),
    }


def one_delivery_hangs() -> dict:
    """A mail server that never answers one letter; others and own work go on."""
    Notice.objects.all().delete()
    Job.objects.all().delete()
    sent, worked, release = [], [], threading.Event()

    def deliver(notice):
        if notice.about == "hang":
            release.wait(WAIT_SECONDS)
        sent.append(notice.about)

    email.deliver = deliver
    jobs.handles("test.own")(worked.append)
    for about in ("hang", "1", "2", "3", "4", "5"):
        notify("invitation", someone(), about=about, topic="enquiries", seller="W")
    jobs.enqueue("test.own", "a")

    stop = threading.Event()
    running = threading.Thread(target=worker.run, args=(stop,))
    running.start()
    _until(lambda: len(sent) == 5 and worked and Worker.objects.exists())
    before = sorted(sent)
    workers = Worker.objects.count()
    release.set()
    _until(lambda: len(sent) == 6)
    stop.set()
    running.join(WAIT_SECONDS)
    return {
        "sent_meanwhile": before,
        "worked": worked,
        "workers": workers,
        "sent_in_the_end": sorted(sent),
        "waiting": Notice.objects.waiting().count(),
        "workers_in_the_end": Worker.objects.count(),
    }


def _until(true) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)


if __name__ == "__main__":
    scenes = (one_event_told_at_once, one_delivery_hangs)
    print(json.dumps({scene.__name__: scene() for scene in scenes}))  # noqa: T201
