"""Serve public pictures where no web server or object store does it."""

import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseNotModified

from api.errors import reads_only

NAME = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}-\d{1,4}\.(webp|jpg)"
)
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@reads_only
def picture(request, name: str):
    """One rendition. Its name holds its hash, so it never changes."""
    match = NAME.fullmatch(name)
    if match is None:
        raise Http404
    tag = f'"{name.rsplit("/", 1)[1]}"'
    if request.META.get("HTTP_IF_NONE_MATCH") == tag:
        return _headed(HttpResponseNotModified(), tag)
    try:
        file = (settings.MEDIA_ROOT / name).open("rb")
    except OSError:
        raise Http404 from None
    return _headed(FileResponse(file, content_type=TYPES[match[1]]), tag)


def _headed(response, tag: str):
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["ETag"] = tag
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
