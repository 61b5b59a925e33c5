"""By what the trade office knows a business."""

from typing import Any

from catalogue.sellers.models import Seller

VERIFIED_BY = {"name", "nib", "legal_form", "regency"}


def identity_of(seller: Seller) -> dict[str, Any]:
    """What an officer looks at, as plain values."""
    return {
        "name": seller.name,
        "nib": seller.nib,
        "legal_form": seller.legal_form,
        "regency": seller.regency_id,
        "address": seller.address,
        "story": dict(seller.story),
        "founded_year": seller.founded_year,
        "workers": seller.workers,
        "capital_idr": seller.capital_idr,
        "annual_sales_idr": seller.annual_sales_idr,
        "investment_idr": seller.investment_idr,
        "figures_year": seller.figures_year,
        "size_class": seller.size_class,
        "industry_class": seller.industry_class,
    }
