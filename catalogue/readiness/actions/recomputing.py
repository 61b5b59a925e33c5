"""All products anew, after the model changed: in batches, shown as they go."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalogue.journal.jobs import enqueue
from catalogue.products.models import Product
from catalogue.readiness.actions.assessing import assess_batch
from catalogue.readiness.models import ModelVersion, Recomputation
from catalogue.readiness.walking import next_places

RECOMPUTE = "readiness.recompute"
BATCH = 50  # products in one transaction: writers wait for no more


@transaction.atomic
def begin() -> Recomputation:
    """Ask the worker for a pass over all products; an unfinished one is overtaken."""
    Recomputation.objects.filter(finished_at=None).delete()
    row = Recomputation.objects.create(
        model=ModelVersion.objects.latest(), products=Product.objects.count()
    )
    enqueue(RECOMPUTE, str(row.pk))
    return row


def run(recomputation_id: int) -> Iterator[Recomputation]:
    """Assess batch after batch, yielding how far it is; goes on where it was cut short.

    Each batch is a transaction of its own, with its listings: readers see either the
    old or the new of a product, and never wait.
    """
    while True:
        with transaction.atomic():
            row = (
                Recomputation.objects.select_for_update()
                .filter(pk=recomputation_id, finished_at=None)
                .first()
            )
            if row is None:
                return  # overtaken by a newer one, or done
            batch = next_places(row.place, BATCH)
            changed = assess_batch([pk for _, pk in batch]) if batch else 0
            mine = Recomputation.objects.filter(pk=row.pk)
            if batch:
                last_seller_id, last_product_id = batch[-1]
                mine.update(
                    done=F("done") + len(batch),
                    changed=F("changed") + changed,
                    last_seller_id=last_seller_id,
                    last_product_id=last_product_id,
                )
            else:
                mine.update(finished_at=timezone.now(), products=F("done"))
        row.refresh_from_db()
        yield row
