"""The office's history: each day, how many products stand at which level."""

from django.db import transaction

from catalogue.readiness.actions.assessing import today
from catalogue.readiness.models import Tally
from catalogue.readiness.office.counting import to_tally

KEY = ["on", "regency", "category_code", "market_code", "level"]


def tally() -> int:
    """Write today's rows as they are now; how many. The last of a day is what stays.

    Counted before the transaction, so that no writer waits for it.
    """
    on = today()
    rows = [
        Tally(
            on=on,
            regency_id=regency,
            category_code=category,
            market_code=market,
            level=level,
            products=products,
        )
        for regency, category, market, level, products in sorted(to_tally())
    ]
    counted = {(r.regency_id, r.category_code, r.market_code, r.level) for r in rows}
    with transaction.atomic():
        emptied = [
            row.pk
            for row in Tally.objects.filter(on=on)
            if (row.regency_id, row.category_code, row.market_code, row.level)
            not in counted
        ]
        Tally.objects.filter(pk__in=emptied).delete()
        Tally.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=KEY,
            update_fields=["products"],
        )
    return len(rows)
