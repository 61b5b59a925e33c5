from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.enquiries.models.submissions import Contact, Submission
from catalogue.enquiries.querysets import EnquiryQuerySet, MessageQuerySet
from catalogue.enquiries.states import HIDDEN, Facts, Side, Status, Waiting
from catalogue.identifiers import uuid7

# Characters of what anybody writes: a message; a note beside what is done.
MESSAGE_LENGTH, NOTE_LENGTH = 4000, 1000
DELIVERED = (Status.NEW, Status.OPEN, Status.QUOTED, Status.AGREED)


class Enquiry(models.Model):
    """One buyer's question to one seller, and all that follows: the thread.

    Its status moves only through `enquiries.actions`, by the rules of `states`. What a
    side is told of it is asked of `seen_status`, never read from the column.
    """

    class DeclineReason(models.TextChoices):
        CAPACITY = "capacity"
        MIN_ORDER = "min_order"
        MARKET_NOT_READY = "market_not_ready"
        PRICE = "price"
        NOT_MY_PRODUCT = "not_my_product"
        OTHER = "other"

    class HeldFor(models.TextChoices):
        SUSPICIOUS = "suspicious"
        BLOCKED = "blocked"
        REPORTED = "reported"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=20, unique=True)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="enquiries"
    )
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="enquiries",
        help_text="The submission's, here for lists.",
    )
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, related_name="enquiries"
    )
    regency = models.ForeignKey(
        "sellers.Regency",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The seller's when it was sent: whose officers look after it.",
    )
    status = models.CharField(max_length=11, choices=Status)
    waiting_on = models.CharField(max_length=7, choices=Waiting)
    held_for = models.CharField(max_length=10, choices=HeldFor, blank=True)
    held_from = models.CharField(
        max_length=11,
        blank=True,
        help_text="What the buyer of a hidden one is told: the status it left, moved "
        "by what she does. Empty: `new`.",
    )
    held_waiting_on = models.CharField(
        max_length=7, choices=Waiting, blank=True, help_text="The same; empty: seller."
    )
    held_at = models.DateTimeField(
        null=True, help_text="Of a hidden one: since when. Its clock runs on as told."
    )
    held_spent_seconds = models.PositiveIntegerField(
        null=True, help_text="Where the seller's clock stood then: for a release."
    )
    decline_reason = models.CharField(max_length=16, choices=DeclineReason, blank=True)
    closing_note = models.TextField(blank=True, help_text="Said by whoever closed it.")
    delivered_at = models.DateTimeField(null=True)
    clock_started_at = models.DateTimeField(
        null=True, help_text="None: it stands. See `deadlines`."
    )
    clock_spent_seconds = models.PositiveIntegerField(
        default=0, help_text="Working time that had passed before it last started."
    )
    first_response_due_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    first_answered_by = models.CharField(max_length=7, choices=Side, blank=True)
    first_answer_seconds = models.PositiveIntegerField(
        null=True, help_text="Working time from delivery to the first answer."
    )
    escalated_at = models.DateTimeField(null=True)
    buyer_wrote_at = models.DateTimeField()
    seller_wrote_at = models.DateTimeField(
        null=True, help_text="Or an officer for her."
    )
    quote_valid_until_on = models.DateField(
        null=True, help_text="Of the quote that is open."
    )
    agreed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    active_at = models.DateTimeField(help_text="When somebody last did something.")
    inbox_key = models.BigIntegerField(
        help_text="The seller's inbox is in this order: see `deadlines.inbox_key`."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField()

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(
                name="enquiry_in_hand_was_delivered",
                condition=~Q(status__in=DELIVERED) | Q(delivered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_quoted_has_a_last_day",
                condition=~Q(status="quoted") | Q(quote_valid_until_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_held_says_why",
                condition=~Q(status="held") | ~Q(held_for=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["seller", "inbox_key", "id"],
                condition=Q(delivered_at__isnull=False),
                name="enquiry_inbox",
            ),
            models.Index(fields=["buyer", "-id"], name="enquiry_sent"),
            models.Index(fields=["regency", "status", "id"], name="enquiry_regency"),
            models.Index(fields=["seller", "delivered_at"], name="enquiry_answered"),
        ]

    def __str__(self):
        return self.number

    @property
    def is_hidden(self) -> bool:
        return self.status in HIDDEN

    @property
    def told_status(self) -> Status:
        """What its buyer is told, and by which its clock runs."""
        return Status((self.held_from or Status.NEW) if self.is_hidden else self.status)

    @property
    def told_waiting_on(self) -> Waiting:
        hidden = self.is_hidden
        turn = (self.held_waiting_on or Waiting.SELLER) if hidden else self.waiting_on
        return Waiting(turn)

    def tell(self, status: Status, turn: Waiting) -> None:
        """Set both: in a hidden one, they are its buyer's alone."""
        if self.is_hidden:
            self.held_from, self.held_waiting_on = status, turn
        else:
            self.status, self.waiting_on = status, turn

    def is_masked_for(self, side: Side) -> bool:
        """Does this side go on with what a hidden one left? So buyers do, and so does
        the clock for them: a blocked sender gets the same answers as any other."""
        return self.is_hidden and side in {Side.BUYER, Side.SYSTEM}

    def is_veiled_for(self, side: Side) -> bool:
        """Is what goes on in it, for its buyer, kept from this side?"""
        return self.is_hidden and not self.is_masked_for(side)

    def seen_status(self, side: Side, today: date) -> Status:
        """What this side is told; a quote whose last day is over (Asia/Jakarta) is
        none, whether or not the worker was there."""
        masked = self.is_masked_for(side)
        status = self.told_status if masked else Status(self.status)
        return Status.OPEN if self._is_over(status, today) else status

    def current_status(self, today: date) -> Status:
        """As the seller and officers are told."""
        return self.seen_status(Side.OFFICER, today)

    def seen_waiting_on(self, side: Side, today: date) -> Waiting:
        masked = self.is_masked_for(side)
        if self._is_over(self.told_status if masked else self.status, today):
            return self.answering
        return self.told_waiting_on if masked else Waiting(self.waiting_on)

    @property
    def was_agreed_unheard(self) -> bool:
        """Did its buyer accept what its seller, from whom it is hidden, knows nothing
        of? That binds nobody before it is released."""
        if self.told_status != Status.AGREED or not self.is_hidden:
            return False
        at, since = self.agreed_at, self.held_at
        return at is not None and since is not None and at >= since

    def seen_active_at(self, side: Side) -> datetime:
        """When somebody last did something that this side may know of."""
        if self.is_veiled_for(side) and self.held_at is not None:
            return min(self.active_at, self.held_at)
        return self.active_at

    def seen_delivered_at(self, side: Side) -> datetime | None:
        """To its buyer it came when her address was proven, also where it was held then
        and is no more. Wants `submission.contact`."""
        if side == Side.BUYER:
            return self.delivered_at or self.submission.contact.proven_at
        return self.delivered_at

    def seen_due_at(self, side: Side) -> datetime | None:
        """The first answer; while it is hidden, of nobody but for its buyer."""
        return None if self.is_veiled_for(side) else self.first_response_due_at

    @property
    def is_kept_from_seller(self) -> bool:
        """Did it come when the business was suspended already? Then it is for officers
        alone until that is over: whoever asked is a stranger to it. Wants `seller`."""
        since, came_at = self.seller.suspended_at, self.delivered_at
        return since is not None and (came_at is None or came_at >= since)

    def contact_for(self, side: Side) -> Contact | None:
        """How who asked is reached: for herself, for officers, and for the seller once
        the address is proven. Wants `submission.contact`."""
        contact = self.submission.contact
        is_unproven = side == Side.SELLER and contact.proven_at is None
        return None if contact.erased_at is not None or is_unproven else contact

    @property
    def answering(self) -> Waiting:
        """Whoever answers for the seller: she, or an officer where she does not."""
        if self.escalated_at is not None or self.seller.suspended_at is not None:
            return Waiting.OFFICER
        return Waiting.SELLER

    def has_expired_quote(self, today: date) -> bool:
        """Of what buyers are told, which is what any other side is told but for one
        that is hidden."""
        return self._is_over(self.told_status, today)

    def _is_over(self, status: str, today: date) -> bool:
        return (
            status == Status.QUOTED
            and self.quote_valid_until_on is not None
            and self.quote_valid_until_on < today
        )

    def version_for(self, side: Side) -> int:
        """For tags. A buyer's says nothing of steps she is not told of, so it is one
        number; her tags are told apart by what she is shown."""
        return 1 if side == Side.BUYER else self.version

    def facts(self, side: Side, today: date) -> Facts:
        """What the rules look at for this side. Wants `seller`, `outcome` and
        `submission.contact`."""
        outcome = getattr(self, "outcome", None)
        return Facts(
            status=self.seen_status(side, today),
            was_delivered=self.seen_delivered_at(side) is not None,
            was_reopened=self.reopened_at is not None,
            has_outcome=outcome is not None,
            outcome_is_verified=outcome is not None and outcome.verified_at is not None,
            seller_is_suspended=self.seller.suspended_at is not None,
            is_erased=self.submission.contact.erased_at is not None,
            is_hidden=self.is_hidden,
        )


class Item(models.Model):
    """A product that was asked for, frozen as it was: it may be edited or go.

    `snapshot` holds name and variant per language, slug, sku, hs_code, price_basis,
    price, price_max (not in those frozen earlier), currency, price_unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    product_id = models.UUIDField()
    variant_id = models.UUIDField(null=True)
    snapshot = models.JSONField()
    picture = models.CharField(
        max_length=200, blank=True, help_text="Our own copy, in private storage."
    )
    quantity_value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    quantity_unit = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "position"], name="enquiry_item_position"
            )
        ]
        indexes = [models.Index(fields=["product_id"], name="enquiry_item_product")]


class Message(models.Model):
    """What somebody wrote, in her own language. Never edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    side = models.CharField(max_length=7, choices=Side)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    body = models.TextField()
    language = models.CharField(max_length=12, help_text="BCP 47, of its writer.")
    is_opening = models.BooleanField(default=False, help_text="The question itself.")
    is_withheld = models.BooleanField(
        default=False, help_text="A buyer's, of an enquiry that is held or spam."
    )
    suggested_product_ids = models.JSONField(
        default=list, help_text="An officer's: other products that may do."
    )
    created_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["enquiry", "id"], name="enquiry_message_order")]


class Attachment(models.Model):
    """A file in a thread: a picture redrawn, a PDF as it was sent. Private."""

    class Kind(models.TextChoices):
        PDF = "pdf"
        PICTURE = "picture"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.CASCADE, related_name="attachments"
    )
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, null=True, related_name="attachments"
    )
    side = models.CharField(max_length=7, choices=Side)
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=120, help_text="As its sender called it.")
    size_bytes = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]


class ReadMark(models.Model):
    """Up to when one reader has read one thread."""

    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.CASCADE, related_name="read_marks", db_index=False
    )
    reader = models.CharField(
        max_length=40, help_text="A user's id; `guest` for who has the token."
    )
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "reader"], name="read_mark_once")
        ]
