"""The way of a product: submitted, decided on, published, archived, hidden."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.products.actions import files, pictures, rows, staging
from catalogue.products.content import content_of, write
from catalogue.products.errors import IncompleteProduct, InvalidState
from catalogue.products.models import Product
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import ChangeSet, Review
from catalogue.sellers import oversight

Status = Product.Status
SUBMITTABLE = {Status.DRAFT, Status.CHANGES_REQUESTED}
NEVER_PUBLISHED = set(Status) - {Status.PUBLISHED, Status.ARCHIVED}
PUT_AWAY = {Status.ARCHIVED, Status.REJECTED}  # a rejection is final


@transaction.atomic
def submit_product(*, product_id: UUID, expected_version: int | None = None) -> Product:
    """Hand a draft, or one sent back for changes, to the trade office.

    A trusted seller's is published at once. Raises `Stale`, `InvalidState` in any other
    status, and `IncompleteProduct` naming every missing member.
    """
    product = rows.lock(product_id, expected_version)
    if product.status not in SUBMITTABLE:
        raise InvalidState(product.status)
    if product.seller.suspended_at is not None:
        raise InvalidState("seller_suspended")
    _check_complete(product)
    if product.seller.trusted_at is not None:
        _publish(product)
        staging.sample_for_review(product)
        return product
    product.status = Status.IN_REVIEW
    rows.save(product)
    reviews.open_review(
        kind=Review.Kind.PRODUCT,
        subject_id=product.pk,
        seller_id=product.seller_id,
    )
    return product


def _check_complete(product: Product) -> None:
    if missing := rows.completeness_of(product).missing:
        raise IncompleteProduct(missing)


def _publish(product: Product) -> None:
    product.status = Status.PUBLISHED
    if product.published_at is None:
        product.published_at = timezone.now()
    if product.slug is None:
        _take_slug(product)
    rows.save(product)
    audit.write(
        "product.published", "product", product.pk, after={"slug": product.slug}
    )


def _take_slug(product: Product) -> None:
    """Fixed from here on; who is quicker with the same name is counted past."""
    while product.slug is None:
        slug = _free_slug(product)
        try:
            with transaction.atomic():
                Product.objects.filter(pk=product.pk).update(slug=slug)
        except IntegrityError:
            continue
        product.slug = slug


def _free_slug(product: Product) -> str:
    """From the Indonesian name, ASCII, unique with a number."""
    base = slugify(product.name.get("id", ""))[:72].strip("-") or "produk"
    taken = set(
        Product.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def decide_product(*, product_id: UUID, decision: str) -> None:
    """Carry out what an officer decided on a product that was in review.

    Raises `IncompleteProduct` where the seller took away what it needs meanwhile.
    """
    product = rows.lock(product_id)
    if product.status != Status.IN_REVIEW:
        raise InvalidState(product.status)
    if decision == Review.Status.APPROVED:
        _check_complete(product)
        _publish(product)
        return
    product.status = Status(decision)
    rows.save(product)


def decide_change_set(*, product_id: UUID, decision: str) -> None:
    """Let the staged changes go live, wait for better ones, or be dropped."""
    product = rows.lock(product_id)
    change_set = ChangeSet.objects.select_for_update().get(product_id=product_id)
    if decision == Review.Status.CHANGES_REQUESTED:
        change_set.status = ChangeSet.Status.CHANGES_REQUESTED
        change_set.save(update_fields=["status"])
    elif decision == Review.Status.REJECTED:
        staging.drop_change_set(product)
    else:
        if missing := rows.completeness_of(product, change_set).missing:
            raise IncompleteProduct(missing)
        content = rows.staged_content(content_of(product), change_set)
        write(product, content, change_set.members)
        if change_set.images is not None:
            pictures.arrange(product, rows.wanted_pictures(product, change_set))
        change_set.delete()
    rows.save(product)


def decide_afterwards(*, product_id: UUID, decision: str) -> None:
    """A trusted seller's product was looked at after it went live."""
    if decision == Review.Status.REJECTED:
        hide_product(product_id=product_id)


@transaction.atomic
def hide_product(*, product_id: UUID) -> Product:
    """Take it out of the public catalogue, whatever the seller does, until shown.

    Whose product was hidden is trusted no longer: a copy of it would be public at once.
    """
    product = rows.lock(product_id)
    if product.hidden_at is None:
        product.hidden_at = timezone.now()
        rows.save(product)
        audit.write("product.hidden", "product", product.pk)
        if product.seller.trusted_at is not None:
            oversight.untrust_seller(
                seller_id=product.seller_id, reason="product_hidden"
            )
    return product


@transaction.atomic
def show_product(*, product_id: UUID, expected_version: int | None = None) -> Product:
    """Undo `hide_product`. Raises `Stale`, `InvalidState` where it is not hidden."""
    product = rows.lock(product_id, expected_version)
    if product.hidden_at is None:
        raise InvalidState("not_hidden")
    product.hidden_at = None
    rows.save(product)
    audit.write("product.shown", "product", product.pk)
    return product


@transaction.atomic
def archive_product(
    *, product_id: UUID, expected_version: int | None = None
) -> Product:
    """Put it away: no longer public, kept as it is; what is staged is dropped."""
    product = rows.lock(product_id, expected_version)
    if product.status in PUT_AWAY:
        raise InvalidState(product.status)
    before = product.status
    reviews.withdraw(Review.Kind.PRODUCT, product.pk)
    staging.drop_change_set(product)
    product.status = Status.ARCHIVED
    rows.save(product)
    audit.write(
        "product.archived",
        "product",
        product.pk,
        before={"status": before},
        after={"status": product.status},
    )
    return product


@transaction.atomic
def restore_product(
    *, product_id: UUID, expected_version: int | None = None
) -> Product:
    """Make an archived product a draft again; it keeps its address."""
    product = rows.lock(product_id, expected_version)
    if product.status != Status.ARCHIVED:
        raise InvalidState(product.status)
    product.status = Status.DRAFT
    rows.save(product)
    return product


@transaction.atomic
def delete_product(*, product_id: UUID, expected_version: int | None = None) -> None:
    """Delete what was never published; archive anything else."""
    product = rows.lock(product_id, expected_version)
    if product.published_at is not None or product.status not in NEVER_PUBLISHED:
        if product.status not in PUT_AWAY:
            archive_product(product_id=product_id)
        return
    reviews.withdraw(Review.Kind.PRODUCT, product.pk)
    files.drop(product.images.all())
    audit.write("product.deleted", "product", product.pk, before={"status": "draft"})
    product.delete()
    record(ProductChanged(product_id))  # what rooms further on keep of it goes too
