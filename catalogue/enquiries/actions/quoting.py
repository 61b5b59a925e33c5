"""Offer, and decide on an offer. Of two at once one wins; the other is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.enquiries import amounts, codes, places
from catalogue.enquiries.actions import moving
from catalogue.enquiries.actions.answering import mark_read
from catalogue.enquiries.errors import (
    InvalidState,
    Overtaken,
    QuoteClosed,
    QuoteExpired,
    QuoteReplaced,
    Refusal,
    Refused,
)
from catalogue.enquiries.models import Enquiry, Item, Port, Quote, QuoteLine
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.snapshots import freeze
from catalogue.enquiries.states import CLOSED, HIDDEN, Verb
from catalogue.journal.actions import record
from catalogue.journal.types import QuoteCreated
from catalogue.products.models import Product

MOST_REVISIONS = 100
LONGEST_VALIDITY_DAYS = 365
LONGEST_LEAD_TIME_DAYS = 3650
CODE_LETTERS = 12
TOO_MUCH = Decimal(10) ** 14  # a mistake in the unit or a digit, in any currency
Kind = QuoteLine.Kind


@dataclass(frozen=True)
class OfferedLine:
    """One line. `item_id` None: beside what was asked for.

    `tiers`: (from this quantity on, each costs so much), in the line's unit.
    """

    kind: str
    item_id: UUID | None = None
    product_id: UUID | None = None
    unit_price: Decimal | None = None
    quantity: tuple[Decimal, str] | None = None
    tiers: Sequence[tuple[Decimal, Decimal]] = ()
    note: str = ""

    @property
    def priced(self) -> tuple[Decimal | None, Decimal | None]:
        """What one costs, and how many."""
        return self.unit_price, self.quantity and self.quantity[0]


@dataclass(frozen=True)
class Offer:
    """What a quote says. All its prices are in `currency` (ISO 4217)."""

    lines: Sequence[OfferedLine]
    currency: str
    incoterm: str
    place: str
    valid_until_on: date
    language: str
    lead_time_days: int | None = None
    payment_terms: str = ""
    note: str = ""

    @property
    def total(self) -> Decimal | None:
        """As `Quote.total` will have it."""
        lines = [(line.item_id, line.kind, *line.priced) for line in self.lines]
        return amounts.of_lines(lines, self.currency)


@transaction.atomic
def send_quote(
    *, enquiry_id: UUID, actor: Actor, offer: Offer, begun_at: datetime | None = None
) -> Quote:
    """Send an offer. It never changes; one that was open is superseded.

    `begun_at` is when its writer last saw the thread. Raises `InvalidState`,
    `NotYours`, `Refused`, and `Overtaken` where a colleague quoted after that.
    """
    enquiry = moving.locked(enquiry_id)
    moving.check(enquiry, Verb.QUOTE, actor)
    _check_colleagues(enquiry, actor, begun_at)
    items = {item.pk: item for item in enquiry.items.all()}
    products = _alternatives(offer, enquiry)
    _check(offer, items, products)
    earlier = Quote.objects.filter(enquiry=enquiry).count()
    if earlier >= MOST_REVISIONS:
        raise Refused([Refusal("", "too_many_quotes", str(MOST_REVISIONS))])
    moving.close_quote(enquiry, Quote.Status.SUPERSEDED)
    quote = _write(offer, enquiry, earlier + 1, actor)
    QuoteLine.objects.bulk_create(
        _line(quote, place, line, products) for place, line in enumerate(offer.lines)
    )
    moving.move(enquiry, Verb.QUOTE, actor, quote_valid_until_on=offer.valid_until_on)
    mark_read(enquiry, actor)
    record(QuoteCreated(enquiry.pk, quote.pk))
    return quote


def _check_colleagues(
    enquiry: Enquiry, actor: Actor, begun_at: datetime | None
) -> None:
    """Two of her staff at once: the second would silently replace the first's."""
    if begun_at is None:
        return
    later = Quote.objects.filter(enquiry=enquiry, created_at__gt=begun_at)
    if later.exclude(author=actor.user_id).exists():
        raise Overtaken


def _alternatives(offer: Offer, enquiry: Enquiry) -> dict[UUID, Product]:
    """The seller's own published products that lines name."""
    wanted = {line.product_id for line in offer.lines if line.product_id}
    if not wanted:
        return {}
    return (
        Product.objects.public()
        .filter(seller=enquiry.seller_id, pk__in=wanted)
        .prefetch_related("variants")
        .in_bulk()
    )


def _check(
    offer: Offer, items: dict[UUID, Item], products: dict[UUID, Product]
) -> None:
    """Every fault of an offer at once."""
    validity = validity_fault(offer.valid_until_on)
    refusals = [*([validity] if validity else []), *_place(offer)]
    for position, line in enumerate(offer.lines):
        refusals += _line_faults(f"/lines/{position}", line, items, products)
    if all(line.kind == Kind.NOT_AVAILABLE for line in offer.lines):
        refusals.append(Refusal("/lines", "offers_nothing"))
    if _is_too_much(offer):
        refusals.append(Refusal("/lines", "total_too_large"))
    if refusals:
        raise Refused(refusals)


def _is_too_much(offer: Offer) -> bool:
    """In all, or one line that no total counts."""
    of_lines = (
        amounts.line_amount(*line.priced, offer.currency) for line in offer.lines
    )
    return any((amount or 0) >= TOO_MUCH for amount in [offer.total, *of_lines])


def validity_fault(last_day: date) -> Refusal | None:
    """What is wrong with the last day of an offer, if anything is."""
    left = (last_day - timezone.localdate()).days
    if left < 0:
        return Refusal("/valid_until_on", "past")
    if left > LONGEST_VALIDITY_DAYS:
        return Refusal("/valid_until_on", "too_far", str(LONGEST_VALIDITY_DAYS))
    return None


def place_suggestion(offer: Offer) -> str | None:
    """What its place was probably meant to be; None where there is nothing to mend."""
    return judged_place(offer).suggestion


def judged_place(offer: Offer) -> places.PlaceVerdict:
    facts = [port.fact() for port in Port.objects.all()]
    return places.check_place(offer.incoterm, offer.place, facts)


def _place(offer: Offer) -> list[Refusal]:
    verdict = judged_place(offer)
    if verdict.ok:
        return []
    return [Refusal("/place", verdict.reason, offer.place, verdict.suggestion)]


def _line_faults(
    at: str,
    line: OfferedLine,
    items: dict[UUID, Item],
    products: dict[UUID, Product],
) -> list[Refusal]:
    found = []
    if line.item_id is not None and line.item_id not in items:
        found.append(Refusal(f"{at}/item_id", "item_not_found", str(line.item_id)))
    if line.product_id is not None and line.product_id not in products:
        told = Refusal(f"{at}/product_id", "product_not_found", str(line.product_id))
        found.append(told)
    if line.kind == Kind.NOT_AVAILABLE:
        if line.item_id is None:
            found.append(Refusal(f"{at}/item_id", "required"))
        if line.unit_price is not None:
            found.append(Refusal(f"{at}/unit_price", "not_available_has_no_price"))
        return found
    if line.unit_price is None:
        found.append(Refusal(f"{at}/unit_price", "required"))
    if line.quantity is None:
        found.append(Refusal(f"{at}/quantity", "required"))
    if line.kind == Kind.ALTERNATIVE and line.product_id is None and not line.note:
        found.append(Refusal(f"{at}/product_id", "alternative_names_what"))
    if line.kind == Kind.OFFERED and line.item_id is None and items:
        found.append(Refusal(f"{at}/item_id", "required"))
    if [least for least, _ in line.tiers] != sorted({t[0] for t in line.tiers}):
        found.append(Refusal(f"{at}/tiers", "tiers_ascend"))
    return found


def _write(offer: Offer, enquiry: Enquiry, revision: int, actor: Actor) -> Quote:
    return Quote.objects.create(
        enquiry=enquiry,
        revision=revision,
        code=codes.by_chance(CODE_LETTERS),
        currency=offer.currency,
        incoterm=offer.incoterm,
        place=offer.place,
        valid_until_on=offer.valid_until_on,
        lead_time_days=offer.lead_time_days,
        payment_terms=offer.payment_terms,
        note=offer.note,
        language=offer.language,
        seller_name=enquiry.seller.name,
        seller_place=enquiry.seller.regency.short_name,
        author_id=actor.user_id,
        created_at=timezone.now(),
    )


def _line(
    quote: Quote, position: int, line: OfferedLine, products: dict[UUID, Product]
) -> QuoteLine:
    value, unit = line.quantity or (None, "")
    product = products.get(line.product_id) if line.product_id else None
    return QuoteLine(
        quote=quote,
        position=position,
        item_id=line.item_id,
        kind=line.kind,
        product_id=line.product_id,
        snapshot=freeze(product) if product else None,
        unit_price=line.unit_price,
        quantity_value=value,
        quantity_unit=unit,
        tiers=[
            {"min_quantity": f"{least:f}", "unit_price": f"{price:f}"}
            for least, price in line.tiers
        ],
        note=line.note,
    )


# -- deciding


@transaction.atomic
def accept(*, quote_id: UUID, actor: Actor) -> Quote:
    """The buyer agrees. Raises `QuoteExpired`, `InvalidState`, `NotYours`."""
    quote, enquiry = _in_hand(quote_id, Verb.ACCEPT, actor)
    _decide(quote, Quote.Status.ACCEPTED)
    moving.move(enquiry, Verb.ACCEPT, actor, agreed_at=quote.decided_at)
    mark_read(enquiry, actor)
    return quote


@transaction.atomic
def reject(*, quote_id: UUID, actor: Actor) -> Quote:
    """The buyer does not want it so; the thread stays open. Raises as `accept`."""
    quote, enquiry = _in_hand(quote_id, Verb.REJECT, actor)
    _decide(quote, Quote.Status.REJECTED)
    moving.move(enquiry, Verb.REJECT, actor)
    mark_read(enquiry, actor)
    return quote


@transaction.atomic
def withdraw_quote(*, quote_id: UUID, actor: Actor) -> Quote:
    """The seller takes it back before it was decided on. Raises as `accept`."""
    quote, enquiry = _in_hand(quote_id, Verb.WITHDRAW_QUOTE, actor)
    _decide(quote, Quote.Status.WITHDRAWN)
    moving.move(enquiry, Verb.WITHDRAW_QUOTE, actor)
    return quote


def _in_hand(quote_id: UUID, verb: Verb, actor: Actor) -> tuple[Quote, Enquiry]:
    """The quote that is open, in its enquiry, which is locked."""
    enquiry_id = Quote.objects.values_list("enquiry_id", flat=True).get(pk=quote_id)
    enquiry = moving.locked(enquiry_id)
    quote = Quote.objects.get(pk=quote_id)
    quote.enquiry = enquiry
    if quote.has_run_out(timezone.localdate()):
        raise QuoteExpired
    moving.check_side(verb, actor)
    if quote.status != Quote.Status.OPEN:
        raise _not_in_hand(quote, actor)
    moving.check(enquiry, verb, actor)
    return quote, enquiry


def _not_in_hand(quote: Quote, actor: Actor) -> InvalidState:
    """Of a thread that is over, what became of that; else what became of the quote as
    this side is told: where another took its place, which one."""
    refused = moving.refusal(quote.enquiry, actor)
    status = quote.seen_status(actor.side, timezone.localdate())
    if refused.status in {*CLOSED, *HIDDEN} or status == Quote.Status.OPEN:
        return refused
    if status != Quote.Status.SUPERSEDED:
        return QuoteClosed(refused, status)
    latest = Quote.objects.filter(enquiry=quote.enquiry_id).latest("revision")
    return QuoteReplaced(refused, latest.revision, latest.pk)


def _decide(quote: Quote, status: Quote.Status) -> None:
    quote.status, quote.decided_at = status, timezone.now()
    quote.save(update_fields=["status", "decided_at"])
