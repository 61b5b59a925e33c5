"""`Idempotency-Key`: the same request again gives the same answer (contract, rule 17).

The key's row is written in the transaction of what the request does, so an answer that
was given is kept, and one that was not given left nothing. A second request with the
same key waits at the row until the first is done.

A view may also have a request without a key known again for a while: see
`without_key`.
"""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from api.errors import Problem, fault, invalid
from catalogue.journal.models import IdempotencyKey

KEY = re.compile(r"[\x21-\x7e]{16,64}")
KEYLESS_LIFE = timedelta(minutes=10)
KEPT_HEADERS = ["Location", "ETag", "Content-Language"]


@dataclass(frozen=True)
class Repeat:
    """One request by which an earlier one like it is found."""

    key: str
    caller: str
    method: str
    path: str
    body_digest: str
    life: timedelta
    acts_for: str = ""

    @property
    def identity(self) -> dict[str, str]:
        """Whoever acts for another business or regency since is another caller."""
        known_by = f"{self.key} {self.acts_for}".strip()
        return {
            "caller": self.caller,
            "method": self.method,
            "path": self.path[:500],
            "key_digest": hashlib.sha256(known_by.encode()).hexdigest(),
        }

    @property
    def box(self) -> Fernet:
        derived = HKDF(SHA256(), length=32, salt=None, info=b"kept answer").derive(
            self.key.encode()
        )
        return Fernet(base64.urlsafe_b64encode(derived))


def of_request(request, acts_for: str) -> Repeat | None:
    """None without a key. Raises a `Problem` for a malformed one."""
    key = request._request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise invalid([fault("Idempotency-Key", "key", code="invalid", where="header")])
    return _repeat(request, key, settings.IDEMPOTENCY_KEY_LIFE, acts_for)


def without_key(request, guest: str) -> Repeat:
    """The same whole body from the same caller within ten minutes: a double click.

    `guest` tells one guest from another: her address. The key is made of both, and of
    the server's secret, so that nobody makes it of the row.
    """
    caller = f"{caller_of(request)} {guest if request.auth is None else ''}"
    body = json.dumps(_members(request.data), sort_keys=True)
    key = salted_hmac("repeat", f"{caller}\n{body}", algorithm="sha256").hexdigest()
    return _repeat(request, key, KEYLESS_LIFE)


def _repeat(request, key: str, life: timedelta, acts_for: str = "") -> Repeat:
    return Repeat(
        key=key,
        caller=caller_of(request),
        method=request.method,
        path=request.path,
        body_digest=fingerprint(request.data, key),
        life=life,
        acts_for=acts_for,
    )


def caller_of(request) -> str:
    """A person, whatever token she has; an enquiry's token; or `guest`."""
    if request.user is not None:
        return str(request.user.pk)
    return "guest" if request.auth is None else f"token {request.auth.pk}"


def fingerprint(data, key: str) -> str:
    """Of the parsed members; of files, their bytes.

    Keyed with what is not kept: a body may hold a password, which nobody shall guess
    from the row.
    """
    text = json.dumps(_members(data), sort_keys=True, separators=(",", ":"))
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def _members(data):
    if hasattr(data, "lists"):
        return {name: [_plain(v) for v in values] for name, values in data.lists()}
    return data


def _plain(value):
    if isinstance(value, UploadedFile):
        value.seek(0)
        digest = hashlib.sha256(value.read()).hexdigest()
        value.seek(0)
        return f"file {digest}"
    return value


def find(repeat: Repeat) -> HttpResponse | None:
    """The answer kept for this key. Raises where it was for another body."""
    oldest = timezone.now() - repeat.life
    row = IdempotencyKey.objects.filter(**repeat.identity).first()
    if row is None:
        return None
    if row.created_at < oldest:
        row.delete()
        return None
    if row.body_digest != repeat.body_digest:
        raise Problem("idempotency_key_reused")
    kept = json.loads(repeat.box.decrypt(bytes(row.sealed_answer)))
    response = HttpResponse(
        kept["body"].encode(), status=kept["status"], content_type=kept["type"]
    )
    for name, value in kept["headers"].items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response


def claim(repeat: Repeat) -> IdempotencyKey | None:
    """Take the key for this transaction; None where another has kept an answer.

    Waits for another transaction that holds it; past the lock timeout that is
    `idempotency_in_progress`.
    """
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(
                **repeat.identity, body_digest=repeat.body_digest
            )
    except IntegrityError:
        return None
    except OperationalError:
        raise in_progress() from None


def in_progress() -> Problem:
    return Problem("idempotency_in_progress", headers={"Retry-After": "5"})


def keep(
    row: IdempotencyKey,
    repeat: Repeat,
    response: HttpResponse,
    about: UUID | None = None,
) -> None:
    """Seal the answer beside the key. `about`: whose erasure deletes it."""
    kept = {
        "status": response.status_code,
        "type": response["Content-Type"] if response.content else "application/json",
        "body": response.content.decode(),
        "headers": {n: response[n] for n in KEPT_HEADERS if n in response},
    }
    row.sealed_answer = repeat.box.encrypt(json.dumps(kept).encode())
    row.about = about
    row.save(update_fields=["sealed_answer", "about"])
