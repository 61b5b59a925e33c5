"""`python -m tests.bench.enquiries`: what asking costs, and a long inbox.

Submissions of a buyer with an account to two sellers, each committed durably, beside
the same rows put in by nothing but INSERT statements, which were noted down while ours
were written and rolled back: one transaction a submission in both. The two take turns.
Then a seller with 10,000 enquiries pages through her inbox over HTTP.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import psycopg

from tests.bench.databases import POSTGRES, ROOT, Database, postgresql_answers

SUBMISSIONS = 200  # a turn
TURNS = 3
INBOX = 10_000
LIMIT = 100
PAGES = (1, 2, 10, 50, 100)
ASKED = 60  # times each page
INSIDE = [sys.executable, "-m", "tests.bench.enquiries", "--inside"]


class InboxDatabase(Database):
    """One of its own, made anew for each run."""

    prefix = "enquiries_"

    def environment(self) -> dict[str, str]:
        return super().environment() | {"BUYER_ENQUIRIES_PER_HOUR": "1000000"}

    def prepare(self) -> None:
        if self.engine == "postgresql":
            with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as session:
                session.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
                session.execute(f"CREATE DATABASE {self.name}")
        else:
            for file in Path(self.folder).glob("catalogue.sqlite3*"):
                file.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    parser.add_argument("--inbox", type=int, default=INBOX)
    options = parser.parse_args()
    if options.inside:
        return _inside(options.submissions, options.inbox)
    sys.stdout.write("| work | database | figure |\n| --- | --- | --- |\n")
    for engine in ["sqlite", *(["postgresql"] if postgresql_answers() else [])]:
        database = InboxDatabase(engine, options.inbox)
        database.prepare()
        for what, figure in _measure(database, options):
            sys.stdout.write(f"| {what} | {engine} | {figure} |\n")
            sys.stdout.flush()
    return 0


def _measure(
    database: InboxDatabase, options: argparse.Namespace
) -> Iterator[tuple[str, str]]:
    done = subprocess.run(
        [
            *INSIDE,
            *("--submissions", str(options.submissions)),
            *("--inbox", str(options.inbox)),
        ],
        env=database.environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    ours, bare = median(found["ours"]), median(found["bare"])
    yield "submissions to two sellers", f"{ours:,.0f}/s"
    yield "the same rows, bare INSERT", f"{bare:,.0f}/s"
    yield f"ratio ({found['rows']} rows each)", f"{ours / bare:.2f} x"
    first = None
    for page, times in _inbox(database, found["token"]):
        p95 = quantiles(times, n=20)[-1] * 1000
        first = first or p95
        yield (
            f"inbox of {options.inbox:,}, page {page} of {LIMIT}",
            f"p50 {median(times) * 1000:.1f} ms, p95 {p95:.1f} ms, "
            f"{p95 / first:.2f} x page 1",
        )


def _inbox(database: InboxDatabase, token: str) -> Iterator[tuple[int, list[float]]]:
    from tests.bench.servers import Server, Wanted

    server = Server(Wanted("ours", database), pin=False)
    try:
        connection = HTTPConnection("127.0.0.1", server.port)
        addresses = _addresses(connection, token)
        for address in addresses.values():  # warm
            _ask(connection, address, token)
        times: dict[int, list[float]] = {page: [] for page in addresses}
        for _ in range(ASKED):  # by turns, so that all meet the same machine
            for page, address in addresses.items():
                began = perf_counter()
                _ask(connection, address, token)
                times[page].append(perf_counter() - began)
        yield from times.items()
    finally:
        server.stop()


def _addresses(connection: HTTPConnection, token: str) -> dict[int, str]:
    """Of the pages to be measured, found as a client finds them."""
    address = start = f"/v1/enquiries?box=received&limit={LIMIT}"
    found = {}
    for page in range(1, max(PAGES) + 1):
        if page in PAGES:
            found[page] = address
        cursor = _ask(connection, address, token)["next_cursor"]
        if cursor is None:
            break
        address = f"{start}&cursor={cursor}"
    return found


def _ask(connection: HTTPConnection, address: str, token: str) -> dict:
    connection.request("GET", address, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status} {body[:300]!r}")
    return json.loads(body)


# -- in a process of its own over the database


def _inside(submissions: int, inbox: int) -> int:
    import io

    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", stdout=io.StringIO())
    people = _people()
    noted = _noted(people, submissions)
    found: dict = {
        "ours": [],
        "bare": [],
        "rows": _rows(noted[0]),
        "token": people["token"],
    }
    for turn in range(TURNS):
        rows = noted if turn == 0 else _noted(people, submissions)
        found["bare"].append(_rate(submissions, lambda n, rows=rows: _replay(rows[n])))
        found["ours"].append(_rate(submissions, lambda n: _submit(people)))
    _fill(people, inbox)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _rate(count: int, do: Callable[[int], object]) -> float:
    began = perf_counter()
    for number in range(count):
        do(number)
    return count / (perf_counter() - began)


def _people() -> dict:
    """A buyer with an account; two sellers with a product and a member each."""
    from tests.catalogue.reviews import subjects
    from tests.factories import (
        make_member,
        make_officer,
        make_seller,
        make_user,
        token_for,
    )

    products, member, officer = [], None, make_officer(password=None)
    for _ in range(2):
        seller = make_seller()
        member = make_user(password=None)
        make_member(seller, member)
        products.append(subjects.published(seller, officer))
    return {
        "buyer": make_user(password=None),
        "products": products,
        "seller": products[-1].seller,
        "token": token_for(
            member,
            expires_at=None,
            kind="ak",
            scopes=["enquiries:read"],
            subject_id=products[-1].seller_id,
        ),
    }


def _submit(people: dict):
    from catalogue.enquiries.actions.submitting import submit
    from catalogue.enquiries.question import Question, Sender, WantedItem

    buyer = people["buyer"]
    return submit(
        Question("We need some.", [WantedItem(p.pk) for p in people["products"]]),
        Sender("Aiko", buyer.email, "en", user=buyer),
        address="",
    )


Statement = tuple[str, object, bool]


def _noted(people: dict, count: int) -> list[list[Statement]]:
    """The INSERT statements of so many submissions, which are rolled back."""
    from django.db import connection, transaction

    noted: list[list[Statement]] = []

    def note(execute, sql, params, many, context):
        # Payloads name their event by a number that was rolled back with it.
        if sql.startswith("INSERT") and "journal_eventpayload" not in sql:
            noted[-1].append((sql, params, many))
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            for _ in range(count):
                noted.append([])
                _submit(people)
        transaction.set_rollback(True)
    return noted


def _rows(statements: list[Statement]) -> int:
    """How many rows these put in."""
    return sum(
        len(params) if many else sql.count("), (") + 1
        for sql, params, many in statements
    )


def _replay(statements: list[Statement]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params, many in statements:
            (cursor.executemany if many else cursor.execute)(sql, params)


def _fill(people: dict, count: int) -> None:
    """An inbox in which a third waits for its first answer."""
    from datetime import timedelta

    from django.utils import timezone

    from catalogue.enquiries import deadlines
    from catalogue.enquiries.models import Contact, Enquiry, Item, Message, Submission
    from catalogue.enquiries.snapshots import freeze

    now, seller = timezone.now(), people["seller"]
    snapshot = freeze(people["products"][-1])
    contacts = [
        Contact(name=f"B{n}", country="JP", language="en") for n in range(count)
    ]
    submissions = [
        Submission(contact=c, message_mark=str(n)) for n, c in enumerate(contacts)
    ]
    enquiries, items, messages = [], [], []
    for number, submission in enumerate(submissions):
        is_new = number % 3 == 0
        then = now - timedelta(minutes=number)
        enquiry = Enquiry(
            number=f"BENCH-{number}",
            submission=submission,
            seller=seller,
            regency=seller.regency,
            status="new" if is_new else "open",
            waiting_on="seller" if is_new else "buyer",
            delivered_at=then,
            first_response_due_at=then + timedelta(days=1),
            first_answered_at=None if is_new else then,
            buyer_wrote_at=then,
            active_at=then,
            created_at=then,
        )
        enquiry.inbox_key = deadlines.inbox_key(enquiry)
        enquiries.append(enquiry)
        items.append(
            Item(
                enquiry=enquiry,
                position=0,
                product_id=people["products"][-1].pk,
                snapshot=snapshot,
            )
        )
        messages.append(
            Message(
                enquiry=enquiry,
                side="buyer",
                body="Hello",
                language="en",
                is_opening=True,
                created_at=then,
            )
        )
    for model, rows in (
        (Contact, contacts),
        (Submission, submissions),
        (Enquiry, enquiries),
        (Item, items),
        (Message, messages),
    ):
        model.objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    sys.exit(main())
