"""What the office decides on claims: certificates and answers with their evidence."""

from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.accounts.models import User
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.types import AnswerChanged
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions import certificates
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.assessment.model import DUE_DILIGENCE
from catalogue.readiness.errors import NotRevocable, PlotsMissing
from catalogue.readiness.models import Answer, Certificate, ClaimStatus, Plot
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import Review
from catalogue.sellers import oversight
from catalogue.sellers.models import Regency, Seller
from catalogue.sellers.querysets import is_provincial
from catalogue.texts import resolve

STATUS_AFTER = {
    Review.Status.APPROVED: ClaimStatus.VERIFIED,
    Review.Status.CHANGES_REQUESTED: ClaimStatus.SELF_DECLARED,
    Review.Status.REJECTED: ClaimStatus.REJECTED,
}
YES_OR_NO = {"yes": {"en": "Yes", "id": "Ya"}, "no": {"en": "No", "id": "Tidak"}}


@transaction.atomic
def carry_out(review_id: UUID) -> None:
    """Do what was decided on a certificate or an answer, and tell the seller.

    Other kinds are left to others. Raises `PlotsMissing`.
    """
    review = Review.objects.select_related("seller__regency", "decided_by").get(
        pk=review_id
    )
    if review.kind == Review.Kind.CERTIFICATE:
        _decide_certificate(review)
    elif review.kind == Review.Kind.ANSWER:
        _decide_answer(review)


def _decide_certificate(review: Review) -> None:
    certificate = certificates.lock(review.subject_id)
    if review.status == Review.Status.APPROVED:
        _check_plots(certificate)
    _settle(certificate, review)
    certificate.reason, certificate.note = review.reason, review.note
    certificate.reminded_days = None
    certificates.save(certificate)
    _remember(review, certificate_content(certificate))
    reviews.tell(review, certificate.type.name)


def _decide_answer(review: Review) -> None:
    answer = Answer.objects.select_for_update().get(pk=review.subject_id)
    _settle(answer, review)
    answer.version += 1
    answer.save()
    record(AnswerChanged(answer.seller_id, answer.product_id))
    _remember(review, answer_content(answer))
    reviews.tell(review, answer_name(answer))


def _settle(claim: Certificate | Answer, review: Review) -> None:
    claim.status = STATUS_AFTER[Review.Status(review.status)]
    verified = claim.status == ClaimStatus.VERIFIED
    claim.verified_on = today() if verified else None
    claim.verified_by = verifier(review.decided_by, review.seller) if verified else None
    if claim.status == ClaimStatus.REJECTED and claim.evidence is not None:
        claim.refused = [*claim.refused, claim.evidence.sha256]


def verifier(officer: User | None, seller: Seller) -> Regency | None:
    """The regency whose officer decides on this seller; None is the province."""
    if officer is None or is_provincial(officer):
        return None
    return seller.regency


def _remember(review: Review, content: dict[str, Any]) -> None:
    """Keep what was decided on, so that the next review can tell what changed."""
    review.snapshot = content
    review.save(update_fields=["snapshot"])


def _check_plots(certificate: Certificate) -> None:
    """Due diligence names the land: Regulation (EU) 2023/1115 art. 9(1)(d)."""
    if certificate.type_id != DUE_DILIGENCE:
        return
    concerned = products_of(certificate)
    with_plots = set(
        Plot.objects.filter(product__in=concerned).values_list("product_id", flat=True)
    )
    missing = [pk for pk in concerned if pk not in with_plots]
    if missing or not concerned:
        raise PlotsMissing(missing)


def products_of(certificate: Certificate) -> list[UUID]:
    """Those it speaks of; of a general one, all of hers whose HS code it is for."""
    if certificate.is_of_products or certificate.products.exists():
        return list(certificate.products.order_by("pk").values_list("pk", flat=True))
    hers = Product.objects.filter(seller_id=certificate.seller_id).exclude(
        status__in=[Product.Status.ARCHIVED, Product.Status.REJECTED]
    )
    prefixes = tuple(certificate.type.applies_to_hs)
    return [
        pk
        for pk, hs_code in hers.order_by("pk").values_list("pk", "hs_code")
        if not prefixes or hs_code.startswith(prefixes)
    ]


@transaction.atomic
def revoke(
    *,
    certificate_id: UUID,
    note: dict[str, str],
    expected_version: int | None = None,
) -> Certificate:
    """It counts no more, at once; what it renewed counts again. The seller is told.

    Raises `Stale`, `NotRevocable`.
    """
    certificate = certificates.lock(certificate_id, expected_version)
    if certificate.status != ClaimStatus.VERIFIED:
        raise NotRevocable(certificate.status)
    certificate.status = ClaimStatus.REVOKED
    certificate.reason = ""
    certificate.note = {language: text for language, text in note.items() if text}
    audit.write(
        "certificate.revoked",
        "certificate",
        certificate.pk,
        before={"status": str(ClaimStatus.VERIFIED)},
        after={"status": str(certificate.status), "type": certificate.type_id},
    )
    certificates.save(certificate, is_removal=True)
    name = certificate.type.name
    oversight.tell_owners(
        certificate.seller,
        "certificate_revoked",
        subject_id=name.get("id", ""),
        subject_en=name.get("en", ""),
        note_id=certificate.note.get("id", ""),
        note_en=certificate.note.get("en", ""),
    )
    return certificate


# -- what is decided on


def certificate_content(certificate: Certificate) -> dict[str, Any]:
    """As plain values, to compare; what its file is called, not what is in it."""
    product_ids = certificate.products.order_by("pk").values_list("pk", flat=True)
    return {
        "type": certificate.type_id,
        "number": certificate.number,
        "issuer": certificate.issuer,
        "scope": certificate.scope,
        "issued_on": _day(certificate.issued_on),
        "expires_on": _day(certificate.expires_on),
        "product_ids": [str(pk) for pk in product_ids],
        "evidence": str(certificate.evidence_id) if certificate.evidence_id else None,
    }


def answer_content(answer: Answer) -> dict[str, Any]:
    return {
        "option": answer.option,
        "note": answer.note,
        "expires_on": _day(answer.expires_on),
        "evidence": str(answer.evidence_id) if answer.evidence_id else None,
    }


def _day(day) -> str | None:
    return day.isoformat() if day else None


def question_text(code: str) -> dict[str, str]:
    """Of a question, a condition or a confirmation of the model in force."""
    model = versions.in_force()
    if (question := model.question.get(code)) is not None:
        return dict(question.text)
    if (condition := model.conditions.get(code)) is not None:
        return dict(condition.text)
    return {}


def answer_name(answer: Answer) -> dict[str, str]:
    """What it is called: the product it is about, if any, and the question."""
    code = answer.question
    texts = question_text(code) or {"id": code, "en": code}  # asked no more
    if answer.product is None:
        return texts
    return {
        language: f"{resolve(answer.product.name, language) or '–'}: {text}"
        for language, text in texts.items()
    }


def option_texts(code: str) -> dict[str, dict[str, str]]:
    """All that can be answered, by letter."""
    question = versions.in_force().question.get(code)
    if question is None:
        return YES_OR_NO
    return {option.letter: dict(option.text) for option in question.options}
