"""Listings the worker rebuilds: changes that touch many, and what a date passed by."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from catalogue.journal.jobs import handles
from catalogue.listings import actions
from catalogue.listings.scopes import products_in, sellers_in

BATCH = 100


@handles("listings.rebuild")
def rebuild_scope(scope: str) -> None:
    """Rebuild all listings of a scope, in transactions of `BATCH`."""
    for batch in batches(products_in(scope).values_list("pk", flat=True)):
        actions.rebuild(batch)
    for batch in batches(sellers_in(scope).values_list("pk", flat=True)):
        actions.rebuild_sellers(batch)


def batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    ids = list(ids)
    return (ids[i : i + BATCH] for i in range(0, len(ids), BATCH))
