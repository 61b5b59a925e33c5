"""Which rules are met: statuses, dates, conditions, and the figures of the data."""

from datetime import date
from decimal import Decimal

import pytest

from catalogue.readiness.assessment.facts import Held, ProductFacts, SellerFacts
from catalogue.readiness.assessment.market_check import (
    MET,
    Holdings,
    changes_of,
    check,
    gates,
    next_change,
    upcoming_on,
)
from catalogue.reference.loading import codes
from catalogue.samples import seeds
from tests.catalogue.readiness.assessment.models_for_tests import make_rule, shipped

TODAY = date(2026, 11, 28)


def status(rule, held=(), on=TODAY, **fields) -> str:
    facts = ProductFacts(SellerFacts(), "090111", held=tuple(held), **fields)
    [result] = check([rule], facts, Holdings(facts.all_held, on))
    return str(result.status)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_day_is_too_early_or_too_late_to_tell_of_its_changes(day):
    assert len(changes_of(day)) == (1 if day == date.min else 0)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ([], "missing"),
        ([Held("HALAL", False)], "missing"),
        ([Held("HALAL", True)], "met"),
        ([Held("HALAL", True, date(2027, 2, 27))], "met"),
        ([Held("HALAL", True, date(2027, 2, 26))], "expiring"),
        ([Held("HALAL", True, TODAY)], "expiring"),
        ([Held("HALAL", True, date(2026, 11, 27))], "expired"),
        ([Held("HALAL", True, date(2026, 11, 27)), Held("HALAL", True)], "met"),
        ([Held("OTHER", True)], "missing"),
        ([Held("ALSO", True)], "met"),
    ],
)
def test_a_rule_is_met_by_any_of_its_certificates_verified_and_unexpired(held, told):
    assert status(make_rule("JP-1", "JP", ["HALAL", "ALSO"]), held) == told


def test_a_rule_that_is_not_yet_in_force_is_upcoming_and_then_in_force_by_itself():
    rule = make_rule("EU-01", "EU", ["EUDR"], effective_from=date(2026, 12, 30))

    assert status(rule) == "upcoming"
    assert status(rule, on=date(2026, 12, 29)) == "upcoming"
    assert status(rule, on=date(2026, 12, 30)) == "missing"
    assert status(rule, [Held("EUDR", True)], date(2026, 12, 30)) == "met"


@pytest.mark.parametrize(
    ("conditions", "held", "told"),
    [
        ({}, [], "unknown"),
        ({"biscuit": True}, [], "missing"),
        ({"biscuit": False}, [], "not_applicable"),
        ({}, [Held("SNI", True)], "met"),
        ({"biscuit": True}, [Held("SNI", True)], "met"),
    ],
)
def test_a_conditional_gate_blocks_only_after_yes(conditions, held, told):
    rule = make_rule("ID-13", certificates=["SNI"], condition="biscuit")

    assert status(rule, held, conditions=conditions) == told


@pytest.mark.parametrize(
    ("confirmed", "told"),
    [
        ({}, "unknown"),
        ({"rattan": None}, "met"),
        ({"rattan": TODAY}, "met"),
        ({"rattan": date(2026, 11, 27)}, "unknown"),
    ],
)
def test_what_no_certificate_shows_an_officer_confirms(confirmed, told):
    rule = make_rule("JP-14", "JP", confirmation="rattan")

    assert status(rule, confirmed=confirmed) == told


def test_papers_of_shipments_and_duties_of_importers_are_only_listed():
    for holder in ("shipment", "importer"):
        rule = make_rule("JP-1", "JP", ["COA"], holder=holder, is_gate=False)

        assert status(rule) == "listed"


@pytest.mark.parametrize(
    ("condition", "answers", "told"),
    [
        (None, {}, "listed"),
        ("green", {}, "unknown"),
        ("green", {"green": True}, "listed"),
        ("green", {"green": False}, "not_applicable"),
    ],
)
def test_what_nothing_can_show_is_only_listed_once_it_applies(condition, answers, told):
    label = make_rule("US-05", "US", is_gate=False, condition=condition)

    assert status(label, conditions=answers) == told


def test_no_rule_of_the_data_is_unknown_for_ever():
    """Whatever is unknown waits for an answer or for an officer, each of whom can
    come."""
    yes = dict.fromkeys(shipped().conditions, True)
    facts = ProductFacts(SellerFacts(), "090111", conditions=yes)
    holdings = Holdings((), date(2099, 1, 1))

    unknown = [
        r for r in check(shipped().rules, facts, holdings) if r.status == "unknown"
    ]

    assert all(shipped().rule[result.code].confirmation for result in unknown)


@pytest.mark.parametrize(
    ("held", "fields", "day"),
    [
        ([], {}, date(2026, 12, 30)),
        ([Held("EUDR", True)], {}, None),
        ([Held("EUDR", True, date(2026, 12, 30))], {}, None),
        ([Held("EUDR", True, date(2026, 12, 29))], {}, date(2026, 12, 30)),
        ([], {"is_gate": False}, None),
        ([], {"condition": "wood"}, None),
        ([], {"condition": "unanswered"}, date(2026, 12, 30)),
        ([], {"effective_from": TODAY}, None),
    ],
)
def test_a_gate_that_will_not_be_met_is_announced_with_its_day(held, fields, day):
    fields = {"effective_from": date(2026, 12, 30), **fields}
    rules = [
        make_rule("EU-01", "EU", ["EUDR"], **fields),
        make_rule("EU-02", "EU", ["ICO"], effective_from=date(2027, 6, 1)),
    ]
    held = (*held, Held("ICO", True))
    facts = ProductFacts(SellerFacts(), "090111", held=held, conditions={"wood": False})

    assert upcoming_on(rules, facts, Holdings(facts.all_held, TODAY)) == day


def test_the_next_change_is_the_nearest_date_of_a_law_or_an_expiry():
    rule = make_rule("EU-01", "EU", ["EUDR"], effective_from=date(2026, 12, 30))
    held = (Held("HALAL", True, date(2027, 3, 1)),)
    facts = ProductFacts(SellerFacts(), "090111", held=held)

    assert next_change([], facts, TODAY) == date(2026, 12, 1)  # expiring from here on
    assert next_change([rule], facts, date(2026, 12, 1)) == date(2026, 12, 30)
    assert next_change([rule], facts, date(2026, 12, 30)) == date(2027, 3, 2)
    assert next_change([rule], facts, date(2027, 3, 2)) is None


@pytest.mark.parametrize(
    ("confidence", "obligation", "reads"),
    [
        ("high", "mandatory", "required"),
        ("medium", "mandatory", "required"),
        ("low", "mandatory", "check"),
        ("low", "conditional", "check"),
        ("high", "conditional", "if_applicable"),
        ("high", "commercial", "asked_by_buyers"),
    ],
)
def test_a_rule_of_low_confidence_reads_check(confidence, obligation, reads):
    rule = make_rule("X", confidence=confidence, obligation=obligation)

    assert rule.reading == reads


def sample_facts(row, sellers, **fields) -> ProductFacts:
    held = {*codes(row["certificates"]), *codes(sellers[row["seller_id"]])}
    return ProductFacts(
        SellerFacts(), row["hs6"], held=tuple(Held(c, True) for c in held), **fields
    )


def passing(market, answer) -> int:
    """Sample products that meet all gates of a market, every law in force."""
    model = shipped()
    sellers = {row["seller_id"]: row["certificates"] for row in seeds.sellers()}
    conditions = {} if answer is None else dict.fromkeys(model.conditions, answer)
    number = 0
    for row in seeds.products():
        facts = sample_facts(row, sellers, conditions=conditions)
        rules = model.rules_for(row["hs6"])[market]
        if answer is None:
            rules = tuple(rule for rule in rules if not rule.condition)
        found = check(rules, facts, Holdings(facts.all_held, date(2099, 1, 1)))
        number += all(gate.status in MET for gate in gates(found))
    return number


# Domain notes, "Regression figures" (checked 23 November 2026).
WITHOUT_CONDITIONALS = {
    "ID": 133,
    "US": 76,
    "EU": 30,
    "GB": 59,
    "JP": 122,
    "CN": 59,
    "KR": 72,
    "MY": 134,
    "SG": 134,
    "SA": 132,
    "AE": 134,
    "AU": 134,
    "IN": 127,
}


@pytest.mark.parametrize("market", WITHOUT_CONDITIONALS)
def test_as_many_samples_meet_the_gates_as_the_data_was_checked_with(market):
    assert passing(market, None) == WITHOUT_CONDITIONALS[market]


@pytest.mark.parametrize(
    ("market", "number"), [("ID", 132), ("EU", 29), ("SA", 128), ("US", 76)]
)
def test_and_with_every_condition_answered_yes(market, number):
    assert passing(market, True) == number


def test_all_weights_sum_to_a_hundred_and_every_gate_is_certain():
    model = shipped()

    assert sum(dimension.weight for dimension in model.dimensions) == 100
    assert len(model.questions) == 31
    assert (len(model.rules), sum(rule.is_gate for rule in model.rules)) == (232, 87)
    assert {r.confidence for r in model.rules if r.is_gate} == {"high"}
    assert not any(rule.is_listed_only for rule in model.rules if rule.is_gate)


def test_every_conditional_gate_asks_and_every_bare_gate_is_confirmed():
    for rule in shipped().rules:
        if rule.is_gate and rule.obligation == "conditional":
            assert rule.condition, rule.code
        if rule.is_gate and not rule.certificate_codes:
            assert rule.confirmation, rule.code


def test_the_area_of_no_plots_is_nothing(sample):
    assert sample("P001").plots.totals() == (0, Decimal(0))
