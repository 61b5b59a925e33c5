"""Choices that are written out where they are used; `ENUM_NAME_OVERRIDES` names them."""

from catalogue.sellers.models import Seller

INDUSTRY_CLASSES = [*Seller.IndustryClass.choices, ("unspecified", "unspecified")]
