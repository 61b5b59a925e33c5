"""Incoterms 2020: who delivers where. Pure.

The eleven rules are the International Chamber of Commerce's, which owns their text; the
names are theirs, the Indonesian wording and the summary of where the risk passes are
ours (sources: docs/reference-data.md). The edition changes once in ten years, so there
is no table to edit.
"""

from dataclasses import dataclass
from pathlib import Path

from catalogue.reference.loading import read_csv
from catalogue.texts import Texts

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Incoterm:
    """One rule. `transport` is `any` or `sea`; `risk_transfer` says to where."""

    code: str
    name: Texts
    transport: str
    risk_transfer: Texts


def _read() -> tuple[Incoterm, ...]:
    return tuple(
        Incoterm(
            code=row["code"],
            name={"id": row["name_id"], "en": row["name_en"]},
            transport=row["transport"],
            risk_transfer={
                "id": row["risk_transfer_id"],
                "en": row["risk_transfer_en"],
            },
        )
        for row in read_csv(DATA / "incoterms.csv")
    )


INCOTERMS = _read()
CODES = tuple(incoterm.code for incoterm in INCOTERMS)
