"""Units, categories and their attributes: the CSVs in `data/`.

The choices of an attribute lie in one cell, `code=label|label` separated by `;`, the
Indonesian label first: `light=Ringan|Light;dark=Gelap|Dark`.
"""

from decimal import Decimal
from pathlib import Path

from catalogue.products.models import Attribute, Category, CategoryAttribute, Unit
from catalogue.reference.loading import ReferenceTable, Row, codes, register

DATA = Path(__file__).parent / "data"


def _unit(row: Row) -> dict:
    factor = row["factor_to_base"]
    return {
        "code": row["code"],
        "unece_code": row["unece_rec20"],
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "symbol": row["symbol"],
        "kind": row["kind"],
        "factor_to_base": Decimal(factor) if factor else None,
    }


def _category(row: Row) -> dict:
    parent = row["parent"]
    return {
        "code": row["slug"],
        # The file lists parents first.
        "parent_id": Category.objects.get(code=parent).pk if parent else None,
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "source_sector": row["source_sector"],
        "hs_headings": codes(row["hs_headings"]),
        "google_taxonomy_id": row["google_taxonomy_id"],
        "position": int(row["sort_order"]),
    }


def _attribute(row: Row) -> dict:
    return {
        "code": row["code"],
        "type": row["type"],
        "name": {"id": row["name_id"], "en": row["name_en"]},
        "unit": row["unit"],
        "choices": [_choice(part) for part in codes(row["choices"])],
        "position": int(row["position"]),
    }


def _choice(part: str) -> dict[str, str]:
    code, labels = part.split("=")
    indonesian, english = labels.split("|")
    return {"code": code, "id": indonesian, "en": english}


def _category_attribute(row: Row) -> dict:
    return {
        "code": f"{row['category']}:{row['attribute']}",
        "category_id": row["category"],
        "attribute_id": row["attribute"],
        "is_required": row["is_required"] == "yes",
        "position": int(row["position"]),
    }


register(ReferenceTable(Unit, DATA / "units.csv", "code", _unit))
register(ReferenceTable(Category, DATA / "categories.csv", "code", _category))
register(ReferenceTable(Attribute, DATA / "attributes.csv", "code", _attribute))
register(
    ReferenceTable(
        CategoryAttribute,
        DATA / "category_attributes.csv",
        "code",
        _category_attribute,
    )
)
