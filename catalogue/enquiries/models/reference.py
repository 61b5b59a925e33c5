from django.db import models
from django.db.models import Q

from catalogue.enquiries.places import PortFact
from catalogue.reference.models import ReferenceRow


class PublicHoliday(ReferenceRow):
    """A day off of the whole country, by decree of three ministers each year.

    Whether it stops the clock of answers is said by `stops_clock` alone: national
    holidays do, days of joint leave do not, since private firms agree on them or not
    (circular of the Minister of Manpower); officers may think otherwise of a day.
    """

    class Kind(models.TextChoices):
        NATIONAL = "national"
        JOINT_LEAVE = "joint_leave"

    on = models.DateField(unique=True)
    name = models.JSONField()
    kind = models.CharField(max_length=11, choices=Kind)
    stops_clock = models.BooleanField(
        help_text="The time in which a seller has to answer stands still."
    )
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=6, help_text="high, medium or low")

    class Meta:
        ordering = ["on"]

    def __str__(self):
        return self.on.isoformat()


class Port(ReferenceRow):
    """A place through which goods of Lampung leave: seaport, airport, rail terminal."""

    class Kind(models.TextChoices):
        PORT = "port"
        AIRPORT = "airport"
        RAIL = "rail"

    code = models.CharField(max_length=5, primary_key=True, help_text="UN/LOCODE.")
    name = models.JSONField()
    kind = models.CharField(max_length=7, choices=Kind)
    regency = models.ForeignKey(
        "sellers.Regency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ports",
        help_text="Where it is in Lampung; empty for any other province.",
    )
    province = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)
    confidence = models.CharField(max_length=6, help_text="high, medium or low")

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code

    def fact(self) -> PortFact:
        """What places are checked against: on papers its English name, without more."""
        english = self.name["en"]
        proper = english.partition(",")[0].partition(" (")[0]
        names = (proper, english, self.name["id"])
        return PortFact(self.code, names, self.kind, self.regency_id is not None)


class ExchangeRate(models.Model):
    """What one unit of a currency was worth on a day. None is shipped.

    Only ever used to compare quotes, marked as indicative.
    """

    currency = models.CharField(max_length=3, help_text="ISO 4217, never IDR.")
    on = models.DateField()
    idr_per_unit = models.DecimalField(
        max_digits=18, decimal_places=6, help_text="Rupiah for one unit."
    )
    source = models.CharField(
        max_length=200, help_text="Who published it: `Bank Indonesia, kurs tengah`."
    )

    class Meta:
        ordering = ["-on", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "on"], name="exchange_rate_once_a_day"
            ),
            models.CheckConstraint(
                name="exchange_rate_positive", condition=Q(idr_per_unit__gt=0)
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self) -> str:
        """`USD:2026-11-27`."""
        return f"{self.currency}:{self.on}"
