"""What no view should have to see: another's host, an address or header too long."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse

from api.errors import Problem, answer, fault, invalid

WATCHED = {"/healthz", "/readyz"}
MAX_HEADER_CHARACTERS = 500
MAX_PARAMETERS = 100
HEADERS_READ = {
    "Accept": "HTTP_ACCEPT",
    "Accept-Language": "HTTP_ACCEPT_LANGUAGE",
    "If-None-Match": "HTTP_IF_NONE_MATCH",
}


class BoundsMiddleware:
    """Refuses before anything is asked of a view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        if refusal := _refusal(request):
            return answer(request, refusal)
        return self.get_response(request)


def _refusal(request) -> Problem | None:
    try:
        # Whoever watches the process asks by its address, not by its public name.
        if request.path_info not in WATCHED:
            request.get_host()
    except DisallowedHost:
        return Problem("validation_failed", detail="bad_host")
    limit = settings.MAX_URL_CHARACTERS
    if len(request.META.get("QUERY_STRING", "")) + len(request.path) > limit:
        return Problem(
            "validation_failed", detail="url_too_long", values={"limit": limit}
        )
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get(
        "CONTENT_LENGTH"
    ):
        # What is read of it would be nothing, and be told as done.
        return Problem("validation_failed", detail="no_length")
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    is_form = not request.path_info.startswith("/v1/")
    if is_form and length > settings.MAX_JSON_BODY_BYTES:
        return Problem("body_too_large")  # before any of it is spooled to disk
    if "\x00" in request.path:
        return Problem("validation_failed", detail="bad_request")
    if request.META.get("QUERY_STRING", "").count("&") >= MAX_PARAMETERS:
        # Before anything reads them: Django refuses to, and so would the answer.
        request.META["QUERY_STRING"] = ""
        return Problem("validation_failed", detail="bad_request")
    faults = [
        fault(name, "too_long", where="header", limit=MAX_HEADER_CHARACTERS)
        for name, key in HEADERS_READ.items()
        if len(request.META.get(key, "")) > MAX_HEADER_CHARACTERS
    ]
    return invalid(faults) if faults else None
