"""A seller's own certificates: recorded, shown with a document, renewed, taken back."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework import serializers
from rest_framework.throttling import BaseThrottle

from api import pagination
from api.bodies import Body, Code, Ident, PlainText, read, refuse
from api.envelopes import Envelope
from api.pagination import page_by_id, private_envelope
from api.parameters import (
    ChoiceField,
    CodesField,
    IdsField,
    PageParameters,
    Parameter,
    Refused,
    path_id,
    read_uuid,
)
from api.parsers import EvidenceParser
from api.private import PrivateView, operation
from api.seller.certificate_shapes import (
    EvidenceAddressSerializer,
    OwnCertificateSerializer,
    address_json,
    certificate_json,
)
from api.seller.images import form_members
from api.throttling import CallerThrottle, UploadThrottle
from catalogue.listings.rows import dump
from catalogue.products import quota
from catalogue.products.models import Product
from catalogue.readiness.actions import certificates, evidence
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.claiming import validity
from catalogue.readiness.errors import NotEditable
from catalogue.readiness.models import Certificate, CertificateType, ClaimStatus
from catalogue.readiness.querysets import CertificateQuerySet
from catalogue.sellers.models import Seller

MOST_PRODUCTS = 100


class OwnCertificateListSerializer(Envelope):
    """A page of your certificates, the newest first."""

    results = OwnCertificateSerializer(many=True, max_length=100)


def type_codes() -> list[str]:
    return list(CertificateType.objects.values_list("code", flat=True))


class CertificateParameters(PageParameters):
    """What both lists of certificates are filtered by."""

    status = Parameter(ChoiceField(ClaimStatus.values), "How far it was shown.")
    state = Parameter(
        ChoiceField(validity.STATES), "By its dates, today, whatever its status."
    )
    certificate_type = Parameter(
        CodesField("certificate type", type_codes, max_length=20),
        "Codes of certificate types, comma-separated.",
        example="HALAL",
    )


class OwnCertificateParameters(CertificateParameters):
    product = Parameter(
        IdsField(), "Those that speak for these products, general ones too."
    )


class IdsPart(serializers.CharField):
    """Ids in a form's part, separated by commas."""

    def to_internal_value(self, data):
        try:
            found = [read_uuid(part.strip()) for part in str(data).split(",") if part]
        except Refused:
            raise refuse("ids_part", "invalid") from None
        if len(found) > MOST_PRODUCTS:
            raise refuse("too_many", "too_long", limit=MOST_PRODUCTS)
        return list(dict.fromkeys(found))


class CertificateBody(Body):
    """What a certificate says, and the document that shows it, if it is at hand."""

    type = Code(what="certificate type", known=type_codes, max_length=20)
    file = serializers.FileField(
        required=False,
        allow_empty_file=True,  # the content is judged, and nothing is in it
        help_text="PDF, JPEG, PNG, WebP, GIF, AVIF or HEIC; 10 MiB.",
    )
    number = PlainText(max_length=64, required=False, allow_blank=True)
    issuer = PlainText(max_length=200, required=False, allow_blank=True)
    scope = PlainText(
        max_length=300,
        required=False,
        allow_blank=True,
        help_text="What it covers, as it says.",
    )
    issued_on = serializers.DateField(required=False)
    expires_on = serializers.DateField(
        required=False,
        help_text="Its last day. Not given: by `issued_on` and the type's validity.",
    )
    product_ids = IdsPart(
        max_length=4000,
        required=False,
        allow_blank=True,
        help_text="Ids of the products it speaks of, comma-separated; none: it is the "
        "business's, or speaks of what it renews.",
    )
    renews = Ident(required=False, help_text="The certificate whose place it takes.")


class CertificateChangesBody(Body):
    """What may be mended of a certificate; null clears."""

    number = PlainText(max_length=64, required=False, allow_blank=True, allow_null=True)
    issuer = PlainText(
        max_length=200, required=False, allow_blank=True, allow_null=True
    )
    scope = PlainText(max_length=300, required=False, allow_blank=True, allow_null=True)
    issued_on = serializers.DateField(required=False, allow_null=True)
    expires_on = serializers.DateField(required=False, allow_null=True)
    product_ids = serializers.ListField(
        child=Ident(), required=False, max_length=MOST_PRODUCTS
    )
    renews = Ident(required=False, allow_null=True)


class EvidenceBody(Body):
    """The document."""

    file = serializers.FileField(
        allow_empty_file=True,
        help_text="PDF, JPEG, PNG, WebP, GIF, AVIF or HEIC; 10 MiB.",
    )


def chosen(found: CertificateQuerySet, values: dict[str, Any]) -> CertificateQuerySet:
    """Certificates by the parameters that both lists have."""
    if "status" in values:
        found = found.filter(status=values["status"])
    if "state" in values:
        found = found.in_state(values["state"], today())
    if "certificate_type" in values:
        found = found.filter(type__in=values["certificate_type"])
    return found


class CertificateAnswers(PrivateView):
    """Views that answer with certificates of the caller's business."""

    def mine(self, id: str) -> Certificate:
        """The one of this id, if it is her business's; else 404."""
        own = Certificate.objects.managed_by(self.request.user).for_display()
        certificate = own.filter(pk=path_id(id)).first()
        if certificate is None:
            raise Http404
        return certificate

    def answer_with(self, certificate_id: UUID, **options: Any):
        certificate = Certificate.objects.for_display().get(pk=certificate_id)
        body = certificate_json(certificate, self.language)
        tag = self.tag(certificate.version, dump(body))
        return self.answer(body, tag=tag, **options)

    def prepared(self, seller_id: UUID, file) -> evidence.Prepared:
        """The document judged, before anything is locked."""
        data = file.read()
        file.seek(0)
        quota.check_room(seller_id, 0)
        return evidence.prepare(data)


class UploadingView(CertificateAnswers):
    """Whose POST brings a document."""

    parser_classes = [EvidenceParser]

    def get_throttles(self):
        kinds: list[type[BaseThrottle]] = [CallerThrottle]
        if self.request.method == "POST":
            kinds.append(UploadThrottle)
        return [kind() for kind in kinds]


class OwnCertificateListView(UploadingView):
    """The certificates of the caller's business."""

    def prepare(self, request) -> None:
        if request.method != "POST":
            return
        self.seller = Seller.objects.managed_by(request.user).get()
        self.given = read(CertificateBody, form_members(request))
        file = self.given.pop("file", None)
        self.file = self.prepared(self.seller.pk, file) if file is not None else None

    @operation(
        "list_own_certificates",
        tag="seller",
        summary="List your certificates",
        parameters=OwnCertificateParameters,
        responses=OwnCertificateListSerializer,
    )
    def get(self, request):
        """In every status, the newest first."""
        found = chosen(Certificate.objects.managed_by(request.user), self.values)
        if "product" in self.values:
            products = Product.objects.managed_by(request.user)
            found = found.held_for_any(products.filter(pk__in=self.values["product"]))
        mark = pagination.fingerprint(
            request.path, {**self.values, "user": request.user.pk}, "-id", ""
        )
        rows, page = page_by_id(
            found.for_display(), self.values, mark=mark, newest_first=True
        )
        count = found.count() if self.values.get("count") else None
        results = [certificate_json(row, self.language) for row in rows]
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(
                len(rows), request.user.pk, mark, count, page.next_cursor, dump(results)
            ),
            headers=pagination.headers(request._request, page),
        )

    @operation(
        "create_own_certificate",
        tag="seller",
        summary="Record a certificate",
        request={"multipart/form-data": CertificateBody},
        responses={201: OwnCertificateSerializer},
    )
    def post(self, request):
        """With a document it comes before an officer; only verified ones count.

        Papers that are made out for each shipment are not recorded, but for an export
        declaration (`PEB`). Neither a PDF nor a picture: 415 `unsupported_evidence`.
        """
        given = dict(self.given)
        code = given.pop("type")
        if self.file is None:
            made = self._create(code, given, None)
        else:
            with evidence.keeping(self.file) as file_id:
                made = self._create(code, given, (file_id, self.file))
        return self.answer_with(
            made.pk, status=201, location=f"/v1/seller/certificates/{made.pk}"
        )

    def _create(self, code: str, given: dict[str, Any], file) -> Certificate:
        return certificates.create(
            seller_id=self.seller.pk, type_code=code, given=given, file=file
        )


class OwnCertificateView(CertificateAnswers):
    """One certificate of the caller's business."""

    @operation(
        "get_own_certificate",
        tag="seller",
        summary="Get your certificate",
        responses=OwnCertificateSerializer,
    )
    def get(self, request, id: str):
        """Beside what it says: what the office said of it, and how long it holds."""
        return self.answer_with(self.mine(id).pk)

    @operation(
        "update_own_certificate",
        tag="seller",
        summary="Mend your certificate",
        request=CertificateChangesBody,
        responses=OwnCertificateSerializer,
    )
    def patch(self, request, id: str):
        """Absent keeps, null clears, lists are replaced.

        One that an officer verified stays as it is (409 `invalid_state`): record one
        that renews it.
        """
        certificate = self.mine(id)
        certificates.edit(
            certificate_id=certificate.pk,
            given=read(CertificateChangesBody, request.data),
            expected_version=self.expected_version(),
        )
        return self.answer_with(certificate.pk)

    @operation(
        "delete_own_certificate",
        tag="seller",
        summary="Take back your certificate",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """Its document goes too. A verified one counts no more, at once: levels fall.

        What it renewed counts again.
        """
        certificate = self.mine(id)
        certificates.remove(
            certificate_id=certificate.pk, expected_version=self.expected_version()
        )
        return self.answer(None, status=204)


class OwnCertificateEvidenceView(UploadingView):
    """The document of one certificate."""

    def prepare(self, request) -> None:
        if request.method != "POST":
            return
        self.certificate = self.mine(self.kwargs["id"])
        file = read(EvidenceBody, form_members(request))["file"]
        if self.certificate.status in certificates.SETTLED:
            raise NotEditable(self.certificate.status)
        self.file = self.prepared(self.certificate.seller_id, file)

    @operation(
        "get_own_certificate_evidence",
        tag="seller",
        summary="Get the address of your document",
        responses=EvidenceAddressSerializer,
    )
    def get(self, request, id: str):
        """Good for ten minutes, for whoever has it. Without a document: 404."""
        file = self.mine(id).evidence
        if file is None:
            raise Http404
        return self.answer(
            address_json(file, evidence.address_of(file)),
            headers={"Cache-Control": "no-store"},
        )

    @operation(
        "create_own_certificate_evidence",
        tag="seller",
        summary="Send a document",
        request={"multipart/form-data": EvidenceBody},
        responses=OwnCertificateSerializer,
    )
    def post(self, request, id: str):
        """It takes the place of any before, and comes before an officer.

        Judged by content, not by name; a picture is redrawn without what its camera
        wrote into it. Neither a PDF nor a picture: 415 `unsupported_evidence`. Verified
        or revoked: 409 `invalid_state`.
        """
        with evidence.keeping(self.file) as file_id:
            certificates.add_evidence(
                certificate_id=self.certificate.pk,
                file_id=file_id,
                prepared=self.file,
                expected_version=self.expected_version(),
            )
        return self.answer_with(self.certificate.pk)
