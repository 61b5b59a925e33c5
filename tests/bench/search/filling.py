"""Fill a database to search in: `python -m tests.bench.search.filling 50000`.

As `tests.bench.generate`, but of many words and fast: only the tables that public reads
and a plain project's list touch. The documents are made by the code that makes the real
ones, in a second step of its own, so that a new analysis renews them alone.
"""

import argparse
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, models  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalogue.journal import clock  # noqa: E402
from catalogue.listings.models import (  # noqa: E402
    Listing,
    ListingCertificate,
    ListingMarket,
    ListingText,
    SellerListing,
    SellerListingText,
)
from catalogue.listings.shapes import SHAPES_VERSION  # noqa: E402
from catalogue.products.models import Image, Product  # noqa: E402
from catalogue.readiness.models import Certificate, ProductReadiness, Snapshot  # noqa: E402
from catalogue.reference.models import Mark  # noqa: E402
from catalogue.search import actions, documents, spelling  # noqa: E402
from catalogue.search.backends import Index  # noqa: E402
from catalogue.search.backends.sqlite import table  # noqa: E402
from catalogue.search.models import ProductDocument, SellerDocument  # noqa: E402
from catalogue.sellers.models import Seller  # noqa: E402
from tests.bench import generate  # noqa: E402
from tests.bench.copying import copy_from_sqlite  # noqa: E402
from tests.bench.population import CHUNK, Reference  # noqa: E402
from tests.bench.search.products import Diverse  # noqa: E402
from tests.bench.tables import Stamp, as_row, columns  # noqa: E402

VERSION = 1  # raise it when what is made changes
DOCUMENTS_MARK = "bench documents"
MODELS: list[type[models.Model]] = [
    *(Seller, Certificate, Product, Image, Snapshot, ProductReadiness),
    *(Listing, ListingText, ListingMarket, ListingCertificate),
    *(SellerListing, SellerListingText),
]
ROOMS = [
    f"{room}/migrations/0*.py"
    for room in ("sellers", "products", "readiness", "listings")
]
# What documents rest on beside the listings.
SOURCES = ["analysis.py", "documents.py", "spelling.py", "migrations/0*.py"]
BATCH = 500  # listings made into documents at once
SETTINGS = [
    "synchronous=OFF",  # a crash leaves no mark, and the file is made anew
    "foreign_keys=OFF",
    "cache_size=-1000000",  # kB
    "temp_store=MEMORY",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("products", type=int)
    parser.add_argument("--copy-of", type=Path, help="The SQLite file to copy.")
    options = parser.parse_args()
    if settings.EMBEDDED:
        _fill(options.products)
    else:
        _copy(options.products, options.copy_of)


def _fill(products: int) -> None:
    wanted = listings_fingerprint(products)
    if generate._mark() != wanted:
        generate._remove_files()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", stdout=io.StringIO())
        write_listings(products)
        generate._index()
        _set(generate.MARK, wanted)
    had = _get(DOCUMENTS_MARK)
    if had not in (None, ANALYSIS):
        _drop_search_tables()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", stdout=io.StringIO())
    if had != ANALYSIS:
        _set(DOCUMENTS_MARK, "begun")
        write_documents()
        generate._analyse()
        _set(DOCUMENTS_MARK, ANALYSIS)
    generate._checkpoint()


def _copy(products: int, original: Path) -> None:
    wanted = f"{listings_fingerprint(products)} {ANALYSIS}"
    if generate._mark() == wanted and _get(DOCUMENTS_MARK) == ANALYSIS:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", stdout=io.StringIO())
        return
    generate._empty()
    call_command("migrate", verbosity=0, interactive=False)
    copy_from_sqlite(original, generate.console)
    generate._index()
    generate._analyse()
    _set(generate.MARK, wanted)


def listings_fingerprint(products: int) -> str:
    """What the stored listings rest on; other rooms' migrations are run on top."""
    folder = settings.BASE_DIR / "catalogue"
    rests_on = [
        VERSION,
        SHAPES_VERSION,
        products,
        settings.PUBLIC_URL,
        settings.CATALOGUE_LANGUAGES,
        *(
            path.read_text()
            for room in ROOMS
            for path in sorted(folder.glob(f"{room}/migrations/0*.py"))
        ),
    ]
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()[:32]


def _analysis() -> str:
    folder = settings.BASE_DIR / "catalogue" / "search"
    texts = [p.read_text() for name in SOURCES for p in sorted(folder.glob(name))]
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:32]


ANALYSIS = _analysis()  # of the code as this process runs it


def _drop_search_tables() -> None:
    """A migration rewritten in place would not be run again."""
    raw = _raw()
    found = raw.execute(
        "SELECT name FROM sqlite_master WHERE name LIKE 'search_%' AND type = 'table' "
        "ORDER BY sql NOT LIKE '%VIRTUAL%'"
    ).fetchall()
    for (name,) in found:
        raw.execute(f"DROP TABLE IF EXISTS {name}")
    raw.execute("DELETE FROM django_migrations WHERE app = 'search'")


def _set(name: str, value: str) -> None:
    Mark.objects.update_or_create(name=name, defaults={"value": value})


def _get(name: str) -> str | None:
    return Mark.objects.filter(name=name).values_list("value", flat=True).first()


# Listings

Rows = dict[str, list[tuple]]
_work: tuple[Diverse, Stamp] | None = None  # inherited by the forked workers


def write_listings(products: int) -> None:
    global _work
    stamp = Stamp(timezone.now(), clock.advance())
    population = Diverse(Reference.load())
    _work = (population, stamp)
    sizes = [min(CHUNK, products - start) for start in range(0, products, CHUNK)]
    with generate._progress() as bar:
        task = bar.add_task(f"{products:,} products", total=products)
        for rows in _shared_out(_render, list(enumerate(sizes))):
            _insert(rows)
            bar.advance(task, len(rows[Product._meta.db_table]))


def _render(part: tuple[int, int]) -> Rows:
    population, stamp = _work
    rows: Rows = {model._meta.db_table: [] for model in MODELS}
    for instance in population.instances(*part, stamp):
        rows[instance._meta.db_table].append(as_row(instance))
    return rows


def _shared_out(work: Callable[[Any], Any], parts: Iterable[Any]) -> Iterator[Any]:
    """In order, on all cores, a few parts ahead."""
    connections.close_all()  # the workers must not inherit one
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("fork")) as pool:
        waiting = []
        for part in parts:
            waiting.append(pool.submit(work, part))
            if len(waiting) > AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


AHEAD = 6  # parts that wait to be written


def _insert(rows: Rows) -> None:
    raw = _raw()
    raw.execute("BEGIN")
    for model in MODELS:
        names = ", ".join(columns(model))
        marks = ", ".join("?" * len(columns(model)))
        name = model._meta.db_table
        raw.executemany(f"INSERT INTO {name} ({names}) VALUES ({marks})", rows[name])
    raw.execute("COMMIT")


def _raw():
    connection.ensure_connection()
    for setting in SETTINGS:
        connection.connection.execute(f"PRAGMA {setting}")
    return connection.connection


# Documents

Made = tuple[list[tuple], list[tuple[int, str]], set[str]]
INDEXES = {
    Index.PRODUCT: (Listing, ProductDocument, actions.product_document),
    Index.SELLER: (SellerListing, SellerDocument, actions.seller_document),
}


def write_documents() -> None:
    """Make the documents of all listings; their tables are empty."""
    known: set[str] = set()
    with generate._progress() as bar:
        for index, (listing, document, _) in INDEXES.items():
            last = listing.objects.order_by("-pk").values_list("pk", flat=True)[0]
            task = bar.add_task(f"{index} documents", total=last)
            parts = range(1, last + 1, BATCH)
            for made in _shared_out(partial(_document, index), parts):
                known |= _insert_documents(index, document, made)
                bar.advance(task, len(made[0]))
    _insert_terms(sorted(known))


def _document(index: Index, first: int) -> Made:
    listing, _, make = INDEXES[index]
    rows = listing.objects.filter(pk__range=(first, first + BATCH - 1))
    around = actions.surroundings()
    stored, tokens, known = [], [], set()
    for row in rows.prefetch_related("texts"):
        document, fields = make(row, around)
        stored.append(as_row(document))
        held = documents.tokens(fields, index)
        tokens.append((document.key, " ".join(held)))
        known |= documents.vocabulary(fields)
    return stored, tokens, known


def _insert_documents(index: Index, document, made: Made) -> set[str]:
    stored, tokens, known = made
    raw = _raw()
    raw.execute("BEGIN")
    names, marks = columns(document), ", ".join("?" * len(columns(document)))
    raw.executemany(
        f"INSERT INTO {document._meta.db_table} ({', '.join(names)}) VALUES ({marks})",
        stored,
    )
    raw.executemany(f"INSERT INTO {table(index)} (rowid, tokens) VALUES (?, ?)", tokens)
    raw.execute("COMMIT")
    return known


def _insert_terms(words: list[str]) -> None:
    """As `vocabulary.add`, which makes an instance of each of a million rows."""
    raw = _raw()
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO search_term (id, text) VALUES (?, ?)", enumerate(words, 1)
    )
    pairs = sorted(
        (remains, ident)
        for ident, word in enumerate(words, 1)
        for remains in spelling.remains(word)
    )
    raw.executemany("INSERT INTO search_signature (text, term_id) VALUES (?, ?)", pairs)
    raw.execute("COMMIT")
    generate.console.print(f"{len(words):,} different words")


if __name__ == "__main__":
    main()
