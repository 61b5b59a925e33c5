"""The sample CSVs as values: pure, no database.

Everything invented beyond the CSVs is a rule here: identifiers from the key, dates of
publication spread over October 2026 in an order that mixes trades and places, price
tiers from the price range, Incoterms from the seller's export experience.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from uuid import UUID

from catalogue.identifiers import uuid7_of
from catalogue.reference.loading import Row, read_csv

DATA = Path(__file__).parent / "data"
FIRST_MOMENT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
SPACING = timedelta(minutes=307)
TIER_FACTOR = 10  # ten times the minimum order earns the lowest price

INCOTERMS = {
    "none": ["EXW"],
    "indirect": ["EXW", "FCA"],
    "direct": ["FCA", "FOB", "CIF"],
}


def sellers() -> list[Row]:
    return list(read_csv(DATA / "sellers.csv"))


def products() -> list[Row]:
    """Newest first."""
    rows = list(read_csv(DATA / "products.csv"))
    return sorted(rows, key=lambda row: published_at(row["product_id"]), reverse=True)


_ORDER = {
    key: place
    for place, key in enumerate(
        sorted(
            (row["product_id"] for row in read_csv(DATA / "products.csv")),
            key=lambda key: hashlib.sha256(key.encode()).digest(),
        )
    )
}


def published_at(key: str) -> datetime:
    return FIRST_MOMENT + _ORDER[key] * SPACING


def seller_id(key: str) -> UUID:
    return uuid7_of(f"seller {key}", FIRST_MOMENT)


def answer_id(key: str, question: str) -> UUID:
    """Of an answer about the seller, or the product, of this key."""
    return uuid7_of(f"answer {key} {question}", FIRST_MOMENT)


def product_id(key: str) -> UUID:
    return uuid7_of(f"product {key}", published_at(key))


def image_id(key: str) -> UUID:
    return uuid7_of(f"image {key}", published_at(key))


def variant_id(key: str) -> UUID:
    return uuid7_of(f"variant {key}", published_at(key))


def certificate_id(seller_key: str, code: str) -> UUID:
    return uuid7_of(f"certificate {seller_key} {code}", FIRST_MOMENT)


def first_sentence(text: str, limit: int = 200) -> str:
    """The first sentence, cut at a word where it is too long."""
    sentence = text.split(". ")[0].strip().rstrip(".")
    if len(sentence) <= limit:
        return sentence
    return sentence[: limit - 1].rsplit(" ", 1)[0] + "…"


def price_tiers(row: Row) -> list[tuple[Decimal, Decimal]]:
    """(minimum quantity, unit price): the range's top at first, its end in bulk."""
    low, high = Decimal(row["price_min_idr"]), Decimal(row["price_max_idr"] or 0)
    order = Decimal(row["moq"])
    if high <= low:
        return []
    return [(order, high), (order * TIER_FACTOR, low)]


@cache
def _told() -> dict[str, dict[str, str]]:
    """Per product what its description tells of its attributes."""
    found: dict[str, dict[str, str]] = {}
    for row in read_csv(DATA / "attributes.csv"):
        found.setdefault(row["product_id"], {})[row["attribute"]] = row["value"]
    return found


def attributes(row: Row) -> dict[str, str]:
    """Values by the code of the attribute."""
    months = row["shelf_life_months"]
    shelf_life = {"shelf_life": months} if months else {}
    return {**_told().get(row["product_id"], {}), **shelf_life}
