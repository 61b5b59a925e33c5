"""From a draft of the model to a version in force: try, publish or discard it."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.jobs import enqueue
from catalogue.journal.types import MarketChanged
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.assessment.levels import assess_product
from catalogue.readiness.assessment.model import read_model
from catalogue.readiness.errors import NothingToPublish, NotTried
from catalogue.readiness.loading import load_products
from catalogue.readiness.models import DryRun, ModelVersion
from catalogue.readiness.office import differences, dry_run
from catalogue.readiness.office.drafting import restore
from catalogue.readiness.walking import next_places

DRY_RUN = "readiness.dry_run"
BATCH = 100  # products between two looks at how far it is


@transaction.atomic
def begin_dry_run(*, by: User | None) -> DryRun:
    """Ask the worker what the draft would change; earlier runs are forgotten.

    Raises `NothingToPublish` where the draft says what is in force.
    """
    base = ModelVersion.objects.latest()
    content = versions.draft()
    mark = versions.digest(content)
    if base.digest == mark:
        raise NothingToPublish(base.version)
    DryRun.objects.all().delete()
    row = DryRun.objects.create(
        base=base,
        content=content,
        digest=mark,
        started_by=by,
        products=Product.objects.count(),
        result=dry_run.nothing_yet(),
    )
    enqueue(DRY_RUN, str(row.pk))
    return row


def run_dry_run(dry_run_id: int) -> Iterator[DryRun]:
    """Assess batch after batch with both models, yielding how far it is.

    Facts are read as they are now: a snapshot's inputs stay what they were while they
    change no result, and under another model they might. Only the counts are written,
    so nobody waits for it; it goes on where it was cut short.
    """
    while True:
        row = DryRun.objects.filter(pk=dry_run_id, finished_at=None).first()
        if row is None:
            return  # overtaken by a newer one, or done
        last = row.last_product_id
        columns = _next_batch(row)
        mine = DryRun.objects.filter(pk=row.pk, last_product_id=last)
        if not mine.update(**columns):
            return  # another worker has it
        row.refresh_from_db()
        yield row


def _next_batch(row: DryRun) -> dict[str, Any]:
    """What the row says once the next products are counted."""
    batch = next_places(row.place, BATCH)
    if not batch:
        return {"finished_at": timezone.now(), "products": row.done}
    base = versions.load(row.base_id)
    draft = read_model("draft", row.content)
    known = dry_run.knowing_both(row.base.content, row.content)
    on, result = today(), row.result
    for found in load_products([pk for _, pk in batch], known):
        before = assess_product(base, found.facts, on)
        after = assess_product(draft, found.facts, on)
        dry_run.count(result, found.product.pk, before, after)
    return {
        "result": result,
        "done": row.done + len(batch),
        "last_seller_id": batch[-1][0],
        "last_product_id": batch[-1][1],
    }


@transaction.atomic
def publish_tried(*, dry_run_id: int, by: User | None, note: str) -> ModelVersion:
    """Put the draft in force as it was tried; all products are assessed anew.

    Raises `NotTried` where the draft, or what is in force, has moved since the run,
    and where it is not finished.
    """
    base = ModelVersion.objects.select_for_update().latest()
    run = DryRun.objects.filter(pk=dry_run_id, base=base).first()
    if run is None or run.finished_at is None:
        raise NotTried
    row = versions.publish(by=by, note=note)
    if row.digest != run.digest:
        raise NotTried
    return row


@transaction.atomic
def discard_draft() -> int:
    """Set the rows back to what is in force; how many members differed.

    Markets that were never in force go, with their countries and rules. Raises
    `NothingToPublish` where nothing differs.
    """
    base = ModelVersion.objects.latest()
    found = differences.differences(base.content, versions.draft())
    if not versions.is_pending():
        raise NothingToPublish(base.version)
    gone = restore(base.content)
    assert not versions.is_pending()
    DryRun.objects.all().delete()
    audit.write(
        "model.discarded",
        "model",
        base.version,
        before={_place(one): one.after for one in found[:200]},
        after={_place(one): one.before for one in found[:200]},
    )
    for code in gone:
        record(MarketChanged(code))
    return len(found)


def _place(one: differences.Difference) -> str:
    return " ".join(filter(None, [one.kind, one.code, one.member]))
