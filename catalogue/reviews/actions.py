"""Open reviews, decide them, tell the seller; resolve reports of abuse."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import ReportResolved, ReviewDecided
from catalogue.reviews.errors import AlreadyDecided, NoteRequired
from catalogue.reviews.models import Report, Review
from catalogue.sellers import oversight
from catalogue.sellers.identity import identity_of
from catalogue.sellers.models import Seller


@transaction.atomic
def open_review(
    *,
    kind: Review.Kind,
    subject_id: UUID,
    seller_id: UUID,
    is_afterwards: bool = False,
) -> Review:
    """Put the subject before an officer; one that waits already moves on a version."""
    review, created = Review.objects.get_or_create(
        kind=kind,
        subject_id=subject_id,
        status=Review.Status.PENDING,
        defaults={"seller_id": seller_id, "is_afterwards": is_afterwards},
    )
    if not created:
        review.version += 1
        review.save(update_fields=["version"])
    return review


def subject_changed(kind: Review.Kind, subject_id: UUID) -> None:
    """What an officer may be reading has changed: her tag is stale."""
    for review in Review.objects.open().filter(kind=kind, subject_id=subject_id):
        review.version += 1
        review.save(update_fields=["version"])


def withdraw(kind: Review.Kind, subject_id: UUID) -> None:
    """The seller took it back before anybody decided."""
    Review.objects.open().filter(kind=kind, subject_id=subject_id).update(
        status=Review.Status.WITHDRAWN
    )


@transaction.atomic
def decide(
    *,
    review_id: UUID,
    officer: User,
    decision: Review.Status,
    reason: str = "",
    note: dict[str, str] | None = None,
    expected_version: int | None = None,
) -> Review:
    """Approve, ask for changes or reject, and tell the seller, all at once.

    Raises `AlreadyDecided`, `Stale` where the subject moved on from
    `expected_version`, `NoteRequired` where a refusal does not say why, and whatever
    refuses to carry the decision out.
    """
    seller_id = Review.objects.values_list("seller_id", flat=True).get(pk=review_id)
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    review = Review.objects.select_for_update().get(pk=review_id)
    if review.status != Review.Status.PENDING:
        raise AlreadyDecided(review.status)
    if expected_version not in {None, review.version}:
        raise Stale
    note = {language: text for language, text in (note or {}).items() if text}
    if decision != Review.Status.APPROVED and not (reason and note.get("id")):
        raise NoteRequired
    before: dict[str, Any] = {"status": review.status}
    review.status, review.reason, review.note = decision, reason, note
    review.decided_at, review.decided_by = timezone.now(), officer
    review.version += 1
    if review.kind == Review.Kind.SELLER:
        review.snapshot = identity_of(seller)
    review.save()
    audit.write(
        f"review.{decision}",
        review.kind,
        review.subject_id,
        before=before,
        after={"status": str(decision), "reason": reason, "review": review.pk},
    )
    if review.kind == Review.Kind.SELLER:
        if decision == Review.Status.APPROVED:
            oversight.verify_seller(seller.pk)
        elif decision == Review.Status.REJECTED:
            oversight.refuse_seller(seller.pk)
    record(
        ReviewDecided(
            review.pk,
            str(review.kind),
            review.subject_id,
            str(decision),
            review.is_afterwards,
        )
    )
    if review.kind == Review.Kind.SELLER:
        tell(review, {"id": seller.name})
    return review


def tell(review: Review, subject: dict[str, str]) -> None:
    """A letter to the owners, which calls the subject by its name per language."""
    oversight.tell_owners(
        review.seller,
        f"review_{review.status}",
        subject_id=subject.get("id", ""),
        subject_en=subject.get("en", ""),
        what=str(review.kind),
        note_id=review.note.get("id", ""),
        note_en=review.note.get("en", ""),
    )


@transaction.atomic
def report_product(
    *,
    product_id: UUID,
    seller_id: UUID,
    reason: str,
    note: str,
    reporter: User | None,
) -> Report:
    return Report.objects.create(
        product_id=product_id,
        seller_id=seller_id,
        reason=reason,
        note=note,
        reporter=reporter,
    )


@transaction.atomic
def resolve_report(
    *, report_id: UUID, officer: User, action: Report.Action, note: str = ""
) -> Report:
    """Dismiss it, hide the product, or suspend the seller; `AlreadyDecided` if done."""
    seller_id = Report.objects.values_list("seller_id", flat=True).get(pk=report_id)
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.resolved_at is not None:
        raise AlreadyDecided(report.action)
    report.action, report.resolution_note = action, note
    report.resolved_at, report.resolved_by = timezone.now(), officer
    report.save()
    audit.write(
        "report.resolved",
        "product",
        report.product_id,
        after={"action": str(action), "report": report.pk},
    )
    if action == Report.Action.SUSPEND_SELLER and seller.suspended_at is None:
        oversight.suspend_seller(seller_id=seller.pk, reason="report", note=note)
    record(ReportResolved(report.pk, report.product_id, str(action)))
    return report
