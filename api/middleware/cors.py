"""Browsers of any site may call: tokens are headers here, never cookies.

The headers are the same on every answer, whether or not an `Origin` was sent, so that
a shared cache may give one caller's answer to another without `Vary: Origin`.
"""

from django.http import HttpResponse

ALLOWED = (
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
    "Accept-Language, Request-Id"
)
EXPOSED = (
    "ETag, Link, Location, Content-Language, RateLimit, RateLimit-Policy, "
    "Retry-After, Request-Id, Deprecation, Sunset, Idempotency-Replayed"
)
PREFLIGHT_AGE = 24 * 60 * 60  # a day, in seconds


class CorsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        if not request.path_info.startswith("/v1"):
            return self.get_response(request)
        if (
            request.method == "OPTIONS"
            and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META
        ):
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = (
                "GET, HEAD, POST, PUT, PATCH, DELETE"
            )
            response["Access-Control-Allow-Headers"] = ALLOWED
            response["Access-Control-Max-Age"] = str(PREFLIGHT_AGE)
            response["Cache-Control"] = "public, max-age=86400"
        else:
            response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        return response
