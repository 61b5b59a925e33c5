"""The questionnaire: what a seller is asked, and what she answers."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from rest_framework import serializers

from api.bodies import Body, PlainText, many, read, refusal
from api.errors import Problem, answer_fault
from api.parameters import path_id
from api.private import PrivateView, operation
from api.seller.assessment_shapes import (
    MEASURED,
    AssessmentSerializer,
    condition_json,
    latest_reviews,
    row_json,
)
from catalogue.listings.rows import dump
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions import answering
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.assessment import dumping
from catalogue.readiness.assessment.facts import Evidence, Held
from catalogue.readiness.assessment.levels import ProductResult, assess_product
from catalogue.readiness.assessment.model import Model, Question
from catalogue.readiness.assessment.scoring import Line, Score, assess_seller
from catalogue.readiness.claiming import measuring
from catalogue.readiness.claiming.answer_sheet import AnswerSheet, Given
from catalogue.readiness.claiming.measuring import Catalogued
from catalogue.readiness.loading import load_products, load_sellers, orders_a_month
from catalogue.readiness.models import Answer, CertificateType
from catalogue.readiness.showing import advice, presenting
from catalogue.sellers.models import Seller
from catalogue.texts import resolve

MOST_ANSWERS = 200


class AnswerBody(Body):
    """One answer. What is left out stays; `option` null takes the answer back."""

    question = PlainText(
        max_length=20, help_text="Code of a question, or of a condition."
    )
    option = PlainText(
        max_length=4,
        required=False,
        allow_null=True,
        help_text="Code of an option; of a condition `yes` or `no`.",
    )
    note = PlainText(
        max_length=1000, lines=True, required=False, allow_null=True, allow_blank=True
    )
    expires_on = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="The last day its document counts, where it has one.",
    )


class AnswersBody(Body):
    """Any of the answers, in any order; those not named stay."""

    is_whole = True
    answers = many(AnswerBody(), min_length=1, max_length=MOST_ANSWERS)


@dataclass
class Assessed:
    """The facts and the result of one assessment, made now."""

    model: Model
    score: Score
    held: tuple[Held, ...]
    result: ProductResult | None = None
    page: Catalogued = field(default_factory=Catalogued)
    hs_code: str | None = None

    @classmethod
    def of_seller(cls, seller_id) -> "Assessed":
        model = versions.in_force()
        found = load_sellers([seller_id], model)[seller_id]
        score = assess_seller(model, found, today())
        return cls(model, score, found.held)

    @classmethod
    def of_product(cls, product_id) -> "Assessed":
        model = versions.in_force()
        loaded = load_products([product_id], model)[0]
        found, product = loaded.facts, loaded.product
        result = assess_product(model, found, today())
        return cls(
            model,
            result.score,
            found.all_held,
            result,
            _catalogued(product),
            product.hs_code,
        )


def _catalogued(product: Product) -> Catalogued:
    carton = product.carton or {}
    sides = ("length_mm", "width_mm", "height_mm", "gross_weight_g")
    return Catalogued(
        orders_a_month=orders_a_month(product),
        lead_time_days=product.lead_time_days,
        has_price=product.price is not None,
        incoterms=tuple(product.incoterms),
        has_hs_code=bool(product.hs_code),
        has_carton=all(carton.get(side) for side in sides),
    )


class _Sheet:
    """One assessment as it is shown."""

    def __init__(self, assessed: Assessed, rows: list[Answer], language: str):
        self.assessed, self.model, self.language = assessed, assessed.model, language
        self.rows = {row.question: row for row in rows}
        self.reviews = latest_reviews(rows)
        self.lines = {line.question: line for line in assessed.score.lines}
        self.sheet = AnswerSheet(assessed.model, assessed.hs_code)
        self.dimensions = {d.code: d for d in assessed.model.dimensions}
        self.types = set(CertificateType.objects.values_list("code", flat=True))
        on = today()
        self.held = {
            held.code
            for held in assessed.held
            if held.is_verified and held.counts_on(on)
        }

    def json(self) -> dict[str, Any]:
        score, language = self.assessed.score, self.language
        dumped = dumping.dump_score(score)
        return {
            "model_version": self.model.version,
            "score": dumped["score"],
            "dimensions": [
                {**dimension, "score": f"{dimension['score']:.1f}"}
                for dimension in presenting.dimensions(
                    dumped["dimensions"], self.model, language
                )
            ],
            "answered": score.answered,
            "applicable": score.applicable,
            "notice": resolve(advice.NOTICE, language),
            "questions": [self._question(q) for q in self.sheet.questions],
            "conditions": [
                condition_json(
                    condition,
                    self.assessed.hs_code or "",
                    self.model,
                    self.rows.get(condition.code),
                    self._review(condition.code),
                    language,
                )
                for condition in self.sheet.conditions
            ],
        }

    def _review(self, code: str):
        row = self.rows.get(code)
        return self.reviews.get(row.pk) if row else None

    def _question(self, question: Question) -> dict[str, Any]:
        row, line = self.rows.get(question.code), self.lines.get(question.code)
        kind, types = measuring.evidence_of(question, self.types)
        dimension = self.dimensions[question.dimension]
        found = measuring.measured(
            question, line, self.held, self.assessed.result, self.language
        )
        return {
            "code": question.code,
            "dimension": {
                "code": dimension.code,
                "name": resolve(dimension.name, self.language),
            },
            "scope": question.scope,
            "text": resolve(question.text, self.language),
            "options": [
                {
                    "code": option.letter,
                    "text": resolve(option.text, self.language),
                    "points": option.points,
                }
                for option in question.options
            ],
            "max_points": question.max_points,
            "evidence": {"kind": kind, "certificate_types": types},
            "answer": row.option if row else None,
            **row_json(row, self._review(question.code)),
            **_unanswered(row, line),
            "measured": {"option": found[0], "read_from": found[1]} if found else None,
            "suggested_option": measuring.suggested(question, self.assessed.page),
            "is_answerable": not question.is_measured,
            "is_applicable": line is not None,
            "points": line.points if line else 0,
            "scored_as": str(line.evidence if line else Evidence.NONE),
            "next_step": resolve(question.next_step, self.language),
        }


def _unanswered(row: Answer | None, line: Line | None) -> dict[str, str]:
    """The status of a question that the platform or a certificate answers."""
    if row is not None or line is None or line.option is None:
        return {}
    return {"status": MEASURED if line.evidence is Evidence.MEASURED else "verified"}


def _given(sent: dict[str, Any]) -> Given:
    members = {name: value for name, value in sent.items() if name != "question"}
    return Given(sent["question"], members)


def _readable(data: Any) -> dict[int, Given]:
    """Those answers of a body that have the shape of one, by their places."""
    sent = data.get("answers") if isinstance(data, dict) else None
    if not isinstance(sent, list) or len(sent) > MOST_ANSWERS:
        return {}
    bodies = {place: AnswerBody(data=one) for place, one in enumerate(sent)}
    return {
        place: _given(body.validated_data)
        for place, body in bodies.items()
        if body.is_valid()
    }


class AssessmentAnswers(PrivateView):
    """Views that answer with an assessment."""

    def answer_with(self, seller_id, product_id=None):
        if product_id is None:
            assessed = Assessed.of_seller(seller_id)
        else:
            assessed = Assessed.of_product(product_id)
        mine = answering.answers_of(seller_id, product_id)
        rows = list(mine.select_related("evidence"))
        sheet = _Sheet(assessed, rows, self.language)
        # Answers have versions of their own: `If-Match` is about all of them together.
        body = sheet.json()
        return self.answer(body, tag=self.tag(mine.mark(), dump(body)))

    def give(self, seller_id, product_id=None):
        answering.give_answers(
            seller_id=seller_id,
            product_id=product_id,
            given=self._given(seller_id, product_id),
            expected_version=self.expected_version(),
        )
        return self.answer_with(seller_id, product_id)

    def _given(self, seller_id, product_id) -> dict[int, Given]:
        """The answers by their places. Where some cannot be read, what is wrong with
        the others is told with them."""
        data = self.request.data
        try:
            return dict(enumerate(map(_given, read(AnswersBody, data)["answers"])))
        except Problem as refused:
            readable = _readable(data)
            found = answering.faults_of(seller_id, product_id, readable)
            faults = [*refused.faults, *map(answer_fault, found)]
            raise refusal(faults) if found else refused from None


class OwnAssessmentView(AssessmentAnswers):
    """What the caller's business is asked of itself."""

    def mine(self):
        return Seller.objects.managed_by(self.request.user).get().pk

    @operation(
        "get_own_assessment",
        tag="seller",
        summary="Get your assessment",
        responses=AssessmentSerializer,
    )
    def get(self, request):
        """The questions about the business and its site, with your answers."""
        return self.answer_with(self.mine())

    @operation(
        "update_own_assessment",
        tag="seller",
        summary="Answer questions",
        if_match=True,
        request=AnswersBody,
        responses=AssessmentSerializer,
    )
    def patch(self, request):
        """Any of them, saved as you go: answers that are not named stay.

        `option` null takes an answer back. Another option, or another last day, is one
        that no officer has seen: a verified answer becomes `evidence_uploaded`, or
        `self_declared` without a document; back as she last approved it, it is
        verified again. All or nothing: every fault is told, and then none is saved.
        """
        return self.give(self.mine())


class OwnProductAssessmentView(AssessmentAnswers):
    """What is asked of one product."""

    def mine(self, id: str):
        found = Product.objects.managed_by(self.request.user).filter(pk=path_id(id))
        product = found.only("pk", "seller_id").first()
        if product is None:
            raise Http404
        return product.seller_id, product.pk

    @operation(
        "get_own_product_assessment",
        tag="seller",
        summary="Get a product's assessment",
        responses=AssessmentSerializer,
    )
    def get(self, request, id: str):
        """The questions that its HS code is asked, and the conditions of its rules."""
        return self.answer_with(*self.mine(id))

    @operation(
        "update_own_product_assessment",
        tag="seller",
        summary="Answer questions about a product",
        if_match=True,
        request=AnswersBody,
        responses=AssessmentSerializer,
    )
    def patch(self, request, id: str):
        """As for the business. A condition is answered with `yes` or `no`.

        A confirmation answered with `yes` comes before an officer, with or without a
        document.
        """
        return self.give(*self.mine(id))
