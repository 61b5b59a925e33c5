"""Next steps, and what must hold of any facts whatever: properties of the model."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.readiness.assessment.changes import Kind, State, done
from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    Held,
    ProductFacts,
    SellerFacts,
)
from catalogue.readiness.assessment.levels import ProductResult, assess_product
from catalogue.readiness.assessment.model import Question
from catalogue.readiness.assessment.scoring import assess_seller, rounded
from catalogue.readiness.assessment.steps import next_steps, seller_steps
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


def shown(result: ProductResult, market) -> tuple[Decimal, int]:
    if market is None:
        return rounded(result.score.total), result.own_level
    there = result.market(market)
    return rounded(there.score.total), there.level


@given(FACTS, st.sampled_from([None, *MODEL.markets]))
@settings(max_examples=15, deadline=None)
def test_the_gain_promised_is_the_gain_had_and_no_step_costs_a_level(facts, market):
    now, level = shown(assess_product(MODEL, facts, TODAY), market)

    for step in next_steps(MODEL, facts, TODAY, market):
        assert step.level >= level
        if step.gain is not None:
            then = assess_product(MODEL, done(step, facts, MODEL), TODAY)
            score, reached = shown(then, market)
            assert (score - now, reached) == (step.gain, step.level)
            assert step.gain >= 0


@given(FACTS)
@settings(max_examples=15, deadline=None)
def test_the_gain_promised_to_a_business_is_the_gain_had(facts):
    def total(of):
        return rounded(assess_seller(MODEL, of.seller, TODAY).total)

    for step in seller_steps(MODEL, facts.seller, TODAY):
        if step.gain is not None:
            assert total(done(step, facts, MODEL)) - total(facts) == step.gain


def samples() -> list[ProductFacts]:
    """A new product of a new business; two half way, declared and verified."""

    def answers(evidence, *, of_seller):
        asked = [q for q in MODEL.questions if q.is_of_seller == of_seller]
        return {q.code: Answer(q.options[1].letter, evidence) for q in asked}

    def half_way(evidence):
        seller = SellerFacts(answers(evidence, of_seller=True), (Held("NIB", True),))
        mine = answers(evidence, of_seller=False)
        return ProductFacts(
            seller, "", mine, measured={"Q18": "C"}, is_publishable=True
        )

    return [
        ProductFacts(SellerFacts(awaiting=("NIB",)), ""),
        half_way(Evidence.SELF_DECLARED),
        half_way(Evidence.VERIFIED),
    ]


@pytest.mark.parametrize(
    ("sample", "hs_code", "market"),
    [
        (0, "090111", "EU"),
        (0, "200899", "SA"),
        (0, "621142", "JP"),
        (1, "200899", "SA"),
        (2, "090111", "EU"),
    ],
)
def test_doing_the_first_step_again_and_again_leads_to_level_three(
    sample, hs_code, market
):
    facts = replace(samples()[sample], hs_code=hs_code)

    for _ in range(100):  # in all there are fewer to do
        if assess_product(MODEL, facts, TODAY).market(market).level == 3:
            return
        facts = follow(next_steps(MODEL, facts, TODAY, market)[0], facts)

    pytest.fail("The steps lead nowhere.")


def follow(step, facts: ProductFacts) -> ProductFacts:
    """As a modest seller does: of what is open she says the second best."""
    if step.kind is Kind.CONDITION:
        return replace(facts, conditions={**facts.conditions, step.subject: True})
    if step.kind is not Kind.QUESTIONNAIRE:
        return done(step, facts, MODEL)
    told = {
        code: Answer(MODEL.question[code].options[1].letter) for code in step.questions
    }
    if step.subject == "product":
        return replace(facts, answers={**facts.answers, **told})
    answers = {**facts.seller.answers, **told}
    return replace(facts, seller=replace(facts.seller, answers=answers))


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


def steps_of(facts, begun=None):
    return next_steps(small_model(), facts, TODAY, begun=begun)


def told(steps):
    return [(s.kind, s.subject, s.unblocks_level, s.gain) for s in steps]


def test_blockers_of_the_lowest_level_come_first_then_the_largest_gain():
    facts = ProductFacts(SellerFacts(), "190531", {"Q1": Answer("B")})

    assert told(steps_of(facts)) == [
        # Q5 goes from nothing to its middle: half of 20 of 35 parts.
        (Kind.CERTIFICATE, "NIB", 1, Decimal("28.5")),
        (Kind.PRODUCT, "complete", 1, Decimal("0.0")),
        (Kind.QUESTIONNAIRE, "product", 1, None),
        (Kind.CONFIRMATION, "rattan", 2, Decimal("28.5")),
        (Kind.CONDITION, "biscuit", 2, None),
        (Kind.DOCUMENT, "Q1", None, Decimal("4.2")),
    ]


def test_what_was_never_answered_is_one_step():
    facts = ProductFacts(SellerFacts(), "190531")

    (step,) = [s for s in steps_of(facts) if s.kind is Kind.QUESTIONNAIRE]

    assert (step.subject, step.questions, step.gain) == ("product", ("Q1", "Q2"), None)
    assert not [s for s in steps_of(facts) if s.kind is Kind.ANSWER]


def test_a_condition_that_was_answered_turns_into_its_certificate_or_goes():
    facts = ProductFacts(
        SellerFacts(), "190531", {"Q1": Answer("A"), "Q2": Answer("A")}
    )

    def blocking(answer):
        steps = steps_of(replace(facts, conditions={"biscuit": answer}))
        return {(s.kind, s.subject) for s in steps if s.is_blocker}

    assert (Kind.CERTIFICATE, "SNI") in blocking(True)
    assert {subject for _, subject in blocking(False)} == {"NIB", "rattan", "complete"}


def test_what_was_sent_waits_after_all_that_she_can_do():
    facts = ProductFacts(
        SellerFacts(awaiting=("NIB",)),
        "190531",
        {"Q1": Answer("B", Evidence.DOCUMENT, None, True), "Q2": Answer("A")},
        [Held("SNI", False)],
        conditions={"biscuit": True},
    )

    steps = steps_of(facts, {"rattan": State.WAITING})

    waiting = [s.subject for s in steps if s.state is State.WAITING]
    assert waiting == ["NIB", "SNI", "rattan", "Q1"]
    assert [s.subject for s in steps[-4:]] == waiting
    assert {s.state for s in steps[:-4]} == {State.TODO}


def test_of_several_certificates_the_one_she_has_begun_is_asked_for():
    model = make_model([], [make_rule("ID-1", certificates=["PIRT", "MD"])])
    facts = ProductFacts(SellerFacts(), "190531")

    def asked(**begun):
        steps = next_steps(model, facts, TODAY, begun=begun)
        return [(s.subject, s.state) for s in steps if s.rules]

    assert asked() == [("PIRT", State.TODO)]
    assert asked(MD=State.REJECTED) == [("MD", State.REJECTED)]


def test_a_document_that_was_turned_down_is_asked_for_again():
    turned_down = Answer("B", Evidence.SELF_DECLARED, None, True)
    facts = ProductFacts(SellerFacts(), "190531", {"Q1": turned_down})

    (step,) = [s for s in steps_of(facts) if s.kind is Kind.DOCUMENT]

    assert step.state is State.REJECTED


def test_a_document_bars_level_three_while_less_than_half_rests_on_documents():
    model = make_model(
        [
            make_question("Q1", points=(0, 2, 4)),
            make_question("Q2", "QUALITY", evidence="self"),
        ],
        [make_rule("ID-1", certificates=["NIB"])],
    )
    facts = ProductFacts(
        SellerFacts(held=(Held("NIB", True),)),
        "190531",
        {"Q1": Answer("B"), "Q2": Answer("B", Evidence.VERIFIED)},
        is_publishable=True,
    )

    def documents(facts):
        steps = next_steps(model, facts, TODAY, "JP")
        return [s.unblocks_level for s in steps if s.kind is Kind.DOCUMENT]

    assert documents(facts) == [3]
    assert documents(replace(facts, is_publishable=False)) == [None]


def test_the_next_better_option_is_proposed_that_raises_the_score():
    model = make_model([make_question("Q1", points=(0, 2, 3, 4))])

    def proposed(answer):
        facts = ProductFacts(SellerFacts(), "190531", {"Q1": answer})
        steps = next_steps(model, facts, TODAY)
        return [step.option for step in steps if step.kind is Kind.ANSWER]

    assert proposed(Answer("A")) == ["B"]
    # On her word alone 3 of 4 are worth less than 2 of 4 that are verified.
    assert proposed(Answer("B", Evidence.VERIFIED)) == ["D"]
    assert proposed(Answer("D")) == []


def test_without_an_hs_code_nobody_knows_what_a_complete_page_gains():
    facts = ProductFacts(SellerFacts(), "", {"Q1": Answer("B")})

    (step,) = [s for s in steps_of(facts) if s.kind is Kind.PRODUCT]

    assert (step.subject, step.gain, step.is_blocker) == ("complete", None, True)
