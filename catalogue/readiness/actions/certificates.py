"""Certificates as their seller has them: recorded, mended, shown, taken back.

The seller is locked first, then the certificate. What a verified one says was checked
by the office and stays as it is: one that renews it takes its place (`renewing`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.dates import add_months
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import CertificateChanged
from catalogue.products.locking import lock_sellers
from catalogue.products.models import Product
from catalogue.readiness.actions import evidence, renewing
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.actions.evidence import Prepared
from catalogue.readiness.assessment.model import EXPORT_DECLARATION
from catalogue.readiness.claiming.validity import out_of_range
from catalogue.readiness.errors import (
    CertificateFault,
    InvalidCertificate,
    NotEditable,
    TooManyCertificates,
)
from catalogue.readiness.loading import EXPORT_DECLARATION_MONTHS
from catalogue.readiness.models import Certificate, CertificateType, ClaimStatus
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import Review

FACTS = ("number", "issuer", "scope", "issued_on", "expires_on")
MOST = 500  # of one seller: far more than papers that anybody would look through
SETTLED = {ClaimStatus.VERIFIED, ClaimStatus.REVOKED}


def lock(certificate_id: UUID, expected_version: int | None = None) -> Certificate:
    """The certificate, seller and certificate locked. Raises `Stale`."""
    owner = Certificate.objects.values_list("seller_id", flat=True)
    lock_sellers([owner.get(pk=certificate_id)])
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    if expected_version not in {None, certificate.version}:
        raise Stale
    return certificate


def save(certificate: Certificate, *, is_removal: bool = False) -> None:
    """Store the row as a new version; what it renews, levels and listings follow."""
    certificate.version += 1
    certificate.save()
    renewing.settle(certificate.seller_id, certificate.type_id)
    record(CertificateChanged(certificate.seller_id, is_removal))


@transaction.atomic
def create(
    *,
    seller_id: UUID,
    type_code: str,
    given: Mapping[str, Any],
    file: tuple[UUID, Prepared] | None = None,
) -> Certificate:
    """Record a certificate. With a file, as `evidence.attach` wants it, it is reviewed.

    `given` may hold `FACTS`, `product_ids` and `renews`, an id. Without an end, the
    type's usual validity gives one; a renewal without products speaks of what the old
    one spoke of. Raises `InvalidCertificate`, `QuotaExceeded`, `TooManyCertificates`.
    """
    lock_sellers([seller_id])
    if Certificate.objects.filter(seller=seller_id).count() >= MOST:
        raise TooManyCertificates(MOST)
    kind = CertificateType.objects.get(pk=type_code)
    certificate = Certificate(seller_id=seller_id, type=kind)
    faults = [] if kind.is_holdable else [_fault("type", "shipment_type", kind)]
    renewed = _renewed(seller_id, given)
    product_ids = list(given.get("product_ids") or [])
    if renewed is not None and not product_ids:
        product_ids = _products_of(renewed)
        certificate.is_of_products = renewed.is_of_products
    _write(certificate, {**given, "product_ids": product_ids}, faults)
    certificate.save(force_insert=True)
    _set_products(certificate, product_ids)
    if file is not None:
        _show(certificate, *file)
    record(CertificateChanged(seller_id))
    return certificate


@transaction.atomic
def edit(
    *, certificate_id: UUID, given: Mapping[str, Any], expected_version: int | None
) -> Certificate:
    """Mend what it says, while no officer has verified it; null clears.

    Raises `Stale`, `NotEditable`, `InvalidCertificate`.
    """
    certificate = lock(certificate_id, expected_version)
    if certificate.status in SETTLED:
        raise NotEditable(certificate.status)
    if "product_ids" in given:
        certificate.is_of_products = False  # as the list says, below
    _write(certificate, given, [])
    if "product_ids" in given:
        _set_products(certificate, given["product_ids"])
    save(certificate)
    reviews.subject_changed(Review.Kind.CERTIFICATE, certificate.pk)
    return certificate


@transaction.atomic
def add_evidence(
    *,
    certificate_id: UUID,
    file_id: UUID,
    prepared: Prepared,
    expected_version: int | None = None,
) -> Certificate:
    """Show a document for it, in the place of any before: it comes before an officer.

    Raises `Stale`, `NotEditable`, `QuotaExceeded`, `RefusedBefore`, and
    `InvalidCertificate` where another renews what this one wants to renew again.
    """
    certificate = lock(certificate_id, expected_version)
    if certificate.status in SETTLED:
        raise NotEditable(certificate.status)
    evidence.check_not_refused(certificate, prepared)
    before = certificate.evidence_id
    _show(certificate, file_id, prepared)
    if faults := renewing.faults(certificate):
        raise InvalidCertificate(faults)
    if before != certificate.evidence_id:
        evidence.release(before)
    save(certificate)
    return certificate


def _show(certificate: Certificate, file_id: UUID, prepared: Prepared) -> None:
    file = evidence.attach(file_id, certificate.seller_id, prepared)
    certificate.evidence = file
    certificate.status = ClaimStatus.EVIDENCE_UPLOADED
    certificate.reason, certificate.note = "", {}  # of the document before
    certificate.save()
    reviews.open_review(
        kind=Review.Kind.CERTIFICATE,
        subject_id=certificate.pk,
        seller_id=certificate.seller_id,
    )


@transaction.atomic
def remove(*, certificate_id: UUID, expected_version: int | None = None) -> None:
    """Take it back, its document too. A verified one counts no more at once, and what
    it renewed counts again. Raises `Stale`."""
    certificate = lock(certificate_id, expected_version)
    counted = certificate.status == ClaimStatus.VERIFIED
    seller_id, file_id = certificate.seller_id, certificate.evidence_id
    reviews.withdraw(Review.Kind.CERTIFICATE, certificate.pk)
    if counted:
        audit.write(
            "certificate.withdrawn",
            "certificate",
            certificate.pk,
            before={"type": certificate.type_id, "status": str(certificate.status)},
        )
    renewing.join_neighbours(certificate)
    certificate.delete()
    renewing.settle(seller_id, certificate.type_id)
    evidence.release(file_id)
    record(CertificateChanged(seller_id, is_removal=counted))


# -- what may be said of it


def _write(
    certificate: Certificate, given: Mapping[str, Any], faults: list[CertificateFault]
) -> None:
    """Set what is given. Raises `InvalidCertificate` with these faults and its own."""
    for name in FACTS:
        if name in given:
            empty = None if name.endswith("_on") else ""
            setattr(certificate, name, given[name] or empty)
    if "renews" in given:
        certificate.renews_id = given["renews"]
    if "product_ids" in given:
        faults += _faults_of_products(certificate, given["product_ids"])
        certificate.is_of_products |= bool(given["product_ids"])
    is_left_open = "expires_on" not in given or _is_export_declaration(certificate)
    if certificate.expires_on is None and is_left_open:
        certificate.expires_on = _usual_end(certificate)
    faults += [*_faults_of_dates(certificate), *renewing.faults(certificate)]
    if faults:
        raise InvalidCertificate(faults)


def _renewed(seller_id: UUID, given: Mapping[str, Any]) -> Certificate | None:
    if given.get("renews") is None:
        return None
    own = Certificate.objects.filter(seller_id=seller_id)
    return own.filter(pk=given["renews"]).first()


def _products_of(certificate: Certificate) -> list[UUID]:
    return list(certificate.products.order_by("pk").values_list("pk", flat=True))


def _set_products(certificate: Certificate, product_ids: list[UUID]) -> None:
    certificate.products.set(Product.objects.filter(pk__in=product_ids))


def _is_export_declaration(certificate: Certificate) -> bool:
    return certificate.type_id == EXPORT_DECLARATION


def _usual_end(certificate: Certificate) -> date | None:
    """An export declaration has no end of its own, but counts for so long only."""
    months = certificate.type.validity_months
    if _is_export_declaration(certificate):
        months = EXPORT_DECLARATION_MONTHS
    issued = certificate.issued_on
    if months is None or issued is None or issued > today() or out_of_range(issued):
        return None
    return add_months(issued, months)


def _faults_of_products(
    certificate: Certificate, product_ids: list[UUID]
) -> list[CertificateFault]:
    kind = certificate.type
    is_of_business = kind.holder_level not in {"product", "shipment"}
    if product_ids and is_of_business:
        return [_fault("product_ids", "not_of_products", kind)]
    own = Product.objects.filter(seller_id=certificate.seller_id, pk__in=product_ids)
    unknown = set(product_ids) - set(own.values_list("pk", flat=True))
    return [
        CertificateFault(
            f"/product_ids/{product_ids.index(pk)}",
            "not_found",
            {"what": "product", "value": str(pk)},
        )
        for pk in sorted(unknown)
    ]


def _faults_of_dates(certificate: Certificate) -> list[CertificateFault]:
    issued, ends = certificate.issued_on, certificate.expires_on
    if issued is not None and issued > today():
        return [CertificateFault("/issued_on", "issued_in_future")]
    days = {"/issued_on": issued, "/expires_on": ends}
    if found := [
        CertificateFault(pointer, *strange)
        for pointer, day in days.items()
        if day is not None and (strange := out_of_range(day)) is not None
    ]:
        return found
    if issued is None and _is_export_declaration(certificate):
        return [CertificateFault("/issued_on", "required", {"name": "issued_on"})]
    if issued is not None and ends is not None and ends < issued:
        values = {"issued_on": issued.isoformat()}
        return [CertificateFault("/expires_on", "expires_before_issue", values)]
    return []


def _fault(member: str, reason: str, kind: CertificateType) -> CertificateFault:
    return CertificateFault(f"/{member}", reason, {"value": kind.code})
