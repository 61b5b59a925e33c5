"""What the seller reports and officers decide: spam, held enquiries, outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalogue.enquiries.actions import moving
from catalogue.enquiries.errors import Refusal, Refused
from catalogue.enquiries.models import (
    BlockedSender,
    Enquiry,
    Message,
    Outcome,
)
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import LIVE, Status, Verb, Waiting
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import EnquiryDelivered, EnquiryMessageCreated
from catalogue.sellers.models import Seller


@transaction.atomic
def report_spam(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """The seller does not want this; an officer looks. Its clock stops, and nothing
    more of this sender reaches her, in no other thread either.

    Raises `InvalidState`, `NotYours`.
    """
    held = [moving.locked(pk) for pk in sorted({enquiry_id, *_others(enquiry_id)})]
    (enquiry,) = (found for found in held if found.pk == enquiry_id)
    hold(enquiry, actor, Enquiry.HeldFor.REPORTED)
    _block(enquiry, actor, seller=enquiry.seller)
    for other in held:
        if other.status in LIVE:
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
    moving.move(
        enquiry,
        verb,
        actor,
        held_from=enquiry.status,
        held_waiting_on=enquiry.waiting_on,
        held_for=why,
    )


def _others(enquiry_id: UUID) -> list[UUID]:
    """What else its sender has in hand with its seller."""
    about = Enquiry.objects.values_list("seller_id", "submission__contact__email_mark")
    seller_id, mark = about.get(pk=enquiry_id)
    others = Enquiry.objects.filter(
        seller=seller_id, status__in=LIVE, submission__contact__email_mark=mark
    )
    return list(others.values_list("pk", flat=True)) if mark else []


@transaction.atomic
def release(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """An officer finds nothing wrong: delivered, or on to where its buyer is by now.

    Whoever was blocked for it is not any more, but for a domain that is blocked.
    Raises `InvalidState`, `NotYours`.
    """
    enquiry = moving.locked(enquiry_id)
    back_to = Status(enquiry.held_from or Status.NEW)
    turn = Waiting(enquiry.held_waiting_on or Waiting.SELLER)
    was_delivered = enquiry.delivered_at is not None
    moving.move(
        enquiry,
        Verb.RELEASE,
        actor,
        to=back_to,
        held_from="",
        held_waiting_on="",
        held_for="",
    )
    if back_to in {Status.OPEN, Status.QUOTED}:
        enquiry.waiting_on = enquiry.answering if turn == Waiting.SELLER else turn
        moving.save(enquiry)
    _unblock(enquiry)
    audit.write("enquiry.released", "enquiry", enquiry.pk, after={"to": str(back_to)})
    if not was_delivered and enquiry.delivered_at is not None:
        record(EnquiryDelivered(enquiry.pk))
    _deliver_withheld(enquiry)
    return enquiry


def _unblock(enquiry: Enquiry) -> None:
    mark = enquiry.submission.contact.email_mark
    rows = BlockedSender.objects.filter(
        Q(seller=enquiry.seller_id) | Q(seller__isnull=True)
    )
    if mark:
        rows.filter(email_mark=mark).delete()


def _deliver_withheld(enquiry: Enquiry) -> None:
    """What the buyer wrote meanwhile."""
    held = Message.objects.filter(enquiry=enquiry, is_withheld=True)
    for message in held.order_by("pk"):
        message.is_withheld = False
        message.save(update_fields=["is_withheld"])
        enquiry.buyer_wrote_at = timezone.now()
        moving.save(enquiry)
        record(EnquiryMessageCreated(enquiry.pk, message.pk))


@transaction.atomic
def mark_spam(*, enquiry_id: UUID, actor: Actor) -> Enquiry:
    """An officer agrees that it is spam: its sender is blocked everywhere.

    Raises `InvalidState`, `NotYours`.
    """
    enquiry = moving.locked(enquiry_id)
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


@dataclass(frozen=True)
class Result:
    """What came of it, as the seller says. `value`: (amount, ISO 4217)."""

    realised: bool
    value: tuple[Decimal, str] | None = None
    destination_country: str = ""
    shipped_on: date | None = None
    jobs_added: int | None = None


def _faults(result: Result) -> Iterator[Refusal]:
    if not result.realised and result.value is not None:
        yield Refusal("/value", "nothing_realised")
    if not result.realised and result.jobs_added:
        yield Refusal("/jobs_added", "no_jobs_realised")
    if result.shipped_on is not None and result.shipped_on > timezone.localdate():
        yield Refusal("/shipped_on", "not_yet", result.shipped_on.isoformat())


@transaction.atomic
def record_outcome(*, enquiry_id: UUID, actor: Actor, result: Result) -> Outcome:
    """Until an officer has verified it, it may be told anew.

    Raises `InvalidState`, `NotYours`, `Refused`.
    """
    enquiry = moving.locked(enquiry_id)
    moving.move(enquiry, Verb.RECORD_OUTCOME, actor)
    if refusals := list(_faults(result)):
        raise Refused(refusals)
    amount, currency = result.value or (None, "")
    outcome, _ = Outcome.objects.update_or_create(
        enquiry=enquiry,
        defaults={
            "realised": result.realised,
            "value": amount,
            "currency": currency,
            "destination_country": result.destination_country
            or enquiry.submission.destination_country,
            "shipped_on": result.shipped_on,
            "jobs_added": result.jobs_added,
            "recorded_at": timezone.now(),
            "recorded_by_id": actor.user_id,
        },
    )
    return outcome


@transaction.atomic
def verify_outcome(
    *, enquiry_id: UUID, actor: Actor, expected: int | None = None
) -> Outcome:
    """An officer has seen papers of it: from now on it counts as verified.

    Raises `InvalidState`, `NotYours`, and `Stale` where the enquiry is no longer at
    the version `expected`, which she looked at.
    """
    enquiry = moving.locked(enquiry_id)
    if expected not in {None, enquiry.version}:
        raise Stale
    moving.move(enquiry, Verb.VERIFY_OUTCOME, actor)
    outcome = enquiry.outcome
    outcome.verified_at, outcome.verified_by_id = timezone.now(), actor.user_id
    outcome.save(update_fields=["verified_at", "verified_by"])
    audit.write("enquiry.outcome_verified", "enquiry", enquiry.pk)
    return outcome
