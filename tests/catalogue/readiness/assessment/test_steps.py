"""Next steps, and what must hold of any facts whatever: properties of the model."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    Held,
    ProductFacts,
    SellerFacts,
)
from catalogue.readiness.assessment.levels import ProductResult, assess_product
from catalogue.readiness.assessment.model import Question
from catalogue.readiness.assessment.scoring import rounded
from catalogue.readiness.assessment.steps import Kind, done, next_steps
from tests.catalogue.readiness.assessment.models_for_tests import (
    make_model,
    make_question,
    make_rule,
    shipped,
)

TODAY = date(2026, 11, 28)
MODEL = shipped()
CODES = sorted({c for rule in MODEL.rules for c in rule.certificate_codes} | {"PEB"})
HS_CODES = ["090111", "090121", "200899", "620590", "440290", "940169", "190590", ""]
EVIDENCE = [Evidence.SELF_DECLARED, Evidence.DOCUMENT, Evidence.VERIFIED]
DAYS = st.none() | st.integers(-200, 900).map(lambda n: TODAY + timedelta(days=n))


def answers_to(questions: list[Question]):
    def answer(question: Question):
        return st.builds(
            Answer,
            st.sampled_from([option.letter for option in question.options]),
            st.sampled_from(EVIDENCE),
            DAYS,
            st.booleans(),
        )

    return st.fixed_dictionaries(
        {}, optional={question.code: answer(question) for question in questions}
    )


HELD = st.lists(
    st.builds(Held, st.sampled_from(CODES), st.booleans(), DAYS), max_size=12
).map(tuple)
FACTS = st.builds(
    ProductFacts,
    seller=st.builds(
        SellerFacts,
        answers_to([q for q in MODEL.questions if q.is_of_seller]),
        HELD,
        st.sampled_from([{}, {"Q26": "B"}, {"Q27": "C"}]),
    ),
    hs_code=st.sampled_from(HS_CODES),
    answers=answers_to([q for q in MODEL.questions if not q.is_of_seller]),
    held=HELD,
    measured=st.sampled_from([{"Q18": letter} for letter in "ABCD"]),
    conditions=st.dictionaries(
        st.sampled_from(sorted(MODEL.conditions)), st.booleans(), max_size=5
    ),
    is_publishable=st.booleans(),
    has_english=st.booleans(),
    has_price_with_incoterm=st.booleans(),
    capacity_covers_min_order=st.booleans(),
)
few = settings(max_examples=40, deadline=None)


def levels(result: ProductResult) -> list[int]:
    return [result.own_level, *(market.level for market in result.markets)]


def totals(result: ProductResult):
    return [result.score.total, *(market.score.total for market in result.markets)]


@given(FACTS, st.sampled_from(CODES))
@few
def test_another_certificate_never_lowers_a_score_or_a_level(facts, code):
    more = replace(facts, held=(*facts.held, Held(code, True)))

    before = assess_product(MODEL, facts, TODAY)
    after = assess_product(MODEL, more, TODAY)

    assert all(b <= a for b, a in zip(totals(before), totals(after), strict=True))
    assert all(b <= a for b, a in zip(levels(before), levels(after), strict=True))


@given(FACTS, st.data())
@few
def test_better_evidence_of_an_answer_never_lowers_a_score(facts, data):
    if not facts.answers:
        return
    code = data.draw(st.sampled_from(sorted(facts.answers)))
    old = facts.answers[code]
    better = replace(old, evidence=Evidence.VERIFIED, expires_on=None)
    more = replace(facts, answers={**facts.answers, code: better})

    before = assess_product(MODEL, facts, TODAY)
    after = assess_product(MODEL, more, TODAY)

    assert all(b <= a for b, a in zip(totals(before), totals(after), strict=True))


@given(FACTS, st.data())
@few
def test_an_expired_certificate_is_as_if_absent(facts, data):
    ends = TODAY - timedelta(days=data.draw(st.integers(1, 900)))
    code = data.draw(st.sampled_from(CODES))
    with_expired = replace(facts, held=(*facts.held, Held(code, True, ends)))

    before = assess_product(MODEL, facts, TODAY)
    after = assess_product(MODEL, with_expired, TODAY)

    assert totals(before) == totals(after)
    assert levels(before) == levels(after)


@given(FACTS, st.sampled_from([None, *MODEL.markets]))
@settings(max_examples=15, deadline=None)
def test_the_gain_promised_is_the_gain_had(facts, market):
    def shown(result: ProductResult) -> tuple[Decimal, int]:
        if market is None:
            return rounded(result.score.total), result.own_level
        there = result.market(market)
        return rounded(there.score.total), there.level

    now, _ = shown(assess_product(MODEL, facts, TODAY))

    for step in next_steps(MODEL, facts, TODAY, market):
        if step.gain is not None:
            then = assess_product(MODEL, done(step, facts, MODEL), TODAY)
            assert (shown(then)[0] - now, shown(then)[1]) == (step.gain, step.level)


@given(FACTS)
@few
def test_levels_and_scores_stay_in_their_bounds_and_dates_lie_ahead(facts):
    result = assess_product(MODEL, facts, TODAY)

    assert all(0 <= total <= 100 for total in totals(result))
    assert result.own_level in {0, 1, 2}
    assert all(level in {0, 1, 2, 3, 4} for level in levels(result))
    assert result.changes_on is None or result.changes_on > TODAY


@given(FACTS)
@few
def test_nothing_changes_before_the_day_that_is_named(facts):
    result = assess_product(MODEL, facts, TODAY)
    until = result.changes_on or TODAY + timedelta(days=400)

    eve = assess_product(MODEL, facts, until - timedelta(days=1))

    assert totals(eve) == totals(result)
    assert [m.rules for m in eve.markets] == [m.rules for m in result.markets]


def small_model():
    return make_model(
        [
            make_question("Q1"),
            make_question("Q2", evidence="self"),
            make_question("Q5", "QUALITY", (0, 2, 4), evidence="cert:domestic_gate"),
        ],
        [
            make_rule("ID-1", certificates=["NIB"]),
            make_rule("ID-2", certificates=["SNI"], condition="biscuit"),
            make_rule("ID-3", confirmation="rattan"),
        ],
        conditions=[("biscuit", "condition"), ("rattan", "confirmation")],
    )


def steps_of(facts):
    return [
        (step.kind, step.subject, step.is_blocker, step.gain)
        for step in next_steps(small_model(), facts, TODAY)
    ]


def test_blockers_come_first_then_the_largest_gain():
    facts = ProductFacts(SellerFacts(), "190531", {"Q1": Answer("B")})

    assert steps_of(facts) == [
        # Q5 goes from nothing to its middle: half of 20 of 35 parts.
        (Kind.CERTIFICATE, "NIB", True, Decimal("28.5")),
        (Kind.CONFIRMATION, "rattan", True, Decimal("28.5")),
        (Kind.CONDITION, "biscuit", True, None),
        (Kind.PRODUCT, "complete", True, Decimal("0.0")),
        (Kind.ANSWER, "Q2", False, Decimal("12.8")),
        (Kind.DOCUMENT, "Q1", False, Decimal("4.2")),
    ]


def test_a_condition_that_was_answered_turns_into_its_certificate_or_goes():
    facts = ProductFacts(SellerFacts(), "190531")

    def blocking(answer):
        told = steps_of(replace(facts, conditions={"biscuit": answer}))
        return [(kind, subject) for kind, subject, is_blocker, _ in told if is_blocker]

    assert (Kind.CERTIFICATE, "SNI") in blocking(True)
    assert {subject for _, subject in blocking(False)} == {"NIB", "rattan", "complete"}
