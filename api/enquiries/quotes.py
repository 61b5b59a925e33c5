"""Quotes of a thread: sent by the seller, decided on by the buyer."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from rest_framework import serializers

from api.bodies import (
    Body,
    Code,
    Ident,
    PlainText,
    Whole,
    body_fault,
    carry,
    many,
    refusal,
)
from api.bodies import read as read_body
from api.enquiries.answers import EnquiryAnswers
from api.enquiries.callers import ThreadView, caller_of
from api.enquiries.quote_shapes import (
    MOST_LINES,
    MOST_TIERS,
    QuoteSerializer,
    quote_json,
)
from api.envelopes import Envelope
from api.errors import Fault, refusal_fault
from api.fields import Amount, QuantityBody, language_tag, optional_text
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.private import operation
from catalogue.enquiries import amounts
from catalogue.enquiries.actions import quoting
from catalogue.enquiries.actions.quoting import Offer, OfferedLine
from catalogue.enquiries.models import NOTE_LENGTH, Quote, QuoteLine
from catalogue.enquiries.states import Side
from catalogue.products import incoterms


class QuotedMoneyBody(Body):
    """A price in any currency that is in use."""

    amount = Amount(digits=12, decimals=4, help_text="Decimal text: `1.85`.")
    currency = Code(
        what="currency", known=amounts.currencies, max_length=3, help_text="ISO 4217."
    )


class QuoteTierBody(Body):
    """From this quantity on, each costs so much."""

    min_quantity = QuantityBody(help_text="In the unit of the line's `quantity`.")
    unit_price = QuotedMoneyBody()


class QuoteLineBody(Body):
    """What is offered for one item, in its place, or beside what was asked for."""

    kind = serializers.ChoiceField(
        choices=QuoteLine.Kind.choices,
        help_text="`alternative`: another product of yours (`product_id`), or what "
        "`note` says; `not_available`: nothing, so without a price.",
    )
    item_id = Ident(
        required=False,
        allow_null=True,
        help_text="Which item it answers. An alternative may stand beside them all.",
    )
    product_id = Ident(
        required=False, allow_null=True, help_text="Of an alternative: published."
    )
    unit_price = QuotedMoneyBody(required=False, allow_null=True)
    quantity = QuantityBody(required=False, allow_null=True)
    tiers = many(
        QuoteTierBody(),
        required=False,
        max_length=MOST_TIERS,
        help_text="Prices of other quantities, the smallest first.",
    )
    note = optional_text(NOTE_LENGTH, lines=True)


class QuoteBody(Body):
    """An offer. All its prices are in one currency."""

    lines = many(QuoteLineBody(), min_length=1, max_length=MOST_LINES)
    incoterm = Code(
        what="Incoterm",
        known=lambda: incoterms.CODES,
        max_length=3,
        help_text="Incoterms 2020.",
    )
    place = PlainText(
        max_length=120, help_text="The named place: a port for FAS, FOB, CFR and CIF."
    )
    valid_until_on = serializers.DateField(
        help_text="The last day, Asia/Jakarta: today, or up to a year ahead."
    )
    lead_time_days = Whole(
        min_value=0,
        max_value=quoting.LONGEST_LEAD_TIME_DAYS,
        required=False,
        allow_null=True,
    )
    payment_terms = optional_text(500, lines=True)
    note = optional_text(NOTE_LENGTH, lines=True)
    language = language_tag(allow_null=True)

    def validate_valid_until_on(self, value):
        """Here, so that it is told beside the faults of shape."""
        if found := quoting.validity_fault(value):
            raise carry(refusal_fault(found))
        return value


class QuoteListSerializer(Envelope):
    """All quotes of a thread, in one page."""

    results = QuoteSerializer(many=True, max_length=quoting.MOST_REVISIONS)


class QuoteListView(ThreadView):
    """The quotes of one enquiry."""

    @operation(
        "list_quotes",
        tag="enquiries",
        summary="List the quotes of an enquiry",
        parameters=WholeListParameters,
        responses=QuoteListSerializer,
    )
    def get(self, request, id: str):
        """Every revision, the latest first. At most one is `open` or `accepted`."""
        enquiry = self.thread(id)
        today, side = timezone.localdate(), self.actor.side
        quotes = enquiry.quotes.for_paper().order_by("-revision")
        found = [quote_json(quote, side, self.language, today) for quote in quotes]
        marks = [f"{row['id']} {row['status']}" for row in found]
        counted = self.values.get("count")
        tag = self.tag(len(found), self.caller.name, counted, *marks)
        return self.answer(whole_list(found, self.values), tag=tag)

    @operation(
        "create_quote",
        tag="enquiries",
        summary="Send a quote",
        request=QuoteBody,
        responses={201: QuoteSerializer},
    )
    def post(self, request, id: str):
        """The buyer gets it at once. It never changes: what was wrong with it is mended
        by another, which supersedes it.

        A total is rounded to what the currency has; a unit price may have four
        decimals. Nothing is ordered by it, and nothing is sold here.
        """
        enquiry = self.thread(id)
        offer = _offer(read_body(QuoteBody, request.data), self.language)
        quote = quoting.send_quote(
            enquiry_id=enquiry.pk,
            actor=self.actor,
            offer=offer,
            begun_at=self.begun_at,
        )
        suggestion = quoting.place_suggestion(offer)
        return self.answer(
            _shown(quote.pk, self.actor.side, self.language, suggestion),
            status=201,
            location=f"/v1/enquiries/{enquiry.pk}/quotes",
        )


class QuoteView(EnquiryAnswers):
    """Views of one quote, for the parties of its thread."""

    def quote(self, id: str) -> Quote:
        """The one of this id in a thread of the caller's; else 404."""
        mine = caller_of(self.request).threads()
        found = Quote.objects.filter(pk=path_id(id), enquiry__in=mine)
        quote = found.for_paper().first()
        if quote is None:
            raise Http404
        quote.enquiry = self.thread(str(quote.enquiry_id))
        return quote

    def check_still(self, **path) -> None:
        self.quote(path["id"])

    def decided(self, decide, id: str):
        """The quote, after `decide` was done to it."""
        quote = self.quote(id)
        self.check_unchanged(quote.enquiry_id)
        decide(quote_id=quote.pk, actor=self.actor)
        shown = _shown(quote.pk, self.actor.side, self.language)
        return self.answer(shown, tag=self.tag_of(quote.enquiry_id))


class AcceptQuoteView(QuoteView):
    """An offer that is agreed to."""

    @operation(
        "accept_quote",
        tag="enquiries",
        summary="Accept a quote",
        request=None,
        responses=QuoteSerializer,
    )
    def post(self, request, id: str):
        """The enquiry is then `agreed`. It is no order: goods and money change hands
        elsewhere. Past its last day: 409 `quote_expired`; while the business is
        suspended: 409 `invalid_state`.
        """
        return self.decided(quoting.accept, id)


class RejectQuoteView(QuoteView):
    """An offer that is turned down."""

    @operation(
        "reject_quote",
        tag="enquiries",
        summary="Reject a quote",
        request=None,
        responses=QuoteSerializer,
    )
    def post(self, request, id: str):
        """The enquiry stays open, for another quote. Past its last day: 409
        `quote_expired`.
        """
        return self.decided(quoting.reject, id)


class WithdrawQuoteView(QuoteView):
    """An offer that is taken back."""

    @operation(
        "withdraw_quote",
        tag="enquiries",
        summary="Withdraw a quote",
        request=None,
        responses=QuoteSerializer,
    )
    def post(self, request, id: str):
        """Before the buyer decided on it. The enquiry stays open."""
        return self.decided(quoting.withdraw_quote, id)


def _shown(
    quote_id: UUID, side: Side, language: str, suggestion: str | None = None
) -> dict[str, Any]:
    quote = Quote.objects.for_paper().select_related("enquiry").get(pk=quote_id)
    return quote_json(quote, side, language, timezone.localdate(), suggestion)


# -- from a body


def _offer(body: dict[str, Any], language: str) -> Offer:
    """Raises a `Problem` for prices of several currencies, or tiers of other units."""
    currency = next(_currencies(body["lines"]), ("", ""))[1]
    faults = [*_other_currencies(body["lines"], currency), *_other_units(body["lines"])]
    if faults:
        raise refusal(faults)
    return Offer(
        lines=[_line(line) for line in body["lines"]],
        currency=currency,
        incoterm=body["incoterm"],
        place=body["place"],
        valid_until_on=body["valid_until_on"],
        language=body.get("language") or language,
        lead_time_days=body.get("lead_time_days"),
        payment_terms=body.get("payment_terms") or "",
        note=body.get("note") or "",
    )


def _currencies(lines: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every currency that is named, and where."""
    for place, line in enumerate(lines):
        if line.get("unit_price"):
            at = f"/lines/{place}/unit_price/currency"
            yield at, line["unit_price"]["currency"]
        for number, tier in enumerate(line.get("tiers", ())):
            at = f"/lines/{place}/tiers/{number}/unit_price/currency"
            yield at, tier["unit_price"]["currency"]


def _other_currencies(lines: list[dict[str, Any]], currency: str) -> Iterator[Fault]:
    for at, other in _currencies(lines):
        if other != currency:
            yield body_fault(at, "one_currency", code="invalid", currency=currency)


def _other_units(lines: list[dict[str, Any]]) -> Iterator[Fault]:
    for place, line in enumerate(lines):
        unit = (line.get("quantity") or {}).get("unit")
        for number, tier in enumerate(line.get("tiers", ())):
            if unit and tier["min_quantity"]["unit"] != unit:
                at = f"/lines/{place}/tiers/{number}/min_quantity/unit"
                yield body_fault(at, "unit_of_line", code="invalid", unit=unit)


def _line(line: dict[str, Any]) -> OfferedLine:
    price, quantity = line.get("unit_price"), line.get("quantity")
    return OfferedLine(
        kind=line["kind"],
        item_id=line.get("item_id"),
        product_id=line.get("product_id"),
        unit_price=Decimal(price["amount"]) if price else None,
        quantity=(Decimal(quantity["value"]), quantity["unit"]) if quantity else None,
        tiers=[
            (
                Decimal(tier["min_quantity"]["value"]),
                Decimal(tier["unit_price"]["amount"]),
            )
            for tier in line.get("tiers", ())
        ],
        note=line.get("note") or "",
    )
