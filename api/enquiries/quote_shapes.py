"""What a quote looks like, to both its parties alike."""

from datetime import date
from typing import Any

from rest_framework import serializers

from api.enquiries.shapes import ProductRefSerializer, product_json, quantity_json
from api.money import money_json
from api.shapes import moment_json
from catalogue.enquiries.models import NOTE_LENGTH, Quote, QuoteLine
from catalogue.enquiries.paper_of import check_page
from catalogue.enquiries.states import Side
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    MoneySerializer,
    NumberField,
    PriceTierSerializer,
    QuantitySerializer,
    Shape,
    TextField,
)

MOST_LINES, MOST_TIERS = 60, 10


class QuoteLineSerializer(Shape):
    """What is offered for one item that was asked for, or in its place."""

    position = NumberField(max_value=MOST_LINES)
    item_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="Null: beside what was asked for."
    )
    kind = serializers.ChoiceField(choices=QuoteLine.Kind.choices, read_only=True)
    product = ProductRefSerializer(
        allow_null=True, help_text="Null where `note` alone says what it is."
    )
    unit_price = MoneySerializer(allow_null=True)
    quantity = QuantitySerializer(allow_null=True)
    tiers = PriceTierSerializer(
        many=True, max_length=MOST_TIERS, help_text="Prices of other quantities."
    )
    amount = MoneySerializer(allow_null=True, help_text="`unit_price` × `quantity`.")
    note = TextField(max_length=NOTE_LENGTH, allow_null=True)


class QuoteSerializer(Shape):
    """An offer. It never changes; a later revision supersedes it. Not an order."""

    id = serializers.UUIDField(read_only=True)
    enquiry_id = serializers.UUIDField(read_only=True)
    revision = NumberField(max_value=32767, min_value=1)
    status = serializers.ChoiceField(
        choices=Quote.Status.choices, read_only=True, help_text="As it is today."
    )
    lines = QuoteLineSerializer(many=True, max_length=MOST_LINES)
    currency = CodeField(max_length=3, help_text="ISO 4217, of all its prices.")
    total = MoneySerializer(
        allow_null=True,
        help_text="Of the lines' amounts, without alternatives to what is offered too.",
    )
    incoterm = CodeField(max_length=3, help_text="Incoterms 2020.")
    place = TextField(max_length=120, help_text="The named place.")
    place_suggestion = TextField(
        max_length=120,
        allow_null=True,
        help_text="What was probably meant, in the answer that creates it; else null.",
    )
    valid_until_on = serializers.DateField(
        read_only=True, help_text="Through that day, Asia/Jakarta."
    )
    lead_time_days = NumberField(max_value=32767, allow_null=True)
    payment_terms = TextField(max_length=500, allow_null=True)
    note = TextField(max_length=NOTE_LENGTH, allow_null=True)
    language = CodeField(max_length=12, help_text="BCP 47, of its writer.")
    code = CodeField(max_length=20, help_text="Printed on the paper.")
    paper = CodeField(max_length=200, help_text="Path of the PDF.")
    verify_url = serializers.URLField(
        max_length=500,
        read_only=True,
        help_text="A page on which anybody may check it, as the QR code of the "
        "paper; programs ask `GET /v1/quotes/verify/{code}`.",
    )
    created_at = MomentField(read_only=True)
    decided_at = MomentField(read_only=True, allow_null=True)


def quote_json(
    quote: Quote,
    side: Side,
    language: str,
    today: date,
    suggestion: str | None = None,
) -> dict[str, Any]:
    """Wants `Quote.objects.for_paper()` and `enquiry`."""
    status = quote.seen_status(side, today)
    return {
        "id": str(quote.pk),
        "enquiry_id": str(quote.enquiry_id),
        "revision": quote.revision,
        "status": str(status),
        "lines": [line_json(line, quote, language) for line in quote.lines.all()],
        "currency": quote.currency,
        "total": money_json(quote.total, quote.currency),
        "incoterm": quote.incoterm,
        "place": quote.place,
        "place_suggestion": suggestion,
        "valid_until_on": quote.valid_until_on.isoformat(),
        "lead_time_days": quote.lead_time_days,
        "payment_terms": quote.payment_terms or None,
        "note": quote.note or None,
        "language": quote.language,
        "code": quote.code,
        "paper": paper_path(quote),
        "verify_url": check_page(quote),
        "created_at": moment_json(quote.created_at),
        "decided_at": moment_json(quote.seen_decided_at(side, today)),
    }


def paper_path(quote: Quote) -> str:
    return f"/v1/quotes/{quote.pk}/paper.pdf"


def line_json(line: QuoteLine, quote: Quote, language: str) -> dict[str, Any]:
    currency, unit = quote.currency, line.quantity_unit
    goods_id, goods = line.goods_id, line.goods
    return {
        "position": line.position,
        "item_id": str(line.item_id) if line.item_id else None,
        "kind": line.kind,
        "product": product_json(goods_id, goods, language) if goods_id else None,
        "unit_price": money_json(line.unit_price, currency),
        "quantity": quantity_json(line.quantity_value, unit),
        "tiers": tiers_json(line, currency),
        "amount": money_json(line.amount_in(currency), currency),
        "note": line.note or None,
    }


def tiers_json(line: QuoteLine, currency: str) -> list[dict[str, Any]]:
    return [
        {
            "min_quantity": quantity_json(least, line.quantity_unit),
            "unit_price": money_json(price, currency),
        }
        for least, price in line.prices
    ]
