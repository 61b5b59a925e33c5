"""Other products that an officer pointed to."""

from collections.abc import Iterable

from catalogue.enquiries.models import Message
from catalogue.products.models import Product
from catalogue.products.querysets import ProductQuerySet


def suggested_in(
    messages: Iterable[Message], found: ProductQuerySet
) -> dict[str, Product]:
    """By id, those of `found` that a message names; in one query or none."""
    wanted = {ident for m in messages for ident in m.suggested_product_ids}
    rows = found.filter(pk__in=wanted) if wanted else []
    return {str(product.pk): product for product in rows}
