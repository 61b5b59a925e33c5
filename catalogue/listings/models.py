from datetime import date

from django.db import models

NO_PRICE = 2**62  # sorts after every price, in sen
NEVER = date.max


class Listing(models.Model):
    """One published product as buyers filter and sort it. Public reads start here.

    Sort keys are NOT NULL integers computed in Python, so that both databases order
    alike. Written by `listings.actions` alone, in the transaction of the change.
    """

    product_id = models.UUIDField(unique=True)
    seller_id = models.UUIDField()
    slug = models.CharField(max_length=80, unique=True)
    category_code = models.CharField(max_length=80)
    regency_code = models.CharField(max_length=5)
    published_key = models.BigIntegerField(help_text="Microseconds since 1970.")
    updated_key = models.BigIntegerField(help_text="Microseconds since 1970.")
    price_asc_key = models.BigIntegerField(help_text="Sen; NO_PRICE on request.")
    price_desc_key = models.BigIntegerField(help_text="Sen; -1 on request.")
    min_order_kind = models.CharField(
        max_length=16, help_text="Kind of unit, or the unit itself without a factor."
    )
    min_order_key = models.BigIntegerField(help_text="Millionths of the base unit.")
    export_level = models.PositiveSmallIntegerField()
    has_image = models.BooleanField()
    export_changes_on = models.DateField(
        default=NEVER, help_text="From this day on the export block is out of date."
    )
    facets = models.TextField(help_text="Facet codes, as `listings.facets` reads them.")
    stamp = models.BigIntegerField(help_text="See `journal.clock`.")
    digest = models.CharField(max_length=64, help_text="Of what is shown.")

    class Meta:
        indexes = [
            # `include`: PostgreSQL answers the inner half of a page from the index.
            models.Index(
                fields=["published_key", "product_id"],
                include=["id"],
                name="listing_newest",
            ),
            models.Index(fields=["updated_key", "product_id"], name="listing_updated"),
            models.Index(
                fields=["price_asc_key", "product_id"],
                include=["id"],
                name="listing_price",
            ),
            models.Index(
                fields=["price_desc_key", "product_id"], name="listing_price_desc"
            ),
            models.Index(
                fields=["regency_code", "price_asc_key", "product_id"],
                include=["category_code", "export_level", "export_changes_on", "id"],
                name="listing_regency_price",
            ),
            models.Index(
                fields=["regency_code", "published_key", "product_id"],
                name="listing_regency_newest",
            ),
            models.Index(
                fields=["category_code", "published_key", "product_id"],
                name="listing_category_newest",
            ),
            models.Index(fields=["seller_id"], name="listing_seller"),
            models.Index(fields=["stamp"], name="listing_stamp"),
            models.Index(fields=["export_changes_on"], name="listing_changes_on"),
        ]


class ListingText(models.Model):
    """A listing in one language: the JSON as the contract shows it, ready to send."""

    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="texts", db_index=False
    )
    product_id = models.UUIDField()
    language = models.CharField(max_length=12)
    name_key = models.CharField(max_length=240, help_text="Folded; bytes compare.")
    summary = models.TextField()
    detail = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "language"], name="listing_text_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "name_key", "product_id"], name="listing_text_name"
            )
        ]


class ListingMarket(models.Model):
    """A listing's level and status in one market."""

    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="markets", db_index=False
    )
    market_code = models.CharField(max_length=2)
    level = models.PositiveSmallIntegerField()
    is_ready = models.BooleanField(help_text="Ready, with or without shipment papers.")
    # Copies of the listing's, so that an index gives a market's newest in their order.
    published_key = models.BigIntegerField()
    product_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "market_code"], name="listing_market_once"
            )
        ]
        indexes = [
            models.Index(
                fields=[
                    "market_code",
                    "is_ready",
                    "published_key",
                    "product_id",
                    "level",
                    "listing",
                ],
                name="listing_market_newest",
            ),
            models.Index(
                fields=["market_code", "is_ready", "level", "listing"],
                name="listing_market_ready",
            ),
        ]


class ListingCertificate(models.Model):
    """A verified, unexpired certificate that speaks for a listing."""

    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="certificates", db_index=False
    )
    type_code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "type_code"], name="listing_certificate_once"
            )
        ]
        indexes = [
            models.Index(fields=["type_code", "listing"], name="listing_certificate")
        ]


class SellerListing(models.Model):
    """One public seller as buyers see it."""

    seller_id = models.UUIDField(unique=True)
    slug = models.CharField(max_length=80, unique=True)
    regency_code = models.CharField(max_length=5)
    stamp = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    updated_key = models.BigIntegerField()
    changes_on = models.DateField(
        default=NEVER, help_text="From this day on what it shows is out of date."
    )

    class Meta:
        indexes = [
            models.Index(fields=["stamp"], name="seller_listing_stamp"),
            models.Index(fields=["changes_on"], name="seller_listing_changes_on"),
        ]


class SellerListingText(models.Model):
    """A seller in one language, ready to send."""

    listing = models.ForeignKey(
        SellerListing, on_delete=models.CASCADE, related_name="texts", db_index=False
    )
    seller_id = models.UUIDField()
    language = models.CharField(max_length=12)
    name_key = models.CharField(max_length=240)
    summary = models.TextField()
    detail = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "language"], name="seller_text_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "name_key", "seller_id"], name="seller_text_name"
            )
        ]


class Tombstone(models.Model):
    """A listing that left the public catalogue, so that its old address answers 410.

    One per withdrawn listing row. It stays when the product comes back under a new
    row: who follows the changes may have missed the leaving.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product"
        SELLER = "seller"

    kind = models.CharField(max_length=10, choices=Kind)
    object_id = models.UUIDField()
    listing_id = models.BigIntegerField()
    slug = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(auto_now_add=True)
    stamp = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "listing_id"], name="tombstone_once"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="tombstone_object"),
            models.Index(fields=["stamp"], name="tombstone_stamp"),
        ]
