"""What came out of the assessment: stored, dated, and read by everyone else."""

from django.db import models
from django.db.models import Q

from catalogue.identifiers import uuid7
from catalogue.readiness.assessment.statuses import MarketStatus
from catalogue.readiness.models.questionnaire import ModelVersion
from catalogue.readiness.models.reference import Market
from catalogue.readiness.models.walks import Walk


class Snapshot(models.Model):
    """What one product, or one seller, was assessed to be; never changed afterwards.

    A new one is taken only where the result differs from the last. `inputs` are all
    facts it rests on and `result` all that came of them, so that anybody can recompute
    it with the model version. Both are private: `readiness.published` says what of
    them the public reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="snapshots"
    )
    product = models.ForeignKey(
        "products.Product",
        on_delete=models.CASCADE,
        null=True,
        related_name="snapshots",
        help_text="None: of the seller herself.",
    )
    model = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_on = models.DateField(help_text="The day it was assessed for, Asia/Jakarta.")
    level = models.PositiveSmallIntegerField(null=True, help_text="Of a product: 0-4.")
    score = models.DecimalField(max_digits=4, decimal_places=1)
    inputs = models.JSONField()
    result = models.JSONField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["product", "-id"], name="snapshot_of_product"),
            models.Index(fields=["seller", "-id"], name="snapshot_of_seller"),
        ]


class ProductReadiness(models.Model):
    """A product's present level; written by `readiness.actions`, read by listings."""

    product = models.OneToOneField(
        "products.Product",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="readiness",
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(help_text="0-4, its own or a market's.")
    own_level = models.PositiveSmallIntegerField(help_text="0-2.")
    score = models.DecimalField(max_digits=4, decimal_places=1)
    dimensions = models.JSONField(help_text="[[code, score as text]], in order.")
    missing_gates = models.JSONField(
        default=dict,
        help_text="Per market, the gate rules not met; level 2's under an empty key.",
    )
    digest = models.CharField(max_length=64, help_text="Of the snapshot's result.")
    changes_on = models.DateField(
        null=True, help_text="The next day on which this changes by itself."
    )

    class Meta:
        verbose_name_plural = "readiness of products"
        constraints = [
            models.CheckConstraint(
                name="readiness_level_0_4", condition=Q(level__range=(0, 4))
            )
        ]
        indexes = [models.Index(fields=["changes_on"], name="readiness_changes_on")]

    def __str__(self):
        return f"Readiness of {self.product}"


class MarketReadiness(models.Model):
    """A product's present level and status in one foreign market."""

    product = models.ForeignKey(
        "products.Product", on_delete=models.CASCADE, related_name="market_readiness"
    )
    market = models.ForeignKey(Market, on_delete=models.PROTECT)
    level = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=4, decimal_places=1)
    status = models.CharField(max_length=24, choices=MarketStatus)
    rules_met = models.PositiveSmallIntegerField()
    rules_total = models.PositiveSmallIntegerField()
    upcoming_on = models.DateField(
        null=True, help_text="When the first gate comes into force that is not met."
    )

    class Meta:
        ordering = ["product", "market__position", "market"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "market"], name="market_readiness_once"
            )
        ]


class SellerReadiness(models.Model):
    """A seller's own present score, of the questions about her and her site."""

    seller = models.OneToOneField(
        "sellers.Seller",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="readiness",
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=1)
    dimensions = models.JSONField(help_text="[[code, score as text]], in order.")
    digest = models.CharField(max_length=64, help_text="Of the snapshot's result.")
    changes_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["changes_on"], name="seller_readiness_changes_on")
        ]


class Recomputation(Walk):
    """A pass over all products after the model changed: how far it has come."""

    model = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    changed = models.PositiveIntegerField(default=0)


class Tally(models.Model):
    """How many public products stood at a level on a day: the office's history.

    `market` empty counts by the product's highest level; else by that in the market.
    """

    on = models.DateField()
    regency = models.ForeignKey(
        "sellers.Regency", on_delete=models.CASCADE, related_name="+"
    )
    category_code = models.CharField(max_length=80)
    market_code = models.CharField(max_length=2, blank=True)
    level = models.PositiveSmallIntegerField()
    products = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ["-on", "regency", "category_code", "market_code", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "regency", "category_code", "market_code", "level"],
                name="tally_once",
            )
        ]
        indexes = [models.Index(fields=["market_code", "on"], name="tally_of_market")]
