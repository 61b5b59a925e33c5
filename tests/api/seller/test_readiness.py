"""Readiness as its seller reads it: the score explained, and what each step gains."""

from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.actions.plots import replace_plots
from catalogue.readiness.assessment.changes import State
from catalogue.readiness.claiming.begun import begun_for
from catalogue.readiness.claiming.plots import Surveyed
from catalogue.readiness.models import Answer
from tests.api.seller.making import PRODUCTS, cloth
from tests.api.seller.test_assessment import (
    answers,
    give,
    given,
    given_condition,
    of_product,
    show,
)
from tests.catalogue.readiness.claims import (
    certificate,
    decided,
    in_days,
    pdf,
    shown,
    verified,
)
from tests.factories import later, make_member, make_user, signed_in

POINT = {"type": "Point", "coordinates": [104.083, -5.031]}


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
    assert told["answered"] == 2  # what is measured is in the lines alone
    assert told["applicable"] == len(told["lines"]) - 2


def test_blockers_of_the_lowest_level_come_first_then_the_largest_gain(api, chips):
    give(api, of_product(chips), answers("Q13", "A"), answers("Q20", "A"))

    told = read(api, chips, "?market=JP")

    assert told["next_steps_market"] == "JP"
    order = [
        (not one["is_blocker"], one["unblocks_level"] or 0, -Decimal(one["gain"] or 0))
        for one in told["next_steps"]
    ]
    assert order == sorted(order)
    assert {level for _, level, _ in order} == {0, 1, 2, 3}
    levels = [one["level"] for one in told["blockers"]]
    assert levels == sorted(levels)


def test_the_gain_of_a_better_answer_is_what_the_score_moves_by(api, chips):
    give(api, of_product(chips), answers("Q13", "B"))
    before = read(api, chips)
    promised = step(before, "answer", "Q13")
    assert promised["link"] == of_product(chips)
    assert (promised["option"], promised["option_text"]) == ("C", "30-60 days")
    assert "“30-60 days”" in promised["text"]

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
    give(api, of_product(chips), answers("Q13", "A"))
    before = read(api, chips, "?market=JP")
    promised = step(before, "answer", "Q13")

    give(api, of_product(chips), answers("Q13", promised["option"]))

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
    path = f"{PRODUCTS}/{chips.pk}/readiness-history"

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
    give(api, "/v1/seller/assessment", answers("Q09", "A"))
    before = api.get("/v1/seller/export-readiness").json()
    promised = step(before, "answer", "Q09")
    assert (promised["link"], promised["level"]) == ("/v1/seller/assessment", None)

    give(api, "/v1/seller/assessment", answers("Q09", promised["option"]))

    after = api.get("/v1/seller/export-readiness").json()
    assert score(after) - score(before) == Decimal(promised["gain"])
    assert step(after, "document", "Q09")["link"].endswith(
        f"{Answer.objects.get(seller=seller, question='Q09').pk}/evidence"
    )


def test_what_was_never_answered_is_one_step_each_of_business_and_product(api, chips):
    give(api, of_product(chips), answers("Q13", "D"))

    told = read(api, chips, "?lang=id")

    of_product_, of_business = (
        step(told, "questionnaire", "product"),
        step(told, "questionnaire", "business"),
    )
    assert "Q07" in of_product_["questions"]
    assert "Q13" not in of_product_["questions"]
    assert (of_product_["gain"], of_product_["link"]) == (None, of_product(chips))
    count = len(of_business["questions"])
    assert of_business["link"] == "/v1/seller/assessment"
    assert of_business["text"] == (
        f"Jawab {count} pertanyaan tentang usaha yang belum dijawab."
    )


def test_a_nib_that_was_typed_in_waits_for_the_trade_office(api, chips, seller):
    seller.nib, seller.verified_at = "0220001234567", None
    seller.save()

    nib = step(read(api, chips), "certificate", "NIB")

    assert (nib["state"], nib["link"]) == ("waiting", "/v1/seller")
    assert nib["text"] == "Waits for the trade office: Business Identification Number"


def test_a_certificate_on_its_way_says_whose_turn_it_is(api, chips, seller, officer):
    declared = certificate(seller, "HALAL", [chips])
    path = f"/v1/seller/certificates/{declared.pk}"
    first = step(read(api, chips), "certificate", "HALAL")
    api.post(f"{path}/evidence", {"file": pdf()}, format="multipart")
    sent = read(api, chips)
    decided(declared, officer, "rejected", "unreadable", {"id": "Tidak terbaca."})

    then = step(read(api, chips), "certificate", "HALAL")

    assert (first["state"], first["link"]) == ("todo", f"{path}/evidence")
    assert first["text"].startswith("Send the document: ")
    waiting = step(sent, "certificate", "HALAL")
    assert (waiting["state"], waiting["link"]) == ("waiting", path)
    assert sent["next_steps"][-1] == waiting
    assert (then["state"], then["link"]) == ("rejected", f"{path}/evidence")
    assert then["text"].startswith("The trade office did not agree. See its note")
    assert {one["is_blocker"] for one in (first, waiting, then)} == {True}


def test_due_diligence_does_not_wait_for_an_officer_before_there_are_plots(api, seller):
    coffee = cloth(seller, hs_code="090111")
    shown(seller, "EUDR", [coffee])

    before = begun_for(coffee, today())
    replace_plots(product_id=coffee.pk, plots=[Surveyed("", POINT, 2)])

    assert before == {}
    assert begun_for(coffee, today())["EUDR"].state is State.WAITING


def test_a_confirmation_asked_for_waits_until_an_officer_did_not_agree(
    api, seller, officer
):
    honey = cloth(seller, hs_code="040900")

    def asked():
        return step(read(api, honey, "?market=EU"), "confirmation", "honey_listed_eu")

    before = asked()
    answer = given_condition(api, honey, "honey_listed_eu", "yes")
    waiting = asked()
    decided(answer, officer, "rejected", "unreadable", {"id": "Tidak terbaca."})

    then = asked()

    assert [one["state"] for one in (before, waiting, then)] == [
        "todo",
        "waiting",
        "rejected",
    ]
    assert then["link"] == f"/v1/seller/answers/{answer.pk}/evidence"


def test_from_its_own_level_two_on_the_closest_market_is_worked_for(client, sample):
    coffee = sample("P071")
    owner = make_user()
    make_member(coffee.seller, owner, "owner")
    api = signed_in(client, owner)

    told = read(api, coffee)

    closest = told["closest_market"]
    assert (told["own_level"], told["next_steps_market"]) == (2, closest)
    assert told["markets"][0]["market"] == closest
    there = read(api, coffee, f"?market={closest}")
    assert (told["blockers"], told["next_steps"]) == (
        there["blockers"],
        there["next_steps"],
    )
    (wanted,) = [b["text"] for b in told["blockers"] if b["code"] == "score"][:1]
    assert wanted.startswith("A score of 65 or more in the market: its own score")


def test_a_page_complete_enough_to_publish_is_not_asked_for_what_it_has(client, sample):
    coffee = sample("P071")
    owner = make_user()
    make_member(coffee.seller, owner, "owner")

    page = step(read(signed_in(client, owner), coffee), "product", "complete")

    assert page["text"].startswith("Fill in what the page still lacks")
    assert page["is_blocker"] is False
    lacks = [one["pointer"] for one in page["members"]]
    assert lacks == ["/net_weight", "/dimensions", "/carton", "/images"]


def test_page_score_and_steps_agree_once_a_date_has_passed(api, chips, seller):
    verified(seller, "HALAL", [chips], expires_on=in_days(3))
    user = seller.members.get().user
    before = read(api, chips)

    with later(days=5):
        after = read(signed_in(APIClient(), user), chips)

    assert score(after) < score(before)
    halal = step(after, "certificate", "HALAL")
    assert Decimal(halal["gain"]) == score(before) - score(after)


def test_the_history_says_which_gate_opened_a_level(api, chips, seller):
    record(ProductChanged(chips.pk))  # its picture came after it
    chips.incoterms = ["FOB"]
    chips.save()
    record(ProductChanged(chips.pk))

    newest = api.get(f"{PRODUCTS}/{chips.pk}/readiness-history").json()["results"][0]

    (gate,) = newest["changed_gates"]
    assert (gate["level"], gate["kind"], gate["code"], gate["is_met"]) == (
        3,
        "gate",
        "price_with_incoterm",
        True,
    )
    assert (len(gate["markets"]), gate["text"]) == (
        12,
        "A price, and the Incoterms you offer.",
    )


def test_a_known_tag_is_answered_without_a_body(api, chips):
    path = f"{PRODUCTS}/{chips.pk}/export-readiness"
    tag = api.get(path)["ETag"]

    assert api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    give(api, of_product(chips), answers("Q13", "D"))
    assert api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200
