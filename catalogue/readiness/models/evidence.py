"""What a seller claims, and what she has to show for it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from catalogue.identifiers import uuid7
from catalogue.readiness.models.reference import CertificateType
from catalogue.readiness.querysets import (
    AnswerQuerySet,
    CertificateQuerySet,
    EvidenceFileQuerySet,
    PlotQuerySet,
)


class EvidenceFile(models.Model):
    """A private file of a seller: a PDF as it was sent, or a picture redrawn.

    Its bytes lie in private storage under `name`. Nobody but the seller and the
    officers who look after her is given an address of it.
    """

    class Kind(models.TextChoices):
        PDF = "pdf"
        PICTURE = "picture"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="evidence_files"
    )
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=120, help_text="In private storage.")
    sha256 = models.CharField(max_length=64, help_text="Of what was sent.")
    size_bytes = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]


class ClaimStatus(models.TextChoices):
    """How far a claim has been shown. Expiry is told from dates, never stored."""

    SELF_DECLARED = "self_declared"
    EVIDENCE_UPLOADED = "evidence_uploaded"
    VERIFIED = "verified"
    REJECTED = "rejected"
    REVOKED = "revoked"


def refused_digests() -> models.JSONField:
    return models.JSONField(
        default=list,
        editable=False,
        help_text="SHA-256 of the documents that the office turned down for it.",
    )


class Certificate(models.Model):
    """A claim by a seller, for itself or for some of its products.

    Whether it counts is asked of `Certificate.objects.counting(on)`. One that renews
    another takes its place once it is verified.
    """

    Status = ClaimStatus

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
    is_of_products = models.BooleanField(
        default=False,
        help_text="Given for some products: when they are gone it speaks of none.",
    )
    type = models.ForeignKey(CertificateType, on_delete=models.PROTECT)
    status = models.CharField(
        max_length=17,
        choices=ClaimStatus,
        default=ClaimStatus.SELF_DECLARED,
        editable=False,
    )
    number = models.CharField(max_length=64, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    scope = models.CharField(
        max_length=300, blank=True, help_text="What it covers, as it says."
    )
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(
        null=True, help_text="Valid through the whole of this day, Asia/Jakarta."
    )
    evidence = models.ForeignKey(
        EvidenceFile, on_delete=models.PROTECT, null=True, related_name="certificates"
    )
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey(
        "sellers.Regency",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The verifying officer's regency; none: the province.",
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="supersedes",
        help_text="The verified certificate that renewed it.",
    )
    renews = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="renewals"
    )
    reminded_days = models.PositiveSmallIntegerField(
        null=True, help_text="How many days before its end was last written about."
    )
    reason = models.CharField(
        max_length=16, blank=True, help_text="Why the office did not agree."
    )
    note = models.JSONField(
        default=dict, help_text="What the office said last, per language."
    )
    refused = refused_digests()
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

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
            models.CheckConstraint(
                name="certificate_evidence_is_there",
                condition=~Q(status="evidence_uploaded") | Q(evidence__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "expires_on"], name="certificate_expiring")
        ]

    def __str__(self):
        return f"{self.type_id} of {self.seller}"


class Answer(models.Model):
    """A seller's answer to a question, a condition or a confirmation.

    `question` is the code of one of them in the model in force; `option` is a letter
    of a question, `yes` or `no` of the others. Without a product it speaks of the
    whole business.
    """

    Status = ClaimStatus

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="answers"
    )
    product = models.ForeignKey(
        "products.Product", on_delete=models.CASCADE, null=True, related_name="answers"
    )
    question = models.CharField(max_length=20)
    option = models.CharField(max_length=4)
    note = models.CharField(max_length=1000, blank=True)
    status = models.CharField(
        max_length=17,
        choices=ClaimStatus,
        default=ClaimStatus.SELF_DECLARED,
        editable=False,
    )
    evidence = models.ForeignKey(
        EvidenceFile, on_delete=models.PROTECT, null=True, related_name="answers"
    )
    expires_on = models.DateField(
        null=True, help_text="The last day its evidence counts, if it has one."
    )
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey(
        "sellers.Regency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    refused = refused_digests()
    version = models.PositiveIntegerField(default=1, editable=False)
    answered_at = models.DateTimeField(auto_now=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["seller", "product", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "question"],
                condition=Q(product__isnull=True),
                name="answer_of_seller_once",
            ),
            models.UniqueConstraint(
                fields=["product", "question"],
                condition=Q(product__isnull=False),
                name="answer_of_product_once",
            ),
            models.CheckConstraint(
                name="answer_verified_has_date",
                condition=~Q(status="verified") | Q(verified_on__isnull=False),
            ),
            models.CheckConstraint(
                name="answer_evidence_is_there",
                condition=~Q(status="evidence_uploaded") | Q(evidence__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.question} of {self.seller}"


class Plot(models.Model):
    """Where a product's raw material grew: private evidence for due diligence.

    Regulation (EU) 2023/1115 art. 2(28), 9(1)(d): a point with six decimals, or, above
    4 hectares, a polygon. Only the number of plots and their area are ever public.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product = models.ForeignKey(
        "products.Product", on_delete=models.CASCADE, related_name="plots"
    )
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=80, blank=True)
    geometry = models.JSONField(help_text="GeoJSON: Point or Polygon, WGS 84.")
    area_ha = models.DecimalField(max_digits=10, decimal_places=4)

    objects = PlotQuerySet.as_manager()

    class Meta:
        ordering = ["product", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "position"], name="plot_position_unique"
            ),
            models.CheckConstraint(name="plot_has_an_area", condition=Q(area_ha__gt=0)),
        ]
