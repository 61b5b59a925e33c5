from datetime import UTC, datetime, timedelta, timezone

import pytest

from catalogue.dates import micros, moment_of


@pytest.mark.parametrize(
    ("moment", "key"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1),
        (datetime(2026, 11, 28, 9, 30, 0, 123_457, UTC), 1_795_858_200_123_457),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC), 253_402_300_799_999_999),
    ],
)
def test_a_moment_is_a_whole_number_and_back(moment, key):
    assert micros(moment) == key
    assert moment_of(key) == moment


def test_the_zone_it_is_told_in_does_not_matter():
    moment = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)

    assert micros(moment.astimezone(timezone(timedelta(hours=7)))) == micros(moment)
