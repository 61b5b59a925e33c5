"""The score and the level of a product, and of a seller. Pure: facts in, result out.

Design: `export_readiness.md`, section 2, of the product's domain notes (November 2026).
Numbers are exact fractions until they are shown: bands are judged on the unrounded
score, and the same input gives the same output on every machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from catalogue.readiness import market_check
from catalogue.readiness.facts import Answer, Evidence, Held, ProductFacts, SellerFacts
from catalogue.readiness.market_check import (
    LACKING,
    MET,
    Holdings,
    RuleResult,
    RuleStatus,
    changes_of,
)
from catalogue.readiness.model import (
    DOMESTIC_GATE,
    EXPORT_DECLARATION,
    MARKET_GATE,
    NIB,
    Model,
    Question,
)
from catalogue.readiness.statuses import MarketStatus

FACTORS = {
    Evidence.NONE: Fraction(0),
    Evidence.SELF_DECLARED: Fraction(6, 10),
    Evidence.DOCUMENT: Fraction(8, 10),
    Evidence.VERIFIED: Fraction(1),
    Evidence.MEASURED: Fraction(1),
}
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
class Line:
    """One question scored. `contribution` is its part of the total, in points."""

    question: str
    option: str | None
    points: int
    max_points: int
    evidence: Evidence
    contribution: Fraction
    is_documented: bool


@dataclass(frozen=True)
class _Scored:
    """A question's line before its weight is known."""

    option: str | None
    points: int
    evidence: Evidence
    value: Fraction
    is_documented: bool


Scored = dict[Question, _Scored]


@dataclass(frozen=True)
class _Part:
    """A dimension's questions, added up."""

    count: int
    value: Fraction
    documented: Fraction

    @property
    def share(self) -> Fraction:
        """0-100."""
        return 100 * self.value / self.count

    def plus(self, line: _Scored) -> "_Part":
        documented = line.value if line.is_documented else 0
        return _Part(
            self.count + 1, self.value + line.value, self.documented + documented
        )


class Score:
    """A total with its parts; dimensions without an applicable question are left out.

    `documented` is the part of the total that rests on documents.
    """

    def __init__(self, model: Model, scored: Scored, parts: dict[str, _Part]):
        self._model, self._scored, self._parts = model, scored, parts
        self._weights = sum(d.weight for d in model.dimensions if d.code in parts)
        self.total = self.documented = Fraction(0)
        for dimension in model.dimensions:
            part = parts.get(dimension.code)
            if part is not None:
                share = self._share(dimension.weight, part)
                self.total += part.value * share
                self.documented += part.documented * share

    @classmethod
    def of(cls, model: Model, scored: Scored) -> "Score":
        parts: dict[str, _Part] = {}
        nothing = _Part(0, Fraction(0), Fraction(0))
        for question, line in scored.items():
            code = question.dimension
            parts[code] = parts.get(code, nothing).plus(line)
        return cls(model, scored, parts)

    def also(self, scored: Scored) -> "Score":
        """With these questions too, none of which it has yet."""
        parts = dict(self._parts)
        nothing = _Part(0, Fraction(0), Fraction(0))
        for question, line in scored.items():
            parts[question.dimension] = parts.get(question.dimension, nothing).plus(
                line
            )
        return Score(self._model, {**self._scored, **scored}, parts)

    def _share(self, weight: int, part: _Part) -> Fraction:
        """Points of the total that one whole question of the dimension gives."""
        if not self._weights:
            return Fraction(0)
        return Fraction(100 * weight, self._weights * part.count)

    @property
    def dimensions(self) -> dict[str, Fraction]:
        """0-100 each, in the model's order."""
        return {
            d.code: self._parts[d.code].share
            for d in self._model.dimensions
            if d.code in self._parts
        }

    def dimensions_beyond(self, own: "Score") -> dict[str, Fraction]:
        """Those that a market's question moved."""
        return {
            code: part.share
            for code, part in self._parts.items()
            if own._parts.get(code) is not part
        }

    @property
    def lines(self) -> list[Line]:
        weight = {d.code: d.weight for d in self._model.dimensions}
        return [
            Line(
                question.code,
                line.option,
                line.points,
                question.max_points,
                line.evidence,
                line.value
                * self._share(
                    weight[question.dimension], self._parts[question.dimension]
                ),
                line.is_documented,
            )
            for question, line in sorted(
                self._scored.items(), key=lambda pair: pair[0].code
            )
        ]

    @property
    def applicable(self) -> int:
        return len(self._scored)

    @property
    def answered(self) -> int:
        return sum(line.option is not None for line in self._scored.values())


@dataclass(frozen=True)
class Blocker:
    """What keeps a product from `level`: a rule's code, a gate, or `score`."""

    level: int
    code: str
    is_rule: bool = False


@dataclass(frozen=True)
class MarketResult:
    """One market: its own score (Q06 counts in it), level, status and rules."""

    market: str
    score: Score
    level: int
    status: MarketStatus
    rules: tuple[RuleResult, ...]
    blockers: tuple[Blocker, ...]

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


def rounded(number: Fraction) -> Decimal:
    """Half up, to one decimal."""
    return Decimal(floor(number * 10 + Fraction(1, 2))).scaleb(-1)


def assess_seller(model: Model, facts: SellerFacts, on: date) -> Score:
    """Of the questions about the business and its site."""
    evidence = _EvidenceOnDay(facts.held, on)
    return Score.of(
        model,
        {
            question: _scored(
                question,
                facts.answers.get(question.code),
                facts.measured.get(question.code),
                evidence,
            )
            for question in model.questions
            if question.is_of_seller and not _lacks_data(question, facts.measured)
        },
    )


def assess_product(model: Model, facts: ProductFacts, on: date) -> ProductResult:
    """Score, levels, and the check of every market, on one day."""
    checks = _Checks(model, facts, on)
    evidence = _EvidenceOnDay(facts.all_held, on)
    measured = {**facts.seller.measured, **facts.measured}
    measured.update(_of_rules(model, DOMESTIC_GATE, checks.domestic))
    answers = {**facts.seller.answers, **facts.answers}
    score = Score.of(
        model,
        {
            question: _scored(
                question,
                answers.get(question.code),
                measured.get(question.code),
                evidence,
            )
            for question in model.questions
            if question.applies_to(facts.hs_code)
            and question.evidence != MARKET_GATE
            and not _lacks_data(question, measured)
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


class _EvidenceOnDay:
    """The best document there is for a question, on one day."""

    def __init__(self, held: Iterable[Held], on: date):
        self.on = on
        self._best: dict[str, Evidence] = {}
        for one in held:
            if one.counts_on(on):
                found = Evidence.VERIFIED if one.is_verified else Evidence.DOCUMENT
                if self._best.get(one.code) is not Evidence.VERIFIED:
                    self._best[one.code] = found

    def of(self, question: Question) -> Evidence:
        found = [self._best.get(code) for code in question.evidence_codes]
        if Evidence.VERIFIED in found:
            return Evidence.VERIFIED
        return Evidence.DOCUMENT if Evidence.DOCUMENT in found else Evidence.NONE


class _Checks:
    """The rules that apply, checked once for all markets."""

    def __init__(self, model: Model, facts: ProductFacts, on: date):
        self.on = on
        self.holdings = Holdings(facts.all_held, on)
        found = model.rules_for(facts.hs_code)
        self.by_market = {
            market: market_check.check(rules, facts, self.holdings)
            for market, rules in found.items()
        }
        self.domestic = self.by_market[model.domestic]


def _lacks_data(question: Question, measured) -> bool:
    """A metric without data yet is not applicable."""
    return question.evidence.startswith("metric:") and question.code not in measured


def _of_rules(
    model: Model, evidence: str, results: Sequence[RuleResult]
) -> dict[str, str]:
    """The option of Q05 and Q06, which the platform answers from the gates.

    All met, or none to meet: the best. Else by how many: more than half, some (of Q06:
    at least one is known to be lacking or met), none.
    """
    found = market_check.gates(results)
    met = sum(gate.status in MET for gate in found)
    measured = {}
    for question in model.questions:
        if question.evidence != evidence:
            continue
        options = sorted(question.options, key=lambda option: option.points)
        if met == len(found):
            place = len(options) - 1
        elif evidence == DOMESTIC_GATE:
            place = 1 if met else 0
        elif met * 2 > len(found):
            place = 2
        else:
            known = met or any(gate.status in LACKING for gate in found)
            place = 1 if known else 0
        measured[question.code] = options[min(place, len(options) - 1)].letter
    return measured


def _scored(
    question: Question,
    answer: Answer | None,
    measured: str | None,
    evidence: _EvidenceOnDay,
) -> _Scored:
    """The best of what she says, what the platform measured, what a certificate
    proves."""
    found = [_Scored(None, 0, Evidence.NONE, Fraction(0), False)]
    held = evidence.of(question)
    if measured is not None:
        found.append(_line(question, measured, Evidence.MEASURED))
    if answer is not None and not question.is_measured:
        own = answer.evidence_on(evidence.on)
        found.append(_line(question, answer.option, _stronger(own, held)))
    if question.proven_option and held is Evidence.VERIFIED:
        found.append(_line(question, question.proven_option, Evidence.VERIFIED))
    return max(found, key=lambda line: (line.value, line.option is not None))


def _stronger(one: Evidence, other: Evidence) -> Evidence:
    return max(one, other, key=lambda evidence: FACTORS[evidence])


def _line(question: Question, option: str, evidence: Evidence) -> _Scored:
    points = question.points.get(option, 0)
    ratio = Fraction(points, question.max_points)
    return _Scored(
        option,
        points,
        evidence,
        ratio * FACTORS[evidence],
        question.takes_documents and evidence in {Evidence.DOCUMENT, Evidence.VERIFIED},
    )


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
    answers = _of_rules(model, MARKET_GATE, rules)
    score = own_score.also(
        {
            model.question[code]: _line(model.question[code], option, Evidence.MEASURED)
            for code, option in answers.items()
            if model.question[code].applies_to(facts.hs_code)
        }
    )
    blockers = (*own, *_market_blockers(facts, checks, rules, score))
    level = _level(blockers, 4)
    status = _status(model, level, rules)
    return MarketResult(market, score, level, status, rules, blockers)


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
