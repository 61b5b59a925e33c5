"""Fields that bodies of several audiences share."""

import re
from decimal import Decimal
from typing import Any

import phonenumbers
from django_countries import countries
from rest_framework import serializers

from api.bodies import Body, Code, PlainText, refuse
from catalogue.products.content import plain
from catalogue.products.models import Unit

DECIMAL_TEXT = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def units() -> list[str]:
    return list(Unit.objects.values_list("code", flat=True))


def optional_text(length: int, *, lines: bool = False, **kwargs: Any) -> PlainText:
    return PlainText(
        max_length=length,
        lines=lines,
        required=False,
        allow_null=True,
        allow_blank=True,
        **kwargs,
    )


def language_tag(**kwargs: Any) -> serializers.RegexField:
    return serializers.RegexField(
        LANGUAGE_TAG,
        max_length=12,
        required=False,
        help_text="BCP 47. Not given: the language of the request.",
        **kwargs,
    )


def country_code(**kwargs: Any) -> Code:
    return Code(
        what="country",
        known=lambda: countries.countries,
        max_length=2,
        allow_null=True,
        help_text="ISO 3166-1 alpha-2.",
        **kwargs,
    )


def e164(number: str, country: str | None) -> str:
    """A telephone number; without a prefix it is read as one of `country`. Raises what
    a field raises."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        raise refuse("phone", "invalid") from None
    if not phonenumbers.is_valid_number(parsed):
        raise refuse("phone", "invalid")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


class Phone(PlainText):
    """A telephone number; `0812…` is read as Indonesian and kept as E.164."""

    def to_internal_value(self, data):
        value = super().to_internal_value(data)
        return e164(value, "ID") if value else value


class Amount(serializers.CharField):
    """A plain decimal text above zero: digits, a point, no separators, no exponent."""

    def __init__(self, *, digits: int, decimals: int, **kwargs):
        self.digits, self.decimals = digits, decimals
        super().__init__(max_length=digits + decimals + 1, **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str) or not DECIMAL_TEXT.fullmatch(data):
            raise refuse("a_decimal", "invalid")
        if data.startswith("-") or Decimal(data) == 0:
            raise refuse("above_zero", "too_small")
        whole, _, fraction = data.partition(".")
        if len(whole.lstrip("0")) > self.digits:
            raise refuse("at_most", "too_large", limit="9" * self.digits)
        if len(fraction) > self.decimals:
            raise refuse("decimals", "invalid", limit=self.decimals)
        return data


class QuantityBody(Body):
    """A number of a unit."""

    value = Amount(digits=11, decimals=3, help_text="Decimal text: `12.5`.")
    unit = Code(what="unit", known=units, max_length=10)

    def validate(self, attrs):
        return {"value": plain(Decimal(attrs["value"])), "unit": attrs["unit"]}
