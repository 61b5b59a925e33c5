"""What waits for an officer: the change set of a published product."""

import hashlib

from django.conf import settings

from catalogue.products.actions import files, rows
from catalogue.products.models import Product
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import ChangeSet, Review


def stage(
    product: Product, change_set: ChangeSet | None, **staged: object
) -> ChangeSet | None:
    """Keep what is staged in `members` or `images`, before an officer again.

    None where nothing is left that differs from the live product.
    """
    reviews.subject_changed(Review.Kind.PRODUCT, product.pk)  # by what applies at once
    if change_set is None:
        change_set = ChangeSet(product_id=product.pk, seller_id=product.seller_id)
    elif change_set.status == ChangeSet.Status.CHANGES_REQUESTED and all(
        getattr(change_set, name) == value for name, value in staged.items()
    ):
        rows.save(product)
        return change_set  # what was sent back is not mended by a price
    for name, value in staged.items():
        setattr(change_set, name, value)
    if not change_set.members and change_set.images is None:
        drop_change_set(product)
        rows.save(product)
        return None
    change_set.status = ChangeSet.Status.PENDING
    change_set.save()
    rows.save(product)
    reviews.open_review(
        kind=Review.Kind.CHANGE_SET,
        subject_id=product.pk,
        seller_id=product.seller_id,
    )
    return change_set


def drop_change_set(product: Product) -> None:
    """Forget what is staged, its new pictures too; its open review is withdrawn."""
    ChangeSet.objects.filter(product_id=product.pk).delete()
    reviews.withdraw(Review.Kind.CHANGE_SET, product.pk)
    files.drop(product.images.filter(position__isnull=True))


def sample_for_review(product: Product) -> None:
    """Queue a share of what trusted sellers publish, chosen by the version's hash."""
    mark = hashlib.sha256(f"{product.pk} {product.version}".encode()).digest()
    if mark[0] * 100 < settings.TRUSTED_SAMPLE_PERCENT * 256:
        reviews.open_review(
            kind=Review.Kind.PRODUCT,
            subject_id=product.pk,
            seller_id=product.seller_id,
            is_afterwards=True,
        )
    else:  # one that waits already is of what is live
        reviews.subject_changed(Review.Kind.PRODUCT, product.pk)
