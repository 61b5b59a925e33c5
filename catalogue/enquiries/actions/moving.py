"""One step of a thread: the rule is asked, the row moves, its clock with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from catalogue.enquiries import calendars, deadlines, states
from catalogue.enquiries.actions import timing
from catalogue.enquiries.errors import InvalidState, NotYours
from catalogue.enquiries.models import Enquiry, Quote
from catalogue.enquiries.models.threads import DELIVERED
from catalogue.enquiries.parties import SYSTEM, Actor
from catalogue.enquiries.states import Side, Status, Verb, Waiting
from catalogue.enquiries.working_time import Calendar
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryMoved

OTHER_SIDE = {
    Side.BUYER: Waiting.SELLER,
    Side.SELLER: Waiting.BUYER,
    Side.OFFICER: Waiting.BUYER,
}
ANSWERS = {Verb.REPLY, Verb.QUOTE, Verb.DECLINE}
# Steps that no buyer hears of.
SECRET = {Verb.REPORT_SPAM, Verb.HOLD, Verb.MARK_SPAM, Verb.RELEASE}
WITHDRAWN = Quote.Status.WITHDRAWN


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
    facts = enquiry.facts(actor.side, timezone.localdate())
    rule = states.find(facts, verb, actor.side)
    if rule is not None:
        return rule
    if not states.ever(verb, actor.side):
        raise NotYours
    raise refusal(enquiry, actor)


def refusal(enquiry: Enquiry, actor: Actor) -> InvalidState:
    """Not now: what this side is told of the status, and what it may do instead."""
    facts = enquiry.facts(actor.side, timezone.localdate())
    return InvalidState(facts.status, states.allowed(facts, actor.side))


def move(
    enquiry: Enquiry,
    verb: Verb,
    actor: Actor,
    *,
    to: Status | None = None,
    **fields: Any,
) -> None:
    """Use `verb`, write the row, and record it. `to` chooses among a rule's targets.

    A buyer's step in a hidden thread, and the clock's, moves what she is told of it
    alone. Raises as `check`.
    """
    rule = check(enquiry, verb, actor)
    assert to is None or to in rule.to
    now = timezone.now()
    calendar = calendars.of_seller(enquiry.seller_id)
    for name, value in fields.items():
        setattr(enquiry, name, value)
    if actor.side != Side.SYSTEM and verb not in SECRET:
        enquiry.active_at = now
    target = to or next(iter(rule.to), None)
    if enquiry.is_masked_for(actor.side):
        _move_what_is_told(enquiry, target, actor)
    else:
        _move(enquiry, target, verb, actor, now, calendar)
    _close(enquiry, target, now)
    _save(enquiry, calendar)
    record(EnquiryMoved(enquiry.pk, verb, actor.side, enquiry.status))


def _move_what_is_told(enquiry: Enquiry, target: Status | None, actor: Actor) -> None:
    status = target or Status(enquiry.held_from or Status.NEW)
    turn = Waiting(enquiry.held_waiting_on or Waiting.SELLER)
    enquiry.held_from = status
    enquiry.held_waiting_on = whose_turn(enquiry, status, turn, actor)


def _move(
    enquiry: Enquiry,
    target: Status | None,
    verb: Verb,
    actor: Actor,
    now: datetime,
    calendar: Calendar,
) -> None:
    """The status, and what follows of the step for the other columns."""
    if target is not None:
        enquiry.status = target
    if verb in ANSWERS and actor.side in {Side.SELLER, Side.OFFICER}:
        _answered(enquiry, actor, now, calendar)
    _tell_other_side(enquiry, verb, actor, now)
    if enquiry.status in DELIVERED:
        enquiry.delivered_at = enquiry.delivered_at or now
    if enquiry.status in states.LIVE and enquiry.first_answered_at is None:
        _start_clock(enquiry, now, calendar)
    elif enquiry.status in {*states.HIDDEN, *states.CLOSED}:
        _stop_clock(enquiry, now, calendar)
    turn = Waiting(enquiry.waiting_on)
    enquiry.waiting_on = whose_turn(enquiry, Status(enquiry.status), turn, actor)


def _tell_other_side(enquiry: Enquiry, verb: Verb, actor: Actor, now: datetime) -> None:
    """A step of the one is news to the other, as a message is."""
    if verb in SECRET | {Verb.REPLY, Verb.CONFIRM}:
        return  # of messages, what is withheld is no news
    if actor.side == Side.BUYER:
        enquiry.buyer_wrote_at = now
    elif actor.side in {Side.SELLER, Side.OFFICER}:
        enquiry.seller_wrote_at = now


def _close(enquiry: Enquiry, target: Status | None, now: datetime) -> None:
    """What ends with a thread, or with its quote."""
    if target in {Status.DECLINED, Status.WITHDRAWN, Status.EXPIRED}:
        enquiry.closed_at = now
        expired = target == Status.EXPIRED
        close_quote(enquiry, Quote.Status.EXPIRED if expired else WITHDRAWN)
    if target is not None and target not in {Status.QUOTED, *states.HIDDEN}:
        enquiry.quote_valid_until_on = None


def whose_turn(
    enquiry: Enquiry, status: Status, turn: Waiting, actor: Actor
) -> Waiting:
    """In `status`, after `actor` did the last step; `turn` is whose it was."""
    match status:
        case Status.UNCONFIRMED:
            return Waiting.BUYER
        case Status.HELD:
            return Waiting.OFFICER
        case Status.NEW:
            return turn if turn == Waiting.OFFICER else enquiry.answering
        case Status.OPEN | Status.QUOTED:
            turn = OTHER_SIDE.get(actor.side, turn)
            return enquiry.answering if turn == Waiting.SELLER else turn
    return Waiting.NOBODY


def _answered(
    enquiry: Enquiry, actor: Actor, now: datetime, calendar: Calendar
) -> None:
    """The seller, or an officer for her, said something; the first stops the clock."""
    enquiry.seller_wrote_at = now
    if actor.side == Side.SELLER:
        enquiry.escalated_at = None  # she is there again
    if enquiry.first_answered_at is None:
        enquiry.first_answer_seconds = deadlines.spent(enquiry, now, calendar)
        enquiry.first_answered_at, enquiry.first_answered_by = now, actor.side
        enquiry.clock_started_at = None


def _start_clock(enquiry: Enquiry, now: datetime, calendar: Calendar) -> None:
    """On delivery; after a release or a reopening it goes on where it stood."""
    if enquiry.clock_started_at is None:
        enquiry.clock_started_at = now
        timing.start_due(enquiry, calendar)


def _stop_clock(enquiry: Enquiry, now: datetime, calendar: Calendar) -> None:
    """What it counted stays: an answer after a reopening is no quick one."""
    if enquiry.clock_started_at is None:
        return
    enquiry.clock_spent_seconds = deadlines.spent(enquiry, now, calendar)
    enquiry.clock_started_at = None


def save(enquiry: Enquiry) -> None:
    """The row, its place in the inbox and its timers."""
    _save(enquiry, calendars.of_seller(enquiry.seller_id))


def _save(enquiry: Enquiry, calendar: Calendar) -> None:
    enquiry.inbox_key = deadlines.inbox_key(enquiry)
    enquiry.version += 1
    enquiry.save()
    timing.set_timers(enquiry, calendar)


def close_quote(enquiry: Enquiry, status: Quote.Status) -> None:
    """Of the quote that is open, if there is one."""
    Quote.objects.filter(enquiry=enquiry, status=Quote.Status.OPEN).update(
        status=status, decided_at=timezone.now()
    )


def expire_quote(enquiry: Enquiry) -> None:
    """Its last day is over: the thread is open again, and it is the seller's turn."""
    close_quote(enquiry, Quote.Status.EXPIRED)
    if enquiry.is_hidden:
        enquiry.held_from, enquiry.held_waiting_on = Status.OPEN, enquiry.answering
    else:
        enquiry.status, enquiry.waiting_on = Status.OPEN, enquiry.answering
    enquiry.quote_valid_until_on = None
    save(enquiry)
    record(EnquiryMoved(enquiry.pk, Verb.EXPIRE_QUOTE, SYSTEM.side, enquiry.status))
