"""What a change touches, named `kind:key`: `category:kopi`, `seller:<id>`, `all`."""

from django.db.models import Q, QuerySet

from catalogue.products.models import Product
from catalogue.sellers.models import Seller

EVERYTHING = "all"


def products_in(scope: str) -> QuerySet[Product]:
    """Products, public or not, that a change of `scope` touches."""
    kind, _, key = scope.partition(":")
    products = Product.objects.order_by()
    match kind:
        case "all":
            return products
        case "seller":
            return products.filter(seller_id=key)
        case "category":
            return products.filter(category__code=key)
        case "regency":
            # Certificates name the regency whose officer verified them.
            verified_there = Q(seller__certificates__verified_by_id=key)
            return products.filter(
                Q(seller__regency_id=key) | verified_there
            ).distinct()
        case "certificate":
            return products.filter(seller__certificates__type_id=key).distinct()
        case "attribute":
            return products.filter(attribute_values__attribute_id=key)
    raise ValueError(f"There is no scope {scope!r}.")


def sellers_in(scope: str) -> QuerySet[Seller]:
    """Sellers, public or not, whose own listing a change of `scope` touches."""
    kind, _, key = scope.partition(":")
    sellers = Seller.objects.order_by()
    match kind:
        case "all":
            return sellers
        case "seller":
            return sellers.filter(pk=key)
        case "regency":
            verified_there = Q(certificates__verified_by_id=key)
            return sellers.filter(Q(regency_id=key) | verified_there).distinct()
        case "certificate":
            return sellers.filter(certificates__type_id=key).distinct()
    return sellers.filter(products__in=products_in(scope)).distinct()
