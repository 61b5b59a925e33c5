from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from catalogue.identifiers import uuid7
from catalogue.reference.models import ReferenceRow
from catalogue.sellers.querysets import (
    MemberQuerySet,
    OversightQuerySet,
    SellerQuerySet,
)
from catalogue.sellers.responding import ResponseFigures


class Regency(ReferenceRow):
    """One of Lampung's 15 kabupaten and kota.

    Source: Kepmendagri 300.2.2-2430/2025. Two code systems disagree (Kemendagri 18.01
    is Lampung Selatan, BPS 1801 is Lampung Barat): never derive one from the other.
    """

    code = models.CharField(
        max_length=5, primary_key=True, help_text="Kemendagri code with its dot."
    )
    bps_code = models.CharField(max_length=4, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    short_name = models.CharField(max_length=120)
    name = models.JSONField(help_text="Full official name, per language.")
    kind = models.CharField(max_length=10)
    capital = models.CharField(max_length=120)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "regencies"

    def __str__(self):
        return f"{self.code} {self.short_name}"


class Seller(models.Model):
    """An IKM that offers products. What anyone may see: `Seller.objects.public()`."""

    class SizeClass(models.TextChoices):
        """PP 7/2021 art. 35: by business capital or annual sales."""

        MICRO = "mikro"
        SMALL = "kecil"
        MEDIUM = "menengah"
        LARGE = "besar"

    class IndustryClass(models.TextChoices):
        """Permenperin 64/2016: by workers and investment."""

        SMALL = "industri-kecil"
        MEDIUM = "industri-menengah"
        LARGE = "industri-besar"

    class ExportExperience(models.TextChoices):
        NONE = "none"
        INDIRECT = "indirect"
        DIRECT = "direct"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    story = models.JSONField(default=dict, help_text="Per language, plain text.")
    regency = models.ForeignKey(
        Regency, on_delete=models.PROTECT, related_name="sellers"
    )
    address = models.CharField(max_length=300, blank=True, help_text="Not published.")
    nib = models.CharField(
        max_length=13,
        blank=True,
        validators=[RegexValidator(r"^\d{13}$")],
        help_text="Nomor Induk Berusaha, 13 digits (PP 28/2025).",
    )
    legal_form = models.CharField(max_length=40, blank=True)
    capital_idr = models.BigIntegerField(
        null=True, blank=True, help_text="Without land and buildings of the business."
    )
    annual_sales_idr = models.BigIntegerField(null=True, blank=True)
    investment_idr = models.BigIntegerField(
        null=True, blank=True, help_text="Without land and buildings of the business."
    )
    figures_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The year the three figures are of."
    )
    size_class = models.CharField(max_length=10, choices=SizeClass, blank=True)
    industry_class = models.CharField(max_length=20, choices=IndustryClass, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, help_text="BCP 47 codes.")
    export_experience = models.CharField(
        max_length=10, choices=ExportExperience, default=ExportExperience.NONE
    )
    contact_email = models.EmailField(blank=True, help_text="Business contact.")
    contact_phone = models.CharField(max_length=20, blank=True, help_text="E.164.")
    contact_published = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    trusted_at = models.DateTimeField(
        null=True, blank=True, help_text="Publishes at once; sampled afterwards."
    )
    response_counted = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Enquiries of 90 days that her answers are measured on.",
    )
    response_share = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Of those she answered, per cent."
    )
    response_median_seconds = models.PositiveIntegerField(
        null=True, editable=False, help_text="See `responding.ResponseFigures`."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SellerQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nib"],
                condition=~Q(nib="") & Q(verified_at__isnull=False),
                name="seller_nib_once_verified",
            ),
            models.CheckConstraint(
                name="seller_founded_plausible",
                condition=Q(founded_year__isnull=True) | Q(founded_year__gte=1800),
            ),
            models.CheckConstraint(
                name="seller_response_share_of_hundred",
                condition=Q(response_share__isnull=True) | Q(response_share__lte=100),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def response_figures(self) -> ResponseFigures:
        return ResponseFigures(
            self.response_counted, self.response_share, self.response_median_seconds
        )


class Member(models.Model):
    """A person who acts for a seller; a person acts for one at most."""

    class Role(models.TextChoices):
        OWNER = "owner"
        STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.CASCADE, related_name="members")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="membership"
    )
    role = models.CharField(max_length=5, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]


class Invitation(models.Model):
    """A letter that makes its reader a member; good once, for `LIFE`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        Seller, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, hex.")
    role = models.CharField(
        max_length=5, choices=Member.Role, default=Member.Role.STAFF
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "email"],
                condition=Q(accepted_at__isnull=True),
                name="invitation_open_once",
            )
        ]


class Oversight(models.Model):
    """What an officer of the trade office looks after: a regency, or the province."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="oversights"
    )
    regency = models.ForeignKey(
        Regency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="None: the whole province.",
    )

    objects = OversightQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "regency"], name="oversight_once"),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(regency__isnull=True),
                name="oversight_of_province_once",
            ),
        ]
