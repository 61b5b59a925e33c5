"""One step of a thread: the rule is asked, the row moves, its clock with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from catalogue.enquiries import calendars, deadlines, states
from catalogue.enquiries.actions import timing
from catalogue.enquiries.errors import InvalidState, NotYours
from catalogue.enquiries.models import Enquiry, Quote
from catalogue.enquiries.parties import SYSTEM, Actor
from catalogue.enquiries.states import Side, Status, Verb, Waiting
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryMoved

OTHER_SIDE = {
    Side.BUYER: Waiting.SELLER,
    Side.SELLER: Waiting.BUYER,
    Side.OFFICER: Waiting.BUYER,
}
ANSWERS = {Verb.REPLY, Verb.QUOTE, Verb.DECLINE}


def locked(enquiry_id: UUID) -> Enquiry:
    """The enquiry, held until this transaction ends; its quote expired if it is over.

    Every action starts here, so that of two at once one comes second and is judged by
    what the first left.
    """
    Enquiry.objects.select_for_update().get(pk=enquiry_id)
    enquiry = Enquiry.objects.select_related(
        "submission__contact", "seller", "outcome"
    ).get(pk=enquiry_id)
    if enquiry.has_expired_quote(timezone.localdate()):
        expire_quote(enquiry)
    return enquiry


def check(enquiry: Enquiry, verb: Verb, actor: Actor) -> states.Rule:
    """The rule that allows it. Raises `InvalidState`, or `NotYours` where no state
    would."""
    facts = enquiry.facts(timezone.localdate())
    rule = states.find(facts, verb, actor.side)
    if rule is not None:
        return rule
    if not states.ever(verb, actor.side):
        raise NotYours
    raise refusal(enquiry, actor)


def refusal(enquiry: Enquiry, actor: Actor) -> InvalidState:
    """Not now: what this side is told of the status, and what it may do instead."""
    today = timezone.localdate()
    allowed = states.allowed(enquiry.facts(today), actor.side)
    return InvalidState(enquiry.seen_status(actor.side, today), allowed)


def move(
    enquiry: Enquiry,
    verb: Verb,
    actor: Actor,
    *,
    to: Status | None = None,
    **fields: Any,
) -> None:
    """Use `verb`, write the row, and record it. `to` chooses among a rule's targets.

    Raises as `check`.
    """
    rule = check(enquiry, verb, actor)
    now = timezone.now()
    before = enquiry.status
    for name, value in fields.items():
        setattr(enquiry, name, value)
    if rule.to:
        assert to is None or to in rule.to
        enquiry.status = to or rule.to[0]
    if actor.side != Side.SYSTEM:
        enquiry.active_at = now
    _follow(enquiry, Status(before), verb, actor, now)
    save(enquiry)
    record(EnquiryMoved(enquiry.pk, verb, actor.side, enquiry.status))


def _follow(
    enquiry: Enquiry, before: Status, verb: Verb, actor: Actor, now: datetime
) -> None:
    """What follows of a step for the other columns."""
    if verb in ANSWERS and actor.side in {Side.SELLER, Side.OFFICER}:
        answered(enquiry, actor, now)
    if enquiry.status == Status.NEW and enquiry.clock_started_at is None:
        _start_clock(enquiry, now)
    if enquiry.status == Status.HELD or enquiry.status in states.CLOSED:
        _stop_clock(enquiry, now)
    if enquiry.status in states.CLOSED:
        enquiry.closed_at = now
    if before == Status.QUOTED and enquiry.status not in {Status.QUOTED, Status.HELD}:
        enquiry.quote_valid_until_on = None
    enquiry.waiting_on = whose_turn(enquiry, actor)


def whose_turn(enquiry: Enquiry, actor: Actor) -> Waiting:
    """After `actor` did the last step."""
    match enquiry.status:
        case Status.UNCONFIRMED:
            return Waiting.BUYER
        case Status.HELD:
            return Waiting.OFFICER
        case Status.NEW:
            return of_seller(enquiry)
        case Status.OPEN | Status.QUOTED:
            turn = OTHER_SIDE.get(actor.side, Waiting(enquiry.waiting_on))
            return of_seller(enquiry) if turn == Waiting.SELLER else turn
    return Waiting.NOBODY


def of_seller(enquiry: Enquiry) -> Waiting:
    """Whoever answers for the seller: she, or an officer where she does not."""
    if enquiry.escalated_at is not None or enquiry.seller.suspended_at is not None:
        return Waiting.OFFICER
    return Waiting.SELLER


def answered(enquiry: Enquiry, actor: Actor, now: datetime) -> None:
    """The seller, or an officer for her, said something; the first stops the clock."""
    enquiry.seller_wrote_at = now
    if actor.side == Side.SELLER:
        enquiry.escalated_at = None  # she is there again
    if enquiry.first_answered_at is None:
        calendar = calendars.of_seller(enquiry.seller_id)
        enquiry.first_answer_seconds = deadlines.spent(enquiry, now, calendar)
        enquiry.first_answered_at, enquiry.first_answered_by = now, actor.side
        enquiry.clock_started_at = None


def _start_clock(enquiry: Enquiry, now: datetime) -> None:
    """On delivery; after a release it goes on where it stood."""
    enquiry.delivered_at = enquiry.delivered_at or now
    enquiry.clock_started_at = now
    timing.start_due(enquiry, calendars.of_seller(enquiry.seller_id))


def _stop_clock(enquiry: Enquiry, now: datetime) -> None:
    """What it counted stays: an answer after a reopening is no quick one."""
    if enquiry.clock_started_at is None:
        return
    calendar = calendars.of_seller(enquiry.seller_id)
    enquiry.clock_spent_seconds = deadlines.spent(enquiry, now, calendar)
    enquiry.clock_started_at = None


def save(enquiry: Enquiry) -> None:
    """The row, its place in the inbox and its timers."""
    enquiry.inbox_key = deadlines.inbox_key(enquiry)
    enquiry.version += 1
    enquiry.save()
    timing.set_timers(enquiry, calendars.of_seller(enquiry.seller_id))


def close_quote(enquiry: Enquiry, status: Quote.Status) -> None:
    """Of the quote that is open, if there is one."""
    Quote.objects.filter(enquiry=enquiry, status=Quote.Status.OPEN).update(
        status=status, decided_at=timezone.now()
    )


def expire_quote(enquiry: Enquiry) -> None:
    """Its last day is over: the thread is open again, and it is the seller's turn."""
    close_quote(enquiry, Quote.Status.EXPIRED)
    enquiry.status = Status.OPEN
    enquiry.waiting_on = of_seller(enquiry)
    enquiry.quote_valid_until_on = None
    save(enquiry)
    record(EnquiryMoved(enquiry.pk, Verb.EXPIRE_QUOTE, SYSTEM.side, enquiry.status))
