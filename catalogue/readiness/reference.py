"""Certificate types, markets, their rules and the questionnaire: the CSVs in `data/`.

Compiled November 2026; each rule carries its source and how sure it is. The questions'
file has one row an option. `conditions.csv` is ours: the yes/no questions of the
conditional rules, and what an officer confirms where no certificate can show it.
"""

from datetime import date
from functools import cache
from pathlib import Path

from catalogue.readiness.models import (
    CertificateType,
    Condition,
    Dimension,
    Market,
    MarketCountry,
    MarketRequirement,
    Question,
    QuestionOption,
)
from catalogue.readiness.models.reference import UNPUBLISHED_NUMBERS
from catalogue.reference.loading import (
    ReferenceTable,
    Row,
    codes,
    read_csv,
    register,
)

DATA = Path(__file__).parent / "data"

# What a verified certificate proves by itself, whatever the seller answered: a NIB, but
# not that its KBLI fits; a registered mark; a certified system; one export in own name.
PROVEN_OPTIONS = {"Q01": "B", "Q03": "D", "Q09": "D", "Q31": "C"}


def _texts(row: Row, name: str) -> dict[str, str]:
    return {"id": row[f"{name}_id"], "en": row[f"{name}_en"]}


def _prefixes(cell: str) -> list[str]:
    return [prefix.replace(".", "") for prefix in codes(cell)]


def _certificate_type(row: Row) -> dict:
    months = row["validity_months"]
    return {
        "code": row["code"],
        "kind": row["kind"],
        "name": _texts(row, "name"),
        "issuer": row["issuer"],
        # "INT" in the file: an international body, which has no country.
        "issuer_country": row["issuer_country"].replace("INT", ""),
        "holder_level": row["holder_level"],
        "applies_to": _texts(row, "applies_to"),
        "applies_to_hs": _prefixes(row["applies_to_hs"]),
        "validity_months": int(months) if months else None,
        "validity_note": row["validity_note"],
        "number_pattern": row["number_regex"],
        "number_example": row["number_example_fictitious"],
        "number_published": row["code"] not in UNPUBLISHED_NUMBERS,
        "public_lookup": row["public_lookup"],
        "legal_basis": row["legal_basis"],
        "confidence": row["confidence"],
    }


def _market(row: Row) -> dict:
    return {
        "code": row["code"],
        "name": _texts(row, "name"),
        "is_domestic": row["code"] == "ID",
        "position": int(row["position"]),
    }


def _market_country(row: Row) -> dict:
    return {"code": row["country"], "market_id": row["market"]}


def _condition(row: Row) -> dict:
    return {
        "code": row["code"],
        "kind": row["kind"],
        "text": _texts(row, "question"),
    }


@cache
def _conditions_of_rules() -> dict[tuple[str, str], str]:
    """The condition of each rule that has one, by (kind, rule)."""
    return {
        (row["kind"], rule): row["code"]
        for row in read_csv(DATA / "conditions.csv")
        for rule in codes(row["rules"])
    }


def _requirement(row: Row) -> dict:
    own = [row["certificate_code"]] if row["certificate_code"] else []
    day = row["effective_from"]
    conditions = _conditions_of_rules()
    return {
        "code": row["req_id"],
        "market_id": row["market"],
        "product_group": row["product_group"],
        "hs_prefixes": _prefixes(row["hs_prefixes"]),
        "certificate_codes": own + codes(row["alternative_codes"]),
        "condition_id": conditions.get(("condition", row["req_id"])),
        "confirmation_id": conditions.get(("confirmation", row["req_id"])),
        "text": _texts(row, "requirement"),
        "obligation": row["obligation"],
        "holder": row["holder"],
        "stage": row["stage"],
        "is_gate": row["readiness_gate"] == "yes",
        "legal_basis": row["legal_basis"],
        "effective_from": date.fromisoformat(day) if day else None,
        "confidence": row["confidence"],
        "source": row["source"],
    }


def _dimension(row: Row) -> dict:
    return {
        "code": row["code"],
        "name": _texts(row, "name"),
        "weight": int(row["weight"]),
        "local_term": row["local_4k1a_term"].replace("-", ""),
        "position": int(row["sort_order"]),
    }


def _question(row: Row) -> dict:
    return {
        "code": row["q_id"],
        "dimension_id": row["dimension"],
        "scope": row["scope"],
        "text": _texts(row, "question"),
        "evidence": row["evidence"],
        "hs_prefixes": _prefixes(row["hs_prefixes"]),
        "max_points": int(row["max_points"]),
        "proven_option": PROVEN_OPTIONS.get(row["q_id"], ""),
        "next_step": _texts(row, "next_step"),
        "source": row["source"],
    }


def _option(row: Row) -> dict:
    return {
        "code": f"{row['q_id']}-{row['option_code']}",
        "question_id": row["q_id"],
        "letter": row["option_code"],
        "text": _texts(row, "option"),
        "points": int(row["points"]),
    }


for model, file, fields in (
    (CertificateType, "certificates.csv", _certificate_type),
    (Market, "markets.csv", _market),
    (MarketCountry, "market_countries.csv", _market_country),
    (Condition, "conditions.csv", _condition),
    (MarketRequirement, "market_requirements.csv", _requirement),
    (Dimension, "dimensions.csv", _dimension),
    (Question, "questions.csv", _question),
    (QuestionOption, "questions.csv", _option),
):
    register(ReferenceTable(model, DATA / file, "code", fields))
