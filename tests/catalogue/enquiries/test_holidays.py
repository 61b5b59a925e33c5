"""Days off that are loaded or edited after enquiries came."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

import catalogue.enquiries.jobs  # noqa: F401 - they register
from catalogue.accounts.models import User
from catalogue.enquiries.actions import timing
from catalogue.enquiries.models import PublicHoliday, Timer
from catalogue.journal.jobs import run_next
from catalogue.journal.models import Job
from catalogue.reference.loading import load, tables
from tests.factories import make_enquiry

pytestmark = pytest.mark.django_db
PAGE = "/admin/enquiries/publicholiday/"
TUESDAY = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)  # 10:00 in Lampung


@pytest.fixture
def now():
    """That Tuesday."""
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def desk():
    client = Client()
    client.force_login(User.objects.create_superuser("officer@contoh.example", "x"))
    return client


@pytest.fixture
def asked(sample, now):
    enquiry = make_enquiry(sample("P001").seller)
    timing.follow_calendar(enquiry.seller_id)
    return enquiry


def day_off(on, **fields):
    """As the form sends it."""
    return {
        "on": on.isoformat(),
        "name": '{"id": "Libur", "en": "Day off"}',
        "kind": "national",
        "stops_clock": "on",
        "source": "a test",
        "confidence": "high",
        **fields,
    }


def work_off():
    while run_next():
        pass


def due_of(enquiry):
    enquiry.refresh_from_db()
    return enquiry.first_response_due_at


def test_a_day_off_that_is_added_moves_what_is_due(desk, asked):
    assert due_of(asked) == datetime(2026, 11, 11, 3, 0, tzinfo=UTC)

    desk.post(f"{PAGE}add/", day_off(date(2026, 11, 11)))
    work_off()

    assert due_of(asked) == datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
    escalation = Timer.objects.get(enquiry=asked, kind="escalate")
    assert escalation.due_at == datetime(2026, 11, 13, 3, 0, tzinfo=UTC)


def test_a_day_that_is_taken_back_moves_it_again(desk, asked):
    desk.post(f"{PAGE}add/", day_off(date(2026, 11, 11)))
    work_off()
    row = PublicHoliday.objects.get(on=date(2026, 11, 11))

    told = day_off(date(2026, 11, 11))
    del told["stops_clock"]
    desk.post(f"{PAGE}{row.pk}/change/", told)
    work_off()

    assert due_of(asked) == datetime(2026, 11, 11, 3, 0, tzinfo=UTC)


def test_days_that_are_loaded_move_it_too(asked, tmp_path):
    (table,) = (table for table in tables() if table.model is PublicHoliday)
    path = tmp_path / "days.csv"
    path.write_text(
        "on,name_id,name_en,kind,stops_clock,source,confidence\n"
        "2026-11-11,Libur,Day off,national,yes,a test,high\n",
        encoding="utf-8",
    )

    load(type(table)(PublicHoliday, path, table.key, table.fields, table.follow))
    work_off()

    assert due_of(asked) == datetime(2026, 11, 12, 3, 0, tzinfo=UTC)


def test_where_nothing_is_changed_nothing_is_done(desk, asked):
    desk.post(f"{PAGE}add/", day_off(date(2026, 11, 11)))
    work_off()
    row = PublicHoliday.objects.get(on=date(2026, 11, 11))

    desk.post(f"{PAGE}{row.pk}/change/", day_off(date(2026, 11, 11)))

    assert not Job.objects.filter(kind="enquiries.follow_holidays").exists()


def test_where_nobody_waits_there_is_no_job(desk, sample, now):
    make_enquiry(sample("P001").seller, "agreed", first_answered_at=TUESDAY)

    desk.post(f"{PAGE}add/", day_off(date(2026, 11, 11)))

    assert PublicHoliday.objects.filter(on=date(2026, 11, 11)).exists()
    assert not Job.objects.filter(kind="enquiries.follow_holidays").exists()
