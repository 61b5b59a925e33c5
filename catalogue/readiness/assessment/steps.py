"""What a seller can do next, and exactly what each step would gain. Pure.

A step is a change of the facts. Its gain is the score shown after it, minus the score
shown now: what she will see once it is done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from catalogue.readiness.assessment.facts import Answer, Evidence, Held, ProductFacts
from catalogue.readiness.assessment.levels import (
    Gate,
    MarketResult,
    ProductResult,
    assess_product,
)
from catalogue.readiness.assessment.market_check import RuleStatus, gates
from catalogue.readiness.assessment.model import (
    COMPLETENESS,
    EXPORT_DECLARATION,
    NIB,
    Model,
    Question,
)
from catalogue.readiness.assessment.scoring import rounded


class Kind(StrEnum):
    """What has to be done: answer better, show a document, hold a certificate, answer
    a condition, have something confirmed, or mend the product's own page."""

    ANSWER = "answer"
    DOCUMENT = "document"
    CERTIFICATE = "certificate"
    CONDITION = "condition"
    CONFIRMATION = "confirmation"
    PRODUCT = "product"


@dataclass(frozen=True)
class Step:
    """`subject` is the code of a question, certificate type, condition or gate.

    `rules` are those it satisfies; `gain` is None where it depends on her answer.
    `level` is the one reached by it (in the market, if one was asked for).
    """

    kind: Kind
    subject: str
    option: str | None
    rules: tuple[str, ...]
    is_blocker: bool
    gain: Decimal | None
    level: int


Change = Callable[[ProductFacts], ProductFacts]


def next_steps(
    model: Model, facts: ProductFacts, on: date, market: str | None = None
) -> list[Step]:
    """Blockers first, then by gain, largest first; what gains nothing is left out."""
    planner = _Planner(model, facts, on, market)
    found = [*planner.of_rules(), *planner.of_product(), *planner.of_questions()]
    useful = [s for s in found if s.is_blocker or s.gain is None or s.gain > 0]
    return sorted(useful, key=_urgency)


def _urgency(step: Step) -> tuple:
    gain = Decimal(0) if step.gain is None else step.gain
    return (not step.is_blocker, -gain, step.kind, step.subject)


def done(step: Step, facts: ProductFacts, model: Model) -> ProductFacts:
    """The facts once a step with a known gain is done."""
    return _change(step.kind, step.subject, step.option, model)(facts)


def _change(kind: Kind, subject: str, option: str | None, model: Model) -> Change:
    match kind:
        case Kind.CERTIFICATE:
            return lambda facts: replace(facts, held=(*facts.held, Held(subject, True)))
        case Kind.CONFIRMATION:
            return lambda facts: replace(
                facts, confirmed={**facts.confirmed, subject: None}
            )
        case Kind.PRODUCT:
            return _product_change(subject, model)
        case Kind.ANSWER | Kind.DOCUMENT:
            return _answer_change(model.question[subject], kind, option)
    raise ValueError(f"The gain of a {kind} is not known.")


def _product_change(gate: str, model: Model) -> Change:
    """Filling in the page: what is complete is complete wholly, so Q18 is the best."""
    question = model.question.get(COMPLETENESS)
    measured = {} if question is None else {COMPLETENESS: question.best.letter}
    match gate:
        case Gate.COMPLETE:
            return lambda facts: replace(
                facts,
                is_publishable=True,
                has_english=True,
                measured={**facts.measured, **measured},
            )
        case Gate.ENGLISH:
            return lambda facts: replace(facts, has_english=True)
        case Gate.PRICE:
            return lambda facts: replace(facts, has_price_with_incoterm=True)
        case Gate.CAPACITY:
            return lambda facts: replace(facts, capacity_covers_min_order=True)
    raise ValueError(gate)


def _answer_change(question: Question, kind: Kind, option: str | None) -> Change:
    def change(facts: ProductFacts) -> ProductFacts:
        answers = facts.seller.answers if question.is_of_seller else facts.answers
        old = answers.get(question.code)
        if kind is Kind.DOCUMENT:
            assert old is not None
            new = replace(
                old, evidence=Evidence.DOCUMENT, has_document=True, expires_on=None
            )
        else:
            new = (old or Answer("")).changed_to(option or question.best.letter)
        changed = {**answers, question.code: new}
        if question.is_of_seller:
            return replace(facts, seller=replace(facts.seller, answers=changed))
        return replace(facts, answers=changed)

    return change


class _Planner:
    def __init__(self, model: Model, facts: ProductFacts, on: date, market: str | None):
        self.model, self.facts, self.on, self.market = model, facts, on, market
        self.now = assess_product(model, facts, on)

    def _shown(self, result: ProductResult) -> tuple[Decimal, int]:
        if self.market is None:
            return rounded(result.score.total), result.own_level
        there = result.market(self.market)
        return rounded(there.score.total), there.level

    def step(
        self,
        kind: Kind,
        subject: str,
        *,
        option: str | None = None,
        rules: Iterable[str] = (),
        is_blocker: bool = False,
    ) -> Step:
        before, level = self._shown(self.now)
        gain = None
        if kind is not Kind.CONDITION:
            facts = _change(kind, subject, option, self.model)(self.facts)
            after, level = self._shown(assess_product(self.model, facts, self.on))
            gain = after - before
        return Step(kind, subject, option, tuple(rules), is_blocker, gain, level)

    def of_rules(self) -> Iterable[Step]:
        """Conditions to answer, certificates to get, things to have confirmed."""
        results = [*self.now.domestic]
        if self.market is not None:
            results += self._there().rules
        open_ = [
            result
            for result in results
            if result.status
            in {RuleStatus.MISSING, RuleStatus.EXPIRED, RuleStatus.UNKNOWN}
        ]
        blocking = {result.code for result in gates(open_)}
        asked: dict[tuple[Kind, str], list[str]] = {}
        for result in open_:
            for key in self._answers_to(result.code):
                asked.setdefault(key, []).append(result.code)
        for (kind, subject), rules in asked.items():
            yield self.step(
                kind,
                subject,
                rules=rules,
                is_blocker=not blocking.isdisjoint(rules),
            )
        if self._is_blocked_by(Gate.NIB) and (Kind.CERTIFICATE, NIB) not in asked:
            yield self.step(Kind.CERTIFICATE, NIB, is_blocker=True)
        if self._is_blocked_by(Gate.EXPORTED) and self._there().level == 3:
            yield self.step(Kind.CERTIFICATE, EXPORT_DECLARATION, is_blocker=True)

    def _answers_to(self, code: str) -> Iterable[tuple[Kind, str]]:
        """What is to be done about an open rule: one thing at a time."""
        rule = self.model.rule[code]
        if rule.condition and rule.condition not in self.facts.conditions:
            yield Kind.CONDITION, rule.condition
        elif rule.certificate_codes:
            yield Kind.CERTIFICATE, rule.certificate_codes[0]
        elif rule.confirmation:
            yield Kind.CONFIRMATION, rule.confirmation

    def _there(self) -> MarketResult:
        assert self.market is not None
        return self.now.market(self.market)

    def _blockers(self):
        return self.now.blockers if self.market is None else self._there().blockers

    def _is_blocked_by(self, gate: Gate) -> bool:
        return any(blocker.code == gate for blocker in self._blockers())

    def of_product(self) -> Iterable[Step]:
        for gate in (Gate.COMPLETE, Gate.ENGLISH, Gate.PRICE, Gate.CAPACITY):
            if self._is_blocked_by(gate):
                yield self.step(Kind.PRODUCT, gate, is_blocker=True)
        measured = self.facts.measured.get(COMPLETENESS)
        question = self.model.question.get(COMPLETENESS)
        if (
            question is not None
            and measured != question.best.letter
            and not self._is_blocked_by(Gate.COMPLETE)
        ):
            yield self.step(Kind.PRODUCT, Gate.COMPLETE)

    def of_questions(self) -> Iterable[Step]:
        """A better answer; or, of an answer that takes documents, a document."""
        for line in self.now.score.lines:
            question = self.model.question[line.question]
            if question.is_measured:
                continue
            of_seller = question.is_of_seller
            answers = (self.facts.seller if of_seller else self.facts).answers
            answer = answers.get(question.code)
            if line.points < question.max_points:
                yield self.step(Kind.ANSWER, question.code, option=question.best.letter)
            elif (
                answer is not None
                and question.takes_documents
                and line.evidence is Evidence.SELF_DECLARED
            ):
                yield self.step(Kind.DOCUMENT, question.code)
