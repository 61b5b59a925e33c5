"""The score, its levels and their gates, on small models with known answers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from catalogue.readiness.assessment import dumping
from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    Held,
    ProductFacts,
    SellerFacts,
    dump_product,
    read_product,
)
from catalogue.readiness.assessment.levels import Gate, assess_product
from catalogue.readiness.assessment.scoring import assess_seller, rounded
from catalogue.readiness.assessment.statuses import MarketStatus
from tests.catalogue.readiness.assessment.models_for_tests import (
    WEIGHTS,
    make_model,
    make_question,
    make_rule,
    shipped,
)

TODAY = date(2026, 11, 28)
SELF, DOCUMENT, VERIFIED = (
    Evidence.SELF_DECLARED,
    Evidence.DOCUMENT,
    Evidence.VERIFIED,
)


def facts(answers=None, held=(), seller=None, **fields) -> ProductFacts:
    return ProductFacts(
        seller=seller or SellerFacts(),
        hs_code=fields.pop("hs_code", "090111"),
        answers=answers or {},
        held=tuple(held),
        **fields,
    )


def test_the_worked_example_of_the_design_scores_55_3():
    points = {"QUALITY": (0, 2, 4), "PRICING": (0, 2, 4), "MARKET": (0, 3, 4)}
    questions = [
        make_question(f"Q-{code}", code, points.get(code, (0, 4))) for code in WEIGHTS
    ]
    model = make_model(questions, [make_rule("ID-1", certificates=["NIB"])])
    answers = {
        "Q-LEGAL": Answer("B", VERIFIED),
        "Q-QUALITY": Answer("B", DOCUMENT),
        "Q-CAPACITY": Answer("B", SELF),
        "Q-PACKAGING": Answer("A", SELF),
        "Q-PRICING": Answer("B", SELF),
        "Q-LOGISTICS": Answer("B", DOCUMENT),
        "Q-COMMITMENT": Answer("B", SELF),
    }

    result = assess_product(
        model,
        facts(
            answers,
            [Held("NIB", True)],
            measured={"Q-MARKET": "B"},
            is_publishable=True,
        ),
        TODAY,
    )

    assert result.score.dimensions == {
        "LEGAL": 100,
        "QUALITY": 40,
        "CAPACITY": 60,
        "PACKAGING": 0,
        "PRICING": 30,
        "LOGISTICS": 80,
        "MARKET": 75,
        "COMMITMENT": 60,
    }
    assert result.score.total == Fraction(5530, 100)
    assert (rounded(result.score.total), result.own_level) == (Decimal("55.3"), 2)


def test_level_two_of_the_example_needs_the_domestic_gates():
    model = make_model(
        [make_question("Q1")],
        [
            make_rule("ID-1", certificates=["NIB"]),
            make_rule("ID-2", certificates=["PIRT"]),
        ],
    )

    result = assess_product(
        model,
        facts({"Q1": Answer("B", VERIFIED)}, [Held("NIB", True)], is_publishable=True),
        TODAY,
    )

    assert (result.score.total, result.own_level) == (100, 1)
    assert [(b.level, b.code, b.is_rule) for b in result.blockers] == [
        (2, "ID-2", True)
    ]


def test_unanswered_is_nothing_and_counted():
    model = make_model([make_question("Q1"), make_question("Q2")])

    score = assess_product(model, facts({"Q1": Answer("B", VERIFIED)}), TODAY).score

    assert (score.total, score.answered, score.applicable) == (50, 1, 2)


def test_what_the_platform_measures_is_neither_asked_nor_answered():
    model = make_model(
        [
            make_question("Q1"),
            make_question("Q2", evidence="metric:response_time"),
            make_question(
                "Q3", points=(0, 3, 4), evidence="doc:NIB", proven_option="B"
            ),
        ]
    )
    found = facts({"Q1": Answer("A")}, [Held("NIB", True)], measured={"Q2": "B"})

    score = assess_product(model, found, TODAY).score

    assert (score.answered, score.applicable, len(score.lines)) == (1, 2, 3)


def test_what_does_not_apply_is_left_out():
    model = make_model([make_question("Q1"), make_question("Q2", hs_prefixes=("18",))])

    score = assess_product(model, facts({"Q1": Answer("B", VERIFIED)}), TODAY).score

    assert (score.total, score.applicable) == (100, 1)


def test_a_metric_without_data_does_not_apply():
    model = make_model(
        [make_question("Q1"), make_question("Q2", evidence="metric:response_time")]
    )

    without = assess_product(model, facts({"Q1": Answer("B", VERIFIED)}), TODAY)
    with_data = assess_product(
        model, facts({"Q1": Answer("B", VERIFIED)}, measured={"Q2": "A"}), TODAY
    )

    assert (without.score.total, with_data.score.total) == (100, 50)


@pytest.mark.parametrize(
    ("answer", "total"),
    [
        (Answer("B", SELF), 60),
        (Answer("B", DOCUMENT), 80),
        (Answer("B", VERIFIED), 100),
        (Answer("B", DOCUMENT, TODAY), 80),
        (Answer("B", VERIFIED, date(2026, 11, 27)), 60),
    ],
)
def test_an_answer_counts_by_its_evidence_until_that_expires(answer, total):
    model = make_model([make_question("Q1")])

    assert assess_product(model, facts({"Q1": answer}), TODAY).score.total == total


@pytest.mark.parametrize(("evidence", "total"), [(DOCUMENT, 60), (VERIFIED, 100)])
def test_a_document_of_what_is_asked_on_her_word_counts_once_it_is_verified(
    evidence, total
):
    model = make_model([make_question("Q1", evidence="self")])

    score = assess_product(model, facts({"Q1": Answer("B", evidence)}), TODAY).score

    assert score.total == total


@pytest.mark.parametrize(
    ("held", "total"),
    [
        (Held("HACCP", True), 100),
        (Held("HACCP", False), 80),
        (Held("HACCP", True, TODAY), 100),
        (Held("HACCP", True, date(2026, 11, 27)), 60),
        (Held("ISO9001", True), 60),
    ],
)
def test_a_certificate_is_evidence_of_the_questions_that_name_it(held, total):
    model = make_model([make_question("Q1", evidence="doc:HACCP,SVLK")])

    result = assess_product(model, facts({"Q1": Answer("B")}, [held]), TODAY)

    assert result.score.total == total


def test_a_verified_certificate_proves_its_option_without_an_answer():
    model = make_model(
        [make_question("Q1", points=(0, 3, 4), evidence="doc:NIB", proven_option="B")]
    )

    unanswered = assess_product(model, facts(held=[Held("NIB", True)]), TODAY)
    uploaded = assess_product(model, facts(held=[Held("NIB", False)]), TODAY)

    assert (unanswered.score.total, uploaded.score.total) == (75, 0)


def ready_facts(**fields) -> ProductFacts:
    """Everything level 3 asks for beside a score and documents."""
    return facts(
        **{
            "held": [Held("NIB", True)],
            "is_publishable": True,
            "has_english": True,
            "has_price_with_incoterm": True,
            "capacity_covers_min_order": True,
            **fields,
        }
    )


def one_market_model(*rules):
    return make_model(
        [make_question("Q1"), make_question("Q2", "QUALITY", evidence="self")],
        [make_rule("ID-1", certificates=["NIB"]), *rules],
    )


def test_documents_and_gates_make_level_three_in_a_market():
    model = one_market_model(make_rule("JP-1", "JP", ["AZO"]))
    answers = {"Q1": Answer("B", VERIFIED), "Q2": Answer("B", VERIFIED)}

    without = assess_product(model, ready_facts(answers=answers), TODAY)
    held = [Held("NIB", True), Held("AZO", True)]
    with_it = assess_product(model, ready_facts(answers=answers, held=held), TODAY)

    assert (without.level, without.market("JP").status) == (2, MarketStatus.BLOCKED)
    assert [b.code for b in without.market("JP").blockers if b.level == 3] == [
        "JP-1",
        Gate.DOCUMENTS,
    ]
    assert with_it.market("JP").level == 2  # half of the score is not on documents


def test_half_of_the_score_on_documents_is_enough():
    model = make_model(
        [make_question("Q1", "QUALITY"), make_question("Q2", evidence="self")],
        [make_rule("ID-1", certificates=["NIB"])],
    )
    answers = {"Q1": Answer("B", DOCUMENT), "Q2": Answer("B", SELF)}

    result = assess_product(model, ready_facts(answers=answers), TODAY)

    assert rounded(result.score.total) == Decimal("71.4")
    assert (result.market("JP").level, result.market("JP").status) == (
        3,
        MarketStatus.READY,
    )


def test_papers_of_the_shipment_are_told_in_the_status():
    shipment = make_rule("JP-2", "JP", holder="shipment", is_gate=False)
    importer = make_rule("JP-3", "JP", holder="importer", is_gate=False)
    questions = [make_question("Q1", "QUALITY")]
    nib = make_rule("ID-1", certificates=["NIB"])
    answers = {"Q1": Answer("B", VERIFIED)}

    with_papers = assess_product(
        make_model(questions, [nib, shipment]), ready_facts(answers=answers), TODAY
    )
    importers_only = assess_product(
        make_model(questions, [nib, importer]), ready_facts(answers=answers), TODAY
    )

    assert with_papers.market("JP").status is MarketStatus.READY_WITH_SHIPMENT_DOCS
    assert importers_only.market("JP").status is MarketStatus.READY


def test_level_four_needs_an_export_declaration_that_counts():
    model = make_model([make_question("Q1")], [make_rule("ID-1", certificates=["NIB"])])
    answers = {"Q1": Answer("B", VERIFIED)}

    def level(*held):
        held = (Held("NIB", True), *held)
        found = ready_facts(answers=answers, held=held)
        return assess_product(model, found, TODAY).level

    assert level() == 3
    assert level(Held("PEB", False)) == 3
    assert level(Held("PEB", True, date(2026, 11, 27))) == 3
    assert level(Held("PEB", True, TODAY)) == 4


def test_bands_are_judged_on_the_unrounded_number():
    """64.96 is shown as 65.0 and is still not level 3."""
    model = make_model(
        [make_question("Q1", points=(0, 8120, 10_000))],
        [make_rule("ID-1", certificates=["NIB"])],
    )

    near = assess_product(
        model, ready_facts(answers={"Q1": Answer("B", DOCUMENT)}), TODAY
    )

    assert near.score.total == Fraction(6496, 100)
    assert (rounded(near.score.total), near.level) == (Decimal("65.0"), 2)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0.05", "0.1"), ("0.049999", "0.0"), ("64.95", "65.0"), ("99.94999", "99.9")],
)
def test_numbers_are_shown_half_up(number, shown):
    assert rounded(Fraction(number)) == Decimal(shown)


def test_self_declaration_alone_never_reaches_level_three():
    model = shipped()
    everything = {q.code: Answer(q.best.letter) for q in model.questions}
    codes = {code for rule in model.rules for code in rule.certificate_codes}
    found = ready_facts(
        hs_code="620590",
        answers={c: a for c, a in everything.items() if not _of_seller(c)},
        seller=SellerFacts(
            answers={c: a for c, a in everything.items() if _of_seller(c)}
        ),
        held=[Held(code, True) for code in sorted(codes - _of_questions())],
        measured={"Q18": "D"},
    )

    result = assess_product(model, found, TODAY)

    assert result.level == 2
    for market in result.markets:
        assert Gate.DOCUMENTS in [blocker.code for blocker in market.blockers]


def _of_seller(code):
    return shipped().question[code].is_of_seller


def _of_questions():
    """Certificate types that are evidence of a question, a NIB apart."""
    found = {c for q in shipped().questions for c in q.evidence_codes}
    return found - {"NIB"}


def test_the_market_question_counts_in_the_market_alone():
    model = make_model(
        [
            make_question("Q1", "QUALITY"),
            make_question(
                "Q6", "QUALITY", points=(0, 1, 3, 4), evidence="cert:market_gate"
            ),
        ],
        [make_rule("JP-1", "JP", ["AZO"]), make_rule("JP-2", "JP", ["SVLK"])],
    )

    def scores(*codes):
        found = facts({"Q1": Answer("B", VERIFIED)}, [Held(c, True) for c in codes])
        result = assess_product(model, found, TODAY)
        return result.score.total, result.market("JP").score.total

    assert scores() == (100, Fraction(125, 2))
    assert scores("AZO") == (100, Fraction(125, 2))
    assert scores("AZO", "SVLK") == (100, 100)


def test_the_domestic_question_is_answered_from_the_rules():
    model = make_model(
        [
            make_question(
                "Q5", "QUALITY", points=(0, 2, 4), evidence="cert:domestic_gate"
            )
        ],
        [
            make_rule("ID-1", certificates=["NIB"]),
            make_rule("ID-2", certificates=["P"]),
        ],
    )

    def total(*codes):
        found = facts({"Q5": Answer("C", VERIFIED)}, [Held(c, True) for c in codes])
        return assess_product(model, found, TODAY).score.total

    assert (total(), total("NIB"), total("NIB", "P")) == (0, 50, 100)


def test_a_seller_is_scored_by_her_own_questions():
    model = make_model(
        [
            make_question("Q1", scope="seller"),
            make_question("Q2", scope="facility", dimension="QUALITY"),
            make_question("Q3"),
        ]
    )

    score = assess_seller(model, SellerFacts({"Q1": Answer("B", VERIFIED)}), TODAY)

    assert score.applicable == 2
    assert score.total == Fraction(100 * 15, 35)


def test_the_same_facts_give_the_same_result_also_when_read_back():
    model = shipped()
    found = facts(
        {"Q07": Answer("C", DOCUMENT, date(2027, 1, 1), True)},
        [Held("HALAL", True), Held("EUDR", False, date(2027, 5, 1))],
        SellerFacts(
            {"Q01": Answer("C", VERIFIED)},
            (Held("NIB", True),),
            {"Q26": "B"},
            awaiting=("NIB",),
        ),
        conditions={"organic_claim": False},
        confirmed={"raw_rattan_allowed": None},
        is_publishable=True,
    )

    assert read_product(dump_product(found)).seller == found.seller
    once = dumping.dump_product(assess_product(model, found, TODAY))
    again = dumping.dump_product(
        assess_product(model, read_product(dump_product(found)), TODAY)
    )

    assert once == again
    assert dumping.digest(once) == dumping.digest(again)


def test_facts_that_were_kept_before_say_of_nothing_that_it_waits():
    kept = dump_product(facts())
    del kept["seller"]["awaiting"]

    assert read_product(kept).seller.awaiting == ()


def test_the_parts_add_up_to_the_total():
    model = shipped()
    answers = {"Q07": Answer("C", DOCUMENT), "Q12": Answer("D", SELF)}

    score = assess_product(model, facts(answers), TODAY).score

    assert sum(line.contribution for line in score.lines) == score.total
