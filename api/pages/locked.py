"""What a link shows that opens nothing any more: how its reader gets in again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from api import languages
from api.pages.deeds import ERASE
from api.pages.sheet import seconds_to_wait, shown
from catalogue.enquiries import letters, spent_links
from catalogue.enquiries.spent_links import SpentLink, Why

ASKS = "link"  # the button that has a new one mailed
WRITTEN = ("body", "note", "what", "payment_terms")  # what a form may hold in words


def page(request: HttpRequest, token: str) -> HttpResponse:
    """Of one that is merely too old a fresh one can be mailed, to the same person."""
    spent = spent_links.judge(token)
    language = _language(request, spent)
    with translation.override(language):
        if request.method != "POST":
            return _shown(language, spent)
        return _posted(request, language, spent)


def _posted(request: HttpRequest, language: str, spent: SpentLink) -> HttpResponse:
    do = request.POST.get("do")
    if do == ERASE and spent.why == Why.ERASED:
        return erased(language)  # pressed twice
    if do != ASKS:
        return _shown(language, spent, written=written(request.POST))
    if wait := seconds_to_wait(request):
        headers = {"Retry-After": str(wait)}
        return _shown(language, spent, status=429, too_many=True, headers=headers)
    if spent.why == Why.TOO_OLD and spent.opened is not None:
        letters.send_link(spent.opened)
    return _shown(language, spent, status=200, sent=True)


def erased(language: str) -> HttpResponse:
    """To whoever has just had her data deleted."""
    return _shown(language, SpentLink(Why.ERASED), status=200, done=True)


def _language(request: HttpRequest, spent: SpentLink) -> str:
    """`?lang=`, else her own, else what her browser prefers."""
    own = languages.served(spent.language)
    if own is None or request.GET.get("lang"):
        return languages.of_request(request)
    return own


def _shown(
    language: str, spent: SpentLink, *, status: int = 410, **values: Any
) -> HttpResponse:
    return shown(
        "enquiry/locked.html",
        language,
        status=status,
        why=spent.why.name,
        asks=ASKS,
        **values,
    )


def written(data: QueryDict) -> str:
    """What its reader had written into a form that was not taken."""
    return "\n\n".join(text for name in WRITTEN if (text := data.get(name, "").strip()))
