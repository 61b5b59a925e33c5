"""All that the desk shows of one enquiry."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalogue.enquiries import calendars, deadlines
from catalogue.enquiries.actions import attaching, pictures
from catalogue.enquiries.desk import words
from catalogue.enquiries.desk.history import steps
from catalogue.enquiries.letters import NUDGES, REMINDERS
from catalogue.enquiries.models import Enquiry, Item, Quote, QuoteLine, Timer
from catalogue.enquiries.states import Side
from catalogue.enquiries.suggesting import suggested_in
from catalogue.enquiries.wording import (
    DECLINE_REASONS,
    HELD_FOR,
    amount,
    country,
    number,
    said,
)
from catalogue.journal.desk_admin import LANGUAGE
from catalogue.products.models import Product
from catalogue.texts import resolve

Told = dict[str, Any]
NOT_WHILE_HIDDEN = {*REMINDERS, *NUDGES, Timer.Kind.ESCALATE}


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
        "quotes": [_quote(q) for q in enquiry.quotes.for_paper()],
        "outcome": _outcome(enquiry),
        "clock": _clock(enquiry, timezone.now()),
        "timers": [
            (words.TIMERS[timer.kind], timer.due_at, timer.done_at)
            for timer in _timers(enquiry)
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
    return {
        "product_id": item.product_id,
        "name": resolve(frozen["name"], LANGUAGE),
        "variant": resolve(frozen["variant"], LANGUAGE),
        "sku": frozen["sku"],
        "quantity": _quantity(item.quantity_value, item.quantity_unit),
        "price": _listed(frozen) or words.plain(frozen["price_basis"]),
        "picture": pictures.address(item),
        "note": item.note,
    }


def _listed(frozen: dict[str, Any]) -> str:
    """The lowest, and the highest if it is another; empty where none is told."""
    prices = [frozen["price"], frozen.get("price_max")]
    told = [_money(Decimal(price), frozen["currency"]) for price in prices if price]
    return " – ".join(told)


def _quantity(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{number(value, LANGUAGE)} {unit}".strip()


def _messages(enquiry: Enquiry) -> list[Told]:
    found = list(
        enquiry.messages.select_related("author").prefetch_related("attachments")
    )
    products = suggested_in(found, Product.objects.all())
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
                str(products[pk])
                for pk in message.suggested_product_ids
                if pk in products
            ],
        }
        for message in found
    ]


def _quote(quote: Quote) -> Told:
    lines = [_line(line, quote.currency) for line in quote.lines.all()]
    return {
        "quote": quote,
        "status": words.plain(quote.current_status(timezone.localdate())),
        "lines": lines,
        "total": _money(quote.total, quote.currency),
    }


def _line(line: QuoteLine, currency: str) -> Told:
    goods = line.goods
    return {
        "name": resolve(goods["name"], LANGUAGE) if goods else line.note,
        "kind": words.plain(line.kind),
        "unit_price": _money(line.unit_price, currency),
        "quantity": _quantity(line.quantity_value, line.quantity_unit),
        "amount_shown": _money(line.amount_in(currency), currency),
        "note": line.note,
    }


def _money(value: Decimal | None, currency: str) -> str:
    return "–" if value is None else amount(value, currency, LANGUAGE)


def _timers(enquiry: Enquiry) -> list[Timer]:
    """While it is hidden, without those by which nobody but its buyer would hear of
    it: to her all goes on, to seller and officers nothing of it comes."""
    found = enquiry.timers.order_by("due_at", "pk")
    if enquiry.is_hidden:
        found = found.exclude(kind__in=NOT_WHILE_HIDDEN, done_at=None)
    return list(found)


def _clock(enquiry: Enquiry, now: datetime) -> list[tuple[str, str]]:
    """In working time, as her calendar has it."""
    calendar = calendars.of_seller(enquiry.seller_id)
    seconds = deadlines.spent(enquiry, now, calendar)
    if enquiry.is_hidden:
        seconds = enquiry.held_spent_seconds or 0
    spent = words.span(seconds)
    if enquiry.first_answer_seconds is not None:
        spent = words.span(enquiry.first_answer_seconds)
    by = words.plain(enquiry.first_answered_by)
    runs = enquiry.clock_started_at is not None and not enquiry.is_hidden
    told: list[tuple[str, str | datetime | None]] = [
        ("Delivered", enquiry.delivered_at),
        ("First answer due", enquiry.seen_due_at(Side.OFFICER)),
        ("First answer", enquiry.first_answered_at),
        ("Given by", by),
        ("Working time spent", spent if enquiry.delivered_at else ""),
        ("The clock", "runs" if runs else "stands"),
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
