"""Private files on this machine: addresses that are signed and run out."""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404

from api.errors import reads_only

SALT = "private file"
SALT_UNTIL = "private file until"
TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "pdf": "application/pdf"}


class PrivateFiles(FileSystemStorage):
    """Files under `PRIVATE_DIR`, which nothing serves but `private_file`."""

    def __init__(self, **options):
        super().__init__(location=settings.PRIVATE_DIR, **options)

    def url(self, name, parameters=None, expire=None):
        """Good for one to two hours, the same within an hour, so that it can be kept;
        or for just `expire` seconds.

        What object storage is told in `parameters`, `document` does by itself, but for
        how it is saved, which the address holds.
        """
        if expire is not None:
            until = int(time.time()) + expire
            saved = (parameters or {}).get("ResponseContentDisposition", "")
            signed = f"{name}\n{saved}\n{until}"
            mark = signing.Signer(salt=SALT_UNTIL).signature(signed)
            query = urlencode({"saved": saved})
            return f"/private/until/{until}/{mark}/{name}?{query}"
        hour = int(time.time()) // settings.PRIVATE_URL_SECONDS
        mark = signing.Signer(salt=SALT).signature(f"{name}\n{hour}")
        return f"/private/{hour}/{mark}/{name}"


@reads_only
def private_file(request, hour: int, mark: str, name: str):
    """One private file, for whoever holds a fresh address of it."""
    _check_mark(SALT, name, hour, mark)
    now = int(time.time()) // settings.PRIVATE_URL_SECONDS
    if not now - 1 <= hour <= now:
        raise Http404
    response = _answer(name)
    response["Cache-Control"] = "private, max-age=3600"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@reads_only
def document(request, until: int, mark: str, name: str):
    """A document, until its address runs out. Nothing keeps it; a PDF is saved, as what
    is in it was never looked at."""
    saved = request.GET.get("saved", "")
    _check_mark(SALT_UNTIL, f"{name}\n{saved}", until, mark)
    if time.time() > until:
        raise Http404
    response = _answer(name)
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Disposition"] = saved or "attachment"
    return response


def _check_mark(salt: str, name: str, number: int, mark: str) -> None:
    try:
        signing.Signer(salt=salt).unsign(f"{name}\n{number}:{mark}")
    except signing.BadSignature:
        raise Http404 from None


def _answer(name: str) -> FileResponse:
    try:
        file = (settings.PRIVATE_DIR / name).open("rb")
    except OSError:
        raise Http404 from None
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    response = FileResponse(file, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
