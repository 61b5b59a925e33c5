"""What is offered, and the reference data it is described with."""

from catalogue.products.models.product import (
    CURRENCY,
    AttributeValue,
    Image,
    PriceBasis,
    PriceTier,
    Product,
    Variant,
)
from catalogue.products.models.reference import (
    Attribute,
    Category,
    CategoryAttribute,
    Unit,
)

__all__ = [
    "CURRENCY",
    "Attribute",
    "AttributeValue",
    "Category",
    "CategoryAttribute",
    "Image",
    "PriceBasis",
    "PriceTier",
    "Product",
    "Unit",
    "Variant",
]
