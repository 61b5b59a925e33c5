"""What comes before an officer by itself."""

from catalogue.journal.actions import on
from catalogue.journal.types import SellerIdentityChanged
from catalogue.reviews.actions import open_review
from catalogue.reviews.models import Review


@on(SellerIdentityChanged)
def open_seller_review(event: SellerIdentityChanged) -> None:
    open_review(
        kind=Review.Kind.SELLER,
        subject_id=event.seller_id,
        seller_id=event.seller_id,
    )
