"""Private files on this machine: addresses that are signed and run out."""

import time

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404

from api.errors import reads_only

SALT = "private file"
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


class PrivateFiles(FileSystemStorage):
    """Files under `PRIVATE_DIR`, which nothing serves but `private_file`."""

    def __init__(self, **options):
        super().__init__(location=settings.PRIVATE_DIR, **options)

    def url(self, name):
        """Good for one to two hours; the same within an hour, so it can be kept."""
        hour = int(time.time()) // settings.PRIVATE_URL_SECONDS
        mark = signing.Signer(salt=SALT).signature(f"{name}\n{hour}")
        return f"/private/{hour}/{mark}/{name}"


@reads_only
def private_file(request, hour: int, mark: str, name: str):
    """One private file, for whoever holds a fresh address of it."""
    now = int(time.time()) // settings.PRIVATE_URL_SECONDS
    whole = f"{name}\n{hour}:{mark}"
    try:
        signing.Signer(salt=SALT).unsign(whole)
        if not now - 1 <= hour <= now:
            raise Http404
        extension = name.rpartition(".")[2]
        file = (settings.PRIVATE_DIR / name).open("rb")
    except (signing.BadSignature, OSError):
        raise Http404 from None
    response = FileResponse(
        file, content_type=TYPES.get(extension, "application/octet-stream")
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response
