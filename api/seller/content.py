"""What a seller may write of a product: the body, and what its members must keep to."""

import re
from decimal import Decimal
from typing import Any

from django_countries import countries
from rest_framework import serializers

from api.bodies import (
    Body,
    Code,
    Ident,
    LongTexts,
    NameTexts,
    PlainText,
    SummaryTexts,
    Whole,
    many,
    refuse,
)
from api.fields import Amount, QuantityBody, units
from catalogue.products import attributes, hs_codes, incoterms
from catalogue.products.models import (
    CURRENCY,
    Category,
    CategoryAttribute,
    PriceBasis,
)

OPTIONS = ["pack_size", "flavour", "colour", "size", "material", "other"]
MOST_MM = 100_000
MOST_G = 2**31 - 1
GRAMS = {"g": 1, "kg": 1000}


def categories() -> list[str]:
    return list(Category.objects.values_list("code", flat=True))


class MoneyBody(Body):
    """An amount in rupiah."""

    amount = Amount(digits=12, decimals=2, help_text="Decimal text: `1500000.00`.")
    currency = serializers.ChoiceField(choices=[CURRENCY], required=False)

    def validate(self, attrs):
        return {"amount": f"{Decimal(attrs['amount']):.2f}", "currency": CURRENCY}


class WeightBody(Body):
    """A weight in `g` or `kg`; kept in whole grams."""

    value = Amount(digits=9, decimals=3)
    unit = serializers.ChoiceField(choices=list(GRAMS))

    def validate(self, attrs):
        grams = Decimal(attrs["value"]) * GRAMS[attrs["unit"]]
        if grams != int(grams) or grams > MOST_G:
            raise serializers.ValidationError({"value": refuse("grams").detail})
        return {"value": str(int(grams)), "unit": "g"}


def _side(**kwargs):
    return Whole(
        min_value=1, max_value=MOST_MM, required=False, allow_null=True, **kwargs
    )


class DimensionsBody(Body):
    """Outer sides in millimetres."""

    length_mm = _side()
    width_mm = _side()
    height_mm = _side()

    def validate(self, attrs):
        return {n: attrs.get(n) for n in ("length_mm", "width_mm", "height_mm")}


class CartonBody(DimensionsBody):
    """What is shipped: how much is in it, and its sides and weight."""

    units = Whole(min_value=1, max_value=1_000_000, required=False, allow_null=True)
    gross_weight_g = Whole(
        min_value=1, max_value=MOST_G, required=False, allow_null=True
    )

    def validate(self, attrs):
        rest = {n: attrs.get(n) for n in ("units", "gross_weight_g")}
        return {**super().validate(attrs), **rest}


class PriceTierBody(Body):
    """From this quantity on, each costs so much."""

    min_quantity = QuantityBody()
    unit_price = MoneyBody()


class AttributeBody(Body):
    """One attribute of the category; a choice by its code, a number as text."""

    code = PlainText(max_length=40)
    value = PlainText(max_length=200)


class VariantOptionBody(Body):
    """One thing that sets a variant apart."""

    option = serializers.ChoiceField(choices=OPTIONS)
    value = NameTexts()

    def validate_value(self, value):
        return {language: text for language, text in value.items() if text}


class VariantBody(Body):
    """A way to buy the product. The first is the default."""

    id = Ident(required=False, help_text="Of one that is there; else by its sku.")
    sku = PlainText(max_length=64, help_text="Unique among your products.")
    name = NameTexts(required=False)
    options = many(VariantOptionBody(), required=False, max_length=10)
    price = MoneyBody(required=False, allow_null=True)
    min_order = QuantityBody(required=False, allow_null=True)
    net_weight = WeightBody(required=False, allow_null=True)

    def validate(self, attrs):
        name = attrs.get("name", {})
        return {
            "id": str(attrs["id"]) if "id" in attrs else None,
            "sku": attrs["sku"],
            "name": {language: text for language, text in name.items() if text},
            "options": attrs.get("options", []),
            "price": attrs.get("price"),
            "min_order": attrs.get("min_order"),
            "net_weight": attrs.get("net_weight"),
        }


class HsCode(PlainText):
    """An HS 2022 subheading; dots and spaces are taken out."""

    def to_internal_value(self, data):
        value = re.sub(r"[.\s]", "", super().to_internal_value(data))
        if not re.fullmatch(r"\d{6}", value, re.ASCII):
            raise refuse("hs_code", "invalid")
        if not hs_codes.is_known(value):
            raise refuse("not_found", what="HS 2022 code", value=value)
        return value


class ProductBody(Body):
    """A product as its seller writes it. A draft may leave anything out.

    Member by member, what is absent stays and null clears.
    """

    sku = PlainText(
        max_length=64,
        required=False,
        help_text="Of the default variant, which is made where there is none.",
    )
    name = NameTexts(required=False)
    summary = SummaryTexts(required=False)
    description = LongTexts(required=False)
    category = Code(what="category", known=categories, required=False, allow_null=True)
    hs_code = HsCode(
        max_length=12,
        required=False,
        allow_null=True,
        help_text="HS 2022 subheading, six digits.",
    )
    origin_country = Code(
        what="country",
        known=lambda: countries.countries,
        max_length=2,
        required=False,
        help_text="ISO 3166-1 alpha-2.",
    )
    incoterms = serializers.ListField(
        child=Code(what="Incoterm", known=lambda: incoterms.CODES, max_length=3),
        max_length=11,
        required=False,
        help_text="Incoterms 2020.",
    )
    price_basis = serializers.ChoiceField(
        choices=PriceBasis.choices,
        required=False,
        help_text="`fixed`, `from` (the lowest of several) or `on_request`. Left out "
        "beside a price, it follows from it.",
    )
    price = MoneyBody(required=False, allow_null=True, help_text="The lowest.")
    price_max = MoneyBody(
        required=False, allow_null=True, help_text="The highest, with `from`."
    )
    price_unit = Code(
        what="unit",
        known=units,
        max_length=10,
        required=False,
        allow_null=True,
        help_text="What the price is for one of.",
    )
    price_tiers = many(
        PriceTierBody(),
        required=False,
        max_length=50,
        help_text="In `price_unit`.",
    )
    min_order = QuantityBody(required=False, allow_null=True, help_text="MOQ.")
    monthly_capacity = QuantityBody(required=False, allow_null=True)
    lead_time_days = Whole(min_value=0, max_value=3650, required=False, allow_null=True)
    net_weight = WeightBody(
        required=False, allow_null=True, help_text="Of one price unit."
    )
    gross_weight = WeightBody(required=False, allow_null=True)
    dimensions = DimensionsBody(required=False, allow_null=True)
    carton = CartonBody(required=False, allow_null=True)
    attributes = many(AttributeBody(), required=False, max_length=100)
    variants = many(VariantBody(), required=False, max_length=100)

    def validate_name(self, value):
        return _texts(value)

    validate_summary = validate_description = validate_name

    def validate_incoterms(self, value):
        return list(dict.fromkeys(value))

    def validate(self, attrs):
        if sku := attrs.pop("sku", None):
            attrs["variants"] = _with_sku(sku, attrs.get("variants", []))
        errors = {
            **_price_errors(attrs),
            **_tier_errors(attrs),
            **_variant_errors(attrs),
            **_attribute_errors(attrs),
        }
        if errors:
            raise serializers.ValidationError(errors)
        return attrs


def _texts(value: dict[str, Any]) -> dict[str, str]:
    return {language: text for language, text in value.items() if text}


def _with_sku(sku: str, variants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    default = dict.fromkeys(("id", "price", "min_order", "net_weight"))
    first = variants[0] if variants else {**default, "name": {}, "options": []}
    return [{**first, "sku": sku}, *variants[1:]]


def _price_errors(attrs: dict[str, Any]) -> dict[str, Any]:
    basis, low, high = (attrs.get(n) for n in ("price_basis", "price", "price_max"))
    errors: dict[str, Any] = {}
    if basis == PriceBasis.ON_REQUEST:
        for name in ("price", "price_max"):
            if attrs.get(name):
                errors[name] = refuse("no_price_on_request", "invalid").detail
    if high and basis == PriceBasis.FIXED:
        errors["price_max"] = refuse("no_price_max", "invalid").detail
    if high and low and Decimal(high["amount"]) <= Decimal(low["amount"]):
        errors["price_max"] = refuse(
            "above_price", "too_small", limit=low["amount"]
        ).detail
    return errors


def _tier_errors(attrs: dict[str, Any]) -> dict[str, Any]:
    errors: dict[int, Any] = {}
    tiers = attrs.get("price_tiers", [])
    seen: set[str] = set()
    for place, tier in enumerate(tiers):
        quantity = tier["min_quantity"]
        if quantity["unit"] != attrs.get("price_unit"):
            told = refuse("tier_unit", "invalid", value=quantity["unit"])
            errors[place] = {"min_quantity": {"unit": told.detail}}
        elif quantity["value"] in seen:
            told = refuse("duplicate", value=quantity["value"])
            errors[place] = {"min_quantity": {"value": told.detail}}
        seen.add(quantity["value"])
    if not errors:
        tiers.sort(key=lambda tier: Decimal(tier["min_quantity"]["value"]))
    return _at("price_tiers", errors)


def _variant_errors(attrs: dict[str, Any]) -> dict[str, Any]:
    errors: dict[int, Any] = {}
    seen: set[str] = set()
    ids: set[str] = set()
    for place, variant in enumerate(attrs.get("variants", [])):
        if variant["sku"] in seen:
            errors[place] = {"sku": refuse("duplicate", value=variant["sku"]).detail}
        elif variant["id"] and variant["id"] in ids:
            errors[place] = {"id": refuse("duplicate", value=variant["id"]).detail}
        elif variant["min_order"] and not attrs.get("min_order"):
            errors[place] = {"min_order": refuse("variant_order", "invalid").detail}
        elif (
            variant["min_order"]
            and variant["min_order"]["unit"] != attrs["min_order"]["unit"]
        ):
            unit = attrs["min_order"]["unit"]
            told = refuse("variant_unit", "invalid", value=unit)
            errors[place] = {"min_order": {"unit": told.detail}}
        seen.add(variant["sku"])
        ids.add(variant["id"])
    return _at("variants", errors)


def _attribute_errors(attrs: dict[str, Any]) -> dict[str, Any]:
    """Each must be one of the category's and of its type; values come out clean."""
    errors: dict[int, Any] = {}
    given = attrs.get("attributes", [])
    known = attributes_of(attrs.get("category")) if given else {}
    seen: set[str] = set()
    for place, held in enumerate(given):
        attribute = known.get(held["code"])
        if attribute is None:
            told = refuse("attribute", "not_found", value=held["code"])
            errors[place] = {"code": told.detail}
        elif held["code"] in seen:
            errors[place] = {"code": refuse("duplicate", value=held["code"]).detail}
        else:
            try:
                held["value"] = attributes.clean(
                    attribute.type,
                    attribute.choices,
                    held["value"],
                    unit=attribute.unit,
                )
            except attributes.UnfitValue as unfit:
                told = refuse(unfit.key, unfit.code, **_said(unfit.values))
                errors[place] = {"value": told.detail}
        seen.add(held["code"])
    return _at("attributes", errors)


def _said(values: dict[str, object]) -> dict[str, str]:
    return {"name": "value"} | {name: str(value) for name, value in values.items()}


def attributes_of(category_code: str | None) -> dict[str, Any]:
    """The attributes of a category by code, in its order."""
    category = Category.objects.filter(code=category_code).first()
    if category is None:
        return {}
    return {
        row.attribute_id: row.attribute
        for row in CategoryAttribute.objects.of(category)
    }


def _at(name: str, errors: dict[int, Any]) -> dict[str, Any]:
    """Errors of some items of a list, as DRF writes those of nested lists."""
    if not errors:
        return {}
    return {name: [errors.get(place, {}) for place in range(max(errors) + 1)]}
