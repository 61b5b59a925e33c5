from django.db import models
from django.db.models import Q

from catalogue.journal import clock


class EventQuerySet(models.QuerySet):
    def settled(self):
        """Events no running transaction can still come before, in commit order."""
        _, horizon = clock.generation()
        return self.filter(Q(stamp=0) | Q(stamp__lt=horizon)).order_by("stamp", "seq")


class Event(models.Model):
    """Something that happened: appended, never changed. Ids only, no contact data."""

    seq = models.BigAutoField(primary_key=True)
    stamp = models.BigIntegerField(help_text="See `journal.clock`.")
    type = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, help_text="Id or code it happened to.")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["stamp", "seq"]
        indexes = [
            models.Index(fields=["stamp", "seq"], name="event_commit_order"),
            models.Index(fields=["subject"], name="event_subject"),
        ]


class EventPayload(models.Model):
    """The members of an event beyond its subject; goes when its time is over."""

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, primary_key=True, related_name="payload"
    )
    data = models.JSONField()


class AuditEntry(models.Model):
    """Who did what to what: append-only, held so by triggers on both engines.

    Ids and changed members alone, never contact data. `retention.forget` deletes what
    is past its term, and nothing else can.
    """

    seq = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField(null=True, help_text="None: the service itself.")
    via = models.CharField(max_length=10, help_text="api, desk, command or worker.")
    request_id = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=120)
    before = models.JSONField(default=dict, help_text="Changed members alone.")
    after = models.JSONField(default=dict, help_text="The same members, now.")

    class Meta:
        ordering = ["-seq"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["subject_id", "-seq"], name="audit_subject"),
            models.Index(fields=["actor_id", "-seq"], name="audit_actor"),
        ]


class RetentionPass(models.Model):
    """While a row is here, audit entries older than `before` may be deleted.

    Written and deleted inside one transaction by `retention.forget`; the triggers
    look for it.
    """

    before = models.DateTimeField()


class Generation(models.Model):
    """The counter behind `clock.generation()`, in shards. One row is SQLite's."""

    shard = models.PositiveSmallIntegerField(primary_key=True)
    value = models.BigIntegerField(default=1)
