"""kill -9 at any moment: no enquiry is lost or doubled, and every letter leaves."""

import os
from contextlib import contextmanager

import pytest

from tests.concurrency import place as places
from tests.concurrency import thread_crashing

ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


@contextmanager
def installation(folder):
    if ON_POSTGRESQL:
        with places.on_postgresql(folder, os.environ["DATABASE_URL"]) as found:
            yield found
    else:
        yield places.on_sqlite(folder)


@pytest.mark.parametrize("rounds", [4])
def test_no_enquiry_message_quote_or_letter_is_lost_or_doubled(tmp_path, rounds):
    with installation(tmp_path) as place:
        places.prepare(place)

        played = thread_crashing.play(place, rounds=rounds)

    assert thread_crashing.judge(played) == []
    assert all(client.told_of["quotes"] for client in played["clients"])
