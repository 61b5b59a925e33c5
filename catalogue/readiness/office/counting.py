"""How many public products stand at each level: now, and on each day that was tallied.

Everything is asked within an officer's scope. Counts are lists of five, of the levels
0 to 4: of a product's highest level or, where a market is named, its level there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from catalogue.products.models import Category, Product
from catalogue.readiness.models import MarketReadiness, Tally
from catalogue.sellers.querysets import overseen

LEVELS = range(5)
Counts = list[int]
# What products can be counted by: the path from a product, and a tally's column.
GROUPS = {
    "level": None,
    "regency": ("seller__regency", "regency"),
    "category": ("category__code", "category_code"),
    "market": ("market_readiness__market", "market_code"),
}


@dataclass(frozen=True)
class Choice:
    """Which products: codes, any of which matches; empty is all. A category's are
    those below it too."""

    market: str = ""
    regencies: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def subtree(codes: Iterable[str]) -> set[str]:
    """These categories, and all below them."""
    above = dict(Category.objects.order_by().values_list("code", "parent__code"))
    wanted = set(codes)
    while grown := {c for c, parent in above.items() if parent in wanted} - wanted:
        wanted |= grown
    return wanted


def now(user, group: str, choice: Choice) -> dict[str, Counts]:
    """Counts by the group's key; of `level`, the level itself."""
    products = Product.objects.public().filter(overseen(user, "seller__regency"))
    if choice.regencies:
        products = products.filter(seller__regency__in=choice.regencies)
    if choice.categories:
        products = products.filter(category__code__in=subtree(choice.categories))
    return _counted(products, group, choice.market)


def _counted(products: QuerySet, group: str, market: str) -> dict[str, Counts]:
    """From the rows of readiness, since there each market has its level."""
    paths = GROUPS[group]
    by_market = bool(market) or group == "market"
    level = "market_readiness__level" if by_market else "readiness__level"
    if market:
        products = products.filter(market_readiness__market=market)
    else:
        products = products.filter(**{f"{level}__isnull": False})
    products = products.order_by()
    found: dict[str, Counts] = {}
    if paths is None:
        for standing, number in products.values_list(level).annotate(Count("pk")):
            found[str(standing)] = [number * (n == standing) for n in LEVELS]
        return found
    numbers = products.values_list(paths[0], level).annotate(Count("pk"))
    for key, standing, number in numbers:
        found.setdefault(key or "", [0] * len(LEVELS))[standing] += number
    return found


def history(
    user, choice: Choice, first: date, last: date, group: str = "level"
) -> dict[tuple[date, str], Counts]:
    """Counts by day and key, of the days from `first` to `last` that were tallied.

    By `level` there is one row a day, its key empty.
    """
    paths = GROUPS[group]
    found = Tally.objects.filter(overseen(user, "regency"), on__range=(first, last))
    if group == "market" and not choice.market:
        found = found.exclude(market_code="")
    else:
        found = found.filter(market_code=choice.market)
    if choice.regencies:
        found = found.filter(regency__in=choice.regencies)
    if choice.categories:
        found = found.filter(category_code__in=subtree(choice.categories))
    columns = ["on", "level"] if paths is None else ["on", paths[1], "level"]
    rows = found.order_by(*columns).values_list(*columns).annotate(Sum("products"))
    days: dict[tuple[date, str], Counts] = {}
    for on, *key, level, number in rows:
        place = (on, str(key[0]) if key else "")
        days.setdefault(place, [0] * len(LEVELS))[level] = number
    return days


def together(found: Iterable[Counts]) -> Counts:
    return [sum(column) for column in zip([0] * len(LEVELS), *found, strict=True)]


def to_tally() -> list[tuple[str, str, str, int, int]]:
    """(regency, category, market, level, products) of all public products now.

    The market is empty where they are counted by their highest level.
    """
    public = Product.objects.public().order_by()
    place = ["seller__regency", "category__code"]
    own: Any = public.filter(readiness__isnull=False).values_list(
        *place, "readiness__level"
    )
    there: Any = (
        MarketReadiness.objects.filter(product__in=public.values("pk"))
        .order_by()
        .values_list(*(f"product__{name}" for name in place), "market", "level")
    )
    return [
        *((r, c or "", "", n, k) for r, c, n, k in own.annotate(Count("pk"))),
        *((r, c or "", m, n, k) for r, c, m, n, k in there.annotate(Count("pk"))),
    ]
