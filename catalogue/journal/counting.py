"""Exact counters over fixed windows, shared by every process of an installation.

In the cache where all machines share one (`REDIS_URL`), else in the database. For
what must not be tried often: signing in, resets, uploads, reports.
"""

import time
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db import connection


@dataclass(frozen=True)
class Window:
    used: int
    seconds_left: int


def hit(key: str, seconds: int) -> Window:
    """Count one more under `key`; how many in its present window of `seconds`."""
    now = int(time.time())
    if settings.SHARED_CACHE:
        return _hit_cache(key, seconds, now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_counter (key, used, window_ends) VALUES (%s, 1, %s) "
            "ON CONFLICT (key) DO UPDATE SET "
            "used = CASE WHEN journal_counter.window_ends <= %s THEN 1 "
            "ELSE journal_counter.used + 1 END, "
            "window_ends = CASE WHEN journal_counter.window_ends <= %s "
            "THEN excluded.window_ends ELSE journal_counter.window_ends END "
            "RETURNING used, window_ends",
            [key[:120], now + seconds, now, now],
        )
        used, ends = cursor.fetchone()
    return Window(used, max(1, ends - now))


def release(key: str, seconds: int) -> None:
    """Take back one `hit`, where what was counted turned out not to count."""
    if settings.SHARED_CACHE:
        name = _name(key, int(time.time()) // seconds)
        if cache.get(name):
            cache.decr(name)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_counter SET used = used - 1 WHERE key = %s AND used > 0",
            [key[:120]],
        )


def _hit_cache(key: str, seconds: int, now: int) -> Window:
    window, elapsed = divmod(now, seconds)
    name = _name(key, window)
    cache.add(name, 0, timeout=seconds)
    return Window(cache.incr(name), seconds - elapsed)


def _name(key: str, window: int) -> str:
    """Of the cache, whose names hold no spaces."""
    return f"count:{quote(key[:120])}:{window}"
