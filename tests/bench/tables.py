"""From made products to the tuples their tables hold, rendered on all cores."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from os import cpu_count
from typing import Any

from django.db import connection, models

from catalogue.dates import micros, moment_of
from catalogue.listings import rows
from catalogue.listings.models import (
    Listing,
    ListingCertificate,
    ListingMarket,
    ListingText,
)
from catalogue.listings.readings import READY, ProductFacts
from catalogue.products.models import (
    AttributeValue,
    Image,
    PriceTier,
    Product,
    Variant,
)
from catalogue.readiness.models import (
    Certificate,
    MarketReadiness,
    ProductReadiness,
    Snapshot,
)
from catalogue.sellers.models import Seller
from tests.bench.population import CHUNK, Chunk, Population

Tables = dict[str, list[tuple]]  # table name → rows as SQLite stores them

# Parents first. What is not here comes from `load_reference`.
MODELS: list[type[models.Model]] = [
    *(Seller, Certificate, Product, Variant, PriceTier, AttributeValue, Image),
    *(Snapshot, ProductReadiness, MarketReadiness),
    *(Listing, ListingText, ListingMarket, ListingCertificate),
]


@dataclass(frozen=True)
class Stamp:
    """When the listings say they were written, and their place among changes."""

    at: datetime
    number: int


def columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


# Stored as they are: asking Django to convert each of millions takes minutes.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


@cache
def _preparers(model: type[models.Model]) -> list[tuple[str, Any]]:
    found = []
    for field in model._meta.concrete_fields:
        target = field.target_field if field.is_relation else field
        is_plain = isinstance(target, PLAIN)
        found.append((field.attname, None if is_plain else field.get_db_prep_save))
    return found


def as_row(instance: models.Model) -> tuple:
    """The values Django would store; a missing key is left to the database."""
    held = instance.__dict__
    return tuple(
        prepare(held[name], connection) if prepare else held[name]
        for name, prepare in _preparers(type(instance))
    )


def _instances(chunk: Chunk, first: int, stamp: Stamp) -> Iterator[models.Model]:
    yield from chunk.sellers
    yield from chunk.certificates
    for number, facts in enumerate(chunk.facts, first):
        product = facts.product
        yield product
        for children in product._prefetched_objects_cache.values():
            yield from children
        yield from facts.images
        assert facts.readiness is not None  # made with each product
        yield facts.readiness.snapshot
        yield facts.readiness
        yield from facts.markets
        yield from _listing(facts, number, stamp)


def _listing(facts: ProductFacts, number: int, stamp: Stamp) -> Iterator[models.Model]:
    """What `listings.actions` writes of a product it has not seen before."""
    shown = rows.show_product(facts)
    listing = Listing(
        id=number,
        product_id=facts.product.pk,
        stamp=stamp.number,
        digest=shown.digest,
        updated_key=micros(stamp.at),
        **rows.product_columns(facts),
    )
    yield listing
    texts = shown.texts(moment_of(listing.updated_key))
    for language, reading in shown.readings.items():
        yield ListingText(
            listing=listing,
            product_id=listing.product_id,
            language=language,
            name_key=rows.name_key(reading.name),
            **texts[language],
        )
    for market in facts.markets:
        yield ListingMarket(
            listing=listing,
            market_code=market.market_id,
            level=market.level,
            is_ready=market.status in READY,
            published_key=listing.published_key,
            product_id=listing.product_id,
        )
    for code in facts.certificate_codes:
        yield ListingCertificate(listing=listing, type_code=code)


_work: tuple[Population, Stamp] | None = None  # inherited by the forked workers


def _render(number: int) -> Tables:
    population, stamp = _work
    tables: Tables = {model._meta.db_table: [] for model in MODELS}
    chunk = population.chunk(number)
    for instance in _instances(chunk, number * CHUNK + 1, stamp):
        tables[instance._meta.db_table].append(as_row(instance))
    return tables


def render_all(
    population: Population, numbers: Iterable[int], stamp: Stamp
) -> Iterator[Tables]:
    """The tables of each chunk, in order."""
    global _work
    _work = (population, stamp)
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("fork")) as pool:
        yield from pool.map(_render, numbers)
