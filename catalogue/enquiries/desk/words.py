"""What codes are in the desk's words."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

LANGUAGE = "en"  # of the desk

SIGNS = {
    "address_without_mail": "an address that no mail reaches",
    "disposable_address": "a throw-away mailbox",
    "links": "links to other sites",
    "short_link": "a shortened link, which hides where it leads",
    "messenger_link": "a link to a messenger",
    "lookalike_link": "a link whose name pretends to be another",
    "link_as_name": "a link in place of a name",
    "phone": "telephone numbers in the text",
    "messenger_handle": "a messenger address in the text",
    "capitals": "a text in capitals",
    "asks_for_credentials": "it asks for a password, a code or an account",
    "odd_payment": "an odd way of paying",
    "same_text_to_many": "the same text went to many sellers",
    "same_text_everywhere": "the same text went to nearly every seller",
}
TIMERS = {
    "expire_unconfirmed": "Expires, unless the address is proven",
    "remind_first": "First reminder to the seller",
    "remind_second": "Second reminder to the seller",
    "escalate": "Comes to you",
    "tell_buyer": "The buyer is told that nobody answered",
    "expire_unanswered": "Expires unanswered",
    "expire_silent": "Expires, if nobody writes",
    "quote_expires": "The quote's last day is over",
    "nudge_first": "The seller is asked what came of it",
    "nudge_second": "She is asked again",
    "nudge_third": "She is asked for the last time",
}
SIDES = {
    "buyer": "The buyer",
    "seller": "The seller",
    "officer": "An officer, on the seller's behalf",
    "system": "The clock",
}


def sign(code: str) -> str:
    return SIGNS.get(code, code.replace("_", " "))


def plain(code: str) -> str:
    return code.replace("_", " ")


def span(seconds: int) -> str:
    """`26 h 5 min`."""
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours} h {rest // 60} min"


def heading(code: str) -> str:
    return capfirst(plain(code))


def day(on: date) -> str:
    """`7 Nov 2026`."""
    return date_format(on, "j M Y")


def moment(at: datetime) -> str:
    """`7 Nov 2026, 09:05`, in Lampung."""
    return date_format(timezone.localtime(at), "j M Y, H:i")
