"""The one order of locks: sellers, then products, each by id."""

from collections.abc import Iterable
from uuid import UUID

from catalogue.products.models import Product
from catalogue.sellers.models import Seller


def lock_sellers(seller_ids: Iterable[UUID]) -> None:
    wanted = list(seller_ids)
    sellers = Seller.objects.filter(pk__in=wanted)
    list(sellers.select_for_update().order_by("pk").values_list("pk"))


def lock_products(
    product_ids: Iterable[UUID], also_sellers: Iterable[UUID] = ()
) -> set[UUID]:
    """Lock the products' sellers and then the products; the ids of the sellers."""
    wanted = list(product_ids)
    products = Product.objects.filter(pk__in=wanted)
    owners = {*products.values_list("seller_id", flat=True), *also_sellers}
    lock_sellers(owners)
    list(products.select_for_update().order_by("pk").values_list("pk"))
    return owners
