"""The provisional level rule: what can be said from certificates held and gates alone.

It stands in until the questionnaire and the scoring model are built, gives no score,
and is named `provisional` wherever its results show.

- Level 1, foundation: the seller holds a NIB, and the product is complete (HS code,
  unit, minimum order, price, picture).
- Level 2, developing: level 1, and every domestic gate that applies is met.
- Level 3, export-ready in a market: level 2, every gate of that market is met, the
  monthly capacity covers the minimum order, and the seller has exported before.

A conditional gate asks a question nobody could answer yet, so it is left out. A gate
that no certificate satisfies makes a market `unknown` until an officer can confirm it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.readiness.models import MarketStatus

MODEL_VERSION = "provisional"


@dataclass(frozen=True)
class Rule:
    """What the assessment needs of a `MarketRequirement`."""

    market: str
    hs_prefixes: tuple[str, ...]
    certificate_codes: frozenset[str]
    is_gate: bool
    is_conditional: bool
    is_shipment: bool
    effective_from: date | None

    def applies_to(self, hs_code: str) -> bool:
        return any(p == "*" or hs_code.startswith(p) for p in self.hs_prefixes)


@dataclass(frozen=True)
class Held:
    """A verified certificate: its type and the last day it counts (None: no end)."""

    code: str
    expires_on: date | None


@dataclass(frozen=True)
class Facts:
    """What is known of one product and its seller."""

    hs_code: str
    is_complete: bool
    has_exported: bool
    capacity_covers_min_order: bool
    certificates: Sequence[Held]

    def codes_on(self, day: date) -> frozenset[str]:
        return frozenset(
            held.code
            for held in self.certificates
            if held.expires_on is None or held.expires_on >= day
        )


@dataclass(frozen=True)
class MarketResult:
    market: str
    level: int
    status: MarketStatus
    rules_met: int
    rules_total: int


@dataclass(frozen=True)
class Result:
    level: int
    markets: tuple[MarketResult, ...]
    changes_on: date | None


def assess(
    facts: Facts,
    rules: Iterable[Rule],
    *,
    markets: Sequence[str],
    domestic: str,
    on: date,
) -> Result:
    """Levels and market statuses of one product on one day. Pure."""
    rules = [rule for rule in rules if rule.applies_to(facts.hs_code)]
    codes = facts.codes_on(on)
    own = _own_level(facts, codes, _gates(rules, domestic, on))
    results = tuple(
        _market_result(facts, codes, own, [r for r in rules if r.market == m], m, on)
        for m in markets
        if m != domestic
    )
    return Result(
        level=max([own, *(result.level for result in results)]),
        markets=results,
        changes_on=_next_change(facts, rules, on),
    )


def _gates(rules: Iterable[Rule], market: str, on: date) -> list[Rule]:
    return [
        rule
        for rule in rules
        if rule.market == market
        and rule.is_gate
        and not rule.is_conditional
        and (rule.effective_from is None or rule.effective_from <= on)
    ]


def _own_level(facts: Facts, codes: frozenset[str], gates: list[Rule]) -> int:
    if not (facts.is_complete and "NIB" in codes):
        return 0
    return 2 if all(codes & gate.certificate_codes for gate in gates) else 1


def _market_result(
    facts: Facts,
    codes: frozenset[str],
    own: int,
    rules: list[Rule],
    market: str,
    on: date,
) -> MarketResult:
    gates = _gates(rules, market, on)
    met = sum(bool(codes & gate.certificate_codes) for gate in gates)
    unknown = sum(not gate.certificate_codes for gate in gates)
    ready = (
        own == 2
        and met == len(gates)
        and facts.has_exported
        and facts.capacity_covers_min_order
    )
    if ready:
        papers = any(rule.is_shipment for rule in rules)
        status = MarketStatus.READY_WITH_SHIPMENT_DOCS if papers else MarketStatus.READY
    elif met + unknown < len(gates):
        status = MarketStatus.BLOCKED
    elif unknown:
        status = MarketStatus.UNKNOWN
    else:
        status = MarketStatus.NOT_YET
    return MarketResult(market, 3 if ready else own, status, met, len(gates))


def _next_change(facts: Facts, rules: list[Rule], on: date) -> date | None:
    days = [
        held.expires_on + timedelta(days=1)
        for held in facts.certificates
        if held.expires_on and on <= held.expires_on < date.max
    ]
    days += [r.effective_from for r in rules if r.effective_from and r.is_gate]
    return min((day for day in days if day > on), default=None)
