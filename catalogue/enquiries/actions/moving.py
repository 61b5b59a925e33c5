"""One step of a thread: the rule is asked, the row moves, its clock with it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from catalogue.enquiries import calendars, deadlines, states
from catalogue.enquiries.actions import timing
from catalogue.enquiries.errors import InvalidState, NotYours
from catalogue.enquiries.models import Contact, Enquiry, Quote, Submission, Timer
from catalogue.enquiries.models.threads import DELIVERED
from catalogue.enquiries.parties import THE_SYSTEM, Actor
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


def hold_rows(enquiry_ids: Iterable[UUID]) -> None:
    """As they are, until this transaction ends: to look at before a step. What locks
    more than one enquiry later names them all here."""
    held = Enquiry.objects.select_for_update().filter(pk__in=list(enquiry_ids))
    list(held.order_by("pk").values_list("pk"))


def locked_submission(submission_id: UUID) -> Submission | None:
    """All that was asked at once, held likewise; None where there is nothing.

    Everywhere locks are taken in one order: a seller's, enquiries' by their ids, a
    submission's, its contact's. Whoever needs more than one enquiry of a submission,
    or changes who sent it, begins here.
    """
    asked = Enquiry.objects.select_for_update().filter(submission=submission_id)
    list(asked.order_by("pk").values_list("pk"))
    rows = Submission.objects.select_for_update().filter(pk=submission_id)
    submission = rows.first()
    if submission is not None:
        contacts = Contact.objects.select_for_update()
        submission.contact = contacts.get(pk=submission.contact_id)
    return submission


def check(enquiry: Enquiry, verb: Verb, actor: Actor) -> states.Rule:
    """The rule that allows it. Raises `InvalidState`, or `NotYours` where no state
    would."""
    facts = enquiry.facts(actor.side, timezone.localdate())
    rule = states.find(facts, verb, actor.side)
    if rule is not None:
        return rule
    check_side(verb, actor)
    raise refusal(enquiry, actor)


def check_side(verb: Verb, actor: Actor) -> None:
    """Raises `NotYours`."""
    if not states.ever(verb, actor.side):
        raise NotYours(verb)


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
    at: datetime | None = None,
    **fields: Any,
) -> None:
    """Use `verb`, write the row, and record it. `to` chooses among a rule's targets;
    `at` is the moment of a change that this is part of.

    A buyer's step in a hidden thread, and the clock's, moves what she is told of it
    alone. Raises as `check`.
    """
    rule = check(enquiry, verb, actor)
    assert to is None or to in rule.to
    now = at or timezone.now()
    calendar = calendars.of_seller(enquiry.seller_id)
    for name, value in fields.items():
        setattr(enquiry, name, value)
    if _counts_as(verb, actor) != Side.SYSTEM and verb not in SECRET:
        enquiry.active_at = now
    target = to or next(iter(rule.to), None)
    _move(enquiry, target, verb, actor, now, calendar)
    if verb != Verb.RELEASE:  # what ended while it was hidden ended then
        _close(enquiry, target, now)
    _save(enquiry, calendar)
    record(EnquiryMoved(enquiry.pk, verb, actor.side, enquiry.status))


def _move(
    enquiry: Enquiry,
    target: Status | None,
    verb: Verb,
    actor: Actor,
    now: datetime,
    calendar: Calendar,
) -> None:
    """The status, and what follows of the step for the other columns."""
    if target in states.HIDDEN:
        _hide(enquiry, target, now, calendar)
        if verb != Verb.CONFIRM:
            return  # nothing that its buyer is told has changed
        target = Status.NEW
    turn = enquiry.told_waiting_on
    if verb == Verb.RELEASE:
        turn = _show(enquiry, now, calendar)
    status = target or enquiry.told_status
    if verb in ANSWERS and actor.side in {Side.SELLER, Side.OFFICER}:
        _answered(enquiry, actor, now, calendar)
    side = _counts_as(verb, actor)
    _tell_other_side(enquiry, verb, side, now)
    if status in DELIVERED and not enquiry.is_hidden:
        enquiry.delivered_at = enquiry.delivered_at or now
    if status in states.LIVE and enquiry.first_answered_at is None:
        _start_clock(enquiry, now, calendar)
    elif status in states.CLOSED:
        _stop_clock(enquiry, now, calendar)
    enquiry.tell(status, whose_turn(enquiry, status, turn, side))


def _hide(enquiry: Enquiry, target: Status, now: datetime, calendar: Calendar) -> None:
    """From here on its clock, and what follows of it, is its buyer's alone."""
    if not enquiry.is_hidden:
        enquiry.held_from, enquiry.held_waiting_on = enquiry.status, enquiry.waiting_on
        enquiry.held_at = now
        enquiry.held_spent_seconds = deadlines.spent(enquiry, now, calendar)
    enquiry.status = target
    is_held = target == Status.HELD
    enquiry.waiting_on = Waiting.OFFICER if is_held else Waiting.NOBODY


def _show(enquiry: Enquiry, now: datetime, calendar: Calendar) -> Waiting:
    """Its seller has it again, the clock where hers stood; whose turn it is."""
    turn, hidden_at = enquiry.told_waiting_on, enquiry.held_at or now
    if enquiry.first_answered_at is None:
        _set_clock_back(enquiry, hidden_at, now, calendar)
    if enquiry.escalated_at is not None and enquiry.escalated_at >= hidden_at:
        enquiry.escalated_at = None
        timing.forget(enquiry, Timer.Kind.ESCALATE)
    enquiry.status = enquiry.told_status
    enquiry.held_from = enquiry.held_waiting_on = enquiry.held_for = ""
    enquiry.held_at = enquiry.held_spent_seconds = None
    return Waiting.BUYER if turn == Waiting.BUYER else enquiry.answering


def _set_clock_back(
    enquiry: Enquiry, hidden_at: datetime, now: datetime, calendar: Calendar
) -> None:
    """Whoever was late when it was hidden stays so, and nobody became it since."""
    spent_seconds = enquiry.held_spent_seconds or 0
    enquiry.clock_started_at, enquiry.clock_spent_seconds = now, spent_seconds
    timing.start_due(enquiry, calendar)
    hours = deadlines.terms().first_response_hours
    if timedelta(seconds=spent_seconds) >= timedelta(hours=hours):
        enquiry.first_response_due_at = hidden_at


def _counts_as(verb: Verb, actor: Actor) -> Side:
    """Whose step it is to the buyer: what an officer ends in a hidden thread looks as
    if its seller had."""
    if verb == Verb.RELEASE:
        return Side.SYSTEM
    if actor.side == Side.SYSTEM and verb in {Verb.WITHDRAW, Verb.WITHDRAW_QUOTE}:
        return Side.SELLER
    return actor.side


def _tell_other_side(enquiry: Enquiry, verb: Verb, side: Side, now: datetime) -> None:
    """A step of the one is news to the other, as a message is."""
    if verb in SECRET | {Verb.REPLY, Verb.CONFIRM}:
        return  # of messages, what is withheld is no news
    if side == Side.BUYER:
        if not enquiry.is_hidden:
            enquiry.buyer_wrote_at = now
    elif side in {Side.SELLER, Side.OFFICER}:
        enquiry.seller_wrote_at = now


def _close(enquiry: Enquiry, target: Status | None, now: datetime) -> None:
    """What ends with a thread, or with its quote."""
    if target in {Status.DECLINED, Status.WITHDRAWN, Status.EXPIRED}:
        enquiry.closed_at = now
        expired = target == Status.EXPIRED
        close_quote(enquiry, Quote.Status.EXPIRED if expired else WITHDRAWN)
    if target == Status.WITHDRAWN:
        close_quote(enquiry, WITHDRAWN, of=Quote.Status.ACCEPTED)
    if target is not None and target not in {Status.QUOTED, *states.HIDDEN}:
        enquiry.quote_valid_until_on = None


def whose_turn(enquiry: Enquiry, status: Status, turn: Waiting, side: Side) -> Waiting:
    """In `status`, after `side` did the last step; `turn` is whose it was."""
    match status:
        case Status.UNCONFIRMED:
            return Waiting.BUYER
        case Status.NEW:
            return enquiry.answering
        case Status.OPEN | Status.QUOTED:
            turn = OTHER_SIDE.get(side, turn)
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
    """On delivery; after a reopening it goes on where it stood."""
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


def close_quote(
    enquiry: Enquiry, status: Quote.Status, of: Quote.Status = Quote.Status.OPEN
) -> None:
    """Of the quote that is open, or accepted, if there is one."""
    Quote.objects.filter(enquiry=enquiry, status=of).update(
        status=status, decided_at=timezone.now()
    )


def expire_quote(enquiry: Enquiry) -> None:
    """Its last day is over: the thread is open again, and it is the seller's turn."""
    close_quote(enquiry, Quote.Status.EXPIRED)
    enquiry.tell(Status.OPEN, enquiry.answering)
    enquiry.quote_valid_until_on = None
    save(enquiry)
    record(EnquiryMoved(enquiry.pk, Verb.EXPIRE_QUOTE, THE_SYSTEM.side, enquiry.status))
