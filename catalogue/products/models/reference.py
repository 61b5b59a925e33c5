from django.db import models
from tree_queries.models import TreeNode

from catalogue.reference.models import ReferenceRow


class Unit(ReferenceRow):
    """A trade unit, with its UNECE Recommendation 20 (or 21, as X..) code."""

    code = models.CharField(max_length=10, primary_key=True)
    unece_code = models.CharField(max_length=3)
    name = models.JSONField()
    symbol = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, help_text="Units of one kind compare.")
    factor_to_base = models.DecimalField(
        max_digits=18, decimal_places=9, null=True, help_text="Of its kind's base unit."
    )

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class Category(TreeNode, ReferenceRow):
    """A branch of the tree that buyers browse; two or three levels deep."""

    code = models.CharField(max_length=80, unique=True)
    name = models.JSONField()
    source_sector = models.CharField(max_length=20)
    hs_headings = models.JSONField(
        default=list, blank=True, help_text="Usual HS 2022 headings."
    )
    google_taxonomy_id = models.CharField(max_length=10, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.code


class Attribute(ReferenceRow):
    """A property that products of some categories have: shelf life, material …"""

    class Type(models.TextChoices):
        TEXT = "text"
        NUMBER = "number"
        CHOICE = "choice"
        BOOL = "bool"

    code = models.CharField(max_length=40, primary_key=True)
    type = models.CharField(max_length=10, choices=Type)
    name = models.JSONField()
    unit = models.CharField(max_length=20, blank=True)
    choices = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.code
