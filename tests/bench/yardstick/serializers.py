"""The members of the public shapes, by nested `ModelSerializer`s."""

from django.conf import settings
from django.core.files.storage import default_storage
from rest_framework import serializers

from catalogue.products.models import (
    AttributeValue,
    Category,
    Image,
    PriceTier,
    Product,
    Variant,
)
from catalogue.readiness.models import Certificate, MarketReadiness
from catalogue.sellers.models import Regency, Seller

# A product's level is this high where some market's is: no need to ask the markets.
EXPORT_READY_LEVEL = 3


def money(amount, currency):
    if amount is None:
        return None
    return {"amount": f"{amount:.2f}", "currency": currency}


def quantity(value, unit):
    return None if value is None else {"value": f"{value.normalize():f}", "unit": unit}


class LocalisedField(serializers.Field):
    """One language of a `{language: text}` column, with its fallbacks."""

    def to_representation(self, value):
        for language in (self.context["language"], *settings.CATALOGUE_LANGUAGES):
            if text := value.get(language):
                return text
        return ""


class CategoryRefSerializer(serializers.ModelSerializer):
    name = LocalisedField()

    class Meta:
        model = Category
        fields = ["code", "name"]


class RegencyRefSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="short_name")

    class Meta:
        model = Regency
        fields = ["code", "name"]


class SellerRefSerializer(serializers.ModelSerializer):
    verified = serializers.SerializerMethodField()

    class Meta:
        model = Seller
        fields = ["id", "slug", "name", "verified"]

    def get_verified(self, seller):
        return seller.verified_at is not None


class ImageSerializer(serializers.ModelSerializer):
    alt = LocalisedField()
    sizes = serializers.SerializerMethodField()

    class Meta:
        model = Image
        fields = ["id", "alt", "width", "height", "placeholder", "color", "sizes"]

    def get_sizes(self, image):
        base, url = settings.PUBLIC_URL, default_storage.url
        return [
            {
                "width": size["width"],
                "height": size["height"],
                "webp": base + url(size["webp"]),
                "jpeg": base + url(size["jpeg"]),
            }
            for size in image.renditions
        ]


class PrimaryImageSerializer(ImageSerializer):
    """The first picture. Declared, not made for each row: that costs a copy of it."""

    def get_attribute(self, instance):
        return next(iter(instance.ready_images), None)


class ProductSummarySerializer(serializers.ModelSerializer):
    """A card. Needs the rows that `ProductViewSet.get_queryset` loads."""

    name = LocalisedField()
    summary = LocalisedField()
    category = CategoryRefSerializer()
    seller = SellerRefSerializer()
    regency = RegencyRefSerializer(source="seller.regency")
    price = serializers.SerializerMethodField()
    price_max = serializers.SerializerMethodField()
    price_unit = serializers.CharField(source="price_unit_id")
    min_order = serializers.SerializerMethodField()
    export_ready = serializers.SerializerMethodField()
    certificate_codes = serializers.SerializerMethodField()
    image = PrimaryImageSerializer()
    content_language = serializers.SerializerMethodField()
    updated_at = serializers.DateTimeField(source="published_at")

    class Meta:
        model = Product
        fields = [
            *("id", "slug", "name", "summary", "category", "seller", "regency"),
            *("price_basis", "price", "price_max", "price_unit", "min_order"),
            *("export_ready", "certificate_codes", "image", "is_sample"),
            *("content_language", "updated_at"),
        ]

    def get_price(self, product):
        return money(product.price, product.currency)

    def get_price_max(self, product):
        return money(product.price_max, product.currency)

    def get_min_order(self, product):
        return quantity(product.min_order_value, product.min_order_unit_id)

    def get_certificate_codes(self, product):
        return sorted({held.type_id for held in product.seller.counting})

    def get_export_ready(self, product):
        return product.readiness.level >= EXPORT_READY_LEVEL

    def get_content_language(self, product):
        return self.context["language"]


class AttributeSerializer(serializers.ModelSerializer):
    code = serializers.CharField(source="attribute_id")
    name = LocalisedField(source="attribute.name")
    unit = serializers.CharField(source="attribute.unit")

    class Meta:
        model = AttributeValue
        fields = ["code", "name", "value", "unit"]


class VariantSerializer(serializers.ModelSerializer):
    name = LocalisedField()
    price = serializers.SerializerMethodField()
    min_order = serializers.SerializerMethodField()
    net_weight = serializers.SerializerMethodField()

    class Meta:
        model = Variant
        fields = ["id", "sku", "name", "price", "min_order", "net_weight"]

    def get_price(self, variant):
        return money(variant.price, "IDR")

    def get_min_order(self, variant):
        return quantity(variant.min_order_value, variant.product.min_order_unit_id)

    def get_net_weight(self, variant):
        grams = variant.net_weight_g
        return None if grams is None else {"value": str(grams), "unit": "g"}


class PriceTierSerializer(serializers.ModelSerializer):
    min_quantity = serializers.SerializerMethodField()
    unit_price = serializers.SerializerMethodField()

    class Meta:
        model = PriceTier
        fields = ["min_quantity", "unit_price"]

    def get_min_quantity(self, tier):
        return quantity(tier.min_quantity, tier.product.price_unit_id)

    def get_unit_price(self, tier):
        return money(tier.unit_price, "IDR")


class CertificateSerializer(serializers.ModelSerializer):
    type = serializers.CharField(source="type_id")
    name = LocalisedField(source="type.name")
    number = serializers.SerializerMethodField()
    verified = serializers.SerializerMethodField()
    verified_by = RegencyRefSerializer()

    class Meta:
        model = Certificate
        fields = [
            *("type", "name", "number", "issuer", "issued_on", "expires_on"),
            *("verified", "verified_on", "verified_by"),
        ]

    def get_number(self, certificate):
        return (certificate.type.number_published and certificate.number) or None

    def get_verified(self, certificate):
        return True


class MarketReadinessSerializer(serializers.ModelSerializer):
    market = serializers.CharField(source="market_id")

    class Meta:
        model = MarketReadiness
        fields = ["market", "level", "score", "status", "rules_met", "rules_total"]


class ExportSerializer(serializers.ModelSerializer):
    level = serializers.IntegerField(source="readiness.level")
    score = serializers.DecimalField(
        source="readiness.score", max_digits=4, decimal_places=1
    )
    model_version = serializers.CharField(source="readiness.snapshot.model.version")
    computed_at = serializers.DateTimeField(source="readiness.snapshot.taken_at")
    monthly_capacity = serializers.SerializerMethodField()
    dimensions = serializers.SerializerMethodField()
    markets = MarketReadinessSerializer(source="market_readiness", many=True)

    class Meta:
        model = Product
        fields = [
            *("level", "score", "model_version", "computed_at", "hs_code"),
            *("origin_country", "incoterms", "monthly_capacity", "lead_time_days"),
            *("dimensions", "markets"),
        ]

    def get_dimensions(self, product):
        return [{"code": c, "score": s} for c, s in product.readiness.dimensions]

    def get_monthly_capacity(self, product):
        return quantity(
            product.monthly_capacity_value, product.monthly_capacity_unit_id
        )


class ProductSerializer(ProductSummarySerializer):
    """A product in full."""

    description = LocalisedField()
    attributes = AttributeSerializer(source="attribute_values", many=True)
    variants = VariantSerializer(many=True)
    price_tiers = PriceTierSerializer(many=True)
    images = ImageSerializer(source="ready_images", many=True)
    certificates = CertificateSerializer(source="seller.counting", many=True)
    export = ExportSerializer(source="*")
    links = serializers.SerializerMethodField()

    class Meta:
        model = Product
        fields = [
            *ProductSummarySerializer.Meta.fields,
            *("description", "attributes", "variants", "price_tiers", "images"),
            *("certificates", "export", "links"),
        ]

    def get_links(self, product):
        path = f"/v1/products/{product.pk}"
        return {"self": path, "web": None, "json_ld": f"{path}/json-ld"}
