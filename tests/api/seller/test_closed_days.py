"""Days on which a business is closed, and the clock that stands on them."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from rest_framework.test import APIClient

from catalogue.enquiries.actions import timing, workspace
from catalogue.enquiries.models import ClosedDays, Enquiry, Timer
from tests.api.seller.making import faults
from tests.factories import make_enquiry, signed_in

PATH = "/v1/seller/closed-days"
TUESDAY = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)  # 10:00 in Lampung
HOLIDAY = {"from_on": "2026-11-11", "until_on": "2026-11-12", "reason": "Panen"}


@pytest.fixture
def api(seller):
    """Her owner's client, on a Tuesday."""
    with time_machine.travel(TUESDAY, tick=False):
        yield signed_in(APIClient(), seller.members.get().user)


@pytest.fixture
def enquiry(api, seller):
    """To be answered by Wednesday at ten."""
    enquiry = make_enquiry(seller)
    timing.follow_calendar(seller.pk)
    enquiry.refresh_from_db()
    assert enquiry.first_response_due_at == TUESDAY + timedelta(hours=24)
    return enquiry


@contextmanager
def next_morning(seller):
    """Her client an hour before it is due."""
    with time_machine.travel(TUESDAY + timedelta(hours=23), tick=False):
        yield signed_in(APIClient(), seller.members.get().user)


def close(api, **changes):
    return api.post(PATH, {**HOLIDAY, **changes}, format="json")


def due(enquiry) -> timedelta:
    """So long after it came."""
    return Enquiry.objects.get(pk=enquiry.pk).first_response_due_at - TUESDAY


def begun(seller, from_on, until_on) -> str:
    """The path of one that was told of before."""
    closed = ClosedDays.objects.create(
        seller=seller, from_on=from_on, until_on=until_on
    )
    return f"{PATH}/{closed.pk}"


def test_closing_moves_what_is_due_at_once(api, enquiry):
    answer = close(api)

    closed = ClosedDays.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"{PATH}/{closed.pk}"
    assert answer.json() == {
        "id": str(closed.pk),
        **HOLIDAY,
        "created_at": "2026-11-10T03:00:00Z",
    }
    assert api.get(PATH).json()["results"] == [answer.json()]
    assert due(enquiry) == timedelta(hours=24 + 48)
    reminder = Timer.objects.get(enquiry=enquiry, kind="remind_second")
    assert reminder.due_at == TUESDAY + timedelta(hours=20 + 48)


def test_changing_and_opening_move_it_too(api, enquiry):
    path = f"{PATH}/{close(api).json()['id']}"

    changed = api.patch(path, {"until_on": "2026-11-11"}, format="json")
    after_change = due(enquiry)
    opened = api.delete(path)

    assert (changed.status_code, changed.json()["reason"]) == (200, "Panen")
    assert after_change == timedelta(hours=24 + 24)
    assert opened.status_code == 204
    assert due(enquiry) == timedelta(hours=24)
    assert not ClosedDays.objects.exists()


def test_a_reason_may_be_taken_back(api, seller):
    path = f"{PATH}/{close(api).json()['id']}"

    assert api.patch(path, {"reason": None}, format="json").json()["reason"] is None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"from_on": "2026-11-09"}, [("/from_on", "too_small")]),
        ({"from_on": "2026-11-13"}, [("/until_on", "too_small")]),
        ({"until_on": "2027-02-10"}, [("/until_on", "too_large")]),
        (
            {"from_on": "2026-11-01", "until_on": "2026-11-09"},
            [("/from_on", "too_small"), ("/until_on", "too_small")],
        ),
        ({"until_on": None}, [("/until_on", "null")]),
        ({"from_on": "tomorrow"}, [("/from_on", "invalid")]),
        ({"reason": "x" * 121}, [("/reason", "too_long")]),
        ({"day": "2026-11-11"}, [("/day", "unknown_member")]),
    ],
)
def test_what_cannot_be_closed_is_refused(api, enquiry, changes, found):
    answer = close(api, **changes)

    assert answer.status_code == 400
    assert faults(answer) == found
    assert not ClosedDays.objects.exists()
    assert due(enquiry) == timedelta(hours=24)


def test_ninety_days_apart_is_the_longest(api, seller):
    assert close(api, until_on="2027-02-09").status_code == 201


def test_today_may_be_closed_and_its_clock_runs_all_the_same(api, enquiry):
    answer = close(api, from_on="2026-11-10", until_on="2026-11-11")

    assert answer.status_code == 201
    assert answer.json()["from_on"] == "2026-11-10"
    assert due(enquiry) == timedelta(hours=24 + 24)  # Wednesday alone is off


def test_nothing_that_has_run_is_given_back(api, seller, enquiry):
    """Neither by closing an hour before it is due, nor by moving another time there."""
    later = close(api, from_on="2026-11-20", until_on="2026-11-21").json()["id"]
    today = {"from_on": "2026-11-11", "until_on": "2026-11-11"}
    with next_morning(seller) as then:
        close(then, **today)
        moved = then.patch(f"{PATH}/{later}", today, format="json")

    assert (moved.status_code, moved.json()["from_on"]) == (200, "2026-11-11")
    assert due(enquiry) == timedelta(hours=24)


def test_days_told_of_before_stand_when_their_end_is_moved(api, seller, enquiry):
    path = f"{PATH}/{close(api).json()['id']}"
    with next_morning(seller) as then:
        then.patch(path, {"until_on": "2026-11-11"}, format="json")

    assert due(enquiry) == timedelta(hours=24 + 24)


def test_fifty_times_at_once_are_enough(api, seller):
    ClosedDays.objects.bulk_create(
        ClosedDays(seller=seller, from_on="2026-12-01", until_on="2026-12-01")
        for _ in range(workspace.MOST_CLOSED_DAYS)
    )

    answer = close(api)

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert ClosedDays.objects.count() == 50


def test_of_days_that_have_begun_only_the_end_moves(api, seller):
    path = begun(seller, date(2026, 11, 9), date(2026, 11, 20))

    first = api.patch(path, {"from_on": "2026-11-12"}, format="json")
    too_early = api.patch(path, {"until_on": "2026-11-09"}, format="json")
    ended = api.patch(path, {"until_on": "2026-11-10"}, format="json")

    assert faults(first) == [("/from_on", "invalid")]
    assert faults(too_early) == [("/until_on", "too_small")]
    assert (ended.status_code, ended.json()["from_on"]) == (200, "2026-11-09")


def test_days_that_have_begun_are_kept(api, seller):
    running = begun(seller, date(2026, 11, 9), date(2026, 11, 20))
    over = begun(seller, date(2026, 11, 2), date(2026, 11, 3))

    answers = [
        api.delete(running),
        api.delete(over),
        api.patch(over, {"reason": "x"}, format="json"),
    ]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [
        (409, "invalid_state")
    ] * 3
    assert ClosedDays.objects.filter(reason="").count() == 2


def test_what_is_over_is_not_listed(api, seller):
    begun(seller, date(2026, 11, 2), date(2026, 11, 3))
    begun(seller, date(2026, 12, 2), date(2026, 12, 3))
    begun(seller, date(2026, 11, 9), date(2026, 11, 10))

    found = api.get(f"{PATH}?count=true").json()

    assert found["count"] == 2
    assert [row["from_on"] for row in found["results"]] == ["2026-11-09", "2026-12-02"]


def test_days_of_another_business_are_not_found(api, stranger, seller):
    path = begun(seller, date(2026, 12, 2), date(2026, 12, 3))

    changed = stranger.patch(path, {"reason": "x"}, format="json")
    opened = stranger.delete(path)

    assert stranger.get(PATH).json()["results"] == []
    assert (changed.status_code, opened.status_code) == (404, 404)
    assert ClosedDays.objects.get().reason == ""


def test_a_list_that_did_not_change_is_a_304(api, seller):
    path = f"{PATH}/{close(api).json()['id']}"
    tag = api.get(PATH)["ETag"]
    same = api.get(PATH, HTTP_IF_NONE_MATCH=tag)
    api.patch(path, {"reason": "Pesta"}, format="json")
    other = api.get(PATH, HTTP_IF_NONE_MATCH=tag)

    assert (same.status_code, other.status_code) == (304, 200)
