from collections import Counter
from datetime import date

import pytest

from catalogue.readiness.actions import load_rules
from catalogue.readiness.models import MarketReadiness, MarketStatus
from catalogue.readiness.provisional import Facts, Held, Rule, assess
from catalogue.reference.loading import codes
from catalogue.samples import seeds

DAY = date(2026, 11, 24)
NIB = Held("NIB", None)


def rule(market, *certificate_codes, **changes):
    values = {
        "market": market,
        "hs_prefixes": ("*",),
        "certificate_codes": frozenset(certificate_codes),
        "is_gate": True,
        "is_conditional": False,
        "is_shipment": False,
        "effective_from": None,
    }
    return Rule(**{**values, **changes})


def facts(*certificates, **changes):
    values = {
        "hs_code": "090121",
        "is_complete": True,
        "has_exported": True,
        "capacity_covers_min_order": True,
        "certificates": (NIB, *certificates),
    }
    return Facts(**{**values, **changes})


def run(known, rules, on=DAY):
    return assess(known, rules, markets=["ID", "JP"], domestic="ID", on=on)


def test_without_a_nib_the_level_is_0_whatever_else_is_there():
    result = run(facts(certificates=(Held("HALAL", None),)), [])

    assert result.level == 0


def test_a_missing_domestic_gate_holds_the_level_at_1():
    result = run(facts(), [rule("ID", "HALAL")])

    assert result.level == 1


def test_every_gate_of_a_market_met_makes_level_3_there():
    result = run(facts(Held("X", None)), [rule("JP", "X", "Y")])

    assert result.level == 3
    assert result.markets[0].status == MarketStatus.READY
    assert (result.markets[0].rules_met, result.markets[0].rules_total) == (1, 1)


def test_shipment_papers_are_said_but_block_nothing():
    papers = rule("JP", "PHYTO", is_gate=False, is_shipment=True)

    result = run(facts(), [papers])

    assert result.markets[0].status == MarketStatus.READY_WITH_SHIPMENT_DOCS


def test_a_missing_gate_blocks_the_market_and_leaves_the_own_level():
    result = run(facts(), [rule("JP", "X")])

    assert result.level == 2
    assert result.markets[0].status == MarketStatus.BLOCKED


def test_a_gate_no_certificate_satisfies_is_unknown():
    result = run(facts(), [rule("JP")])

    assert result.markets[0].status == MarketStatus.UNKNOWN


def test_a_seller_who_never_exported_is_not_yet_ready():
    result = run(facts(has_exported=False), [])

    assert result.level == 2
    assert result.markets[0].status == MarketStatus.NOT_YET


def test_a_certificate_counts_through_its_last_day_and_not_after():
    known = facts(Held("X", DAY))

    assert run(known, [rule("JP", "X")]).level == 3
    assert run(known, [rule("JP", "X")]).changes_on == date(2026, 11, 25)
    assert run(known, [rule("JP", "X")], on=date(2026, 11, 25)).level == 2


def test_a_law_of_the_future_blocks_from_its_day_on():
    eudr = rule("JP", "EUDR", effective_from=date(2026, 12, 30))

    assert run(facts(), [eudr]).level == 3
    assert run(facts(), [eudr]).changes_on == date(2026, 12, 30)
    assert run(facts(), [eudr], on=date(2026, 12, 30)).level == 2


def test_a_rule_for_another_hs_prefix_does_not_apply():
    tea = rule("JP", "X", hs_prefixes=("0902",))

    assert run(facts(), [tea]).level == 3


@pytest.mark.django_db
def test_gate_matching_gives_the_regression_figures_of_the_reference_data():
    """The figures of the data's own README: conditional gates out, no codes: unmet."""
    seller_codes = {
        r["seller_id"]: set(codes(r["certificates"])) for r in seeds.sellers()
    }
    gates = [r for r in load_rules() if r.is_gate and not r.is_conditional]
    met = Counter()
    for row in seeds.products():
        held = set(codes(row["certificates"])) | seller_codes[row["seller_id"]]
        for market in {r.market for r in gates}:
            mine = [g for g in gates if g.market == market and g.applies_to(row["hs6"])]
            met[market] += all(held & gate.certificate_codes for gate in mine)

    assert dict(met) == {
        "ID": 133, "US": 76, "EU": 30, "GB": 59, "JP": 122, "CN": 59, "KR": 72,
        "MY": 134, "SG": 134, "SA": 132, "AE": 134, "AU": 134, "IN": 127,
    }  # fmt: skip


@pytest.mark.django_db
def test_no_sample_product_is_ready_below_level_3():
    ready = MarketReadiness.objects.filter(status__startswith="ready")

    assert ready.exists()
    assert set(ready.values_list("level", flat=True)) == {3}
