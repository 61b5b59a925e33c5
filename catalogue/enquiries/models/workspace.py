from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.enquiries.models.threads import Enquiry
from catalogue.enquiries.querysets import CannedAnswerQuerySet
from catalogue.identifiers import uuid7


class CannedAnswer(models.Model):
    """A text a seller sends again and again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="canned_answers"
    )
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="4,000 characters.")
    language = models.CharField(max_length=12, help_text="BCP 47.")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CannedAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]


class BlockedSender(models.Model):
    """Whose enquiries are held, by one seller (her report) or everywhere (an officer).

    Of the address only its keyed hash is kept.
    """

    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, null=True, related_name="+"
    )
    email_mark = models.CharField(max_length=64, blank=True)
    domain = models.CharField(
        max_length=253, blank=True, help_text="Blocked by an officer, with all in it."
    )
    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "email_mark"],
                condition=Q(seller__isnull=False),
                name="sender_blocked_once_by_seller",
            ),
            models.UniqueConstraint(
                fields=["email_mark", "domain"],
                condition=Q(seller__isnull=True),
                name="sender_blocked_once",
            ),
            models.CheckConstraint(
                name="block_names_somebody",
                condition=~Q(email_mark="") | ~Q(domain=""),
            ),
        ]
