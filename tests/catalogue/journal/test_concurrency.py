"""Several threads at once, on both engines: what `together.py` played, judged."""

import json
import os

import pytest

from tests import copies
from tests.concurrency import place as places

ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


@pytest.fixture(scope="module")
def found(tmp_path_factory, prepared):
    folder = tmp_path_factory.mktemp("journal")
    if ON_POSTGRESQL:
        with places.on_postgresql(folder, os.environ["DATABASE_URL"]) as place:
            places.prepare(place)
            return played_in(place)
    place = places.on_sqlite(folder)
    copies.install(prepared, place)
    return played_in(place)


def played_in(place):
    place["DELIVERY_THREADS"] = "2"
    place["WORKER_SCHEDULES"] = "false"
    return json.loads(places.run(place, "-m", "tests.catalogue.journal.together"))


def test_one_event_told_at_once_is_one_notice_and_one_job(found):
    assert found["one_event_told_at_once"] == {
        "said": ["done"] * 8,
        "notices": 1,
        "jobs": 1,
    }


def test_a_delivery_that_hangs_blocks_neither_the_others_nor_our_own_work(found):
    assert found["one_delivery_hangs"] == {
        "sent_meanwhile": ["1", "2", "3", "4", "5"],
        "worked": ["a"],
        "workers": 1,
        "sent_in_the_end": ["1", "2", "3", "4", "5", "hang"],
        "waiting": 0,
        "workers_in_the_end": 0,
    }
