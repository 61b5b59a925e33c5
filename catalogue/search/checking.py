"""Does what is searched still say what the listings do?"""

from collections.abc import Iterator

from catalogue.listings.jobs import batches
from catalogue.listings.models import Listing, SellerListing
from catalogue.search import actions, documents, vocabulary
from catalogue.search.backends import Index, backend
from catalogue.search.models import ProductDocument, SellerDocument


def drift() -> Iterator[str]:
    """One line for each document that is missing, left over or says something else."""
    yield from _drift(Index.PRODUCT, Listing, ProductDocument, actions.product_document)
    yield from _drift(
        Index.SELLER, SellerListing, SellerDocument, actions.seller_document
    )


def _drift(index: Index, listing, model, make) -> Iterator[str]:
    listed = set(listing.objects.values_list("pk", flat=True))
    written = set(model.objects.values_list("key", flat=True))
    held = set(backend().keys(index))
    for key in sorted(written - listed):
        yield f"{index} {key}: searched, but not listed"
    for key in sorted(held - written):
        yield f"{index} {key}: its tokens are left over"
    for key in sorted(listed - written):
        yield f"{index} {key}: listed, but not searched"
    around = actions.surroundings()
    for batch in batches(sorted(listed & written)):
        stored = model.objects.in_bulk(batch)
        tokens = backend().stored(index, batch)
        rows = listing.objects.filter(pk__in=batch).prefetch_related("texts")
        words: set[str] = set()
        for row in rows:
            expected, fields = make(row, around)
            words |= documents.vocabulary(fields)
            if actions.differs(expected, stored[row.pk]):
                yield f"{index} {row.pk}: its document is out of date"
            if tokens.get(row.pk) != set(
                documents.tokens(fields, actions.TIERS[index])
            ):
                yield f"{index} {row.pk}: its tokens are out of date"
        for word in sorted(words - vocabulary.known(words)):
            yield f"word {word!r}: published, but not known"
