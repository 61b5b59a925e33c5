"""Certificates as the office keeps them: listed, and revoked."""

from typing import Any

from django.shortcuts import get_object_or_404

from api import pagination
from api.bodies import Body, read
from api.envelopes import Envelope
from api.officer.reviews import RefusalNote
from api.officer.shapes import SellerNameSerializer, regency_parameter, seller_name_json
from api.pagination import page_by_id, private_envelope
from api.parameters import path_id
from api.private import PrivateView, operation
from api.seller.certificate_shapes import OwnCertificateSerializer, certificate_json
from api.seller.certificates import CertificateParameters, chosen
from api.shapes import regency_json
from catalogue.listings.rows import dump
from catalogue.listings.shapes import RegencyRefSerializer
from catalogue.readiness.actions import claims
from catalogue.readiness.models import Certificate


class OverseenCertificateSerializer(OwnCertificateSerializer):
    """A certificate of a seller you look after. Its number may be personal."""

    seller = SellerNameSerializer()
    regency = RegencyRefSerializer(help_text="The seller's.")


class OverseenCertificateListSerializer(Envelope):
    """A page of certificates, the newest first."""

    results = OverseenCertificateSerializer(many=True, max_length=100)


class OverseenCertificateParameters(CertificateParameters):
    regency = regency_parameter()


class RevocationBody(Body):
    """Why, in words the seller can act on."""

    note = RefusalNote()


def overseen_certificate_json(certificate: Certificate, language: str) -> dict:
    return {
        **certificate_json(certificate, language),
        "seller": seller_name_json(certificate.seller),
        "regency": regency_json(certificate.seller.regency),
    }


class CertificateListView(PrivateView):
    """The certificates of the sellers the officer looks after."""

    @operation(
        "list_certificates",
        tag="officer",
        summary="List certificates",
        parameters=OverseenCertificateParameters,
        responses=OverseenCertificateListSerializer,
    )
    def get(self, request):
        """The newest first; never of your own business.

        `status=verified&state=expiring` are those that end within 90 days.
        """
        found = chosen(Certificate.objects.overseen_by(request.user), self.values)
        if "regency" in self.values:
            found = found.filter(seller__regency__in=self.values["regency"])
        asked = {**self.values, "user": request.user.pk}
        mark = pagination.fingerprint(request.path, asked, "-id", "")
        rows, page = page_by_id(
            found.for_display(), self.values, mark=mark, newest_first=True
        )
        count = found.count() if self.values.get("count") else None
        results = [overseen_certificate_json(row, self.language) for row in rows]
        seen: list[Any] = [mark, count, page.next_cursor, dump(results)]
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(len(rows), *seen),
            headers=pagination.headers(request._request, page),
        )


class RevokeCertificateView(PrivateView):
    """A certificate revoked."""

    @operation(
        "revoke_certificate",
        tag="officer",
        summary="Revoke a certificate",
        request=RevocationBody,
        responses=OverseenCertificateSerializer,
    )
    def post(self, request, id: str):
        """It counts no more, and is public no more, at once; levels fall.

        What it renewed counts again. The seller is told. Not verified: 409
        `invalid_state`.
        """
        overseen = Certificate.objects.overseen_by(request.user)
        found = get_object_or_404(overseen, pk=path_id(id))
        given = read(RevocationBody, request.data)
        claims.revoke(
            certificate_id=found.pk,
            note=given["note"],
            expected_version=self.expected_version(),
        )
        certificate = Certificate.objects.for_display().get(pk=found.pk)
        body = overseen_certificate_json(certificate, self.language)
        return self.answer(body, tag=self.tag(certificate.version, dump(body)))
