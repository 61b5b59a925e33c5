"""What the worker does: assessments after the model changed, for a seller with many
products, and of what a date has passed by; letters before a certificate ends; the files
of evidence that nothing names."""

from uuid import UUID

from catalogue.journal.jobs import handles
from catalogue.journal.worker import every_hour, every_tick
from catalogue.products.models import Product
from catalogue.readiness.actions import (
    evidence,
    publishing,
    recomputing,
    reminders,
)
from catalogue.readiness.actions.assessing import (
    assess_batch,
    reassess_due,
    reassess_sellers_due,
)
from catalogue.readiness.actions.tallying import tally


@handles(recomputing.RECOMPUTE)
def recompute(subject: str) -> None:
    for _ in recomputing.run(int(subject)):
        pass


@handles(publishing.DRY_RUN)
def try_draft(subject: str) -> None:
    for _ in publishing.run_dry_run(int(subject)):
        pass


@handles("readiness.assess_seller")
def assess_seller(subject: str) -> None:
    products = Product.objects.filter(seller_id=subject).order_by("pk")
    ids = list(products.values_list("pk", flat=True))
    for start in range(0, len(ids), recomputing.BATCH):
        assess_batch(ids[start : start + recomputing.BATCH])


@every_tick
def reassess_what_a_date_passed_by() -> None:
    while reassess_due(limit=recomputing.BATCH):
        pass
    reassess_sellers_due()


@every_hour
def count_levels_of_today() -> None:
    tally()


@every_hour
def remind_of_ends() -> None:
    reminders.remind()


@handles(evidence.DROP)
def drop_evidence(subject: str) -> None:
    evidence.drop(UUID(subject))


@every_hour
def sweep_evidence() -> None:
    """What a crash between file and row left behind."""
    for file_id in evidence.strays():
        evidence.drop(file_id)
