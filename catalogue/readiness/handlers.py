"""What the stored levels follow. Listings, below, follow the same events afterwards."""

from uuid import UUID

from catalogue.journal.actions import on
from catalogue.journal.jobs import enqueue
from catalogue.journal.types import (
    AnswerChanged,
    AttributeChanged,
    CategoryChanged,
    CertificateChanged,
    Event,
    ModelPublished,
    ProductChanged,
    ReviewDecided,
    SellerChanged,
)
from catalogue.products.locking import lock_products
from catalogue.products.models import Product
from catalogue.readiness.actions import claims
from catalogue.readiness.actions.answering import forget_answers_gone
from catalogue.readiness.actions.assessing import assess_products, assess_sellers
from catalogue.readiness.actions.recomputing import begin

IN_TRANSACTION = 50  # more products than this are assessed by the worker


@on(ProductChanged)
def assess_product(event: ProductChanged) -> None:
    if Product.objects.filter(pk=event.product_id).exists():
        assess_products([event.product_id])
    else:
        forget_answers_gone()


@on(CertificateChanged, SellerChanged)
def assess_seller(event: CertificateChanged | SellerChanged) -> None:
    at_once = isinstance(event, CertificateChanged) and event.is_removal
    _assess_seller(event.seller_id, at_once=at_once)


@on(AnswerChanged)
def assess_answered(event: AnswerChanged) -> None:
    if event.product_id is not None:
        assess_products([event.product_id])
    else:
        _assess_seller(event.seller_id)


def _assess_seller(seller_id: UUID, *, at_once: bool = False) -> None:
    assess_sellers([seller_id])
    products = Product.objects.filter(seller_id=seller_id).order_by("pk")
    ids = list(products.values_list("pk", flat=True))
    if len(ids) > IN_TRANSACTION and not at_once:
        enqueue("readiness.assess_seller", str(seller_id))
        return
    lock_products(ids, [seller_id])
    for start in range(0, len(ids), IN_TRANSACTION):
        assess_products(ids[start : start + IN_TRANSACTION])


@on(ReviewDecided)
def carry_out_on_claims(event: ReviewDecided) -> None:
    claims.carry_out(event.review_id)


@on(ModelPublished, CategoryChanged, AttributeChanged)
def assess_everything_later(event: Event) -> None:
    """Also where a category asks for other attributes: completeness rests on them."""
    begin()
