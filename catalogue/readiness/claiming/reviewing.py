"""What an officer reads of a claim's review, and what changed since she agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from catalogue.readiness.actions import claims
from catalogue.readiness.models import Answer, Certificate, ClaimStatus
from catalogue.reviews.comparing import Comparison, approved_before
from catalogue.reviews.differences import content_changes
from catalogue.reviews.models import CLAIMS, Review


@dataclass(frozen=True)
class Claim:
    """One of the two is there; `content` is what is decided on."""

    certificate: Certificate | None
    answer: Answer | None
    content: dict[str, Any]
    comparison: Comparison


def read(review: Review) -> Claim | None:
    """None where it is of another kind, or the seller took the claim back."""
    certificate = answer = None
    if review.kind == Review.Kind.CERTIFICATE:
        rows = Certificate.objects.for_display()
        certificate = rows.filter(pk=review.subject_id).first()
    elif review.kind == Review.Kind.ANSWER:
        held = Answer.objects.select_related("evidence", "product")
        answer = held.filter(pk=review.subject_id).first()
    if certificate is not None:
        content = claims.certificate_content(certificate)
    elif answer is not None:
        content = claims.answer_content(answer)
    else:
        return None
    return Claim(certificate, answer, content, _compare(review, content))


def _compare(review: Review, content: dict[str, Any]) -> Comparison:
    earlier = approved_before(review)
    if earlier is None:
        return Comparison(first=True)
    return Comparison(first=False, changes=content_changes(earlier.snapshot, content))


def renewed_already(certificate: Certificate) -> Certificate | None:
    """Another, verified one that renews what this one shall renew."""
    if certificate.renews is None:
        return None
    others = certificate.renews.renewals.exclude(pk=certificate.pk)
    return others.filter(status=ClaimStatus.VERIFIED).first()


def names(reviews: Sequence[Review]) -> dict[UUID, dict[str, str]]:
    """What the subjects of these reviews are called, per language."""
    ids = {
        kind: [review.subject_id for review in reviews if review.kind == kind]
        for kind in CLAIMS
    }
    of_types = Certificate.objects.filter(pk__in=ids[Review.Kind.CERTIFICATE])
    found = dict(of_types.values_list("pk", "type__name"))
    if answered := ids[Review.Kind.ANSWER]:
        answers = Answer.objects.filter(pk__in=answered).select_related("product")
        found |= {answer.pk: claims.answer_name(answer) for answer in answers}
    return found
