"""Quiet hours in the zones of Indonesia, over midnight and within a day."""

from datetime import UTC, datetime, time

import pytest

from catalogue.journal.quiet import QuietHours, quiet_until

NIGHTS = {"begins": time(21), "ends": time(5)}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hours_ahead"),
    [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)],
)
def test_a_night_ends_at_its_own_hour_in_each_zone(zone, hours_ahead):
    hours = QuietHours(zone, **NIGHTS)
    ends = at(f"2026-12-01T{29 - hours_ahead:02}:00")
    begins = at(f"2026-12-01T{21 - hours_ahead:02}:00")

    assert quiet_until(hours, begins) == ends
    assert quiet_until(hours, ends.replace(minute=0)) is None
    assert quiet_until(hours, begins.replace(hour=begins.hour - 1, minute=59)) is None


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        ("2026-12-01T13:59", None),  # 20:59 WIB
        ("2026-12-01T14:00", "2026-12-01T22:00"),
        ("2026-12-01T16:59", "2026-12-01T22:00"),  # 23:59
        ("2026-12-01T17:00", "2026-12-01T22:00"),  # midnight
        ("2026-12-01T21:59", "2026-12-01T22:00"),  # 04:59
        ("2026-12-01T22:00", None),
    ],
)
def test_a_night_passes_over_midnight(moment, ends):
    hours = QuietHours("Asia/Jakarta", **NIGHTS)

    assert quiet_until(hours, at(moment)) == (ends and at(ends))


def test_a_nap_lies_within_a_day():
    hours = QuietHours("Asia/Jakarta", time(12), time(13, 30))

    assert quiet_until(hours, at("2026-12-01T05:00")) == at("2026-12-01T06:30")
    assert quiet_until(hours, at("2026-12-01T06:30")) is None
    assert quiet_until(hours, at("2026-12-01T04:59")) is None


def test_equal_times_are_no_hour_at_all():
    hours = QuietHours("Asia/Jakarta", time(9), time(9))

    assert quiet_until(hours, at("2026-12-01T02:00")) is None
