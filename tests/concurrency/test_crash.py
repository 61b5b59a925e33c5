"""kill -9 at any moment, a plain restart: nothing acknowledged is lost or doubled."""

from tests import copies
from tests.concurrency import crashing
from tests.concurrency import place as places


def test_nothing_acknowledged_is_lost_by_kill_9(tmp_path, prepared):
    place = places.on_sqlite(tmp_path)
    copies.install(prepared, place)

    played = crashing.play(place, rounds=3)

    assert crashing.judge(played) == []
    for client in played["clients"]:
        assert client.products
        assert client.pictures
        assert client.submitted
    assert sum(client.repeats for client in played["clients"]) > 0
