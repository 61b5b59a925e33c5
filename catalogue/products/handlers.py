"""What products follow: the decisions of officers."""

from catalogue.journal.actions import on
from catalogue.journal.types import ReportResolved, ReviewDecided
from catalogue.products.actions import publishing, rows
from catalogue.products.content import content_of
from catalogue.products.models import Product
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import Report, Review


@on(ReviewDecided)
def carry_out(event: ReviewDecided) -> None:
    if event.kind not in {Review.Kind.PRODUCT, Review.Kind.CHANGE_SET}:
        return
    if event.is_afterwards:
        decide = publishing.decide_afterwards
    elif event.kind == Review.Kind.PRODUCT:
        decide = publishing.decide_product
    else:
        decide = publishing.decide_change_set
    decide(product_id=event.subject_id, decision=event.decision)
    product = Product.objects.for_workspace().get(pk=event.subject_id)
    review = Review.objects.select_related("seller").get(pk=event.review_id)
    _remember(review, product)
    reviews.tell(review, product.name)


def _remember(review: Review, product: Product) -> None:
    """Keep what was decided on, so that the next review can tell what changed."""
    pictures = rows.wanted_pictures(product, None)
    review.snapshot = {
        **content_of(product),
        "images": [{"id": str(image.pk), "alt": alt} for image, alt in pictures],
    }
    review.save(update_fields=["snapshot"])


@on(ReportResolved)
def hide_reported(event: ReportResolved) -> None:
    if event.action == Report.Action.HIDE_PRODUCT:
        publishing.hide_product(product_id=event.product_id)
