"""What the stored levels follow. Listings, below, follow the same events afterwards."""

from catalogue.journal.actions import on
from catalogue.journal.jobs import enqueue
from catalogue.journal.types import (
    CertificateChanged,
    MarketChanged,
    ProductChanged,
    SellerChanged,
)
from catalogue.products.models import Product
from catalogue.readiness.actions import assess_products

IN_TRANSACTION = 50  # more products than this are assessed by the worker


@on(ProductChanged)
def assess_product(event: ProductChanged) -> None:
    assess_products([event.product_id])


@on(CertificateChanged, SellerChanged)
def assess_products_of_seller(event: CertificateChanged | SellerChanged) -> None:
    ids = list(
        Product.objects.filter(seller_id=event.seller_id).values_list("pk", flat=True)
    )
    if len(ids) > IN_TRANSACTION:
        enqueue("readiness.assess_seller", str(event.seller_id))
    else:
        assess_products(ids)


@on(MarketChanged)
def assess_everything_later(event: MarketChanged) -> None:
    enqueue("readiness.assess_all")
