"""kill -9 at any moment: no enquiry is lost or doubled, and every letter leaves."""

import os
from contextlib import contextmanager

import pytest

from tests import copies
from tests.concurrency import place as places
from tests.concurrency import thread_crashing

ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


@contextmanager
def installation(folder, prepared):
    if ON_POSTGRESQL:
        with places.on_postgresql(folder, os.environ["DATABASE_URL"]) as found:
            places.prepare(found)
            yield found
    else:
        found = places.on_sqlite(folder)
        copies.install(prepared, found)
        yield found


@pytest.mark.parametrize("rounds", [4])
def test_no_enquiry_message_quote_or_letter_is_lost_or_doubled(
    tmp_path, prepared, rounds
):
    with installation(tmp_path, prepared) as place:
        played = thread_crashing.play(place, rounds=rounds)

    assert thread_crashing.judge(played) == []
    assert all(client.told_of["quotes"] for client in played["clients"])
