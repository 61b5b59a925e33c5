"""Choices written out where they are used; `ENUM_NAME_OVERRIDES` names them here."""

from catalogue.sellers.models import Seller

INDUSTRY_CLASSES = [*Seller.IndustryClass.choices, ("unspecified", "unspecified")]
