from django.db import models
from tree_queries.models import TreeNode

from catalogue.products.querysets import CategoryAttributeQuerySet
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

    def lineage(self) -> "list[Category]":
        """Itself, then its parent, up to the top: what it inherits, nearest first."""
        found = [self]
        while found[-1].parent is not None:
            found.append(found[-1].parent)
        return found


class Attribute(ReferenceRow):
    """A property that products of some categories have: shelf life, material …

    Which categories, says `CategoryAttribute`. `choices` is a list of
    `{"code", "id", "en"}`: a value is stored by its code and shown by its label.
    """

    class Type(models.TextChoices):
        TEXT = "text"
        NUMBER = "number"
        CHOICE = "choice"
        BOOL = "bool"

    code = models.CharField(max_length=40, primary_key=True)
    type = models.CharField(max_length=10, choices=Type)
    name = models.JSONField()
    unit = models.CharField(
        max_length=20, blank=True, help_text="Symbol of the unit of a number: `%`, `m`."
    )
    choices = models.JSONField(
        default=list, blank=True, help_text='A list of `{"code", "id", "en"}`.'
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.code

    def position_in(self, category: Category) -> tuple[bool, int, int, str]:
        """A key that puts attributes in the order of `category`; strangers come last.

        No query of its own where `for_detail()` loaded the product.
        """
        rows = {row.category_id: row for row in self.in_categories.all()}
        near = (rows[c.code] for c in category.lineage() if c.code in rows)
        row = next(near, None)
        place = row.position if row else 0
        return row is None, place, self.position, self.code


class CategoryAttribute(ReferenceRow):
    """That products of a category, and of all below it, have an attribute.

    What a category has is asked of `CategoryAttribute.objects.of(category)`: a row
    of a category counts before one that it inherits.
    """

    code = models.CharField(
        max_length=121, primary_key=True, help_text="`category:attribute`."
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.CASCADE,
        to_field="code",
        related_name="category_attributes",
    )
    attribute = models.ForeignKey(
        Attribute, on_delete=models.CASCADE, related_name="in_categories"
    )
    is_required = models.BooleanField(
        default=False, help_text="A product cannot be submitted without it."
    )
    position = models.PositiveIntegerField(default=0)

    objects = CategoryAttributeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "attribute"], name="category_attribute_once"
            )
        ]

    def __str__(self):
        return self.code
