"""The sellers' answers to what was asked at once, side by side, for who asked."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from api.enquiries.callers import caller_of
from api.enquiries.quote_shapes import (
    MOST_LINES,
    MOST_TIERS,
    paper_path,
    tiers_json,
)
from api.enquiries.shapes import (
    DECLINE_REASONS,
    MOST_ITEMS,
    ProductRefSerializer,
    product_json,
    quantity_json,
    seller_json,
)
from api.money import money_json
from api.parameters import CodeField as CodeParameter
from api.parameters import Parameter, Parameters, path_id
from api.private import PrivateView, operation
from catalogue.enquiries import amounts, comparing
from catalogue.enquiries.comparing import Cell, Column, Comparison, Row, Standing
from catalogue.enquiries.models import NOTE_LENGTH, Quote, QuoteLine
from catalogue.enquiries.rates import Converted
from catalogue.enquiries.states import Side, Status
from catalogue.listings.rows import dump
from catalogue.listings.shapes import (
    CodeField,
    MoneySerializer,
    NumberField,
    PriceTierSerializer,
    QuantitySerializer,
    SellerRefSerializer,
    Shape,
    TextField,
)
from catalogue.sellers.responding import ResponseBand

LINE_KINDS = [("unspecified", "unspecified"), *QuoteLine.Kind.choices]
MOST_CELLS = MOST_ITEMS * MOST_LINES


class IndicativeMoneySerializer(Shape):
    """An amount in the currency of the comparison: to compare by, never to pay by."""

    amount = CodeField(max_length=40, help_text="Decimal string.")
    currency = CodeField(max_length=3, help_text="ISO 4217.")
    on = serializers.DateField(
        read_only=True,
        allow_null=True,
        help_text="Day of the rate, of two the older; null: it was quoted so.",
    )


class ComparedReadinessSerializer(Shape):
    """How ready a product is for the market it would go to, as its page tells."""

    market = CodeField(max_length=2)
    level = NumberField(max_value=4)
    export_ready = serializers.BooleanField(read_only=True)


class ComparedQuoteSerializer(Shape):
    """A seller's last quote, without its lines."""

    id = serializers.UUIDField(read_only=True)
    revision = NumberField(max_value=32767, min_value=1)
    status = serializers.ChoiceField(choices=Quote.Status.choices, read_only=True)
    currency = CodeField(max_length=3, help_text="ISO 4217.")
    total = MoneySerializer(
        allow_null=True, help_text="Without alternatives to what is offered too."
    )
    total_indicative = IndicativeMoneySerializer(allow_null=True)
    incoterm = CodeField(max_length=3, help_text="Incoterms 2020.")
    place = TextField(max_length=120)
    valid_until_on = serializers.DateField(read_only=True)
    lead_time_days = NumberField(max_value=32767, allow_null=True)
    payment_terms = TextField(max_length=500, allow_null=True)
    paper = CodeField(max_length=200, help_text="Path of the PDF.")


class ComparedSellerSerializer(Shape):
    """One of those who were asked, whether or not she has answered."""

    enquiry_id = serializers.UUIDField(read_only=True)
    number = CodeField(max_length=20)
    status = serializers.ChoiceField(choices=Status.choices, read_only=True)
    decline_reason = serializers.ChoiceField(choices=DECLINE_REASONS, read_only=True)
    seller = SellerRefSerializer()
    response_band = serializers.ChoiceField(
        choices=ResponseBand.choices, read_only=True
    )
    quote = ComparedQuoteSerializer(allow_null=True, help_text="Null: none yet.")


class ComparedCellSerializer(Shape):
    """One item with what its seller quotes for it."""

    enquiry_id = serializers.UUIDField(read_only=True)
    item_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="Null: offered beside the items."
    )
    product = ProductRefSerializer(allow_null=True, help_text="What is offered.")
    asked_quantity = QuantitySerializer(allow_null=True)
    kind = serializers.ChoiceField(
        choices=LINE_KINDS, read_only=True, help_text="`unspecified`: nothing quoted."
    )
    unit_price = MoneySerializer(allow_null=True)
    unit_price_indicative = IndicativeMoneySerializer(allow_null=True)
    quantity = QuantitySerializer(allow_null=True)
    amount = MoneySerializer(allow_null=True)
    amount_indicative = IndicativeMoneySerializer(allow_null=True)
    tiers = PriceTierSerializer(many=True, max_length=MOST_TIERS)
    note = TextField(max_length=NOTE_LENGTH, allow_null=True)
    readiness = ComparedReadinessSerializer(
        allow_null=True,
        help_text="Null where the product is not public, or no rules are known of the "
        "destination.",
    )


class ComparedRowSerializer(Shape):
    """Items that are alike: of one HS subheading."""

    hs_code = CodeField(max_length=6, allow_null=True, help_text="HS 2022, 6 digits.")
    cells = ComparedCellSerializer(many=True, max_length=MOST_CELLS)


class ComparisonSerializer(Shape):
    """What each seller answered, side by side."""

    submission_id = serializers.UUIDField(read_only=True)
    destination_country = CodeField(
        max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2."
    )
    market = CodeField(
        max_length=2, allow_null=True, help_text="Whose rules that country keeps to."
    )
    currency = CodeField(
        max_length=3,
        allow_null=True,
        help_text="Of what is indicative; null while nothing is quoted.",
    )
    sellers = ComparedSellerSerializer(many=True, max_length=MOST_ITEMS)
    rows = ComparedRowSerializer(many=True, max_length=MOST_CELLS)


class ComparisonParameters(Parameters):
    currency = Parameter(
        CodeParameter("currency", amounts.currencies, max_length=3),
        "ISO 4217: compare in this one. Not given: the one that most quotes have.",
        example="JPY",
    )


class ComparisonView(PrivateView):
    """One submission's quotes, side by side."""

    @operation(
        "get_submission_comparison",
        tag="enquiries",
        summary="Compare the quotes of what was asked at once",
        parameters=ComparisonParameters,
        responses=ComparisonSerializer,
    )
    def get(self, request, id: str):
        """Each seller's last quote. Only who asked sees this: sellers never see one
        another.

        Items of one HS subheading share a row. Amounts in one currency are given where
        a rate of the last 90 days is loaded: they are indicative.
        """
        mine = caller_of(request).submissions()
        submission = get_object_or_404(mine, pk=path_id(id))
        today = timezone.localdate()
        compared = comparing.compare(submission, self.values.get("currency"), today)
        body = comparison_json(compared, self.language, today)
        return self.answer(body, tag=self.tag(len(compared.columns), dump(body)))


def comparison_json(compared: Comparison, language: str, today) -> dict[str, Any]:
    country = compared.submission.destination_country
    return {
        "submission_id": str(compared.submission.pk),
        "destination_country": country or None,
        "market": compared.market or None,
        "currency": compared.currency or None,
        "sellers": [_seller_json(column, today) for column in compared.columns],
        "rows": [_row_json(row, language) for row in compared.rows],
    }


def _seller_json(column: Column, today) -> dict[str, Any]:
    enquiry = column.enquiry
    return {
        "enquiry_id": str(enquiry.pk),
        "number": enquiry.number,
        "status": str(enquiry.seen_status(Side.BUYER, today)),
        "decline_reason": enquiry.decline_reason or "unspecified",
        "seller": seller_json(enquiry.seller),
        "response_band": str(enquiry.seller.response_figures.band),
        "quote": _quote_json(column, today),
    }


def _quote_json(column: Column, today) -> dict[str, Any] | None:
    quote = column.quote
    if quote is None:
        return None
    return {
        "id": str(quote.pk),
        "revision": quote.revision,
        "status": str(quote.current_status(today)),
        "currency": quote.currency,
        "total": money_json(quote.total, quote.currency),
        "total_indicative": _indicative_json(column.total),
        "incoterm": quote.incoterm,
        "place": quote.place,
        "valid_until_on": quote.valid_until_on.isoformat(),
        "lead_time_days": quote.lead_time_days,
        "payment_terms": quote.payment_terms or None,
        "paper": paper_path(quote),
    }


def _row_json(row: Row, language: str) -> dict[str, Any]:
    return {
        "hs_code": row.hs_code or None,
        "cells": [_cell_json(cell, language) for cell in row.cells],
    }


def _cell_json(cell: Cell, language: str) -> dict[str, Any]:
    item = cell.item
    return {
        "enquiry_id": str(cell.enquiry.pk),
        "item_id": str(item.pk) if item else None,
        "product": _product_json(cell, language),
        "asked_quantity": item
        and quantity_json(item.quantity_value, item.quantity_unit),
        **_offered_json(cell),
        "readiness": _readiness_json(cell.standing),
    }


def _offered_json(cell: Cell) -> dict[str, Any]:
    line, quote = cell.line, cell.quote
    if line is None or quote is None:
        return NOTHING_OFFERED
    currency = quote.currency
    return {
        "kind": line.kind,
        "unit_price": money_json(line.unit_price, currency),
        "unit_price_indicative": _indicative_json(cell.unit_price),
        "quantity": quantity_json(line.quantity_value, line.quantity_unit),
        "amount": money_json(line.amount_in(currency), currency),
        "amount_indicative": _indicative_json(cell.amount),
        "tiers": tiers_json(line, currency),
        "note": line.note or None,
    }


NOTHING_OFFERED: dict[str, Any] = {
    "kind": "unspecified",
    "unit_price": None,
    "unit_price_indicative": None,
    "quantity": None,
    "amount": None,
    "amount_indicative": None,
    "tiers": [],
    "note": None,
}


def _product_json(cell: Cell, language: str) -> dict[str, str] | None:
    if cell.line is not None and cell.line.goods_id is not None:
        return product_json(cell.line.goods_id, cell.line.goods, language)
    if cell.item is not None:
        return product_json(cell.item.product_id, cell.item.snapshot, language)
    return None


def _indicative_json(found: Converted | None) -> dict[str, str | None] | None:
    told = found and money_json(found.amount, found.currency)
    if not found or not told:
        return None
    days = [rate.on for rate in found.rates]
    return {**told, "on": min(days).isoformat() if days else None}


def _readiness_json(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {
        "market": standing.market,
        "level": standing.level,
        "export_ready": standing.is_ready,
    }
