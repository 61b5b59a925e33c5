from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.identifiers import uuid7
from catalogue.reviews.querysets import ReportQuerySet, ReviewQuerySet


class Review(models.Model):
    """Something an officer has to look at: a product, a change of one, a seller, or
    what is to show a certificate or an answer.

    `subject_id` is the id of that. `version` moves with the subject, so that nobody
    approves what changed meanwhile. `snapshot` is the subject's content as it was
    decided on: the next review shows what changed since.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product"
        CHANGE_SET = "change_set"
        SELLER = "seller"
        CERTIFICATE = "certificate"
        ANSWER = "answer"

    class Status(models.TextChoices):
        PENDING = "pending"
        APPROVED = "approved"
        CHANGES_REQUESTED = "changes_requested"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    class Reason(models.TextChoices):
        """Why it was not approved."""

        INCOMPLETE = "incomplete"
        INACCURATE = "inaccurate"
        PICTURES = "pictures"
        WRONG_CATEGORY = "wrong_category"
        WRONG_HS_CODE = "wrong_hs_code"
        PROHIBITED = "prohibited"
        NOT_ELIGIBLE = "not_eligible"
        UNREADABLE = "unreadable"
        EXPIRED_DOCUMENT = "expired_document"
        NAME_DIFFERS = "name_differs"
        NOT_GENUINE = "not_genuine"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    subject_id = models.UUIDField()
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, related_name="reviews"
    )
    status = models.CharField(
        max_length=17, choices=Status, default=Status.PENDING, editable=False
    )
    is_afterwards = models.BooleanField(
        default=False, help_text="A sample of what a trusted seller published at once."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    snapshot = models.JSONField(default=dict, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    note = models.JSONField(default=dict, help_text="To the seller, per language.")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["id"]  # oldest first
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(status="pending"),
                name="review_pending_once",
            ),
            models.CheckConstraint(
                name="review_decided_by_somebody",
                condition=Q(status__in=["pending", "withdrawn"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], name="review_queue"),
            models.Index(fields=["subject_id", "id"], name="review_subject"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.seller}"

    @property
    def reasons(self) -> list["Review.Reason"]:
        """Those that fit what is decided on."""
        others = OF_PRODUCTS if self.kind in CLAIMS else OF_DOCUMENTS
        return [reason for reason in Review.Reason if reason not in others]


CLAIMS = {Review.Kind.CERTIFICATE, Review.Kind.ANSWER}  # which a document shows
OF_PRODUCTS = {
    Review.Reason.PICTURES,
    Review.Reason.WRONG_CATEGORY,
    Review.Reason.WRONG_HS_CODE,
    Review.Reason.PROHIBITED,
}
OF_DOCUMENTS = {
    Review.Reason.UNREADABLE,
    Review.Reason.EXPIRED_DOCUMENT,
    Review.Reason.NAME_DIFFERS,
    Review.Reason.NOT_GENUINE,
}


class ChangeSet(models.Model):
    """What a seller wants changed of a published product, until an officer agrees.

    One per product. `members` holds staged members as the workspace writes them;
    `images`, where pictures change, is the whole wanted list `[{id, alt}]`.
    """

    class Status(models.TextChoices):
        PENDING = "pending"
        CHANGES_REQUESTED = "changes_requested"

    product_id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.CASCADE, related_name="change_sets"
    )
    status = models.CharField(max_length=17, choices=Status, default=Status.PENDING)
    members = models.JSONField(default=dict)
    images = models.JSONField(null=True)
    staged_at = models.DateTimeField(auto_now=True)


class Report(models.Model):
    """Somebody says that a product should not be shown as it is."""

    class Reason(models.TextChoices):
        COUNTERFEIT = "counterfeit"
        MISLEADING = "misleading"
        OFFENSIVE = "offensive"
        OTHER = "other"

    class Action(models.TextChoices):
        DISMISS = "dismiss"
        HIDE_PRODUCT = "hide_product"
        SUSPEND_SELLER = "suspend_seller"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product_id = models.UUIDField()
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, related_name="reports"
    )
    reason = models.CharField(max_length=11, choices=Reason)
    note = models.CharField(max_length=1000, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=14, choices=Action, blank=True)
    resolution_note = models.CharField(max_length=1000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["resolved_at", "id"], name="report_queue")]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.created_at:%Y-%m-%d}"
