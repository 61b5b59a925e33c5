"""A product as it is asked for or offered, frozen: it may be edited later, or go."""

from typing import Any

from catalogue.products.models import Product, Variant


def freeze(product: Product, variant: Variant | None = None) -> dict[str, Any]:
    """Plain JSON. Wants `variants` prefetched."""
    chosen = variant or next(iter(product.variants.all()), None)
    price = variant.price if variant and variant.price is not None else product.price
    return {
        "name": dict(product.name),
        "variant": dict(variant.name) if variant else {},
        "slug": product.slug,
        "sku": chosen.sku if chosen else "",
        "hs_code": product.hs_code,
        "price_basis": str(product.price_basis),
        "price": None if price is None else f"{price:.2f}",
        "currency": product.currency,
        "price_unit": product.price_unit_id,
    }
