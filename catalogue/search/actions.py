"""Write what is searched, in the transaction that writes the listings."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.listings import generation
from catalogue.listings.models import (
    Listing,
    ListingText,
    SellerListing,
    SellerListingText,
)
from catalogue.products.models import Category
from catalogue.search import documents, vocabulary
from catalogue.search.backends import Index, backend
from catalogue.search.documents import Fields, Surroundings
from catalogue.search.models import (
    DOCUMENTS,
    Document,
    ProductDocument,
    SellerDocument,
)
from catalogue.sellers.models import Regency


@transaction.atomic
def write_products(product_ids: Iterable[UUID]) -> int:
    """Make the documents of these products say what their listings do; how many
    changed. Repeating is harmless."""
    wanted = set(product_ids)
    listings = Listing.objects.filter(product_id__in=wanted).prefetch_related("texts")
    present = ProductDocument.objects.filter(product_id__in=wanted)
    return _write(Index.PRODUCT, listings, present, product_document)


@transaction.atomic
def write_sellers(seller_ids: Iterable[UUID]) -> int:
    """The same of sellers."""
    wanted = set(seller_ids)
    listings = SellerListing.objects.filter(seller_id__in=wanted)
    present = SellerDocument.objects.filter(seller_id__in=wanted)
    listings = listings.prefetch_related("texts")
    return _write(Index.SELLER, listings, present, seller_document)


Made = tuple[Document, Fields]
BATCH = 100


def product_document(listing: Listing, around: Surroundings) -> Made:
    details = _details(listing)
    fields = documents.of_product(details, around)
    complete = documents.completeness(details)
    document = ProductDocument(
        key=listing.pk,
        product_id=listing.product_id,
        seller_id=listing.seller_id,
        body=fields.body(),
        readiness=listing.export_level,
        completeness=complete,
        quality=documents.quality(listing.export_level, complete),
        published_key=listing.published_key,
        stamp=listing.stamp,
    )
    return document, fields


def seller_document(listing: SellerListing, around: Surroundings) -> Made:
    details = _details(listing)
    fields = documents.of_seller(details, around)
    products = next(iter(details.values()))["product_count"]
    document = SellerDocument(
        key=listing.pk,
        seller_id=listing.seller_id,
        body=fields.body(),
        quality=min(documents.QUALITIES - 1, products),
        stamp=listing.stamp,
    )
    return document, fields


def _details(listing: Listing | SellerListing) -> dict[str, dict[str, Any]]:
    texts: Iterable[ListingText | SellerListingText] = listing.texts.all()
    found = {text.language: json.loads(text.detail) for text in texts}
    return dict(sorted(found.items()))


def surroundings() -> Surroundings:
    """Categories and regencies as they are in this transaction."""
    rows = list(Category.objects.values_list("pk", "code", "parent_id", "name"))
    code_of: dict[int | None, str] = {pk: code for pk, code, _, _ in rows}
    return Surroundings(
        categories={code: tuple(name.values()) for _, code, _, name in rows},
        parents={code: code_of.get(parent) for _, code, parent, _ in rows},
        regencies={
            row.code: (row.short_name, *row.name.values(), row.capital)
            for row in Regency.objects.all()
        },
    )


def _write(
    index: Index,
    listings: Iterable[Any],
    present: Iterable[Any],
    make: Callable[[Any, Surroundings], Made],
) -> int:
    vocabulary.announce_writer()
    old: dict[int, Document] = {document.key: document for document in present}
    around = surroundings()
    made = [make(listing, around) for listing in listings]
    gone = old.keys() - {document.key for document, _ in made}
    changed = [(d, f) for d, f in made if differs(d, old.get(d.key))]
    moved = [
        (d, f) for d, f in changed if d.key not in old or old[d.key].body != d.body
    ]
    model = DOCUMENTS[index]
    if gone:
        model.objects.filter(key__in=gone).delete()
        backend().remove(index, gone)
    if changed:
        # The listing's own stamp may be older: then only the words are read anew.
        stamp = generation.advance()
        for document, _ in changed:
            document.stamp = stamp
        names = [f.name for f in model._meta.concrete_fields if f.name != "key"]
        rows: list[Any] = [document for document, _ in changed]
        model.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=names,
        )
    if moved:
        backend().put(index, {d.key: documents.tokens(f, index) for d, f in moved})
        vocabulary.add(
            word for _, fields in moved for word in documents.vocabulary(fields)
        )
    return len(changed) + len(gone)


def differs(new: Document, old: Document | None) -> bool:
    return old is None or any(
        getattr(new, field.name) != getattr(old, field.name)
        for field in new._meta.concrete_fields
        if field.name != "stamp"
    )


@transaction.atomic
def mend_tokens(index: Index, keys: Iterable[int]) -> int:
    """Make what the engine keeps under these keys what their documents say, and their
    words known; how many were wrong."""
    vocabulary.announce_writer()
    wanted = list(keys)
    model = DOCUMENTS[index].objects
    rows = model.filter(key__in=wanted).order_by("key").values_list("key", "body")
    said = {key: documents.parse(body) for key, body in rows}
    if not _wrong_tokens(index, wanted, said):
        vocabulary.add(w for f in said.values() for w in documents.vocabulary(f))
        return 0
    stamp = generation.advance()  # before the rows: the order in which they are written
    held = rows.select_for_update()
    said = {key: documents.parse(body) for key, body in held}
    wrong = _wrong_tokens(index, wanted, said)
    model.filter(key__in=wrong).update(stamp=stamp)
    backend().put(index, {key: tokens for key, tokens in wrong.items() if key in said})
    backend().remove(index, wrong.keys() - said.keys())
    vocabulary.add(w for f in said.values() for w in documents.vocabulary(f))
    return len(wrong)


def _wrong_tokens(
    index: Index, keys: Sequence[int], said: Mapping[int, Fields]
) -> dict[int, list[str]]:
    """The tokens as they should be, where the engine keeps others; none where there is
    no document."""
    right = {key: documents.tokens(f, index) for key, f in said.items()}
    stored = backend().stored(index, keys)
    return {
        key: right.get(key, [])
        for key in sorted(right.keys() | stored.keys())
        if stored.get(key) != (set(right[key]) if key in right else None)
    }
