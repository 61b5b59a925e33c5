"""What happened, what is to do, and what keeps repeats harmless."""

from catalogue.journal.models.events import (
    AuditEntry,
    Event,
    EventPayload,
    Generation,
    RetentionPass,
)
from catalogue.journal.models.queue import Job, Mail
from catalogue.journal.models.repeats import Counter, IdempotencyKey

__all__ = [
    "AuditEntry",
    "Counter",
    "Event",
    "EventPayload",
    "Generation",
    "IdempotencyKey",
    "Job",
    "Mail",
    "RetentionPass",
]
