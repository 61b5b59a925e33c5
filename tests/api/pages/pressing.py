"""How people use our pages: open one, take a moment, press the button."""

import re
from datetime import timedelta

from django.utils import timezone

from catalogue.enquiries import links
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.models import Event, IdempotencyKey, Notice
from tests.factories import later


def path_of(enquiry, side=Side.SELLER, user=None) -> str:
    link = links.to_thread(enquiry, Actor(side, user and user.pk))
    return link[link.index("/enquiry/") :]


def mark_of(response) -> str:
    return re.search(r'name="mark" value="([^"]+)"', response.content.decode())[1]


def send(browser, page, do, mark="", lang="", **values):
    """As a person does: open the page, take a moment, press the button."""
    mark = mark or mark_of(browser.get(f"{page}?do={do}"))
    with later(seconds=4):
        return browser.post(
            f"{page}?lang={lang}" if lang else page,
            {"do": do, "mark": mark, "leave_empty": "", **values},
        )


def text(response) -> str:
    return response.content.decode()


def state(enquiry) -> tuple:
    """All that an opened page could have changed."""
    enquiry.refresh_from_db()
    return (
        enquiry.status,
        enquiry.version,
        enquiry.messages.count(),
        enquiry.quotes.count(),
        enquiry.read_marks.count(),
        Notice.objects.count(),
        Event.objects.count(),
        IdempotencyKey.objects.count(),
    )


def quoted(enquiry, **changes) -> dict[str, str]:
    """What a seller types, in Indonesian."""
    item = enquiry.items.get()
    return {
        f"price_of_{item.pk}": "12.500,50",
        f"quantity_of_{item.pk}": "200",
        "currency": "IDR",
        "incoterm": "FOB",
        "place": "Panjang",
        "valid_until_on": str(timezone.localdate() + timedelta(days=14)),
        "lead_time_days": "30",
        "payment_terms": "50% di muka",
        "note": "",
        **changes,
    }


def quoted_terms() -> dict[str, str]:
    return {
        "currency": "USD",
        "incoterm": "EXW",
        "place": "Metro",
        "valid_until_on": str(timezone.localdate()),
    }
