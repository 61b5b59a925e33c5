"""Exact counters over fixed windows."""

import pytest
import time_machine

from catalogue.journal import counting
from catalogue.journal.models import Counter

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000  # a number, since a date with a zone changes the process's


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_each_hit_counts_one_more_until_the_window_ends(clock):
    found = [counting.hit("x", 60)]
    clock.shift(59)
    found.append(counting.hit("x", 60))
    clock.shift(1)
    found.append(counting.hit("x", 60))

    assert [(w.used, w.seconds_left) for w in found] == [(1, 60), (2, 1), (1, 60)]
    assert Counter.objects.filter(key="x").count() == 1


def test_keys_are_counted_apart(clock):
    counting.hit("x", 60)

    assert counting.hit("y", 60).used == 1


def test_a_hit_taken_back_does_not_count(clock):
    counting.hit("x", 60)
    counting.release("x", 60)
    counting.release("x", 60)  # never below nothing
    counting.release("unknown", 60)

    assert counting.hit("x", 60).used == 1


def test_a_long_key_is_cut_and_counts_all_the_same(clock):
    found = [counting.hit("x" * 200, 60).used for _ in range(2)]

    assert found == [1, 2]


def test_where_a_cache_is_shared_it_counts_there(clock, settings):
    settings.SHARED_CACHE = "redis://example"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "counting",
        }
    }

    found = [counting.hit("x", 60).used for _ in range(2)]
    counting.release("x", 60)
    clock.shift(60)

    assert [*found, counting.hit("x", 60).used] == [1, 2, 1]
    assert not Counter.objects.filter(key="x").exists()
