"""What is told of export readiness: levels, dimensions, rules."""

from rest_framework import serializers

from catalogue.listings.shapes import (
    AmountField,
    CertificateSerializer,
    CodeField,
    DimensionScoreSerializer,
    MomentField,
    NumberField,
    PlotTotalsSerializer,
    Shape,
    TextField,
)
from catalogue.readiness.assessment.market_check import RuleStatus
from catalogue.readiness.models import MarketStatus

RULE_STATUSES = [str(status) for status in RuleStatus]
RULE_READINGS = ["required", "if_applicable", "asked_by_buyers", "check"]


class ReadinessDimensionSerializer(DimensionScoreSerializer):
    """One part of the score, with its weight in the whole."""

    name = TextField(max_length=120)
    weight = NumberField(max_value=1000, help_text="Share of the sum of all weights.")


class RuleSerializer(Shape):
    """One rule of a market, with the law it stands in and how sure we are of it."""

    code = CodeField(max_length=10)
    product_group = TextField(max_length=120, help_text="What it speaks of.")
    text = TextField(max_length=1000)
    condition = TextField(
        max_length=500,
        allow_null=True,
        help_text="It applies only to products of which this is answered with yes.",
    )
    is_gate = serializers.BooleanField(
        read_only=True, help_text="Unmet, it keeps the product from level 3 there."
    )
    reads = serializers.ChoiceField(
        choices=RULE_READINGS,
        read_only=True,
        help_text="How strongly to say it. `check`: we are not sure, ask.",
    )
    certificate_codes = serializers.ListField(
        child=CodeField(max_length=20),
        max_length=20,
        read_only=True,
        help_text="Any one of these satisfies it; empty: an officer confirms it, or "
        "nothing shows it.",
    )
    holder = CodeField(
        max_length=16,
        help_text="Whose it is: `seller`, `facility`, `product`, `producer_group`, "
        "`shipment`, `importer`.",
    )
    stage = CodeField(
        max_length=16, help_text="`pre_market`, `label`, `per_shipment`, `ongoing`."
    )
    legal_basis = TextField(max_length=2000)
    source = TextField(  # type: ignore[assignment]
        max_length=2000, help_text="Where we read it, with what was not read."
    )
    confidence = CodeField(max_length=10, help_text="`high`, `medium`, `low`.")
    effective_from = serializers.DateField(read_only=True, allow_null=True)


class MarketRuleSerializer(RuleSerializer):
    """A rule, and the products it speaks of."""

    hs_prefixes = serializers.ListField(
        child=CodeField(max_length=6),
        max_length=100,
        read_only=True,
        help_text="Of the HS codes it speaks of, digits only; `*` is all.",
    )


class CheckedRuleSerializer(RuleSerializer):
    """A rule, and whether the product meets it."""

    status = serializers.ChoiceField(
        choices=RULE_STATUSES,
        read_only=True,
        help_text="`expiring`: met, for 90 days at most; `upcoming`: not in force yet; "
        "`unknown`: a question is open, or an officer has to confirm it; `listed`: "
        "nothing can be shown beforehand: a paper of each shipment, a duty of the "
        "importer, or what is kept without a certificate, like a label.",
    )


class CheckedRulesSerializer(Shape):
    """The market's rules for such a product, by who has to act."""

    seller = CheckedRuleSerializer(
        many=True, max_length=500, help_text="What the seller has to hold beforehand."
    )
    shipment = CheckedRuleSerializer(
        many=True, max_length=500, help_text="Papers of each shipment."
    )
    importer = CheckedRuleSerializer(
        many=True, max_length=500, help_text="What you must do, as the buyer."
    )


class EvidencePointsSerializer(Shape):
    """The points of the score by what they rest on: in all the score, up to rounding.

    What is declared counts 0.6, a document 0.8, what is verified or measured wholly.
    """

    verified = AmountField(
        decimals=1, help_text="An officer of the trade office has seen what shows it."
    )
    documents = AmountField(
        decimals=1, help_text="There is a document that no officer has verified yet."
    )
    declared = AmountField(decimals=1, help_text="The seller says so herself.")
    measured = AmountField(
        decimals=1, help_text="Computed by this service, as from the product's page."
    )


class MarketCheckSerializer(Shape):
    """How the product stands in one market."""

    code = CodeField(max_length=2, help_text="The market: `EU`, where `DE` was asked.")
    name = TextField(max_length=120)
    level = NumberField(max_value=4)
    level_name = TextField(max_length=40)
    score = AmountField(decimals=1, help_text="0-100; the market's gates count in it.")
    status = serializers.ChoiceField(
        choices=MarketStatus.choices,
        read_only=True,
        help_text="`blocked`: a gate is missing; `not_yet`: the level is too low.",
    )
    rules_met = NumberField(max_value=1000, help_text="Gates met,")
    rules_total = NumberField(max_value=1000, help_text="of the gates that apply.")
    upcoming_on = serializers.DateField(
        read_only=True,
        allow_null=True,
        help_text="The first day on which a further gate comes into force that is not "
        "met as things stand; null: none is known.",
    )
    rules = CheckedRulesSerializer()


class ProductReadinessSerializer(Shape):
    """Export readiness, computed from evidence, never typed in by a seller.

    Levels: 0 not ready, 1 foundation, 2 developing, 3 export-ready, 4 established.
    """

    level = NumberField(
        max_value=4, help_text="The highest: its own (0-2), or a market's (3-4)."
    )
    level_name = TextField(max_length=40)
    score = AmountField(decimals=1, help_text="0-100.")
    model_version = CodeField(max_length=20)
    computed_at = MomentField(read_only=True)
    computed_on = serializers.DateField(
        read_only=True, help_text="The day it was computed for, in Lampung."
    )
    dimensions = ReadinessDimensionSerializer(many=True, max_length=20)
    evidence = EvidencePointsSerializer()
    certificates = CertificateSerializer(many=True, max_length=100)
    plots = PlotTotalsSerializer(
        allow_null=True,
        help_text="Plots of land the seller has told of, for due diligence "
        "(Regulation (EU) 2023/1115); null where she told of none.",
    )
    market = MarketCheckSerializer(allow_null=True, help_text="Null without `market`.")
    notice = TextField(max_length=1000, help_text="Show it beside level and rules.")
