"""What a link shows that opens nothing any more: how its reader gets in again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from api import languages
from api.pages.sheet import seconds_to_wait, shown
from catalogue.enquiries import letters, links
from catalogue.enquiries.errors import LinkInvalid
from catalogue.enquiries.links import Opened

ASKS = "link"  # the button that has a new one mailed
WRITTEN = ("body", "note", "what", "payment_terms")  # what a form may hold in words


def page(request: HttpRequest, token: str) -> HttpResponse:
    """Of one that is merely too old a fresh one can be mailed, to the same person."""
    opened = _old(token)
    language = languages.of_request(request)
    with translation.override(language):
        if request.method != "POST" or request.POST.get("do") != ASKS:
            return _shown(language, opened, written=written(request.POST))
        if wait := seconds_to_wait(request):
            return _shown(
                language,
                opened,
                status=429,
                too_many=True,
                headers={"Retry-After": str(wait)},
            )
        if opened is not None:
            letters.send_link(opened)
        return _shown(language, opened, status=200, sent=True)


def _old(token: str) -> Opened | None:
    try:
        return links.read_old(token)
    except LinkInvalid:
        return None


def _shown(
    language: str, opened: Opened | None, *, status: int = 410, **values: Any
) -> HttpResponse:
    return shown(
        "enquiry/locked.html",
        language,
        status=status,
        may_ask=opened is not None,
        asks=ASKS,
        **values,
    )


def written(data: QueryDict) -> str:
    """What its reader had written into a form that was not taken."""
    return "\n\n".join(text for name in WRITTEN if (text := data.get(name, "").strip()))
