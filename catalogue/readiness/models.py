from django.db import models
from django.db.models import F, Q

from catalogue.identifiers import uuid7
from catalogue.readiness.querysets import CertificateQuerySet
from catalogue.reference.models import ReferenceRow


class MarketStatus(models.TextChoices):
    READY = "ready"
    READY_WITH_SHIPMENT_DOCS = "ready_with_shipment_docs"
    NOT_YET = "not_yet"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class CertificateType(ReferenceRow):
    """A licence, certificate or registration that a rule may ask for."""

    code = models.CharField(max_length=20, primary_key=True)
    kind = models.CharField(max_length=24)
    name = models.JSONField()
    issuer = models.CharField(max_length=200)
    issuer_country = models.CharField(max_length=2, blank=True)
    holder_level = models.CharField(
        max_length=16, help_text="seller, facility, producer_group, product, shipment"
    )
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    number_published = models.BooleanField(
        default=True, help_text="Off where the number is personal or confidential."
    )
    public_lookup = models.CharField(max_length=200, blank=True)
    legal_basis = models.TextField(blank=True)
    confidence = models.CharField(max_length=10)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class Market(ReferenceRow):
    """A destination whose rules are known; the European Union is one market."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.JSONField()
    countries = models.JSONField(help_text="ISO 3166-1 alpha-2 codes inside it.")
    is_domestic = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.code


class MarketRequirement(ReferenceRow):
    """One rule of one market, with the law it stands in and how sure we are of it.

    Only a `readiness_gate` blocks; shipment documents and importer duties are lists.
    """

    code = models.CharField(max_length=10, primary_key=True)
    market = models.ForeignKey(
        Market, on_delete=models.CASCADE, related_name="requirements"
    )
    product_group = models.CharField(max_length=120)
    hs_prefixes = models.JSONField(help_text='Digits only; `"*"` is every product.')
    certificate_codes = models.JSONField(
        default=list,
        blank=True,
        help_text="Any one of these satisfies it; none: an officer says.",
    )
    text = models.JSONField()
    obligation = models.CharField(max_length=12)
    holder = models.CharField(max_length=16)
    stage = models.CharField(max_length=16)
    is_gate = models.BooleanField()
    legal_basis = models.TextField(blank=True)
    effective_from = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=10)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["market", "code"]

    def __str__(self):
        return self.code


class Certificate(models.Model):
    """A claim by a seller, for itself or for some of its products.

    Whether it counts is asked of `Certificate.objects.counting(on)`.
    """

    class Status(models.TextChoices):
        SELF_DECLARED = "self_declared"
        EVIDENCE_UPLOADED = "evidence_uploaded"
        VERIFIED = "verified"
        REJECTED = "rejected"
        REVOKED = "revoked"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="certificates"
    )
    products = models.ManyToManyField(
        "products.Product",
        related_name="own_certificates",
        blank=True,
        help_text="Those it speaks of; none: it is the seller's.",
    )
    type = models.ForeignKey(CertificateType, on_delete=models.PROTECT)
    status = models.CharField(
        max_length=17, choices=Status, default=Status.SELF_DECLARED, editable=False
    )
    number = models.CharField(max_length=64, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(
        null=True, help_text="Valid through the whole of this day, Asia/Jakarta."
    )
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey(
        "sellers.Regency",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The verifying officer's regency; none: the province.",
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["seller", "type", "id"]
        constraints = [
            models.CheckConstraint(
                name="certificate_verified_has_date",
                condition=~Q(status="verified") | Q(verified_on__isnull=False),
            ),
            models.CheckConstraint(
                name="certificate_expires_after_issue",
                condition=Q(expires_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
            ),
        ]


class ProductReadiness(models.Model):
    """A product's stored level; written by `readiness.actions`, read by listings."""

    product = models.OneToOneField(
        "products.Product",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="readiness",
    )
    level = models.PositiveSmallIntegerField(help_text="0-4, its own or a market's.")
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    model_version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()
    changes_on = models.DateField(
        null=True, help_text="The next day on which this changes by itself."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="readiness_level_0_4", condition=Q(level__range=(0, 4))
            )
        ]


class MarketReadiness(models.Model):
    """A product's stored level and status in one foreign market."""

    product = models.ForeignKey(
        "products.Product", on_delete=models.CASCADE, related_name="market_readiness"
    )
    market = models.ForeignKey(Market, on_delete=models.PROTECT)
    level = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    status = models.CharField(max_length=24, choices=MarketStatus)
    rules_met = models.PositiveSmallIntegerField()
    rules_total = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["product", "market__position", "market"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "market"], name="market_readiness_once"
            )
        ]
