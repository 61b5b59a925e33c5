from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from catalogue.identifiers import uuid7
from catalogue.products.models.reference import Attribute, Category, Unit
from catalogue.products.querysets import ImageQuerySet, ProductQuerySet

CURRENCY = "IDR"  # the catalogue's only currency; quotes may use any


class PriceBasis(models.TextChoices):
    FIXED = "fixed"
    FROM = "from"
    ON_REQUEST = "on_request"


class Product(models.Model):
    """One thing an IKM makes and offers: what a buyer browses and enquires about.

    Who may see it is asked of `Product.objects.public()`, never by filtering on
    `status`. Texts are `{language: text}`. A product's own sku is that of its default
    variant, the first.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        IN_REVIEW = "in_review"
        CHANGES_REQUESTED = "changes_requested"
        REJECTED = "rejected"
        PUBLISHED = "published"
        ARCHIVED = "archived"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, related_name="products"
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="products", null=True
    )
    status = models.CharField(
        max_length=17, choices=Status, default=Status.DRAFT, editable=False
    )
    # Null before publication: unique texts cannot all be empty.
    slug = models.SlugField(  # noqa: DJ001
        max_length=80, unique=True, null=True, editable=False
    )
    name = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    hs_code = models.CharField(
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$")],
        help_text="HS 2022 subheading: six digits, no dots.",
    )
    origin_country = models.CharField(
        max_length=2, default="ID", help_text="ISO 3166-1 alpha-2."
    )
    incoterms = models.JSONField(default=list, help_text="Incoterms 2020 codes.")
    price_basis = models.CharField(
        max_length=10, choices=PriceBasis, default=PriceBasis.ON_REQUEST
    )
    price = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, help_text="The lowest, in IDR."
    )
    price_max = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, help_text="The highest, in IDR."
    )
    currency = models.CharField(max_length=3, default=CURRENCY, editable=False)
    price_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+"
    )
    min_order_value = models.DecimalField(
        max_digits=14, decimal_places=3, null=True, help_text="MOQ."
    )
    min_order_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+"
    )
    monthly_capacity_value = models.DecimalField(
        max_digits=14, decimal_places=3, null=True
    )
    monthly_capacity_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lead_time_days = models.PositiveSmallIntegerField(null=True)
    net_weight_g = models.PositiveIntegerField(
        null=True, help_text="Of one price unit."
    )
    gross_weight_g = models.PositiveIntegerField(
        null=True, help_text="With its own packaging."
    )
    length_mm = models.PositiveIntegerField(null=True)
    width_mm = models.PositiveIntegerField(null=True)
    height_mm = models.PositiveIntegerField(null=True)
    carton = models.JSONField(
        null=True,
        help_text="What is shipped: units, length_mm, width_mm, height_mm, "
        "gross_weight_g; each may be null.",
    )
    published_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    is_sample = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]  # total, so no page repeats or skips a row
        constraints = [
            models.CheckConstraint(
                name="product_published_is_whole",
                condition=~Q(status="published")
                | Q(
                    published_at__isnull=False,
                    slug__isnull=False,
                    category__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="product_priced_in_idr", condition=Q(currency=CURRENCY)
            ),
            models.CheckConstraint(
                name="product_price_matches_basis",
                condition=Q(price_basis="on_request", price__isnull=True)
                | Q(price_basis__in=["fixed", "from"], price__gt=0)
                | (~Q(status="published") & Q(price__isnull=True)),
            ),
            models.CheckConstraint(
                name="product_price_max_above_price",
                condition=Q(price_max__isnull=True) | Q(price_max__gt=F("price")),
            ),
        ]
        indexes = [models.Index(fields=["seller", "-id"], name="product_of_seller")]

    def __str__(self):
        # PostgreSQL keeps no order of members.
        return self.name.get("id") or next(iter(self.name.values()), str(self.id))


class Variant(models.Model):
    """A way to buy the product: a pack size, a colour. The first is the default."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="variants"
    )
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)
    sku = models.CharField(max_length=64)
    name = models.JSONField(default=dict, help_text="Empty for the default variant.")
    price = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    min_order_value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    net_weight_g = models.PositiveIntegerField(null=True)
    options = models.JSONField(
        default=list,
        help_text="What sets it apart: `[{option, value}]`, value per language.",
    )

    class Meta:
        ordering = ["product", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "sku"], name="variant_sku_unique_per_seller"
            ),
            models.UniqueConstraint(
                fields=["product", "position"], name="variant_position_unique"
            ),
        ]


class PriceTier(models.Model):
    """From `min_quantity` (in the product's price unit) on, each costs `unit_price`."""

    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="price_tiers"
    )
    min_quantity = models.DecimalField(max_digits=14, decimal_places=3)
    unit_price = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["product", "min_quantity"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "min_quantity"], name="price_tier_quantity_unique"
            )
        ]


class AttributeValue(models.Model):
    """What one product's attribute is. A choice is stored by its code."""

    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="attribute_values"
    )
    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["product", "attribute"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "attribute"], name="attribute_value_once"
            )
        ]


class Image(models.Model):
    """A picture of a product, in the sizes that were made of it.

    `renditions` is `[{width, height, webp, jpeg}]` with storage names; empty until the
    picture is ready. The first position is the primary picture; one without a position
    is staged, and not part of the product until an officer agrees. Its files lie in
    private storage; while `is_public`, copies of them lie in public storage too.
    """

    class Status(models.TextChoices):
        PROCESSING = "processing"
        READY = "ready"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="images"
    )
    position = models.PositiveSmallIntegerField(null=True, default=0)
    status = models.CharField(
        max_length=10, choices=Status, default=Status.PROCESSING, editable=False
    )
    alt = models.JSONField(default=dict)
    source_sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    placeholder = models.CharField(max_length=500, blank=True)
    color = models.CharField(max_length=7, blank=True)
    renditions = models.JSONField(default=list)
    stored_bytes = models.PositiveBigIntegerField(
        default=0, help_text="Of the upload, then of its renditions: for the quota."
    )
    is_public = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["product", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "position"], name="image_position_unique"
            ),
            models.UniqueConstraint(
                fields=["product", "source_sha256"], name="image_bytes_once"
            ),
        ]
