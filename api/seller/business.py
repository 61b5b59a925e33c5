"""A seller's own business: registered, described."""

from django.utils import timezone
from rest_framework import serializers

from api.bodies import Body, Code, LongTexts, PlainText, Truth, Whole, read, refuse
from api.fields import Phone
from api.private import PrivateView, operation
from api.seller.merging import merge_patch
from api.seller.shapes import ReviewNoteSerializer, review_json
from api.shapes import TextsSerializer, moment_json, texts_json
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    NumberField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.reviews.models import Review
from catalogue.sellers import actions
from catalogue.sellers.models import Member, Regency, Seller

MOST_IDR = 10**15
STATUSES = ["pending", "changes_requested", "rejected", "verified", "suspended"]
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def regencies() -> list[str]:
    return list(Regency.objects.values_list("code", flat=True))


class Nib(PlainText):
    """Nomor Induk Berusaha: 13 digits."""

    def to_internal_value(self, data):
        value = super().to_internal_value(data).replace(" ", "")
        if value and not (len(value) == 13 and value.isdecimal() and value.isascii()):
            raise refuse("nib", "invalid")
        return value


class FiguresBody(Body):
    """What the size classes are derived from. Never published."""

    capital_idr = Whole(
        min_value=0,
        max_value=MOST_IDR,
        required=False,
        allow_null=True,
        help_text="Without land and buildings of the business.",
    )
    annual_sales_idr = Whole(
        min_value=0, max_value=MOST_IDR, required=False, allow_null=True
    )
    investment_idr = Whole(
        min_value=0,
        max_value=MOST_IDR,
        required=False,
        allow_null=True,
        help_text="Without land and buildings of the business.",
    )
    year = Whole(
        min_value=2000,
        max_value=2100,
        required=False,
        allow_null=True,
        help_text="The year they are of.",
    )


class ContactBody(Body):
    """A business contact; buyers see it only where `published`."""

    email = serializers.EmailField(
        max_length=254, required=False, allow_null=True, allow_blank=True
    )
    phone = Phone(max_length=30, required=False, allow_null=True, allow_blank=True)
    published = Truth(required=False)


class SellerBody(Body):
    """A business as its owner describes it."""

    name = PlainText(max_length=120)
    story = LongTexts(required=False)
    regency = Code(what="regency", known=regencies, max_length=5)
    address = PlainText(max_length=300, required=False, allow_blank=True)
    nib = Nib(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="Nomor Induk Berusaha, 13 digits.",
    )
    legal_form = PlainText(max_length=40, required=False, allow_blank=True)
    workers = Whole(min_value=0, max_value=1_000_000, required=False, allow_null=True)
    founded_year = Whole(
        min_value=1800, max_value=2100, required=False, allow_null=True
    )
    languages = serializers.ListField(
        child=serializers.RegexField(LANGUAGE_TAG, max_length=12),
        max_length=20,
        required=False,
        help_text="BCP 47: those the business answers in.",
    )
    export_experience = serializers.ChoiceField(
        choices=Seller.ExportExperience.choices, required=False
    )
    figures = FiguresBody(required=False)
    contact = ContactBody(required=False)

    def validate_founded_year(self, value):
        this_year = timezone.localdate().year
        if value is not None and value > this_year:
            raise refuse("at_most", "too_large", limit=this_year)
        return value


class SellerPatchBody(SellerBody):
    """Members to change; absent ones stay as they are."""

    name = PlainText(max_length=120, required=False)
    regency = Code(what="regency", known=regencies, max_length=5, required=False)


class FiguresSerializer(Shape):
    """What the size classes are derived from."""

    capital_idr = NumberField(max_value=MOST_IDR, allow_null=True)
    annual_sales_idr = NumberField(max_value=MOST_IDR, allow_null=True)
    investment_idr = NumberField(max_value=MOST_IDR, allow_null=True)
    year = NumberField(max_value=2100, allow_null=True)


class OwnContactSerializer(Shape):
    """The business contact, published or not."""

    email = serializers.EmailField(max_length=254, read_only=True, allow_null=True)
    phone = TextField(max_length=20, allow_null=True, help_text="E.164.")
    published = serializers.BooleanField(read_only=True)


class OwnSellerSerializer(Shape):
    """A business as its members see it."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)
    status = serializers.ChoiceField(choices=STATUSES, read_only=True)
    trusted = serializers.BooleanField(
        read_only=True, help_text="Changes go live at once."
    )
    role = serializers.ChoiceField(choices=Member.Role.choices, read_only=True)
    story = TextsSerializer()
    regency = RegencyRefSerializer()
    address = TextField(max_length=300)
    nib = CodeField(max_length=13, allow_null=True)
    legal_form = TextField(max_length=40)
    workers = NumberField(max_value=1_000_000, allow_null=True)
    founded_year = NumberField(max_value=2100, allow_null=True)
    languages = serializers.ListField(
        child=CodeField(max_length=12), max_length=20, read_only=True
    )
    export_experience = serializers.ChoiceField(
        choices=Seller.ExportExperience.choices, read_only=True
    )
    figures = FiguresSerializer()
    size_class = serializers.ChoiceField(
        choices=[*Seller.SizeClass.choices, ("unspecified", "unspecified")],
        read_only=True,
        help_text="PP 7/2021 art. 35: from annual sales, else from capital.",
    )
    industry_class = serializers.ChoiceField(
        choices=[*Seller.IndustryClass.choices, ("unspecified", "unspecified")],
        read_only=True,
        help_text="Permenperin 64/2016: from workers and investment.",
    )
    contact = OwnContactSerializer()
    review = ReviewNoteSerializer(
        allow_null=True, help_text="The last one, open or decided."
    )
    is_sample = serializers.BooleanField(read_only=True)
    created_at = MomentField(read_only=True)


def seller_json(seller: Seller, role: str) -> dict:
    review = seller.reviews.filter(kind=Review.Kind.SELLER).order_by("-id").first()
    return {
        "id": str(seller.pk),
        "slug": seller.slug,
        "name": seller.name,
        "status": _status(seller, review),
        "trusted": seller.trusted_at is not None,
        "role": role,
        **writable(seller),
        "story": texts_json(seller.story),
        "regency": {
            "code": seller.regency_id,
            "name": seller.regency.short_name,
        },
        "nib": seller.nib or None,
        "size_class": seller.size_class or "unspecified",
        "industry_class": seller.industry_class or "unspecified",
        "review": review_json(review),
        "is_sample": seller.is_sample,
        "created_at": moment_json(seller.created_at),
    }


def _status(seller: Seller, review: Review | None) -> str:
    if seller.suspended_at is not None:
        return "suspended"
    if seller.verified_at is not None:
        return "verified"
    refused = {Review.Status.CHANGES_REQUESTED, Review.Status.REJECTED}
    return str(review.status) if review and review.status in refused else "pending"


def writable(seller: Seller) -> dict:
    """The members of `SellerBody`, as they are: what a merge patch starts from."""
    return {
        "name": seller.name,
        "story": dict(seller.story),
        "regency": seller.regency_id,
        "address": seller.address,
        "nib": seller.nib,
        "legal_form": seller.legal_form,
        "workers": seller.workers,
        "founded_year": seller.founded_year,
        "languages": seller.languages,
        "export_experience": str(seller.export_experience),
        "figures": {
            "capital_idr": seller.capital_idr,
            "annual_sales_idr": seller.annual_sales_idr,
            "investment_idr": seller.investment_idr,
            "year": seller.figures_year,
        },
        "contact": {
            "email": seller.contact_email or None,
            "phone": seller.contact_phone or None,
            "published": seller.contact_published,
        },
    }


EMPTY = {
    "story": {},
    "address": "",
    "nib": "",
    "legal_form": "",
    "languages": [],
    "export_experience": "none",
    "figures": dict.fromkeys(
        ("capital_idr", "annual_sales_idr", "investment_idr", "year")
    ),
    "contact": {"email": None, "phone": None, "published": False},
}


def columns(values: dict) -> dict:
    """Validated members as fields of the model."""
    simple = {
        "name",
        "address",
        "nib",
        "legal_form",
        "workers",
        "founded_year",
        "languages",
        "export_experience",
    }
    fields = {name: value for name, value in values.items() if name in simple}
    if "regency" in values:
        fields["regency"] = Regency.objects.get(code=values["regency"])
    if "story" in values:
        fields["story"] = {k: text for k, text in values["story"].items() if text}
    for name, value in values.get("figures", {}).items():
        fields["figures_year" if name == "year" else name] = value
    for name, value in values.get("contact", {}).items():
        empty = False if name == "published" else ""
        fields[f"contact_{name}"] = value or empty
    return fields


class OwnSellerView(PrivateView):
    """The business of the caller."""

    @operation(
        "get_own_seller",
        tag="seller",
        summary="Get your business",
        responses=OwnSellerSerializer,
    )
    def get(self, request):
        """Everything about it, in every language, with what an officer last said."""
        return self._answer(request.user)

    @operation(
        "register_seller",
        tag="seller",
        summary="Register your business",
        request=SellerBody,
        responses={201: OwnSellerSerializer},
    )
    def post(self, request):
        """You become its owner; an officer of its regency then verifies it.

        A person acts for one business at most (409 `conflict`), and a NIB belongs to
        one.
        """
        fields = columns(read(SellerBody, request.data))
        actions.register_seller(user=request.user, fields=fields)
        return self._answer(request.user, status=201, location="/v1/seller")

    @operation(
        "update_own_seller",
        tag="seller",
        summary="Change your business",
        request=SellerPatchBody,
        responses=OwnSellerSerializer,
    )
    def patch(self, request):
        """Merge semantics (RFC 7396). Changes apply at once.

        Another name, NIB, legal form or regency comes before an officer once more.
        """
        seller = Seller.objects.select_for_update().get(members__user=request.user)
        values = read(SellerBody, merge_patch(writable(seller), request.data, EMPTY))
        actions.update_seller(
            seller_id=seller.pk,
            fields=columns(values),
            expected_version=self.expected_version(),
        )
        return self._answer(request.user)

    def _answer(self, user, **options):
        member = Member.objects.select_related("seller__regency").get(user=user)
        seller = member.seller
        latest = seller.reviews.order_by("-id").first()
        mark = f"{latest.pk} {latest.version}" if latest else ""
        return self.answer(
            seller_json(seller, str(member.role)),
            tag=self.tag(seller.version, seller.pk, member.role, mark),
            **options,
        )
