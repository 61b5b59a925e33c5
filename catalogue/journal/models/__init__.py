"""What happened, what is to do, and what keeps repeats harmless."""

from catalogue.journal.models.events import (
    AuditEntry,
    Event,
    EventPayload,
    Generation,
    RetentionPass,
)
from catalogue.journal.models.notices import (
    ChannelName,
    Notice,
    Preferences,
    Topic,
    Zone,
)
from catalogue.journal.models.queue import Job
from catalogue.journal.models.repeats import Counter, IdempotencyKey
from catalogue.journal.models.workers import Worker

__all__ = [
    "AuditEntry",
    "ChannelName",
    "Counter",
    "Event",
    "EventPayload",
    "Generation",
    "IdempotencyKey",
    "Job",
    "Notice",
    "Preferences",
    "RetentionPass",
    "Topic",
    "Worker",
    "Zone",
]
