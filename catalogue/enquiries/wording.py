"""What codes, amounts and moments of an enquiry are to whoever reads of them. Pure.

For letters and our own pages, in the languages those are written in.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from catalogue.enquiries import amounts
from catalogue.texts import Texts, resolve

DECLINE_REASONS: dict[str, Texts] = {
    "capacity": {
        "en": "It is more, or sooner, than we can make",
        "id": "Jumlah atau waktunya di luar kemampuan kami",
    },
    "min_order": {
        "en": "It is less than our smallest order",
        "id": "Jumlahnya di bawah pesanan terkecil kami",
    },
    "market_not_ready": {
        "en": "Our product may not go to that country yet",
        "id": "Produk kami belum siap untuk negara itu",
    },
    "price": {"en": "We cannot meet the price", "id": "Harganya tidak cocok"},
    "not_my_product": {
        "en": "We do not make this product",
        "id": "Kami tidak membuat produk itu",
    },
    "other": {"en": "Another reason", "id": "Alasan lain"},
}
HELD_FOR: dict[str, Texts] = {
    "suspicious": {
        "en": "it shows signs of abuse",
        "id": "ada tanda penyalahgunaan",
    },
    "blocked": {
        "en": "its sender was blocked before",
        "id": "pengirimnya pernah diblokir",
    },
    "reported": {
        "en": "the business reported it as spam",
        "id": "usaha melaporkannya sebagai spam",
    },
}
OTHER_LANGUAGES = {"en": "Other languages", "id": "Bahasa lain"}
LONGEST_PRICE = 4  # decimals of a unit price


def said(words: Mapping[str, Texts], code: str, language: str) -> str:
    """What a code is called; empty for one that is not there."""
    return resolve(words.get(code, {}), language)


def country(code: str, language: str) -> str:
    """Its name by CLDR; the code itself where that has none."""
    return Locale.parse(language).territories.get(code, code)


def language(tag: str, reader: str) -> str:
    """Its name by CLDR, in the reader's; the tag itself where that has none."""
    names = Locale.parse(reader).languages
    primary = tag.partition("-")[0]
    return names.get(tag.replace("-", "_")) or names.get(primary) or tag


def languages(likely: Iterable[str], reader: str) -> list[tuple[str, Any]]:
    """To choose one of: the likely ones, then, by their names, all with a code of two
    letters."""
    first = list(dict.fromkeys(likely))
    codes = map(str, Locale.parse(reader).languages)
    others = sorted(
        (
            (code, language(code, reader))
            for code in codes
            if len(code) == 2 and code not in first  # ISO 639-1
        ),
        key=lambda choice: choice[1].casefold(),
    )
    named = [(tag, language(tag, reader)) for tag in first]
    return [*named, (resolve(OTHER_LANGUAGES, reader), others)]


def day(on: date, language: str) -> str:
    return format_date(on, "d MMMM y", locale=language)


def moment(local: datetime, language: str) -> str:
    """Of a time on Lampung's clock: `Monday 6 July 2026, 09:00 WIB (UTC+7)`."""
    if language == "id":
        return format_datetime(local, "EEEE, d MMMM y, 'pukul' HH.mm", locale="id") + (
            " WIB"
        )
    return format_datetime(local, "EEEE d MMMM y, HH:mm", locale="en") + " WIB (UTC+7)"


def number(value: Decimal, language: str) -> str:
    """As much of it as there is: `1,250`, `0.5`."""
    return format_decimal(value, "#,##0.###", locale=language)


def amount(value: Decimal, currency: str, language: str) -> str:
    """`USD 4.50`, `IDR 12.500,00`; a unit price may have more than its currency."""
    digits = amounts.decimals(currency)
    shape = "#,##0." + "0" * digits + "#" * (LONGEST_PRICE - digits)
    return f"{currency} {format_decimal(value, shape, locale=language)}"
