from datetime import datetime, time

from django.db import models
from django.db.models import Q

from catalogue.identifiers import uuid7
from catalogue.journal.quiet import QuietHours, quiet_until


class Topic(models.TextChoices):
    """What a recipient may switch off. What proves or protects has none."""

    ENQUIRIES = "enquiries"
    REMINDERS = "reminders"
    SAVED_SEARCHES = "saved_searches"
    OFFICE = "office"


class ChannelName(models.TextChoices):
    """How a notice travels; each has its module in `journal.channels`."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"


class Zone(models.TextChoices):
    """The zones of Indonesia, none of which has summer time: WIB, WITA, WIT.

    Keputusan Presiden 41 of 1987, article 1.
    """

    WIB = "Asia/Jakarta"
    WITA = "Asia/Makassar"
    WIT = "Asia/Jayapura"


class NoticeQuerySet(models.QuerySet):
    def waiting(self):
        """Not sent yet, and still wanted."""
        return self.filter(status=Notice.Status.WAITING)


class Notice(models.Model):
    """One thing told to one recipient by one channel: the letters and their ledger.

    Written with the change it tells of. Until it was sent it holds an address and the
    `values` of its template, which may open an account; afterwards neither.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        SUPPRESSED = "suppressed"  # the recipient does not want it

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40, help_text="Of template: `mail/{kind}.…`.")
    about = models.CharField(max_length=120, help_text="What happened: `message 01…`.")
    topic = models.CharField(max_length=20, choices=Topic, blank=True)
    recipient = models.CharField(
        max_length=60,
        blank=True,
        help_text="`user:…` or `contact:…`; empty in letters about an account.",
    )
    channel = models.CharField(
        max_length=10, choices=ChannelName, default=ChannelName.EMAIL
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    address = models.CharField(
        max_length=254, blank=True, help_text="E-mail, or a telephone number (E.164)."
    )
    language = models.CharField(max_length=12)
    values = models.JSONField(default=dict)
    concerning = models.UUIDField(
        null=True, help_text="The submission whose erasure takes back what waits."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "about", "kind", "channel"], name="notice_once"
            ),
            models.CheckConstraint(
                name="notice_sent_has_date",
                condition=Q(status="sent", sent_at__isnull=False)
                | ~Q(status="sent") & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_keeps_no_address",
                condition=Q(status="waiting") | Q(address=""),
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="notice_age"),
            models.Index(
                fields=["concerning"],
                condition=Q(status="waiting", concerning__isnull=False),
                name="notice_concerning",
            ),
        ]


class Preferences(models.Model):
    """What a recipient wants to be told, through which channels, and when not.

    One row a recipient, made with the first wish; without one, defaults hold. Changed
    by `journal.preferences` alone.
    """

    recipient = models.CharField(max_length=60, primary_key=True)
    choices = models.JSONField(
        default=dict, help_text="By topic and channel, what differs from the default."
    )
    quiet_zone = models.CharField(max_length=20, choices=Zone, blank=True)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True, help_text="May be past midnight.")
    phone = models.CharField(max_length=16, blank=True, help_text="WhatsApp, E.164.")
    opted_in_at = models.DateTimeField(
        null=True, help_text="Asked from that phone to be written to."
    )
    written_at = models.DateTimeField(
        null=True, help_text="Her latest message: free text for 24 hours from here."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name_plural = "preferences"
        constraints = [
            models.CheckConstraint(
                name="preferences_quiet_hours_whole",
                condition=Q(
                    quiet_zone="", quiet_from__isnull=True, quiet_until__isnull=True
                )
                | Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~Q(quiet_zone=""),
            ),
            models.CheckConstraint(
                name="preferences_opted_in_has_phone",
                condition=Q(opted_in_at__isnull=True) | ~Q(phone=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["phone"], condition=~Q(phone=""), name="preferences_phone"
            )
        ]

    def wants(self, topic: str, channel: str) -> bool:
        """By e-mail unless switched off; otherwise only what was switched on."""
        return self.choices.get(topic, {}).get(channel, channel == ChannelName.EMAIL)

    @property
    def quiet_hours(self) -> QuietHours | None:
        begins: time | None = self.quiet_from
        ends: time | None = self.quiet_until
        if begins is None or ends is None:
            return None
        return QuietHours(self.quiet_zone, begins, ends)

    def quiet_at(self, moment: datetime) -> datetime | None:
        """When the quiet hours end that `moment` lies in; None outside of them."""
        hours = self.quiet_hours
        return quiet_until(hours, moment) if hours else None
