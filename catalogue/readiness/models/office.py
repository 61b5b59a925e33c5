"""What the office asks of all products at once, and what it tries before it applies."""

from django.conf import settings
from django.db import models

from catalogue.readiness.models.questionnaire import ModelVersion
from catalogue.readiness.models.walks import Walk


class OnlyMissing(models.Model):
    """The one certificate type with which a product would meet every gate of a market.

    A row for each type that would do it alone; none where no gate is missing, or where
    one type is not enough. `market_code` empty: of the domestic gates of level 2.
    Written with the levels; asked by officers, so that a campaign finds its sellers.
    """

    product = models.ForeignKey(
        "products.Product", on_delete=models.CASCADE, related_name="only_missing"
    )
    market_code = models.CharField(max_length=2, blank=True)
    certificate_code = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "only missing"
        ordering = ["product", "market_code", "certificate_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "market_code", "certificate_code"],
                name="only_missing_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["market_code", "certificate_code", "product"],
                name="only_missing_of_market",
            )
        ]


class DryRun(Walk):
    """What a draft of the model would change, were it published: nothing follows it.

    `content` is the draft as it was when the run began and `digest` its mark, by which
    a later edit of the draft is noticed. `result` is counted up as the run goes on; see
    `readiness.dry_run` for its members.
    """

    base = models.ForeignKey(
        ModelVersion,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The version it is compared with.",
    )
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    result = models.JSONField(default=dict)

    def __str__(self):
        return f"Dry run {self.pk}"
