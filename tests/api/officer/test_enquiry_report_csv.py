"""The report as a table for spreadsheets."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from catalogue.enquiries.models import ExchangeRate
from tests.api.officer.reported import HERE_COUNTS, REPORT, WITHIN

pytestmark = pytest.mark.django_db


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_table_has_a_column_for_each_currency_and_a_line_for_all(
    as_, province, known
):
    response = as_(province).get(f"{REPORT}.csv?{WITHIN}&lang=en")

    header, *lines = table(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert header == [
        "Code",
        "Name",
        "Enquiries",
        "Due",
        "Answered",
        "Answered in time",
        "Answered by an officer",
        "Quoted",
        "Agreed",
        "Outcomes recorded",
        "Realised, verified",
        "Realised, not verified",
        "Jobs, verified",
        "Jobs, not verified",
        "Promised JPY",
        "Value realised, verified JPY",
        "Value realised, not verified JPY",
        "Promised USD",
        "Value realised, verified USD",
        "Value realised, not verified USD",
        "Promised in IDR, all currencies, indicative",
        "Value realised, verified in IDR, all currencies, indicative",
        "Value realised, not verified in IDR, all currencies, indicative",
    ]
    here = next(line for line in lines if line[0] == "18.01 Lampung Selatan")
    assert here[1:14] == ["Lampung Selatan", *map(str, HERE_COUNTS)]
    assert [Decimal(cell) for cell in here[14:20]] == [150, 0, 120, 150, 140, 0]
    assert here[20:] == ["", "", ""]
    assert lines[-1][:3] == ["", "All, each enquiry once", "7"]
    assert len(lines) == 16


def test_the_table_in_indonesian_with_semicolons(as_, officer, known):
    response = as_(officer).get(
        f"{REPORT}.csv?{WITHIN}&group_by=month&lang=id&delimiter=semicolon"
    )

    text = b"".join(response.streaming_content).decode("utf-8")
    header, march, *_ = text.splitlines()
    assert header.split(";")[:14] == [
        "\ufeffKode",
        "Nama",
        "Permintaan",
        "Jatuh tempo",
        "Dijawab",
        "Dijawab tepat waktu",
        "Dijawab petugas",
        "Ditawarkan",
        "Sepakat",
        "Hasil dicatat",
        "Terwujud, terverifikasi",
        "Terwujud, belum diverifikasi",
        "Lapangan kerja, terverifikasi",
        "Lapangan kerja, belum diverifikasi",
    ]
    assert march.startswith("2031-03;Maret 2031;5;")
    assert "150,0" in march


def test_amounts_of_a_currency_have_its_decimals_all_alike(
    as_, officer, known, at_the_end
):
    for currency, worth in (("JPY", "110.5"), ("USD", "16500")):
        ExchangeRate.objects.create(
            currency=currency, on=date(2031, 4, 30), idr_per_unit=worth, source="BI"
        )

    _, here, _ = table(as_(officer).get(f"{REPORT}.csv?{WITHIN}"))

    assert here[14:] == [
        *("150", "0", "120"),
        *("150.00", "140.00", "0.00"),
        *("2491575.00", "2310000.00", "13260.00"),
    ]
