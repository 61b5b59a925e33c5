"""By e-mail: plain text and HTML of one template, to one address."""

from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from catalogue.journal import letters, preferences
from catalogue.journal.channels.refusals import Undeliverable
from catalogue.journal.models import ChannelName, Notice, Preferences

PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is a permanent refusal


def address_for(notice: Notice, mailbox: str, wishes: Preferences) -> str:
    """Her mailbox; what has no topic cannot be switched off."""
    wanted = not notice.topic or wishes.wants(notice.topic, ChannelName.EMAIL)
    return mailbox if wanted else ""


def deliver(notice: Notice) -> None:
    """Hand it to the mail server. `Undeliverable` where it refuses address or letter.

    A sender it refuses is our set-up, which somebody mends: tried again.
    """
    try:
        message(notice).send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if codes and min(codes) >= PERMANENT:
            raise Undeliverable(f"The mail server refused it: {codes[0]}") from None
        raise
    except SMTPDataError as error:
        if error.smtp_code >= PERMANENT:
            code = error.smtp_code
            raise Undeliverable(f"The mail server refused it: {code}") from None
        raise


def message(notice: Notice) -> EmailMultiAlternatives:
    letter = letters.compose(notice)
    made = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[notice.address],
        headers={
            "Message-ID": message_id(notice),
            "Content-Language": notice.language,
            "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday answers
            **_list_headers(notice),
        },
    )
    made.attach_alternative(letter.html, "text/html")
    return made


def message_id(notice: Notice) -> str:
    """The same however often it is sent, so that mail systems know a repeat."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{notice.pk}@{domain or 'localhost'}>"


def _list_headers(notice: Notice) -> dict[str, str]:
    """RFC 8058, section 3; what has no topic cannot be ended."""
    if not notice.topic:
        return {}
    link = preferences.unsubscribe_link(notice.recipient, notice.topic)
    return {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
