"""Against what a review is read: what an officer last agreed to of its subject."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KT

from catalogue.reviews.differences import Change, PictureChange, content_changes
from catalogue.reviews.models import Review
from catalogue.sellers.identity import identity_of


@dataclass(frozen=True)
class Comparison:
    """What changed; with `first` nothing was agreed to before, and all of it is new."""

    first: bool
    changes: list[Change] = field(default_factory=list)
    pictures: list[PictureChange] = field(default_factory=list)


def approved_before(review: Review) -> Review | None:
    """The latest review of the same subject that was approved before this one."""
    earlier = Review.objects.filter(
        subject_id=review.subject_id, status=Review.Status.APPROVED
    ).exclude(pk=review.pk)
    if review.decided_at is not None:
        earlier = earlier.filter(decided_at__lte=review.decided_at)
    return earlier.order_by("-decided_at", "-id").first()


def approved_nibs(seller_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The number of each business when an officer last agreed to what it is."""
    approved = Review.objects.filter(
        kind=Review.Kind.SELLER,
        status=Review.Status.APPROVED,
        seller__in=list(seller_ids),
    ).annotate(nib=KT("snapshot__nib"))
    return dict(approved.order_by("decided_at", "id").values_list("seller_id", "nib"))


def seller_as_reviewed(review: Review) -> dict[str, Any]:
    """The business as it was decided on, or as it is while nobody has decided."""
    return review.snapshot or identity_of(review.seller)


def compare_seller(review: Review) -> Comparison:
    earlier = approved_before(review)
    if earlier is None:
        return Comparison(first=True)
    changes = content_changes(earlier.snapshot, seller_as_reviewed(review))
    return Comparison(first=False, changes=changes)
