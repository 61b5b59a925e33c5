from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.enquiries import amounts, states
from catalogue.enquiries.models.threads import NOTE_LENGTH, Enquiry, Item
from catalogue.enquiries.querysets import QuoteQuerySet
from catalogue.enquiries.states import Side
from catalogue.identifiers import uuid7


class Quote(models.Model):
    """An offer, sent: it never changes; a later one supersedes it.

    Not an order: nothing is sold here.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"
        SUPERSEDED = "superseded"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.CASCADE, related_name="quotes", db_index=False
    )
    revision = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    code = models.CharField(
        max_length=20, unique=True, help_text="Printed on the paper, to check it by."
    )
    currency = models.CharField(max_length=3, help_text="ISO 4217, of all its prices.")
    incoterm = models.CharField(max_length=3, help_text="Incoterms 2020.")
    place = models.CharField(max_length=120, help_text="The named place.")
    valid_until_on = models.DateField(help_text="Through that whole day, Asia/Jakarta.")
    lead_time_days = models.PositiveSmallIntegerField(null=True)
    payment_terms = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=12, help_text="BCP 47, of its writer.")
    seller_name = models.CharField(
        max_length=120, help_text="When it was sent, as its paper names her."
    )
    seller_place = models.CharField(max_length=120, help_text="Her regency, likewise.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "revision"], name="quote_revision_once"
            ),
            models.UniqueConstraint(
                fields=["enquiry"],
                condition=Q(status__in=["open", "accepted"]),
                name="quote_in_force_once",
            ),
        ]

    def current_status(self, today: date) -> "Quote.Status":
        """As stored, but for one whose last day is over."""
        if self.status == self.Status.OPEN and self.valid_until_on < today:
            return self.Status.EXPIRED
        return self.Status(self.status)

    def has_run_out(self, today: date) -> bool:
        """Did it end by its last day, and not with its thread?"""
        return self.status == self.Status.EXPIRED and self.valid_until_on < today

    def public_status(self, today: date) -> "Quote.Status":
        """As anybody is told who holds its paper: what a buyer decides of it while its
        seller does not hear of her has not come to pass; of spam it is none any more.
        Wants `enquiry`."""
        if not self._was_decided_unheard:
            return self.current_status(today)
        if self.enquiry.status == states.Status.SPAM:
            return self.Status.WITHDRAWN
        if self._was_accepted_heard:
            return self.Status.ACCEPTED
        over = self.valid_until_on < today
        return self.Status.EXPIRED if over else self.Status.OPEN

    @property
    def _was_decided_unheard(self) -> bool:
        """By its buyer, since the thread is hidden. What a report or an officer takes
        back is no decision of hers."""
        thread = self.enquiry
        at, hidden_at = self.decided_at, thread.held_at
        if not thread.is_hidden or at is None or hidden_at is None or at < hidden_at:
            return False
        if self.status == self.Status.WITHDRAWN:
            told = (thread.status, thread.told_status)
            return told == (states.Status.HELD, states.Status.WITHDRAWN)
        return self.status in {self.Status.ACCEPTED, self.Status.REJECTED}

    @property
    def _was_accepted_heard(self) -> bool:
        """Before the thread was hidden; its buyer went back on it since."""
        at, hidden_at = self.enquiry.agreed_at, self.enquiry.held_at
        if at is None or hidden_at is None:
            return False
        return self.created_at <= at < hidden_at

    def seen_status(self, side: Side, today: date) -> "Quote.Status":
        """As this side of the thread is told. Wants `enquiry`."""
        if side == Side.BUYER:
            return self.current_status(today)
        return self.public_status(today)

    def seen_decided_at(self, side: Side, today: date) -> datetime | None:
        """When it became what this side is told; None while that is open."""
        told = self.seen_status(side, today)
        if told == self.Status.OPEN:
            return None
        if told == self.current_status(today):
            return self.decided_at
        return self.enquiry.agreed_at if told == self.Status.ACCEPTED else None

    @property
    def total(self) -> Decimal | None:
        """Of one choice: what is alternative to an offered line is left out.

        Wants `lines` prefetched.
        """
        lines = [
            (line.item_id, line.kind, line.unit_price, line.quantity_value)
            for line in self.lines.all()
        ]
        return amounts.of_lines(lines, self.currency)


class QuoteLine(models.Model):
    """What is offered for one item that was asked for, or in its place."""

    class Kind(models.TextChoices):
        OFFERED = "offered"
        ALTERNATIVE = "alternative"
        NOT_AVAILABLE = "not_available"

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        Item,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="None: beside what was asked for.",
    )
    kind = models.CharField(max_length=13, choices=Kind)
    product_id = models.UUIDField(null=True, help_text="Of an alternative.")
    snapshot = models.JSONField(
        null=True, help_text="That product, frozen as an Item's is."
    )
    unit_price = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    quantity_value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    quantity_unit = models.CharField(max_length=10, blank=True)
    tiers = models.JSONField(
        default=list, help_text="[{min_quantity, unit_price}], decimals as text."
    )
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "position"], name="quote_line_position"
            ),
            models.CheckConstraint(
                name="quote_line_offered_has_a_price",
                condition=Q(kind="not_available")
                | Q(unit_price__isnull=False, quantity_value__isnull=False),
            ),
        ]

    def amount_in(self, currency: str) -> Decimal | None:
        """Of the whole line, in the currency of its quote."""
        return amounts.line_amount(self.unit_price, self.quantity_value, currency)

    @property
    def prices(self) -> list[tuple[Decimal, Decimal]]:
        """Its tiers: from this quantity on, each costs so much."""
        return [
            (Decimal(tier["min_quantity"]), Decimal(tier["unit_price"]))
            for tier in self.tiers
        ]

    @property
    def goods(self) -> dict[str, Any]:
        """What it speaks of, frozen: the item, or the product in its place.

        Empty where its note alone says what it is. Wants `item`.
        """
        if self.item is None or self.kind == self.Kind.ALTERNATIVE:
            return self.snapshot or {}
        return self.item.snapshot

    @property
    def goods_id(self) -> UUID | None:
        """The product's, as of `goods`."""
        if self.item is None or self.kind == self.Kind.ALTERNATIVE:
            return self.product_id
        return self.item.product_id


class Outcome(models.Model):
    """What came of an agreement, as the seller says; an officer verifies it."""

    enquiry = models.OneToOneField(
        Enquiry, on_delete=models.CASCADE, related_name="outcome"
    )
    realised = models.BooleanField()
    value = models.DecimalField(
        max_digits=19, decimal_places=amounts.MOST_DECIMALS, null=True
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217.")
    destination_country = models.CharField(max_length=2, blank=True)
    shipped_on = models.DateField(null=True)
    jobs_added = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcome_value_has_currency",
                condition=Q(value__isnull=True) | ~Q(currency=""),
            ),
            models.CheckConstraint(
                name="outcome_of_nothing_has_no_value",
                condition=Q(realised=True) | Q(value__isnull=True),
            ),
        ]
