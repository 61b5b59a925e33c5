"""Write into a thread, close it, open it again."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.enquiries import abuse, states
from catalogue.enquiries.actions import holding, moving
from catalogue.enquiries.errors import Refusal, Refused, ReopenedBefore
from catalogue.enquiries.models import (
    Attachment,
    Enquiry,
    Message,
    ReadMark,
    Submission,
)
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.states import Side, Status, Verb
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryDelivered, EnquiryMessageCreated
from catalogue.products.models import Product

MOST_SUGGESTED = 10


@transaction.atomic
def write_message(
    *,
    enquiry_id: UUID,
    actor: Actor,
    body: str,
    language: str,
    attachment_ids: Sequence[UUID] = (),
    suggested_product_ids: Sequence[UUID] = (),
) -> Message:
    """Add to the thread; a seller's first answer stops the clock.

    What a buyer adds to a hidden one is kept and not delivered; what looks suspicious
    hides its thread until an officer has looked. Raises `InvalidState`, `NotYours`,
    `Refused`.
    """
    enquiry = moving.locked(enquiry_id)
    moving.check(enquiry, Verb.REPLY, actor)
    if actor.side == Side.BUYER:
        _judge(enquiry, [body, *_names_of_files(enquiry, attachment_ids)])
    withheld = actor.side == Side.BUYER and enquiry.is_hidden
    suggested = _suggested(suggested_product_ids, actor)
    now = timezone.now()
    message = Message.objects.create(
        enquiry=enquiry,
        side=actor.side,
        author_id=actor.user_id,
        body=body,
        language=language,
        is_withheld=withheld,
        suggested_product_ids=suggested,
        created_at=now,
    )
    _attach(message, attachment_ids, actor)
    if actor.side == Side.BUYER and not withheld:
        enquiry.buyer_wrote_at = now
    moving.move(enquiry, Verb.REPLY, actor)
    mark_read(enquiry, actor)
    if not withheld:
        record(EnquiryMessageCreated(enquiry.pk, message.pk))
    return message


def _judge(enquiry: Enquiry, texts: Sequence[str]) -> None:
    """Hide the thread where what its buyer has written now looks suspicious."""
    if enquiry.is_hidden:
        return
    if signs := abuse.signs_of_addition(enquiry, "\n".join(texts)):
        rows = Submission.objects.select_for_update()  # her threads share it
        submission = rows.get(pk=enquiry.submission_id)
        submission.suspicion = sorted({*submission.suspicion, *signs})
        submission.save(update_fields=["suspicion"])
        enquiry.submission.suspicion = submission.suspicion
        holding.hold(enquiry, THE_SYSTEM, Enquiry.HeldFor.SUSPICIOUS, Verb.HOLD)


def _names_of_files(enquiry: Enquiry, ids: Sequence[UUID]) -> list[str]:
    named = Attachment.objects.filter(enquiry=enquiry, pk__in=ids)
    return list(named.order_by("pk").values_list("name", flat=True))


def _suggested(product_ids: Sequence[UUID], actor: Actor) -> list[str]:
    """Products an officer points the buyer to; public ones alone."""
    if not product_ids:
        return []
    if actor.side != Side.OFFICER:
        raise Refused([Refusal("/suggested_product_ids", "officers_suggest")])
    known = set(
        Product.objects.public().filter(pk__in=product_ids).values_list("pk", flat=True)
    )
    missing = [
        Refusal(f"/suggested_product_ids/{place}", "product_not_found", str(pk))
        for place, pk in enumerate(product_ids)
        if pk not in known
    ]
    if missing:
        raise Refused(missing)
    return [str(pk) for pk in dict.fromkeys(product_ids)]


def _attach(message: Message, ids: Sequence[UUID], actor: Actor) -> None:
    """Files of the same side that wait in this thread."""
    waiting = Attachment.objects.select_for_update().filter(
        enquiry=message.enquiry_id, side=actor.side, message__isnull=True, pk__in=ids
    )
    known = {attachment.pk for attachment in waiting}
    missing = [
        Refusal(f"/attachment_ids/{place}", "attachment_not_found", str(pk))
        for place, pk in enumerate(ids)
        if pk not in known
    ]
    if missing:
        raise Refused(missing)
    Attachment.objects.filter(pk__in=known).update(message=message)


def mark_read(enquiry: Enquiry, actor: Actor) -> None:
    """This person has read all that is there. Repeating is harmless."""
    ReadMark.objects.update_or_create(
        enquiry=enquiry, reader=actor.reader, defaults={"read_at": timezone.now()}
    )


@transaction.atomic
def decline(*, enquiry_id: UUID, actor: Actor, reason: str, note: str = "") -> Enquiry:
    """The seller cannot, or an officer says so for her: it counts as an answer.

    Raises `InvalidState`, `NotYours`.
    """
    enquiry = moving.locked(enquiry_id)
    moving.move(enquiry, Verb.DECLINE, actor, decline_reason=reason, closing_note=note)
    mark_read(enquiry, actor)
    return enquiry


@transaction.atomic
def withdraw(*, enquiry_id: UUID, actor: Actor, note: str = "") -> Enquiry:
    """The buyer needs it no more; what was agreed either side ends, with a reason.

    Raises `InvalidState`, `NotYours`, `Refused` without the reason.
    """
    enquiry = moving.locked(enquiry_id)
    rule = moving.check(enquiry, Verb.WITHDRAW, actor)
    if Status.AGREED in rule.sources and not note:
        raise Refused([Refusal("/note", "required")])
    if actor.side == Side.BUYER:
        _judge(enquiry, [note])
    moving.move(enquiry, Verb.WITHDRAW, actor, closing_note=note)
    mark_read(enquiry, actor)
    return enquiry


@transaction.atomic
def reopen(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """Go on with one that is over, once. Raises `InvalidState`, `NotYours`."""
    enquiry = moving.locked(enquiry_id)
    _check_reopened(enquiry, actor)
    was_delivered = enquiry.delivered_at is not None
    moving.move(
        enquiry,
        Verb.REOPEN,
        actor,
        reopened_at=timezone.now(),
        closed_at=None,
        decline_reason="",
        closing_note="",
        quote_valid_until_on=None,
    )
    if not was_delivered and enquiry.delivered_at is not None:
        record(EnquiryDelivered(enquiry.pk))
    return enquiry


def _check_reopened(enquiry: Enquiry, actor: Actor) -> None:
    """Is that it was reopened before all that bars it?"""
    facts = enquiry.facts(actor.side, timezone.localdate())
    at_first = replace(facts, was_reopened=False)
    if facts.was_reopened and states.find(at_first, Verb.REOPEN, actor.side):
        raise ReopenedBefore(moving.refusal(enquiry, actor))
