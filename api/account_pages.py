"""The small pages that letters' links lead to, for whoever has no app or site at hand.

A page that is opened changes nothing, since mail scanners open links too: the button
posts a form. These forms need no protection against forgery, and so no cookie: what
they may do is said by the token of the letter, which is in the form, and no browser
adds anything of its own. Where `ACCOUNT_PAGE_URL` names a site, these are not used.
"""

import unicodedata
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation

from api import languages, logs
from api.errors import (
    STATUS,
    Problem,
    answer,
    domain_problem,
    limited,
    not_found,
    wrong_method,
)
from api.messages import DETAILS, TITLES, say
from api.throttling import counted_address
from catalogue.accounts import identity, second_factors
from catalogue.journal import context, counting
from catalogue.sellers import actions as sellers

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'"
)
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


DOES: dict[str, Callable[[dict[str, str]], None]] = {
    "confirm-email": _confirm_email,
    "reset-password": _reset_password,
    "accept-invitation": _accept_invitation,
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
            return _shown(page, language, token=request.GET.get("token", ""))
        return _posted(request, page, language)


def _posted(request: HttpRequest, page: str, language: str) -> HttpResponse:
    form = {
        name: unicodedata.normalize("NFC", request.POST.get(name, "")[: limit + 1])
        for name, limit in MAX_CHARACTERS.items()
    }
    refusal = _refusal(request, page, form)
    if refusal is None:
        return _shown(page, language, done=True)
    told = [fault.as_json(language)["detail"] for fault in refusal.faults]
    return _shown(
        page,
        language,
        status=STATUS[refusal.code],
        headers=refusal.headers,
        faults=told or [_words(refusal, language)],
        spent=refusal.code == "gone",
        token=form["token"],
        email=form["email"],
    )


def _refusal(request: HttpRequest, page: str, form: dict) -> Problem | None:
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


def _shown(
    page: str,
    language: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **values: object,
) -> HttpResponse:
    response = SimpleTemplateResponse(
        f"account/{page}.html",
        {"indonesian": language == "id", "language": language, **values},
        status=status,
    ).render()
    response["Content-Language"] = language
    response["Content-Security-Policy"] = POLICY
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response
