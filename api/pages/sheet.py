"""One page of our own as an answer: rendered, kept by nobody, framed by nobody."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from redis.exceptions import RedisError

from api.throttling import WINDOW, counted_address
from catalogue.journal import counting

log = logging.getLogger(__name__)
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# With pictures of ours: those of products that were asked for.
PICTURES = " ".join(["'self'", *settings.PICTURE_HOSTS])
PICTURE_POLICY = f"{POLICY}; img-src {PICTURES}"


def shown(
    template: str,
    language: str,
    *,
    status: int = 200,
    policy: str = POLICY,
    headers: dict[str, str] | None = None,
    **values: object,
) -> HttpResponse:
    response = SimpleTemplateResponse(
        template,
        {"indonesian": language == "id", "language": language, **values},
        status=status,
    ).render()
    response["Content-Language"] = language
    response["Content-Security-Policy"] = policy
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def seconds_to_wait(request: HttpRequest) -> int:
    """0 while this address may post another form; also where nothing can be counted,
    since a letter's link has let its reader in already."""
    try:
        counted = counting.hit(f"page {counted_address(request)}", WINDOW)
    except RedisError as error:
        log.error("The shared cache did not answer", exc_info=error)
        return 0
    return counted.seconds_left if counted.used > settings.AUTH_RATE_LIMIT else 0
