"""Many at once in a thread: one key fifty times, two who decide, two who quote."""

import random
import time
from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from unittest import mock

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from catalogue.accounts import identity
from catalogue.enquiries import abuse
from catalogue.enquiries.actions import (
    answering,
    attaching,
    confirming,
    erasing,
    moving,
    timing,
    workspace,
)
from catalogue.enquiries.desk import threads
from catalogue.enquiries.models import (
    Attachment,
    Contact,
    Enquiry,
    Message,
    Quote,
    Submission,
)
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.models import Notice
from tests.catalogue.reviews import subjects
from tests.concurrency.callers import Call, Caller, at_once, told
from tests.factories import (
    make_enquiry,
    make_member,
    make_officer,
    make_seller,
    make_user,
)

ENQUIRIES = "/v1/enquiries"
ROUNDS = 6
PAUSE = 0.3  # seconds


def _sellers(count: int) -> list[tuple[Any, Any]]:
    """Businesses, each with a member and a published product."""
    officer, found = make_officer(password=None), []
    for _ in range(count):
        seller = make_seller()
        make_member(seller, make_user(password=None))
        found.append((seller, subjects.published(seller, officer)))
    return found


def _question(products, **contact) -> dict[str, Any]:
    items = [{"product_id": str(product.pk)} for product in products]
    body: dict[str, Any] = {"items": items, "message": "We need some."}
    return body | ({"contact": contact} if contact else {})


def _thread(status: str = "new") -> tuple[Enquiry, Caller, list[Caller]]:
    """A thread, its buyer and two of its seller's staff."""
    seller, buyer = make_seller(), make_user(password=None)
    staff = [make_user(password=None) for _ in range(2)]
    for member in staff:
        make_member(seller, member)
    enquiry = make_enquiry(seller, status, buyer=buyer)
    return enquiry, Caller(buyer), [Caller(member) for member in staff]


def _offer() -> dict[str, Any]:
    line = {
        "kind": "offered",
        "unit_price": {"amount": "1.50", "currency": "USD"},
        "quantity": {"value": "100", "unit": "kg"},
    }
    return {
        "lines": [line],
        "incoterm": "FOB",
        "place": "Panjang",
        "valid_until_on": str(timezone.localdate() + timedelta(days=30)),
    }


def fifty_posts_with_one_key_make_one_enquiry() -> dict:
    body = _question([product for _, product in _sellers(2)])
    her = Caller(make_user(password=None))

    def ask():
        return her("post", ENQUIRIES, body, HTTP_IDEMPOTENCY_KEY="k" * 36)

    before = Submission.objects.count()
    answers = at_once(*[ask] * 50)
    return {
        "statuses": sorted({answer.status_code for answer in answers}),
        "bodies": len({answer.content for answer in answers}),
        "submissions": Submission.objects.count() - before,
        "enquiries": Enquiry.objects.filter(
            submission=answers[0].json()["submission_id"]
        ).count(),
    }


def a_guests_double_click_makes_one() -> dict:
    """Without a key: the same whole body, the same address."""
    ((_, product),) = _sellers(1)
    body = _question([product], name="Ken", email="ken@example.jp")
    before = Submission.objects.count()
    answers = at_once(*[lambda: Caller()("post", ENQUIRIES, body)] * 8)
    bodies = [answer.json() for answer in answers]
    return {
        "statuses": [answer.status_code for answer in answers],
        "ids": len({body["submission_id"] for body in bodies}),
        "tokens": sum(body["access_token"] is not None for body in bodies),
        "submissions": Submission.objects.count() - before,
        "letters": Notice.objects.filter(
            kind="confirm_enquiry", about=f"submission {bodies[0]['submission_id']}"
        ).count(),
    }


def two_of_her_staff_quote_at_once() -> list[dict]:
    found = []
    for _ in range(ROUNDS):
        enquiry, _, staff = _thread()
        path = f"{ENQUIRIES}/{enquiry.pk}/quotes"
        answers = at_once(*[_quoting(one, path) for one in staff])
        rows = Quote.objects.filter(enquiry=enquiry).order_by("revision")
        found.append(
            {
                "answers": sorted(answers, key=str),
                "quotes": [[row.revision, row.status] for row in rows],
            }
        )
    return found


def _quoting(who: Caller, path: str) -> Call:
    return lambda: told(who("post", path, _offer()))


def a_buyer_accepts_while_the_seller_withdraws() -> list[dict]:
    found = []
    for _ in range(ROUNDS):
        enquiry, buyer, staff = _thread("quoted")
        quote = enquiry.quotes.get()
        answers = at_once(
            _late(buyer, "post", f"/v1/quotes/{quote.pk}/accept", {}),
            _late(staff[0], "post", f"/v1/quotes/{quote.pk}/withdraw", {}),
        )
        quote.refresh_from_db()
        enquiry.refresh_from_db()
        found.append(
            {"answers": answers, "quote": quote.status, "enquiry": enquiry.status}
        )
    return found


def a_buyer_withdraws_while_the_seller_answers() -> list[dict]:
    found = []
    for _ in range(ROUNDS):
        enquiry, buyer, staff = _thread()
        path = f"{ENQUIRIES}/{enquiry.pk}"
        answers = at_once(
            _late(buyer, "post", f"{path}/withdraw", {}),
            _late(staff[0], "post", f"{path}/messages", {"body": "Yes."}),
        )
        enquiry.refresh_from_db()
        written = Message.objects.filter(enquiry=enquiry, side="seller").count()
        found.append({"answers": answers, "status": enquiry.status, "written": written})
    return found


def _slowly(*places: tuple[Any, str]) -> ExitStack:
    """Each of these takes a while longer, so that the other comes in between."""
    stack = ExitStack()
    for module, name in places:
        done = getattr(module, name)

        def slow(*args, done=done, **kwargs):
            found = done(*args, **kwargs)
            time.sleep(PAUSE)
            return found

        stack.enter_context(mock.patch.object(module, name, slow))
    return stack


def a_guest_is_erased_while_she_confirms() -> dict:
    enquiry = make_enquiry(make_seller(), "unconfirmed")
    submission = enquiry.submission
    link = confirming.link_token(submission)
    with _slowly((abuse, "blocked_for"), (moving, "locked")):
        at_once(
            lambda: confirming.confirm(link),
            lambda: erasing.erase(submission.pk, why="asked"),
        )
    contact = Contact.objects.get(submission=submission)
    enquiry.refresh_from_db()
    return {
        "email": contact.email,
        "erased": contact.erased_at is not None,
        "in_hand": enquiry.status in {"new", "held"},
    }


TRAP = "Verify your account at https://bit.ly/a"


def a_buyer_is_erased_while_she_is_judged() -> dict:
    enquiry = make_enquiry(make_seller(), "open")
    with _slowly((moving, "locked"), (abuse, "signs_of_addition")):
        answers = at_once(
            lambda: _write_a_trap(enquiry),
            lambda: erasing.erase(enquiry.submission_id, why="asked"),
        )
    left = Message.objects.filter(enquiry=enquiry).exclude(body="")
    return {"answers": answers, "words": left.count()}


def _write_a_trap(enquiry: Enquiry) -> bool:
    written = answering.write_message(
        enquiry_id=enquiry.pk, actor=Actor(Side.BUYER), body=TRAP, language="en"
    )
    return written.is_withheld


def a_guest_confirms_while_the_desk_erases_her() -> dict:
    enquiry = make_enquiry(make_seller(), "unconfirmed")
    link = confirming.link_token(enquiry.submission)
    officer = Client(SERVER_NAME="127.0.0.1")
    officer.force_login(
        make_officer(password=None), "django.contrib.auth.backends.ModelBackend"
    )
    asked = {
        "action": "erase",
        "_selected_action": [str(enquiry.pk)],
        "confirmed": "yes",
        f"version_{enquiry.pk}": enquiry.version,
        "was_asked": "on",
    }
    queue = f"/{settings.ADMIN_PATH}/enquiries/enquiry/?queue=all"
    # In sample mode the desk wants no second factor; its first page is a slow one.
    with (
        override_settings(SAMPLE_MODE=True),
        _slowly((threads, "actor_of"), (abuse, "blocked_for")),
    ):
        officer.get(queue)
        answers = at_once(
            lambda: officer.post(queue, asked).status_code,
            _after(PAUSE, lambda: confirming.confirm(link) and "confirmed"),
        )
    contact = Contact.objects.get(submission=enquiry.submission)
    return {"answers": answers, "erased": contact.erased_at is not None}


def a_guest_claims_while_she_is_judged() -> dict:
    enquiry, user = make_enquiry(make_seller(), "open"), make_user(password=None)
    secret = confirming.issue_token(enquiry.submission)
    with _slowly((moving, "locked"), (identity, "check_proven")):
        answers = at_once(
            lambda: _write_a_trap(enquiry),
            lambda: confirming.claim(secret=secret, user=user).buyer_id == user.pk,
        )
    enquiry.refresh_from_db()
    return {
        "answers": answers,
        "claimed": enquiry.buyer_id == user.pk,
        "status": enquiry.status,
    }


def a_seller_reports_while_she_closes_days() -> dict:
    enquiry, _, staff = _thread()
    tomorrow = timezone.localdate() + timedelta(days=1)
    period = workspace.Period(tomorrow, tomorrow)
    seller_id = enquiry.seller_id
    with _slowly((moving, "locked"), (workspace, "_lock"), (timing, "start_due")):
        answers = at_once(
            lambda: told(staff[0]("post", f"{ENQUIRIES}/{enquiry.pk}/report-spam", {})),
            lambda: str(
                workspace.close_days(seller_id=seller_id, period=period).from_on
            ),
        )
    enquiry.refresh_from_db()
    return {
        "reported": answers[0],
        "closed": answers[1] == str(tomorrow),
        "status": enquiry.status,
    }


def an_old_file_is_named_while_unused_ones_are_dropped() -> list[dict]:
    """First the one comes before, then the other."""
    soon = PAUSE / 3
    return [
        _named_and_dropped((attaching, "enqueue"), named_after=soon, dropped_after=0),
        _named_and_dropped((moving, "move"), named_after=0, dropped_after=soon),
    ]


def _named_and_dropped(slow, named_after: float, dropped_after: float) -> dict:
    enquiry, buyer, _ = _thread()
    file = Attachment.objects.create(
        enquiry=enquiry, side="buyer", kind="pdf", name="a", size_bytes=1
    )
    long_ago = timezone.now() - timedelta(hours=25)
    Attachment.objects.filter(pk=file.pk).update(created_at=long_ago)
    body = {"body": "See the file.", "attachment_ids": [str(file.pk)]}
    path = f"{ENQUIRIES}/{enquiry.pk}/messages"
    with _slowly(slow):
        answer, _ = at_once(
            _after(named_after, lambda: told(buyer("post", path, body))),
            _after(dropped_after, attaching.drop_unused),
        )
    kept = Attachment.objects.filter(pk=file.pk, message__isnull=False).count()
    return {"answer": answer, "kept": kept}


def _after(seconds: float, call: Call) -> Call:
    def late():
        time.sleep(seconds)
        return call()

    return late


def _late(who: Caller, *asked) -> Call:
    """A few milliseconds apart, so that now the one, now the other is first."""

    def call():
        time.sleep(random.random() / 50)
        return told(who(*asked))

    return call


SCENARIOS = [
    fifty_posts_with_one_key_make_one_enquiry,
    a_guests_double_click_makes_one,
    two_of_her_staff_quote_at_once,
    a_buyer_accepts_while_the_seller_withdraws,
    a_buyer_withdraws_while_the_seller_answers,
    a_guest_is_erased_while_she_confirms,
    a_buyer_is_erased_while_she_is_judged,
    a_guest_confirms_while_the_desk_erases_her,
    a_guest_claims_while_she_is_judged,
    a_seller_reports_while_she_closes_days,
    an_old_file_is_named_while_unused_ones_are_dropped,
]
