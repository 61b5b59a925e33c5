"""By when a buyer is told that an answer is due, and that days off moved it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from catalogue.enquiries.actions import (
    confirming,
    holding,
    moving,
    submitting,
    workspace,
)
from catalogue.enquiries.models import BlockedSender, ClosedDays, Enquiry
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side, Verb
from catalogue.journal.letters import compose
from catalogue.journal.models import Notice
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def products(sample):
    """Two of different sellers."""
    return [sample("P001"), sample("P020")]


@pytest.fixture
def buyer():
    return make_user("aiko@example.org", language="en")


def at(day: int, hour: int = 10) -> time_machine.travel:
    """Of November 2026, on Lampung's clock; the 10th is a Tuesday."""
    moment = datetime(2026, 11, day, hour, tzinfo=ZoneInfo("Asia/Jakarta"))
    return time_machine.travel(moment, tick=False)


def ask(buyer, *products, message="We need 200 for a shop."):
    question = Question(message, [WantedItem(p.pk) for p in products])
    sender = Sender("Aiko Mori", buyer.email, "en", user=buyer)
    return submitting.submit(question, sender, address="")


def close(seller, from_on: int, until_on: int) -> None:
    """Of November 2026."""
    first, last = (date(2026, 11, day) for day in (from_on, until_on))
    workspace.close_days(seller_id=seller.pk, period=workspace.Period(first, last))


def letters(kind: str) -> list[str]:
    notices = Notice.objects.filter(kind=kind).order_by("pk")
    return [compose(notice).text for notice in notices]


def test_it_is_told_in_hours_where_no_day_off_comes_between(products, buyer):
    with at(10):
        ask(buyer, products[0])

    (letter,) = letters("enquiry_sent")
    assert "asked to answer within 24 hours" in letter


def test_where_days_off_put_it_off_the_moment_is_told(products, buyer):
    with at(14):  # a Saturday
        ask(buyer, products[0])

    (letter,) = letters("enquiry_sent")
    assert "asked to answer by Monday 16 November 2026, 10:00 WIB (UTC+7);" in letter
    assert "24 hours" not in letter


def test_of_several_sellers_the_moment_of_each(products, buyer):
    ClosedDays.objects.create(
        seller=products[0].seller,
        from_on=date(2026, 11, 11),
        until_on=date(2026, 11, 12),
    )
    with at(10):
        ask(buyer, *products)

    (letter,) = letters("enquiry_sent")
    first, second = (product.seller.name for product in products)
    assert f"- {first}: Friday 13 November 2026, 10:00" in letter
    assert f"- {second}: Wednesday 11 November 2026, 10:00" in letter


def test_a_guest_is_told_the_moment_of_each_once_all_are_sent(products):
    with at(14):  # a Saturday
        question = Question("200?", [WantedItem(p.pk) for p in products])
        sender = Sender("Aiko Mori", "aiko@example.jp", "en")
        submission = submitting.submit(question, sender, address="")
        confirming.confirm(confirming.link_token(submission))

    (letter,) = letters("enquiry_sent")
    for product in products:
        assert f"- {product.seller.name}: Monday 16 November 2026, 10:00" in letter


def test_what_is_overdue_is_not_put_off(products, buyer):
    with at(10):
        enquiry = ask(buyer, products[0]).enquiries.get()
    why = Enquiry.HeldFor.SUSPICIOUS
    with at(12):
        holding.hold(moving.locked(enquiry.pk), THE_SYSTEM, why, Verb.HOLD)
        hidden_at = timezone.now()
    with at(16):
        holding.release(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))
        close(enquiry.seller, 17, 18)

    enquiry.refresh_from_db()
    assert enquiry.first_response_due_at == hidden_at
    assert letters("enquiry_delayed") == []


def test_each_later_moment_is_told_once(products, buyer):
    with at(10):
        seller = ask(buyer, products[0]).enquiries.get().seller
        close(seller, 11, 11)
        close(seller, 11, 11)  # moves nothing more
        close(seller, 12, 12)

    first, second = letters("enquiry_delayed")
    assert "by Thursday 12 November 2026, 10:00 WIB" in first
    assert "by Friday 13 November 2026, 10:00 WIB" in second


def test_days_that_are_opened_again_are_not_told(products, buyer):
    with at(10):
        seller = ask(buyer, products[0]).enquiries.get().seller
        close(seller, 11, 11)
        workspace.open_days(closed_id=seller.closed_days.get().pk)
        close(seller, 11, 11)

    assert len(letters("enquiry_delayed")) == 1


def test_whose_enquiry_is_held_is_told_as_any_other(products, buyer):
    with at(14):
        first = ask(buyer, products[0])
        BlockedSender.objects.create(email_mark=first.contact.email_mark)
        second = ask(buyer, products[0], message="Another question.")
        close(products[0].seller, 16, 16)

    assert second.enquiries.get().status == "held"
    for kind in ("enquiry_sent", "enquiry_delayed"):
        plain, held = letters(kind)
        assert "by Monday 16" in held or "by Tuesday 17" in held
        for one, other in zip(plain.splitlines(), held.splitlines(), strict=True):
            assert one == other or "/enquiry/" in one or "LPG-2026-" in one
