"""What a seller can do next, and exactly what each step would gain. Pure.

A step is a change of the facts. Its gain is the score shown after it, minus the score
shown now: what she will see once it is done.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from catalogue.readiness.assessment.changes import (
    OF_BUSINESS,
    OF_PRODUCT,
    Kind,
    State,
    Step,
    done,
    tells_gain,
)
from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    ProductFacts,
    SellerFacts,
)
from catalogue.readiness.assessment.levels import (
    TOP_OWN_LEVEL,
    Blocker,
    Gate,
    assess_product,
)
from catalogue.readiness.assessment.market_check import RuleResult, RuleStatus
from catalogue.readiness.assessment.model import (
    COMPLETENESS,
    EXPORT_DECLARATION,
    NIB,
    Model,
    Question,
    Rule,
)
from catalogue.readiness.assessment.scoring import Line, Score, assess_seller, rounded

OPEN = {RuleStatus.MISSING, RuleStatus.EXPIRED, RuleStatus.UNKNOWN}
GATE_OF = {NIB: Gate.NIB, EXPORT_DECLARATION: Gate.EXPORTED}


def next_steps(
    model: Model,
    facts: ProductFacts,
    on: date,
    market: str | None = None,
    begun: Mapping[str, State] | None = None,
) -> list[Step]:
    """What she can do, then what waits for an officer. In each, blockers first, those
    of the lowest level before; then by gain, the largest first.

    `begun` says how far certificates (by type) and confirmations are that count for
    nothing yet. What gains nothing, or would cost a level, is left out.
    """
    return _OfProduct(model, facts, on, market, begun or {}).in_order()


def seller_steps(model: Model, facts: SellerFacts, on: date) -> list[Step]:
    """Of the questions about the business: what raises its own score."""
    return _OfSeller(model, facts, on).in_order()


def _urgency(step: Step) -> tuple:
    gain = Decimal(0) if step.gain is None else step.gain
    level = step.unblocks_level or 0
    waits = step.state is State.WAITING
    return (waits, not step.is_blocker, level, -gain, step.kind, step.subject)


class _Planner:
    """Steps of questions. `blocked`: the lowest level that each open blocker bars."""

    def __init__(
        self,
        model: Model,
        facts: ProductFacts,
        on: date,
        score: Score,
        blockers: Iterable[Blocker] = (),
    ):
        self.model, self.facts, self.on, self.score = model, facts, on, score
        self.blocked: dict[str, int] = {}
        for blocker in sorted(blockers, key=lambda one: one.level):
            self.blocked.setdefault(blocker.code, blocker.level)
        self.now = self.shown(facts)

    def shown(self, facts: ProductFacts) -> tuple[Decimal, int]:
        """The score and the level that she sees with these facts."""
        raise NotImplementedError

    def found(self) -> Iterator[Step]:
        return self.of_questions()

    def in_order(self) -> list[Step]:
        return sorted(filter(self.is_useful, self.found()), key=_urgency)

    def is_useful(self, step: Step) -> bool:
        gains = step.gain is None or step.gain > 0
        return (step.is_blocker or gains) and step.level >= self.now[1]

    def weighed(self, step: Step) -> Step:
        before, level = self.now
        if not tells_gain(step, self.facts):
            return replace(step, level=level)
        after, level = self.shown(done(step, self.facts, self.model))
        return replace(step, gain=after - before, level=level)

    def of_questions(self) -> Iterator[Step]:
        """Of an answer the next better one, and a document; the unanswered at once."""
        unanswered: dict[str, list[str]] = {OF_BUSINESS: [], OF_PRODUCT: []}
        for line in self.score.lines:
            question = self.model.question[line.question]
            if question.is_measured:
                continue
            answer = self._answer(question)
            if answer is not None:
                yield from self._of_answer(question, line, answer)
            elif line.points < question.max_points:
                whose = OF_BUSINESS if question.is_of_seller else OF_PRODUCT
                unanswered[whose].append(question.code)
        for whose, codes in unanswered.items():
            if codes:
                yield self._questionnaire(whose, codes)

    def _answer(self, question: Question) -> Answer | None:
        facts = self.facts.seller if question.is_of_seller else self.facts
        return facts.answers.get(question.code)

    def _questionnaire(self, whose: str, codes: Sequence[str]) -> Step:
        unblocks = self.blocked.get("score")
        return self.weighed(
            Step(
                Kind.QUESTIONNAIRE,
                whose,
                questions=tuple(codes),
                unblocks_level=unblocks,
            )
        )

    def _of_answer(
        self, question: Question, line: Line, answer: Answer
    ) -> Iterator[Step]:
        yield from self._next_better(question, line)
        if answer.evidence_on(self.on) is Evidence.DOCUMENT:
            yield self.weighed(Step(Kind.DOCUMENT, question.code, State.WAITING))
        elif (
            question.takes_documents
            and line.points
            and line.evidence is Evidence.SELF_DECLARED
        ):
            yield self.weighed(
                Step(
                    Kind.DOCUMENT,
                    question.code,
                    State.REJECTED if answer.was_turned_down else State.TODO,
                    unblocks_level=self.blocked.get(Gate.DOCUMENTS),
                )
            )

    def _next_better(self, question: Question, line: Line) -> Iterator[Step]:
        """The least better option that raises the score: on her word alone a little
        better than what is verified may not."""
        better = [o for o in question.options if o.points > line.points]
        for option in sorted(better, key=lambda option: option.points):
            letter = option.letter
            step = self.weighed(Step(Kind.ANSWER, question.code, option=letter))
            if self.is_useful(step):
                yield step
                return


class _OfSeller(_Planner):
    def __init__(self, model: Model, facts: SellerFacts, on: date):
        alone = ProductFacts(seller=facts, hs_code="")
        super().__init__(model, alone, on, assess_seller(model, facts, on))

    def shown(self, facts: ProductFacts) -> tuple[Decimal, int]:
        score = assess_seller(self.model, facts.seller, self.on)
        return rounded(score.total), 0


class _OfProduct(_Planner):
    def __init__(
        self,
        model: Model,
        facts: ProductFacts,
        on: date,
        market: str | None,
        begun: Mapping[str, State],
    ):
        self.market, self.begun = market, begun
        model = _only(model, market)
        result = assess_product(model, facts, on)
        there = None if market is None else result.market(market)
        blockers = result.blockers if there is None else there.blockers
        super().__init__(model, facts, on, result.score, blockers)
        if result.own_level < TOP_OWN_LEVEL:
            # Before that, what raises the score comes first: its documents follow.
            self.blocked.pop(Gate.DOCUMENTS, None)
        self.rules: list[RuleResult] = [
            *result.domestic,
            *(there.rules if there else ()),
        ]

    def shown(self, facts: ProductFacts) -> tuple[Decimal, int]:
        result = assess_product(self.model, facts, self.on)
        if self.market is None:
            return rounded(result.score.total), result.own_level
        there = result.market(self.market)
        return rounded(there.score.total), there.level

    def found(self) -> Iterator[Step]:
        yield from self.of_rules()
        yield from self.of_page()
        yield from self.of_questions()

    def of_rules(self) -> Iterator[Step]:
        """Conditions to answer, certificates to get, things to have confirmed."""
        asked: dict[tuple[Kind, str], list[str]] = {}
        for result in self.rules:
            if result.status in OPEN and (key := self._answer_to(result.code)):
                asked.setdefault(key, []).append(result.code)
        if Gate.NIB in self.blocked:
            asked.setdefault((Kind.CERTIFICATE, NIB), [])
        if Gate.EXPORTED in self.blocked and self.now[1] == 3:
            asked.setdefault((Kind.CERTIFICATE, EXPORT_DECLARATION), [])
        for (kind, subject), rules in asked.items():
            yield self.weighed(
                Step(
                    kind,
                    subject,
                    self._state(subject),
                    rules=tuple(rules),
                    unblocks_level=self._unblocked([*rules, GATE_OF.get(subject)]),
                )
            )

    def _answer_to(self, code: str) -> tuple[Kind, str] | None:
        """What is to be done about an open rule: one thing at a time."""
        rule = self.model.rule[code]
        if rule.condition and rule.condition not in self.facts.conditions:
            return Kind.CONDITION, rule.condition
        if rule.certificate_codes:
            return Kind.CERTIFICATE, self._certificate_of(rule)
        return (Kind.CONFIRMATION, rule.confirmation) if rule.confirmation else None

    def _certificate_of(self, rule: Rule) -> str:
        """Of those that satisfy it, the one that she is furthest with."""
        codes = rule.certificate_codes
        waiting = (code for code in codes if self._state(code) is State.WAITING)
        begun = (code for code in codes if code in self.begun)
        return next(waiting, None) or next(begun, codes[0])

    def _state(self, subject: str) -> State:
        sent = subject in self.facts.seller.awaiting or any(
            held.code == subject and not held.is_verified and held.counts_on(self.on)
            for held in self.facts.all_held
        )
        return State.WAITING if sent else self.begun.get(subject, State.TODO)

    def _unblocked(self, codes: Iterable[str | None]) -> int | None:
        levels = [self.blocked[code] for code in codes if code in self.blocked]
        return min(levels, default=None)

    def of_page(self) -> Iterator[Step]:
        for gate in (Gate.COMPLETE, Gate.ENGLISH, Gate.PRICE, Gate.CAPACITY):
            if gate in self.blocked:
                level = self.blocked[gate]
                yield self.weighed(Step(Kind.PRODUCT, gate, unblocks_level=level))
        question = self.model.question.get(COMPLETENESS)
        measured = self.facts.measured.get(COMPLETENESS)
        is_whole = question is None or measured == question.best.letter
        if not is_whole and Gate.COMPLETE not in self.blocked:
            yield self.weighed(Step(Kind.PRODUCT, Gate.COMPLETE))


def _only(model: Model, market: str | None) -> Model:
    """The model with the rules at home and of this market: each step is weighed by an
    assessment, and the other markets tell nothing of it."""
    where = {model.domestic, market}
    return replace(
        model,
        markets=tuple(code for code in model.markets if code == market),
        rules=tuple(rule for rule in model.rules if rule.market in where),
        _by_hs={},
    )
