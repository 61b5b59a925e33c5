"""Money as answers tell it."""

from decimal import Decimal

from catalogue.listings.shapes import decimal_text

FEWEST_DECIMALS, MOST_DECIMALS = 2, 4


def money_json(amount: Decimal | None, currency: str) -> dict[str, str] | None:
    """Two decimals; of dinars and of unit prices as many more as there are."""
    if amount is None:
        return None
    text = decimal_text(amount, FEWEST_DECIMALS, MOST_DECIMALS)
    return {"amount": text, "currency": currency}
