"""Readiness as its seller and her officers read it: line by line, with what to do."""

from collections.abc import Iterable
from datetime import UTC, date
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from api.public.readiness_shapes import (
    RULE_STATUSES,
    MarketCheckSerializer,
    ReadinessDimensionSerializer,
)
from api.seller.assessment_shapes import SCORED_AS
from api.seller.readiness_steps import NextStepSerializer
from catalogue.listings.shapes import (
    AmountField,
    CodeField,
    MomentField,
    NumberField,
    Shape,
    TextField,
)
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.models import Market, MarketStatus, Snapshot
from catalogue.readiness.showing import advice, history, presenting
from catalogue.texts import resolve

GATE_KINDS = ["gate", "score"]
BLOCKER_KINDS = ["rule", *GATE_KINDS]


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
    answered = NumberField(max_value=1000, help_text="Questions you have answered,")
    applicable = NumberField(
        max_value=1000,
        help_text="of those that count here and that you are asked: what the platform "
        "measures is in neither number.",
    )
    dimensions = ReadinessDimensionSerializer(many=True, max_length=20)
    lines = ReadinessLineSerializer(many=True, max_length=300)
    notice = TextField(max_length=2000, help_text="Show it beside score and rules.")


class OwnSellerReadinessSerializer(ScoredSerializer):
    """The business's own score, and what would raise it."""

    next_steps = NextStepSerializer(many=True, max_length=300)


class OwnProductReadinessSerializer(ScoredSerializer):
    """Everything behind a product's level.

    `blockers` and `next_steps` are of `next_steps_market`; without one, of the
    product's own levels 0-2.
    """

    level = NumberField(
        max_value=4, help_text="The highest: its own (0-2), or a market's (3-4)."
    )
    level_name = TextField(max_length=40)
    own_level = NumberField(max_value=2)
    blockers = BlockerSerializer(
        many=True,
        max_length=300,
        help_text="What keeps it from the next levels, those of `next_steps_market` "
        "too.",
    )
    next_steps_market = CodeField(
        max_length=2,
        allow_null=True,
        help_text="Whose levels, score and rules `blockers` and `next_steps` speak of: "
        "`market`; without it, from own level 2 on, the closest one.",
    )
    next_steps = NextStepSerializer(
        many=True,
        max_length=500,
        help_text="What you can do, then what waits for an officer. In each, blockers "
        "of the lowest level first, then the largest gain.",
    )
    closest_market = CodeField(
        max_length=2,
        allow_null=True,
        help_text="The one with the fewest blockers of level 3, then the "
        "highest score, then the order of `/v1/markets`.",
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


class ChangedGateSerializer(Shape):
    """What a level asks for beside rules, met or not as it was not before."""

    level = NumberField(min_value=1, max_value=4)
    kind = serializers.ChoiceField(choices=GATE_KINDS, read_only=True)
    code = CodeField(max_length=30, help_text="Of the gate, or `score`.")
    text = TextField(max_length=1000, help_text="What is asked for.")
    markets = serializers.ListField(
        child=CodeField(max_length=2),
        max_length=250,
        read_only=True,
        help_text="Where; none: of the product's own levels.",
    )
    is_met = serializers.BooleanField(help_text="Now; before it was the contrary.")


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
    changed_gates = ChangedGateSerializer(many=True, max_length=500)


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
            "kind": "rule" if is_rule else history.gate_kind(code),
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
    day = market["upcoming_on"]
    return {
        "code": code,
        "name": resolve(Market.objects.get(pk=code).name, language),
        "level_name": presenting.level_name(market["level"], language),
        **_figures(market),
        "upcoming_on": day and date.fromisoformat(day),
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
