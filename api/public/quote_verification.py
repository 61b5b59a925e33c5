"""Is a quote on paper genuine? For anybody who holds it: a bank, a carrier, a buyer."""

import re

from django.http import Http404
from django.utils import timezone
from rest_framework import serializers

from api.enquiries.shapes import seller_json
from api.money import money_json
from api.parameters import Parameters
from api.private import PrivateView, operation
from api.throttling import CodeThrottle
from catalogue.enquiries.models import Quote
from catalogue.listings.shapes import (
    CodeField,
    MoneySerializer,
    NumberField,
    SellerRefSerializer,
    Shape,
    TextField,
)

CODE = re.compile(r"[0-9A-Z]{1,20}", re.ASCII)


class QuoteVerificationSerializer(Shape):
    """What a genuine quote says, to hold beside the paper. Nothing of its buyer."""

    genuine = serializers.BooleanField(read_only=True, help_text="Always true.")
    number = CodeField(max_length=20)
    revision = NumberField(max_value=32767, min_value=1)
    status = serializers.ChoiceField(
        choices=Quote.Status.choices,
        read_only=True,
        help_text="As it is today: `superseded` by a later revision, `expired` after "
        "its last day.",
    )
    seller = SellerRefSerializer()
    issued_on = serializers.DateField(read_only=True, help_text="Asia/Jakarta.")
    valid_until_on = serializers.DateField(read_only=True)
    currency = CodeField(max_length=3, help_text="ISO 4217.")
    total = MoneySerializer(allow_null=True)
    incoterm = CodeField(max_length=3, help_text="Incoterms 2020.")
    place = TextField(max_length=120)


class VerificationParameters(Parameters):
    """Earlier papers lead people here: what else is in the address is ignored."""

    ignores_unknown = True


class QuoteVerificationView(PrivateView):
    """A quote by the code on its paper."""

    throttle_classes = [CodeThrottle]

    @operation(
        "get_quote_verification",
        tag="enquiries",
        summary="Check that a quote is genuine",
        parameters=VerificationParameters,
        responses=QuoteVerificationSerializer,
    )
    def get(self, request, code: str):
        """By the code that is printed below it, with or without its hyphens. There is
        no quote of any other code: 404. No token is needed.
        """
        quote = quote_of(code)
        if quote is None:
            raise Http404
        body = _verification_json(quote)
        return self.answer(body, tag=self.tag(quote.revision, *body.values()))


def quote_of(code: str) -> Quote | None:
    """By what is printed on its paper, in capitals or not, with hyphens or without."""
    wanted = code.replace("-", "").upper()
    if not CODE.fullmatch(wanted):
        return None
    found = Quote.objects.filter(code=wanted).select_related("enquiry__seller")
    return found.prefetch_related("lines").first()


def _verification_json(quote: Quote) -> dict:
    return {
        "genuine": True,
        "number": quote.enquiry.number,
        "revision": quote.revision,
        "status": str(quote.public_status(timezone.localdate())),
        "seller": seller_json(quote.enquiry.seller),
        "issued_on": timezone.localdate(quote.created_at).isoformat(),
        "valid_until_on": quote.valid_until_on.isoformat(),
        "currency": quote.currency,
        "total": money_json(quote.total, quote.currency),
        "incoterm": quote.incoterm,
        "place": quote.place,
    }
