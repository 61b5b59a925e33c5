"""Amounts of a quote, in any currency of ISO 4217 that is in use. Pure."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_precision, get_territory_currencies


@cache
def currencies() -> frozenset[str]:
    """Codes of what is legal tender somewhere today, by CLDR."""
    territories = Locale("en").territories
    return frozenset(
        code
        for territory in territories
        for code in get_territory_currencies(str(territory), tender=True)
    )


def rounded(value: Decimal, currency: str) -> Decimal:
    """Half up, to the digits that CLDR gives the currency: none of yen or rupiah."""
    digits = get_currency_precision(currency)
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def line_amount(
    unit_price: Decimal | None, quantity: Decimal | None, currency: str
) -> Decimal | None:
    """Of the quantity that is offered; None where nothing is."""
    if unit_price is None or quantity is None:
        return None
    return rounded(unit_price * quantity, currency)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Of the lines as they are shown, so that a reader's sum is the same."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told, Decimal(0)) if told else None
