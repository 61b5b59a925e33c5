"""What a draft would change, told from results of two small models. Pure."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    Held,
    ProductFacts,
    SellerFacts,
)
from catalogue.readiness.assessment.levels import assess_product
from catalogue.readiness.office.dry_run import (
    EXAMPLES,
    count,
    knowing_both,
    nothing_yet,
)
from catalogue.readiness.office.only_missing import closing
from tests.catalogue.readiness.assessment.models_for_tests import (
    make_model,
    make_question,
    make_rule,
)

DAY = date(2026, 11, 28)
FACTS = ProductFacts(
    seller=SellerFacts(held=(Held("NIB", True),)),
    hs_code="090111",
    answers={"Q1": Answer("B", Evidence.VERIFIED)},
    is_publishable=True,
    has_english=True,
    has_price_with_incoterm=True,
    capacity_covers_min_order=True,
)
BASE = make_model([make_question("Q1")])
DOMESTIC = make_model([make_question("Q1")], [make_rule("ID-1", certificates=["X"])])
ABROAD = make_model([make_question("Q1")], [make_rule("JP-1", "JP", ["X"])])
PRODUCT = UUID(int=1)


def counted(before, after, facts=FACTS, times=1):
    result = nothing_yet()
    for number in range(times):
        count(
            result,
            UUID(int=number + 1),
            assess_product(before, facts, DAY),
            assess_product(after, facts, DAY),
        )
    return result


def test_a_gate_at_home_takes_a_product_down_and_is_told_as_the_reason():
    result = counted(BASE, DOMESTIC)

    assert (result["up"], result["down"]) == (0, 1)
    assert result["markets"] == {"JP": [0, 1]}
    assert result["examples"]["down"] == [
        {
            "product": str(PRODUCT),
            "before": 3,
            "after": 1,
            "score": ["100.0", "100.0"],
            "markets": [["JP", 3, 1]],
            "why": [["+", 2, "ID-1"]],
        }
    ]


def test_a_gate_that_goes_takes_it_up():
    result = counted(ABROAD, BASE)

    assert (result["up"], result["down"]) == (1, 0)
    assert result["examples"]["up"][0]["why"] == [["-", 3, "JP-1"]]


def test_only_what_bars_the_levels_between_is_told():
    """It falls from 3 to 2 in JP; what a level 4 would ask for says nothing of that."""
    after = make_model(
        [make_question("Q1"), make_question("Q2")], [make_rule("JP-1", "JP", ["X"])]
    )
    facts = replace(FACTS, answers={**FACTS.answers, "Q2": Answer("A")})

    (example,) = counted(BASE, after, facts)["examples"]["down"]

    bars = assess_product(after, facts, DAY).market("JP").blockers
    assert {blocker.level for blocker in bars} == {3, 4}
    assert example["markets"] == [["JP", 3, 2]]
    assert example["why"] == [["+", 3, "JP-1"], ["+", 3, "score"]]


def test_what_nobody_lacks_moves_nobody():
    held = replace(FACTS, held=(Held("X", True),))

    assert counted(BASE, DOMESTIC, held) == nothing_yet()


def test_ten_examples_are_kept_and_everyone_is_counted():
    result = counted(BASE, DOMESTIC, times=25)

    assert (result["down"], len(result["examples"]["down"])) == (25, EXAMPLES)


def test_facts_are_loaded_for_the_questions_of_either_model():
    base = {"version": "1", "dimensions": [], "rules": [], "markets": []}
    question = {
        "dimension": "LEGAL", "scope": "product", "evidence": "self", "max_points": 4,
        "options": [], "hs_prefixes": [], "proven_option": "", "text": {},
        "next_step": {}, "source": "",
    }  # fmt: skip
    old = {**base, "questions": [{"code": "Q1", **question}], "domestic": "ID"}
    old["conditions"] = [{"code": "organic", "kind": "condition", "text": {}}]
    new = {**old, "questions": [{"code": "Q2", **question}], "conditions": []}

    both = knowing_both(old, new)

    assert sorted(both.question) == ["Q1", "Q2"]
    assert list(both.conditions) == ["organic"]


def test_one_certificate_closes_a_market_only_where_it_meets_every_open_gate():
    model = make_model(
        [],
        [
            make_rule("ID-1", certificates=["HALAL", "HALAL-SH"]),
            make_rule("JP-1", "JP", ["HALAL"]),
            make_rule("JP-2", "JP", ["HACCP", "HALAL"]),
            make_rule("US-1", "US", ["HACCP"]),
            make_rule("US-2", "US", confirmation="checked"),
        ],
    )

    found = closing(
        model, {"": ["ID-1"], "JP": ["JP-1", "JP-2"], "US": ["US-1", "US-2"]}
    )

    assert list(found) == [("", "HALAL"), ("", "HALAL-SH"), ("JP", "HALAL")]
