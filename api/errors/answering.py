"""Whatever was raised, as an answer; also what Django answers by itself."""

import json
import logging
import re
from functools import wraps
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
from api.errors.domain import domain_problem
from api.errors.problem import STATUS, Problem, limited
from api.messages import DETAILS, TITLES, say

log = logging.getLogger(__name__)

# The database, or the shared cache, does not answer.
AWAY = (OperationalError, InterfaceError, RedisError)


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
            taken = [one.media_type for one in context["view"].parser_classes]
            return Problem("unsupported_media_type", values={"taken": ", ".join(taken)})
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
        case _ if isinstance(error, AWAY):
            return unavailable(error)
    return Problem("internal_error")


def unavailable(error: Exception) -> Problem:
    """Of what did not answer; what cannot be counted is not let in."""
    what = "shared cache" if isinstance(error, RedisError) else "database"
    log.error("The %s did not answer", what, exc_info=error)
    return Problem("unavailable", headers={"Retry-After": "5"})


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
