"""What one market asks for."""

import pytest

from catalogue.journal.actions import record
from catalogue.journal.types import MarketChanged
from catalogue.readiness import versions
from catalogue.readiness.models import Market, MarketCountry, MarketRequirement
from catalogue.samples.seeds import product_id

pytestmark = pytest.mark.django_db


def rules(body):
    return {rule["code"]: rule for group in body["groups"] for rule in group["rules"]}


def test_a_market_tells_all_its_rules_by_product_group(client):
    body = client.get("/v1/markets/EU?lang=en").json()

    model = versions.in_force()
    assert rules(body).keys() == {r.code for r in model.rules_of_market["EU"]}
    assert body["model_version"] == model.version
    assert (body["name"], len(body["countries"])) == ("European Union", 27)
    for group in body["groups"]:
        assert {r["product_group"] for r in group["rules"]} == {group["product_group"]}
    names = [group["product_group"] for group in body["groups"]]
    assert len(names) == len(set(names))
    assert "not legal advice" in body["notice"]


def test_it_is_a_superset_of_what_the_list_shows(client):
    for row in client.get("/v1/markets?lang=id").json()["results"]:
        detail = client.get(f"/v1/markets/{row['code']}?lang=id").json()
        assert {member: detail[member] for member in row} == row


def test_a_country_is_answered_with_its_market(client):
    germany = client.get("/v1/markets/DE?lang=en").json()

    assert germany["code"] == "EU"
    assert germany == client.get("/v1/markets/EU?lang=en").json()


@pytest.mark.parametrize(
    ("hs_code", "has", "lacks"),
    [
        ("090121", "EU-01", "EU-33"),
        ("09", "EU-01", "EU-33"),
        ("2103", "EU-05", "EU-01"),
    ],
)
def test_rules_are_filtered_by_the_beginning_of_an_hs_code(client, hs_code, has, lacks):
    found = rules(client.get(f"/v1/markets/EU?hs_code={hs_code}").json())

    assert has in found
    assert lacks not in found


@pytest.mark.parametrize("hs_code", ["0", "0901.21", "0901211", "٠٩"])
def test_what_begins_no_hs_code_is_refused(client, hs_code):
    response = client.get(f"/v1/markets/EU?hs_code={hs_code}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "hs_code"


def test_another_country_is_a_404_that_names_the_markets(client):
    unknown = client.get("/v1/markets/ZZ?lang=en")
    home = client.get("/v1/markets/ID?lang=en")

    assert (unknown.status_code, home.status_code) == (404, 404)
    assert unknown.json()["detail"] == (
        "No rules are known of ZZ. Markets: US, EU, GB, JP, CN, KR, MY, SG, SA, AE, "
        "AU, IN, or a country of one of them."
    )
    assert home.json()["detail"].startswith(
        "ID is the home market, whose rules level 2"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("de", "DE"),
        ("Germany", "DE"),
        ("uni eropa", "EU"),
        ("Jepang", "JP"),
        ("UK", "GB"),
        ("Atlantis", None),
    ],
)
def test_a_market_written_otherwise_is_a_404_that_suggests_its_code(
    client, written, meant
):
    response = client.get(f"/v1/markets/{written}?lang=en")

    (error,) = response.json()["errors"]
    assert response.status_code == 404
    assert (error["in"], error["pointer"], error["suggestion"]) == (
        *("path", "code"),
        meant,
    )


@pytest.fixture
def thailand(db):
    """A market that officers are still drafting, with a rule that all products miss."""
    market = Market.objects.create(
        code="TH", name={"id": "Thailand", "en": "Thailand"}, position=99
    )
    MarketCountry.objects.create(code="LA", market=market)
    rule = MarketRequirement.objects.get(pk="JP-01")
    rule.pk, rule.market, rule.hs_prefixes = "TH-01", market, ["*"]
    rule.save(force_insert=True)
    record(MarketChanged("TH"))
    return market


@pytest.mark.parametrize("code", ["TH", "LA"])
def test_a_market_in_the_draft_is_nowhere_public(client, thailand, code):
    product = f"/v1/products/{product_id('P001')}"

    refused = [
        client.get(f"/v1/markets/{code}").status_code,
        client.get(f"/v1/products?market={code}").status_code,
        client.get(f"/v1/products/facets?market={code}").status_code,
        client.get(f"{product}/export-readiness?market={code}").status_code,
    ]
    listed = {row["code"] for row in client.get("/v1/markets").json()["results"]}
    told = {m["market"] for m in client.get(product).json()["export"]["markets"]}

    assert refused == [404, 400, 400, 400]
    assert "TH" not in listed | told


def test_a_market_just_published_is_answered_before_the_worker_has_come_to_it(
    client, thailand
):
    versions.publish(by=None)

    listed = {row["code"] for row in client.get("/v1/markets").json()["results"]}
    market = client.get(
        f"/v1/products/{product_id('P001')}/export-readiness?market=LA"
    ).json()["market"]

    assert "TH" in listed
    assert market["code"] == "TH"
    told = [rule["code"] for found in market["rules"].values() for rule in found]
    assert told == ["TH-01"]


def test_an_edited_rule_is_told_once_it_is_published(client):
    def told():
        body = client.get("/v1/markets/EU?lang=en").json()
        return rules(body)["EU-05"]["legal_basis"]

    before = told()
    MarketRequirement.objects.filter(pk="EU-05").update(legal_basis="A newer law")
    as_draft = told()
    versions.publish(by=None)

    assert (as_draft, told()) == (before, "A newer law")
