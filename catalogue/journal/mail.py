"""Letters about an account: written in the change's transaction, sent after it.

A letter of `kind` is `templates/mail/{kind}.{language}.txt` of the room that sends it:
its first line is the subject.
"""

from urllib.parse import quote

from django.conf import settings
from django.db import transaction

from catalogue.identifiers import uuid7
from catalogue.journal.jobs import enqueue
from catalogue.journal.models import Notice
from catalogue.journal.models.queue import URGENT
from catalogue.journal.notices import JOB, language_of


@transaction.atomic
def write(kind: str, address: str, language: str, **values: str) -> Notice:
    """Have a letter sent once this transaction commits, whatever its reader wishes.

    Two calls are two letters: what must be told once only is a notice.
    """
    own = uuid7()
    letter = Notice.objects.create(
        id=own,
        kind=kind,
        about=str(own),
        address=address,
        language=language_of(language),
        values=values,
    )
    enqueue(JOB, str(own), urgency=URGENT)
    return letter


def page_link(page: str, token: str) -> str:
    """Where a letter's reader goes on: `confirm-email`, `reset-password`, …"""
    return settings.ACCOUNT_PAGE_URL.format(page=page, token=quote(token, safe=":"))
