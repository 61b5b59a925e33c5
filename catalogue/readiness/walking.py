"""All products in batches, seller by seller, so that each seller is loaded once."""

from django.db.models import Q

from catalogue.products.models import Product
from catalogue.readiness.models.walks import Place


def next_places(after: Place | None, limit: int) -> list[Place]:
    """The products that come next, in the order of their sellers, then their own."""
    waiting = Product.objects.order_by("seller_id", "pk")
    if after is not None:
        seller_id, product_id = after
        waiting = waiting.filter(
            Q(seller_id__gt=seller_id) | Q(seller_id=seller_id, pk__gt=product_id)
        )
    return list(waiting.values_list("seller_id", "pk")[:limit])
