"""What the search documents follow, in the transaction that moves the listings."""

from catalogue.identifiers import uuid7
from catalogue.journal.actions import on
from catalogue.journal.types import (
    CategoryChanged,
    DictionaryChanged,
    ListingsChanged,
    RegencyChanged,
    SellerListingsChanged,
)
from catalogue.listings import generation
from catalogue.reference.models import Mark
from catalogue.search import actions, dictionary, documents, jobs


@on(ListingsChanged)
def write_products(event: ListingsChanged) -> None:
    actions.write_products(event.product_ids)


@on(SellerListingsChanged)
def write_sellers(event: SellerListingsChanged) -> None:
    actions.write_sellers(event.seller_ids)


@on(CategoryChanged)
def follow_category(event: CategoryChanged) -> None:
    """Documents hold the names of all categories above their own."""
    jobs.rewrite_now_or_later(documents.category_token(event.code))


@on(RegencyChanged)
def follow_regency(event: RegencyChanged) -> None:
    jobs.rewrite_now_or_later(documents.regency_token(event.code))


@on(DictionaryChanged)
def read_dictionary_anew(event: DictionaryChanged) -> None:
    Mark.objects.update_or_create(
        name=dictionary.MARK, defaults={"value": str(uuid7())}
    )
    generation.advance()
