"""A seller's own product as the workspace shows it: all statuses, all languages."""

from typing import Any

from rest_framework import serializers

from api.messages import ERRORS, say
from api.seller.content import OPTIONS
from api.seller.shapes import ReviewNoteSerializer, review_json
from api.shapes import TextsSerializer, moment_json, texts_json
from catalogue.listings.readings import public_url
from catalogue.listings.shapes import (
    CartonSerializer,
    CategoryRefSerializer,
    CodeField,
    DimensionsSerializer,
    ImageSizeSerializer,
    MomentField,
    MoneySerializer,
    NumberField,
    PriceTierSerializer,
    QuantitySerializer,
    Shape,
    TextField,
)
from catalogue.products.actions import files, rows
from catalogue.products.completeness import Completeness
from catalogue.products.content import Content, content_of
from catalogue.products.models import Attribute, Category, Image, PriceBasis, Product
from catalogue.reviews.models import ChangeSet, Review
from catalogue.texts import resolve


class OwnImageSerializer(Shape):
    """A picture in the workspace. `sizes` is empty until it is `ready`."""

    id = serializers.UUIDField(read_only=True)
    status = serializers.ChoiceField(choices=Image.Status.choices, read_only=True)
    position = NumberField(max_value=100, help_text="0 is the primary picture.")
    staged = serializers.BooleanField(
        read_only=True, help_text="New, and waiting for an officer."
    )
    alt = TextsSerializer()
    width = NumberField(max_value=12_000)
    height = NumberField(max_value=12_000)
    placeholder = TextField(max_length=500, allow_null=True)
    color = TextField(max_length=7, allow_null=True)
    sizes = ImageSizeSerializer(many=True, max_length=4)


class LackSerializer(Shape):
    """One member that is missing, or would help."""

    pointer = CodeField(max_length=100, help_text="RFC 6901, into the product.")
    required = serializers.BooleanField(  # type: ignore[assignment]
        read_only=True, help_text="It stands in the way of submitting."
    )
    detail = TextField(max_length=300)
    suggestion = TextField(
        max_length=200, allow_null=True, help_text="What would probably be right."
    )


class CompletenessSerializer(Shape):
    """How complete the product is, and what is missing."""

    percent = NumberField(max_value=100)
    missing = LackSerializer(many=True, max_length=200)


class OwnAttributeSerializer(Shape):
    """An attribute's value as it is stored: a choice by its code."""

    code = CodeField(max_length=40)
    name = TextField(max_length=120)
    value = TextField(max_length=200)
    unit = CodeField(max_length=20, allow_null=True)


class OwnVariantOptionSerializer(Shape):
    """One thing that sets a variant apart."""

    option = serializers.ChoiceField(choices=OPTIONS, read_only=True)
    value = TextsSerializer()


class OwnVariantSerializer(Shape):
    """A way to buy the product. The first is the default."""

    id = serializers.UUIDField(read_only=True)
    sku = CodeField(max_length=64)
    name = TextsSerializer()
    options = OwnVariantOptionSerializer(many=True, max_length=10)
    price = MoneySerializer(allow_null=True)
    min_order = QuantitySerializer(allow_null=True)
    net_weight = QuantitySerializer(allow_null=True)


class OwnContentSerializer(Shape):
    """What the seller writes of a product."""

    name = TextsSerializer()
    summary = TextsSerializer()
    description = TextsSerializer()
    category = CategoryRefSerializer(allow_null=True)
    hs_code = CodeField(max_length=6, allow_null=True)
    origin_country = CodeField(max_length=2)
    incoterms = serializers.ListField(
        child=CodeField(max_length=3), max_length=11, read_only=True
    )
    price_basis = serializers.ChoiceField(choices=PriceBasis.choices, read_only=True)
    price = MoneySerializer(allow_null=True)
    price_max = MoneySerializer(allow_null=True)
    price_unit = CodeField(max_length=10, allow_null=True)
    price_tiers = PriceTierSerializer(many=True, max_length=50)
    min_order = QuantitySerializer(allow_null=True)
    monthly_capacity = QuantitySerializer(allow_null=True)
    lead_time_days = NumberField(max_value=32767, allow_null=True)
    net_weight = QuantitySerializer(allow_null=True)
    gross_weight = QuantitySerializer(allow_null=True)
    dimensions = DimensionsSerializer(allow_null=True)
    carton = CartonSerializer(allow_null=True)
    attributes = OwnAttributeSerializer(many=True, max_length=100)
    variants = OwnVariantSerializer(many=True, max_length=100)


class PendingChangesSerializer(Shape):
    """What waits for an officer; the public sees the product as it was."""

    status = serializers.ChoiceField(choices=ChangeSet.Status.choices, read_only=True)
    members = serializers.ListField(
        child=CodeField(max_length=40),
        max_length=30,
        read_only=True,
        help_text="Which members differ; `images` for the pictures.",
    )
    content = OwnContentSerializer(help_text="As it shall be.")
    images = OwnImageSerializer(many=True, max_length=100)
    staged_at = MomentField(read_only=True)


class OwnProductRowSerializer(Shape):
    """One of your products in a list: enough to draw a row."""

    id = serializers.UUIDField(read_only=True)
    status = serializers.ChoiceField(choices=Product.Status.choices, read_only=True)
    hidden = serializers.BooleanField(
        read_only=True, help_text="By the trade office; nobody sees it."
    )
    slug = CodeField(allow_null=True, help_text="Fixed when first published.")
    sku = CodeField(max_length=64, allow_null=True, help_text="Of the default variant.")
    name = TextsSerializer()
    category = CategoryRefSerializer(allow_null=True)
    price_basis = serializers.ChoiceField(choices=PriceBasis.choices, read_only=True)
    price = MoneySerializer(allow_null=True)
    image = OwnImageSerializer(allow_null=True)
    completeness_percent = NumberField(max_value=100)
    has_pending_changes = serializers.BooleanField(read_only=True)
    updated_at = MomentField(read_only=True)


class OwnProductSerializer(OwnContentSerializer):
    """One of your products in full, as the public sees it or would."""

    id = serializers.UUIDField(read_only=True)
    status = serializers.ChoiceField(choices=Product.Status.choices, read_only=True)
    hidden = serializers.BooleanField(read_only=True)
    slug = CodeField(allow_null=True)
    sku = CodeField(max_length=64, allow_null=True)
    images = OwnImageSerializer(many=True, max_length=100)
    completeness = CompletenessSerializer(
        help_text="Of the product with its pending changes."
    )
    pending_changes = PendingChangesSerializer(allow_null=True)
    review = ReviewNoteSerializer(
        allow_null=True, help_text="The last one, of the product or of its changes."
    )
    is_sample = serializers.BooleanField(read_only=True)
    published_at = MomentField(read_only=True, allow_null=True)
    created_at = MomentField(read_only=True)
    updated_at = MomentField(read_only=True)


def image_json(image: Image, alt: dict[str, str], position: int) -> dict[str, Any]:
    url = files.public().url if image.is_public else files.private().url
    is_ready = image.status == Image.Status.READY
    return {
        "id": str(image.pk),
        "status": str(image.status),
        "position": position,
        "staged": image.position is None,
        "alt": texts_json(alt),
        "width": image.width,
        "height": image.height,
        "placeholder": image.placeholder or None,
        "color": image.color or None,
        "sizes": [
            {
                "width": size["width"],
                "height": size["height"],
                "webp": public_url(url(size["webp"])),
                "jpeg": public_url(url(size["jpeg"])),
            }
            for size in (image.renditions if is_ready else [])
        ],
    }


def pictures_json(wanted: rows.Wanted) -> list[dict[str, Any]]:
    return [image_json(i, alt, place) for place, (i, alt) in enumerate(wanted)]


def content_json(content: Content, language: str) -> dict[str, Any]:
    """Content with names beside codes, and every language of a text."""
    names = dict(
        Attribute.objects.filter(
            code__in=[held["code"] for held in content["attributes"]]
        ).values_list("code", "name")
    )
    unit_of = dict(Attribute.objects.values_list("code", "unit"))
    return {
        **content,
        **{n: texts_json(content[n]) for n in ("name", "summary", "description")},
        "category": _category_json(content["category"], language),
        "attributes": [
            {
                "code": held["code"],
                "name": resolve(names.get(held["code"], {}), language),
                "value": held["value"],
                "unit": unit_of.get(held["code"]) or None,
            }
            for held in content["attributes"]
        ],
        "variants": [
            {
                **variant,
                "name": texts_json(variant["name"]),
                "options": [
                    {"option": o["option"], "value": texts_json(o["value"])}
                    for o in variant["options"]
                ],
            }
            for variant in content["variants"]
        ],
    }


def _category_json(code: str | None, language: str) -> dict[str, str] | None:
    category = Category.objects.filter(code=code).first() if code else None
    if category is None:
        return None
    return {"code": category.code, "name": resolve(category.name, language)}


def completeness_json(found: Completeness, language: str) -> dict[str, Any]:
    return {
        "percent": found.percent,
        "missing": [
            {
                "pointer": lack.pointer,
                "required": lack.is_required,
                "detail": say(ERRORS[lack.reason], language, value=lack.subject),
                "suggestion": lack.suggestion,
            }
            for lack in found.lacks
        ],
    }


def product_json(product: Product, language: str) -> dict[str, Any]:
    """One product in full. Wants it loaded `for_workspace`."""
    change_set = rows.change_set_of(product)
    content = content_of(product)
    review = (
        Review.objects.filter(subject_id=product.pk, is_afterwards=False)
        .order_by("-id")
        .first()
    )
    return {
        **content_json(content, language),
        "id": str(product.pk),
        "status": str(product.status),
        "hidden": product.hidden_at is not None,
        "slug": product.slug,
        "sku": _sku(content),
        "images": pictures_json(rows.wanted_pictures(product, None)),
        "completeness": completeness_json(
            rows.completeness_of(product, change_set), language
        ),
        "pending_changes": _pending_json(product, change_set, content, language),
        "review": review_json(review),
        "is_sample": product.is_sample,
        "published_at": moment_json(product.published_at),
        "created_at": moment_json(product.created_at),
        "updated_at": moment_json(product.updated_at),
    }


def _pending_json(
    product: Product, change_set: ChangeSet | None, live: Content, language: str
) -> dict[str, Any] | None:
    if change_set is None:
        return None
    members = sorted(change_set.members)
    if change_set.images is not None:
        members.append("images")
    return {
        "status": str(change_set.status),
        "members": members,
        "content": content_json(rows.staged_content(live, change_set), language),
        "images": pictures_json(rows.wanted_pictures(product, change_set)),
        "staged_at": moment_json(change_set.staged_at),
    }


def row_json(
    product: Product, change_set: ChangeSet | None, percent: int, language: str
) -> dict[str, Any]:
    content = content_of(product)
    pictures = rows.wanted_pictures(product, None)
    category = product.category
    return {
        "id": str(product.pk),
        "status": str(product.status),
        "hidden": product.hidden_at is not None,
        "slug": product.slug,
        "sku": _sku(content),
        "name": texts_json(product.name),
        "category": category
        and {"code": category.code, "name": resolve(category.name, language)},
        "price_basis": str(product.price_basis),
        "price": content["price"],
        "image": image_json(*pictures[0], 0) if pictures else None,
        "completeness_percent": percent,
        "has_pending_changes": change_set is not None,
        "updated_at": moment_json(product.updated_at),
    }


def _sku(content: Content) -> str | None:
    return content["variants"][0]["sku"] if content["variants"] else None
