from datetime import date

import pytest
from django.test import Client

from catalogue.accounts.models import User
from catalogue.enquiries.models import ExchangeRate, Port, PublicHoliday
from catalogue.enquiries.places import PortFact, check_place
from catalogue.journal.models import AuditEntry
from catalogue.reference.loading import load, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(User.objects.create_superuser("officer@contoh.example", "x"))
    return client


def test_the_ports_of_lampung_know_their_regency():
    known = dict(
        Port.objects.filter(regency__isnull=False).values_list("code", "regency__slug")
    )

    assert Port.objects.count() == 19
    assert known == {
        "IDPNJ": "bandar-lampung",
        "IDPJG": "bandar-lampung",
        "IDTRH": "lampung-selatan",
        "IDTKG": "lampung-selatan",
    }


def test_the_loaded_ports_answer_for_places():
    ports = [port.fact() for port in Port.objects.all()]

    names = ("Panjang", "Panjang", "Pelabuhan Panjang")
    assert PortFact("IDPNJ", names, "port", is_ours=True) in ports
    assert check_place("FOB", "Pelabuhan Panjang", ports).suggestion == "Panjang"
    assert check_place("FOB", "Pringsewu", ports).suggestion == "Panjang"
    assert check_place("FOB", "Radin Inten II", ports).reason == "not_a_port"
    assert check_place("CIF", "Tanjung Priok", ports).code == "IDTPP"


def test_national_holidays_of_2026_stop_the_clock_and_joint_leave_does_not():
    """17 and 8 days by the decree of three ministers of 19 September 2025."""
    rows = PublicHoliday.objects.filter(on__year=2026)

    assert rows.filter(kind="national", stops_clock=True).count() == 17
    assert rows.filter(kind="joint_leave", stops_clock=False).count() == 8
    assert rows.count() == 25


def test_of_2027_only_days_that_never_move_are_known():
    days = PublicHoliday.objects.filter(on__year=2027).values_list("on", flat=True)

    assert [(day.month, day.day) for day in days] == [
        (1, 1),
        (5, 1),
        (6, 1),
        (8, 17),
        (12, 25),
    ]


def holiday_form(row, **changes):
    values = {
        "name": '{"id": "Cuti bersama", "en": "Joint leave"}',
        "kind": row.kind,
        "source": row.source,
        "confidence": row.confidence,
    }
    return {**values, **changes}


def test_a_day_off_that_officers_change_stays_so_after_a_load(desk):
    row = PublicHoliday.objects.get(on="2026-12-24")
    url = f"/admin/enquiries/publicholiday/{row.pk}/change/"

    response = desk.post(url, holiday_form(row, stops_clock="on"))

    assert response.status_code == 302
    result = load(next(table for table in tables() if table.model is PublicHoliday))
    row.refresh_from_db()
    assert (row.stops_clock, result.updated) == (True, 0)
    entry = AuditEntry.objects.get(action="reference.edited")
    assert (entry.subject_kind, entry.subject_id) == ("publicholiday", "2026-12-24")
    assert entry.after["stops_clock"] is True


def test_officers_add_an_exchange_rate_whose_day_then_stays(desk):
    form = {
        "currency": "USD",
        "on": "2026-11-27",
        "idr_per_unit": "16650.5",
        "source": "sample",
    }
    desk.post("/admin/enquiries/exchangerate/add/", form)
    rate = ExchangeRate.objects.get()
    url = f"/admin/enquiries/exchangerate/{rate.pk}/change/"

    desk.post(url, {"on": "2020-01-01", "idr_per_unit": "16700", "source": "sample"})

    rate.refresh_from_db()
    assert (rate.on, rate.idr_per_unit) == (date(2026, 11, 27), 16_700)
    entries = AuditEntry.objects.filter(subject_id="USD:2026-11-27").order_by("pk")
    assert [entry.action for entry in entries] == [
        "reference.added",
        "reference.edited",
    ]


@pytest.mark.parametrize("model", ["port", "publicholiday", "exchangerate"])
def test_the_lists_open_at_the_desk(desk, model):
    ExchangeRate.objects.create(
        currency="USD", on="2026-11-27", idr_per_unit=16_650, source="sample"
    )

    assert desk.get(f"/admin/enquiries/{model}/").status_code == 200
