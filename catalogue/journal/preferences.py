"""What recipients want to be told, and how: read, changed, and by one click ended."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from catalogue.journal.errors import Stale
from catalogue.journal.models import ChannelName, Preferences, Topic

SALT = "journal.unsubscribe"
FREE_TEXT = timedelta(hours=24)
CODE_LETTERS = 8


def of(key: str) -> Preferences:
    """Those of a recipient; where there are none, the defaults, not stored."""
    return Preferences.objects.filter(pk=key).first() or Preferences(recipient=key)


@transaction.atomic
def change(key: str, *, expected: int | None = None, **fields: Any) -> Preferences:
    """Set columns. Another `phone` must be opted in with anew.

    Raises `Stale` where they are no longer at the version `expected`.
    """
    row = _locked(key)
    if expected is not None and row.version != expected:
        raise Stale
    if fields.get("phone", row.phone) != row.phone:
        fields |= {"opted_in_at": None, "written_at": None}
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


@transaction.atomic
def choose(key: str, topic: str, *, wanted: bool) -> None:
    """Switch a topic on or off for e-mail. Repeating is harmless."""
    if of(key).wants(topic, ChannelName.EMAIL) == wanted:
        return
    row = _locked(key)
    row.choices[topic] = {**row.choices.get(topic, {}), ChannelName.EMAIL: wanted}
    row.version += 1
    row.save()


def _locked(key: str) -> Preferences:
    Preferences.objects.bulk_create([Preferences(recipient=key)], ignore_conflicts=True)
    return Preferences.objects.select_for_update().get(pk=key)


# -- one click (RFC 8058)


def unsubscribe_link(key: str, topic: str) -> str:
    """Ends `topic` for this recipient, without a sign-in and for as long as it lies
    in a mailbox."""
    token = signing.dumps([key, topic], salt=SALT)
    return f"{settings.PUBLIC_URL}/unsubscribe/{token}"


def read_token(token: str) -> tuple[str, str] | None:
    """Recipient and topic of a link; None where it is none of ours."""
    try:
        key, topic = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return (key, topic) if topic in Topic.values else None


# -- WhatsApp


def opt_in_code(row: Preferences) -> str:
    """What the owner of a telephone sends from it, so that nobody else opts her in."""
    told = salted_hmac("whatsapp opt-in", f"{row.recipient} {row.phone}")
    return told.hexdigest()[:CODE_LETTERS].upper()


@transaction.atomic
def heard_from(phone: str, text: str, moment: datetime) -> None:
    """A message came from `phone`: it may opt in, opt out, and opens 24 hours."""
    words = text.upper().split()
    is_end = bool(words) and words[0] in {"STOP", "BERHENTI"}
    for row in Preferences.objects.select_for_update().filter(phone=phone):
        code = opt_in_code(row)
        if is_end:
            row.opted_in_at = None
        elif any(constant_time_compare(word, code) for word in words):
            row.opted_in_at = row.opted_in_at or moment
        if row.opted_in_at is not None:
            row.written_at = max(moment, row.written_at or moment)
        row.version += 1
        row.save()


def may_write_freely(key: str) -> bool:
    """Whether she wrote within 24 hours; else only approved templates may be sent.

    Meta, WhatsApp Business Messaging Policy: the customer service window.
    """
    written_at = of(key).written_at
    return written_at is not None and timezone.now() < written_at + FREE_TEXT
