"""Forget a person: on her request, or when her time is over. What is counted stays."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from catalogue.dates import add_months
from catalogue.enquiries import recipients
from catalogue.enquiries.actions import attaching, confirming, moving
from catalogue.enquiries.models import (
    Attachment,
    Enquiry,
    Item,
    Message,
    ReadMark,
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

    Letters that wait with her words go unsent, and it is no account's any more.
    Country, products, quantities and the history of states stay: they name nobody.
    Repeating cleans once more.
    """
    submission = _held(submission_id)
    contact = submission.contact
    for name in FIELDS:
        setattr(contact, name, "")
    contact.save(update_fields=FIELDS)
    notices.forget(recipients.key_of(contact))
    notices.forget_about(submission.pk)
    if contact.erased_at is None:
        _withdraw(submission)  # while she may: who is erased does nothing more
        _mark_erased(submission, why)
    _forget_words(submission)
    _forget_reader(submission)
    confirming.end_tokens(submission)
    IdempotencyKey.objects.filter(about=submission.pk).delete()


@transaction.atomic
def erase_contact(submission_id: UUID, *, why: str) -> None:
    """Empty what sellers were shown of an account that asked. Its threads stay its
    own to read. Repeating changes nothing."""
    submission = _held(submission_id)
    contact = submission.contact
    if contact.erased_at is not None:
        return
    for name in FIELDS:
        setattr(contact, name, "")
    contact.save(update_fields=FIELDS)
    _mark_erased(submission, why)


def _held(submission_id: UUID) -> Submission:
    submission = moving.locked_submission(submission_id)
    if submission is None:
        raise Submission.DoesNotExist
    return submission


def _mark_erased(submission: Submission, why: str) -> None:
    submission.contact.erased_at = timezone.now()
    submission.contact.save(update_fields=["erased_at"])
    audit.write("contact.erased", "submission", submission.pk, after={"why": why})


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


def _forget_reader(submission: Submission) -> None:
    """Which account asked, and when somebody read as its buyer."""
    threads = Enquiry.objects.filter(submission=submission)
    readers = {
        Actor(Side.BUYER, user_id).reader for user_id in (submission.buyer_id, None)
    }
    ReadMark.objects.filter(enquiry__in=threads, reader__in=readers).delete()
    threads.update(buyer=None)
    submission.buyer = None
    submission.save(update_fields=["buyer"])


def erase_old() -> int:
    """Contacts whose last activity is past its term, and addresses that nobody came to
    prove; how many."""
    before = add_months(timezone.localdate(), -settings.CONTACT_MONTHS)
    known = Submission.objects.filter(contact__erased_at__isnull=True)
    inactive = known.filter(created_at__date__lt=before).exclude(
        enquiries__active_at__date__gte=before
    )
    guests = known.filter(buyer__isnull=True)
    in_hand = Enquiry.objects.filter(submission=OuterRef("pk"), status__in=LIVE)
    of_accounts = inactive.filter(~Exists(in_hand), buyer__isnull=False)
    return (
        _each(erase, inactive.filter(buyer__isnull=True), "retention")
        + _each(erase_contact, of_accounts, "retention")
        + _each(erase, _unproven(guests), "unproven")
    )


def _unproven(guests: SubmissionQuerySet) -> SubmissionQuerySet:
    """All that was asked has expired, some days ago."""
    before = timezone.now() - timedelta(days=settings.UNPROVEN_CONTACT_DAYS)
    not_over = Enquiry.objects.filter(submission=OuterRef("pk")).exclude(
        status=Status.EXPIRED, closed_at__lt=before
    )
    return guests.filter(~Exists(not_over), contact__proven_at__isnull=True)


def _each(do: Callable[..., None], found: SubmissionQuerySet, why: str) -> int:
    ids = list(found.values_list("pk", flat=True)[:MOST_AT_ONCE])
    for submission_id in ids:
        do(submission_id, why=why)
    return len(ids)
