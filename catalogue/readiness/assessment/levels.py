"""Levels: a score and the gates that must also hold, here and in each market. Pure.

Design: `export_readiness.md`, sections 2.2 and 2.3, of the product's domain notes
(November 2026). Bands are judged on the unrounded score, and the same input gives the
same output on every machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.readiness.assessment import market_check
from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    ProductFacts,
    SellerFacts,
)
from catalogue.readiness.assessment.market_check import (
    LACKING,
    MET,
    Holdings,
    RuleResult,
    RuleStatus,
    changes_of,
)
from catalogue.readiness.assessment.model import (
    DOMESTIC_GATE,
    EXPORT_DECLARATION,
    MARKET_GATE,
    NIB,
    Model,
)
from catalogue.readiness.assessment.scoring import (
    EvidenceOnDay,
    Score,
    best_line,
    lacks_data,
    line_of,
    options_of_rules,
)
from catalogue.readiness.assessment.statuses import MarketStatus

BANDS = {1: 25, 2: 45, 3: 65, 4: 85}  # the least score of each level
TOP_OWN_LEVEL = 2  # 3 and 4 are reached in a market


class Gate(StrEnum):
    """What a level asks for beside a score and the rules of a market."""

    NIB = "nib"
    COMPLETE = "complete"
    ENGLISH = "english"
    PRICE = "price_with_incoterm"
    CAPACITY = "capacity_covers_min_order"
    DOCUMENTS = "half_documented"
    EXPORTED = "export_declaration"


@dataclass(frozen=True)
class Blocker:
    """What keeps a product from `level`: a rule's code, a gate, or `score`."""

    level: int
    code: str
    is_rule: bool = False


@dataclass(frozen=True)
class MarketResult:
    """One market: its own score (Q06 counts in it), level, status and rules.

    `upcoming_on`: when the first gate comes into force that is not met.
    """

    market: str
    score: Score
    level: int
    status: MarketStatus
    rules: tuple[RuleResult, ...]
    blockers: tuple[Blocker, ...]
    upcoming_on: date | None

    @property
    def gates(self) -> list[RuleResult]:
        return market_check.gates(self.rules)

    @property
    def rules_met(self) -> int:
        return sum(gate.status in MET for gate in self.gates)


@dataclass(frozen=True)
class ProductResult:
    """Everything one assessment says. `level` is the highest, here or in a market."""

    score: Score
    own_level: int
    domestic: tuple[RuleResult, ...]
    blockers: tuple[Blocker, ...]
    markets: tuple[MarketResult, ...]
    changes_on: date | None

    @property
    def level(self) -> int:
        return max([self.own_level, *(market.level for market in self.markets)])

    def market(self, code: str) -> MarketResult:
        return next(market for market in self.markets if market.market == code)


def assess_product(model: Model, facts: ProductFacts, on: date) -> ProductResult:
    """Score, levels, and the check of every market, on one day."""
    checks = _Checks(model, facts, on)
    evidence = EvidenceOnDay(facts.all_held, on)
    measured = {**facts.seller.measured, **facts.measured}
    measured.update(options_of_rules(model, DOMESTIC_GATE, checks.domestic))
    answers = {**facts.seller.answers, **facts.answers}
    score = Score.of(
        model,
        {
            question: best_line(
                question,
                answers.get(question.code),
                measured.get(question.code),
                evidence,
            )
            for question in model.questions
            if question.applies_to(facts.hs_code)
            and question.evidence != MARKET_GATE
            and not lacks_data(question, measured)
        },
    )
    own = tuple(_own_blockers(facts, checks, score))
    return ProductResult(
        score=score,
        own_level=_level(own, TOP_OWN_LEVEL),
        domestic=checks.domestic,
        blockers=own,
        markets=tuple(
            _market(model, facts, checks, market, score, own)
            for market in model.markets
        ),
        changes_on=_next(model, facts, on),
    )


class _Checks:
    """The rules that apply, checked once for all markets."""

    def __init__(self, model: Model, facts: ProductFacts, on: date):
        self.on, self.facts = on, facts
        self.holdings = Holdings(facts.all_held, on)
        self.rules = model.rules_for(facts.hs_code)
        self.by_market = {
            market: market_check.check(rules, facts, self.holdings)
            for market, rules in self.rules.items()
        }
        self.domestic = self.by_market[model.domestic]

    def upcoming_on(self, market: str) -> date | None:
        return market_check.upcoming_on(self.rules[market], self.facts, self.holdings)


def _own_blockers(
    facts: ProductFacts, checks: _Checks, score: Score
) -> Iterable[Blocker]:
    """What keeps the product itself from levels 1 and 2."""
    if checks.holdings.status([NIB]) not in MET:
        yield Blocker(1, Gate.NIB)
    if not facts.is_publishable:
        yield Blocker(1, Gate.COMPLETE)
    if score.total < BANDS[1]:
        yield Blocker(1, "score")
    for gate in market_check.gates(checks.domestic):
        if gate.status not in MET:
            yield Blocker(2, gate.code, is_rule=True)
    if score.total < BANDS[2]:
        yield Blocker(2, "score")


def _level(blockers: Iterable[Blocker], top: int) -> int:
    """The highest level below every blocker."""
    return min([top, *(blocker.level - 1 for blocker in blockers)])


def _market(
    model: Model,
    facts: ProductFacts,
    checks: _Checks,
    market: str,
    own_score: Score,
    own: tuple[Blocker, ...],
) -> MarketResult:
    rules = checks.by_market[market]
    answers = options_of_rules(model, MARKET_GATE, rules)
    score = own_score.also(
        {
            model.question[code]: line_of(
                model.question[code], option, Evidence.MEASURED
            )
            for code, option in answers.items()
            if model.question[code].applies_to(facts.hs_code)
        }
    )
    blockers = (*own, *_market_blockers(facts, checks, rules, score))
    level = _level(blockers, 4)
    status = _status(model, level, rules)
    upcoming_on = checks.upcoming_on(market)
    return MarketResult(market, score, level, status, rules, blockers, upcoming_on)


def _market_blockers(
    facts: ProductFacts, checks: _Checks, rules: Sequence[RuleResult], score: Score
) -> Iterable[Blocker]:
    """What keeps the product from levels 3 and 4 in one market."""
    for gate in market_check.gates(rules):
        if gate.status not in MET:
            yield Blocker(3, gate.code, is_rule=True)
    if not facts.has_english:
        yield Blocker(3, Gate.ENGLISH)
    if not facts.has_price_with_incoterm:
        yield Blocker(3, Gate.PRICE)
    if not facts.capacity_covers_min_order:
        yield Blocker(3, Gate.CAPACITY)
    if score.documented * 2 < score.total:
        yield Blocker(3, Gate.DOCUMENTS)
    if score.total < BANDS[3]:
        yield Blocker(3, "score")
    if checks.holdings.status([EXPORT_DECLARATION]) not in MET:
        yield Blocker(4, Gate.EXPORTED)
    if score.total < BANDS[4]:
        yield Blocker(4, "score")


def _status(model: Model, level: int, rules: Sequence[RuleResult]) -> MarketStatus:
    if level >= 3:
        papers = any(
            rule.status is RuleStatus.LISTED
            and model.rule[rule.code].holder == "shipment"
            for rule in rules
        )
        return MarketStatus.READY_WITH_SHIPMENT_DOCS if papers else MarketStatus.READY
    statuses = {gate.status for gate in market_check.gates(rules)}
    if statuses & LACKING:
        return MarketStatus.BLOCKED
    if RuleStatus.UNKNOWN in statuses:
        return MarketStatus.UNKNOWN
    return MarketStatus.NOT_YET


def _next(model: Model, facts: ProductFacts, on: date) -> date | None:
    rules = [r for found in model.rules_for(facts.hs_code).values() for r in found]
    days = [market_check.next_change(rules, facts, on)]
    days += ends_of(facts.seller.answers.values())
    days += ends_of(facts.answers.values())
    return min((day for day in days if day and day > on), default=None)


def ends_of(answers: Iterable[Answer]) -> list[date]:
    """The days on which documents of answers come to their end."""
    return [day for answer in answers for day in changes_of(answer.expires_on)]


def next_of_seller(facts: SellerFacts, on: date) -> date | None:
    """The first day after `on` on which a seller's score can change by itself."""
    days = ends_of(facts.answers.values())
    for held in facts.held:
        days += changes_of(held.expires_on)
    return min((day for day in days if day > on), default=None)
