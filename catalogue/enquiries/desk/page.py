"""All that the desk shows of one enquiry."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalogue.enquiries import amounts, calendars, deadlines
from catalogue.enquiries.actions import attaching, pictures
from catalogue.enquiries.desk import words
from catalogue.enquiries.desk.history import steps
from catalogue.enquiries.desk.words import LANGUAGE
from catalogue.enquiries.models import Enquiry, Item, Message, Quote, QuoteLine
from catalogue.enquiries.states import Side
from catalogue.enquiries.wording import (
    DECLINE_REASONS,
    HELD_FOR,
    amount,
    country,
    number,
    said,
)
from catalogue.products.models import Product
from catalogue.texts import resolve

Told = dict[str, Any]


def page_of(enquiry: Enquiry) -> Told:
    """What its template shows. Wants `for_thread()`."""
    submission, today = enquiry.submission, timezone.localdate()
    return {
        "enquiry": enquiry,
        "seller": enquiry.seller,
        "contact": submission.contact,
        "country": _country(submission.contact.country),
        "status": words.heading(enquiry.current_status(today)),
        "turn": words.plain(enquiry.seen_waiting_on(Side.OFFICER, today)),
        "held": said(HELD_FOR, enquiry.held_for, LANGUAGE),
        "signs": [words.sign(code) for code in submission.suspicion],
        "wanted": _wanted(enquiry),
        "items": [_item(item) for item in enquiry.items.all()],
        "messages_shown": _messages(enquiry),
        "quotes": [_quote(q, enquiry) for q in enquiry.quotes.for_paper()],
        "outcome": _outcome(enquiry),
        "clock": _clock(enquiry, timezone.now()),
        "timers": [
            (words.TIMERS[timer.kind], timer.due_at, timer.done_at)
            for timer in enquiry.timers.order_by("due_at", "pk")
        ],
        "steps": list(steps(enquiry)),
        "closed": _closed(enquiry),
    }


def gist_of(enquiry: Enquiry) -> Told:
    """What an officer has to know of it to decide; nothing by which its buyer is
    reached. Wants `for_thread()`."""
    contact = enquiry.submission.contact
    country = _country(contact.country)
    return {
        "enquiry": enquiry,
        "who": ", ".join(filter(None, [contact.name, contact.company, country])),
        "wanted": _wanted(enquiry),
        "items": [_item(item) for item in enquiry.items.all()],
        "messages_shown": _messages(enquiry),
        "outcome": _outcome(enquiry),
    }


def _outcome(enquiry: Enquiry) -> Told | None:
    outcome = getattr(enquiry, "outcome", None)
    if outcome is None:
        return None
    value, jobs = outcome.value, outcome.jobs_added
    told = [
        ("Value", "" if value is None else _money(value, outcome.currency)),
        ("To", _country(outcome.destination_country)),
        ("Shipped", words.day(outcome.shipped_on) if outcome.shipped_on else ""),
        ("Jobs added", "" if jobs is None else str(jobs)),
        ("Told by the seller", words.moment(outcome.recorded_at)),
    ]
    return {
        "realised": outcome.realised,
        "facts": [(name, said) for name, said in told if said],
        "verified_at": outcome.verified_at,
    }


def _wanted(enquiry: Enquiry) -> list[tuple[str, str]]:
    submission = enquiry.submission
    day = submission.needed_on
    told = [
        ("Purpose", words.plain(submission.purpose)),
        ("To", _country(submission.destination_country)),
        ("Incoterm", submission.incoterm),
        ("Needed by", words.day(day) if day else ""),
    ]
    return [(name, value) for name, value in told if value]


def _country(code: str) -> str:
    return country(code, LANGUAGE) if code else ""


def _closed(enquiry: Enquiry) -> str:
    told = [said(DECLINE_REASONS, enquiry.decline_reason, LANGUAGE)]
    return ": ".join(filter(None, [*told, enquiry.closing_note]))


def _item(item: Item) -> Told:
    frozen = item.snapshot
    price = frozen["price"] and _money(Decimal(frozen["price"]), frozen["currency"])
    return {
        "product_id": item.product_id,
        "name": resolve(frozen["name"], LANGUAGE),
        "variant": resolve(frozen["variant"], LANGUAGE),
        "sku": frozen["sku"],
        "quantity": _quantity(item.quantity_value, item.quantity_unit),
        "price": price or words.plain(frozen["price_basis"]),
        "picture": pictures.address(item),
        "note": item.note,
    }


def _quantity(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{number(value, LANGUAGE)} {unit}".strip()


def _messages(enquiry: Enquiry) -> list[Told]:
    found = list(
        enquiry.messages.select_related("author").prefetch_related("attachments")
    )
    names = _suggested(found)
    return [
        {
            "side": words.SIDES[message.side],
            "is_buyers": message.side == Side.BUYER,
            "author": message.author.name if message.author else "",
            "at": message.created_at,
            "language": message.language,
            "body": message.body,
            "is_withheld": message.is_withheld,
            "files": [
                (a.name, attaching.address(a)) for a in message.attachments.all()
            ],
            "suggested": [
                names[pk] for pk in message.suggested_product_ids if pk in names
            ],
        }
        for message in found
    ]


def _suggested(found: list[Message]) -> dict[str, str]:
    ids = {pk for message in found for pk in message.suggested_product_ids}
    products = Product.objects.filter(pk__in=ids) if ids else Product.objects.none()
    return {str(product.pk): str(product) for product in products}


def _quote(quote: Quote, enquiry: Enquiry) -> Told:
    lines = [_line(line, quote.currency) for line in quote.lines.all()]
    return {
        "quote": quote,
        "status": words.plain(quote.current_status(timezone.localdate())),
        "lines": lines,
        "total": _money(quote.total, quote.currency),
    }


def _line(line: QuoteLine, currency: str) -> Told:
    frozen = line.snapshot or (line.item.snapshot if line.item else None)
    price, quantity = line.unit_price, line.quantity_value
    costs = amounts.line_amount(price, quantity, currency)
    return {
        "name": resolve(frozen["name"], LANGUAGE) if frozen else line.note,
        "kind": words.plain(line.kind),
        "unit_price": _money(price, currency),
        "quantity": _quantity(quantity, line.quantity_unit),
        "amount_shown": _money(costs, currency),
        "note": line.note,
    }


def _money(value: Decimal | None, currency: str) -> str:
    return "–" if value is None else amount(value, currency, LANGUAGE)


def _clock(enquiry: Enquiry, now: datetime) -> list[tuple[str, str]]:
    """In working time, as her calendar has it."""
    calendar = calendars.of_seller(enquiry.seller_id)
    spent = words.span(deadlines.spent(enquiry, now, calendar))
    if enquiry.first_answer_seconds is not None:
        spent = words.span(enquiry.first_answer_seconds)
    by = words.plain(enquiry.first_answered_by)
    told: list[tuple[str, str | datetime | None]] = [
        ("Delivered", enquiry.delivered_at),
        ("First answer due", enquiry.first_response_due_at),
        ("First answer", enquiry.first_answered_at),
        ("Given by", by),
        ("Working time spent", spent if enquiry.delivered_at else ""),
        ("The clock", "runs" if enquiry.clock_started_at else "stands"),
        ("Escalated to the office", enquiry.escalated_at),
        ("Agreed", enquiry.agreed_at),
        ("Reopened", enquiry.reopened_at),
        ("Closed", enquiry.closed_at),
    ]
    return [
        (name, words.moment(value) if isinstance(value, datetime) else value)
        for name, value in told
        if value
    ]
