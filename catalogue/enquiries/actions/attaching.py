"""Files in a thread: sent first, then named by a message. Private.

prepared = evidence.prepare(data)  # before any transaction: it may take seconds
with attaching.keeping(prepared) as file_id:
    with transaction.atomic():
        attaching.attach(file_id, prepared, …)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.http import content_disposition_header

from catalogue.enquiries.actions import moving
from catalogue.enquiries.errors import TooMany
from catalogue.enquiries.models import Attachment, Enquiry
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Verb
from catalogue.identifiers import uuid7
from catalogue.journal.jobs import enqueue
from catalogue.products.actions.files import private
from catalogue.readiness.actions.evidence import Prepared

DROP = "enquiries.drop_attachment"
FOLDER = "enquiries/attachments"
EXTENSIONS = {"pdf": "pdf", "picture": "jpg"}
ADDRESS_SECONDS = 10 * 60  # an address of a file is good for ten minutes
NAME_SAVED = 60  # characters of a file's name: addresses hold it
MOST_IN_A_THREAD = 50  # of one side: neither fills it up for the other
UNUSED = timedelta(hours=24)  # a file that no message names is dropped
STRAY = timedelta(days=1)  # a file without a row: its request failed long ago


def name_of(attachment_id: UUID, kind: str) -> str:
    """In private storage."""
    return f"{FOLDER}/{attachment_id}.{EXTENSIONS[kind]}"


def address(attachment: Attachment) -> str:
    """For whoever holds it, ten minutes. A PDF is saved by browsers, never shown; under
    the name that its sender gave it."""
    is_pdf = attachment.kind == Attachment.Kind.PDF
    stem = PurePosixPath(attachment.name).stem[:NAME_SAVED] or str(attachment.pk)
    name = f"{stem}.{EXTENSIONS[attachment.kind]}"
    saved = content_disposition_header(is_pdf, name)
    storage: Any = private()  # what private storages take beside a name
    url = storage.url(
        name_of(attachment.pk, attachment.kind),
        parameters={
            "ResponseContentDisposition": saved,
            "ResponseContentType": "application/pdf" if is_pdf else "image/jpeg",
            "ResponseCacheControl": "no-store",
        },
        expire=ADDRESS_SECONDS,
    )
    return f"{settings.PUBLIC_URL}{url}" if url.startswith("/") else url


@contextmanager
def keeping(prepared: Prepared) -> Iterator[UUID]:
    """A file kept under the id this gives, for as long as `attach` makes its row."""
    file_id = uuid7()
    private().save(name_of(file_id, prepared.kind), ContentFile(prepared.data))
    try:
        yield file_id
    except BaseException:
        private().delete(name_of(file_id, prepared.kind))
        raise


def check_room(*, enquiry_id: UUID, actor: Actor) -> None:
    """May this side put one more into the thread, as it stands? Before the work.

    Raises `InvalidState`, `NotYours`, `TooMany`.
    """
    enquiry = Enquiry.objects.select_related("seller", "outcome").get(pk=enquiry_id)
    _check(enquiry, actor)


def _check(enquiry: Enquiry, actor: Actor) -> None:
    moving.check(enquiry, Verb.REPLY, actor)
    if enquiry.attachments.filter(side=actor.side).count() >= MOST_IN_A_THREAD:
        raise TooMany("attachments", MOST_IN_A_THREAD)


@transaction.atomic
def attach(
    file_id: UUID, prepared: Prepared, *, enquiry_id: UUID, actor: Actor, name: str
) -> Attachment:
    """Put a file into the thread, for the next message of this side to name.

    Raises `InvalidState`, `NotYours`, `TooMany`.
    """
    enquiry = moving.locked(enquiry_id)
    _check(enquiry, actor)
    return Attachment.objects.create(
        pk=file_id,
        enquiry=enquiry,
        side=actor.side,
        kind=str(prepared.kind),
        name=name,
        size_bytes=len(prepared.data),
    )


@transaction.atomic
def drop_unused() -> int:
    """Rows that no message came to name; their files go after the commit.

    One that a message is naming just now is left to it.
    """
    unused = Attachment.objects.filter(message__isnull=True)
    old = unused.filter(created_at__lt=timezone.now() - UNUSED)
    found = list(old.select_for_update(skip_locked=True))
    for attachment in found:
        enqueue(DROP, f"{attachment.pk} {attachment.kind}")
    gone, _ = unused.filter(pk__in=[attachment.pk for attachment in found]).delete()
    return gone


def drop(attachments: list[Attachment]) -> int:
    """These rows, and their files once it is committed."""
    for attachment in attachments:
        enqueue(DROP, f"{attachment.pk} {attachment.kind}")
        attachment.delete()
    return len(attachments)


def strays() -> list[str]:
    """Subjects of `drop_file`: files that no row names, a day old and more.

    `keeping` ends before its caller's transaction does, which may come to nothing.
    """
    long_ago = timezone.now() - STRAY
    try:
        names = private().listdir(FOLDER)[1]
    except FileNotFoundError:
        return []
    found = {
        UUID(name.partition(".")[0]): name
        for name in names
        if private().get_modified_time(f"{FOLDER}/{name}") < long_ago
    }
    named = Attachment.objects.filter(pk__in=found).values_list("pk", flat=True)
    kinds = {extension: kind for kind, extension in EXTENSIONS.items()}
    return [
        f"{pk} {kinds[found[pk].rpartition('.')[2]]}"
        for pk in sorted(found.keys() - set(named))
    ]


def drop_file(subject: str) -> None:
    """Unless a row names it. Repeating is harmless."""
    ident, kind = subject.split()
    if not Attachment.objects.filter(pk=ident).exists():
        private().delete(name_of(UUID(ident), kind))
