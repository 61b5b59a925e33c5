"""Keep the stored levels true."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ReadinessChanged
from catalogue.products.locking import lock_products
from catalogue.products.models import Product
from catalogue.readiness.models import (
    Certificate,
    Market,
    MarketReadiness,
    MarketRequirement,
    MarketStatus,
    ProductReadiness,
)
from catalogue.readiness.provisional import (
    MODEL_VERSION,
    Facts,
    Held,
    MarketResult,
    Result,
    Rule,
    assess,
)
from catalogue.sellers.models import Seller


def today() -> date:
    """The province's calendar date, by which certificates and laws change."""
    return timezone.localdate()


@transaction.atomic
def assess_products(product_ids: Iterable[UUID]) -> list[UUID]:
    """Recompute and store the levels of these products; those that came out new.

    Repeating is harmless. `computed_at` moves only with a different result.
    """
    wanted = list(product_ids)
    lock_products(wanted)
    on = today()
    rules = load_rules()
    markets = list(Market.objects.values_list("code", "is_domestic"))
    domestic = next((code for code, home in markets if home), "ID")
    changed = []
    products = Product.objects.filter(pk__in=wanted).select_related(
        "seller", "readiness", "min_order_unit", "monthly_capacity_unit"
    )
    for product in products.prefetch_related("images", "market_readiness"):
        result = assess(
            _facts(product, on),
            rules,
            markets=[code for code, _ in markets],
            domestic=domestic,
            on=on,
        )
        if _store(product, result):
            changed.append(product.pk)
    return changed


def reassess_due(limit: int) -> int:
    """Recompute what a date has passed by, each in its own transaction; how many."""
    due = ProductReadiness.objects.filter(changes_on__lte=today()).order_by(
        "product_id"
    )
    product_ids = list(due.values_list("product_id", flat=True)[:limit])
    for product_id in product_ids:
        with transaction.atomic():
            assess_products([product_id])
            record(ReadinessChanged(product_id))
    return len(product_ids)


def load_rules() -> list[Rule]:
    return [
        Rule(
            market=row.market_id,
            hs_prefixes=tuple(row.hs_prefixes),
            certificate_codes=frozenset(row.certificate_codes),
            is_gate=row.is_gate,
            is_conditional=row.obligation == "conditional",
            is_shipment=row.holder == "shipment",
            effective_from=row.effective_from,
        )
        for row in MarketRequirement.objects.all()
    ]


def _facts(product: Product, on: date) -> Facts:
    held = Certificate.objects.held_for(product).counting(on)
    return Facts(
        hs_code=product.hs_code,
        is_complete=bool(
            product.hs_code
            and product.price_unit_id
            and product.min_order_value
            and product.price
            and any(image.status == "ready" for image in product.images.all())
        ),
        has_exported=product.seller.export_experience != Seller.ExportExperience.NONE,
        capacity_covers_min_order=_capacity_covers_min_order(product),
        certificates=[
            Held(code, expires_on)
            for code, expires_on in held.values_list("type_id", "expires_on")
        ],
    )


def _capacity_covers_min_order(product: Product) -> bool:
    """False also where the two are given in units that do not compare."""
    capacity, order = product.monthly_capacity_unit, product.min_order_unit
    makes, asks = product.monthly_capacity_value, product.min_order_value
    if capacity is None or order is None or makes is None or asks is None:
        return False
    if capacity == order:
        return makes >= asks
    if capacity.kind != order.kind or not (
        capacity.factor_to_base and order.factor_to_base
    ):
        return False
    return makes * capacity.factor_to_base >= asks * order.factor_to_base


def _store(product: Product, result: Result) -> bool:
    if _as_stored(product) == result:
        return False
    ProductReadiness.objects.update_or_create(
        product=product,
        defaults={
            "level": result.level,
            "score": None,
            "model_version": MODEL_VERSION,
            "computed_at": timezone.now(),
            "changes_on": result.changes_on,
        },
    )
    MarketReadiness.objects.filter(product=product).delete()
    MarketReadiness.objects.bulk_create(
        MarketReadiness(
            product=product,
            market_id=market.market,
            level=market.level,
            status=market.status,
            rules_met=market.rules_met,
            rules_total=market.rules_total,
        )
        for market in result.markets
    )
    return True


def _as_stored(product: Product) -> Result | None:
    try:
        readiness = product.readiness
    except ProductReadiness.DoesNotExist:
        return None
    return Result(
        level=readiness.level,
        markets=tuple(
            MarketResult(
                m.market_id,
                m.level,
                MarketStatus(m.status),
                m.rules_met,
                m.rules_total,
            )
            for m in product.market_readiness.all()
        ),
        changes_on=readiness.changes_on,
    )
