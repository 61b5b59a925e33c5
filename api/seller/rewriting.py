"""From a request's members to the content a product shall have."""

from typing import Any

from api.bodies import read
from api.seller.content import ProductBody, attributes_of
from api.seller.merging import merge_patch
from catalogue.products.content import EMPTY, Content
from catalogue.products.models import PriceBasis


def rewrite(patch: Any):
    """A function from the content as it is to as it is asked for, validated whole.

    It raises `validation_failed` with every fault; run it under the product's lock.
    """

    def wanted(current: Content) -> Content:
        merged = merge_patch(current, patch, EMPTY)
        _follow(merged, patch)
        return {**EMPTY, **read(ProductBody, merged)}

    return wanted


def _follow(merged: dict[str, Any], patch: dict[str, Any]) -> None:
    """What a member left out follows from those that were given."""
    if patch.get("price") and "price_basis" not in patch:
        low_and_high = PriceBasis.FROM if merged["price_max"] else PriceBasis.FIXED
        merged["price_basis"] = str(low_and_high)
    if patch.get("price_basis") == PriceBasis.ON_REQUEST:
        merged.update({n: None for n in ("price", "price_max") if n not in patch})
    if "category" in patch and "attributes" not in patch:
        category = patch["category"]
        known = attributes_of(category if isinstance(category, str) else None)
        merged["attributes"] = [
            held for held in merged["attributes"] if held["code"] in known
        ]
