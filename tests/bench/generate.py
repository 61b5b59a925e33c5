"""Fill a database with invented products: `python -m tests.bench.generate 20000`.

Run in the environment of the database it is to fill (`databases.py`). SQLite is made
first, through the same functions that write the real listings; PostgreSQL gets a copy.
A database whose fingerprint still holds is left alone.
"""

import argparse
import hashlib
import io
import random
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress  # noqa: E402

from catalogue.journal import clock  # noqa: E402
from catalogue.listings import actions, checking, loading  # noqa: E402
from catalogue.listings.jobs import batches  # noqa: E402
from catalogue.listings.models import Listing  # noqa: E402
from catalogue.listings.shapes import SHAPES_VERSION  # noqa: E402
from catalogue.readiness.actions.assessing import today  # noqa: E402
from catalogue.reference.models import Mark  # noqa: E402
from catalogue.sellers.models import Seller  # noqa: E402
from tests.bench.copying import copy_from_sqlite  # noqa: E402
from tests.bench.population import CHUNK, Population, Reference  # noqa: E402
from tests.bench.tables import MODELS, Stamp, Tables, columns, render_all  # noqa: E402

GENERATOR_VERSION = 4  # raise it when what is made changes
MARK = "bench"
SAMPLE = 50  # listings compared with what the serializers say

# What a good team would add for the plain project; ours does not use them. The sort
# comes first, then what is asked of each row: one index pages and counts on both.
YARDSTICK_INDEXES = {
    "bench_newest": (
        "products_product (published_at DESC, id DESC, status, hidden_at, seller_id)"
    ),
    "bench_price": (
        "products_product (price, status, hidden_at, category_id, seller_id, id)"
    ),
    "bench_level": "readiness_productreadiness (level)",
}

console = Console(highlight=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("products", type=int, help=f"A multiple of {CHUNK}.")
    parser.add_argument("--copy-of", type=Path, help="The SQLite file to copy.")
    options = parser.parse_args()
    if options.products % CHUNK:
        parser.error(f"{options.products} is not a multiple of {CHUNK}.")
    wanted = fingerprint(options.products)
    if _mark() == wanted:
        _index()
        return
    if settings.EMBEDDED:
        _remove_files()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    else:
        _empty()
    call_command("migrate", verbosity=0, interactive=False)
    if settings.EMBEDDED:
        call_command("load_reference", stdout=io.StringIO())
        fill(options.products)
    else:
        copy_from_sqlite(options.copy_of, console)
    _index()
    _analyse()
    verify(options.products)
    Mark.objects.update_or_create(name=MARK, defaults={"value": wanted})
    if settings.EMBEDDED:
        _checkpoint()


def fingerprint(products: int) -> str:
    """What the stored data rests on: a different one is made anew."""
    folder = settings.BASE_DIR / "catalogue"
    # Their text, not their names: before a release one may be rewritten in place.
    migrations = [p.read_text() for p in sorted(folder.glob("*/migrations/0*.py"))]
    rests_on = [
        GENERATOR_VERSION,
        SHAPES_VERSION,
        products,
        settings.PUBLIC_URL,
        settings.CATALOGUE_LANGUAGES,
        migrations,
    ]
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()


def _mark() -> str | None:
    try:
        return Mark.objects.filter(name=MARK).values_list("value", flat=True).first()
    except DatabaseError:
        return None  # no database, or none of ours
    finally:
        connection.close()


def _remove_files() -> None:
    for path in settings.DATA_DIR.glob("catalogue.sqlite3*"):
        path.unlink()


def _empty() -> None:
    """Start from nothing: a migration rewritten in place would not be run again."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def fill(products: int) -> None:
    """Make the products of an empty SQLite database, and all that is theirs."""
    stamp = Stamp(timezone.now(), clock.advance())
    population = Population(Reference.load())
    connections.close_all()  # the workers must not inherit one
    chunks = render_all(population, range(products // CHUNK), stamp)
    with _progress() as bar:
        task = bar.add_task(f"{products:,} products", total=products)
        _write(next(chunks))
        bar.advance(task, CHUNK)
        for tables in chunks:
            _write(tables)
            bar.advance(task, CHUNK)
        sellers = list(Seller.objects.values_list("pk", flat=True))
        task = bar.add_task("their sellers' listings", total=len(sellers))
        for batch in batches(sellers):
            actions.rebuild_sellers(batch)
            bar.advance(task, len(batch))


def _progress() -> Progress:
    what = "[progress.description]{task.description:<28}"
    return Progress(what, BarColumn(), MofNCompleteColumn(), console=console)


def _write(tables: Tables) -> None:
    connection.ensure_connection()
    raw = connection.connection
    # A crash leaves no mark, and the file is made anew.
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN")
    for model in MODELS:
        names = ", ".join(columns(model))
        marks = ", ".join("?" * len(columns(model)))
        table = model._meta.db_table
        raw.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tables[table]
        )
    raw.execute("COMMIT")


def _index() -> None:
    with connection.cursor() as cursor:
        _lift_timeout(cursor)
        for name, columns_of in YARDSTICK_INDEXES.items():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns_of}")


def _analyse() -> None:
    with connection.cursor() as cursor:
        _lift_timeout(cursor)
        cursor.execute("ANALYZE" if settings.EMBEDDED else "VACUUM (ANALYZE)")


def _lift_timeout(cursor) -> None:
    """The project gives up after 30 seconds; this work takes longer."""
    if not settings.EMBEDDED:
        cursor.execute("SET statement_timeout = 0")


def _checkpoint() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def verify(products: int) -> None:
    """Compare a sample with what the serializers say; raise where they differ."""
    listed = Listing.objects.count()
    if listed != products:
        raise SystemExit(f"{listed} listings, not {products}.")
    ids = list(Listing.objects.order_by("id").values_list("product_id", flat=True))
    sample = random.Random(products).sample(ids, SAMPLE)
    stored = {
        row.product_id: row
        for row in Listing.objects.filter(product_id__in=sample).prefetch_related(
            "texts", "markets", "certificates"
        )
    }
    facts = loading.load_products(sample, today())
    faults = [
        line
        for found in facts
        for line in checking._differences(found, stored[found.product.pk])
    ]
    if faults or len(facts) != SAMPLE:
        raise SystemExit("\n".join(["The listings are wrong.", *faults]))
    console.print(f"{SAMPLE} listings compared with the serializers: no difference")


if __name__ == "__main__":
    main()
