"""Does the public read model still say what is true?"""

import json
from collections.abc import Iterator
from uuid import UUID

from catalogue.dates import moment_of
from catalogue.listings import loading, rows
from catalogue.listings.jobs import batches
from catalogue.listings.models import Listing, SellerListing
from catalogue.listings.readings import READY, ProductFacts
from catalogue.products.models import Product
from catalogue.readiness.actions.assessing import today
from catalogue.sellers.models import Seller


def drift() -> Iterator[str]:
    """One line for each listing that is missing, left over or says something else."""
    yield from _product_drift()
    yield from _seller_drift()


def _product_drift() -> Iterator[str]:
    listed = set(Listing.objects.values_list("product_id", flat=True))
    public = set(Product.objects.public().values_list("pk", flat=True))
    for pk in sorted(listed - public):
        yield f"product {pk}: listed, but nobody may see it"
    for pk in sorted(public - listed):
        yield f"product {pk}: not listed"
    for batch in batches(sorted(public & listed)):
        stored = {
            row.product_id: row
            for row in Listing.objects.filter(product_id__in=batch).prefetch_related(
                "texts", "markets", "certificates"
            )
        }
        for facts in loading.load_products(batch, today()):
            yield from _differences(facts, stored[facts.product.pk])


def _differences(facts: ProductFacts, listing: Listing) -> Iterator[str]:
    pk: UUID = facts.product.pk
    shown = rows.show_product(facts)
    expected = shown.texts(moment_of(listing.updated_key))
    stored = {text.language: text for text in listing.texts.all()}
    if stored.keys() != expected.keys():
        yield f"product {pk}: has texts in {sorted(stored)}, not {sorted(expected)}"
    for language in stored.keys() & expected.keys():
        for member in ("summary", "detail"):
            written = json.loads(getattr(stored[language], member))
            if written != json.loads(expected[language][member]):
                yield f"product {pk}: its {member} in {language} is out of date"
    for name, value in rows.product_columns(facts).items():
        if getattr(listing, name) != value:
            yield f"product {pk}: column {name} is {getattr(listing, name)!r}"
    markets = {(m.market_id, m.level, m.status in READY) for m in facts.markets}
    if {(m.market_code, m.level, m.is_ready) for m in listing.markets.all()} != markets:
        yield f"product {pk}: its markets are out of date"
    codes = {held.type_code for held in listing.certificates.all()}
    if codes != set(facts.certificate_codes):
        yield f"product {pk}: its certificates are out of date"


def _seller_drift() -> Iterator[str]:
    listed = set(SellerListing.objects.values_list("seller_id", flat=True))
    public = set(Seller.objects.public().values_list("pk", flat=True))
    for pk in sorted(listed ^ public):
        yield f"seller {pk}: listed and public do not agree"
    for batch in batches(sorted(public & listed)):
        stored = {
            row.seller_id: row
            for row in SellerListing.objects.filter(
                seller_id__in=batch
            ).prefetch_related("texts")
        }
        for facts in loading.load_sellers(batch, today()):
            listing = stored[facts.seller.pk]
            expected = rows.show_seller(facts).texts(moment_of(listing.updated_key))
            written = {
                text.language: {"summary": text.summary, "detail": text.detail}
                for text in listing.texts.all()
            }
            if written != expected:
                yield f"seller {facts.seller.pk}: its texts are out of date"
            for name, value in rows.seller_columns(facts).items():
                if getattr(listing, name) != value:
                    yield f"seller {facts.seller.pk}: column {name} is out of date"
