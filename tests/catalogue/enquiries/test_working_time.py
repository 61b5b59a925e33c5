from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.enquiries.working_time import Calendar, after, between

JAKARTA = ZoneInfo("Asia/Jakarta")
SIX_DAYS = frozenset(range(6))
WEEK = Calendar(working_weekdays=SIX_DAYS)
DAY = timedelta(days=1)


def in_jakarta(month, day, hour=0, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=JAKARTA)


def test_a_day_on_weekdays_is_a_day():
    friday = in_jakarta(11, 27, 15, 30)

    due = after(friday, DAY, WEEK)

    assert due == in_jakarta(11, 28, 15, 30)
    assert due.tzinfo is UTC


def test_a_sunday_in_between_does_not_count():
    saturday = in_jakarta(11, 28, 15)

    assert after(saturday, DAY, WEEK) == in_jakarta(11, 30, 15)


def test_a_question_of_sunday_begins_on_monday():
    sunday = in_jakarta(11, 29, 9)

    assert after(sunday, timedelta(hours=4), WEEK) == in_jakarta(11, 30, 4)
    assert after(sunday, timedelta(0), WEEK) == in_jakarta(11, 30)


def test_the_day_is_that_of_jakarta():
    """Saturday, 18:00 UTC, is Sunday in Lampung."""
    start = datetime(2026, 11, 28, 18, tzinfo=UTC)

    assert after(start, timedelta(hours=1), WEEK) == in_jakarta(11, 30, 1)


def test_time_that_ends_with_the_day_ends_at_midnight():
    saturday = in_jakarta(11, 28)

    assert after(saturday, DAY, WEEK) == in_jakarta(11, 29)


def test_holidays_and_closed_days_stand_still():
    calendar = Calendar(
        working_weekdays=SIX_DAYS,
        holidays=frozenset({date(2026, 12, 25)}),
        closed=((date(2026, 12, 26), date(2026, 12, 28)),),
    )
    thursday = in_jakarta(12, 24, 12)

    assert after(thursday, DAY, calendar) == in_jakarta(12, 29, 12)
    assert between(thursday, in_jakarta(12, 29, 12), calendar) == DAY


def test_whoever_never_works_is_waited_for_a_year_and_no_longer():
    never = Calendar(working_weekdays=frozenset())
    start = in_jakarta(11, 27, 15)

    assert after(start, DAY, never) == start + DAY + timedelta(days=366)
    assert between(start, start + timedelta(days=900), never) == timedelta(0)


def test_a_rest_of_366_days_is_waited_for():
    closed = (date(2026, 11, 28), date(2027, 11, 27))
    calendar = Calendar(frozenset(range(7)), closed=(closed,))
    start = in_jakarta(11, 28, 8)

    due = after(start, timedelta(hours=1), calendar)

    assert due == datetime(2027, 11, 28, 1, tzinfo=JAKARTA)


def test_a_duration_below_zero_is_refused():
    with pytest.raises(ValueError, match="zero or more"):
        after(in_jakarta(11, 27), timedelta(hours=-1), WEEK)


def test_no_time_lies_between_a_moment_and_an_earlier_one():
    assert between(in_jakarta(11, 27, 15), in_jakarta(11, 27, 9), WEEK) == timedelta(0)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
periods = st.tuples(days, st.integers(0, 40)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)
calendars = st.builds(
    Calendar,
    working_weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(days, max_size=20),
    closed=st.lists(periods, max_size=4).map(tuple),
)
moments = st.timedeltas(timedelta(0), timedelta(days=500)).map(
    lambda passed: datetime(2026, 1, 1, tzinfo=UTC) + passed
)
durations = st.timedeltas(timedelta(0), timedelta(days=60))


@given(moments, durations, calendars)
def test_between_is_the_inverse_of_after(start, duration, calendar):
    end = after(start, duration, calendar)

    assert between(start, end, calendar) == duration


@given(moments, durations, durations, calendars)
def test_after_never_runs_backwards(start, shorter, more, calendar):
    first = after(start, shorter, calendar)
    second = after(start, shorter + more, calendar)

    assert start <= first <= second


@given(moments, durations, durations, calendars)
def test_working_time_adds_up(start, to_middle, to_end, calendar):
    middle, end = start + to_middle, start + to_middle + to_end

    parts = between(start, middle, calendar) + between(middle, end, calendar)

    assert parts == between(start, end, calendar)
