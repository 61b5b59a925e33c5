"""Readiness as its seller reads it: the score explained, and what each step gains."""

from decimal import Decimal

import pytest

from catalogue.readiness.models import Answer
from tests.api.seller.making import PRODUCTS, cloth
from tests.api.seller.test_assessment import answers, give, given, of_product, show
from tests.catalogue.readiness.claims import certificate, decided, shown, verified


def read(api, product, query=""):
    got = api.get(f"{PRODUCTS}/{product.pk}/export-readiness{query}")
    assert got.status_code == 200, got.json()
    return got.json()


def step(told, kind, subject) -> dict:
    return next(
        one
        for one in told["next_steps"]
        if (one["kind"], one["subject"]) == (kind, subject)
    )


def score(told) -> Decimal:
    return Decimal(told["score"])


@pytest.fixture
def chips(seller):
    return cloth(seller, hs_code="200899")


def test_the_score_is_the_sum_of_its_lines(api, chips):
    give(api, of_product(chips), answers("Q13", "D"), answers("Q28", "B"))

    told = read(api, chips)

    parts = sum(Decimal(line["contribution"]) for line in told["lines"])
    assert abs(parts - score(told)) <= Decimal("0.5")  # each is rounded for itself
    line = next(one for one in told["lines"] if one["question"] == "Q13")
    assert (line["option_text"], line["evidence"]) == ("Under 30 days", "self_declared")
    assert told["answered"] == sum(one["option"] is not None for one in told["lines"])


def test_blockers_come_first_and_then_the_largest_gain(api, chips):
    told = read(api, chips, "?market=JP")

    hinder = [one["is_blocker"] for one in told["next_steps"]]
    assert hinder == sorted(hinder, reverse=True)
    gains = [
        Decimal(one["gain"] or 0) for one in told["next_steps"] if not one["is_blocker"]
    ]
    assert gains == sorted(gains, reverse=True)
    levels = [one["level"] for one in told["blockers"]]
    assert levels == sorted(levels)


def test_the_gain_of_a_better_answer_is_what_the_score_moves_by(api, chips):
    before = read(api, chips)
    promised = step(before, "answer", "Q13")
    assert promised["link"] == of_product(chips)

    give(api, promised["link"], answers("Q13", promised["option"]))

    after = read(api, chips)
    assert Decimal(promised["gain"]) > 0
    assert score(after) - score(before) == Decimal(promised["gain"])


def test_the_gain_of_a_document_is_what_the_score_moves_by(api, chips):
    answer = given(api, of_product(chips), "Q07", "C")
    before = read(api, chips)
    promised = step(before, "document", "Q07")
    assert promised["link"] == f"/v1/seller/answers/{answer.pk}/evidence"

    show(api, answer)

    after = read(api, chips)
    assert Decimal(promised["gain"]) > 0
    assert score(after) - score(before) == Decimal(promised["gain"])


def test_the_gain_of_a_certificate_is_what_the_score_moves_by(
    api, chips, seller, officer
):
    before = read(api, chips)
    promised = step(before, "certificate", "HALAL")
    assert promised["is_blocker"] is True
    assert promised["link"] == "/v1/seller/certificates"
    assert promised["certificate"]["code"] == "HALAL"
    assert promised["certificate"]["issuer"] in promised["text"]

    decided(shown(seller, "HALAL", [chips]), officer)

    after = read(api, chips)
    assert Decimal(promised["gain"]) > 0
    assert score(after) - score(before) == Decimal(promised["gain"])
    assert not [one for one in after["next_steps"] if one["subject"] == "HALAL"]


def test_a_gain_in_a_market_is_of_its_own_score(api, chips):
    before = read(api, chips, "?market=JP")
    promised = step(before, "answer", "Q13")

    give(api, of_product(chips), answers("Q13", "D"))

    after = read(api, chips, "?market=JP")
    assert Decimal(after["market"]["score"]) - Decimal(
        before["market"]["score"]
    ) == Decimal(promised["gain"])


def test_a_condition_is_asked_before_what_hangs_on_it(api, seller):
    sambal = cloth(seller, hs_code="210390")
    asked = step(read(api, sambal, "?market=US"), "condition", "acidified_canned")
    assert (asked["gain"], asked["rules"]) == (None, ["US-04"])

    give(api, of_product(sambal), answers("acidified_canned", "no"))

    told = read(api, sambal, "?market=US")
    subjects = [one["subject"] for one in told["next_steps"]]
    assert "acidified_canned" not in subjects
    rules = {rule["code"]: rule for rule in told["market"]["rules"]["seller"]}
    assert rules["US-04"]["status"] == "not_applicable"


def test_what_the_page_lacks_is_told_by_its_members(api, chips):
    told = read(api, chips, "?market=JP&lang=id")

    price = step(told, "product", "price_with_incoterm")
    assert price["members"] == [
        {"pointer": "/incoterms", "text": "Sebutkan Incoterms yang ditawarkan."}
    ]
    assert price["link"] == f"{PRODUCTS}/{chips.pk}"
    assert price["certificate"] is None


def test_markets_are_compared_the_closest_first(api, chips):
    told = read(api, chips)

    assert told["market"] is None
    assert told["closest_market"] == told["markets"][0]["market"]
    numbers = [len(one["blockers"]) for one in told["markets"]]
    assert numbers == sorted(numbers)
    assert len(told["markets"]) == 12
    assert {b["level"] for one in told["markets"] for b in one["blockers"]} == {3}


def test_a_country_means_its_market_with_all_rules_and_their_reserve(api, chips):
    told = read(api, chips, "?market=DE")

    assert (told["market"]["code"], set(told["market"]["rules"])) == (
        "EU",
        {"seller", "shipment", "importer"},
    )
    rule = told["market"]["rules"]["seller"][0]
    assert rule["reads"] in {"required", "if_applicable", "asked_by_buyers", "check"}
    assert all(rule[name] for name in ("legal_basis", "source", "confidence"))


def test_the_paper_that_stops_spices_at_the_border_comes_first(api, seller):
    pepper = cloth(seller, hs_code="090411")

    told = read(api, pepper, "?market=US")

    first = told["market"]["rules"]["shipment"][0]
    assert "FDA-801Q" in first["certificate_codes"]


@pytest.mark.parametrize("market", ["BR", "ID"])
def test_a_market_that_is_not_known_names_those_that_are(api, chips, market):
    got = api.get(f"{PRODUCTS}/{chips.pk}/export-readiness?market={market}")

    assert got.status_code == 400
    (fault,) = got.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("market", "not_found")
    assert "US, EU, GB, JP" in fault["detail"]


def test_the_history_says_what_had_changed_page_by_page(api, chips, seller):
    give(api, of_product(chips), answers("Q13", "D"))
    verified(seller, "HALAL", [chips])
    path = f"{PRODUCTS}/{chips.pk}/export-readiness/history"

    whole = api.get(path).json()["results"]
    first = api.get(f"{path}?limit=1").json()

    newest, middle = whole[0], whole[1]
    assert [r["code"] for r in newest["changed_rules"] if r["market"] == "ID"] == [
        "ID-03"
    ]
    assert newest["changed_rules"][0]["status_after"] == "met"
    (line,) = middle["changed_lines"]
    assert (line["question"], line["option_before"], line["option_after"]) == (
        "Q13",
        None,
        "D",
    )
    assert first["results"] == [newest]
    rest = api.get(f"{path}?limit=1&cursor={first['next_cursor']}").json()
    assert rest["results"] == [middle]
    assert whole[-1]["changed_rules"] == []


def test_the_business_reads_its_own_score_and_steps(api, seller):
    before = api.get("/v1/seller/export-readiness").json()
    promised = step(before, "answer", "Q09")
    assert (promised["link"], promised["level"]) == ("/v1/seller/assessment", None)

    give(api, "/v1/seller/assessment", answers("Q09", promised["option"]))

    after = api.get("/v1/seller/export-readiness").json()
    assert score(after) - score(before) == Decimal(promised["gain"])
    assert step(after, "document", "Q09")["link"].endswith(
        f"{Answer.objects.get(seller=seller, question='Q09').pk}/evidence"
    )


def test_a_certificate_that_nobody_verified_meets_nothing(api, chips, seller):
    certificate(seller, "HALAL", [chips])

    assert step(read(api, chips), "certificate", "HALAL")["is_blocker"] is True


def test_a_known_tag_is_answered_without_a_body(api, chips):
    path = f"{PRODUCTS}/{chips.pk}/export-readiness"
    tag = api.get(path)["ETag"]

    assert api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    give(api, of_product(chips), answers("Q13", "D"))
    assert api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200
