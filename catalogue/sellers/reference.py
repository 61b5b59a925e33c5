"""Regencies: `data/regencies.csv`."""

from pathlib import Path

from catalogue.reference.loading import ReferenceTable, Row, register
from catalogue.sellers.models import Regency


def _regency(row: Row) -> dict:
    return {
        "code": row["kemendagri_code"],
        "bps_code": row["bps_code"],
        "slug": row["slug"],
        "short_name": row["short_name"],
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "kind": row["kind"],
        "capital": row["capital"],
    }


register(
    ReferenceTable(
        model=Regency,
        path=Path(__file__).parent / "data" / "regencies.csv",
        key="code",
        fields=_regency,
    )
)
