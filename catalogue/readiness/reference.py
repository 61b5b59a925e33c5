"""Certificate types, markets and their rules: the CSVs in `data/`."""

from datetime import date
from pathlib import Path

from catalogue.readiness.models import CertificateType, Market, MarketRequirement
from catalogue.reference.loading import ReferenceTable, Row, codes, register

DATA = Path(__file__).parent / "data"

# A number that names a person (a sole trader's NPWP is the NIK) or that the issuing
# office treats as confidential (FDA) is never shown.
UNPUBLISHED_NUMBERS = {"NPWP", "FDA-FFR", "FDA-FCE", "FDA-801Q"}


def _certificate_type(row: Row) -> dict:
    months = row["validity_months"]
    return {
        "code": row["code"],
        "kind": row["kind"],
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "issuer": row["issuer"],
        # "INT" in the file: an international body, which has no country.
        "issuer_country": row["issuer_country"].replace("INT", ""),
        "holder_level": row["holder_level"],
        "validity_months": int(months) if months else None,
        "number_published": row["code"] not in UNPUBLISHED_NUMBERS,
        "public_lookup": row["public_lookup"],
        "legal_basis": row["legal_basis"],
        "confidence": row["confidence"],
    }


def _market(row: Row) -> dict:
    return {
        "code": row["code"],
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "countries": codes(row["countries"]),
        "is_domestic": row["code"] == "ID",
        "position": int(row["position"]),
    }


def _requirement(row: Row) -> dict:
    own = [row["certificate_code"]] if row["certificate_code"] else []
    day = row["effective_from"]
    return {
        "code": row["req_id"],
        "market_id": row["market"],
        "product_group": row["product_group"],
        "hs_prefixes": [p.replace(".", "") for p in codes(row["hs_prefixes"])],
        "certificate_codes": own + codes(row["alternative_codes"]),
        "text": {"id": row["requirement_id"], "en": row["requirement_en"]},
        "obligation": row["obligation"],
        "holder": row["holder"],
        "stage": row["stage"],
        "is_gate": row["readiness_gate"] == "yes",
        "legal_basis": row["legal_basis"],
        "effective_from": date.fromisoformat(day) if day else None,
        "confidence": row["confidence"],
        "source": row["source"],
    }


register(
    ReferenceTable(
        CertificateType, DATA / "certificates.csv", "code", _certificate_type
    )
)
register(ReferenceTable(Market, DATA / "markets.csv", "code", _market))
register(
    ReferenceTable(
        MarketRequirement, DATA / "market_requirements.csv", "code", _requirement
    )
)
