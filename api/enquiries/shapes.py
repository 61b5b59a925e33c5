"""What an enquiry looks like to each of its parties: one shape, read by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers

from api.enquiries.outcome_shapes import OutcomeSerializer, outcome_json
from api.shapes import moment_json
from catalogue.buyers.models import Company
from catalogue.enquiries import states
from catalogue.enquiries.actions import pictures
from catalogue.enquiries.models import (
    MESSAGE_LENGTH,
    NOTE_LENGTH,
    Contact,
    Enquiry,
    Item,
    Message,
    Quote,
    Submission,
)
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side, Status, Verb, Waiting
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    MoneySerializer,
    NumberField,
    QuantitySerializer,
    SellerRefSerializer,
    Shape,
    TextField,
)
from catalogue.products.content import plain
from catalogue.products.models import PriceBasis
from catalogue.sellers.models import Seller
from catalogue.texts import best_language, resolve

UNSPECIFIED = ("unspecified", "unspecified")
DECLINE_REASONS = [UNSPECIFIED, *Enquiry.DeclineReason.choices]
ANSWERED_BY = [UNSPECIFIED, ("seller", "seller"), ("officer", "officer")]
MOST_ITEMS = 30
# What somebody may do; the rest is the clock's alone.
ACTIONS = [
    (verb.value, verb.label)
    for verb in Verb
    if any(states.ever(verb, side) for side in Side if side != Side.SYSTEM)
]


class ProductRefSerializer(Shape):
    """A product, by the name it had."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)


class EnquiryItemSerializer(Shape):
    """A product that was asked for, frozen as it was then."""

    id = serializers.UUIDField(read_only=True)
    position = NumberField(max_value=MOST_ITEMS)
    product = ProductRefSerializer()
    variant = TextField(max_length=120, allow_null=True, help_text="Its name.")
    sku = CodeField(max_length=64, allow_null=True)
    hs_code = CodeField(max_length=6, allow_null=True, help_text="HS 2022, 6 digits.")
    price_basis = serializers.ChoiceField(choices=PriceBasis.choices, read_only=True)
    price = MoneySerializer(allow_null=True, help_text="As listed then; the lowest.")
    price_max = MoneySerializer(allow_null=True, help_text="The highest, if another.")
    price_unit = CodeField(max_length=10, allow_null=True, help_text="Unit code.")
    image_url = serializers.URLField(
        max_length=500,
        read_only=True,
        allow_null=True,
        help_text="Our own copy, a JPEG; the address is good for an hour or two.",
    )
    quantity = QuantitySerializer(allow_null=True, help_text="As asked for.")
    note = TextField(max_length=NOTE_LENGTH, allow_null=True)


class EnquiryBuyerSerializer(Shape):
    """Who asks, as a row shows her; name and company are null once she is erased."""

    name = TextField(max_length=120, allow_null=True)
    company = TextField(max_length=120, allow_null=True)
    country = CodeField(max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2.")
    kind = serializers.ChoiceField(
        choices=Company.Kind.choices,
        read_only=True,
        help_text="Of her company's profile; `unspecified` of a guest.",
    )


class EnquiryContactSerializer(Shape):
    """How the buyer is reached. Keep it to this enquiry."""

    name = TextField(max_length=120, allow_null=True)
    email = serializers.EmailField(max_length=254, read_only=True)
    phone = TextField(max_length=20, allow_null=True, help_text="E.164.")
    company = TextField(max_length=120, allow_null=True)
    country = CodeField(max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2.")
    language = CodeField(max_length=12, help_text="BCP 47; of letters to her.")
    verified = serializers.BooleanField(
        read_only=True, help_text="She proved that the address is hers."
    )


class QuoteRefSerializer(Shape):
    """The last quote."""

    id = serializers.UUIDField(read_only=True)
    revision = NumberField(max_value=32767, min_value=1)
    status = serializers.ChoiceField(choices=Quote.Status.choices, read_only=True)
    currency = CodeField(max_length=3, help_text="ISO 4217.")
    valid_until_on = serializers.DateField(read_only=True)


class EnquirySummarySerializer(Shape):
    """An enquiry as a list shows it: one buyer's question to one seller."""

    id = serializers.UUIDField(read_only=True)
    number = CodeField(max_length=20, help_text="For people: `LPG-2026-7K3QXW`.")
    submission_id = serializers.UUIDField(
        read_only=True, help_text="Shared by what was asked at once."
    )
    status = serializers.ChoiceField(choices=Status.choices, read_only=True)
    waiting_on = serializers.ChoiceField(choices=Waiting.choices, read_only=True)
    purpose = serializers.ChoiceField(
        choices=Submission.Purpose.choices, read_only=True
    )
    seller = SellerRefSerializer()
    buyer = EnquiryBuyerSerializer()
    items = EnquiryItemSerializer(
        many=True,
        max_length=MOST_ITEMS,
        help_text="Empty where the business alone was asked.",
    )
    quote = QuoteRefSerializer(allow_null=True, help_text="The last one.")
    unread = NumberField(
        max_value=2**31 - 1,
        help_text="Messages of the other side since you last read it; at least 1 where "
        "it did something else, such as quote.",
    )
    messages_count = NumberField(max_value=2**31 - 1, min_value=0)
    first_response_due_at = MomentField(read_only=True, allow_null=True)
    first_answered_at = MomentField(read_only=True, allow_null=True)
    allowed_actions = serializers.ListField(
        child=serializers.ChoiceField(choices=ACTIONS),
        max_length=len(ACTIONS),
        read_only=True,
        help_text="What you may do now: offer these, and no others.",
    )
    content_language = CodeField(max_length=12, help_text="BCP 47; of product names.")
    created_at = MomentField(read_only=True)
    delivered_at = MomentField(
        read_only=True, allow_null=True, help_text="Null before the address is proven."
    )
    active_at = MomentField(
        read_only=True, help_text="When somebody last did something."
    )
    closed_at = MomentField(read_only=True, allow_null=True)


class EnquirySerializer(EnquirySummarySerializer):
    """An enquiry in full: all members of the summary, and more."""

    contact = EnquiryContactSerializer(
        allow_null=True, help_text="Null once she had it erased."
    )
    message = TextField(
        max_length=MESSAGE_LENGTH, help_text="The question; the first message."
    )
    message_language = CodeField(max_length=12, help_text="BCP 47, of its writer.")
    destination_country = CodeField(
        max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2."
    )
    incoterm = CodeField(max_length=3, allow_null=True, help_text="Incoterms 2020.")
    needed_on = serializers.DateField(read_only=True, allow_null=True)
    answered_by = serializers.ChoiceField(
        choices=ANSWERED_BY,
        read_only=True,
        help_text="Who gave the first answer: `officer` on the seller's behalf.",
    )
    decline_reason = serializers.ChoiceField(choices=DECLINE_REASONS, read_only=True)
    closing_note = TextField(
        max_length=NOTE_LENGTH,
        allow_null=True,
        help_text="Of whoever declined or withdrew.",
    )
    outcome = OutcomeSerializer(
        allow_null=True, help_text="What came of it; null until the seller told."
    )


# -- reading


@dataclass(frozen=True)
class Reading:
    """One enquiry, and what is told of it beside its row.

    `unread`: messages since `read_at`, when this reader last read it.
    """

    enquiry: Enquiry
    actor: Actor
    quote: Quote | None
    messages_count: int
    unread: int
    read_at: datetime
    today: date


def load(ids: Sequence[UUID], actor: Actor) -> list[Reading]:
    """These enquiries as `actor` sees them, in their order; in a fixed number of
    queries."""
    rows = Enquiry.objects.filter(pk__in=ids).for_thread()
    rows = rows.select_related("buyer__company")  # adds to what for_thread names
    counted: Any = rows.with_counts(actor.side, actor.reader)
    found = {row.pk: row for row in counted}
    quotes = {
        quote.enquiry_id: quote
        for quote in Quote.objects.filter(enquiry__in=ids).last_of_each()
    }
    today = timezone.localdate()
    return [
        Reading(
            enquiry=row,
            actor=actor,
            quote=quotes.get(row.pk),
            messages_count=row.messages_count,
            unread=_unread(row, actor.side),
            read_at=row.read_at,
            today=today,
        )
        for row in (found[pk] for pk in ids if pk in found)
    ]


def _unread(row: Any, side: Side) -> int:
    """At least one where the other side did something that is no message."""
    is_buyer = side == Side.BUYER
    wrote_at = row.seller_wrote_at if is_buyer else row.buyer_wrote_at
    has_news = wrote_at is not None and wrote_at > row.read_at
    return max(row.unread_count, int(has_news))


# -- JSON


def summary_json(read: Reading, language: str) -> dict[str, Any]:
    enquiry, side, today = read.enquiry, read.actor.side, read.today
    items = list(enquiry.items.all())
    language = best_language([i.snapshot["name"] for i in items], language)
    return {
        "id": str(enquiry.pk),
        "number": enquiry.number,
        "submission_id": str(enquiry.submission_id),
        "status": str(enquiry.seen_status(side, today)),
        "waiting_on": str(enquiry.seen_waiting_on(side, today)),
        "purpose": enquiry.submission.purpose,
        "seller": seller_json(enquiry.seller),
        "buyer": _buyer_json(enquiry),
        "items": [_item_json(item, language) for item in items],
        "quote": _quote_json(read),
        "unread": read.unread,
        "messages_count": read.messages_count,
        "first_response_due_at": moment_json(enquiry.seen_due_at(side)),
        "first_answered_at": moment_json(enquiry.first_answered_at),
        "allowed_actions": allowed_actions(enquiry, side, today),
        "content_language": language,
        "created_at": moment_json(enquiry.created_at),
        "delivered_at": moment_json(enquiry.seen_delivered_at(side)),
        "active_at": moment_json(enquiry.seen_active_at(side)),
        "closed_at": moment_json(_closed_at(enquiry, side)),
    }


def enquiry_json(read: Reading, opening: Message, language: str) -> dict[str, Any]:
    enquiry, submission = read.enquiry, read.enquiry.submission
    return {
        **summary_json(read, language),
        "contact": _contact_json(enquiry.contact_for(read.actor.side)),
        "message": opening.body,
        "message_language": opening.language,
        "destination_country": submission.destination_country or None,
        "incoterm": submission.incoterm or None,
        "needed_on": _day(submission.needed_on),
        "answered_by": enquiry.first_answered_by or "unspecified",
        "decline_reason": enquiry.decline_reason or "unspecified",
        "closing_note": _closing_note(read),
        "outcome": outcome_json(getattr(enquiry, "outcome", None)),
    }


def _closed_at(enquiry: Enquiry, side: Side) -> datetime | None:
    """A hidden one is closed for its buyer alone."""
    return None if enquiry.is_veiled_for(side) else enquiry.closed_at


def _closing_note(read: Reading) -> str | None:
    """What the buyer of a hidden one says is kept from its seller too."""
    if read.enquiry.is_hidden and read.actor.side == Side.SELLER:
        return None
    return read.enquiry.closing_note or None


def enquiries_json(readings: Sequence[Reading], language: str) -> list[dict[str, Any]]:
    """Each in full."""
    ids = [read.enquiry.pk for read in readings]
    openings = Message.objects.filter(enquiry__in=ids, is_opening=True)
    by_enquiry = {message.enquiry_id: message for message in openings}
    return [enquiry_json(r, by_enquiry[r.enquiry.pk], language) for r in readings]


def allowed_actions(enquiry: Enquiry, side: Side, today: date) -> list[str]:
    facts = enquiry.facts(side, today)
    return [str(verb) for verb in states.allowed(facts, side)]


def seller_json(seller: Seller) -> dict[str, Any]:
    return {
        "id": str(seller.pk),
        "slug": seller.slug,
        "name": seller.name,
        "verified": seller.verified_at is not None,
    }


def product_json(product_id: UUID, snapshot: dict, language: str) -> dict[str, str]:
    """A product by its snapshot."""
    name = resolve(snapshot["name"], language)
    return {"id": str(product_id), "slug": snapshot["slug"], "name": name}


def quantity_json(value, unit: str) -> dict[str, str] | None:
    return None if value is None else {"value": plain(value), "unit": unit}


def _item_json(item: Item, language: str) -> dict[str, Any]:
    frozen = item.snapshot
    return {
        "id": str(item.pk),
        "position": item.position,
        "product": product_json(item.product_id, frozen, language),
        "variant": resolve(frozen["variant"], language) or None,
        "sku": frozen["sku"] or None,
        "hs_code": frozen["hs_code"] or None,
        "price_basis": frozen["price_basis"],
        "price": _listed(frozen, "price"),
        "price_max": _listed(frozen, "price_max"),
        "price_unit": frozen["price_unit"] or None,
        "image_url": pictures.address(item),
        "quantity": quantity_json(item.quantity_value, item.quantity_unit),
        "note": item.note or None,
    }


def _listed(snapshot: dict, name: str) -> dict[str, str] | None:
    """Snapshots taken earlier have no `price_max`."""
    amount = snapshot.get(name)
    return amount and {"amount": amount, "currency": snapshot["currency"]}


def _buyer_json(enquiry: Enquiry) -> dict[str, str | None]:
    contact = enquiry.submission.contact
    company = getattr(enquiry.buyer, "company", None)
    kind = Company.Kind.UNSPECIFIED if company is None else company.kind
    return {
        "name": contact.name or None,
        "company": contact.company or None,
        "country": contact.country or None,
        "kind": str(kind),
    }


def _contact_json(contact: Contact | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {
        "name": contact.name or None,
        "email": contact.email,
        "phone": contact.phone or None,
        "company": contact.company or None,
        "country": contact.country or None,
        "language": contact.language,
        "verified": contact.proven_at is not None,
    }


def _quote_json(read: Reading) -> dict[str, Any] | None:
    quote = read.quote
    if quote is None:
        return None
    quote.enquiry = read.enquiry
    return {
        "id": str(quote.pk),
        "revision": quote.revision,
        "status": str(quote.seen_status(read.actor.side, read.today)),
        "currency": quote.currency,
        "valid_until_on": _day(quote.valid_until_on),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
