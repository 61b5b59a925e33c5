"""Make all documents anew, in batches, and sweep up what is left over."""

from collections import deque
from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction

from catalogue.journal.jobs import enqueue, handles
from catalogue.journal.worker import every_hour
from catalogue.listings.handlers import IN_TRANSACTION
from catalogue.listings.jobs import batches
from catalogue.listings.models import Listing, SellerListing
from catalogue.listings.reference_loading import MARK as REFERENCE
from catalogue.products.locking import lock_products, lock_sellers
from catalogue.reference.models import Mark
from catalogue.search import actions, documents, vocabulary
from catalogue.search.analysis import WORD
from catalogue.search.backends import Index, backend
from catalogue.search.documents import CODES_TIER, TIERS
from catalogue.search.models import DOCUMENTS, ProductDocument, SellerDocument

SWEPT = 200  # terms asked of the engine at once

MARK = "search"
IDENTS = {Index.PRODUCT: "product_id", Index.SELLER: "seller_id"}
Work = tuple[str, Iterator[int], int]  # what, documents changed per batch, batches


@transaction.atomic
def rebuild_if_new() -> bool:
    """Ask the worker to make all documents anew where a release makes them otherwise,
    or names other categories or places; whether it did. The old ones are searched
    meanwhile."""
    loaded = Mark.objects.filter(name=REFERENCE).values_list("value", flat=True)
    value = f"{documents.VERSION} {loaded.first() or ''}"[:80]
    if Mark.objects.filter(name=MARK, value=value).exists():
        return False
    is_wanted = Listing.objects.exists() or SellerListing.objects.exists()
    if is_wanted:
        enqueue("search.rebuild")
    Mark.objects.update_or_create(name=MARK, defaults={"value": value})
    return is_wanted


@handles("search.rebuild")
def rebuild(_: str) -> None:
    for _what, parts, _number in work():
        deque(parts, maxlen=0)


def rewrite_now_or_later(token: str) -> None:
    """The documents around a category or regency that was renamed or moved."""
    if sum(len(ids) for _, ids in _around(token)) > IN_TRANSACTION:
        enqueue("search.rewrite", token)
    else:
        rewrite(token)


@handles("search.rewrite")
def rewrite(token: str) -> None:
    """Write anew what holds the token of a category, its descendants', or a regency."""
    for index, ids in _around(token):
        for batch in batches(ids):
            _WRITERS[index](batch)


def _around(token: str) -> Iterator[tuple[Index, list[UUID]]]:
    held = CODES_TIER + token
    for index, ident in IDENTS.items():
        keys = backend().holding(index, [held])[held]
        rows = DOCUMENTS[index].objects.filter(key__in=keys).order_by(ident)
        yield index, list(rows.values_list(ident, flat=True))


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
    for index, model in DOCUMENTS.items():
        keys = {*backend().keys(index), *model.objects.values_list("key", flat=True)}
        parts = list(batches(sorted(keys)))
        mended = (actions.mend_tokens(index, part) for part in parts)
        yield f"Tokens of {index}s", mended, len(parts)


_WRITERS = {Index.PRODUCT: _write_products, Index.SELLER: _write_sellers}


def sweep() -> int:
    """Forget words that no document holds any more; how many. Writers wait only while
    the few that seem to have left are looked at again."""
    seemingly = [
        term
        for part in batches(vocabulary.all_terms(), SWEPT)
        for term in _unheld(part)
    ]
    return sum(_forget(part) for part in batches(seemingly, SWEPT))


@transaction.atomic
def _forget(terms: list[str]) -> int:
    vocabulary.hold_writers()
    left = _unheld(terms)
    vocabulary.remove(left)
    return len(left)


def _unheld(terms: list[str]) -> list[str]:
    held: set[str] = set()
    for index in Index:
        tokens = [tier + WORD + term for term in terms for tier in TIERS]
        held |= {token[2:] for token in backend().held(index, tokens)}
    return [term for term in terms if term not in held]


@every_hour
def sweep_words() -> None:
    sweep()
