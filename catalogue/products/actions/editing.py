"""A seller's edits: of drafts at once, of published products staged."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from catalogue.journal import audit
from catalogue.products.actions import pictures, rows, staging
from catalogue.products.content import (
    AT_ONCE,
    EMPTY,
    Content,
    changed,
    check_skus,
    content_of,
    split_variants,
    with_variant_ids,
    write,
)
from catalogue.products.errors import IncompleteProduct, InvalidState
from catalogue.products.models import Product, Variant
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import ChangeSet, Review
from catalogue.sellers.models import Seller

Rewrite = Callable[[Content], Content]
AUDITED = {"price_basis", "price", "price_max", "price_tiers"}


@transaction.atomic
def create_product(*, seller_id: UUID, rewrite: Rewrite) -> Product:
    """A draft; `rewrite` gives its content from the empty one."""
    Seller.objects.select_for_update().get(pk=seller_id)
    product = Product.objects.create(seller_id=seller_id)
    wanted = with_variant_ids(rewrite(dict(EMPTY)), EMPTY)
    write(product, wanted, changed(wanted, EMPTY))
    product.version = 0
    rows.save(product)
    return product


@transaction.atomic
def edit_product(
    *, product_id: UUID, rewrite: Rewrite, expected_version: int | None = None
) -> Product:
    """Rewrite the content of a product as the seller last left it.

    A published product keeps saying what it says, except for `AT_ONCE`; the rest
    waits in its change set until an officer agrees. A trusted seller's goes live.

    Raises `Stale`, `InvalidState` where nothing can be edited, `DuplicateSku`, and
    `IncompleteProduct` where a published product would lack what it must have.
    """
    product = rows.lock(product_id, expected_version)
    if product.status in {Product.Status.REJECTED, Product.Status.ARCHIVED}:
        raise InvalidState(product.status)
    live = content_of(product)
    change_set = rows.change_set_of(product)
    current = rows.staged_content(live, change_set)
    wanted = with_variant_ids(rewrite(dict(current)), current)
    if wanted == current:
        return product
    _audit_price(product, current, wanted)
    if product.status != Product.Status.PUBLISHED:
        write(product, wanted, changed(wanted, current))
        rows.save(product)
        reviews.subject_changed(Review.Kind.PRODUCT, product.pk)
        return product
    _check_complete(product, wanted, change_set)
    if product.seller.trusted_at is not None:
        write(product, wanted, changed(wanted, live))
        if change_set is not None:  # of before she was trusted: it goes live with this
            pictures.arrange(product, rows.wanted_pictures(product, change_set))
            staging.drop_change_set(product)
        rows.save(product)
        staging.sample_for_review(product)
        return product
    _edit_published(product, live, wanted, change_set)
    return product


def _check_complete(
    product: Product, wanted: Content, change_set: ChangeSet | None
) -> None:
    missing = rows.completeness(
        wanted, rows.wanted_pictures(product, change_set)
    ).missing
    if missing:
        raise IncompleteProduct(missing)


def _audit_price(product: Product, current: Content, wanted: Content) -> None:
    moved = changed(wanted, current) & AUDITED
    if moved and product.published_at is not None:
        audit.write(
            "product.price_changed",
            "product",
            product.pk,
            before={name: current[name] for name in moved},
            after={name: wanted[name] for name in moved},
        )


def _edit_published(
    product: Product, live: Content, wanted: Content, change_set: ChangeSet | None
) -> None:
    variants_now, more_wanted = split_variants(wanted["variants"], live["variants"])
    now = {**live, **{name: wanted[name] for name in AT_ONCE}, "variants": variants_now}
    write(product, now, changed(now, live))
    staged = {name: wanted[name] for name in changed(wanted, now)}
    if more_wanted:
        staged["variants"] = wanted["variants"]
        check_skus(product, wanted["variants"])
    staging.stage(product, change_set, members=staged)


@transaction.atomic
def discard_changes(
    *, product_id: UUID, expected_version: int | None = None
) -> Product:
    """Take back what is staged. Raises `InvalidState` where nothing is."""
    product = rows.lock(product_id, expected_version)
    if rows.change_set_of(product) is None:
        raise InvalidState("no_pending_changes")
    staging.drop_change_set(product)
    rows.save(product)
    return product


@transaction.atomic
def duplicate_product(*, product_id: UUID) -> Product:
    """A new draft with the same content and pictures; its skus get a number.

    What is staged of the original is taken along.
    """
    original = rows.lock(product_id)
    change_set = rows.change_set_of(original)
    content = rows.staged_content(content_of(original), change_set)
    taken = set(
        Variant.objects.filter(seller_id=original.seller_id).values_list(
            "sku", flat=True
        )
    )
    content["variants"] = [
        {**variant, "id": None, "sku": _free_sku(variant["sku"], taken)}
        for variant in content["variants"]
    ]
    copy = create_product(seller_id=original.seller_id, rewrite=lambda _: dict(content))
    pictures.copy(rows.wanted_pictures(original, change_set), copy)
    return copy


def _free_sku(sku: str, taken: set[str]) -> str:
    number = 2
    while (found := f"{sku[:60]}-{number}") in taken:
        number += 1
    taken.add(found)
    return found
