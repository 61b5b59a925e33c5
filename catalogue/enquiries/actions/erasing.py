"""Forget a person: on her request, or when her time is over. What is counted stays."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from catalogue.dates import add_months
from catalogue.enquiries.actions import attaching, confirming, moving
from catalogue.enquiries.models import Attachment, Contact, Enquiry, Message, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import LIVE, Side, Status, Verb
from catalogue.journal import audit, notices
from catalogue.journal.models import IdempotencyKey

FIELDS = ("name", "email", "email_mark", "company", "phone")


@transaction.atomic
def erase(submission_id: UUID, *, why: str) -> None:
    """Empty the contact and all that she wrote; withdraw what is still in hand.

    Country, products, quantities and the history of states stay: they name nobody.
    Repeating is harmless.
    """
    submission = Submission.objects.select_for_update().get(pk=submission_id)
    contact = Contact.objects.get(pk=submission.contact_id)
    if contact.erased_at is not None:
        return
    _withdraw(submission)
    for name in FIELDS:
        setattr(contact, name, "")
    contact.erased_at = timezone.now()
    contact.save()
    written = Message.objects.filter(enquiry__submission=submission, side=Side.BUYER)
    written.update(body="", author=None)
    attaching.drop(
        list(Attachment.objects.filter(enquiry__submission=submission, side=Side.BUYER))
    )
    for enquiry in Enquiry.objects.filter(submission=submission):
        enquiry.items.update(note="")
    confirming.end_tokens(submission)
    IdempotencyKey.objects.filter(about=submission.pk).delete()
    notices.forget(f"contact:{contact.pk}")
    audit.write("contact.erased", "submission", submission.pk, after={"why": why})


def _withdraw(submission: Submission) -> None:
    actor = Actor(Side.BUYER, submission.buyer_id)
    for found in Enquiry.objects.filter(submission=submission).order_by("pk"):
        enquiry = moving.locked(found.pk)
        if enquiry.status in {*LIVE, Status.HELD, Status.SPAM}:
            moving.move(enquiry, Verb.WITHDRAW, actor)


def erase_old() -> int:
    """Contacts of guests whose last activity is past its term; how many."""
    before = add_months(timezone.localdate(), -settings.CONTACT_MONTHS)
    old = Submission.objects.filter(
        buyer__isnull=True, contact__erased_at__isnull=True, created_at__date__lt=before
    ).exclude(enquiries__active_at__date__gte=before)
    ids = list(old.values_list("pk", flat=True)[:1000])
    for submission_id in ids:
        erase(submission_id, why="retention")
    return len(ids)
