"""A product as it is asked for or offered, frozen: it may be edited later, or go."""

from decimal import Decimal
from typing import Any

from catalogue.products.models import Product, Variant


def freeze(product: Product, variant: Variant | None = None) -> dict[str, Any]:
    """Plain JSON; a variant with a price of its own has that one. Wants `variants`
    prefetched."""
    chosen = variant or next(iter(product.variants.all()), None)
    price, price_max = product.price, product.price_max
    if variant and variant.price is not None:
        price, price_max = variant.price, None
    return {
        "name": dict(product.name),
        "variant": dict(variant.name) if variant else {},
        "slug": product.slug,
        "sku": chosen.sku if chosen else "",
        "hs_code": product.hs_code,
        "price_basis": str(product.price_basis),
        "price": _money(price),
        "price_max": _money(price_max),
        "currency": product.currency,
        "price_unit": product.price_unit_id,
    }


def _money(price: Decimal | None) -> str | None:
    return None if price is None else f"{price:.2f}"
