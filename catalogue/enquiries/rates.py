"""Amounts of one currency in another, by dated rates: to compare, never to pay by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from catalogue.enquiries.amounts import rounded
from catalogue.enquiries.models.reference import ExchangeRate

HOME = "IDR"
OLDEST = timedelta(days=90)


@dataclass(frozen=True)
class Rate:
    """Rupiah for one unit of a currency on a day."""

    idr_per_unit: Decimal
    on: date
    source: str


@dataclass(frozen=True)
class Converted:
    """An amount in another currency, and the rates it rests on: none, one or two."""

    amount: Decimal
    currency: str
    rates: tuple[Rate, ...]


def in_currency(
    amount: Decimal, currency: str, wanted: str, rates: Mapping[str, Rate]
) -> Converted | None:
    """`amount` in `wanted`, through rupiah; None where a rate is missing.

    Rounded half up, to the digits that CLDR gives the currency: none of yen or rupiah.
    """
    if currency == wanted:
        return Converted(amount, wanted, ())
    used = [code for code in (currency, wanted) if code != HOME]
    if not all(code in rates for code in used):
        return None
    value = amount * _worth(currency, rates) / _worth(wanted, rates)
    return Converted(rounded(value, wanted), wanted, tuple(rates[c] for c in used))


def _worth(currency: str, rates: Mapping[str, Rate]) -> Decimal:
    return Decimal(1) if currency == HOME else rates[currency].idr_per_unit


def latest(on: date, currencies: Iterable[str]) -> dict[str, Rate]:
    """The newest rate of each currency on the day `on`, at most 90 days old.

    Rupiah need none; a currency without a rate is left out.
    """
    rows = ExchangeRate.objects.filter(
        currency__in=set(currencies), on__lte=on, on__gte=on - OLDEST
    ).order_by("on", "currency")
    # The newest row of a currency comes last, so it stays.
    return {row.currency: Rate(row.idr_per_unit, row.on, row.source) for row in rows}
