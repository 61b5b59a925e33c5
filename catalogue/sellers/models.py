from django.db import models
from django.db.models import Q

from catalogue.identifiers import uuid7
from catalogue.reference.models import ReferenceRow
from catalogue.sellers.querysets import SellerQuerySet


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

    class IndustryClass(models.TextChoices):
        """Permenperin 64/2016: by workers and investment."""

        SMALL = "industri-kecil"
        MEDIUM = "industri-menengah"

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
    legal_form = models.CharField(max_length=40, blank=True)
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
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SellerQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="seller_founded_plausible",
                condition=Q(founded_year__isnull=True) | Q(founded_year__gte=1800),
            )
        ]

    def __str__(self):
        return self.name
