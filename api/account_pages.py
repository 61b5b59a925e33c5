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
    STATUS,
    Problem,
    answer,
    domain_problem,
    limited,
    not_found,
    wrong_method,
)
from api.messages import DETAILS, TITLES, say
from api.pages.sheet import POLICY, shown
from api.throttling import counted_address
from catalogue.accounts import identity, second_factors
from catalogue.enquiries import deadlines, letters
from catalogue.enquiries.actions import confirming
from catalogue.journal import context, counting
from catalogue.sellers import actions as sellers

MAX_CHARACTERS = {"token": 500, "password": 128, "email": 254, "code": 20}


Told = dict[str, object]  # what the page says when it is done


def _confirm_email(form: dict[str, str]) -> Told:
    identity.confirm_email(form["token"])
    return {}


def _reset_password(form: dict[str, str]) -> Told:
    identity.confirm_reset(key=form["token"], password=form["password"])
    return {}


def _accept_invitation(form: dict[str, str]) -> Told:
    user = identity.check_credentials(email=form["email"], password=form["password"])
    second_factors.require(user, form["code"])
    with context.acting(actor_id=user.pk, via="api", request_id=logs.request_id.get()):
        sellers.accept_invitation(user=user, token=form["token"])
    return {}


def _confirm_enquiry(form: dict[str, str]) -> Told:
    with context.acting(via="api", request_id=logs.request_id.get()):
        submission = confirming.confirm(form["token"])
    hours = deadlines.terms().first_response_hours
    return {"threads": letters.threads_of(submission), "hours": hours}


DOES: dict[str, Callable[[dict[str, str]], Told]] = {
    "confirm-email": _confirm_email,
    "reset-password": _reset_password,
    "accept-invitation": _accept_invitation,
    "confirm-enquiry": _confirm_enquiry,
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
    if page == "confirm-enquiry" and not confirming.is_good(token):
        told = say(DETAILS["link_invalid"], language)
        return _shown(page, language, status=STATUS["gone"], faults=[told], spent=True)
    return _shown(page, language, token=token)


def _posted(request: HttpRequest, page: str, language: str) -> HttpResponse:
    form = {
        name: unicodedata.normalize("NFC", request.POST.get(name, "")[: limit + 1])
        for name, limit in MAX_CHARACTERS.items()
    }
    refusal = _attempt(request, page, form)
    if not isinstance(refusal, Problem):
        return _shown(page, language, done=True, **refusal)
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


def _attempt(request: HttpRequest, page: str, form: dict) -> Problem | Told:
    counted = counting.hit(f"auth {counted_address(request)}", 60)
    if counted.used > settings.AUTH_RATE_LIMIT:
        return limited(counted.seconds_left)
    if any(unicodedata.category(c) == "Cc" for text in form.values() for c in text):
        return Problem("validation_failed", detail="bad_request")
    try:
        return DOES[page](form)
    except Exception as error:
        problem = domain_problem(error)
        if problem is None:
            raise
        return problem


def _words(problem: Problem, language: str) -> str:
    message = DETAILS.get(problem.detail) or TITLES[problem.code]
    return say(message, language, **problem.values)


def _shown(page: str, language: str, **values: Any) -> HttpResponse:
    return shown(f"account/{page}.html", language, policy=POLICY, **values)
