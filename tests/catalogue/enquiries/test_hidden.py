"""What is kept from its seller, and goes on for its buyer."""

import pytest
from django.utils import timezone

from catalogue.enquiries import states
from catalogue.enquiries.actions import answering, holding, moving, quoting
from catalogue.enquiries.models import Enquiry, Quote
from catalogue.enquiries.paper_of import paper_of
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.states import Side, Status, Verb
from catalogue.journal.models import Event
from tests.factories import make_enquiry, make_seller

pytestmark = pytest.mark.django_db


def test_a_buyer_does_not_learn_that_hers_is_held():
    today = timezone.localdate()

    held = make_enquiry(make_seller(), "held")
    reported = make_enquiry(
        make_seller(), "held", held_from="open", held_for="reported"
    )

    assert held.seen_status(Side.BUYER, today) == Status.NEW
    assert reported.seen_status(Side.BUYER, today) == Status.OPEN
    assert held.seen_status(Side.OFFICER, today) == Status.HELD
    assert set(Enquiry.objects.seen_in_status(["new", "open"], today)) == {
        held,
        reported,
    }


def test_the_sellers_paper_says_of_a_hidden_thread_what_she_is_told():
    enquiry = _held_with_a_quote()
    quoting.accept(quote_id=enquiry.quotes.get().pk, actor=Actor(Side.BUYER))
    quote, today = Quote.objects.for_paper().get(), timezone.localdate()

    notes = {
        side: paper_of(quote, _now(enquiry), "en", today, side).status_note
        for side in (Side.BUYER, Side.SELLER)
    }

    assert notes[Side.BUYER].startswith("Agreed by the buyer on ")
    assert notes[Side.SELLER] == ""


def test_what_a_buyer_does_in_a_hidden_thread_shows_once_it_is_released():
    enquiry = _held_with_a_quote()
    quote, today = enquiry.quotes.get(), timezone.localdate()
    quoting.accept(quote_id=quote.pk, actor=Actor(Side.BUYER))
    during, quote = _now(enquiry), Quote.objects.get(pk=quote.pk)
    told = (quote.current_status(today), quote.public_status(today))

    holding.release(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))

    enquiry = _now(enquiry)
    assert (during.status, enquiry.status) == ("held", "agreed")
    assert told == ("accepted", "open")
    assert Quote.objects.get(pk=quote.pk).public_status(today) == "accepted"
    assert enquiry.agreed_at > during.agreed_at


def test_what_a_buyer_turns_down_or_leaves_is_told_to_nobody_else_before():
    today = timezone.localdate()
    turned_down, left = _held_with_a_quote(), _held_with_a_quote()
    active_at, place = turned_down.active_at, turned_down.inbox_key
    quoting.reject(quote_id=turned_down.quotes.get().pk, actor=Actor(Side.BUYER))
    answering.withdraw(enquiry_id=left.pk, actor=Actor(Side.BUYER), note="No.")

    for enquiry in (_now(turned_down), _now(left)):
        quote = enquiry.quotes.get()
        assert quote.status != "open"
        assert quote.public_status(today) == "open"
        assert quote.seen_decided_at(Side.SELLER, today) is None
        assert enquiry.seen_active_at(Side.SELLER) <= enquiry.held_at
    turned_down = _now(turned_down)
    assert turned_down.active_at > active_at
    assert turned_down.inbox_key >= place

    holding.mark_spam(enquiry_id=left.pk, actor=Actor(Side.OFFICER))
    holding.release(enquiry_id=turned_down.pk, actor=Actor(Side.OFFICER))

    assert _now(left).quotes.get().public_status(today) == "withdrawn"
    assert _now(turned_down).quotes.get().public_status(today) == "rejected"


def test_of_an_agreement_she_goes_back_on_only_she_knows_before():
    enquiry, today = make_enquiry(make_seller(), "quoted"), timezone.localdate()
    quoting.accept(quote_id=enquiry.quotes.get().pk, actor=Actor(Side.BUYER))
    agreed_at, why = _now(enquiry).agreed_at, Enquiry.HeldFor.SUSPICIOUS
    holding.hold(moving.locked(enquiry.pk), THE_SYSTEM, why, Verb.HOLD)

    answering.withdraw(enquiry_id=enquiry.pk, actor=Actor(Side.BUYER), note="No.")

    quote = _now(enquiry).quotes.get()
    assert (quote.status, quote.public_status(today)) == ("withdrawn", "accepted")
    assert quote.seen_decided_at(Side.SELLER, today) == agreed_at


def _held_with_a_quote() -> Enquiry:
    """Its buyer wrote something suspicious."""
    enquiry = make_enquiry(make_seller(), "quoted")
    why = Enquiry.HeldFor.SUSPICIOUS
    holding.hold(moving.locked(enquiry.pk), THE_SYSTEM, why, Verb.HOLD)
    return enquiry


def _now(enquiry: Enquiry) -> Enquiry:
    return Enquiry.objects.get(pk=enquiry.pk)


@pytest.mark.parametrize(
    ("accepts", "quote_ends", "told"),
    [(False, "withdrawn", "open"), (True, "withdrawn", "withdrawn")],
)
def test_of_spam_nothing_stays_offered_or_agreed(accepts, quote_ends, told):
    enquiry = _held_with_a_quote()
    if accepts:
        quoting.accept(quote_id=enquiry.quotes.get().pk, actor=Actor(Side.BUYER))

    holding.mark_spam(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))

    seen = _now(enquiry).seen_status(Side.BUYER, timezone.localdate())
    assert (enquiry.quotes.get().status, seen) == (quote_ends, told)


def test_an_agreement_from_before_it_was_hidden_stands():
    enquiry = make_enquiry(make_seller(), "agreed", agreed_at=timezone.now())
    why, today = Enquiry.HeldFor.SUSPICIOUS, timezone.localdate()
    holding.hold(moving.locked(enquiry.pk), THE_SYSTEM, why, Verb.HOLD)

    holding.mark_spam(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))

    assert enquiry.quotes.get().public_status(today) == "accepted"


def test_who_reports_a_buyer_takes_her_quotes_back():
    seller = make_seller()
    reported = make_enquiry(seller, "quoted", email="spam@example.org")
    other = make_enquiry(seller, "quoted", email="spam@example.org")

    holding.report_spam(enquiry_id=reported.pk, actor=Actor(Side.SELLER))

    for enquiry in (reported, other):
        assert enquiry.quotes.get().status == "withdrawn"
        assert _now(enquiry).told_status == "open"
        assert _now(enquiry).status == "held"


def test_what_expired_before_anybody_saw_it_is_asked_again():
    enquiry = make_enquiry(make_seller(), "held", held_from="expired")
    buyer, today = Actor(Side.BUYER), timezone.localdate()
    before = states.allowed(enquiry.facts(Side.BUYER, today), Side.BUYER)
    holding.release(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))
    released = _now(enquiry)

    after = states.allowed(released.facts(Side.BUYER, today), Side.BUYER)
    answering.reopen(enquiry_id=enquiry.pk, actor=buyer)

    assert before == after == [Verb.REOPEN]
    assert released.delivered_at is None
    assert released.seen_delivered_at(Side.BUYER) is not None
    assert _now(enquiry).delivered_at is not None
    assert Event.objects.filter(type="EnquiryDelivered").count() == 1


def test_spam_does_not_come_back_by_being_withdrawn_and_reopened():
    enquiry = make_enquiry(make_seller(), "open")
    buyer = Actor(Side.BUYER)
    holding.report_spam(enquiry_id=enquiry.pk, actor=Actor(Side.SELLER))
    holding.mark_spam(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))

    answering.withdraw(enquiry_id=enquiry.pk, actor=buyer)
    answering.reopen(enquiry_id=enquiry.pk, actor=buyer)
    answering.write_message(
        enquiry_id=enquiry.pk, actor=buyer, body="Hello?", language="en"
    )

    enquiry.refresh_from_db()
    today = timezone.localdate()
    assert enquiry.status == "spam"
    assert enquiry.seen_status(Side.BUYER, today) == "open"
    assert enquiry.messages.filter(is_withheld=True).count() == 1


def test_a_report_holds_the_senders_other_threads_with_her():
    seller = make_seller()
    first = make_enquiry(seller, "open", email="spam@example.org")
    second = make_enquiry(seller, "new", email="spam@example.org")
    elsewhere = make_enquiry(make_seller(), "open", email="spam@example.org")

    holding.report_spam(enquiry_id=first.pk, actor=Actor(Side.SELLER))

    second.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (second.status, second.held_for) == ("held", "blocked")
    assert elsewhere.status == "open"


def test_a_message_that_looks_suspicious_hides_the_thread_and_not_from_its_buyer():
    enquiry = make_enquiry(make_seller(), "open")
    buyer, today = Actor(Side.BUYER), timezone.localdate()
    spam = "Verify your account and password at https://bit.ly/a https://bit.ly/b"

    answering.write_message(
        enquiry_id=enquiry.pk, actor=buyer, body=spam, language="en"
    )

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.held_for) == ("held", "suspicious")
    assert enquiry.seen_status(Side.BUYER, today) == "open"
    assert enquiry.messages.get(body=spam).is_withheld
