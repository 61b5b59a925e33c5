"""The clock, told by moving it: reminders, escalation, expiry, holidays, spam."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from catalogue.enquiries.actions import (
    answering,
    holding,
    submitting,
    suspensions,
    ticking,
    timing,
)
from catalogue.enquiries.figures import Delivered
from catalogue.enquiries.models import ClosedDays, Enquiry, PublicHoliday, Timer
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side
from catalogue.journal.models import Notice
from catalogue.sellers.models import Seller
from tests.factories import make_enquiry, make_member, make_officer, make_user

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)  # 10:00 in Lampung
SELLER, OFFICER = Actor(Side.SELLER), Actor(Side.OFFICER)


@pytest.fixture
def asked(sample):
    """A buyer with an account asked on a Tuesday; the seller has one member, the
    regency one officer."""
    product, buyer = sample("P001"), make_user()
    make_member(product.seller, make_user("seller@example.org"))
    make_officer(product.seller.regency_id, email="officer@example.org")
    question = Question("Do you have 200 kg?", [WantedItem(product.pk)])
    with time_machine.travel(TUESDAY, tick=False):
        submission = submitting.submit(
            question, Sender("Aiko", buyer.email, "en", user=buyer), address=""
        )
    return submission.enquiries.get()


def at(hours: float) -> time_machine.travel:
    """So many hours after it was asked."""
    return time_machine.travel(TUESDAY + timedelta(hours=hours), tick=False)


def tick(hours: float) -> None:
    with at(hours):
        ticking.run_due()


def told(kind: str) -> int:
    return Notice.objects.filter(kind=kind).count()


def test_the_first_answer_is_due_after_a_working_day(asked):
    assert asked.first_response_due_at == TUESDAY + timedelta(hours=24)


def test_reminders_come_after_four_and_twenty_hours(asked):
    counts = []
    for hours in (3.9, 4, 4.1, 19.9, 20, 30):
        tick(hours)
        counts.append(told("enquiry_reminder"))

    assert counts == [0, 1, 1, 1, 2, 2]


def test_the_officer_gets_it_after_two_days_and_the_buyer_is_told_after_three(asked):
    tick(48)
    asked.refresh_from_db()
    at_48 = (asked.waiting_on, told("enquiry_escalated"), told("enquiry_unanswered"))
    tick(72)

    assert at_48 == ("officer", 1, 0)
    assert told("enquiry_unanswered") == 1


def test_an_answer_stops_the_clock(asked):
    with at(5):
        answering.write_message(
            enquiry_id=asked.pk, actor=SELLER, body="Yes.", language="en"
        )
    tick(80)

    asked.refresh_from_db()
    assert asked.first_answer_seconds == 5 * 60 * 60
    assert (asked.status, asked.waiting_on) == ("open", "buyer")
    assert told("enquiry_reminder") == 0
    assert told("enquiry_escalated") == 0


def test_declining_counts_as_an_answer(asked):
    with at(6):
        answering.decline(enquiry_id=asked.pk, actor=SELLER, reason="capacity")

    asked.refresh_from_db()
    assert asked.first_answer_seconds == 6 * 60 * 60


def test_an_officers_answer_is_told_as_hers(asked):
    with at(50):
        answering.write_message(
            enquiry_id=asked.pk, actor=OFFICER, body="She is ill.", language="en"
        )

    asked.refresh_from_db()
    assert asked.first_answered_by == "officer"


def test_sunday_and_holidays_do_not_count(sample, asked):
    PublicHoliday.objects.filter(on=date(2026, 11, 14)).delete()
    PublicHoliday.objects.create(
        on=date(2026, 11, 14),
        name={"id": "Libur"},
        kind="national",
        stops_clock=True,
        source="a test",
        confidence="high",
    )
    friday = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)  # 16:00
    with time_machine.travel(friday, tick=False):
        enquiry = make_enquiry(asked.seller, "new")
        timing.follow_calendar(asked.seller_id)

    enquiry.refresh_from_db()
    # Eight hours of Friday, nothing of Saturday and Sunday, sixteen of Monday.
    assert enquiry.first_response_due_at == datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def test_days_she_closes_move_what_is_due(asked):
    ClosedDays.objects.create(
        seller=asked.seller, from_on=date(2026, 11, 11), until_on=date(2026, 11, 12)
    )

    with at(1):
        timing.follow_calendar(asked.seller_id)

    asked.refresh_from_db()
    assert asked.first_response_due_at == TUESDAY + timedelta(hours=24 + 48)
    due = Timer.objects.get(enquiry=asked, kind="escalate").due_at
    assert due == TUESDAY + timedelta(hours=48 + 48)


def test_a_report_of_spam_stops_the_clock_and_a_release_lets_it_go_on(asked):
    tick(5)
    with at(6):
        holding.report_spam(enquiry_id=asked.pk, actor=SELLER)
    tick(60)
    with at(72):
        holding.release(enquiry_id=asked.pk, actor=OFFICER)

    asked.refresh_from_db()
    assert (asked.status, asked.clock_spent_seconds) == ("new", 6 * 60 * 60)
    assert asked.first_response_due_at == TUESDAY + timedelta(hours=72 + 18)
    assert told("enquiry_reminder") == 1  # the one before it was reported


def test_what_its_buyer_was_told_meanwhile_is_not_the_sellers_delay(asked):
    with at(5):
        holding.report_spam(enquiry_id=asked.pk, actor=SELLER)
    tick(80)
    asked.refresh_from_db()
    while_hidden = (asked.told_waiting_on, asked.waiting_on, told("enquiry_escalated"))

    with at(100):
        holding.release(enquiry_id=asked.pk, actor=OFFICER)
    asked.refresh_from_db()
    released = (asked.waiting_on, asked.escalated_at, asked.clock_spent_seconds)
    tick(200)

    assert while_hidden == ("officer", "officer", 0)
    assert released == ("seller", None, 5 * 60 * 60)
    assert told("enquiry_escalated") == 1


@pytest.mark.parametrize(("reported_after", "is_late"), [(5, False), (30, True)])
def test_what_expired_while_it_was_hidden_counts_if_she_was_late_before(
    asked, reported_after, is_late
):
    with at(reported_after):
        holding.report_spam(enquiry_id=asked.pk, actor=SELLER)
    tick(15 * 24)
    with at(15 * 24 + 1):
        holding.release(enquiry_id=asked.pk, actor=OFFICER)

    asked.refresh_from_db()
    counted = Delivered(asked.status, asked.first_response_due_at, asked.closed_at)
    assert asked.status == "expired"
    assert counted.counts_at(TUESDAY + timedelta(days=60)) == is_late


def test_unanswered_it_expires_after_fourteen_days(asked):
    tick(14 * 24 - 1)
    before = Enquiry.objects.get(pk=asked.pk).status
    tick(14 * 24)

    asked.refresh_from_db()
    assert (before, asked.status) == ("new", "expired")
    assert told("enquiry_expired") == 1


def test_silent_it_expires_after_forty_five_days(asked):
    with at(5):
        answering.write_message(
            enquiry_id=asked.pk, actor=SELLER, body="Yes.", language="en"
        )
    tick(45 * 24 + 4)
    before = Enquiry.objects.get(pk=asked.pk).status
    tick(45 * 24 + 5)

    asked.refresh_from_db()
    assert (before, asked.status) == ("open", "expired")


def test_an_unconfirmed_one_expires_after_two_days_and_nobody_hears_of_it(sample):
    product = sample("P001")
    question = Question("Do you?", [WantedItem(product.pk)])
    with time_machine.travel(TUESDAY, tick=False):
        submission = submitting.submit(
            question, Sender("Aiko", "aiko@example.jp", "en"), address="203.0.113.7"
        )
    tick(48)

    assert submission.enquiries.get().status == "expired"
    assert told("enquiry_expired") == 0


def test_a_timer_that_fails_holds_up_no_other(asked, monkeypatch):
    other = make_enquiry(asked.seller, "open")
    Timer.objects.create(enquiry=other, kind="expire_silent", due_at=TUESDAY)

    def fail(enquiry):
        raise RuntimeError("broken")

    monkeypatch.setitem(ticking.EFFECTS, Timer.Kind.REMIND_FIRST, fail)
    tick(4)

    other.refresh_from_db()
    assert other.status == "expired"
    waiting = Timer.objects.get(enquiry=asked, kind="remind_first")
    assert waiting.due_at == TUESDAY + timedelta(hours=4, minutes=10)


def test_a_suspended_sellers_turn_is_the_officers(asked):
    Seller.objects.filter(pk=asked.seller_id).update(suspended_at=TUESDAY)
    suspensions.follow_suspension(asked.seller_id)
    asked.refresh_from_db()
    during = asked.waiting_on
    Seller.objects.filter(pk=asked.seller_id).update(suspended_at=None)
    suspensions.follow_suspension(asked.seller_id)

    asked.refresh_from_db()
    assert (during, asked.waiting_on) == ("officer", "seller")


def test_outcomes_are_asked_for_three_times(asked):
    agreed = make_enquiry(asked.seller, "agreed")
    Enquiry.objects.filter(pk=agreed.pk).update(agreed_at=TUESDAY)
    agreed.refresh_from_db()
    timing.set_timers(agreed, timing.calendars.of_seller(agreed.seller_id))
    Timer.objects.filter(enquiry=asked).delete()
    counts = []

    for days in (29, 30, 90, 180, 400):
        tick(days * 24)
        counts.append(told("outcome_nudge"))

    assert counts == [0, 1, 2, 3, 3]


@pytest.fixture
def closed_for_long(asked):
    """From the day after it came, for two months."""
    ClosedDays.objects.create(
        seller=asked.seller, from_on=date(2026, 11, 11), until_on=date(2027, 1, 9)
    )
    with at(1):
        timing.follow_calendar(asked.seller_id)
    asked.refresh_from_db()
    return asked


def test_however_long_she_closes_the_officer_has_it_after_ten_days(closed_for_long):
    tick(10 * 24 - 1)
    before = told("enquiry_escalated"), told("enquiry_unanswered")
    tick(10 * 24)

    closed_for_long.refresh_from_db()
    assert closed_for_long.first_response_due_at == TUESDAY + timedelta(days=10)
    assert before == (0, 0)
    assert closed_for_long.waiting_on == "officer"
    assert (told("enquiry_escalated"), told("enquiry_unanswered")) == (1, 1)


def test_nobody_is_reminded_of_what_an_officer_has(closed_for_long):
    tick(4)
    tick(13 * 24)

    # Fourteen hours of Tuesday ran: the first was due, the second after two months.
    assert told("enquiry_reminder") == 1


def test_after_ten_days_every_hour_counts(closed_for_long):
    with at(13 * 24):
        answering.write_message(
            enquiry_id=closed_for_long.pk, actor=SELLER, body="Yes.", language="en"
        )

    closed_for_long.refresh_from_db()
    seconds = closed_for_long.first_answer_seconds
    assert seconds == (14 + 3 * 24) * 60 * 60  # of Tuesday, and the last three days


def test_how_long_days_off_move_is_a_setting(asked, settings):
    settings.ENQUIRY_TERMS = {**settings.ENQUIRY_TERMS, "longest_wait_days": 3}
    ClosedDays.objects.create(
        seller=asked.seller, from_on=date(2026, 11, 11), until_on=date(2026, 11, 20)
    )
    with at(1):
        timing.follow_calendar(asked.seller_id)

    tick(3 * 24)

    asked.refresh_from_db()
    assert asked.waiting_on == "officer"
    assert told("enquiry_unanswered") == 1


def test_withdrawn_and_reopened_its_clock_goes_on(asked):
    with at(10):
        answering.withdraw(enquiry_id=asked.pk, actor=Actor(Side.BUYER))
    with at(30):
        answering.reopen(enquiry_id=asked.pk, actor=Actor(Side.BUYER))
    with at(35):
        answering.write_message(
            enquiry_id=asked.pk, actor=SELLER, body="Yes.", language="en"
        )

    asked.refresh_from_db()
    assert asked.first_answer_seconds == 15 * 60 * 60


def test_to_its_buyer_a_held_one_goes_on_as_any_other(sample):
    product, buyer = sample("P001"), make_user()
    sender = Sender("Aiko", buyer.email, "en", user=buyer)
    with time_machine.travel(TUESDAY, tick=False):
        held = make_enquiry(product.seller, "held", buyer=buyer)
        timing.set_timers(held, timing.calendars.of_seller(held.seller_id))
        question = Question("Do you have 200 kg?", [WantedItem(product.pk)])
        plain = submitting.submit(question, sender, address="").enquiries.get()
    seen = []

    for hours in (0, 47, 48, 72, 14 * 24 + 1):
        tick(hours)
        today = (TUESDAY + timedelta(hours=hours)).date()
        held.refresh_from_db()
        plain.refresh_from_db()
        seen.append(
            [
                (e.seen_status(Side.BUYER, today), e.seen_waiting_on(Side.BUYER, today))
                for e in (held, plain)
            ]
        )

    assert [first == second for first, second in seen] == [True] * 5
    assert seen[-1][0] == ("expired", "nobody")
    assert held.status == "held"
