"""What keeps machines and double clicks out of our own forms.

A form carries a signed mark of when it was made, and a field that people do not see.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import QueryDict

from catalogue.journal.models import IdempotencyKey

SALT = "enquiry page form"
TRAP = "leave_empty"
LEAST_SECONDS = 2  # nobody reads and answers sooner


def new_mark() -> str:
    return _signer().sign(secrets.token_urlsafe(12))


def hindrance(data: QueryDict) -> str:
    """Why this form is not taken as it is; empty where it is. The person behind it, if
    there is one, presses the button once more."""
    if data.get(TRAP):
        return "trap"
    mark = data.get("mark", "")
    try:
        _signer().unsign(mark)
    except signing.BadSignature:
        return "stale"
    try:
        _signer().unsign(mark, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return ""
    return "too_quick"


def mark_of(data: QueryDict) -> str:
    """That of a form which comes back, or a new one where it has none of ours."""
    is_ours = hindrance(data) in {"", "too_quick"}
    return str(data["mark"]) if is_ours else new_mark()


def made_at(data: Mapping[str, Any]) -> datetime | None:
    """When the form was made; None where its mark is none of ours."""
    mark = data.get("mark", "")
    try:
        _signer().unsign(mark)
    except signing.BadSignature:
        return None
    seconds = signing.b62_decode(mark.split(":")[-2])
    return datetime.fromtimestamp(seconds, tz=UTC)


def is_first(data: QueryDict, *, reader: str, enquiry_id: UUID, about: UUID) -> bool:
    """Whether this very form was not taken before: a double click is not sent twice.

    Inside the transaction of what it does; a second one waits for the first.
    """
    known = _known_by(data, reader, enquiry_id)
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(
                **known, body_digest=known["key_digest"], about=about
            )
    except IntegrityError:
        return False
    return True


def was_taken(data: QueryDict, *, reader: str, enquiry_id: UUID) -> bool:
    """Whether this very form was: what it did may forbid to do it again."""
    known = _known_by(data, reader, enquiry_id)
    return IdempotencyKey.objects.filter(**known).exists()


def _known_by(data: QueryDict, reader: str, enquiry_id: UUID) -> dict[str, str]:
    said = sorted((name, values) for name, values in data.lists() if name != TRAP)
    return {
        "caller": f"page {reader}",
        "method": "POST",
        "path": f"/enquiry/{enquiry_id}",
        "key_digest": hashlib.sha256(repr(said).encode()).hexdigest(),
    }


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT)
