"""A certificate as its seller and her officers read it: numbers and notes in full."""

from datetime import date
from typing import Any

from rest_framework import serializers

from api.shapes import TextsSerializer, moment_json, texts_json
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    NumberField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.actions.evidence import Address
from catalogue.readiness.claiming import numbers, validity
from catalogue.readiness.models import Certificate, ClaimStatus, EvidenceFile
from catalogue.texts import resolve


class CertificateTypeRefSerializer(Shape):
    """What kind of certificate it is."""

    code = CodeField(max_length=20)
    name = TextField(max_length=200)


class ProductNameSerializer(Shape):
    """One of the seller's products."""

    id = serializers.UUIDField(read_only=True)
    name = TextField(max_length=120, allow_null=True)


class EvidenceSerializer(Shape):
    """The document that was sent for it. Its address is asked for by itself."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=EvidenceFile.Kind.choices, read_only=True)
    size_bytes = NumberField(max_value=2**31 - 1)
    uploaded_at = MomentField(read_only=True)


class EvidenceAddressSerializer(Shape):
    """Where the document can be fetched for ten minutes, without a token."""

    url = serializers.URLField(max_length=2000, read_only=True)
    kind = serializers.ChoiceField(
        choices=EvidenceFile.Kind.choices,
        read_only=True,
        help_text="`pdf`: as it was sent, never looked at; `picture`: a redrawn JPEG.",
    )
    expires_at = MomentField(read_only=True)


class OwnCertificateSerializer(Shape):
    """A certificate of the business, with all that the office said of it."""

    id = serializers.UUIDField(read_only=True)
    type = CertificateTypeRefSerializer()
    status = serializers.ChoiceField(
        choices=ClaimStatus.choices,
        read_only=True,
        help_text="Only `verified` ones satisfy rules and are public.",
    )
    state = serializers.ChoiceField(
        choices=validity.STATES,
        read_only=True,
        help_text="By its dates, today: `expiring` for its last 90 days; `none` where "
        "no end is known.",
    )
    expires_in_days = NumberField(
        min_value=-200_000,
        max_value=200_000,
        allow_null=True,
        help_text="0 on its last day; negative after it.",
    )
    number = TextField(max_length=64, allow_null=True)
    number_hint = CodeField(
        max_length=10,
        allow_null=True,
        help_text="`unusual`: numbers of this type look like `number_example`; a "
        "hint, nothing is refused.",
    )
    number_example = TextField(max_length=64, allow_null=True, help_text="Fictitious.")
    issuer = TextField(max_length=200, allow_null=True)
    scope = TextField(max_length=300, allow_null=True)
    issued_on = serializers.DateField(read_only=True, allow_null=True)
    expires_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="Its last day, Asia/Jakarta."
    )
    products = ProductNameSerializer(
        many=True,
        max_length=100,
        help_text="Those it speaks of; none: it is the business's.",
    )
    evidence = EvidenceSerializer(allow_null=True)
    public_lookup = TextField(
        max_length=200, allow_null=True, help_text="Where such numbers are looked up."
    )
    verified_on = serializers.DateField(read_only=True, allow_null=True)
    verified_by = RegencyRefSerializer(
        allow_null=True, help_text="The officer's regency; null is the province."
    )
    reason = CodeField(
        max_length=16, allow_null=True, help_text="Why the office did not agree."
    )
    note = TextsSerializer(help_text="What the office said last.")
    renews = serializers.UUIDField(read_only=True, allow_null=True)
    superseded_by = serializers.UUIDField(
        read_only=True,
        allow_null=True,
        help_text="The verified one that took its place: this one counts no more.",
    )
    created_at = MomentField(read_only=True)


def certificate_json(certificate: Certificate, language: str) -> dict[str, Any]:
    """Wants a certificate of `for_display()`."""
    kind, on = certificate.type, today()
    products = sorted(certificate.products.all(), key=lambda product: product.pk)
    return {
        "id": str(certificate.pk),
        "type": {"code": kind.code, "name": resolve(kind.name, language)},
        "status": str(certificate.status),
        "state": validity.state(certificate.expires_on, on),
        "expires_in_days": validity.days_left(certificate.expires_on, on),
        "number": certificate.number or None,
        "number_hint": "unusual"
        if numbers.is_unusual(kind.number_pattern, certificate.number)
        else None,
        "number_example": kind.number_example or None,
        "issuer": certificate.issuer or None,
        "scope": certificate.scope or None,
        "issued_on": day_json(certificate.issued_on),
        "expires_on": day_json(certificate.expires_on),
        "products": [
            {"id": str(p.pk), "name": resolve(p.name, language) or None}
            for p in products
        ],
        "evidence": evidence_json(certificate.evidence),
        "public_lookup": kind.public_lookup or None,
        "verified_on": day_json(certificate.verified_on),
        "verified_by": certificate.verified_by
        and {
            "code": certificate.verified_by.code,
            "name": certificate.verified_by.short_name,
        },
        "reason": certificate.reason or None,
        "note": texts_json(certificate.note),
        "renews": certificate.renews_id and str(certificate.renews_id),
        "superseded_by": certificate.superseded_by_id
        and str(certificate.superseded_by_id),
        "created_at": moment_json(certificate.created_at),
    }


def evidence_json(file: EvidenceFile | None) -> dict[str, Any] | None:
    if file is None:
        return None
    return {
        "id": str(file.pk),
        "kind": str(file.kind),
        "size_bytes": file.size_bytes,
        "uploaded_at": moment_json(file.uploaded_at),
    }


def address_json(file: EvidenceFile, address: Address) -> dict[str, Any]:
    return {
        "url": address.url,
        "kind": str(file.kind),
        "expires_at": moment_json(address.expires_at),
    }


def day_json(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
