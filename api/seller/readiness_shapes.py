"""Readiness as its seller and her officers read it: line by line, with what to do."""

from collections.abc import Iterable
from datetime import UTC
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from api.errors import lack_fault
from api.public.readiness_shapes import (
    RULE_STATUSES,
    MarketCheckSerializer,
    ReadinessDimensionSerializer,
)
from api.seller.assessment_shapes import SCORED_AS
from catalogue.listings.shapes import (
    AmountField,
    CodeField,
    MomentField,
    NumberField,
    Shape,
    TextField,
)
from catalogue.products.actions import rows
from catalogue.products.models import Product
from catalogue.readiness.assessment.levels import Gate
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.assessment.steps import Kind, Step
from catalogue.readiness.models import CertificateType, Market, MarketStatus, Snapshot
from catalogue.readiness.showing import advice, presenting
from catalogue.readiness.showing.advice import Issued
from catalogue.texts import resolve

BLOCKER_KINDS = ["rule", "gate", "score"]
STEP_KINDS = [str(kind) for kind in Kind]


class ReadinessLineSerializer(Shape):
    """One question scored."""

    question = CodeField(max_length=10)
    dimension = CodeField(max_length=20)
    text = TextField(max_length=500)
    option = CodeField(max_length=4, allow_null=True)
    option_text = TextField(max_length=300, allow_null=True)
    points = NumberField(max_value=1000)
    max_points = NumberField(max_value=1000)
    evidence = serializers.ChoiceField(
        choices=SCORED_AS, read_only=True, help_text="How much of the points counts."
    )
    contribution = AmountField(decimals=1, help_text="Its part of the score.")


class BlockerSerializer(Shape):
    """What keeps the product from a level."""

    level = NumberField(max_value=4, min_value=1)
    kind = serializers.ChoiceField(choices=BLOCKER_KINDS, read_only=True)
    code = CodeField(max_length=30, help_text="Of the rule, of the gate, or `score`.")
    text = TextField(max_length=1000, help_text="What is asked for.")


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
        "`condition`, have a `confirmation`, fill in the `product`.",
    )
    subject = CodeField(
        max_length=30, help_text="Of the question, certificate type, condition or gate."
    )
    text = TextField(max_length=1000)
    option = CodeField(
        max_length=4, allow_null=True, help_text="Of an `answer`: the best one."
    )
    option_text = TextField(max_length=300, allow_null=True)
    rules = serializers.ListField(
        child=CodeField(max_length=10),
        max_length=300,
        read_only=True,
        help_text="Rules it satisfies.",
    )
    is_blocker = serializers.BooleanField(read_only=True)
    gain = AmountField(
        decimals=1,
        allow_null=True,
        help_text="The score shown after it, less that shown now (the market's, if "
        "one was asked); null where it depends on what you answer.",
    )
    level = NumberField(
        max_value=4,
        allow_null=True,
        help_text="Reached by it, in the market if one was asked for; null of the "
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


class MarketComparisonSerializer(Shape):
    """One foreign market beside the others."""

    market = CodeField(max_length=2)
    name = TextField(max_length=120)
    level = NumberField(max_value=4)
    score = AmountField(decimals=1)
    status = serializers.ChoiceField(choices=MarketStatus.choices, read_only=True)
    rules_met = NumberField(max_value=1000, help_text="Gates met,")
    rules_total = NumberField(max_value=1000, help_text="of the gates that apply.")
    blockers = BlockerSerializer(
        many=True,
        max_length=200,
        help_text="Of level 3 there; of level 4 where it is at 3. What keeps the "
        "product from its own levels 1 and 2 comes on top.",
    )


class ScoredSerializer(Shape):
    """A score with its parts."""

    score = AmountField(decimals=1, help_text="0-100.")
    model_version = CodeField(max_length=20)
    computed_at = MomentField(read_only=True)
    computed_on = serializers.DateField(read_only=True, help_text="Asia/Jakarta.")
    answered = NumberField(max_value=1000)
    applicable = NumberField(max_value=1000, help_text="Questions that count.")
    dimensions = ReadinessDimensionSerializer(many=True, max_length=20)
    lines = ReadinessLineSerializer(many=True, max_length=300)
    notice = TextField(max_length=2000, help_text="Show it beside score and rules.")


class OwnSellerReadinessSerializer(ScoredSerializer):
    """The business's own score, and what would raise it."""

    next_steps = NextStepSerializer(many=True, max_length=300)


class OwnProductReadinessSerializer(ScoredSerializer):
    """Everything behind a product's level. Without `market`, of its own levels 0-2."""

    level = NumberField(
        max_value=4, help_text="The highest: its own (0-2), or a market's (3-4)."
    )
    level_name = TextField(max_length=40)
    own_level = NumberField(max_value=2)
    blockers = BlockerSerializer(
        many=True,
        max_length=300,
        help_text="What keeps it from the next levels, in the market if one was asked.",
    )
    next_steps = NextStepSerializer(
        many=True, max_length=500, help_text="Blockers first, then the largest gain."
    )
    closest_market = CodeField(
        max_length=2,
        allow_null=True,
        help_text="The one with the fewest blockers of level 3, then the "
        "highest score.",
    )
    markets = MarketComparisonSerializer(
        many=True, max_length=250, help_text="All foreign markets, the closest first."
    )
    market = MarketCheckSerializer(allow_null=True, help_text="Null without `market`.")


class ChangedLineSerializer(Shape):
    """A question that came out differently."""

    question = CodeField(max_length=10)
    text = TextField(max_length=500)
    option_before = CodeField(max_length=4, allow_null=True)
    option_after = CodeField(max_length=4, allow_null=True)
    points_before = NumberField(max_value=1000)
    points_after = NumberField(max_value=1000)
    evidence_before = serializers.ChoiceField(choices=SCORED_AS, read_only=True)
    evidence_after = serializers.ChoiceField(choices=SCORED_AS, read_only=True)


class ChangedRuleSerializer(Shape):
    """A rule with another status than before."""

    code = CodeField(max_length=10)
    market = CodeField(max_length=2, allow_null=True)
    text = TextField(max_length=1000)
    status_before = serializers.ChoiceField(choices=RULE_STATUSES, read_only=True)
    status_after = serializers.ChoiceField(choices=RULE_STATUSES, read_only=True)


class ReadinessHistoryEntrySerializer(Shape):
    """What the product was assessed to be, and what had changed since the last."""

    taken_at = MomentField(read_only=True)
    taken_on = serializers.DateField(read_only=True, help_text="Asia/Jakarta.")
    model_version = CodeField(max_length=20)
    level = NumberField(max_value=4)
    level_name = TextField(max_length=40)
    score = AmountField(decimals=1)
    changed_lines = ChangedLineSerializer(many=True, max_length=300)
    changed_rules = ChangedRuleSerializer(many=True, max_length=500)


# -- as plain values


def scored(snapshot: Snapshot, model: Model, language: str) -> dict[str, Any]:
    """The members that a business's and a product's score share."""
    result = snapshot.result
    words = [resolve(advice.NOTICE, language), presenting.notice(language)]
    return {
        "score": snapshot.score,
        "model_version": model.version,
        "computed_at": snapshot.taken_at.astimezone(UTC),
        "computed_on": snapshot.taken_on,
        "answered": result["answered"],
        "applicable": result["applicable"],
        "dimensions": presenting.dimensions(result["dimensions"], model, language),
        "lines": presenting.lines(result, model, language),
        "notice": " ".join(words),
    }


def blockers(found: Iterable[list], model: Model, language: str) -> list[dict]:
    return [
        {
            "level": level,
            "kind": "rule" if is_rule else "score" if code == "score" else "gate",
            "code": code,
            "text": advice.blocker_text(level, code, model, language),
        }
        for level, code, is_rule in found
    ]


def comparison(result: dict, model: Model, language: str) -> list[dict[str, Any]]:
    """All foreign markets, the closest first."""
    names = Market.objects.in_bulk(list(result["markets"]))
    found = []
    for code in advice.by_closeness(result, model):
        market = result["markets"][code]
        next_level = 4 if market["level"] >= 3 else 3
        hinders = [b for b in market["blockers"] if b[0] == next_level]
        found.append(
            {
                "market": code,
                "name": resolve(names[code].name, language) if code in names else code,
                **_figures(market),
                "blockers": blockers(hinders, model, language),
            }
        )
    return found


def market_check(
    code: str, result: dict, model: Model, language: str
) -> dict[str, Any]:
    """One market with all its rules."""
    market = result["markets"][code]
    return {
        "code": code,
        "name": resolve(Market.objects.get(pk=code).name, language),
        "level_name": presenting.level_name(market["level"], language),
        **_figures(market),
        "rules": presenting.rules(market["rules"], model, language),
    }


def _figures(market: dict) -> dict[str, Any]:
    return {
        "level": market["level"],
        "score": Decimal(market["score"]),
        "status": market["status"],
        "rules_met": market["rules_met"],
        "rules_total": market["rules_total"],
    }


class Steps:
    """Steps in words, for one product or for the business alone."""

    def __init__(self, model: Model, language: str, product: Product | None, answers):
        self.model, self.language, self.product = model, language, product
        self.answers = answers  # ids of answers, by question
        self.issued: dict[str, Issued] = {}

    def shown(self, steps: Iterable[Step]) -> list[dict[str, Any]]:
        found = list(steps)
        wanted = {s.subject for s in found if s.kind is Kind.CERTIFICATE}
        self.issued = {
            row.code: Issued(row.name, row.issuer, row.public_lookup, row.holder_level)
            for row in CertificateType.objects.filter(pk__in=wanted)
        }
        return [self._step(step) for step in found]

    def _step(self, step: Step) -> dict[str, Any]:
        language, product = self.language, self.product
        return {
            "kind": str(step.kind),
            "subject": step.subject,
            "text": advice.step_text(step, self.model, self.issued, language),
            "option": step.option,
            "option_text": self._option_text(step),
            "rules": list(step.rules),
            "is_blocker": step.is_blocker,
            "gain": step.gain,
            "level": step.level if product is not None else None,
            "takes_days": advice.takes_days(step),
            "link": advice.link_of(
                step,
                self.model,
                product.pk if product is not None else None,
                self.answers.get(step.subject),
            ),
            "members": self._members(step),
            "certificate": self._certificate(step),
        }

    def _option_text(self, step: Step) -> str | None:
        if step.option is None:
            return None
        options = self.model.question[step.subject].options
        texts = {option.letter: option.text for option in options}
        return resolve(texts[step.option], self.language)

    def _certificate(self, step: Step) -> dict[str, Any] | None:
        one = self.issued.get(step.subject)
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
