from django.db import models
from django.db.models import F, Q

from catalogue.enquiries.models.threads import Enquiry
from catalogue.enquiries.querysets import ClosedDaysQuerySet
from catalogue.identifiers import uuid7


class Timer(models.Model):
    """Something to do about one enquiry at one moment; `actions.ticking` does it.

    One that is done stays, so that nothing is told twice.
    """

    class Kind(models.TextChoices):
        EXPIRE_UNCONFIRMED = "expire_unconfirmed"
        REMIND_FIRST = "remind_first"
        REMIND_SECOND = "remind_second"
        ESCALATE = "escalate"
        TELL_BUYER = "tell_buyer"
        EXPIRE_UNANSWERED = "expire_unanswered"
        EXPIRE_SILENT = "expire_silent"
        QUOTE_EXPIRES = "quote_expires"
        NUDGE_FIRST = "nudge_first"
        NUDGE_SECOND = "nudge_second"
        NUDGE_THIRD = "nudge_third"

    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.CASCADE, related_name="timers", db_index=False
    )
    kind = models.CharField(max_length=18, choices=Kind)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "kind"], name="timer_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(done_at__isnull=True), name="timer_due"
            )
        ]


class ClosedDays(models.Model):
    """Days on which a seller's clock stands: a feast, a journey, an illness."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="closed_days"
    )
    from_on = models.DateField()
    until_on = models.DateField(help_text="Inclusive.")
    clock_stops_on = models.DateField(
        null=True,
        editable=False,
        help_text="Where it had begun when it was declared: the day after.",
    )
    reason = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClosedDaysQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "id"]
        verbose_name_plural = "closed days"
        constraints = [
            models.CheckConstraint(
                name="closed_days_in_order",
                condition=Q(until_on__gte=F("from_on")),
            )
        ]
