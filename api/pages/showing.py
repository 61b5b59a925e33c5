"""A thread as the page shows it to one side: plain values, ready to be written down."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from api.pages import wording as words
from api.pages.forms import Thread
from catalogue.enquiries import gist, wording
from catalogue.enquiries.actions import attaching
from catalogue.enquiries.models import Item, Message, Quote
from catalogue.enquiries.paper_of import paper_of
from catalogue.enquiries.querysets import LONG_AGO
from catalogue.enquiries.states import Side, Status
from catalogue.enquiries.suggesting import suggested_in
from catalogue.enquiries.wording import said
from catalogue.products.actions.files import private
from catalogue.products.models import Product
from catalogue.texts import resolve


def of_thread(thread: Thread) -> dict[str, Any]:
    enquiry, language = thread.enquiry, thread.language
    status = enquiry.seen_status(thread.actor.side, thread.today)
    read_at = _read_at(thread)
    messages = list(_messages(thread, read_at))
    quotes = list(_quotes(thread, read_at))
    return {
        "side": str(thread.actor.side),
        "enquiry": enquiry,
        "seller": enquiry.seller,
        "stage": str(status),
        "state": said(words.STATES[thread.actor.side], status, language),
        "due": _due(thread, status),
        "reason": said(wording.DECLINE_REASONS, enquiry.decline_reason, language),
        "contact": _contact(thread),
        "items": [_item(item, language) for item in enquiry.items.all()],
        "wishes": list(_wishes(thread)),
        "messages": messages,
        "quotes": quotes,
        "unread": sum(one["is_new"] for one in [*messages, *quotes]),
    }


def _read_at(thread: Thread) -> datetime:
    mark = thread.enquiry.read_marks.filter(reader=thread.actor.reader).first()
    return mark.read_at if mark else LONG_AGO


def _due(thread: Thread, status: Status) -> str:
    """When the first answer is due; empty where it does not wait for one."""
    enquiry = thread.enquiry
    due = enquiry.seen_due_at(thread.actor.side)
    if status != Status.NEW or due is None:
        return ""
    return wording.moment(timezone.localtime(due), thread.language)


def _contact(thread: Thread) -> dict[str, Any]:
    """Who asks, and how she is reached where this side may know."""
    contact = thread.enquiry.submission.contact
    told = thread.enquiry.contact_for(thread.actor.side)
    country = wording.country(contact.country, thread.language)
    return {
        "name": contact.name,
        "company": contact.company,
        "country": country if contact.country else "",
        "email": told.email if told else "",
        "phone": told.phone if told else "",
        "is_erased": contact.erased_at is not None,
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    return {
        "name": resolve(item.snapshot["name"], language),
        "variant": resolve(item.snapshot.get("variant", {}), language),
        "picture": private().url(item.picture) if item.picture else "",
        "quantity": gist.quantity(item, language),
        "note": item.note,
    }


def _wishes(thread: Thread) -> Iterator[tuple[str, str]]:
    """What holds for all of it, with its name."""
    submission, language = thread.enquiry.submission, thread.language
    yield from gist.wishes(submission, language)
    if purpose := said(words.PURPOSES, submission.purpose, language):
        yield said(words.LABELS, "purpose", language), purpose


def _messages(thread: Thread, read_at: datetime) -> Iterator[dict[str, Any]]:
    """In order."""
    found = thread.enquiry.messages.seen_by(thread.actor.side).select_related("author")
    rows = list(found.prefetch_related("attachments").order_by("pk"))
    products = suggested_in(rows, Product.objects.public())
    for message in rows:
        is_own = message.side == thread.actor.side
        yield {
            "writer": _writer(message, thread),
            "is_own": is_own,
            "is_me": is_own and message.author_id == thread.actor.user_id,
            "is_new": not is_own and message.created_at > read_at,
            "by_officer": message.side == Side.OFFICER,
            "language": message.language,
            "language_name": wording.language(message.language, thread.language),
            "body": message.body,
            "is_erased": message.side == Side.BUYER and not message.body,
            "at": message.created_at,
            "shown_at": wording.moment(
                timezone.localtime(message.created_at), thread.language
            ),
            "files": [
                (file.name, attaching.address(file))
                for file in message.attachments.all()
            ],
            "suggested": [
                _suggestion(products[ident], thread.language)
                for ident in message.suggested_product_ids
                if ident in products
            ],
        }


def _suggestion(product: Product, language: str) -> tuple[str, str]:
    """Its name, and where a site shows it, if there is one."""
    address = settings.WEB_PRODUCT_URL.format(slug=product.slug, id=product.pk)
    return resolve(product.name, language), address


def _writer(message: Message, thread: Thread) -> str:
    enquiry = thread.enquiry
    if message.side == Side.BUYER:
        contact = enquiry.submission.contact
        return contact.company or contact.name
    person = message.author.name if message.author else ""
    if message.side == Side.SELLER and person:
        return f"{person}, {enquiry.seller.name}"
    return enquiry.seller.name


def _quotes(thread: Thread, read_at: datetime) -> Iterator[dict[str, Any]]:
    """The latest first, each as its paper says it."""
    for quote in thread.enquiry.quotes.for_paper().order_by("-revision"):
        status = quote.seen_status(thread.actor.side, thread.today)
        for_buyer = thread.actor.side == Side.BUYER
        yield {
            "id": quote.pk,
            "paper": paper_of(
                quote, thread.enquiry, thread.language, thread.today, thread.actor.side
            ),
            "language": quote.language,
            "written_in": _written_in(quote, thread.language),
            "valid_until": wording.day(quote.valid_until_on, thread.language),
            "is_open": status == Quote.Status.OPEN,
            "is_new": for_buyer and quote.created_at > read_at,
            "state": said(words.QUOTE_STATES, status, thread.language),
        }


def _written_in(quote: Quote, language: str) -> str:
    """The name of another language than the page's, where there are words in it."""
    texts = [quote.payment_terms, quote.note, *(q.note for q in quote.lines.all())]
    if quote.language == language or not any(texts):
        return ""
    return wording.language(quote.language, language)
