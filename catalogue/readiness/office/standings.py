"""Which products an officer asks for by how ready they are, and what each lacks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from catalogue.products.models import Product
from catalogue.readiness.assessment.model import Rule
from catalogue.readiness.models import MarketReadiness, OnlyMissing, ProductReadiness
from catalogue.readiness.office.counting import Choice, subtree


def find_products(
    user,
    choice: Choice,
    *,
    statuses: Iterable[str] = (),
    level: int | None = None,
    only_missing: str = "",
) -> QuerySet:
    """Of the sellers she looks after: the public ones, or those in `statuses`.

    `level` is the highest or, of a market, that in it. `only_missing` is a certificate
    type: those which would meet every gate of the market, or of level 2, with it.
    """
    found = Product.objects.overseen_by(user).filter(readiness__isnull=False)
    found = found.filter(status__in=statuses) if statuses else found.public()
    if choice.regencies:
        found = found.filter(seller__regency__in=choice.regencies)
    if choice.categories:
        found = found.filter(category__code__in=subtree(choice.categories))
    if level is not None:
        found = found.filter(_at_level(level, choice.market))
    if only_missing:
        lacking = OnlyMissing.objects.filter(
            product=OuterRef("pk"),
            market_code=choice.market,
            certificate_code=only_missing,
        )
        found = found.filter(Exists(lacking))
    return found


def _at_level(level: int, market: str) -> Q:
    if not market:
        return Q(readiness__level=level)
    return Q(
        Exists(
            MarketReadiness.objects.filter(
                product=OuterRef("pk"), market=market, level=level
            )
        )
    )


def for_rows(found: QuerySet, market: str) -> QuerySet:
    """Load what a row shows, in a fixed number of queries."""
    there = MarketReadiness.objects.filter(market=market) if market else None
    found = found.select_related(
        "seller__regency", "category", "readiness__snapshot"
    ).defer("readiness__snapshot__inputs", "readiness__snapshot__result")
    if there is None:
        return found
    return found.prefetch_related(
        Prefetch("market_readiness", there, to_attr="readiness_there")
    )


def missing_gates(
    readiness: ProductReadiness, market: str, rules: Mapping[str, Rule]
) -> list[dict[str, Any]]:
    """The gates it does not meet in the market, or of level 2: each with the
    certificate types any of which meets it; none: an officer confirms it."""
    return [
        {
            "rule": code,
            "certificate_codes": list(rules[code].certificate_codes)
            if code in rules
            else [],
        }
        for code in readiness.missing_gates.get(market, [])
    ]
