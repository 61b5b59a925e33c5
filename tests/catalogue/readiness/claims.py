"""Certificates, answers and documents for tests: the least of each."""

import io
import itertools
from datetime import date

from django.core.files.base import ContentFile
from PIL import Image as Picture

from catalogue.readiness.actions import certificates
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.models import Answer, Certificate, EvidenceFile
from catalogue.reviews.actions import decide, open_review
from catalogue.reviews.models import Review

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
_numbers = itertools.count(1)


def pdf(data=PDF, name="sertifikat.pdf") -> ContentFile:
    return ContentFile(data, name)


def photograph(**options) -> ContentFile:
    file = io.BytesIO()
    Picture.new("RGB", (64, 48), "olive").save(file, "JPEG", **options)
    return ContentFile(file.getvalue(), "foto.jpg")


def document(seller) -> EvidenceFile:
    """The row alone: its bytes are not needed to tell of it."""
    number = next(_numbers)
    return EvidenceFile.objects.create(
        seller=seller,
        kind="pdf",
        name=f"evidence/{number}.pdf",
        sha256=f"{number:064d}",
        size_bytes=number,
    )


def certificate(seller, code="HALAL", products=(), **facts) -> Certificate:
    """One that the seller declares; others follow from what is told."""
    row = Certificate.objects.create(
        seller=seller, type_id=code, is_of_products=bool(products), **facts
    )
    row.products.set(products)
    return row


def verified(seller, code="HALAL", products=(), **facts) -> Certificate:
    """One that counts, with what follows from it."""
    told = {"status": "verified", "verified_on": date(2026, 1, 2), **facts}
    row = certificate(seller, code, products, **told)
    certificates.save(row)
    return row


def shown(seller, code="HALAL", products=(), **facts) -> Certificate:
    """One with a document, before an officer."""
    told = {"status": "evidence_uploaded", "evidence": document(seller), **facts}
    row = certificate(seller, code, products, **told)
    open_review(kind=Review.Kind.CERTIFICATE, subject_id=row.pk, seller_id=seller.pk)
    return row


def shown_answer(seller, question="Q07", option="C", **fields) -> Answer:
    row = Answer.objects.create(
        seller=seller,
        question=question,
        option=option,
        status="evidence_uploaded",
        evidence=document(seller),
        **fields,
    )
    open_review(kind=Review.Kind.ANSWER, subject_id=row.pk, seller_id=seller.pk)
    return row


def review_of(claim, status="pending") -> Review:
    return Review.objects.get(subject_id=claim.pk, status=status)


def decided(claim, officer, decision="approved", reason="", note=None):
    """The claim, after the office decided on it."""
    decide(
        review_id=review_of(claim).pk,
        officer=officer,
        decision=Review.Status(decision),
        reason=reason,
        note=note,
    )
    claim.refresh_from_db()
    return claim


def in_days(days: int) -> date:
    return date.fromordinal(today().toordinal() + days)
