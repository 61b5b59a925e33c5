"""Exchange rates from a CSV: all of its rows, or none."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from babel.numbers import list_currencies
from django.db import transaction

from catalogue.enquiries.models import ExchangeRate
from catalogue.enquiries.rates import HOME

COLUMNS = ("currency", "on", "idr_per_unit", "source")


class BadRates(Exception):
    """A file that cannot be taken: the message names line and column."""


def load(path: Path) -> int:
    """Insert the rows, or put them in place of those of the same currency and day.

    Returns how many. Repeating is harmless. Raises `BadRates`, and `OSError` where the
    file cannot be opened; then nothing has changed.
    """
    rows = list(_read(path))
    with transaction.atomic():
        ExchangeRate.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["currency", "on"],
            update_fields=["idr_per_unit", "source"],
        )
    return len(rows)


def _read(path: Path) -> Iterator[ExchangeRate]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            yield from _rows(reader)
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadRates(f"Line {reader.line_num + 1}: not a CSV in UTF-8: {error}.")


def _rows(reader: csv.DictReader) -> Iterator[ExchangeRate]:
    if missing := set(COLUMNS) - set(reader.fieldnames or ()):
        raise BadRates(f"Line 1: no column {', '.join(sorted(missing))}.")
    seen: dict[tuple[str, date], int] = {}
    for row in reader:
        line = reader.line_num
        rate = ExchangeRate(**{name: _value(row, name, line) for name in COLUMNS})
        first = seen.setdefault((rate.currency, rate.on), line)
        if first != line:
            raise BadRates(f"Line {line}: {rate.code} is on line {first} already.")
        yield rate


def _value(row: dict[str, str | None], column: str, line: int) -> object:
    text = (row[column] or "").strip()
    try:
        return _PARSERS[column](text)
    except ValueError as error:
        raise BadRates(f"Line {line}, column {column}: {text[:40]!r} is {error}.")


def _currency(text: str) -> str:
    if text == HOME or text not in list_currencies():
        raise ValueError("no code of ISO 4217 other than IDR")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("no date like 2026-11-27")


def _positive(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value <= 0:
        raise ValueError("no amount above zero, like 16650.5")
    if value.adjusted() >= 12 or value != round(value, 6):
        raise ValueError("no amount of at most 12 digits and 6 decimals")
    return value


def _source(text: str) -> str:
    if not 0 < len(text) <= 200:
        raise ValueError("no source of 1 to 200 characters")
    return text


_PARSERS: dict[str, Callable[[str], object]] = {
    "currency": _currency,
    "on": _day,
    "idr_per_unit": _positive,
    "source": _source,
}
