"""Files that show what a seller claims: private, and looked into by nothing of ours.

A picture is redrawn in the bounded decoder, a PDF kept exactly as it was sent. To add
one:

    prepared = evidence.prepare(data)  # before any transaction: it may take seconds
    with evidence.keeping(prepared) as file_id:
        with transaction.atomic():
            file = evidence.attach(file_id, seller_id, prepared)
            …  # point a row at it; `release` the file that it pointed at before

`keeping` writes the file before the row and removes it where the row does not come to
be; what a crash left over is swept up hourly.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from catalogue.identifiers import uuid7
from catalogue.journal import audit
from catalogue.journal.jobs import enqueue
from catalogue.products import decoding, quota
from catalogue.products.actions.files import private
from catalogue.products.errors import UnsupportedImage
from catalogue.products.locking import lock_sellers
from catalogue.readiness.errors import RefusedBefore, UnsupportedEvidence
from catalogue.readiness.models import Answer, Certificate, EvidenceFile

DROP = "readiness.drop_evidence"
FOLDER = "evidence"
PDF_MAGIC = b"%PDF-"
PDF_END, PDF_END_WITHIN = b"%%EOF", 1024  # bytes; readers look for it there
PDF_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
EXTENSIONS = {EvidenceFile.Kind.PDF: "pdf", EvidenceFile.Kind.PICTURE: "jpg"}
ADDRESS_SECONDS = 10 * 60  # an address of a document is good for ten minutes


@dataclass(frozen=True)
class Prepared:
    """What is kept of a file; `sha256` is of the bytes that were sent."""

    kind: EvidenceFile.Kind
    data: bytes
    sha256: str


@dataclass(frozen=True)
class Address:
    """Where a file can be fetched until `expires_at`, by whoever holds it."""

    url: str
    expires_at: datetime


def prepare(data: bytes) -> Prepared:
    """Judge a file by its content. A second or two for a photograph.

    Raises `UnsupportedEvidence` for what is no whole PDF and no readable picture,
    `ImageTooLarge`, `DecodersBusy`.
    """
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(PDF_MAGIC):
        _check_whole(data)
        return Prepared(EvidenceFile.Kind.PDF, data, digest)
    try:
        drawn = decoding.redraw(data)
    except UnsupportedImage:
        raise UnsupportedEvidence from None
    return Prepared(EvidenceFile.Kind.PICTURE, drawn, digest)


def _check_whole(pdf: bytes) -> None:
    """It has an end and something in it; more than that an officer sees."""
    if PDF_END not in pdf[-PDF_END_WITHIN:] or PDF_OBJECT.search(pdf) is None:
        raise UnsupportedEvidence


def check_not_refused(claim: Certificate | Answer, prepared: Prepared) -> None:
    """Raises `RefusedBefore` where the office turned the same bytes down for it."""
    if prepared.sha256 in claim.refused:
        raise RefusedBefore


def name_of(file_id: UUID, kind: str) -> str:
    """In private storage."""
    return f"{FOLDER}/{file_id}.{EXTENSIONS[EvidenceFile.Kind(kind)]}"


def keep(file_id: UUID, prepared: Prepared) -> None:
    """Before the row. Prefer `keeping`."""
    private().save(name_of(file_id, prepared.kind), ContentFile(prepared.data))


def drop(file_id: UUID) -> None:
    """Delete the file of this id, unless a row names it. Repeating is harmless."""
    if EvidenceFile.objects.filter(pk=file_id).exists():
        return
    for kind in EXTENSIONS:
        private().delete(name_of(file_id, kind))


@contextmanager
def keeping(prepared: Prepared) -> Iterator[UUID]:
    """A file kept under the id this gives, for as long as `attach` makes its row."""
    file_id = uuid7()
    keep(file_id, prepared)
    try:
        yield file_id
    except BaseException:
        private().delete(name_of(file_id, prepared.kind))
        raise
    drop(file_id)


@transaction.atomic
def attach(file_id: UUID, seller_id: UUID, prepared: Prepared) -> EvidenceFile:
    """The row of a file that was kept, or of the same bytes that she sent before.

    Locks the seller. Raises `QuotaExceeded`.
    """
    lock_sellers([seller_id])
    known = EvidenceFile.objects.filter(seller_id=seller_id, sha256=prepared.sha256)
    if (first := known.first()) is not None:
        return first
    quota.check_room(seller_id, len(prepared.data))
    return EvidenceFile.objects.create(
        pk=file_id,
        seller_id=seller_id,
        kind=prepared.kind,
        name=name_of(file_id, prepared.kind),
        sha256=prepared.sha256,
        size_bytes=len(prepared.data),
    )


def release(file_id: UUID | None) -> None:
    """A row no longer points at this file: it goes if none other does.

    The bytes follow once this commits.
    """
    if file_id is None:
        return
    if Certificate.objects.filter(evidence=file_id).exists():
        return
    if Answer.objects.filter(evidence=file_id).exists():
        return
    EvidenceFile.objects.filter(pk=file_id).delete()
    enqueue(DROP, str(file_id))


@quota.counted
def stored_bytes(seller_id: UUID) -> int:
    """Of all evidence of the seller."""
    held = EvidenceFile.objects.filter(seller_id=seller_id)
    return held.aggregate(total=Sum("size_bytes"))["total"] or 0


def address_of(file: EvidenceFile) -> Address:
    """Good for ten minutes. A PDF is saved by browsers, never shown by them."""
    expires_at = timezone.now() + timedelta(seconds=ADDRESS_SECONDS)
    is_pdf = file.kind == EvidenceFile.Kind.PDF
    saved = f'attachment; filename="{file.pk}.pdf"' if is_pdf else "inline"
    storage: Any = private()  # what private storages take beside a name
    url = storage.url(
        file.name,
        parameters={
            "ResponseContentDisposition": saved,
            "ResponseContentType": "application/pdf" if is_pdf else "image/jpeg",
            "ResponseCacheControl": "no-store",
        },
        expire=ADDRESS_SECONDS,
    )
    return Address(
        f"{settings.PUBLIC_URL}{url}" if url.startswith("/") else url, expires_at
    )


def open_as_officer(file: EvidenceFile) -> Address:
    """As `address_of`, written down: who opened which file of whom."""
    audit.write(
        "evidence.opened", "evidence", file.pk, after={"seller": file.seller_id}
    )
    return address_of(file)


def strays() -> list[UUID]:
    """Files, an hour old and more, that no row names."""
    long_ago = timezone.now() - timedelta(hours=1)
    try:
        names = private().listdir(FOLDER)[1]
    except FileNotFoundError:
        return []
    found = {
        UUID(name.partition(".")[0])
        for name in names
        if private().get_modified_time(f"{FOLDER}/{name}") < long_ago
    }
    named = EvidenceFile.objects.filter(pk__in=found).values_list("pk", flat=True)
    return sorted(found - set(named))
