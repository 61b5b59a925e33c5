"""Delete what is past its term. Nothing else deletes from the log."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from catalogue.journal.models import (
    AuditEntry,
    Counter,
    EventPayload,
    IdempotencyKey,
    RetentionPass,
)


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
    before = now - settings.AUDIT_LOG_LIFE
    permit = RetentionPass.objects.create(before=before)
    gone["audit_entries"] = AuditEntry.objects.filter(recorded_at__lt=before).delete()[
        0
    ]
    permit.delete()
    return gone
