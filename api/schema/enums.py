"""Choices written out where they are used; `enum_names.py` names them here."""

from catalogue.sellers.models import Seller

INDUSTRY_CLASSES = [*Seller.IndustryClass.choices, ("unspecified", "unspecified")]
