"""Points: each question's line, the dimensions, the total. Pure.

Design: `export_readiness.md`, section 2.1, of the product's domain notes (November
2026). Numbers are exact fractions until they are shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from catalogue.readiness.assessment import market_check
from catalogue.readiness.assessment.facts import Answer, Evidence, Held, SellerFacts
from catalogue.readiness.assessment.market_check import LACKING, MET, RuleResult
from catalogue.readiness.assessment.model import DOMESTIC_GATE, Model, Question

ON_HER_WORD = "self"  # a question that no paper proves until an officer agrees
FACTORS = {
    Evidence.NONE: Fraction(0),
    Evidence.SELF_DECLARED: Fraction(6, 10),
    Evidence.DOCUMENT: Fraction(8, 10),
    Evidence.VERIFIED: Fraction(1),
    Evidence.MEASURED: Fraction(1),
}


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
    is_answered: bool = False


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
        """Of the questions that count, those that she is asked: not the measured."""
        return sum(not question.is_measured for question in self._scored)

    @property
    def answered(self) -> int:
        """Of those, the ones that she has answered herself."""
        return sum(line.is_answered for line in self._scored.values())


def rounded(number: Fraction) -> Decimal:
    """Half up, to one decimal."""
    return Decimal(floor(number * 10 + Fraction(1, 2))).scaleb(-1)


class EvidenceOnDay:
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


def assess_seller(model: Model, facts: SellerFacts, on: date) -> Score:
    """Of the questions about the business and its site."""
    evidence = EvidenceOnDay(facts.held, on)
    return Score.of(
        model,
        {
            question: best_line(
                question,
                facts.answers.get(question.code),
                facts.measured.get(question.code),
                evidence,
            )
            for question in model.questions
            if question.is_of_seller and not lacks_data(question, facts.measured)
        },
    )


def lacks_data(question: Question, measured) -> bool:
    """A metric without data yet is not applicable."""
    return question.evidence.startswith("metric:") and question.code not in measured


def best_line(
    question: Question,
    answer: Answer | None,
    measured: str | None,
    evidence: EvidenceOnDay,
) -> _Scored:
    """The best of what she says, what the platform measured, what a certificate
    proves."""
    found = [_Scored(None, 0, Evidence.NONE, Fraction(0), False)]
    held = evidence.of(question)
    if measured is not None:
        found.append(line_of(question, measured, Evidence.MEASURED))
    is_answered = answer is not None and not question.is_measured
    if answer is not None and is_answered:
        own = _own_evidence(question, answer, evidence.on)
        found.append(line_of(question, answer.option, _stronger(own, held)))
    if question.proven_option and held is Evidence.VERIFIED:
        found.append(line_of(question, question.proven_option, Evidence.VERIFIED))
    best = max(found, key=lambda line: (line.value, line.option is not None))
    return replace(best, is_answered=is_answered)


def _own_evidence(question: Question, answer: Answer, on: date) -> Evidence:
    """No paper proves what is asked on her word, unless an officer agrees."""
    shown = answer.evidence_on(on)
    if question.evidence == ON_HER_WORD and shown is Evidence.DOCUMENT:
        return Evidence.SELF_DECLARED
    return shown


def _stronger(one: Evidence, other: Evidence) -> Evidence:
    return max(one, other, key=lambda evidence: FACTORS[evidence])


def line_of(question: Question, option: str, evidence: Evidence) -> _Scored:
    points = question.points.get(option, 0)
    ratio = Fraction(points, question.max_points)
    return _Scored(
        option,
        points,
        evidence,
        ratio * FACTORS[evidence],
        question.takes_documents and evidence in {Evidence.DOCUMENT, Evidence.VERIFIED},
    )


def options_of_rules(
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
