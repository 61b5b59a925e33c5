"""One thing a seller can do next, and the facts once it is done. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from catalogue.readiness.assessment.facts import Answer, Evidence, Held, ProductFacts
from catalogue.readiness.assessment.levels import Gate
from catalogue.readiness.assessment.model import COMPLETENESS, Model, Question

OF_BUSINESS, OF_PRODUCT = "business", "product"  # whose questions are open


class Kind(StrEnum):
    """What has to be done: answer better, show a document, hold a certificate, answer
    a condition, have something confirmed, mend the product's own page, or answer what
    is still open."""

    ANSWER = "answer"
    DOCUMENT = "document"
    CERTIFICATE = "certificate"
    CONDITION = "condition"
    CONFIRMATION = "confirmation"
    PRODUCT = "product"
    QUESTIONNAIRE = "questionnaire"


class State(StrEnum):
    """Whose turn it is: hers, or an officer's who has yet to look at what she sent.
    What an officer did not agree with is hers again, with a note."""

    TODO = "todo"
    WAITING = "waiting"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Step:
    """`subject` is the code of a question, certificate type, condition or gate; of a
    questionnaire, whose it is, with its open `questions`.

    `rules` are those it satisfies; `unblocks_level` is the lowest level that it stands
    before. `gain` is None where it depends on what she answers. `level` is the one
    reached by it (in the market, if it is of one).
    """

    kind: Kind
    subject: str
    state: State = State.TODO
    option: str | None = None
    rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    unblocks_level: int | None = None
    gain: Decimal | None = None
    level: int = 0

    @property
    def is_blocker(self) -> bool:
        return self.unblocks_level is not None


Change = Callable[[ProductFacts], ProductFacts]


def tells_gain(step: Step, facts: ProductFacts) -> bool:
    """Whether it is known beforehand what she will have said.

    The HS code is part of a complete page, and which questions count hangs on it.
    """
    if step.kind in {Kind.CONDITION, Kind.QUESTIONNAIRE}:
        return False
    is_of_page = step.kind is Kind.PRODUCT and step.subject == Gate.COMPLETE
    return bool(facts.hs_code) or not is_of_page


def done(step: Step, facts: ProductFacts, model: Model) -> ProductFacts:
    """The facts once a step that `tells_gain` is done, and verified where it has to
    be."""
    return _change(step, model)(facts)


def _change(step: Step, model: Model) -> Change:
    subject = step.subject
    match step.kind:
        case Kind.CERTIFICATE:
            return lambda facts: replace(facts, held=(*facts.held, Held(subject, True)))
        case Kind.CONFIRMATION:
            return lambda facts: replace(
                facts, confirmed={**facts.confirmed, subject: None}
            )
        case Kind.PRODUCT:
            return _product_change(subject, model)
        case Kind.ANSWER | Kind.DOCUMENT:
            return _answer_change(model.question[subject], step)
    raise ValueError(f"The gain of a {step.kind} is not known.")


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


def _answer_change(question: Question, step: Step) -> Change:
    def change(facts: ProductFacts) -> ProductFacts:
        answers = facts.seller.answers if question.is_of_seller else facts.answers
        changed = {**answers, question.code: _answered(answers[question.code], step)}
        if question.is_of_seller:
            return replace(facts, seller=replace(facts.seller, answers=changed))
        return replace(facts, answers=changed)

    return change


def _answered(old: Answer, step: Step) -> Answer:
    if step.option is not None:
        return old.changed_to(step.option)
    if step.state is State.WAITING:
        return replace(old, evidence=Evidence.VERIFIED)
    return replace(old, evidence=Evidence.DOCUMENT, has_document=True, expires_on=None)
