"""The questionnaire as it is being edited, and the versions that were published."""

from django.conf import settings
from django.db import models

from catalogue.reference.models import ReferenceRow


class Dimension(ReferenceRow):
    """A part of the score, with its weight in it."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.JSONField()
    weight = models.PositiveSmallIntegerField(
        help_text="Weights are shares of their sum; ours sum to 100."
    )
    local_term = models.CharField(
        max_length=60, blank=True, help_text="Its name in the local practice 4K + 1A."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.code


class Question(ReferenceRow):
    """A question, by which a dimension is scored. Its options hang on it."""

    class Scope(models.TextChoices):
        SELLER = "seller"
        FACILITY = "facility"
        PRODUCT = "product"

    code = models.CharField(max_length=10, primary_key=True)
    dimension = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, related_name="questions"
    )
    scope = models.CharField(max_length=8, choices=Scope)
    text = models.JSONField()
    evidence = models.CharField(
        max_length=60,
        help_text="`self`, `catalogue`, `metric:…`, `cert:…`, or `doc:` and `photo:` "
        "with what proves it: certificate types, comma-separated, or a free word.",
    )
    hs_prefixes = models.JSONField(
        default=list, blank=True, help_text="Digits only; none: every product."
    )
    max_points = models.PositiveSmallIntegerField()
    proven_option = models.CharField(
        max_length=4,
        blank=True,
        help_text="The option that a verified certificate of `evidence` proves.",
    )
    next_step = models.JSONField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class QuestionOption(ReferenceRow):
    """One answer that can be chosen."""

    code = models.CharField(
        max_length=15, primary_key=True, help_text="Question and letter: `Q01-A`."
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="options"
    )
    letter = models.CharField(max_length=4)
    text = models.JSONField()
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "letter"], name="question_option_once"
            )
        ]

    def __str__(self):
        return self.code


class ModelVersion(models.Model):
    """Weights, questions and rules as they were published together; never changed.

    The newest is in force. `content` is what `readiness.model.Model` is made of.
    """

    version = models.CharField(max_length=20, unique=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=1000, blank=True)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        get_latest_by = "id"

    def __str__(self):
        return self.version
