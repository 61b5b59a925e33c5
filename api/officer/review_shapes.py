"""What an officer reads of a review: its subject in full, and what changed in it."""

from typing import Any

from rest_framework import serializers

from api.officer.shapes import (
    SellerNameSerializer,
    SubjectRefSerializer,
    product_names,
    seller_name_json,
    subject_json,
)
from api.schema.enums import INDUSTRY_CLASSES
from api.seller.business import FiguresSerializer, OwnContactSerializer
from api.seller.certificate_shapes import (
    CertificateTypeRefSerializer,
    EvidenceSerializer,
    ProductNameSerializer,
    certificate_json,
    day_json,
    evidence_json,
)
from api.seller.product_shapes import (
    OwnContentSerializer,
    OwnImageSerializer,
    content_json,
    image_json,
    pictures_json,
)
from api.shapes import TextsSerializer, moment_json, regency_json, texts_json
from catalogue.listings.rows import dump
from catalogue.listings.shapes import (
    SIZE_CLASSES,
    CodeField,
    MomentField,
    NumberField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.products import reviewing
from catalogue.products.models import Product
from catalogue.products.reviewing import Reviewed
from catalogue.readiness.actions import claims
from catalogue.readiness.claiming import reviewing as claim_reviewing
from catalogue.readiness.claiming import validity
from catalogue.readiness.claiming.reviewing import Claim
from catalogue.readiness.models import Answer, Certificate, ClaimStatus, EvidenceFile
from catalogue.reviews.comparing import compare_seller, seller_as_reviewed
from catalogue.reviews.differences import Change, PictureChange, PictureMove
from catalogue.reviews.models import Review
from catalogue.sellers.models import Regency
from catalogue.texts import resolve

VALUE_KINDS = ["text", "number", "truth", "money", "quantity", "object", "list"]
IMAGE_MOVES = [move.value for move in PictureMove]


class ReviewRowSerializer(Shape):
    """Something to decide on, as the queue shows it."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=Review.Kind.choices, read_only=True)
    status = serializers.ChoiceField(choices=Review.Status.choices, read_only=True)
    subject = SubjectRefSerializer()
    seller = SellerNameSerializer()
    regency = RegencyRefSerializer()
    is_afterwards = serializers.BooleanField(
        read_only=True,
        help_text="A sample of what a trusted seller published at once; rejecting it "
        "hides the product.",
    )
    opened_at = MomentField(read_only=True)
    decided_at = MomentField(read_only=True, allow_null=True)
    reason = CodeField(max_length=16, allow_null=True)
    tag = CodeField(
        max_length=40,
        help_text="Of the version you see: for `If-Match`, or to approve several.",
    )


class ReviewedProductSerializer(OwnContentSerializer):
    """The product decided on, as it shall be; `status` is what it is now."""

    id = serializers.UUIDField(read_only=True)
    status = serializers.ChoiceField(choices=Product.Status.choices, read_only=True)
    hidden = serializers.BooleanField(read_only=True)
    images = OwnImageSerializer(many=True, max_length=100)


class ReviewedSellerSerializer(Shape):
    """The business decided on: by what the trade office knows it."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)
    nib = CodeField(max_length=13, allow_null=True)
    legal_form = TextField(max_length=40)
    regency = RegencyRefSerializer()
    address = TextField(max_length=300)
    story = TextsSerializer()
    founded_year = NumberField(max_value=2100, allow_null=True)
    workers = NumberField(max_value=1_000_000, allow_null=True)
    figures = FiguresSerializer()
    size_class = serializers.ChoiceField(choices=SIZE_CLASSES, read_only=True)
    industry_class = serializers.ChoiceField(choices=INDUSTRY_CLASSES, read_only=True)
    contact = OwnContactSerializer()


class OverseenEvidenceSerializer(EvidenceSerializer):
    """The document that was sent, and where its address is asked for."""

    path = CodeField(
        max_length=100, help_text="Of `get_evidence`: opening it is written down."
    )


class ReviewedCertificateSerializer(Shape):
    """The certificate decided on. Its number may be personal."""

    id = serializers.UUIDField(read_only=True)
    type = CertificateTypeRefSerializer()
    status = serializers.ChoiceField(choices=ClaimStatus.choices, read_only=True)
    state = serializers.ChoiceField(choices=validity.STATES, read_only=True)
    number = TextField(max_length=64, allow_null=True)
    number_hint = CodeField(
        max_length=10,
        allow_null=True,
        help_text="`unusual`: others of its type look otherwise.",
    )
    issuer = TextField(max_length=200, allow_null=True)
    scope = TextField(max_length=300, allow_null=True)
    issued_on = serializers.DateField(read_only=True, allow_null=True)
    expires_on = serializers.DateField(read_only=True, allow_null=True)
    public_lookup = TextField(
        max_length=200, allow_null=True, help_text="Where to look its number up."
    )
    products = ProductNameSerializer(
        many=True, max_length=100, help_text="None: it is the business's."
    )
    renews = serializers.UUIDField(read_only=True, allow_null=True)
    evidence = OverseenEvidenceSerializer(allow_null=True)


class ReviewedAnswerSerializer(Shape):
    """The answer decided on: to a question, or a confirmation."""

    id = serializers.UUIDField(read_only=True)
    question = CodeField(max_length=20)
    text = TextField(max_length=1000)
    option = CodeField(max_length=4)
    option_text = TextField(max_length=1000, allow_null=True)
    seller_note = TextField(max_length=1000, allow_null=True)
    product = ProductNameSerializer(
        allow_null=True, help_text="Null where it speaks of the business."
    )
    status = serializers.ChoiceField(choices=ClaimStatus.choices, read_only=True)
    expires_on = serializers.DateField(read_only=True, allow_null=True)
    evidence = OverseenEvidenceSerializer(allow_null=True)


class ValueChangeSerializer(Shape):
    """One value that differs. `before` and `after` are JSON texts: parse them."""

    pointer = CodeField(
        max_length=200,
        help_text="RFC 6901 into the subject as it shall be; what is removed, as it "
        "was.",
    )
    member = CodeField(max_length=40, help_text="The member it is in.")
    kind = serializers.ChoiceField(
        choices=VALUE_KINDS, read_only=True, help_text="What the values are."
    )
    before = TextField(
        max_length=200_000, allow_null=True, help_text="Null where there was none."
    )
    after = TextField(
        max_length=200_000, allow_null=True, help_text="Null where it is removed."
    )


class ImageChangeSerializer(Shape):
    """One thing that happened to one picture."""

    image_id = serializers.UUIDField(read_only=True)
    image = OwnImageSerializer(
        allow_null=True, help_text="The picture; null where its files are gone."
    )
    change = serializers.ChoiceField(choices=IMAGE_MOVES, read_only=True)
    before_alt = TextsSerializer(allow_null=True)
    after_alt = TextsSerializer(allow_null=True)
    before_position = NumberField(max_value=100, allow_null=True)
    after_position = NumberField(max_value=100, allow_null=True)


class ReviewSerializer(ReviewRowSerializer):
    """A review in full: its subject, and what changed since the last approval."""

    note = TextsSerializer(help_text="What the seller was told.")
    first = serializers.BooleanField(
        read_only=True,
        help_text="Nothing of it was approved before: all is new, and no change is "
        "listed.",
    )
    product = ReviewedProductSerializer(
        allow_null=True, help_text="Of the kinds `product` and `change_set`."
    )
    business = ReviewedSellerSerializer(
        allow_null=True, help_text="Of the kind `seller`."
    )
    certificate = ReviewedCertificateSerializer(
        allow_null=True, help_text="Of the kind `certificate`."
    )
    answer = ReviewedAnswerSerializer(
        allow_null=True, help_text="Of the kind `answer`."
    )
    changes = ValueChangeSerializer(many=True, max_length=1000)
    image_changes = ImageChangeSerializer(many=True, max_length=300)


def rows_json(reviews: list[Review], tags: list[str], language: str) -> list[dict]:
    """Rows of a list. Wants reviews with `seller__regency`."""
    of_products = {Review.Kind.PRODUCT, Review.Kind.CHANGE_SET}
    products = [r.subject_id for r in reviews if r.kind in of_products]
    names: dict[Any, Any] = product_names(products, language)
    names |= {r.seller_id: r.seller.name for r in reviews}
    claimed = claim_reviewing.names(reviews)
    names |= {pk: resolve(name, language)[:120] or None for pk, name in claimed.items()}
    return [_row(review, names, tag) for review, tag in zip(reviews, tags, strict=True)]


def _row(review: Review, names: dict, tag: str) -> dict[str, Any]:
    return {
        "id": str(review.pk),
        "kind": str(review.kind),
        "status": str(review.status),
        "subject": subject_json(review.subject_id, names),
        "seller": seller_name_json(review.seller),
        "regency": regency_json(review.seller.regency),
        "is_afterwards": review.is_afterwards,
        "opened_at": moment_json(review.opened_at),
        "decided_at": moment_json(review.decided_at),
        "reason": review.reason or None,
        "tag": tag,
    }


def review_json(
    review: Review,
    reviewed: Reviewed | None,
    claim: Claim | None,
    tag: str,
    language: str,
) -> dict[str, Any]:
    """One review in full; `reviewed` is what `reviewing.read` gave of a product's,
    `claim` the same of a certificate's or an answer's."""
    row = rows_json([review], [tag], language)[0]
    is_seller = review.kind == Review.Kind.SELLER
    if is_seller:
        comparison = compare_seller(review)
    elif reviewed is not None:
        comparison = reviewed.comparison
    elif claim is not None:
        comparison = claim.comparison
    else:
        comparison = reviewing.NOTHING
    return {
        **row,
        "note": texts_json(review.note),
        "first": comparison.first,
        "product": _product(reviewed, language) if reviewed else None,
        "business": _business(review) if is_seller else None,
        "certificate": claim and _certificate(claim.certificate, language),
        "answer": claim and _answer(claim.answer, language),
        "changes": [_change(change) for change in comparison.changes],
        "image_changes": [
            _image_change(change, reviewed)
            for change in comparison.pictures
            if reviewed is not None
        ],
    }


def _product(reviewed: Reviewed, language: str) -> dict[str, Any]:
    product = reviewed.product
    return {
        **content_json(reviewed.state.content, language),
        "id": str(product.pk),
        "status": str(product.status),
        "hidden": product.hidden_at is not None,
        "images": pictures_json(reviewed.wanted),
    }


def _business(review: Review) -> dict[str, Any]:
    seller, told = review.seller, seller_as_reviewed(review)
    return {
        "id": str(seller.pk),
        "slug": seller.slug,
        "name": told["name"],
        "nib": told["nib"] or None,
        "legal_form": told["legal_form"],
        "regency": regency_json(Regency.objects.get(pk=told["regency"])),
        "address": told["address"],
        "story": texts_json(told["story"]),
        "founded_year": told["founded_year"],
        "workers": told["workers"],
        "figures": {
            "capital_idr": told["capital_idr"],
            "annual_sales_idr": told["annual_sales_idr"],
            "investment_idr": told["investment_idr"],
            "year": told["figures_year"],
        },
        "size_class": told["size_class"] or "unspecified",
        "industry_class": told["industry_class"] or "unspecified",
        "contact": {
            "email": seller.contact_email or None,
            "phone": seller.contact_phone or None,
            "published": seller.contact_published,
        },
    }


def _certificate(certificate: Certificate | None, language: str) -> dict | None:
    if certificate is None:
        return None
    whole = certificate_json(certificate, language)
    names = map(str, ReviewedCertificateSerializer().fields)
    shown = {name: whole[name] for name in names if name in whole}
    return {**shown, "evidence": _evidence(certificate.evidence)}


def _answer(answer: Answer | None, language: str) -> dict | None:
    if answer is None:
        return None
    chosen = claims.option_texts(answer.question).get(answer.option, {})
    product = answer.product
    return {
        "id": str(answer.pk),
        "question": answer.question,
        "text": resolve(claims.question_text(answer.question), language),
        "option": answer.option,
        "option_text": resolve(chosen, language) or None,
        "seller_note": answer.note or None,
        "product": product
        and {
            "id": str(product.pk),
            "name": resolve(product.name, language) or None,
        },
        "status": str(answer.status),
        "expires_on": day_json(answer.expires_on),
        "evidence": _evidence(answer.evidence),
    }


def _evidence(file: EvidenceFile | None) -> dict | None:
    found = evidence_json(file)
    return found and {**found, "path": f"/v1/officer/evidence/{found['id']}"}


def _change(change: Change) -> dict[str, Any]:
    return {
        "pointer": change.pointer,
        "member": change.member,
        "kind": value_kind(change.after if change.before is None else change.before),
        "before": None if change.before is None else dump(change.before),
        "after": None if change.after is None else dump(change.after),
    }


def value_kind(value: Any) -> str:
    match value:
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
        case {"amount": _, "currency": _}:
            return "money"
        case {"value": _, "unit": _, **more} if not more:
            return "quantity"
    return "object"


def _image_change(change: PictureChange, reviewed: Reviewed) -> dict[str, Any]:
    image = reviewed.images.get(change.image)
    alt = change.before_alt if change.after_alt is None else change.after_alt
    place = change.after_position
    if place is None:
        place = change.before_position
    return {
        "image_id": change.image,
        "image": image_json(image, alt or {}, place or 0) if image else None,
        "change": str(change.change),
        "before_alt": _alt(change.before_alt),
        "after_alt": _alt(change.after_alt),
        "before_position": change.before_position,
        "after_position": change.after_position,
    }


def _alt(alt: dict[str, str] | None) -> dict[str, Any] | None:
    return None if alt is None else texts_json(alt)
