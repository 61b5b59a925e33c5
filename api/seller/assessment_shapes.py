"""What an assessment looks like: questions with their answers, and what they make."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from api.public.readiness_shapes import ReadinessDimensionSerializer
from api.seller.certificate_shapes import (
    EvidenceSerializer,
    day_json,
    evidence_json,
)
from api.seller.shapes import ReviewNoteSerializer, review_json
from catalogue.listings.shapes import (
    AmountField,
    CodeField,
    NumberField,
    Shape,
    TextField,
)
from catalogue.readiness.assessment.facts import Evidence
from catalogue.readiness.assessment.model import Condition as Asked
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.claiming.answer_sheet import YES_NO
from catalogue.readiness.claiming.measuring import EVIDENCE_KINDS
from catalogue.readiness.models import Answer, ClaimStatus, Condition
from catalogue.readiness.models import Question as QuestionRow
from catalogue.reviews.models import Review
from catalogue.texts import resolve

UNANSWERED, MEASURED = "unanswered", "measured"
ANSWER_STATUSES = [
    UNANSWERED,
    "self_declared",
    "evidence_uploaded",
    "verified",
    "rejected",
    MEASURED,
]
CONDITION_ANSWERS = [*YES_NO, UNANSWERED]
SCORED_AS = [evidence.value for evidence in Evidence]


class DimensionRefSerializer(Shape):
    """The part of the model it counts in."""

    code = CodeField(max_length=20)
    name = TextField(max_length=120)


class QuestionOptionSerializer(Shape):
    """One answer that can be chosen."""

    code = CodeField(max_length=4, help_text="What to send: `B`.")
    text = TextField(max_length=300)
    points = NumberField(max_value=1000)


class QuestionEvidenceSerializer(Shape):
    """What proves an answer."""

    kind = serializers.ChoiceField(
        choices=EVIDENCE_KINDS,
        read_only=True,
        help_text="`self`: your word, until an officer confirms it; `measured`: by the "
        "platform.",
    )
    certificate_types = serializers.ListField(
        child=CodeField(max_length=20),
        max_length=20,
        read_only=True,
        help_text="Any of these proves it, recorded at `/v1/seller/certificates`.",
    )


class MeasuredSerializer(Shape):
    """What the platform found by itself."""

    option = CodeField(max_length=4)
    read_from = TextField(max_length=300, help_text="What it read, in words.")


class QuestionSerializer(Shape):
    """One question, with your answer and what it counts."""

    code = CodeField(max_length=10)
    dimension = DimensionRefSerializer()
    scope = serializers.ChoiceField(choices=QuestionRow.Scope.choices, read_only=True)
    text = TextField(max_length=500)
    options = QuestionOptionSerializer(many=True, max_length=10)
    max_points = NumberField(max_value=1000)
    evidence = QuestionEvidenceSerializer()
    answer = CodeField(max_length=4, allow_null=True, help_text="The option chosen.")
    answer_id = serializers.UUIDField(
        read_only=True,
        allow_null=True,
        help_text="For its document: `/v1/seller/answers/{id}/evidence`.",
    )
    note = TextField(max_length=1000, allow_null=True)
    status = serializers.ChoiceField(choices=ANSWER_STATUSES, read_only=True)
    file = EvidenceSerializer(allow_null=True)
    expires_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="The last day its document counts."
    )
    review = ReviewNoteSerializer(
        allow_null=True, help_text="What an officer last said about it."
    )
    measured = MeasuredSerializer(allow_null=True)
    suggested_option = CodeField(
        max_length=4,
        allow_null=True,
        help_text="What the product's page speaks for; scored once you give it.",
    )
    is_answerable = serializers.BooleanField(
        read_only=True, help_text="False where only the platform answers it."
    )
    is_applicable = serializers.BooleanField(
        read_only=True,
        help_text="Counted in this score. What is counted per market, or has no data "
        "yet, is not.",
    )
    points = NumberField(max_value=1000, help_text="Of the option that counts.")
    scored_as = serializers.ChoiceField(
        choices=SCORED_AS,
        read_only=True,
        help_text="How much of the points counts: `self_declared` 0.6, "
        "`evidence_uploaded` 0.8, `verified` and `measured` all.",
    )
    next_step = TextField(max_length=500)


class ConditionSerializer(Shape):
    """A yes/no question on which rules of markets hang."""

    code = CodeField(max_length=20)
    kind = serializers.ChoiceField(
        choices=Condition.Kind.choices,
        read_only=True,
        help_text="`condition`: the rules apply only after yes. `confirmation`: they "
        "are met once you say yes and an officer agrees.",
    )
    text = TextField(max_length=500)
    rules = serializers.ListField(
        child=CodeField(max_length=10), max_length=300, read_only=True
    )
    markets = serializers.ListField(
        child=CodeField(max_length=2), max_length=250, read_only=True
    )
    answer = serializers.ChoiceField(choices=CONDITION_ANSWERS, read_only=True)
    answer_id = serializers.UUIDField(read_only=True, allow_null=True)
    note = TextField(max_length=1000, allow_null=True)
    status = serializers.ChoiceField(choices=ANSWER_STATUSES, read_only=True)
    file = EvidenceSerializer(allow_null=True)
    expires_on = serializers.DateField(read_only=True, allow_null=True)
    review = ReviewNoteSerializer(allow_null=True)


class AssessmentSerializer(Shape):
    """All questions, in the model's order, and the score they make today."""

    model_version = CodeField(max_length=20)
    score = AmountField(decimals=1, help_text="0-100.")
    dimensions = ReadinessDimensionSerializer(many=True, max_length=20)
    answered = NumberField(max_value=1000)
    applicable = NumberField(
        max_value=1000, help_text="Questions that count, of this score's."
    )
    notice = TextField(max_length=500, help_text="How declarations count.")
    questions = QuestionSerializer(many=True, max_length=300)
    conditions = ConditionSerializer(
        many=True,
        max_length=100,
        help_text="Of a product; of a business there are none.",
    )


class OwnAnswerSerializer(Shape):
    """An answer, with the document that shows it."""

    id = serializers.UUIDField(read_only=True)
    question = CodeField(max_length=20)
    option = CodeField(max_length=4)
    note = TextField(max_length=1000, allow_null=True)
    status = serializers.ChoiceField(choices=ANSWER_STATUSES, read_only=True)
    file = EvidenceSerializer(allow_null=True)
    expires_on = serializers.DateField(read_only=True, allow_null=True)


def status_json(row: Answer) -> str:
    """Revoked is what it is called of certificates; of an answer it is rejected."""
    status = ClaimStatus(row.status)
    return str(ClaimStatus.REJECTED if status == ClaimStatus.REVOKED else status)


def answer_json(row: Answer) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "question": row.question,
        "option": row.option,
        "note": row.note or None,
        "status": status_json(row),
        "file": evidence_json(row.evidence),
        "expires_on": day_json(row.expires_on),
    }


def row_json(row: Answer | None, review: Review | None) -> dict[str, Any]:
    """The members that questions and conditions have of an answer."""
    if row is None:
        none = ("answer_id", "note", "file", "expires_on", "review")
        return {"status": UNANSWERED, **dict.fromkeys(none)}
    return {
        "answer_id": str(row.pk),
        "note": row.note or None,
        "status": status_json(row),
        "file": evidence_json(row.evidence),
        "expires_on": day_json(row.expires_on),
        "review": review_json(review),
    }


def condition_json(
    condition: Asked,
    hs_code: str,
    model: Model,
    row: Answer | None,
    review: Review | None,
    language: str,
) -> dict[str, Any]:
    rules = [
        rule
        for found in model.rules_for(hs_code).values()
        for rule in found
        if condition.code in {rule.condition, rule.confirmation}
    ]
    return {
        "code": condition.code,
        "kind": condition.kind,
        "text": resolve(condition.text, language),
        "rules": [rule.code for rule in rules],
        "markets": list(dict.fromkeys(rule.market for rule in rules)),
        "answer": row.option if row else UNANSWERED,
        **row_json(row, review),
    }


def latest_reviews(rows: Iterable[Answer]) -> dict[Any, Review]:
    """The last review of each answer, by its id."""
    found = Review.objects.filter(
        kind=Review.Kind.ANSWER, subject_id__in=[row.pk for row in rows]
    )
    return {review.subject_id: review for review in found.order_by("pk")}
