"""What every answer has: a request id, safe headers, the rate policy."""

import re

from django.conf import settings
from django.http import HttpResponse

from api import logs, throttling
from catalogue.identifiers import uuid7

WELL_FORMED_ID = re.compile(r"[A-Za-z0-9._\-]{8,64}\Z")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class AnswerMiddleware:
    """Outermost: nothing leaves without passing here."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.headers = dict(HEADERS)
        if settings.HSTS_SECONDS:
            self.headers["Strict-Transport-Security"] = (
                f"max-age={settings.HSTS_SECONDS}"
            )

    def __call__(self, request) -> HttpResponse:
        given = request.META.get("HTTP_REQUEST_ID", "")
        request_id = given if WELL_FORMED_ID.match(given) else uuid7().hex
        token = logs.request_id.set(request_id)
        try:
            response = self._answer(request)
        finally:
            logs.request_id.reset(token)
        response["Request-Id"] = request_id
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        throttling.set_headers(request, response)
        return response

    def _answer(self, request) -> HttpResponse:
        response = self.get_response(request)
        has_body = response.status_code != 304 and not response.streaming
        if request.method == "HEAD" and has_body:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response
