from django.conf import settings
from django.db import models

from catalogue.enquiries.querysets import SubmissionQuerySet
from catalogue.identifiers import uuid7


class Contact(models.Model):
    """Who asks, and how she is reached. Erasure empties it; what is counted stays.

    Shown to that buyer, to the sellers she asked once her address is proven, and to
    officers; in nobody else's lists, exports, logs or searches.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    email_mark = models.CharField(
        max_length=64, blank=True, help_text="Keyed hash of the address, to know again."
    )
    company = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164.")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1.")
    language = models.CharField(max_length=12, help_text="BCP 47; of letters to her.")
    proven_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["email_mark"], name="contact_email_mark")]

    def __str__(self):
        return str(self.pk)


class Submission(models.Model):
    """What was asked at once, of one seller or several: one Enquiry comes of each.

    `buyer` is None for a guest, until she claims it with an account.
    """

    class Purpose(models.TextChoices):
        UNSPECIFIED = "unspecified"
        SAMPLE = "sample"
        RETAIL = "retail"
        BULK = "bulk"
        DISTRIBUTION = "distribution"
        PRIVATE_LABEL = "private_label"
        OWN_USE = "own_use"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, related_name="submission"
    )
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="submissions",
    )
    purpose = models.CharField(
        max_length=13, choices=Purpose, default=Purpose.UNSPECIFIED
    )
    destination_country = models.CharField(max_length=2, blank=True)
    incoterm = models.CharField(max_length=3, blank=True, help_text="Incoterms 2020.")
    needed_on = models.DateField(null=True)
    message_mark = models.CharField(
        max_length=64, help_text="Hash of the folded text, to know it again."
    )
    suspicion = models.JSONField(
        default=list, help_text="Codes of the signs for which it is held."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["message_mark", "created_at"], name="submission_text")
        ]
