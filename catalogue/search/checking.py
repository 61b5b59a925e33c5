"""Does what is searched still say what the listings do?"""

from collections.abc import Iterator

from catalogue.listings.jobs import batches
from catalogue.listings.models import Listing, SellerListing
from catalogue.search import actions, documents, vocabulary
from catalogue.search.backends import Index, backend
from catalogue.search.models import ProductDocument, SellerDocument


def drift() -> Iterator[str]:
    """One line for each document that is missing, left over or says something else, and
    for each word that is published and not known.

    What is found is looked at twice: between two reads somebody may have published.
    """
    found = list(_seen())
    again = set(_seen()) if found else set()
    return (line for line in found if line in again)


def _seen() -> Iterator[str]:
    published: set[str] = set()
    yield from _drift(
        Index.PRODUCT, Listing, ProductDocument, actions.product_document, published
    )
    yield from _drift(
        Index.SELLER, SellerListing, SellerDocument, actions.seller_document, published
    )
    for word in sorted(published - vocabulary.known(published)):
        yield f"word {word!r}: published, but not known"


def _drift(index: Index, listing, model, make, published: set[str]) -> Iterator[str]:
    """Its words are added to those `published`."""
    listed = _names(index, listing.objects.values_list("pk", f"{index}_id", "slug"))
    written = _names(index, model.objects.values_list("key", f"{index}_id"))
    held = set(backend().keys(index))
    for key in sorted(written.keys() - listed.keys()):
        yield f"{written[key]}: searched, but not listed"
    for key in sorted(held - written.keys()):
        name = listed.get(key, f"{index} without a document, key {key}")
        yield f"{name}: its tokens are left over"
    for key in sorted(listed.keys() - written.keys()):
        yield f"{listed[key]}: listed, but not searched"
    around = actions.surroundings()
    for batch in batches(sorted(listed.keys() & written.keys())):
        stored = model.objects.in_bulk(batch)
        tokens = backend().stored(index, batch)
        rows = listing.objects.filter(pk__in=batch).prefetch_related("texts")
        for row in rows:
            expected, fields = make(row, around)
            published |= documents.vocabulary(fields)
            if actions.differs(expected, stored[row.pk]):
                yield f"{listed[row.pk]}: its document is out of date"
            if tokens.get(row.pk) != set(documents.tokens(fields, index)):
                yield f"{listed[row.pk]}: its tokens are out of date"


def _names(index: Index, rows) -> dict[int, str]:
    """By key, as people know it: the id, and the slug of what is listed."""
    return {key: " ".join([index, *map(str, rest)]) for key, *rest in rows}
