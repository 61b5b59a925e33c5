"""Tell somebody what happened: once for each event, as she wishes to be told.

A notice of `kind` is `templates/mail/{kind}.{language}.txt` of the room that sends it;
each of `journal.channels` decides whether it carries it too. It is sent after the
commit of the change, by `journal.deliveries`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from catalogue.journal import preferences
from catalogue.journal.channels import CHANNELS
from catalogue.journal.jobs import enqueue
from catalogue.journal.models import Job, Notice, Preferences
from catalogue.journal.models.notices import NoticeQuerySet
from catalogue.journal.models.queue import NORMAL, URGENT

JOB = "journal.deliver"


@dataclass(frozen=True)
class Recipient:
    """`key` is `user:<uuid>` or `contact:<uuid>`: what wishes and repeats go by.

    `address` is her mailbox; where else she is reached, her wishes say.
    """

    key: str
    address: str
    language: str


@transaction.atomic(savepoint=False)
def notify(
    kind: str,
    recipient: Recipient,
    *,
    about: str,
    topic: str | None,
    concerning: UUID | None = None,
    not_before: datetime | None = None,
    **values: Any,
) -> None:
    """Have `recipient` told of `about` once this transaction commits.

    `about` names the event (`message 0193…`): a repeat for the same kind and recipient
    is silently nothing. `topic` None is always sent and at any hour; otherwise what
    she switched off is kept as suppressed, and quiet hours are waited for. `values`
    fill the template; a value `link`, or one whose name ends in `_link`, may be a
    button. `concerning` is the submission that the words are of: `forget_about`.
    """
    wishes = preferences.of(recipient.key)
    later = wishes.quiet_at(not_before or timezone.now()) if topic else None
    for name, channel in CHANNELS.items():
        notice = Notice(
            kind=kind,
            about=about,
            topic=topic or "",
            recipient=recipient.key,
            channel=name,
            language=language_of(recipient.language),
            concerning=concerning,
        )
        address = channel.address_for(notice, recipient.address, wishes)
        if address is None:
            continue
        if address:
            notice.address, notice.values = address, values
        else:
            notice.status = Notice.Status.SUPPRESSED
        _put(notice, later or not_before)


def _put(notice: Notice, later: datetime | None) -> None:
    # The constraint decides: a repeat leaves the row that is there.
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    is_new = Notice.objects.waiting().filter(pk=notice.pk).exists()
    if is_new:
        urgency = NORMAL if notice.topic else URGENT
        enqueue(JOB, str(notice.pk), urgency=urgency, not_before=later)


def reword(kind: str, recipient: Recipient, about: str, **values: Any) -> None:
    """Give what still waits other words; what was sent stays as it was."""
    told = Notice.objects.filter(kind=kind, recipient=recipient.key, about=about)
    told.waiting().update(values=values)


def settle(notice: Notice, status: Notice.Status) -> None:
    """It was sent, or is not wanted: the ledger keeps neither address nor words.

    Of a letter about an account nothing is kept: no repeat is told by it.
    """
    row = Notice.objects.filter(pk=notice.pk)
    if not notice.recipient:
        row.delete()
        return
    sent_at = timezone.now() if status == Notice.Status.SENT else None
    row.update(status=status, address="", values={}, sent_at=sent_at)


@transaction.atomic
def forget(key: str) -> None:
    """Erase a recipient: what waits for her, the ledger of it, and her wishes."""
    _drop(Notice.objects.filter(recipient=key))
    Preferences.objects.filter(pk=key).delete()


@transaction.atomic
def forget_about(submission_id: UUID) -> None:
    """Take back what waits with words of this submission, to whomever it would go.

    What was sent keeps its place in the ledger, which holds no words.
    """
    _drop(Notice.objects.waiting().filter(concerning=submission_id))


def _drop(notices: NoticeQuerySet) -> None:
    subjects: list[Any] = [str(pk) for pk in notices.values_list("pk", flat=True)]
    Job.objects.filter(kind=JOB, subject__in=subjects).delete()
    Notice.objects.filter(pk__in=subjects).delete()


def language_of(asked: str) -> str:
    """A language letters are written in."""
    return asked if asked in settings.CATALOGUE_LANGUAGES else "id"
