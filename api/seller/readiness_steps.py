"""Next steps as a seller and her officers read them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.errors import lack_fault
from catalogue.listings.shapes import (
    AmountField,
    CodeField,
    NumberField,
    Shape,
    TextField,
)
from catalogue.products.actions import rows
from catalogue.products.models import Product
from catalogue.readiness.assessment.changes import Kind, State, Step
from catalogue.readiness.assessment.levels import Gate
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.claiming.begun import Begun
from catalogue.readiness.models import CertificateType
from catalogue.readiness.showing import advice, step_texts
from catalogue.readiness.showing.step_texts import Issued, Words
from catalogue.texts import resolve

STEP_KINDS = [str(kind) for kind in Kind]
STEP_STATES = [str(state) for state in State]


class StepMemberSerializer(Shape):
    """A member of the product to fill in."""

    pointer = CodeField(max_length=200, help_text="RFC 6901: `/description/en`.")
    text = TextField(max_length=500)


class StepCertificateSerializer(Shape):
    """A certificate to get: from whom, and for whom."""

    code = CodeField(max_length=20)
    name = TextField(max_length=200)
    issuer = TextField(max_length=200)
    public_lookup = TextField(max_length=200, allow_null=True)
    holder_level = CodeField(max_length=16)


class NextStepSerializer(Shape):
    """One thing to do, and what it gains."""

    kind = serializers.ChoiceField(
        choices=STEP_KINDS,
        read_only=True,
        help_text="`answer` better, show a `document`, get a `certificate`, answer a "
        "`condition`, have a `confirmation`, fill in the `product`, answer what is "
        "open in a `questionnaire`.",
    )
    subject = CodeField(
        max_length=30,
        help_text="Of the question, certificate type, condition or gate; of a "
        "`questionnaire`, `business` or `product`.",
    )
    state = serializers.ChoiceField(
        choices=STEP_STATES,
        read_only=True,
        help_text="`todo`: yours; `waiting`: sent, and an officer has yet to look; "
        "`rejected`: an officer did not agree, and left a note.",
    )
    text = TextField(max_length=1000)
    option = CodeField(
        max_length=4, allow_null=True, help_text="Of an `answer`: the next better one."
    )
    option_text = TextField(max_length=300, allow_null=True)
    rules = serializers.ListField(
        child=CodeField(max_length=10),
        max_length=300,
        read_only=True,
        help_text="Rules it satisfies.",
    )
    questions = serializers.ListField(
        child=CodeField(max_length=10),
        max_length=300,
        read_only=True,
        help_text="Of a `questionnaire`: those without an answer.",
    )
    is_blocker = serializers.BooleanField(read_only=True)
    unblocks_level = NumberField(
        min_value=1,
        max_value=4,
        allow_null=True,
        help_text="Of a blocker: the lowest level that it stands before.",
    )
    gain = AmountField(
        decimals=1,
        allow_null=True,
        help_text="The score shown after it, less that shown now (that of "
        "`next_steps_market`, if there is one); null where it depends on what you "
        "answer.",
    )
    level = NumberField(
        max_value=4,
        allow_null=True,
        help_text="Reached by it, in `next_steps_market` if there is one; null of the "
        "business's own score.",
    )
    takes_days = NumberField(
        max_value=3650, allow_null=True, help_text="Where a source says so."
    )
    link = CodeField(max_length=200, help_text="The path by which it is done.")
    members = StepMemberSerializer(
        many=True, max_length=100, help_text="Of a `product`: what to fill in."
    )
    certificate = StepCertificateSerializer(allow_null=True)


class Steps:
    """Steps in words, for one product or for the business alone.

    `answers` are the ids of answers, by question; `begun` what counts for nothing yet.
    """

    def __init__(
        self,
        model: Model,
        language: str,
        product: Product | None,
        answers: Mapping[str, UUID],
        begun: Mapping[str, Begun] | None = None,
    ):
        self.model, self.language, self.product = model, language, product
        self.begun = begun or {}
        self.rows = {**answers, **{c: one.row_id for c, one in self.begun.items()}}

    def shown(self, steps: Iterable[Step]) -> list[dict[str, Any]]:
        found = list(steps)
        wanted = {s.subject for s in found if s.kind is Kind.CERTIFICATE}
        issued = {
            row.code: Issued(row.name, row.issuer, row.public_lookup, row.holder_level)
            for row in CertificateType.objects.filter(pk__in=wanted)
        }
        self.words = Words(self.model, issued, self.language)
        return [self._step(step) for step in found]

    def _step(self, step: Step) -> dict[str, Any]:
        product = self.product
        is_begun = step.subject in self.begun
        return {
            "kind": str(step.kind),
            "subject": str(step.subject),
            "state": str(step.state),
            "text": step_texts.step_text(step, self.words, is_begun=is_begun),
            "option": step.option,
            "option_text": step_texts.option_text(step, self.words),
            "rules": list(step.rules),
            "questions": list(step.questions),
            "is_blocker": step.is_blocker,
            "unblocks_level": step.unblocks_level,
            "gain": step.gain,
            "level": step.level if product is not None else None,
            "takes_days": step_texts.takes_days(step),
            "link": step_texts.link_of(
                step,
                self.model,
                product.pk if product is not None else None,
                self.rows.get(step.subject),
            ),
            "members": self._members(step),
            "certificate": self._certificate(step),
        }

    def _certificate(self, step: Step) -> dict[str, Any] | None:
        one = self.words.issued.get(step.subject)
        if step.kind is not Kind.CERTIFICATE or one is None:
            return None
        return {
            "code": step.subject,
            "name": resolve(one.name, self.language),
            "issuer": one.issuer,
            "public_lookup": one.public_lookup or None,
            "holder_level": one.holder_level,
        }

    def _members(self, step: Step) -> list[dict[str, str]]:
        if step.kind is not Kind.PRODUCT or self.product is None:
            return []
        lacks = {
            lack.pointer: lack_fault(lack).as_json(self.language)["detail"]
            for lack in rows.completeness_of(self.product).lacks
        }
        if step.subject == Gate.COMPLETE:
            return [{"pointer": p, "text": text} for p, text in lacks.items()]
        gate = resolve(advice.GATES[step.subject], self.language)
        return [
            {"pointer": pointer, "text": lacks.get(pointer, gate)}
            for pointer in _unmet(step.subject, self.product)
        ]


def _unmet(gate: str, product: Product) -> list[str]:
    """The members that a gate asks for; all of them where it is not one alone."""
    held: dict[str, dict[str, Any]] = {
        Gate.ENGLISH: {
            "/name/en": product.name.get("en"),
            "/description/en": product.description.get("en"),
        },
        Gate.PRICE: {"/price": product.price, "/incoterms": product.incoterms},
        Gate.CAPACITY: {
            "/monthly_capacity": product.monthly_capacity_value,
            "/min_order": product.min_order_value,
        },
    }
    members = held[gate]
    return [pointer for pointer, value in members.items() if not value] or list(members)
