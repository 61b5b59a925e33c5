"""Write the public read model. Nothing else writes to it.

Locks are taken in a fixed order: sellers, products, then the generation counter.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.dates import micros, moment_of
from catalogue.journal.actions import record
from catalogue.journal.jobs import enqueue
from catalogue.journal.models.queue import URGENT
from catalogue.journal.types import (
    ListingsChanged,
    ReadinessRecomputed,
    SellerListingsChanged,
    SellerReadinessChanged,
)
from catalogue.listings import generation, loading, rows
from catalogue.listings.errors import UnknownMarket
from catalogue.listings.models import (
    Listing,
    ListingCertificate,
    ListingMarket,
    ListingText,
    SellerListing,
    SellerListingText,
    Tombstone,
)
from catalogue.listings.readings import READY, ProductFacts, SellerFacts
from catalogue.products.actions import files
from catalogue.products.locking import lock_products, lock_sellers
from catalogue.readiness.actions.assessing import (
    assess_products,
    assess_sellers,
    today,
)
from catalogue.readiness.assessment import dumping
from catalogue.readiness.models import ProductReadiness, Snapshot


@transaction.atomic
def rebuild(product_ids: Iterable[UUID]) -> int:
    """Make the listings of these products say what is true now; how many changed.

    A product that may no longer be seen loses its listing and leaves a tombstone.
    The sellers' own listings follow. Repeating is harmless.
    """
    wanted = set(product_ids)
    listed = Listing.objects.filter(product_id__in=wanted)
    # Listings know the sellers of deleted products too.
    owners = lock_products(wanted, listed.values_list("seller_id", flat=True))
    facts = loading.load_products(wanted, today())
    for shown_facts in facts:
        files.make_public(shown_facts.images)
    present = {row.product_id: row for row in listed.all()}
    shown = {f.product.pk: rows.show_product(f) for f in facts}
    changed = [
        f
        for f in facts
        if f.product.pk not in present
        or present[f.product.pk].digest != shown[f.product.pk].digest
        or _moved(present[f.product.pk], rows.product_columns(f))
    ]
    gone = present.keys() - {f.product.pk for f in facts}
    if changed or gone:
        stamp = generation.advance()
        _bury(Tombstone.Kind.PRODUCT, [present[pk] for pk in gone], stamp)
        _hide_files(gone)
        _withdraw(Listing.objects.filter(product_id__in=gone))
        _write_products(changed, present, shown, stamp)
        moved = sorted([*gone, *(f.product.pk for f in changed)])
        record(ListingsChanged(stamp, tuple(moved)))
    rebuild_sellers(owners)
    return len(changed) + len(gone)


@transaction.atomic
def bring_up_to_date(product_ids: Iterable[UUID]) -> None:
    """Assess anew, and list anew, products whose export block a date has passed by.

    They are listed anew even where the assessment says the same: a certificate that is
    shown may have expired that no rule asks for.
    """
    wanted = set(product_ids)
    changed = assess_products(sorted(wanted))
    if changed:
        record(ReadinessRecomputed(today(), tuple(changed)))
    rebuild(wanted.difference(changed))


def assessment_of(product_id: UUID, market: str | None = None) -> Snapshot:
    """The present assessment of a product, and of its standing in `market`.

    Where there is none, where a date has passed it by, or where it is of before the
    market had rules, or of an earlier release, the product is assessed anew first.
    Raises `UnknownMarket` where the model in force has no rules of it.
    """
    found = ProductReadiness.objects.filter(pk=product_id).select_related("snapshot")
    stored = found.first()
    if stored is None or not _is_of_today(stored, market):
        bring_up_to_date([product_id])
        stored = found.get()
    if market and market not in stored.snapshot.result["markets"]:
        raise UnknownMarket(market)
    return stored.snapshot


def _is_of_today(stored: ProductReadiness, market: str | None) -> bool:
    if stored.changes_on is not None and stored.changes_on <= today():
        return False
    result = stored.snapshot.result
    return dumping.is_whole(result) and (not market or market in result["markets"])


@transaction.atomic
def bring_sellers_up_to_date(seller_ids: Iterable[UUID]) -> None:
    """The same of sellers, whose own score and certificates are shown."""
    wanted = sorted(set(seller_ids))
    for seller_id in assess_sellers(wanted):
        record(SellerReadinessChanged(seller_id))
    rebuild_sellers(wanted)


@transaction.atomic
def withdraw_seller(seller_id: UUID) -> None:
    """Take a seller and all its products out of the public catalogue, at once."""
    lock_sellers([seller_id])
    listings = Listing.objects.filter(seller_id=seller_id)
    leaving = list(listings)
    if leaving:
        stamp = generation.advance()
        _bury(Tombstone.Kind.PRODUCT, leaving, stamp)
        _withdraw(listings)
        _hide_files(listing.product_id for listing in leaving)
        record(ListingsChanged(stamp, tuple(listing.product_id for listing in leaving)))
    rebuild_sellers([seller_id])


@transaction.atomic
def rebuild_sellers(seller_ids: Iterable[UUID]) -> int:
    """Make these sellers' listings say what is true now; how many changed."""
    wanted = set(seller_ids)
    lock_sellers(wanted)
    facts = {f.seller.pk: f for f in loading.load_sellers(wanted, today())}
    present = {
        row.seller_id: row for row in SellerListing.objects.filter(seller_id__in=wanted)
    }
    shown = {pk: rows.show_seller(f) for pk, f in facts.items()}
    changed = [
        pk
        for pk in facts
        if pk not in present
        or present[pk].digest != shown[pk].digest
        or _moved(present[pk], rows.seller_columns(facts[pk]))
    ]
    gone = [row for pk, row in present.items() if pk not in facts]
    if changed or gone:
        stamp = generation.advance()
        _bury(Tombstone.Kind.SELLER, gone, stamp)
        SellerListing.objects.filter(pk__in=[row.pk for row in gone]).delete()
        for pk in changed:
            _write_seller(facts[pk], present.get(pk), shown[pk], stamp)
        moved = sorted([*changed, *(row.seller_id for row in gone)])
        record(SellerListingsChanged(stamp, tuple(moved)))
    return len(changed) + len(gone)


def _moved(listing: Listing | SellerListing, columns: dict[str, Any]) -> bool:
    return any(getattr(listing, name) != value for name, value in columns.items())


def _write_products(
    changed: list[ProductFacts],
    present: dict[UUID, Listing],
    shown: dict[UUID, rows.Shown],
    stamp: int,
) -> None:
    now = timezone.now()
    listings = [
        _listing(f, present.get(f.product.pk), shown[f.product.pk], stamp, now)
        for f in changed
    ]
    created = [listing for listing in listings if listing.pk is None]
    updated = [listing for listing in listings if listing.pk is not None]
    Listing.objects.bulk_create(created)
    if updated:
        fields = [f.name for f in Listing._meta.concrete_fields if f.name != "id"]
        # Not `bulk_update`, whose CASE for each column costs several times as much.
        Listing.objects.bulk_create(
            updated,
            update_conflicts=True,
            unique_fields=["product_id"],
            update_fields=[name for name in fields if name != "product_id"],
        )
        for model in (ListingText, ListingMarket, ListingCertificate):
            model.objects.filter(listing__in=updated).delete()
    pairs = list(zip(listings, changed, strict=True))
    ListingText.objects.bulk_create(
        text
        for listing, facts in pairs
        for text in _product_texts(listing, facts, shown[facts.product.pk])
    )
    ListingMarket.objects.bulk_create(
        ListingMarket(
            listing=listing,
            market_code=market.market_id,
            level=market.level,
            is_ready=market.status in READY,
            published_key=listing.published_key,
            product_id=listing.product_id,
        )
        for listing, facts in pairs
        for market in facts.markets
    )
    ListingCertificate.objects.bulk_create(
        ListingCertificate(listing=listing, type_code=code)
        for listing, facts in pairs
        for code in facts.certificate_codes
    )


def _listing(
    facts: ProductFacts, old: Listing | None, shown: rows.Shown, stamp: int, now
) -> Listing:
    listing = old or Listing(product_id=facts.product.pk)
    if listing.digest != shown.digest:
        listing.updated_key = micros(now)
    listing.digest, listing.stamp = shown.digest, stamp
    for name, value in rows.product_columns(facts).items():
        setattr(listing, name, value)
    return listing


def _product_texts(
    listing: Listing, facts: ProductFacts, shown: rows.Shown
) -> list[ListingText]:
    texts = shown.texts(moment_of(listing.updated_key))
    return [
        ListingText(
            listing=listing,
            product_id=listing.product_id,
            language=language,
            name_key=rows.name_key(reading.name),
            **texts[language],
        )
        for language, reading in shown.readings.items()
    ]


def _write_seller(
    facts: SellerFacts, old: SellerListing | None, shown: rows.Shown, stamp: int
) -> None:
    listing = old or SellerListing(seller_id=facts.seller.pk)
    if listing.digest != shown.digest:
        listing.updated_key = micros(timezone.now())
    listing.digest, listing.stamp = shown.digest, stamp
    for name, value in rows.seller_columns(facts).items():
        setattr(listing, name, value)
    listing.save()
    listing.texts.all().delete()
    texts = shown.texts(moment_of(listing.updated_key))
    SellerListingText.objects.bulk_create(
        SellerListingText(
            listing=listing,
            seller_id=listing.seller_id,
            language=language,
            name_key=rows.name_key(reading.name),
            **texts[language],
        )
        for language, reading in shown.readings.items()
    )


def _hide_files(product_ids: Iterable[UUID]) -> None:
    for product_id in product_ids:
        enqueue(files.HIDE, str(product_id), urgency=URGENT)


def _withdraw(listings) -> None:
    for model in (ListingText, ListingMarket, ListingCertificate):
        model.objects.filter(listing__in=listings.values("pk")).delete()
    listings.delete()


def _bury(kind: str, leaving: list, stamp: int) -> None:
    Tombstone.objects.bulk_create(
        Tombstone(
            kind=kind,
            object_id=row.product_id if kind == "product" else row.seller_id,
            listing_id=row.pk,
            slug=row.slug,
            stamp=stamp,
        )
        for row in leaving
    )
