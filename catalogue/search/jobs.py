"""Make all documents anew, in batches, and sweep up what is left over."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction

from catalogue.journal.jobs import enqueue, handles
from catalogue.journal.worker import every_hour
from catalogue.listings.jobs import batches
from catalogue.listings.models import Listing, SellerListing
from catalogue.products.locking import lock_products, lock_sellers
from catalogue.reference.models import Mark
from catalogue.search import actions, documents, vocabulary
from catalogue.search.analysis import WORD
from catalogue.search.backends import Index, backend
from catalogue.search.documents import TIERS
from catalogue.search.models import ProductDocument, SellerDocument

SWEPT = 200  # terms asked of the engine at once

MARK = "search"
Work = tuple[str, Iterator[int], int]  # what, documents changed per batch, batches


def rebuild_if_new() -> bool:
    """Ask the worker to make all documents anew where a release makes them otherwise;
    whether it did. The old ones are searched meanwhile."""
    value = str(documents.VERSION)
    if Mark.objects.filter(name=MARK, value=value).exists():
        return False
    Mark.objects.update_or_create(name=MARK, defaults={"value": value})
    if not Listing.objects.exists():
        return False
    enqueue("search.rebuild", value)
    return True


@handles("search.rebuild")
def rebuild(version: str) -> None:
    for _, batches_of, _ in work():
        for _ in batches_of:
            pass


def work() -> Iterator[Work]:
    """All there is to do, to be consumed in order."""
    yield _work("Products", Listing, ProductDocument, "product_id", _write_products)
    yield _work("Sellers", SellerListing, SellerDocument, "seller_id", _write_sellers)
    yield from _tokens()


def _work(
    what: str, listing, document, ident: str, write: Callable[[list[UUID]], int]
) -> Work:
    ids = set(listing.objects.values_list(ident, flat=True))
    ids |= set(document.objects.values_list(ident, flat=True))
    parts = list(batches(sorted(ids)))
    return what, (write(part) for part in parts), len(parts)


@transaction.atomic
def _write_products(product_ids: list[UUID]) -> int:
    """Under the locks of those who list them, who might else be overwritten."""
    listed = Listing.objects.filter(product_id__in=product_ids)
    lock_products(product_ids, listed.values_list("seller_id", flat=True))
    return actions.write_products(product_ids)


@transaction.atomic
def _write_sellers(seller_ids: list[UUID]) -> int:
    lock_sellers(seller_ids)
    return actions.write_sellers(seller_ids)


def _tokens() -> Iterator[Work]:
    """Tokens of documents that are no more, and documents without their tokens."""
    for index, model in actions.MODELS.items():
        keys = {*backend().keys(index), *model.objects.values_list("key", flat=True)}
        parts = list(batches(sorted(keys)))
        mended = (actions.mend_tokens(index, part) for part in parts)
        yield f"Tokens of {index}s", mended, len(parts)


def sweep() -> int:
    """Forget words that no document holds any more; how many."""
    with transaction.atomic():
        vocabulary.hold_writers()
        unheld: list[str] = []
        part: list[str] = []
        for term in vocabulary.all_terms():
            part.append(term)
            if len(part) == SWEPT:
                unheld += _unheld(part)
                part = []
        unheld += _unheld(part)
        vocabulary.remove(unheld)
    return len(unheld)


def _unheld(terms: list[str]) -> list[str]:
    held: set[str] = set()
    for index in Index:
        tokens = [tier + WORD + term for term in terms for tier in TIERS]
        found = backend().holding(index, tokens)
        held |= {token[2:] for token, keys in found.items() if keys}
    return [term for term in terms if term not in held]


@every_hour
def sweep_words() -> None:
    sweep()
