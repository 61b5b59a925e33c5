"""Amounts of a quote, in any currency of ISO 4217 that is in use. Pure."""

from collections.abc import Hashable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_precision, get_territory_currencies

MOST_DECIMALS = 3  # that a currency has which is legal tender: of dinars, of rials


@cache
def currencies() -> frozenset[str]:
    """Codes of what is legal tender somewhere today, by CLDR."""
    territories = Locale("en").territories
    return frozenset(
        code
        for territory in territories
        for code in get_territory_currencies(str(territory), tender=True)
    )


def decimals(currency: str) -> int:
    """As many as CLDR gives the currency: none of yen, three of dinars."""
    return get_currency_precision(currency)


def rounded(value: Decimal, currency: str) -> Decimal:
    """Half up, to the decimals of the currency."""
    return value.quantize(Decimal(1).scaleb(-decimals(currency)), ROUND_HALF_UP)


def fits(value: Decimal, currency: str) -> bool:
    """Can be paid: it has no more decimals than the currency; zeros do not count."""
    return rounded(value, currency) == value


def line_amount(
    unit_price: Decimal | None, quantity: Decimal | None, currency: str
) -> Decimal | None:
    """Of the quantity that is offered; None where nothing is."""
    if unit_price is None or quantity is None:
        return None
    return rounded(unit_price * quantity, currency)


def of_lines(
    lines: Iterable[tuple[Hashable | None, str, Decimal | None, Decimal | None]],
    currency: str,
) -> Decimal | None:
    """The total of a quote: of lines of (item, kind, unit price, quantity).

    The sum of the amounts as they are shown, so that a reader's is the same. None where
    nothing has a price.
    """
    told = list(lines)
    counted = _counted([(item, kind) for item, kind, *_ in told])
    amounts = [
        line_amount(price, quantity, currency)
        for (*_, price, quantity), counts in zip(told, counted, strict=True)
        if counts
    ]
    found = [amount for amount in amounts if amount is not None]
    return sum(found, Decimal(0)) if found else None


def _counted(lines: Sequence[tuple[Hashable | None, str]]) -> list[bool]:
    """Of each line, by its item and its kind, whether its amount counts in a total.

    A buyer takes either what is offered for an item or an alternative to it.
    """
    offered = {item for item, kind in lines if kind == "offered" and item is not None}
    return [kind != "alternative" or item not in offered for item, kind in lines]
