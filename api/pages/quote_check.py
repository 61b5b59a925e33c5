"""What the QR code on a quote opens: is this paper genuine? For anybody who holds it.

For programs the same is told by `/v1/quotes/verify/{code}`. It names no buyer.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from redis.exceptions import RedisError

from api import languages
from api.errors import STATUS, reads_only, unavailable
from api.pages import wording as words
from api.pages.sheet import shown
from api.public.quote_verification import quote_of
from api.throttling import WINDOW, CodeThrottle, counted_address
from catalogue.enquiries import wording
from catalogue.enquiries.models import Quote
from catalogue.enquiries.paper_of import grouped
from catalogue.enquiries.wording import said
from catalogue.journal import counting

TEMPLATE = "enquiry/quote_check.html"


@reads_only
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Counted with the checks of the API: nobody tries codes through, nor while they
    cannot be counted."""
    language = languages.of_request(request)
    try:
        wait = _seconds_to_wait(request)
    except RedisError as error:
        busy = unavailable(error)
        status, headers = STATUS[busy.code], busy.headers
        return shown(TEMPLATE, language, status=status, busy=True, headers=headers)
    if wait:
        headers = {"Retry-After": str(wait)}
        return shown(TEMPLATE, language, status=429, too_many=True, headers=headers)
    quote = quote_of(code)
    if quote is None:
        return shown(TEMPLATE, language, status=404)
    return shown(TEMPLATE, language, quote=_said(quote, language))


def _seconds_to_wait(request: HttpRequest) -> int:
    key = f"{CodeThrottle.policy} {counted_address(request)}"
    counted = counting.hit(key, WINDOW)
    return counted.seconds_left if counted.used > CodeThrottle().limit() else 0


def _said(quote: Quote, language: str) -> dict[str, Any]:
    """What the paper says, to hold beside it."""
    today, total = timezone.localdate(), quote.total
    status = quote.public_status(today)
    issued_on = timezone.localdate(quote.created_at)
    return {
        "number": quote.enquiry.number,
        "revision": quote.revision,
        "code": grouped(quote.code),
        "state": said(words.QUOTE_STATES, status, language),
        "in_force": status in {Quote.Status.OPEN, Quote.Status.ACCEPTED},
        "seller": quote.enquiry.seller,
        "issued_on": wording.day(issued_on, language),
        "valid_until": wording.day(quote.valid_until_on, language),
        "total": ""
        if total is None
        else wording.amount(total, quote.currency, language),
        "terms": f"{quote.incoterm} {quote.place}",
    }
