"""From facts to the rows that are stored: pure, no database."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from catalogue.dates import EPOCH, micros
from catalogue.listings import facets
from catalogue.listings.models import NEVER, NO_PRICE
from catalogue.listings.readings import (
    ProductFacts,
    ProductReading,
    SellerFacts,
    SellerReading,
)
from catalogue.listings.shapes import (
    ProductSerializer,
    ProductSummarySerializer,
    SellerSerializer,
    SellerSummarySerializer,
    Shape,
)
from catalogue.texts import fold

MILLION = 1_000_000
# Made once: a serializer copies its whole tree of fields for each new instance.
_PRODUCT, _PRODUCT_SUMMARY = ProductSerializer(), ProductSummarySerializer()
_SELLER, _SELLER_SUMMARY = SellerSerializer(), SellerSummarySerializer()
LARGEST = 2**62  # fits the column; nobody orders more


def dump(data: Any) -> str:
    """Compact JSON, as it is sent."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class Shown:
    """What one product or seller shows, per language, before its date is known.

    `digest` speaks of everything shown but `updated_at`, which moves only when the
    digest does.
    """

    def __init__(self, readings: dict[str, Any], full: Shape, short: Shape):
        self.details = {
            language: full.to_representation(reading)
            for language, reading in readings.items()
        }
        self.readings = readings
        self._short_members = list(short.fields)
        text = dump([{**d, "updated_at": None} for d in self.details.values()])
        self.digest = hashlib.sha256(text.encode()).hexdigest()

    def texts(self, updated_at: datetime) -> dict[str, dict[str, str]]:
        """Summary and detail JSON per language."""
        written = f"{updated_at:%Y-%m-%dT%H:%M:%SZ}"
        result = {}
        for language, detail in self.details.items():
            detail = {**detail, "updated_at": written}
            # The detail is a strict superset of the summary, so it is cut from it.
            summary = {member: detail[member] for member in self._short_members}
            result[language] = {"summary": dump(summary), "detail": dump(detail)}
        return result


def show_product(facts: ProductFacts) -> Shown:
    readings = {
        language: ProductReading(facts, language, EPOCH)
        for language in settings.CATALOGUE_LANGUAGES
    }
    return Shown(readings, _PRODUCT, _PRODUCT_SUMMARY)


def show_seller(facts: SellerFacts) -> Shown:
    readings = {
        language: SellerReading(facts, language, EPOCH)
        for language in settings.CATALOGUE_LANGUAGES
    }
    return Shown(readings, _SELLER, _SELLER_SUMMARY)


def name_key(name: str) -> str:
    return fold(name)[:240]


def product_columns(facts: ProductFacts) -> dict[str, Any]:
    """The filter and sort columns of a `Listing`."""
    product = facts.product
    assert product.published_at is not None  # a constraint says so
    kind, base = min_order_key(facts)
    sen = None if product.price is None else int(product.price * 100)
    return {
        "seller_id": product.seller_id,
        "slug": product.slug,
        "category_code": facts.category.code,
        "regency_code": product.seller.regency_id,
        "published_key": micros(product.published_at),
        "price_asc_key": NO_PRICE if sen is None else sen,
        "price_desc_key": -1 if sen is None else sen,
        "min_order_kind": kind,
        "min_order_key": base,
        "export_level": facts.export_level,
        "has_image": bool(facts.images),
        "export_changes_on": facts.export_changes_on or NEVER,
        "facets": facets.encode(facts),
    }


def seller_columns(facts: SellerFacts) -> dict[str, Any]:
    """The filter and sort columns of a `SellerListing`."""
    return {
        "slug": facts.seller.slug,
        "regency_code": facts.seller.regency_id,
        "changes_on": facts.changes_on or NEVER,
    }


def min_order_key(facts: ProductFacts) -> tuple[str, int]:
    """The kind in which a minimum order compares, and its size in millionths."""
    unit, value = facts.product.min_order_unit, facts.product.min_order_value
    if unit is None or value is None:
        return "", 0
    return comparable(unit.code, unit.kind, unit.factor_to_base, value)


def comparable(
    code: str, kind: str, factor: Decimal | None, value: Decimal
) -> tuple[str, int]:
    """A unit without a factor compares with itself only."""
    if factor is None:
        return f"={code}", min(int(value * MILLION), LARGEST)
    return kind, min(int(value * factor * MILLION), LARGEST)
