"""Delete what is past its term. Nothing else deletes from the log."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from catalogue.journal.models import (
    AuditEntry,
    Counter,
    EventPayload,
    IdempotencyKey,
    Job,
    Notice,
    RetentionPass,
    Worker,
)
from catalogue.journal.notices import JOB


@transaction.atomic
def forget() -> dict[str, int]:
    """Apply the terms in the settings; how many rows of each kind went.

    Events stay as ids; their payloads go. Repeating is harmless.
    """
    now = timezone.now()
    gone = {
        "idempotency_keys": IdempotencyKey.objects.filter(
            created_at__lt=now - settings.IDEMPOTENCY_KEY_LIFE
        ).delete()[0],
        "counters": Counter.objects.filter(
            window_ends__lt=int((now - timedelta(days=1)).timestamp())
        ).delete()[0],
        "event_payloads": EventPayload.objects.filter(
            event__recorded_at__lt=now - settings.EVENT_PAYLOAD_LIFE
        ).delete()[0],
    }
    gone |= _forget_notices(now) | _forget_workers(now) | _forget_letters(now)
    before = now - settings.AUDIT_LOG_LIFE
    permit = RetentionPass.objects.create(before=before)
    gone["audit_entries"] = AuditEntry.objects.filter(recorded_at__lt=before).delete()[
        0
    ]
    permit.delete()
    return gone


def _forget_notices(now: datetime) -> dict[str, int]:
    """What could not be sent goes sooner than the ledger: it holds an address."""
    unsent = now - settings.UNSENT_NOTICE_LIFE
    Job.objects.dead().filter(kind=JOB, failed_at__lt=unsent).delete()
    return {
        "unsent_notices": Notice.objects.waiting()
        .filter(created_at__lt=unsent)
        .delete()[0],
        "notices": Notice.objects.exclude(status=Notice.Status.WAITING)
        .filter(created_at__lt=now - settings.NOTICE_LEDGER_LIFE)
        .delete()[0],
    }


def _forget_letters(now: datetime) -> dict[str, int]:
    """Those that an installation without a mail server keeps as files."""
    before = (now - settings.KEPT_LETTER_LIFE).timestamp()
    old = [p for p in settings.MAIL_DIR.glob("*") if p.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return {"kept_letters": len(old)}


def _forget_workers(now: datetime) -> dict[str, int]:
    silent = Worker.objects.filter(beat_at__lt=now - timedelta(days=1))
    return {"workers": silent.delete()[0]}
