"""Listings the worker rebuilds: changes that touch many, and what a date passed by."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from catalogue.journal.jobs import handles
from catalogue.journal.worker import every_tick
from catalogue.listings import actions
from catalogue.listings.models import Listing, SellerListing
from catalogue.listings.scopes import products_in, sellers_in
from catalogue.readiness.actions.assessing import today

BATCH = 100
Key = TypeVar("Key")


@handles("listings.rebuild")
def rebuild_scope(scope: str) -> None:
    """Rebuild all listings of a scope, in transactions of `BATCH`."""
    for batch in batches(products_in(scope).values_list("pk", flat=True)):
        actions.rebuild(batch)
    for batch in batches(sellers_in(scope).values_list("pk", flat=True)):
        actions.rebuild_sellers(batch)


@every_tick
def rebuild_what_a_date_passed_by() -> None:
    """What the assessments that were due have not moved: a certificate shown that no
    rule asks for."""
    due = Listing.objects.filter(export_changes_on__lte=today())
    for batch in batches(due.values_list("product_id", flat=True)):
        actions.bring_up_to_date(batch)
    sellers_due = SellerListing.objects.filter(changes_on__lte=today())
    for batch in batches(sellers_due.values_list("seller_id", flat=True)):
        actions.bring_sellers_up_to_date(batch)


def batches(ids: Iterable[Key], size: int = BATCH) -> Iterator[list[Key]]:
    ids = list(ids)
    return (ids[i : i + size] for i in range(0, len(ids), size))
