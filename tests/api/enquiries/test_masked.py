"""Buyers side by side, of whom one is held: whatever happens, all are told the same."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.test import APIClient

import catalogue.enquiries.jobs
import catalogue.products.jobs  # noqa: F401 - likewise
from catalogue.enquiries import marks
from catalogue.enquiries.actions import (
    confirming,
    holding,
    holidays,
    moving,
    quoting,
    ticking,
    workspace,
)
from catalogue.enquiries.models import (
    BlockedSender,
    Enquiry,
    PublicHoliday,
    Submission,
)
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.states import Side, Verb
from catalogue.journal.actions import record
from catalogue.journal.jobs import run_next
from catalogue.journal.models import Notice
from catalogue.journal.types import SellerChanged
from catalogue.products.models import Image
from catalogue.sellers.models import Seller
from tests.api.enquiries.asking import CONTACT, ENQUIRIES, ask, with_token
from tests.api.enquiries.threads import in_days, line_of, offer_of
from tests.api.pages.pressing import path_of
from tests.factories import make_member, make_officer, make_user, signed_in

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)  # 10:00 in Lampung
# What differs by nature: ids, numbers, names, tokens, the marks of forms.
OWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|LPG-\d{4}-\w{6}|(plain|blocked|reported)@[\w.-]+"
    r"|[A-Za-z0-9_:~-]{24,}|\b([0-9A-Z]{4}-?){2}[0-9A-Z]{4}\b"
)
READS = [
    "enquiries/{id}",
    "enquiries?count=true",
    "enquiries?waiting_on=officer",
    "enquiries/{id}/messages",
    "enquiries/{id}/quotes",
    "submissions/{submission}/comparison",
]


def masked(response: HttpResponse) -> object:
    body = OWN.sub("#", response.content.decode())
    if not response["Content-Type"].startswith("application/"):
        return response.status_code, body
    return response.status_code, json.loads(body)


@dataclass
class Buyer:
    name: str
    api: APIClient
    enquiry: Enquiry
    tags: dict[str, str] = field(default_factory=dict)

    def sees(self) -> list[object]:
        """All that she reads anywhere, what is new by its tag, and her letters."""
        named = {"id": self.enquiry.pk, "submission": self.enquiry.submission_id}
        seen: list[object] = []
        for path in READS:
            address = f"/v1/{path.format(**named)}"
            answer = self.api.get(f"{address}{'&' if '?' in address else '?'}lang=en")
            tag = answer["ETag"]
            was, self.tags[path] = self.tags.get(path), tag
            seen += [path, masked(answer), tag.partition("-")[0], tag == was]
        letters = Notice.objects.filter(concerning=self.enquiry.submission_id)
        hers = letters.filter(recipient=f"contact:{self.enquiry.submission.contact_id}")
        page = APIClient().get(path_of(self.enquiry, Side.BUYER))
        return [*seen, sorted(hers.values_list("kind", flat=True)), masked(page)]

    def does(self, verb: str, body: dict | None = None) -> object:
        path = f"{ENQUIRIES}/{self.enquiry.pk}/{verb}?lang=en"
        return masked(self.api.post(path, body or {}, format="json"))

    def decides(self, verb: str, place: int = -1) -> object:
        quote = list(self.enquiry.quotes.order_by("revision"))[place]
        return masked(self.api.post(f"/v1/quotes/{quote.pk}/{verb}?lang=en"))


@dataclass
class SideBySide:
    buyers: list[Buyer]

    def step(self, hours: float, each: Callable[[Buyer], object] | None = None) -> None:
        """So many hours after Tuesday each does this; then the clock ticks."""
        with time_machine.travel(TUESDAY + timedelta(hours=hours), tick=False):
            self._same(hours, [each(b) for b in self.buyers] if each else [])
            ticking.run_due()
            while run_next():
                pass
            self._same(hours, [b.sees() for b in self.buyers])

    def look(self, hours: float) -> None:
        """Before the clock has ticked."""
        with time_machine.travel(TUESDAY + timedelta(hours=hours), tick=False):
            self._same(hours, [b.sees() for b in self.buyers])

    def _same(self, hours: float, told: list) -> None:
        for other, buyer in zip(told[1:], self.buyers[1:], strict=bool(told)):
            assert other == told[0], (hours, buyer.name)


def asked(product, name: str) -> Buyer:
    contact = {**CONTACT, "email": f"{name}@mori.example"}
    told = ask(APIClient(), product, contact=contact, message="One question").json()
    submission = Submission.objects.get(pk=told["submission_id"])
    token = {"token": confirming.link_token(submission)}
    proven = APIClient().post(f"{ENQUIRIES}/confirm", token, format="json").json()
    api = with_token(proven["access_token"])
    return Buyer(name, api, submission.enquiries.get())


@pytest.fixture
def product(sample):
    found = sample("P001")
    # Samples have pictures without files, which nothing can hide and show again.
    Image.objects.filter(product__seller=found.seller).delete()
    make_member(found.seller, make_user())
    make_officer(found.seller.regency_id)
    return found


@pytest.fixture
def unanswered(product):
    """One is asked as usual, one by a blocked sender, one reported at once."""
    BlockedSender.objects.create(
        seller=product.seller, email_mark=marks.of_address("blocked@mori.example")
    )
    with time_machine.travel(TUESDAY, tick=False):
        buyers = [asked(product, name) for name in ("plain", "blocked", "reported")]
        holding.report_spam(enquiry_id=buyers[2].enquiry.pk, actor=Actor(Side.SELLER))
    return SideBySide(buyers)


@pytest.fixture
def quoted(product):
    """Two have a quote for four days; the thread of one is held."""
    member = signed_in(APIClient(), product.seller.members.first().user)
    with time_machine.travel(TUESDAY, tick=False):
        buyers = [asked(product, name) for name in ("plain", "reported")]
        for buyer in buyers:
            item = buyer.enquiry.items.get()
            offer = offer_of(line_of(item), valid_until_on=in_days(4))
            path = f"{ENQUIRIES}/{buyer.enquiry.pk}/quotes"
            assert member.post(path, offer, format="json").status_code == 201
        why = Enquiry.HeldFor.SUSPICIOUS
        holding.hold(moving.locked(buyers[1].enquiry.pk), THE_SYSTEM, why, Verb.HOLD)
    return SideBySide(buyers)


def suspend(seller, *, lifted: bool = False) -> None:
    at = None if lifted else timezone.now()
    Seller.objects.filter(pk=seller.pk).update(suspended_at=at)
    record(SellerChanged(seller.pk))


def once(action: Callable[[], object]) -> Callable[[Buyer], None]:
    """By somebody else, for all of them."""
    left = [action]
    return lambda buyer: left.pop()() and None if left else None


def close_a_day(seller) -> None:
    day = workspace.Period(date(2026, 11, 12), date(2026, 11, 12))
    workspace.close_days(seller_id=seller.pk, period=day)


def load_a_holiday() -> None:
    PublicHoliday.objects.update_or_create(
        on=date(2026, 11, 13),
        defaults={"name": {"id": "Libur"}, "kind": "national", "stops_clock": True},
    )
    holidays.follow_later()


@pytest.mark.parametrize("leaves_at", [0.02, 170])
def test_of_an_unanswered_one_held_or_not_all_is_told_alike(
    unanswered, product, leaves_at
):
    """She goes and comes back at once, or when the office has it already."""
    seller, step = product.seller, unanswered.step
    steps = [
        (0, None),
        (leaves_at, lambda buyer: buyer.does("withdraw", {"note": "Not now."})),
        (leaves_at + 1, lambda buyer: buyer.does("reopen")),
        (1.5, lambda buyer: buyer.does("messages", {"body": "And in red?"})),
        (2, once(lambda: close_a_day(seller))),
        (3, once(load_a_holiday)),
        *[(hours, None) for hours in (21, 49, 80, 150)],
        (152, lambda buyer: buyer.does("messages", {"body": "Hello?"})),
        (160, once(lambda: suspend(seller))),
        (161, lambda buyer: buyer.does("read")),
        (162, once(lambda: suspend(seller, lifted=True))),
        *[(hours, None) for hours in (200, 15 * 24, 22 * 24)],
        (22 * 24 + 1, lambda buyer: buyer.does("reopen")),
        (22 * 24 + 2, lambda buyer: buyer.does("decline", {"reason": "price"})),
        (22 * 24 + 3, lambda buyer: buyer.does("messages", {"body": "Hello?"})),
    ]

    for hours, each in sorted(steps, key=lambda one: one[0]):
        step(hours, each)

    statuses = [Enquiry.objects.get(pk=b.enquiry.pk).status for b in unanswered.buyers]
    assert statuses == ["expired", "held", "held"]


def test_suspended_before_anybody_answered_it_is_the_offices_turn(unanswered, product):
    seller = product.seller
    unanswered.step(1, once(lambda: suspend(seller)))
    unanswered.step(2, lambda buyer: buyer.does("messages", {"body": "Hello?"}))
    unanswered.step(3, once(lambda: suspend(seller, lifted=True)))
    unanswered.step(60)


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_of_a_quoted_one_held_or_not_all_is_told_alike(quoted, product, verb):
    seller = product.seller
    quoted.step(0)
    quoted.step(1, once(lambda: suspend(seller)))
    quoted.step(2, lambda buyer: buyer.decides("accept"))
    quoted.step(3, once(lambda: suspend(seller, lifted=True)))
    quoted.step(4, lambda buyer: buyer.decides(verb))
    quoted.step(5, lambda buyer: buyer.decides("reject"))
    quoted.step(6, lambda buyer: buyer.does("withdraw", {"note": "Plans changed."}))
    quoted.step(7, lambda buyer: buyer.does("reopen"))
    quoted.step(46 * 24)


def test_of_a_quote_that_runs_out_all_is_told_alike(quoted):
    quoted.look(90)
    quoted.look(112)
    quoted.step(112)
    quoted.step(113, lambda buyer: buyer.decides("accept"))
    quoted.step(114, lambda buyer: buyer.does("messages", {"body": "Another, please"}))
    quoted.step(46 * 24 + 120)


def test_no_letter_leaves_for_the_other_side_of_what_is_only_told(quoted):
    held = quoted.buyers[1]
    others = Notice.objects.exclude(
        recipient=f"contact:{held.enquiry.submission.contact_id}"
    ).filter(concerning=held.enquiry.submission_id)
    before = others.count()

    quoted.buyers = [held]
    quoted.step(4, lambda buyer: buyer.decides("accept"))
    quoted.step(40 * 24)
    quoted.step(41 * 24, lambda buyer: buyer.does("withdraw", {"note": "No."}))
    quoted.step(42 * 24, lambda buyer: buyer.does("reopen"))

    assert others.count() == before


def test_what_her_seller_takes_back_by_reporting_her_looks_like_any_other(quoted):
    plain, reported = quoted.buyers
    with time_machine.travel(TUESDAY, tick=False):
        holding.release(enquiry_id=reported.enquiry.pk, actor=Actor(Side.OFFICER))
    quoted.step(1)
    with time_machine.travel(TUESDAY + timedelta(hours=2), tick=False):
        quoting.withdraw_quote(
            quote_id=plain.enquiry.quotes.get().pk, actor=Actor(Side.SELLER)
        )
        holding.report_spam(enquiry_id=reported.enquiry.pk, actor=Actor(Side.SELLER))

    quoted.step(2)
    quoted.step(3, lambda buyer: buyer.decides("accept"))
    quoted.step(46 * 24)
