"""The documentation pages and the document they show."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render

from api.errors import reads_only
from api.tags import hash_of, tag_matches

# The pages run the bundled Swagger UI and Redoc, and call this API: nothing else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src blob:; "
    "frame-ancestors 'none'; base-uri 'none'"
)


@reads_only
def openapi(request):
    """The committed document: what clients are generated from."""
    body = Path(settings.BASE_DIR / "openapi.yaml").read_bytes()
    tag = f'W/"{hash_of(body.decode())}"'
    if tag_matches(request.META.get("HTTP_IF_NONE_MATCH", ""), tag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="application/yaml; charset=utf-8")
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=3600"
    return response


@reads_only
def swagger(request):
    return _page(request, "docs/swagger.html")


@reads_only
def redoc(request):
    return _page(request, "docs/redoc.html")


def _page(request, template: str) -> HttpResponse:
    response = render(request, template)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "public, max-age=3600"
    return response
