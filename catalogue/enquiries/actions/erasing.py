"""Forget a person: on her request, or when her time is over. What is counted stays."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from catalogue.dates import add_months
from catalogue.enquiries.actions import attaching, confirming, moving
from catalogue.enquiries.models import (
    Attachment,
    Contact,
    Enquiry,
    Item,
    Message,
    Submission,
)
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.querysets import SubmissionQuerySet
from catalogue.enquiries.states import LIVE, Side, Status, Verb
from catalogue.journal import audit, notices
from catalogue.journal.models import IdempotencyKey

FIELDS = ("name", "email", "email_mark", "company", "phone")
MOST_AT_ONCE = 1000


@transaction.atomic
def erase(submission_id: UUID, *, why: str) -> None:
    """Empty the contact and all that she wrote; withdraw what is still in hand.

    Letters that wait with her words go unsent. Country, products, quantities and the
    history of states stay: they name nobody. Repeating cleans once more.
    """
    # The contact first, as whoever proves its address does.
    contact = Contact.objects.select_for_update().get(submission=submission_id)
    submission = Submission.objects.select_for_update().get(pk=submission_id)
    for name in FIELDS:
        setattr(contact, name, "")
    contact.save(update_fields=FIELDS)
    notices.forget(f"contact:{contact.pk}")
    notices.forget_about(submission.pk)
    if contact.erased_at is None:
        _withdraw(submission)  # while she may: who is erased does nothing more
        contact.erased_at = timezone.now()
        contact.save(update_fields=["erased_at"])
        audit.write("contact.erased", "submission", submission.pk, after={"why": why})
    _forget_words(submission)
    confirming.end_tokens(submission)
    IdempotencyKey.objects.filter(about=submission.pk).delete()


def _withdraw(submission: Submission) -> None:
    actor, today = Actor(Side.BUYER, submission.buyer_id), timezone.localdate()
    for found in Enquiry.objects.filter(submission=submission).order_by("pk"):
        enquiry = moving.locked(found.pk)
        if enquiry.seen_status(Side.BUYER, today) in LIVE:
            moving.move(enquiry, Verb.WITHDRAW, actor)


def _forget_words(submission: Submission) -> None:
    """Messages, notes and files of hers; why a thread was withdrawn too, which of an
    agreement the seller may have written."""
    of_hers = Q(enquiry__submission=submission, side=Side.BUYER)
    Message.objects.filter(of_hers).update(body="", author=None)
    attaching.drop(list(Attachment.objects.filter(of_hers)))
    Item.objects.filter(enquiry__submission=submission).update(note="")
    withdrawn = Q(status=Status.WITHDRAWN) | Q(held_from=Status.WITHDRAWN)
    Enquiry.objects.filter(withdrawn, submission=submission).update(closing_note="")


def erase_old() -> int:
    """Contacts of guests whose last activity is past its term, and addresses that
    nobody came to prove; how many."""
    before = add_months(timezone.localdate(), -settings.CONTACT_MONTHS)
    guests = Submission.objects.filter(
        buyer__isnull=True, contact__erased_at__isnull=True
    )
    inactive = guests.filter(created_at__date__lt=before).exclude(
        enquiries__active_at__date__gte=before
    )
    return _erase_all(inactive, "retention") + _erase_all(_unproven(guests), "unproven")


def _unproven(guests: SubmissionQuerySet) -> SubmissionQuerySet:
    """All that was asked has expired, some days ago."""
    before = timezone.now() - timedelta(days=settings.UNPROVEN_CONTACT_DAYS)
    not_over = Enquiry.objects.filter(submission=OuterRef("pk")).exclude(
        status=Status.EXPIRED, closed_at__lt=before
    )
    return guests.filter(~Exists(not_over), contact__proven_at__isnull=True)


def _erase_all(found: SubmissionQuerySet, why: str) -> int:
    ids = list(found.values_list("pk", flat=True)[:MOST_AT_ONCE])
    for submission_id in ids:
        erase(submission_id, why=why)
    return len(ids)
