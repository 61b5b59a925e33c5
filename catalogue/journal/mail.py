"""Letters: written in the change's transaction, sent by the worker after it.

A letter of `kind` is `templates/mail/{kind}.{language}.txt` of the room that sends it:
its first line is the subject.
"""

from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context
from django.template.engine import Engine

from catalogue.journal.jobs import enqueue, handles
from catalogue.journal.models import Mail
from catalogue.journal.models.queue import URGENT

JOB = "journal.send_mail"


@transaction.atomic
def write(kind: str, address: str, language: str, **values: str) -> Mail:
    """Have a letter sent once this transaction commits."""
    letter = Mail.objects.create(
        kind=kind,
        address=address,
        language=language if language in settings.CATALOGUE_LANGUAGES else "id",
        values=values,
    )
    enqueue(JOB, str(letter.pk), urgency=URGENT)
    return letter


@handles(JOB)
def send(letter_id: str) -> None:
    """Send one letter and drop it; a repeat finds nothing to do."""
    letter = Mail.objects.filter(pk=letter_id).first()
    if letter is not None:
        subject, text = render(letter)
        EmailMessage(subject, text, to=[letter.address]).send()
        letter.delete()


def render(letter: Mail) -> tuple[str, str]:
    """Subject and text: plain, so nothing in it is escaped."""
    template = Engine.get_default().get_template(
        f"mail/{letter.kind}.{letter.language}.txt"
    )
    rendered = template.render(Context(letter.values, autoescape=False))
    subject, _, text = rendered.partition("\n")
    return subject.strip(), text.strip() + "\n"


def page_link(page: str, token: str) -> str:
    """Where a letter's reader goes on: `confirm-email`, `reset-password`, …"""
    return settings.ACCOUNT_PAGE_URL.format(page=page, token=quote(token, safe=":"))
