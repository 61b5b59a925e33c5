"""Ask: one submission, an enquiry for each seller, all or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import abuse, calendars, codes, deadlines, marks
from catalogue.enquiries.actions import timing
from catalogue.enquiries.errors import Refusal, Refused
from catalogue.enquiries.models import (
    Contact,
    Enquiry,
    Item,
    Message,
    Submission,
    Timer,
)
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.snapshots import freeze
from catalogue.enquiries.states import Side, Status, Waiting
from catalogue.journal.actions import record
from catalogue.journal.jobs import enqueue
from catalogue.journal.types import EnquiryDelivered, EnquirySubmitted
from catalogue.products.models import Product, Variant
from catalogue.sellers.models import Member, Seller

KEEP_PICTURES = "enquiries.keep_pictures"
NUMBER_LETTERS = 6


@dataclass
class _Part:
    """What is for one seller."""

    seller: Seller
    items: list[tuple[WantedItem, Product, Variant | None]] = field(
        default_factory=list
    )


@transaction.atomic
def submit(
    question: Question, sender: Sender, *, address: str, key_id: UUID | None = None
) -> Submission:
    """Ask each seller by herself. A guest's waits until her address is proven.

    `address` is what a guest calls from, to count by; `key_id` the API key of
    the site that asks for her, counted in its place. Raises `Refused` for products
    nobody may see, and `TooManyEnquiries`.
    """
    parts = _parts(question, sender)
    if sender.user is not None:
        abuse.check_buyer(sender.user)
    else:
        abuse.count_guest(address=address, email=sender.email, key_id=key_id)
    signs = abuse.signs(question, sender, sellers=len(parts))
    submission = _write_submission(question, sender, signs)
    enquiries = _write_enquiries(submission, parts, question.message, sender)
    record(
        EnquirySubmitted(
            submission.pk, tuple(e.pk for e in enquiries), sender.is_proven
        )
    )
    for enquiry in enquiries:
        if enquiry.status == Status.NEW:
            record(EnquiryDelivered(enquiry.pk))
    if any(part.items for part in parts):
        enqueue(KEEP_PICTURES, str(submission.pk))
    return submission


def refusals_of(
    items: Sequence[WantedItem | None], seller_id: UUID | None, user: User | None
) -> list[Refusal]:
    """What `user`, or a guest, cannot ask for: nobody may see it, or it is her own.
    None stands for an item that cannot be read."""
    return _sorted(items, seller_id, user)[1]


def _parts(question: Question, sender: Sender) -> list[_Part]:
    """By seller, in the order in which they were named. Raises `Refused`."""
    parts, refusals = _sorted(question.items, question.seller_id, sender.user)
    if refusals:
        raise Refused(refusals)
    return parts


def _sorted(
    items: Sequence[WantedItem | None], seller_id: UUID | None, user: User | None
) -> tuple[list[_Part], list[Refusal]]:
    parts: dict[UUID, _Part] = {}
    refusals: list[Refusal] = []
    own = _own(user)
    if seller_id is not None:
        seller = Seller.objects.public().filter(pk=seller_id).first()
        if seller is None:
            refusals.append(_unknown("/seller_id", "seller", seller_id))
        elif seller.pk in own:
            refusals.append(Refusal("/seller_id", "own_business"))
        else:
            parts[seller.pk] = _Part(seller)
    for place, wanted, product in _found(items):
        pointer = f"/items/{place}"
        if product is None:
            told = _unknown(f"{pointer}/product_id", "product", wanted.product_id)
            refusals.append(told)
            continue
        variant = _variant(product, wanted.variant_id)
        if product.seller_id in own:
            refusals.append(Refusal(f"{pointer}/product_id", "own_business"))
        elif wanted.variant_id is not None and variant is None:
            told = _unknown(f"{pointer}/variant_id", "variant", wanted.variant_id)
            refusals.append(told)
        else:
            part = parts.setdefault(product.seller_id, _Part(product.seller))
            part.items.append((wanted, product, variant))
    return list(parts.values()), refusals


def _own(user: User | None) -> set[UUID]:
    """Nobody asks her own business."""
    if user is None:
        return set()
    return set(Member.objects.filter(user=user).values_list("seller_id", flat=True))


def _found(
    items: Sequence[WantedItem | None],
) -> Iterator[tuple[int, WantedItem, Product | None]]:
    """Each item with the product anyone may see; None where there is none."""
    products = (
        Product.objects.public()
        .filter(pk__in={item.product_id for item in items if item is not None})
        .select_related("seller__regency")
        .prefetch_related("variants")
        .in_bulk()
    )
    for place, item in enumerate(items):
        if item is not None:
            yield place, item, products.get(item.product_id)


def _variant(product: Product, variant_id: UUID | None) -> Variant | None:
    return next((v for v in product.variants.all() if v.pk == variant_id), None)


def _unknown(pointer: str, what: str, ident: UUID) -> Refusal:
    return Refusal(pointer, f"{what}_not_found", str(ident))


def _write_submission(
    question: Question, sender: Sender, signs: list[str]
) -> Submission:
    now = timezone.now()
    contact = Contact.objects.create(
        name=sender.name,
        email=sender.email,
        email_mark=marks.of_address(sender.email),
        company=sender.company,
        phone=sender.phone,
        country=sender.country,
        language=sender.language,
        proven_at=now if sender.is_proven else None,
    )
    return Submission.objects.create(
        contact=contact,
        buyer=sender.user,
        purpose=question.purpose,
        destination_country=question.destination_country,
        incoterm=question.incoterm,
        needed_on=question.needed_on,
        message_mark=marks.of_text(question.message),
        suspicion=signs,
    )


def _write_enquiries(
    submission: Submission, parts: list[_Part], message: str, sender: Sender
) -> list[Enquiry]:
    now = timezone.now()
    blocked = abuse.blocked_for(submission.contact, [p.seller.pk for p in parts])
    days = calendars.of_sellers([part.seller.pk for part in parts])
    numbers = free_numbers(len(parts), now)
    enquiries, items, messages, timers = [], [], [], []
    for part, number in zip(parts, numbers, strict=True):
        seller = part.seller
        enquiry = Enquiry(
            number=number,
            submission=submission,
            buyer=sender.user,
            seller=seller,
            regency=seller.regency,
            buyer_wrote_at=now,
            active_at=now,
            created_at=now,
        )
        enter(
            enquiry,
            entrance(submission, is_blocked=seller.pk in blocked),
            now,
            days[seller.pk],
        )
        enquiries.append(enquiry)
        items += _items(enquiry, part)
        messages.append(
            Message(
                enquiry=enquiry,
                side=Side.BUYER,
                author=sender.user,
                body=message,
                language=sender.language,
                is_opening=True,
                created_at=now,
            )
        )
        timers += timing.new_timers(enquiry, days[seller.pk])
    Enquiry.objects.bulk_create(enquiries)
    Item.objects.bulk_create(items)
    Message.objects.bulk_create(messages)
    Timer.objects.bulk_create(timers)
    return enquiries


def entrance(submission: Submission, *, is_blocked: bool) -> tuple[Status, str]:
    """The status in which an enquiry comes in, and for what it is held."""
    if submission.contact.proven_at is None:
        return Status.UNCONFIRMED, ""
    if is_blocked:
        return Status.HELD, Enquiry.HeldFor.BLOCKED
    if submission.suspicion:
        return Status.HELD, Enquiry.HeldFor.SUSPICIOUS
    return Status.NEW, ""


WAITS_FOR = {
    Status.UNCONFIRMED: Waiting.BUYER,
    Status.HELD: Waiting.OFFICER,
    Status.NEW: Waiting.SELLER,
}


def enter(
    enquiry: Enquiry, entered: tuple[Status, str], now: datetime, calendar
) -> None:
    """Put it in its first status, and start its clock once the address is proven."""
    enquiry.status, enquiry.held_for = entered
    enquiry.waiting_on = WAITS_FOR[Status(enquiry.status)]
    if enquiry.status == Status.HELD:
        enquiry.held_from, enquiry.held_waiting_on = Status.NEW, Waiting.SELLER
        enquiry.held_at, enquiry.held_spent_seconds = now, 0
    if enquiry.status == Status.NEW:
        enquiry.delivered_at = now
    if enquiry.status != Status.UNCONFIRMED:
        enquiry.clock_started_at = now
        timing.start_due(enquiry, calendar)
    enquiry.inbox_key = deadlines.inbox_key(enquiry)


def _items(enquiry: Enquiry, part: _Part) -> list[Item]:
    found = []
    for place, (wanted, product, variant) in enumerate(part.items):
        value, unit = wanted.quantity or (None, "")
        found.append(
            Item(
                enquiry=enquiry,
                position=place,
                product_id=product.pk,
                variant_id=wanted.variant_id,
                snapshot=freeze(product, variant),
                quantity_value=value,
                quantity_unit=unit,
                note=wanted.note,
            )
        )
    return found


def free_numbers(count: int, now: datetime) -> list[str]:
    """`LPG-2026-7K3QXW`: for people to say aloud; a constraint keeps them apart."""
    year = timezone.localdate(now).year
    while True:
        found = {f"LPG-{year}-{codes.by_chance(NUMBER_LETTERS)}" for _ in range(count)}
        taken = Enquiry.objects.filter(number__in=found).exists()
        if len(found) == count and not taken:
            return sorted(found)
