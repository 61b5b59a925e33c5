"""Assessments the worker makes: after a rule changed, or for a seller with many."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from catalogue.journal.actions import record
from catalogue.journal.jobs import handles
from catalogue.journal.types import ReadinessChanged
from catalogue.journal.worker import every_tick
from catalogue.products.models import Product
from catalogue.readiness.actions import assess_products, reassess_due


@handles("readiness.assess_all")
def assess_all(subject: str) -> None:
    _assess_each(Product.objects.values_list("pk", flat=True))


@handles("readiness.assess_seller")
def assess_seller(subject: str) -> None:
    _assess_each(Product.objects.filter(seller_id=subject).values_list("pk", flat=True))


def _assess_each(product_ids: Iterable[UUID]) -> None:
    for product_id in product_ids:
        with transaction.atomic():
            if assess_products([product_id]):
                record(ReadinessChanged(product_id))


@every_tick
def reassess_what_a_date_passed_by() -> None:
    while reassess_due(limit=100):
        pass
