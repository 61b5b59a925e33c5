"""A seller's pictures: added, described, put in order, removed.

Of a draft, or by a trusted seller, at once; of a published product they are staged.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum

from catalogue.identifiers import uuid7
from catalogue.journal.jobs import enqueue
from catalogue.journal.models.queue import URGENT
from catalogue.products import quota
from catalogue.products.actions import files, rows, staging
from catalogue.products.actions.rows import Wanted
from catalogue.products.content import content_of, write
from catalogue.products.errors import (
    IncompleteProduct,
    InvalidState,
    TooManyImages,
)
from catalogue.products.models import Image, Product
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import ChangeSet, Review

FROZEN = {Product.Status.REJECTED, Product.Status.ARCHIVED}


@transaction.atomic
def add_image(
    *,
    image_id: UUID,
    product_id: UUID,
    sha256: str,
    width: int,
    height: int,
    size_bytes: int,
    alt: dict[str, str],
    position: int | None = None,
) -> tuple[Image, bool]:
    """A picture whose upload was checked and kept; False with the first, if it is the
    same file again.

    Raises `InvalidState`, `TooManyImages`, `QuotaExceeded`.
    """
    product = rows.lock(product_id)
    if product.status in FROZEN:
        raise InvalidState(product.status)
    change_set = rows.change_set_of(product)
    wanted = rows.wanted_pictures(product, change_set)
    known = Image.objects.filter(product=product, source_sha256=sha256).first()
    if known is not None and any(image.pk == known.pk for image, _ in wanted):
        return known, False
    _check_number(wanted)
    if known is None:
        quota.check_room(product.seller_id, size_bytes)
        known = Image.objects.create(
            pk=image_id,
            product=product,
            position=None,
            source_sha256=sha256,
            width=width,
            height=height,
            stored_bytes=size_bytes,
        )
        enqueue(files.RENDER, str(image_id), urgency=URGENT)
    place = len(wanted) if position is None else min(position, len(wanted))
    wanted.insert(place, (known, alt))
    _put(product, change_set, wanted)
    known.refresh_from_db()
    return known, True


def check_room(product: Product, size_bytes: int) -> None:
    """Raises what `add_image` would, before anything dear is done for the picture."""
    if product.status in FROZEN:
        raise InvalidState(product.status)
    _check_number(rows.wanted_pictures(product, rows.change_set_of(product)))
    quota.check_room(product.seller_id, size_bytes)


def _check_number(wanted: Wanted) -> None:
    if len(wanted) >= settings.IMAGES_PER_PRODUCT:
        raise TooManyImages(settings.IMAGES_PER_PRODUCT)


@quota.counted
def stored_bytes(seller_id: UUID) -> int:
    """Of all pictures of the seller."""
    held = Image.objects.filter(product__seller_id=seller_id)
    return held.aggregate(total=Sum("stored_bytes"))["total"] or 0


@transaction.atomic
def edit_image(
    *,
    image_id: UUID,
    alt: dict[str, str] | None = None,
    position: int | None = None,
    expected_version: int | None = None,
) -> Image:
    """Describe a picture anew, or move it; past the end is the end.

    Raises `Stale`, `InvalidState`, and `IncompleteProduct` where a published product
    would lose an alternative text it must have.
    """
    product, change_set, wanted, place = _find(image_id, expected_version)
    image, old_alt = wanted.pop(place)
    place = place if position is None else min(position, len(wanted))
    wanted.insert(place, (image, old_alt if alt is None else alt))
    _put(product, change_set, wanted)
    image.refresh_from_db()
    return image


@transaction.atomic
def remove_image(*, image_id: UUID, expected_version: int | None = None) -> None:
    """Raises as `edit_image` does; a published product keeps one picture at least."""
    product, change_set, wanted, place = _find(image_id, expected_version)
    image, _ = wanted.pop(place)
    _put(product, change_set, wanted)
    if image.position is None:
        files.drop([image])  # staged, and no longer wanted


def _find(
    image_id: UUID, expected_version: int | None
) -> tuple[Product, ChangeSet | None, Wanted, int]:
    product_id = Image.objects.values_list("product_id", flat=True).get(pk=image_id)
    product = rows.lock(product_id, expected_version)
    if product.status in FROZEN:
        raise InvalidState(product.status)
    change_set = rows.change_set_of(product)
    wanted = rows.wanted_pictures(product, change_set)
    for place, (image, _) in enumerate(wanted):
        if image.pk == image_id:
            return product, change_set, wanted, place
    raise Image.DoesNotExist


def _put(product: Product, change_set: ChangeSet | None, wanted: Wanted) -> None:
    """Make the pictures be as wanted, now or once an officer agrees."""
    if product.status != Product.Status.PUBLISHED:
        arrange(product, wanted)
        rows.save(product)
        reviews.subject_changed(Review.Kind.PRODUCT, product.pk)
        return
    content = rows.staged_content(content_of(product), change_set)
    missing = [
        lack
        for lack in rows.completeness(content, wanted).missing
        if lack.pointer.startswith("/images")
    ]
    if missing:
        raise IncompleteProduct(missing)
    if product.seller.trusted_at is not None:
        arrange(product, wanted)
        if change_set is not None:  # of before she was trusted: it goes live with this
            write(product, content, change_set.members)
            staging.drop_change_set(product)
        rows.save(product)
        staging.sample_for_review(product)
        return
    as_staged: list[dict[str, Any]] | None = [
        {"id": str(image.pk), "alt": alt} for image, alt in wanted
    ]
    live = rows.wanted_pictures(product, None)
    if as_staged == [{"id": str(image.pk), "alt": alt} for image, alt in live]:
        as_staged = None
    staging.stage(product, change_set, images=as_staged)


def arrange(product: Product, wanted: Wanted) -> None:
    """Make these the product's pictures, in this order; all others go."""
    kept = [image.pk for image, _ in wanted]
    files.drop(product.images.exclude(pk__in=kept))
    # First out of one another's way: positions are unique.
    Image.objects.filter(pk__in=kept).update(position=None)
    for place, (image, alt) in enumerate(wanted):
        image.position, image.alt = place, alt
        Image.objects.filter(pk=image.pk).update(position=place, alt=alt)


@transaction.atomic
def copy(wanted: Wanted, target: Product) -> None:
    """Give `target` pictures of its own, with files of their own.

    Raises `QuotaExceeded`.
    """
    quota.check_room(target.seller_id, sum(image.stored_bytes for image, _ in wanted))
    for place, (image, alt) in enumerate(wanted):
        is_ready = image.status == Image.Status.READY
        if not is_ready and not files.private().exists(files.upload_name(image.pk)):
            continue  # it failed, or is a sample still to be drawn
        pk = uuid7()
        twin = Image.objects.get(pk=image.pk)
        twin.pk, twin.product, twin.position, twin.alt = pk, target, place, alt
        twin.is_public = False
        if is_ready:
            twin.renditions = [_copied(size, image.pk, pk) for size in image.renditions]
        else:
            source = files.private().open(files.upload_name(image.pk)).read()
            files.keep_upload(pk, source)
            enqueue(files.RENDER, str(pk), urgency=URGENT)
        twin.save(force_insert=True)


def _copied(size: dict[str, Any], old: UUID, new: UUID) -> dict[str, Any]:
    result = dict(size)
    for kind in ("webp", "jpeg"):
        storage = files.private()
        if not storage.exists(size[kind]):
            storage = files.public()
        name = size[kind].replace(str(old), str(new))
        with storage.open(size[kind]) as file:
            result[kind] = files.private().save(name, ContentFile(file.read()))
    return result
