"""What markets ask for, and the certificates that answer them."""

from django.db import models
from django.db.models import Q

from catalogue.readiness.assessment.model import EXPORT_DECLARATION
from catalogue.reference.models import ReferenceRow

# A number that names a person (a sole trader's NPWP is the NIK) or that the issuing
# office treats as confidential (FDA) is never shown.
UNPUBLISHED_NUMBERS = ("FDA-801Q", "FDA-FCE", "FDA-FFR", "NPWP")


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
    applies_to = models.JSONField(default=dict, help_text="In words, per language.")
    applies_to_hs = models.JSONField(
        default=list, blank=True, help_text="HS prefixes, digits only; none: any."
    )
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    validity_note = models.CharField(max_length=300, blank=True)
    number_pattern = models.CharField(
        max_length=120,
        blank=True,
        help_text="What numbers look like, as a regular expression: a hint, no proof.",
    )
    number_example = models.CharField(
        max_length=64, blank=True, help_text="Fictitious."
    )
    number_published = models.BooleanField(
        default=True, help_text="Off where the number is personal or confidential."
    )
    public_lookup = models.CharField(max_length=200, blank=True)
    legal_basis = models.TextField(blank=True)
    confidence = models.CharField(max_length=10)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="certificate_type_number_private",
                condition=Q(number_published=False) | ~Q(code__in=UNPUBLISHED_NUMBERS),
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def is_holdable(self) -> bool:
        """False for papers of one shipment; the export declaration (PEB) is the
        evidence of level 4, and may be kept."""
        return self.holder_level != "shipment" or self.code == EXPORT_DECLARATION


class Market(ReferenceRow):
    """A destination whose rules are known; the European Union is one market."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.JSONField()
    is_domestic = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.code


class MarketCountry(ReferenceRow):
    """Which market a country belongs to; read on input only."""

    code = models.CharField(
        max_length=2, primary_key=True, help_text="ISO 3166-1 alpha-2."
    )
    market = models.ForeignKey(
        Market, on_delete=models.CASCADE, related_name="countries"
    )

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "market countries"

    def __str__(self):
        return self.code


class Condition(ReferenceRow):
    """A yes/no question about a product, asked once for all the rules that hang on it.

    `condition`: the rule applies only after yes. `confirmation`: the seller claims yes,
    and the rule is met only once an officer agrees.
    """

    class Kind(models.TextChoices):
        CONDITION = "condition"
        CONFIRMATION = "confirmation"

    code = models.CharField(max_length=20, primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.JSONField(help_text="The question, per language.")

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class MarketRequirement(ReferenceRow):
    """One rule of one market, with the law it stands in and how sure we are of it.

    Only a `readiness_gate` blocks; shipment documents and importer duties are lists.
    What is edited here takes effect once a new model version is published.
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
    condition = models.ForeignKey(
        Condition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conditional_rules",
        help_text="It applies only where this is answered with yes.",
    )
    confirmation = models.ForeignKey(
        Condition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed_rules",
        help_text="It is met once an officer has confirmed this.",
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
        constraints = [
            models.CheckConstraint(
                name="requirement_gate_is_certain",
                condition=Q(is_gate=False) | Q(confidence="high"),
            ),
            models.CheckConstraint(
                name="requirement_gate_is_the_sellers",
                condition=Q(is_gate=False) | ~Q(holder__in=["shipment", "importer"]),
            ),
        ]

    def __str__(self):
        return self.code
