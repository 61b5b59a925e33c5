"""What one market asks for, per product group."""

import re
from typing import Any

from drf_spectacular.utils import extend_schema

from api.errors import Problem
from api.parameters import Parameter, ParameterField, Parameters, Refused
from api.public.answers import REFERENCE_AGE, Answer, PublicView
from api.public.envelopes import MarketSerializer
from api.public.filters import market_of
from api.public.readiness_shapes import MarketRuleSerializer
from catalogue.listings import facet_counts, reference
from catalogue.listings.errors import UnknownMarket
from catalogue.listings.rows import dump
from catalogue.listings.shapes import CodeField, Shape, TextField
from catalogue.readiness import versions
from catalogue.readiness.assessment.model import Model, Rule
from catalogue.readiness.showing import presenting
from catalogue.texts import resolve


class MarketRuleGroupSerializer(Shape):
    """The rules that speak of one kind of products."""

    product_group = TextField(max_length=120)
    rules = MarketRuleSerializer(many=True, max_length=500)


class MarketDetailSerializer(MarketSerializer):
    """A market with its rules."""

    model_version = CodeField(max_length=20, help_text="Of the rules in force.")
    groups = MarketRuleGroupSerializer(many=True, max_length=500)
    notice = TextField(max_length=1000, help_text="Show it beside the rules.")


class HsField(ParameterField):
    """The beginning of an HS code: chapter, heading or subheading, digits only."""

    schema = {"type": "string", "pattern": "^[0-9]{2,6}$", "maxLength": 6}

    def read(self, text: str) -> str:
        if not re.fullmatch(self.schema["pattern"], text.strip(), re.ASCII):
            raise Refused("hs_prefix", "invalid", value=text)
        return text.strip()


class MarketParameters(Parameters):
    hs_code = Parameter(
        HsField(),
        "Only rules that can speak of products of this HS code, or of the codes that "
        "begin so: 2 to 6 digits.",
        example="090121",
    )


class MarketView(PublicView):
    """One foreign market."""

    parameters = MarketParameters
    cache_control = REFERENCE_AGE

    @extend_schema(
        operation_id="get_market",
        tags=["catalogue"],
        summary="Get a market with its rules",
        responses=MarketDetailSerializer,
    )
    def get(self, request, **path):
        """What the market asks for, per product group, with the law it stands in.

        A country is answered with its market: `DE` with `EU`. What is neither is a 404
        that names the markets there are, and the one that may have been meant.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        code = _market_in(self.kwargs["code"])
        members = _members(code, values.get("hs_code", ""), language)
        return Answer(
            dump(MarketDetailSerializer().to_representation(members)).encode()
        )


def _market_in(path: str) -> str:
    try:
        return market_of(path)
    except Refused as refused:
        raise Problem(
            "not_found",
            detail=refused.key,
            values=refused.values,
            faults=[refused.fault("code", where="path")],
        ) from None


def _members(code: str, hs_code: str, language: str) -> dict[str, Any]:
    known, model = reference.current(), versions.in_force()
    if code not in model.markets:
        raise UnknownMarket(code)  # left the model since the reference was loaded
    rules = [r for r in model.rules_of_market[code] if _may_speak_of(r, hs_code)]
    return {
        "code": code,
        "name": resolve(known.markets[code].name, language),
        "countries": known.countries[code],
        "product_count": facet_counts.per_code(known)["markets"][code],
        "model_version": model.version,
        "groups": _groups(rules, model, language),
        "notice": presenting.notice(language),
    }


def _may_speak_of(rule: Rule, hs_code: str) -> bool:
    """Whether it speaks of this code, or of one that begins so."""
    return rule.applies_to(hs_code) or any(
        prefix.startswith(hs_code) for prefix in rule.hs_prefixes
    )


def _groups(rules: list[Rule], model: Model, language: str) -> list[dict[str, Any]]:
    """In the order in which the model first speaks of them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in rules:
        shown = {
            **presenting.described(rule, model, language),
            "hs_prefixes": rule.hs_prefixes,
        }
        found.setdefault(shown["product_group"], []).append(shown)
    return [{"product_group": name, "rules": shown} for name, shown in found.items()]
