"""The small pages that letters' links lead to, for whoever has no app or site at hand.

A page that is opened changes nothing, since mail scanners open links too: the button
posts a form. These forms need no protection against forgery, and so no cookie: what
they may do is said by the token of the letter, which is in the form, and no browser
adds anything of its own. Where `ACCOUNT_PAGE_URL` names a site, these are not used.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from api import languages, logs
from api.errors import (
    AWAY,
    STATUS,
    Problem,
    answer,
    domain_problem,
    limited,
    not_found,
    unavailable,
    wrong_method,
)
from api.messages import DETAILS, TITLES, say
from api.pages import proof
from api.pages.sheet import POLICY, shown
from api.throttling import counted_address
from catalogue.accounts import identity, second_factors
from catalogue.enquiries.actions import confirming
from catalogue.journal import context, counting
from catalogue.sellers import actions as sellers

MAX_CHARACTERS = {"token": 500, "password": 128, "email": 254, "code": 20}


def _confirm_email(form: dict[str, str]) -> None:
    identity.confirm_email(form["token"])


def _reset_password(form: dict[str, str]) -> None:
    identity.confirm_reset(key=form["token"], password=form["password"])


def _accept_invitation(form: dict[str, str]) -> None:
    user = identity.check_credentials(email=form["email"], password=form["password"])
    second_factors.require(user, form["code"])
    with context.acting(actor_id=user.pk, via="api", request_id=logs.request_id.get()):
        sellers.accept_invitation(user=user, token=form["token"])


def _confirm_enquiry(form: dict[str, str]) -> None:
    with context.acting(via="api", request_id=logs.request_id.get()):
        confirming.confirm(form["token"])


CONFIRM_ENQUIRY = "confirm-enquiry"
DOES: dict[str, Callable[[dict[str, str]], None]] = {
    "confirm-email": _confirm_email,
    "reset-password": _reset_password,
    "accept-invitation": _accept_invitation,
    CONFIRM_ENQUIRY: _confirm_enquiry,
}


def page(request: HttpRequest, page: str) -> HttpResponse:
    """One page; parameters it does not know are ignored, as links gather some."""
    if page not in DOES:
        return answer(request, not_found(request))
    if request.method not in {"GET", "HEAD", "POST"}:
        return answer(request, wrong_method(request, "GET, HEAD, POST"))
    language = languages.of_request(request)
    with translation.override(language):
        if request.method != "POST":
            return _opened(page, language, request.GET.get("token", ""))
        return _posted(request, page, language)


def _opened(page: str, language: str, token: str) -> HttpResponse:
    """With the button, unless the link is seen to be good for nothing."""
    told = _told(page, token, language)
    status = STATUS["gone"] if told.get("spent") else 200
    return _shown(page, language, status=status, token=token, **told)


def _told(page: str, token: str, language: str) -> dict[str, Any]:
    """What a page says beside its form."""
    return proof.of_link(token, language) if page == CONFIRM_ENQUIRY else {}


def _posted(request: HttpRequest, page: str, language: str) -> HttpResponse:
    form = {
        name: unicodedata.normalize("NFC", request.POST.get(name, "")[: limit + 1])
        for name, limit in MAX_CHARACTERS.items()
    }
    refusal, token = _attempt(request, page, form), form["token"]
    if refusal is None:
        told = {"done": True, **_told(page, token, language)}
        return _shown(page, language, token=token, **told)
    if page == CONFIRM_ENQUIRY and refusal.code == "gone":
        return _opened(page, language, token)
    faults = [fault.as_json(language)["detail"] for fault in refusal.faults]
    return _shown(
        page,
        language,
        status=STATUS[refusal.code],
        headers=refusal.headers,
        faults=faults or [_words(refusal, language)],
        spent=refusal.code == "gone",
        token=token,
        email=form["email"],
    )


def _attempt(request: HttpRequest, page: str, form: dict) -> Problem | None:
    """What it did, or why not. The form comes back also where part of ours is away."""
    try:
        return _counted(request, page, form)
    except AWAY as error:
        return unavailable(error)


def _counted(request: HttpRequest, page: str, form: dict) -> Problem | None:
    counted = counting.hit(f"auth {counted_address(request)}", 60)
    if counted.used > settings.AUTH_RATE_LIMIT:
        return limited(counted.seconds_left)
    if any(unicodedata.category(c) == "Cc" for text in form.values() for c in text):
        return Problem("validation_failed", detail="bad_request")
    try:
        DOES[page](form)
    except Exception as error:
        problem = domain_problem(error)
        if problem is None:
            raise
        return problem
    return None


def _words(problem: Problem, language: str) -> str:
    message = DETAILS.get(problem.detail) or TITLES[problem.code]
    return say(message, language, **problem.values)


def _shown(page: str, language: str, **values: Any) -> HttpResponse:
    return shown(f"account/{page}.html", language, policy=POLICY, **values)
