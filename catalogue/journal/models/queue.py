from django.db import models
from django.db.models import Q

URGENT, NORMAL, IDLE = 0, 5, 9


class JobQuerySet(models.QuerySet):
    def due(self, now):
        """Jobs whose time has come and that no worker holds."""
        return self.filter(failed_at__isnull=True, run_after__lte=now).exclude(
            leased_until__gt=now
        )

    def dead(self):
        """Given up: dead letters and all else that needs a person."""
        return self.filter(failed_at__isnull=False)


class Job(models.Model):
    """Work to do after a commit, at least once: the outbox.

    Written in the transaction it belongs to. A worker leases it, runs its handler
    and deletes it; a lease that runs out (a killed worker) makes it due again.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, blank=True)
    urgency = models.PositiveSmallIntegerField(
        default=NORMAL, help_text="0 goes first: somebody waits for it."
    )
    run_after = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, help_text="Given up: needs a person.")
    last_error = models.CharField(max_length=500, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["urgency", "run_after", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(leased_until__isnull=True, failed_at__isnull=True),
                name="job_waits_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["urgency", "run_after", "id"],
                condition=Q(failed_at__isnull=True),
                name="job_due",
            )
        ]
