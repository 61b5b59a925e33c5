"""What the listings follow: in the change's transaction, or, when many, after it."""

from uuid import UUID

from catalogue.journal.actions import on
from catalogue.journal.jobs import enqueue
from catalogue.journal.types import (
    AnswerChanged,
    AttributeChanged,
    CategoryChanged,
    CertificateChanged,
    CertificateTypeChanged,
    Event,
    MarketChanged,
    ModelPublished,
    ProductChanged,
    ReadinessRecomputed,
    RegencyChanged,
    SellerChanged,
    SellerReadinessChanged,
)
from catalogue.listings import actions, generation
from catalogue.listings.models import Listing
from catalogue.listings.scopes import products_in, sellers_in
from catalogue.products.models import Product
from catalogue.sellers.models import Seller

IN_TRANSACTION = 50  # more listings than this are rebuilt by the worker


@on(ProductChanged)
def rebuild_product(event: ProductChanged) -> None:
    if is_concerned(event.product_id):
        actions.rebuild([event.product_id])


@on(ReadinessRecomputed)
def rebuild_products(event: ReadinessRecomputed) -> None:
    actions.rebuild(event.product_ids)


@on(SellerReadinessChanged)
def rebuild_own_listing(event: SellerReadinessChanged) -> None:
    actions.rebuild_sellers([event.seller_id])


@on(AnswerChanged)
def rebuild_answered(event: AnswerChanged) -> None:
    if event.product_id is None:
        rebuild_seller(SellerChanged(event.seller_id))
    elif is_concerned(event.product_id):
        actions.rebuild([event.product_id])


def is_concerned(product_id: UUID) -> bool:
    """False for drafts, of which the public sees nothing whatever becomes of them."""
    return (
        Product.objects.public().filter(pk=product_id).exists()
        or Listing.objects.filter(product_id=product_id).exists()
    )


@on(SellerChanged, CertificateChanged)
def rebuild_seller(event: SellerChanged | CertificateChanged) -> None:
    if not Seller.objects.public().filter(pk=event.seller_id).exists():
        actions.withdraw_seller(event.seller_id)
        return
    scope = f"seller:{event.seller_id}"
    if isinstance(event, CertificateChanged) and event.is_removal:
        _rebuild_now(scope)
    else:
        _rebuild_now_or_later(scope)


@on(CategoryChanged)
def rebuild_category(event: CategoryChanged) -> None:
    _rebuild_now_or_later(f"category:{event.code}")


@on(RegencyChanged)
def rebuild_regency(event: RegencyChanged) -> None:
    _rebuild_now_or_later(f"regency:{event.code}")


@on(CertificateTypeChanged)
def rebuild_certificate_type(event: CertificateTypeChanged) -> None:
    _rebuild_now_or_later(f"certificate:{event.code}")


@on(AttributeChanged)
def rebuild_attribute(event: AttributeChanged) -> None:
    _rebuild_now_or_later(f"attribute:{event.code}")


@on(
    CategoryChanged,
    RegencyChanged,
    CertificateTypeChanged,
    AttributeChanged,
    MarketChanged,
    ModelPublished,
)
def move_generation(event: Event) -> None:
    """Reference data, the rules among it, is kept in memory for one generation, used
    or not.

    Last of all: the counter's row is held until commit, after every other lock.
    """
    generation.advance()


def _rebuild_now(scope: str) -> None:
    actions.rebuild(products_in(scope).values_list("pk", flat=True))
    actions.rebuild_sellers(sellers_in(scope).values_list("pk", flat=True))


def _rebuild_now_or_later(scope: str) -> None:
    ids = list(products_in(scope).values_list("pk", flat=True)[: IN_TRANSACTION + 1])
    if len(ids) > IN_TRANSACTION:
        enqueue("listings.rebuild", scope)
    else:
        actions.rebuild(ids)
        actions.rebuild_sellers(sellers_in(scope).values_list("pk", flat=True))
