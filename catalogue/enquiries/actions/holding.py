"""What is kept from a seller until an officer has looked: reported, released, spam."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries.actions import moving, office
from catalogue.enquiries.models import (
    BlockedSender,
    Enquiry,
    Message,
    Quote,
)
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.states import LIVE, Status, Verb
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryDelivered, EnquiryMessageCreated
from catalogue.sellers.models import Seller
from catalogue.sellers.querysets import is_provincial


@transaction.atomic
def report_spam(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """The seller does not want this; an officer looks. What she offered is taken back,
    and nothing more of this sender reaches her, in no other thread either.

    Raises `InvalidState`, `NotYours`.
    """
    held = [moving.locked(pk) for pk in reported_with(enquiry_id)]
    (enquiry,) = (found for found in held if found.pk == enquiry_id)
    moving.check(enquiry, Verb.REPORT_SPAM, actor)
    _take_quote_back(enquiry, actor)
    hold(enquiry, actor, Enquiry.HeldFor.REPORTED)
    _block(enquiry, actor, seller=enquiry.seller)
    for other in held:
        if other.status in LIVE:
            _take_quote_back(other, actor)
            hold(other, actor, Enquiry.HeldFor.BLOCKED)
    audit.write("enquiry.reported", "enquiry", enquiry.pk)
    return enquiry


def hold(
    enquiry: Enquiry,
    actor: Actor,
    why: Enquiry.HeldFor,
    verb: Verb = Verb.REPORT_SPAM,
) -> None:
    """Keep it from the seller until an officer has looked; its buyer goes on."""
    moving.move(enquiry, verb, actor, held_for=why)


def _take_quote_back(enquiry: Enquiry, actor: Actor) -> None:
    """Where one is open; its buyer is told, as of any other."""
    if enquiry.told_status == Status.QUOTED:
        moving.close_quote(enquiry, Quote.Status.WITHDRAWN)
        moving.move(enquiry, Verb.WITHDRAW_QUOTE, actor)


def reported_with(enquiry_id: UUID) -> list[UUID]:
    """It, and what else its sender has in hand with its seller; in the order in which
    they are locked."""
    about = Enquiry.objects.values_list("seller_id", "submission__contact__email_mark")
    seller_id, mark = about.get(pk=enquiry_id)
    others = Enquiry.objects.filter(
        seller=seller_id, status__in=LIVE, submission__contact__email_mark=mark
    )
    return sorted({enquiry_id, *(others.values_list("pk", flat=True) if mark else ())})


@transaction.atomic
def release(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """An officer finds nothing wrong: delivered, or on to where its buyer is by now.

    Whoever was blocked for this seller is not any more; where the officer is the
    province's, for no seller, but for a domain that is blocked. Raises
    `InvalidState`, `NotYours`.
    """
    enquiry = moving.locked(enquiry_id)
    back_to = enquiry.told_status
    was_delivered = enquiry.delivered_at is not None
    news: dict[str, Any] = {}  # to the seller, now
    if enquiry.was_agreed_unheard:
        news = dict.fromkeys(["agreed_at", "buyer_wrote_at"], timezone.now())
    elif back_to == Status.WITHDRAWN:
        news = {"buyer_wrote_at": timezone.now()}
    moving.move(enquiry, Verb.RELEASE, actor, to=back_to, **news)
    _unblock(enquiry, actor)
    audit.write("enquiry.released", "enquiry", enquiry.pk, after={"to": str(back_to)})
    if not was_delivered and enquiry.delivered_at is not None:
        record(EnquiryDelivered(enquiry.pk))
    _deliver_withheld(enquiry)
    return enquiry


def _unblock(enquiry: Enquiry, actor: Actor) -> None:
    """A block that holds everywhere is the province's to lift, as at the desk."""
    mark = enquiry.submission.contact.email_mark
    if not mark:
        return
    concerned = Q(seller=enquiry.seller_id)
    if actor.user_id and is_provincial(User.objects.get(pk=actor.user_id)):
        concerned |= Q(seller__isnull=True)
    blocks = BlockedSender.objects.filter(concerned, email_mark=mark)
    for block_id in blocks.order_by("pk").values_list("pk", flat=True):
        office.unblock(block_id=block_id)


def _deliver_withheld(enquiry: Enquiry) -> None:
    """What the buyer wrote meanwhile."""
    held = Message.objects.filter(enquiry=enquiry, is_withheld=True)
    for message in held.order_by("pk"):
        message.is_withheld = False
        message.save(update_fields=["is_withheld"])
        enquiry.buyer_wrote_at = timezone.now()
        moving.save(enquiry)
        if enquiry.delivered_at is not None:
            record(EnquiryMessageCreated(enquiry.pk, message.pk))


@transaction.atomic
def mark_spam(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """An officer agrees that it is spam: its sender is blocked everywhere, and what she
    was offered, or took herself for agreed with, ends.

    Raises `InvalidState`, `NotYours`.
    """
    enquiry = moving.locked(enquiry_id)
    moving.check(enquiry, Verb.MARK_SPAM, actor)
    _take_quote_back(enquiry, THE_SYSTEM)
    if enquiry.was_agreed_unheard:
        moving.move(enquiry, Verb.WITHDRAW, THE_SYSTEM)
    moving.move(enquiry, Verb.MARK_SPAM, actor)
    _block(enquiry, actor, seller=None)
    audit.write("enquiry.marked_spam", "enquiry", enquiry.pk)
    return enquiry


def _block(enquiry: Enquiry, actor: Actor, *, seller: Seller | None) -> None:
    """Of a sender who is erased nothing is known to block her by."""
    mark = enquiry.submission.contact.email_mark
    if mark:
        BlockedSender.objects.get_or_create(
            seller=seller,
            email_mark=mark,
            domain="",
            defaults={"enquiry": enquiry, "blocked_by_id": actor.user_id},
        )
