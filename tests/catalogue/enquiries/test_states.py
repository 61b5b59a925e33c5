"""Every state, verb and side, tried with the actions themselves.

`MAY` is written from the contract's table, not from `states.RULES`: two hands.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from catalogue.enquiries import states
from catalogue.enquiries.actions import answering, holding, moving, outcomes, quoting
from catalogue.enquiries.errors import InvalidState, NotYours
from catalogue.enquiries.models import Enquiry, Quote
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side, Status, Verb
from tests.factories import (
    make_enquiry,
    make_outcome,
    make_seller,
    make_user,
)

pytestmark = pytest.mark.django_db

# From each status: who may do what, and where it leads ("" stays).
MAY = {
    "unconfirmed": {"buyer": {"confirm": "new"}, "system": {"expire": "expired"}},
    # To buyers, and to the clock, the one is `new` and the other too.
    "held": {
        "buyer": {"reply": "", "withdraw": "withdrawn"},
        "system": {"expire": "expired"},
        "officer": {"release": "new", "mark_spam": "spam"},
    },
    "spam": {
        "buyer": {"reply": "", "withdraw": "withdrawn"},
        "system": {"expire": "expired"},
    },
    "new": {
        "buyer": {"reply": "", "withdraw": "withdrawn"},
        "seller": {
            "reply": "open",
            "quote": "quoted",
            "decline": "declined",
            "report_spam": "held",
        },
        "officer": {"reply": "open", "decline": "declined"},
        "system": {"expire": "expired", "hold": "held"},
    },
    "open": {
        "buyer": {"reply": "", "withdraw": "withdrawn"},
        "seller": {
            "reply": "",
            "quote": "quoted",
            "decline": "declined",
            "report_spam": "held",
        },
        "officer": {"reply": "", "decline": "declined"},
        "system": {"expire": "expired", "hold": "held"},
    },
    "quoted": {
        "buyer": {
            "reply": "",
            "withdraw": "withdrawn",
            "accept": "agreed",
            "reject": "open",
        },
        "seller": {
            "reply": "",
            "quote": "quoted",
            "withdraw_quote": "open",
            "decline": "declined",
            "report_spam": "held",
        },
        "officer": {"reply": "", "decline": "declined"},
        "system": {"expire": "expired", "hold": "held", "expire_quote": "open"},
    },
    "agreed": {
        "buyer": {"reply": "", "withdraw": "withdrawn"},
        "seller": {"reply": "", "withdraw": "withdrawn", "record_outcome": ""},
        "officer": {"reply": ""},
        "system": {"hold": "held"},
    },
    "declined": {"buyer": {"reopen": "open"}, "seller": {"reopen": "open"}},
    "withdrawn": {"buyer": {"reopen": "open"}},
    "expired": {"buyer": {"reopen": "open"}, "seller": {"reopen": "open"}},
}


def _do(enquiry: Enquiry, verb: str, actor: Actor) -> None:
    """Use the verb as its caller would."""
    here = {"enquiry_id": enquiry.pk, "actor": actor}
    quote = enquiry.quotes.order_by("-revision").first()
    decide = {"quote_id": quote and quote.pk, "actor": actor}
    match verb:
        case "reply":
            answering.write_message(**here, body="And?", language="en")
        case "quote":
            quoting.send_quote(**here, offer=_offer())
        case "decline":
            answering.decline(**here, reason="price")
        case "withdraw":
            answering.withdraw(**here, note="Plans have changed.")
        case "reopen":
            answering.reopen(**here)
        case "report_spam":
            holding.report_spam(**here)
        case "hold":
            why = Enquiry.HeldFor.SUSPICIOUS
            holding.hold(moving.locked(enquiry.pk), actor, why, Verb.HOLD)
        case "release":
            holding.release(**here)
        case "mark_spam":
            holding.mark_spam(**here)
        case "record_outcome":
            outcomes.record_outcome(**here, result=outcomes.Result(realised=False))
        case "verify_outcome":
            outcomes.verify_outcome(**here)
        case "accept" | "reject" | "withdraw_quote" if quote is not None:
            getattr(quoting, verb)(**decide)
        case _:
            moving.move(moving.locked(enquiry.pk), Verb(verb), actor)


def _offer() -> quoting.Offer:
    line = quoting.OfferedLine(
        "offered", unit_price=Decimal("1.50"), quantity=(Decimal(100), "kg")
    )
    last_day = timezone.localdate() + timedelta(days=10)
    return quoting.Offer([line], "USD", "FOB", "Panjang", last_day, "en")


@pytest.mark.parametrize("status", list(Status))
def test_each_side_may_do_what_the_contract_says_and_nothing_else(status):
    enquiry = make_enquiry(make_seller(), status)

    for side in Side:
        for verb in Verb:
            _try(enquiry, verb, Actor(side, make_user().pk))


def _try(enquiry: Enquiry, verb: Verb, actor: Actor) -> None:
    """One cell, rolled back."""
    here = f"{enquiry.status}: {verb} by {actor.side}"
    before = Enquiry.objects.values().get(pk=enquiry.pk)
    leads_to = MAY[enquiry.status].get(actor.side, {}).get(verb)
    allowed = states.allowed(
        enquiry.facts(actor.side, timezone.localdate()), actor.side
    )
    assert (leads_to is not None) == (verb in allowed), here
    point = transaction.savepoint()
    if leads_to is None:
        with pytest.raises((InvalidState, NotYours)):
            _do(enquiry, verb, actor)
        assert Enquiry.objects.values().get(pk=enquiry.pk) == before, here
    else:
        today = timezone.localdate()
        seen = enquiry.seen_status(actor.side, today)
        _do(enquiry, verb, actor)
        now = Enquiry.objects.get(pk=enquiry.pk)
        is_masked = enquiry.is_masked_for(actor.side)
        told = now.seen_status(actor.side, today) if is_masked else now.status
        assert told == (leads_to or seen), here
        if is_masked:
            assert now.status == before["status"], here
    transaction.savepoint_rollback(point)


def test_a_refusal_names_what_may_be_done_instead():
    enquiry = make_enquiry(make_seller(), "declined")

    with pytest.raises(InvalidState) as refused:
        answering.withdraw(enquiry_id=enquiry.pk, actor=Actor(Side.BUYER))

    assert refused.value.status == "declined"
    assert refused.value.allowed == [Verb.REOPEN]


def test_a_verb_of_another_side_is_never_allowed():
    enquiry = make_enquiry(make_seller(), "quoted")

    with pytest.raises(NotYours):
        quoting.accept(quote_id=enquiry.quotes.get().pk, actor=Actor(Side.SELLER))


def test_it_can_be_reopened_once():
    enquiry = make_enquiry(make_seller(), "declined")
    buyer = Actor(Side.BUYER)
    answering.reopen(enquiry_id=enquiry.pk, actor=buyer)
    answering.withdraw(enquiry_id=enquiry.pk, actor=buyer)

    with pytest.raises(InvalidState):
        answering.reopen(enquiry_id=enquiry.pk, actor=buyer)


def test_what_was_never_delivered_stays_closed():
    enquiry = make_enquiry(make_seller(), "expired", delivered_at=None, proven=False)

    with pytest.raises(InvalidState):
        answering.reopen(enquiry_id=enquiry.pk, actor=Actor(Side.BUYER))


def test_an_agreement_with_an_outcome_cannot_be_withdrawn():
    enquiry = make_enquiry(make_seller(), "agreed")
    make_outcome(enquiry)

    with pytest.raises(InvalidState):
        answering.withdraw(
            enquiry_id=enquiry.pk, actor=Actor(Side.BUYER), note="Too late."
        )


def test_a_verified_outcome_is_not_told_anew():
    enquiry = make_enquiry(make_seller(), "agreed")
    make_outcome(enquiry, verified_at=timezone.now())

    with pytest.raises(InvalidState):
        outcomes.record_outcome(
            enquiry_id=enquiry.pk,
            actor=Actor(Side.SELLER),
            result=outcomes.Result(realised=False),
        )


def test_a_suspended_seller_may_do_nothing():
    seller = make_seller(suspended_at=timezone.now())
    enquiry = make_enquiry(seller, "open")

    assert (
        states.allowed(enquiry.facts(Side.SELLER, timezone.localdate()), Side.SELLER)
        == []
    )


def test_a_later_quote_supersedes_and_leaves_one_open():
    enquiry = make_enquiry(make_seller(), "quoted")

    quoting.send_quote(enquiry_id=enquiry.pk, actor=Actor(Side.SELLER), offer=_offer())

    statuses = enquiry.quotes.order_by("revision").values_list("status", flat=True)
    assert list(statuses) == ["superseded", "open"]


def test_a_quote_whose_day_is_over_is_expired_before_anybody_looked():
    enquiry = make_enquiry(make_seller(), "quoted")
    yesterday = timezone.localdate() - timedelta(days=1)
    Quote.objects.filter(enquiry=enquiry).update(valid_until_on=yesterday)
    Enquiry.objects.filter(pk=enquiry.pk).update(quote_valid_until_on=yesterday)

    enquiry.refresh_from_db()
    today = timezone.localdate()

    assert enquiry.current_status(today) == Status.OPEN
    assert enquiry.seen_waiting_on(Side.OFFICER, today) == "seller"
    assert list(Enquiry.objects.in_status(["open"], today)) == [enquiry]
    assert list(Enquiry.objects.in_status(["quoted"], today)) == []
    with pytest.raises(quoting.QuoteExpired):
        quoting.accept(quote_id=enquiry.quotes.get().pk, actor=Actor(Side.BUYER))


def test_an_officer_verifies_what_the_seller_recorded_once():
    enquiry = make_enquiry(make_seller(), "agreed")
    make_outcome(enquiry)
    officer = Actor(Side.OFFICER, make_user().pk)

    outcome = outcomes.verify_outcome(enquiry_id=enquiry.pk, actor=officer)

    assert outcome.verified_by_id == officer.user_id
    with pytest.raises(InvalidState):
        outcomes.verify_outcome(enquiry_id=enquiry.pk, actor=officer)


@pytest.mark.parametrize("status", ["quoted", "held"])
def test_nobody_accepts_of_a_suspended_business(status):
    seller, today = make_seller(suspended_at=timezone.now()), timezone.localdate()
    masked = {"held_from": "quoted"} if status == "held" else {}
    enquiry = make_enquiry(seller, status, **masked)

    may = states.allowed(enquiry.facts(Side.BUYER, today), Side.BUYER)

    assert may == [Verb.REPLY, Verb.REJECT, Verb.WITHDRAW]


def test_an_old_quote_has_run_out_whatever_came_after_it():
    enquiry = make_enquiry(make_seller(), "quoted")
    yesterday = timezone.localdate() - timedelta(days=1)
    first = enquiry.quotes.get()
    Quote.objects.filter(pk=first.pk).update(valid_until_on=yesterday)
    Enquiry.objects.filter(pk=enquiry.pk).update(quote_valid_until_on=yesterday)
    quoting.send_quote(enquiry_id=enquiry.pk, actor=Actor(Side.SELLER), offer=_offer())

    with pytest.raises(quoting.QuoteExpired):
        quoting.accept(quote_id=first.pk, actor=Actor(Side.BUYER))


@pytest.mark.parametrize("status", ["open", "declined"])
def test_an_erased_buyer_may_do_nothing_and_nobody_reopens_for_her(status):
    enquiry = make_enquiry(make_seller(), status)
    contact = enquiry.submission.contact
    contact.erased_at = timezone.now()
    contact.save()
    today = timezone.localdate()

    for_buyer = states.allowed(enquiry.facts(Side.BUYER, today), Side.BUYER)
    for_seller = states.allowed(enquiry.facts(Side.SELLER, today), Side.SELLER)

    assert for_buyer == []
    assert Verb.REOPEN not in for_seller


def test_a_quote_ends_with_its_thread():
    enquiry = make_enquiry(make_seller(), "quoted")

    answering.withdraw(enquiry_id=enquiry.pk, actor=Actor(Side.BUYER))

    assert enquiry.quotes.get().status == "withdrawn"


def test_a_decision_is_news_to_the_other_side():
    enquiry = make_enquiry(make_seller(), "quoted")
    before = enquiry.buyer_wrote_at

    quoting.reject(quote_id=enquiry.quotes.get().pk, actor=Actor(Side.BUYER))

    enquiry.refresh_from_db()
    assert enquiry.buyer_wrote_at > before
