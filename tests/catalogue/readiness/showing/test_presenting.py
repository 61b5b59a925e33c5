"""What a result says to people, in either language."""

from decimal import Decimal

from catalogue.readiness.showing import presenting
from tests.catalogue.readiness.assessment.models_for_tests import (
    make_model,
    make_question,
    make_rule,
    shipped,
)


def test_rules_are_grouped_by_who_has_to_act_what_stops_a_shipment_first():
    model = make_model(
        [],
        [
            make_rule("US-1", "US", ["COO"], holder="shipment", is_gate=False),
            make_rule("US-2", "US", ["HACCP"], holder="facility"),
            make_rule("US-3", "US", ["FDA-801Q"], holder="shipment", is_gate=False),
            make_rule("US-4", "US", holder="importer", is_gate=False),
            make_rule("US-5", "US", ["PIRT"]),
        ],
        markets=["US"],
    )
    found = {"missing": ["US-5"], "listed": ["US-4", "US-3", "US-1"], "met": ["US-2"]}

    groups = presenting.rules(found, model, "en")

    told = {
        group: [(r["code"], r["status"]) for r in rules]
        for group, rules in groups.items()
    }
    assert told == {
        "seller": [("US-2", "met"), ("US-5", "missing")],
        "shipment": [("US-3", "listed"), ("US-1", "listed")],
        "importer": [("US-4", "listed")],
    }


def test_a_rule_we_are_not_sure_of_is_never_said_to_be_required():
    model = make_model([], [make_rule("JP-1", "JP", confidence="low", is_gate=False)])

    (rule,) = presenting.rules({"unknown": ["JP-1"]}, model, "en")["seller"]

    assert (rule["reads"], rule["confidence"]) == ("check", "low")


def test_a_rule_is_told_in_the_language_asked_for_with_its_question():
    model = shipped()
    rule = model.rule["EU-01"]
    conditional = next(rule for rule in model.rules if rule.condition)

    english = presenting.described(rule, model, "en")
    indonesian = presenting.described(rule, model, "id")

    assert english["text"] == rule.text["en"] != indonesian["text"]
    assert english["product_group"] == "coffee, cocoa, wood, paper"
    assert indonesian["product_group"] == "kopi, kakao, kayu, kertas"
    assert english["condition"] is None
    question = model.conditions[conditional.condition].text["id"]
    told = presenting.described(conditional, model, "id")["condition"]
    assert told == question != ""


def test_every_group_of_products_has_an_indonesian_name():
    model = shipped()

    untold = {
        rule.product_group
        for rule in model.rules
        if presenting.group_name(rule, "id") == rule.product_group
    }

    assert untold == set()


def test_dimensions_come_in_the_models_order_whatever_the_databases():
    model = make_model([])
    result = {"dimensions": [["QUALITY", "40.0"], ["LEGAL", "57.5"]]}

    own = presenting.dimensions(result["dimensions"], model, "en")

    assert [(d["code"], d["weight"], d["score"]) for d in own] == [
        ("LEGAL", 15, Decimal("57.5")),
        ("QUALITY", 20, Decimal("40.0")),
    ]


def test_a_result_is_worded_by_the_newest_model_that_knows_all_of_it():
    old = make_model(
        [make_question("Q01")], [make_rule("ID-1"), make_rule("JP-1", "JP")]
    )
    newer = make_model([make_question("Q01")], [make_rule("ID-1")])
    result = {
        "lines": [["Q01", None, 0, 4, "none", "0.0"]],
        "domestic": {"met": ["ID-1"]},
        "markets": {"JP": {"rules": {}}},
    }
    with_rule = {**result, "markets": {"JP": {"rules": {"met": ["JP-1"]}}}}

    assert presenting.wording(result, old, newer) is newer
    assert presenting.wording(with_rule, old, newer) is old


def test_a_line_says_what_was_chosen_and_what_it_gives():
    question = make_question("Q01", text={"en": "Have you?", "id": "Sudahkah?"})
    model = make_model([question])
    result = {"lines": [["Q01", None, 0, 4, "none", "0.0"]]}

    assert presenting.lines(result, model, "id") == [
        {
            "question": "Q01",
            "dimension": "LEGAL",
            "text": "Sudahkah?",
            "option": None,
            "option_text": None,
            "points": 0,
            "max_points": 4,
            "evidence": "none",
            "contribution": Decimal("0.0"),
        }
    ]


def test_levels_have_names_and_the_notice_is_told_in_both_languages():
    assert [presenting.level_name(level, "id") for level in range(5)] == [
        "Belum siap",
        "Dasar",
        "Berkembang",
        "Siap ekspor",
        "Eksportir mapan",
    ]
    assert presenting.level_name(3, "en") == "Export-ready"
    assert "not legal advice" in presenting.notice("en")
    assert "bukan nasihat hukum" in presenting.notice("id")
