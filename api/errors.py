"""Every error is one shape: RFC 9457 problem JSON, wherever it was raised.

`Problem` is what our own code raises. `problem_response` turns whatever a view raised
into it, and the `handler…` views do the same for what Django answers by itself.
"""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.core.exceptions import (
    DisallowedHost,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from redis.exceptions import RedisError
from rest_framework import exceptions

from api import languages, logs
from api.messages import DETAILS, ERRORS, TITLES, Message, clip, say
from catalogue.accounts import errors as accounts
from catalogue.buyers import errors as buyers
from catalogue.enquiries import errors as enquiries
from catalogue.journal.errors import Stale
from catalogue.listings.errors import UnknownMarket
from catalogue.products import errors as products
from catalogue.readiness import errors as readiness
from catalogue.readiness.claiming.answer_sheet import AnswerFault
from catalogue.readiness.claiming.plots import InvalidPlots, PlotFault
from catalogue.reviews import errors as reviews
from catalogue.sellers import errors as sellers

log = logging.getLogger(__name__)

STATUS = {
    "validation_failed": 400,
    "malformed_body": 400,
    "invalid_cursor": 400,
    "authentication_required": 401,
    "token_expired": 401,
    "token_invalid": 401,
    "second_factor_required": 401,
    "permission_denied": 403,
    "scope_missing": 403,
    "email_not_verified": 403,
    "account_suspended": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "gone": 410,
    "conflict": 409,
    "invalid_state": 409,
    "duplicate_sku": 409,
    "quote_expired": 409,
    "idempotency_in_progress": 409,
    "precondition_failed": 412,
    "body_too_large": 413,
    "unsupported_media_type": 415,
    "unsupported_image": 415,
    "unsupported_evidence": 415,
    "idempotency_key_reused": 422,
    "rate_limited": 429,
    "internal_error": 500,
    "unavailable": 503,
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a request: where, what, and what would be right.

    `pointer` is a parameter's name, or an RFC 6901 pointer into a body.
    """

    pointer: str
    code: str
    message: Message
    values: dict = field(default_factory=dict)
    suggestion: str | None = None
    where: str = "query"

    def as_json(self, language: str) -> dict:
        return {
            "in": self.where,
            "pointer": clip(self.pointer),
            "code": self.code,
            "detail": say(self.message, language, **self.values),
            "suggestion": self.suggestion,
        }


class Problem(Exception):
    """A refusal with a code of the contract; all faults of a request at once."""

    def __init__(
        self,
        code: str,
        *,
        detail: str | None = None,
        values: dict | None = None,
        faults: list[Fault] | None = None,
        headers: dict[str, str] | None = None,
        members: dict[str, Any] | None = None,
    ):
        super().__init__(code)
        self.code = code
        self.members = members or {}  # beside those every problem has
        self.detail = detail or code
        self.values = values or {}
        self.faults = faults or []
        self.headers = headers or {}


def invalid(faults: list[Fault]) -> Problem:
    if len(faults) == 1:
        return Problem("validation_failed", detail="one_parameter", faults=faults)
    return Problem(
        "validation_failed",
        detail="parameters",
        values={"count": len(faults)},
        faults=faults,
    )


def fault(
    pointer: str,
    key: str,
    *,
    code: str | None = None,
    suggestion: str | None = None,
    where: str = "query",
    **values,
) -> Fault:
    """A fault told by the message `key`, of a query parameter if not said otherwise."""
    return Fault(pointer, code or key, ERRORS[key], values, suggestion, where)


def closest(word: str, known) -> str | None:
    """What the caller probably meant."""
    word, known = word[:80].lower(), [str(k) for k in known]
    matches = get_close_matches(word, known, 1, 0.7)
    part_of = (k for k in known if len(word) > 2 and word in k)
    return matches[0] if matches else next(part_of, None)


CHALLENGE = {"WWW-Authenticate": "Bearer"}


def _member(pointer: str, key: str, code: str = "invalid", **values: Any) -> Problem:
    """`validation_failed` for one member of a body, told by the message `key`."""
    found = fault(pointer, key, code=code, where="body", **values)
    return Problem("validation_failed", detail="one_member", faults=[found])


def _weak_password(error: accounts.WeakPassword) -> Problem:
    """Django's own words, which its validators translate."""
    verbatim = Message("{text}", "{text}")
    faults = [
        Fault("/password", "invalid", verbatim, {"text": text}, where="body")
        for text in error.messages
    ]
    return Problem("validation_failed", detail="one_member", faults=faults)


def limited(seconds: float) -> Problem:
    """Too often: when to come back."""
    whole = max(1, round(seconds))
    return Problem(
        "rate_limited",
        values={"seconds": whole},
        headers={"Retry-After": str(whole)},
    )


def lack_fault(lack) -> Fault:
    """What a product lacks, at its member."""
    return fault(
        lack.pointer,
        lack.reason,
        code="required",
        where="body",
        suggestion=lack.suggestion,
        value=lack.subject,
    )


def _members(faults: list[Fault]) -> Problem:
    """`validation_failed` for several members of a body."""
    return Problem(
        "validation_failed",
        detail="one_member" if len(faults) == 1 else "members",
        values={"count": len(faults)},
        faults=faults,
    )


def answer_fault(found: AnswerFault) -> Fault:
    known = {
        *("required", "not_found", "not_a_choice", "duplicate"),
        *("too_small", "too_large"),
    }
    return fault(
        f"/answers/{found.place}/{found.member}",
        found.reason,
        code=found.reason if found.reason in known else "invalid",
        suggestion=found.suggestion,
        where="body",
        **found.values,
    )


def _plot_fault(found: PlotFault) -> Fault:
    codes = {
        "plot_area_required": "required",
        "plot_positions": "too_long",
        "plot_positions_together": "too_long",
        "plot_twice": "duplicate",
        "plot_too_large": "too_large",
    }
    code = codes.get(found.reason, "invalid")
    return fault(found.pointer, found.reason, code=code, where="body", **found.values)


def _refusal_fault(found: enquiries.Refusal) -> Fault:
    """What cannot be of an enquiry or a quote, at its member."""
    reason, value = found.reason, found.value
    code = _REFUSAL_CODES.get(reason, "invalid")
    values: dict[str, Any] = {"value": value, "limit": value}
    if reason == "required":
        values["name"] = found.pointer.rpartition("/")[2]
    if reason.endswith("_not_found"):
        values["what"], code = reason.removesuffix("_not_found"), "not_found"
        reason = "not_found"
    return fault(
        found.pointer,
        reason,
        code=code,
        suggestion=found.suggestion,
        where="body",
        **values,
    )


# Of what a room of enquiries refuses: the code that clients know already.
_REFUSAL_CODES = {
    "required": "required",
    "past": "too_small",
    "before_first_day": "too_small",
    "too_far": "too_large",
    "not_yet": "too_large",
    "closed_too_long": "too_large",
    "total_too_large": "too_large",
}


def _certificate_fault(found: readiness.CertificateFault) -> Fault:
    """A code that clients know already, where one says it."""
    known = {"required", "not_found", "too_small", "too_large"}
    code = found.reason if found.reason in known else "invalid"
    return fault(found.pointer, found.reason, code=code, where="body", **found.values)


# What the domain refuses with, and what that is to a caller: a code, or a function
# that makes the problem where its facts are told too. One row for each domain error.
DOMAIN: dict[type[Exception], str | Callable[[Any], Problem]] = {
    Stale: "precondition_failed",
    accounts.TokenInvalid: lambda _: Problem("token_invalid", headers=CHALLENGE),
    accounts.TokenExpired: lambda _: Problem("token_expired", headers=CHALLENGE),
    accounts.WrongCredentials: lambda _: Problem(
        "authentication_required", detail="wrong_credentials", headers=CHALLENGE
    ),
    accounts.SecondFactorRequired: lambda error: Problem(
        "second_factor_required", headers=CHALLENGE, members={"ticket": error.ticket}
    ),
    accounts.EmailNotVerified: "email_not_verified",
    accounts.AccountSuspended: "account_suspended",
    accounts.WeakPassword: _weak_password,
    accounts.WrongCode: lambda _: _member("/code", "wrong_code"),
    accounts.LinkInvalid: lambda _: Problem("gone", detail="link_invalid"),
    accounts.SetupInvalid: lambda _: _member("/setup", "setup_invalid"),
    accounts.SecondFactorState: lambda error: Problem(
        "invalid_state", detail=f"second_factor_{error}"
    ),
    accounts.TooManyAttempts: lambda error: limited(error.seconds),
    accounts.TooManyKeys: lambda _: Problem("conflict", detail="too_many_keys"),
    buyers.CompanyUnnamed: lambda _: _member(
        "/company/name", "required", code="required", name="name"
    ),
    buyers.TooManyFavourites: lambda error: Problem(
        "conflict", detail="too_many_favourites", values={"limit": error.limit}
    ),
    buyers.TooManySavedSearches: lambda error: Problem(
        "conflict", detail="too_many_saved_searches", values={"limit": error.limit}
    ),
    enquiries.InvalidState: lambda error: Problem(
        "invalid_state",
        detail="state",
        values={"state": error.status},
        members={"allowed_actions": [str(verb) for verb in error.allowed]},
    ),
    enquiries.NotYours: "permission_denied",
    enquiries.QuoteExpired: "quote_expired",
    enquiries.Overtaken: lambda _: Problem("conflict", detail="overtaken"),
    enquiries.Refused: lambda error: _members(
        [_refusal_fault(found) for found in error.refusals]
    ),
    enquiries.ClosedDaysBegun: lambda _: Problem(
        "invalid_state", detail="closed_days_begun"
    ),
    enquiries.TooManyEnquiries: lambda error: limited(error.seconds),
    enquiries.LinkInvalid: lambda _: Problem("gone", detail="link_invalid"),
    enquiries.TooMany: lambda error: Problem(
        "conflict", detail=f"too_many_{error.what}", values={"limit": error.limit}
    ),
    sellers.AlreadyMember: lambda _: Problem("conflict", detail="already_member"),
    sellers.LastOwner: lambda _: Problem("conflict", detail="last_owner"),
    sellers.InvitationInvalid: lambda _: Problem("gone", detail="link_invalid"),
    sellers.TooManyInvitations: lambda _: Problem(
        "conflict", detail="too_many_invitations"
    ),
    sellers.NibTaken: lambda _: Problem(
        "conflict", faults=[fault("/nib", "nib_taken", code="duplicate", where="body")]
    ),
    sellers.InvalidSellerState: lambda error: Problem(
        "invalid_state", detail="state", values={"state": error.state}
    ),
    reviews.AlreadyDecided: lambda error: Problem(
        "invalid_state", detail="decided", values={"status": error.status}
    ),
    reviews.NoteRequired: lambda _: Problem(
        "validation_failed",
        detail="members",
        values={"count": 2},
        faults=[
            fault("/reason", "required", where="body", name="reason"),
            fault("/note/id", "required", where="body", name="id"),
        ],
    ),
    products.UnsupportedImage: "unsupported_image",
    products.ImageTooLarge: lambda _: _member(
        "/file", "image_too_large", code="image_too_large"
    ),
    products.DecodersBusy: lambda _: Problem(
        "unavailable", headers={"Retry-After": "5"}
    ),
    products.InvalidState: lambda error: Problem(
        "invalid_state", detail="state", values={"state": error.state}
    ),
    products.IncompleteProduct: lambda error: Problem(
        "validation_failed",
        detail="incomplete",
        values={"count": len(error.missing)},
        faults=[lack_fault(lack) for lack in error.missing],
    ),
    products.DuplicateSku: lambda error: Problem(
        "duplicate_sku",
        values={"sku": error.sku},
        faults=[fault(error.pointer, "duplicate", where="body", value=error.sku)],
    ),
    products.UnknownVariant: lambda error: _member(
        error.pointer,
        "not_found",
        code="not_found",
        what="variant",
        value=error.variant_id,
    ),
    products.TooManyImages: lambda error: Problem(
        "conflict", detail="too_many_images", values={"limit": error.limit}
    ),
    products.QuotaExceeded: lambda error: Problem(
        "conflict", detail="quota", values={"limit": error.limit // 1024**2}
    ),
    readiness.UnsupportedEvidence: "unsupported_evidence",
    readiness.RefusedAnswers: lambda error: _members(
        [answer_fault(found) for found in error.faults]
    ),
    UnknownMarket: lambda error: Problem(
        "not_found", values={"path": f"market {error.market}"}
    ),
    readiness.NothingToShow: lambda _: Problem(
        "invalid_state", detail="nothing_to_show"
    ),
    InvalidPlots: lambda error: _members(
        [_plot_fault(found) for found in error.faults]
    ),
    readiness.InvalidCertificate: lambda error: Problem(
        "validation_failed",
        detail="one_member" if len(error.faults) == 1 else "members",
        values={"count": len(error.faults)},
        faults=[_certificate_fault(found) for found in error.faults],
    ),
    readiness.RefusedBefore: lambda _: Problem("conflict", detail="refused_before"),
    readiness.TooManyCertificates: lambda error: Problem(
        "conflict", detail="too_many_certificates", values={"limit": error.limit}
    ),
    readiness.NotEditable: lambda error: Problem(
        "invalid_state", detail=f"certificate_{error.status}"
    ),
    readiness.NotRevocable: lambda error: Problem(
        "invalid_state", detail="not_verified", values={"status": error.status}
    ),
    readiness.PlotsMissing: lambda error: Problem(
        "invalid_state",
        detail="plots_missing",
        values={"count": len(error.product_ids)},
    ),
}


def domain_problem(error: Exception) -> Problem | None:
    """By the table; None for what no room raised."""
    made = DOMAIN.get(type(error))
    return Problem(made) if isinstance(made, str) else made and made(error)


def answer(request, problem: Problem) -> HttpResponse:
    """The problem as an answer to `request`."""
    language = languages.of_request(request)
    status = STATUS[problem.code]
    detail = DETAILS.get(problem.detail)
    body = {
        "type": f"/v1/problems/{problem.code}",
        "title": say(TITLES[problem.code], language),
        "status": status,
        "code": problem.code,
        "detail": say(detail, language, **problem.values) if detail else None,
        "instance": _reference(request.path),
        "request_id": logs.request_id.get(),
        "errors": [f.as_json(language) for f in problem.faults],
        **problem.members,
    }
    if body["detail"] is None:
        body["detail"] = body["title"]
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type="application/problem+json",
    )
    response["Content-Language"] = language
    response["Cache-Control"] = (
        "public, max-age=60"
        if status in {404, 410}
        and request.method in {"GET", "HEAD"}
        and "HTTP_AUTHORIZATION" not in request.META
        else "no-store"
    )
    if not request.GET.get("lang"):
        response["Vary"] = "Accept-Language"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def _reference(path: str) -> str:
    """The path as a URI reference, 500 characters at most, no escape cut in two."""
    return re.sub(r"%.?\Z", "", quote(path)[:500])


def problem_response(error: Exception, context: dict) -> HttpResponse:
    """DRF's exception handler."""
    request = context["request"]._request
    problem = _problem_of(error, request, context)
    if problem.code == "internal_error":
        log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(request, problem)


def _problem_of(error: Exception, request, context: dict) -> Problem:
    if (known := domain_problem(error)) is not None:
        return known
    match error:
        case Problem():
            return error
        case Http404() | exceptions.NotFound():
            return not_found(request)
        case exceptions.MethodNotAllowed():
            return wrong_method(request, ", ".join(context["view"].allowed_methods))
        case exceptions.NotAcceptable():
            offered = [r.media_type for r in context["view"].renderer_classes]
            return Problem("not_acceptable", values={"offered": ", ".join(offered)})
        case exceptions.Throttled():
            return limited(getattr(error, "wait", None) or 1)
        case exceptions.ParseError():
            return Problem("malformed_body")
        case exceptions.UnsupportedMediaType():
            return Problem("unsupported_media_type")
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return Problem(
                "authentication_required", headers={"WWW-Authenticate": "Bearer"}
            )
        case PermissionDenied() | exceptions.PermissionDenied():
            return Problem("permission_denied")
        case RequestDataTooBig():
            return Problem("body_too_large")
        case SuspiciousOperation():
            return Problem("validation_failed", detail="bad_request")
        case ObjectDoesNotExist():
            return not_found(request)  # it went while it was asked for
        case OperationalError() | InterfaceError():
            log.error("The database did not answer", exc_info=error)
            return Problem("unavailable", headers={"Retry-After": "5"})
        case RedisError():  # what cannot be counted is not let in
            log.error("The shared cache did not answer", exc_info=error)
            return Problem("unavailable", headers={"Retry-After": "5"})
    return Problem("internal_error")


def not_found(request) -> Problem:
    """A 404 that says what was probably meant, where a slash is all that is wrong."""
    path = request.path[:200]
    bare = path.rstrip("/")
    if path.startswith("/v1/") and bare != path:
        return Problem(
            "not_found",
            detail="not_found_suggestion",
            values={"path": path, "suggestion": bare},
        )
    return Problem("not_found", values={"path": path})


def reads_only(view):
    """GET and HEAD only, for plain views: any other method is a problem too."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        return answer(request, wrong_method(request, "GET, HEAD"))

    return checked


def wrong_method(request, allowed: str) -> Problem:
    return Problem(
        "method_not_allowed",
        values={"method": request.method, "allowed": allowed},
        headers={"Allow": allowed},
    )


def handler404(request, exception) -> HttpResponse:
    return answer(request, not_found(request))


def handler400(request, exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return answer(request, Problem("body_too_large"))
    detail = "bad_host" if isinstance(exception, DisallowedHost) else "bad_request"
    return answer(request, Problem("validation_failed", detail=detail))


def handler403(request, exception) -> HttpResponse:
    return answer(request, Problem("permission_denied"))


def handler500(request) -> HttpResponse:
    return answer(request, Problem("internal_error"))
