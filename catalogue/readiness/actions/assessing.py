"""Keep the stored levels true."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ReadinessRecomputed, SellerReadinessChanged
from catalogue.products.locking import lock_products, lock_sellers
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.assessment import dumping, facts
from catalogue.readiness.assessment.levels import (
    ProductResult,
    assess_product,
    next_of_seller,
)
from catalogue.readiness.assessment.market_check import MET
from catalogue.readiness.assessment.scoring import assess_seller
from catalogue.readiness.loading import LoadedProduct, load_products, load_sellers
from catalogue.readiness.models import (
    MarketReadiness,
    ModelVersion,
    ProductReadiness,
    SellerReadiness,
    Snapshot,
)
from catalogue.readiness.office import only_missing


def today() -> date:
    """The province's calendar date, by which certificates and laws change."""
    return timezone.localdate()


@transaction.atomic
def assess_products(product_ids: Iterable[UUID]) -> list[UUID]:
    """Recompute and store the levels of these products; those that came out new.

    A snapshot is taken of those alone. Repeating is harmless.
    """
    wanted = list(product_ids)
    lock_products(wanted)
    version_id = ModelVersion.objects.values_list("pk", flat=True).latest()
    model, on = versions.load(version_id), today()
    assessed = [
        _Assessed(found, assess_product(model, found.facts, on))
        for found in load_products(wanted, model)
    ]
    changed = [one for one in assessed if one.is_new]
    _take_snapshots(changed, version_id, on)
    moved = [one for one in assessed if not one.is_new and one.moves]
    _move_dates(moved)
    only_missing.store(
        model, {o.product.pk: _missing_gates(o.result) for o in assessed}
    )
    return [one.product.pk for one in (*changed, *moved)]


class _Assessed:
    """One product's result beside what is stored of it."""

    def __init__(self, found: LoadedProduct, result: ProductResult):
        self.product, self.facts, self.result = found.product, found.facts, result
        self.dumped = dumping.dump_product(result)
        self.digest = dumping.digest(self.dumped)
        try:
            self.stored: ProductReadiness | None = found.product.readiness
        except ProductReadiness.DoesNotExist:
            self.stored = None

    @property
    def is_new(self) -> bool:
        return self.stored is None or self.stored.digest != self.digest

    @property
    def moves(self) -> bool:
        """Only the day of its next change has moved."""
        return (
            self.stored is not None and self.stored.changes_on != self.result.changes_on
        )

    def columns(self) -> dict[str, Any]:
        return {
            "level": self.result.level,
            "own_level": self.result.own_level,
            "score": self.dumped["score"],
            "dimensions": self.dumped["dimensions"],
            "missing_gates": _missing_gates(self.result),
            "digest": self.digest,
            "changes_on": self.result.changes_on,
        }


def _missing_gates(result: ProductResult) -> dict[str, list[str]]:
    """Per market, the gates not met there; the domestic ones under an empty key."""
    found = {"": [b.code for b in result.blockers if b.is_rule]}
    for market in result.markets:
        found[market.market] = [g.code for g in market.gates if g.status not in MET]
    return {market: codes for market, codes in found.items() if codes}


def _take_snapshots(changed: Sequence[_Assessed], version_id: int, on: date) -> None:
    now = timezone.now()
    snapshots = [
        Snapshot(
            seller_id=one.product.seller_id,
            product=one.product,
            model_id=version_id,
            taken_at=now,
            taken_on=on,
            level=one.result.level,
            score=one.dumped["score"],
            inputs=facts.dump_product(one.facts),
            result=one.dumped,
        )
        for one in changed
    ]
    Snapshot.objects.bulk_create(snapshots)
    rows = [
        ProductReadiness(product=one.product, snapshot=snapshot, **one.columns())
        for one, snapshot in zip(changed, snapshots, strict=True)
    ]
    ProductReadiness.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=["snapshot", *(changed[0].columns() if changed else ())],
    )
    MarketReadiness.objects.filter(product__in=[o.product for o in changed]).delete()
    MarketReadiness.objects.bulk_create(
        MarketReadiness(
            product=one.product,
            market_id=code,
            level=market["level"],
            score=market["score"],
            status=market["status"],
            rules_met=market["rules_met"],
            rules_total=market["rules_total"],
            upcoming_on=market["upcoming_on"],
        )
        for one in changed
        for code, market in one.dumped["markets"].items()
    )


def _move_dates(moved: Iterable[_Assessed]) -> None:
    rows = []
    for one in moved:
        assert one.stored is not None
        one.stored.changes_on = one.result.changes_on
        rows.append(one.stored)
    ProductReadiness.objects.bulk_update(rows, ["changes_on"])


@transaction.atomic
def assess_sellers(seller_ids: Iterable[UUID]) -> list[UUID]:
    """Recompute and store these sellers' own scores; those that came out new."""
    wanted = sorted(set(seller_ids))
    lock_sellers(wanted)
    version_id = ModelVersion.objects.values_list("pk", flat=True).latest()
    model, on = versions.load(version_id), today()
    stored = SellerReadiness.objects.in_bulk(wanted)
    changed = []
    for seller_id, found in load_sellers(wanted, model).items():
        score = assess_seller(model, found, on)
        dumped = dumping.dump_score(score)
        columns: dict[str, Any] = {
            "score": dumped["score"],
            "dimensions": dumped["dimensions"],
            "digest": dumping.digest(dumped),
            "changes_on": next_of_seller(found, on),
        }
        old = stored.get(seller_id)
        if old is not None and old.digest == columns["digest"]:
            if old.changes_on != columns["changes_on"]:
                SellerReadiness.objects.filter(pk=seller_id).update(**columns)
                changed.append(seller_id)
            continue
        columns["snapshot"] = Snapshot.objects.create(
            seller_id=seller_id,
            model_id=version_id,
            taken_at=timezone.now(),
            taken_on=on,
            score=dumped["score"],
            inputs=facts.dump_seller(found),
            result=dumped,
        )
        SellerReadiness.objects.update_or_create(seller_id=seller_id, defaults=columns)
        changed.append(seller_id)
    return changed


@transaction.atomic
def assess_batch(product_ids: Sequence[UUID]) -> int:
    """Of many products some: assess them and their sellers, and have the listings
    follow; how many came out new."""
    owners = Product.objects.filter(pk__in=product_ids).values_list(
        "seller_id", flat=True
    )
    changed_sellers = assess_sellers(owners)
    changed = assess_products(product_ids)
    if changed:
        record(ReadinessRecomputed(today(), tuple(changed)))
    for seller_id in changed_sellers:
        record(SellerReadinessChanged(seller_id))
    return len(changed)


def reassess_due(limit: int) -> int:
    """Recompute what a date has passed by, in one transaction; how many products."""
    due = ProductReadiness.objects.filter(changes_on__lte=today()).order_by(
        "product_id"
    )
    product_ids = list(due.values_list("product_id", flat=True)[:limit])
    if product_ids:
        assess_batch(product_ids)
    return len(product_ids)


def reassess_sellers_due() -> None:
    """The same of the sellers' own scores."""
    due = SellerReadiness.objects.filter(changes_on__lte=today()).order_by("seller_id")
    for seller_id in list(due.values_list("seller_id", flat=True)):
        with transaction.atomic():
            if assess_sellers([seller_id]):
                record(SellerReadinessChanged(seller_id))
