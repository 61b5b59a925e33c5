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
        indexes = [models.Index(fields=["stamp", "seq"], name="event_commit_order")]


class Generation(models.Model):
    """The counter behind `clock.generation()`, in shards. One row is SQLite's."""

    shard = models.PositiveSmallIntegerField(primary_key=True)
    value = models.BigIntegerField(default=1)


class JobQuerySet(models.QuerySet):
    def due(self, now):
        """Jobs whose time has come and that no worker holds."""
        return self.filter(failed_at__isnull=True, run_after__lte=now).exclude(
            leased_until__gt=now
        )


class Job(models.Model):
    """Work to do after a commit, at least once: the outbox.

    Written in the transaction it belongs to. A worker leases it, runs its handler
    and deletes it; a lease that runs out (a killed worker) makes it due again.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, blank=True)
    run_after = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, help_text="Given up: needs a person.")
    last_error = models.CharField(max_length=500, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["run_after", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(leased_until__isnull=True, failed_at__isnull=True),
                name="job_waits_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["run_after", "id"],
                condition=Q(failed_at__isnull=True),
                name="job_due",
            )
        ]
