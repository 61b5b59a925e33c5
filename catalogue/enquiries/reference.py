"""Ports and public holidays: the CSVs in `data/`. Exchange rates are never shipped."""

from datetime import date
from pathlib import Path

from catalogue.enquiries.actions import holidays
from catalogue.enquiries.models import Port, PublicHoliday
from catalogue.reference.loading import ReferenceTable, Row, register
from catalogue.sellers.models import Regency

DATA = Path(__file__).parent / "data"


def _port(row: Row) -> dict:
    slug = row["regency_slug"]
    return {
        "code": row["unlocode"],
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "kind": row["kind"],
        # Regencies are loaded before, with their room.
        "regency_id": Regency.objects.get(slug=slug).code if slug else None,
        "province": row["province"],
        "note": row["notes"],
        "confidence": row["confidence"],
    }


def _public_holiday(row: Row) -> dict:
    return {
        "on": date.fromisoformat(row["on"]),
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "kind": row["kind"],
        "stops_clock": row["stops_clock"] == "yes",
        "source": row["source"],
        "confidence": row["confidence"],
    }


register(ReferenceTable(Port, DATA / "ports.csv", "code", _port))
register(
    ReferenceTable(
        PublicHoliday,
        DATA / "public_holidays.csv",
        "on",
        _public_holiday,
        follow=holidays.follow_later,
    )
)
