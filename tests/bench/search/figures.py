"""What an index weighs and how fast it is made, as JSON.

`python -m tests.bench.search.figures size|slice|whole` in the environment of the
database. `whole` takes all documents out and has `search_rebuild` make them anew.
"""

import io
import json
import sys
from collections.abc import Iterable
from time import perf_counter

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection, transaction  # noqa: E402

from catalogue.listings.jobs import batches  # noqa: E402
from catalogue.listings.models import Listing  # noqa: E402
from catalogue.reference.models import Mark  # noqa: E402
from catalogue.search import actions  # noqa: E402
from catalogue.search.backends import Index, backend  # noqa: E402
from catalogue.search.models import (  # noqa: E402
    DOCUMENTS,
    ProductDocument,
    Signature,
    Term,
)
from tests.bench.search.filling import ANALYSIS, DOCUMENTS_MARK  # noqa: E402

SLICE = 2_000  # documents


def size() -> dict[str, float]:
    """Bytes per product: of the documents, of the engine, of the words, of listings."""
    sizes = _sizes()
    products = Listing.objects.count()

    def of(*starts: str) -> float:
        return sum(n for name, n in sizes.items() if name.startswith(starts)) / products

    tokens = tuple(f"search_{index}_tokens" for index in Index)
    return {
        "documents": of("search_productdocument", "search_sellerdocument"),
        "tokens": of(*tokens),
        "words": of("search_term", "search_signature"),
        "listings": of("listings_"),
    }


def _sizes() -> dict[str, int]:
    """Of each table, its indexes counted in."""
    if connection.vendor == "sqlite":
        # `pageno` of an aggregate counts its pages; `pgsize` wraps round at 4 GiB.
        sql = (
            "SELECT m.tbl_name, sum(s.pageno) * (SELECT page_size FROM "
            "pragma_page_size) FROM dbstat s JOIN sqlite_master m ON m.name = s.name "
            "WHERE s.aggregate = TRUE GROUP BY 1"
        )
    else:
        sql = "SELECT relname, pg_total_relation_size(relid) FROM pg_stat_user_tables"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return dict(cursor.fetchall())


def slice_() -> dict[str, float]:
    """Documents a second: of a slice that is as it should be, of one that is gone."""
    listings = Listing.objects.order_by("pk")[:SLICE]
    ids = list(listings.values_list("product_id", flat=True))
    keys = list(listings.values_list("pk", flat=True))
    unchanged = _rate(ids)
    with transaction.atomic():
        ProductDocument.objects.filter(pk__in=keys).delete()
        backend().remove(Index.PRODUCT, keys)
    return {"unchanged": unchanged, "anew": _rate(ids)}


def _rate(ids: list) -> float:
    started = perf_counter()
    for batch in batches(ids):
        actions.write_products(batch)
    return len(ids) / (perf_counter() - started)


def whole() -> dict[str, float]:
    """Documents a second of a full pass from nothing, words included."""
    Mark.objects.filter(name=DOCUMENTS_MARK).delete()  # until all are there again
    with transaction.atomic():
        for index, model in DOCUMENTS.items():
            backend().remove(index, backend().keys(index))
            model.objects.all().delete()
        Signature.objects.all().delete()
        Term.objects.all().delete()
    number = Listing.objects.count()
    started = perf_counter()
    call_command("search_rebuild", stdout=io.StringIO(), stderr=sys.stderr)
    taken = perf_counter() - started
    if ProductDocument.objects.count() != number:
        raise SystemExit("Some documents were not made.")
    Mark.objects.create(name=DOCUMENTS_MARK, value=ANALYSIS)
    return {"rate": number / taken, "seconds": taken}


WORK = {"size": size, "slice": slice_, "whole": whole}


def main(asked: Iterable[str]) -> None:
    for name in asked:
        sys.stdout.write(json.dumps(WORK[name]()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
