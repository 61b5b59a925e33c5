"""What comes before an officer by itself."""

from catalogue.journal.actions import on
from catalogue.journal.types import SellerChanged, SellerIdentityChanged
from catalogue.reviews.actions import open_review, subject_changed
from catalogue.reviews.models import Review


@on(SellerIdentityChanged)
def open_seller_review(event: SellerIdentityChanged) -> None:
    open_review(
        kind=Review.Kind.SELLER,
        subject_id=event.seller_id,
        seller_id=event.seller_id,
    )


@on(SellerChanged)
def outdate_seller_review(event: SellerChanged) -> None:
    """All an officer reads of a business, not only what it is verified by."""
    subject_changed(Review.Kind.SELLER, event.seller_id)
