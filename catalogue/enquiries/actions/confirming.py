"""A guest proves her address, or joins what she asked to her account."""

from datetime import timedelta
from enum import Enum, auto
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone

from catalogue.accounts import identity, tokens
from catalogue.accounts.models import Token, User
from catalogue.enquiries import abuse, deadlines
from catalogue.enquiries.actions import moving, submitting
from catalogue.enquiries.errors import AddressUnproven, LinkInvalid
from catalogue.enquiries.models import Enquiry, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side, Status, Verb
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.types import EnquiryDelivered

SALT = "enquiry confirmation"
GUEST_SCOPE = "buyer"  # what an `et_` token of a submission may do


def link_token(submission: Submission) -> str:
    """What the mailed link carries: good until the enquiry expires unconfirmed."""
    return signing.dumps(str(submission.pk), salt=SALT)


def read_link(token: str) -> UUID:
    """Raises `LinkInvalid`, also for one that is too old."""
    life = timedelta(hours=deadlines.terms().confirm_hours)
    submission_id = _signed(token, life)
    if submission_id is None:
        raise LinkInvalid
    return submission_id


def _signed(token: str, life: timedelta | None = None) -> UUID | None:
    """None where it is none of ours, or older."""
    try:
        return UUID(signing.loads(token, salt=SALT, max_age=life))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


class Proof(Enum):
    """What a link may still do."""

    GOOD = auto()
    USED = auto()  # the address is proven; it opens what was asked for a while yet
    USED_LONG_AGO = auto()
    TOO_LATE = auto()
    ERASED = auto()
    NOT_OURS = auto()  # forged, or cut off


def judge(token: str) -> tuple[Proof, Submission | None]:
    """Changes nothing. The submission is None where the link is none of ours."""
    submission_id = _signed(token)
    found = Submission.objects.select_related("contact")
    submission = found.filter(pk=submission_id).first() if submission_id else None
    if submission is None:
        return Proof.NOT_OURS, None
    contact = submission.contact
    is_young = _signed(token, timedelta(hours=deadlines.terms().confirm_hours))
    if contact.erased_at is not None:
        return Proof.ERASED, submission
    if contact.proven_at is not None:
        return Proof.USED if is_young else Proof.USED_LONG_AGO, submission
    return Proof.GOOD if is_young else Proof.TOO_LATE, submission


@transaction.atomic
def confirm(token: str) -> Submission:
    """Prove the address and deliver what was asked. Repeating is harmless.

    Raises `LinkInvalid`.
    """
    submission = moving.locked_submission(read_link(token))
    if submission is None or submission.contact.erased_at is not None:
        raise LinkInvalid
    contact = submission.contact
    if contact.proven_at is None:
        contact.proven_at = timezone.now()
        contact.save(update_fields=["proven_at"])
        _deliver(submission)
    return submission


def _deliver(submission: Submission) -> None:
    enquiries = list(Enquiry.objects.filter(submission=submission).order_by("pk"))
    sellers = [enquiry.seller_id for enquiry in enquiries]
    blocked = abuse.blocked_for(submission.contact, sellers)
    actor = Actor(Side.BUYER)
    for found in enquiries:
        enquiry = moving.locked(found.pk)
        if enquiry.status != Status.UNCONFIRMED:
            continue  # it expired a moment ago
        is_blocked = enquiry.seller_id in blocked
        status, held_for = submitting.entrance(submission, is_blocked=is_blocked)
        moving.move(
            enquiry,
            Verb.CONFIRM,
            actor,
            to=status,
            at=submission.contact.proven_at,
            held_for=held_for,
        )
        if status == Status.NEW:
            record(EnquiryDelivered(enquiry.pk))


def issue_token(submission: Submission) -> str:
    """A fresh `et_…` of this submission; only its hash is kept."""
    _, secret = tokens.issue(
        Token.Kind.ENQUIRY, None, subject_id=submission.pk, scopes=[GUEST_SCOPE]
    )
    return secret


@transaction.atomic
def claim(*, secret: str, user: User) -> Submission:
    """Join a guest's submission to an account, which then opens it; its `et_` tokens
    end. Repeating is harmless for whoever claimed it.

    Both addresses are proven by then, since letters go to the account's and the seller
    is shown the guest's. Raises `LinkInvalid`, `EmailNotVerified`, `AddressUnproven`.
    """
    token = Token.objects.filter(
        digest=tokens.digest(secret), kind=Token.Kind.ENQUIRY, user=None
    ).first()
    if token is None or token.subject_id is None:
        raise LinkInvalid
    submission = moving.locked_submission(token.subject_id)
    if submission is None:
        raise LinkInvalid
    if submission.buyer_id == user.pk:
        return submission
    if submission.buyer_id or not Token.objects.usable().filter(pk=token.pk).exists():
        raise LinkInvalid
    identity.check_proven(user)
    if submission.contact.proven_at is None:
        raise AddressUnproven
    submission.buyer = user
    submission.save(update_fields=["buyer"])
    Enquiry.objects.filter(submission=submission).update(buyer=user)
    end_tokens(submission)
    audit.write("enquiry.claimed", "submission", submission.pk)
    return submission


def end_tokens(submission: Submission) -> None:
    """Nobody opens it by an `et_…` any more."""
    Token.objects.filter(
        kind=Token.Kind.ENQUIRY, subject_id=submission.pk, revoked_at=None
    ).update(revoked_at=timezone.now())
