"""Export readiness as anyone reads it."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import AnswerChanged, CertificateChanged, ProductChanged
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.models import (
    Answer,
    Certificate,
    MarketRequirement,
    Plot,
    ProductReadiness,
)
from catalogue.samples.seeds import product_id
from tests.factories import later

pytestmark = pytest.mark.django_db

PATH = f"/v1/products/{product_id('P001')}/export-readiness"


def read(client, query="lang=en", path=PATH):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    return response.json()


def rules_of(body):
    return {r["code"]: r for found in body["market"]["rules"].values() for r in found}


def test_it_tells_what_was_computed_when_and_by_which_model(client, sample):
    stored = ProductReadiness.objects.get(pk=sample("P001").pk)
    snapshot = stored.snapshot

    body = read(client)

    assert (body["level"], body["score"]) == (stored.level, str(stored.score))
    assert body["level_name"] == "Developing"
    assert body["model_version"] == snapshot.model.version
    assert body["computed_at"] == f"{snapshot.taken_at:%Y-%m-%dT%H:%M:%SZ}"
    assert body["computed_on"] == snapshot.taken_on.isoformat()
    assert [[d["code"], d["score"]] for d in body["dimensions"]] == stored.dimensions
    assert sum(dimension["weight"] for dimension in body["dimensions"]) == 100
    assert (body["market"], body["plots"]) == (None, None)
    product = client.get(f"/v1/products/{stored.pk}?lang=en").json()
    assert body["certificates"] == product["certificates"]


def test_it_says_how_many_points_rest_on_what(client, sample):
    seller = sample("P001").seller
    before = read(client)["evidence"]
    Answer.objects.filter(seller=seller).update(status=Answer.Status.SELF_DECLARED)
    record(AnswerChanged(seller.pk, None))

    body = read(client)

    after = {name: Decimal(points) for name, points in body["evidence"].items()}
    assert list(after) == ["verified", "documents", "declared", "measured"]
    assert abs(sum(after.values()) - Decimal(body["score"])) <= Decimal("0.2")
    assert after["verified"] < Decimal(before["verified"])
    assert after["declared"] > Decimal(before["declared"])
    assert after["measured"] == Decimal(before["measured"])


def test_a_law_that_comes_is_announced_where_it_will_not_be_met(client, sample):
    told = client.get(f"/v1/products/{product_id('P001')}").json()["export"]["markets"]

    days = {market["market"]: market["upcoming_on"] for market in told}
    assert days["EU"] == "2026-12-30"
    assert read(client, "market=EU")["market"]["upcoming_on"] == "2026-12-30"
    with later(days=60):
        assert read(client, "market=EU")["market"]["upcoming_on"] is None


def test_an_assessment_of_an_earlier_release_is_made_anew_when_asked(client):
    stored = ProductReadiness.objects.select_related("snapshot").get(
        pk=product_id("P001")
    )
    snapshot = stored.snapshot
    del snapshot.result["evidence"]
    snapshot.pk = uuid4()  # those taken never change
    snapshot.save(force_insert=True)
    stored.snapshot, stored.digest = snapshot, "of before"
    stored.save()

    assert Decimal(read(client)["evidence"]["verified"]) > 0


def test_what_is_private_is_not_in_it(client, sample):
    product = sample("P001")
    Answer.objects.filter(seller=product.seller).update(note="A secret of ours")
    record(AnswerChanged(product.seller_id, None))

    body = client.get(f"{PATH}?market=US").content.decode()

    for member in ("lines", "blockers", "answered", "inputs", "next_steps"):
        assert f'"{member}"' not in body
    assert "A secret" not in body


def test_a_country_is_answered_with_its_market_rule_by_rule(client):
    body = read(client, "market=DE&lang=id")

    assert body == read(client, "market=EU&lang=id")
    market = body["market"]
    assert (market["code"], market["name"]) == ("EU", "Uni Eropa")
    gates = [
        rule
        for rule in market["rules"]["seller"]
        if rule["is_gate"] and rule["status"] not in {"upcoming", "not_applicable"}
    ]
    assert market["rules_total"] == len(gates)
    met = [rule for rule in gates if rule["status"] in {"met", "expiring"}]
    assert market["rules_met"] == len(met)
    deforestation = rules_of(body)["EU-01"]
    assert deforestation["status"] == "upcoming"
    assert deforestation["effective_from"] == "2026-12-30"
    assert deforestation["reads"] == "required"
    assert deforestation["product_group"] == "kopi, kakao, kayu, kertas"
    assert {r["holder"] for r in market["rules"]["shipment"]} == {"shipment"}
    assert "bukan nasihat hukum" in body["notice"]


def test_each_market_says_what_the_product_itself_says_of_it(client):
    detail = client.get(f"/v1/products/{product_id('P001')}").json()["export"]

    for told in detail["markets"]:
        found = read(client, f"market={told['market']}")["market"]
        assert {
            "market": found["code"],
            **{name: found[name] for name in told if name != "market"},
        } == told


def test_the_certificate_that_stops_spices_at_the_border_comes_first(client):
    pepper = Product.objects.public().filter(hs_code__startswith="0904").first()

    body = read(client, "market=US", f"/v1/products/{pepper.pk}/export-readiness")

    first = body["market"]["rules"]["shipment"][0]
    assert first["certificate_codes"] == ["FDA-801Q"]
    assert (first["status"], first["is_gate"]) == ("listed", False)


@pytest.mark.parametrize(
    ("market", "suggestion", "told"),
    [
        ("ID", None, "ID is the home market"),
        ("UK", "GB", "No rules are known of UK. Markets: US, EU, GB, JP"),
        ("jp", "JP", "No rules are known of jp."),
        ("ZZ", None, "SA, AE, AU, IN, or a country of one of them."),
    ],
)
@pytest.mark.parametrize("path", [PATH, "/v1/products", "/v1/products/facets"])
def test_a_market_without_rules_is_refused_naming_those_there_are(
    client, path, market, suggestion, told
):
    response = client.get(f"{path}?market={market}&lang=en")

    (error,) = response.json()["errors"]
    assert (response.status_code, error["pointer"]) == (400, "market")
    assert (error["code"], error["suggestion"]) == ("not_found", suggestion)
    assert told in error["detail"]


def test_plots_are_counted_and_never_placed(client, sample):
    product = sample("P001")
    for place, area in enumerate((Decimal("1.25"), Decimal("3.5"))):
        Plot.objects.create(
            product=product,
            position=place,
            label="Kebun Pak Budi",
            geometry={"type": "Point", "coordinates": [104.123456, -5.654321]},
            area_ha=area,
        )
    record(AnswerChanged(product.seller_id, product.pk))

    body = read(client)

    assert body["plots"] == {"count": 2, "area_ha": "4.75"}
    detail = client.get(f"/v1/products/{product.pk}").json()
    assert detail["export"]["plots"] == body["plots"]
    for shown in (json.dumps(body), json.dumps(detail)):
        assert "Budi" not in shown
        assert "104.12" not in shown


def test_a_certificate_that_expires_is_missed_the_day_after(client, sample):
    product = sample("P001")
    Certificate.objects.filter(seller=product.seller, type_id="HALAL").update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(product.seller_id))
    assert rules_of(read(client, "market=MY"))
    assert read(client)["level"] == 2

    with later(days=1):
        body = read(client)

    assert body["level"] == 1
    assert "HALAL" not in {c["type"] for c in body["certificates"]}


def test_an_issuer_nobody_recorded_is_not_made_up(client, sample):
    product = sample("P001")
    held = Certificate.objects.filter(seller=product.seller, type_id="HALAL")
    held.update(issuer="")
    record(CertificateChanged(product.seller_id))

    told = {c["type"]: c["issuer"] for c in read(client)["certificates"]}

    assert told["HALAL"] is None
    assert (
        told["NIB"]
        == Certificate.objects.get(seller=product.seller, type_id="NIB").issuer
    )


def test_it_is_tagged_and_its_tag_moves_with_it(client, sample):
    first = client.get(f"{PATH}?lang=en")
    again = client.get(f"{PATH}?lang=en", HTTP_IF_NONE_MATCH=first["ETag"])
    other = client.get(f"{PATH}?lang=en&market=JP")
    Certificate.objects.filter(seller=sample("P001").seller, type_id="NIB").delete()
    record(CertificateChanged(sample("P001").seller_id))

    after = client.get(f"{PATH}?lang=en", HTTP_IF_NONE_MATCH=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"].startswith("public, max-age=60")
    assert after.status_code == 200
    assert len({first["ETag"], other["ETag"], after["ETag"]}) == 3


@pytest.mark.parametrize("path", ["export-readiness", "export-readiness.svg"])
def test_withdrawn_is_410_never_seen_is_404(client, sample, path):
    product = sample("P001")
    product.hidden_at = timezone.now()
    product.save()
    record(ProductChanged(product.pk))

    assert client.get(f"/v1/products/{product.pk}/{path}").status_code == 410
    assert client.get(f"/v1/products/{uuid4()}/{path}").status_code == 404
    assert client.get(f"/v1/products/none/{path}").status_code == 400


def test_what_was_published_before_there_was_a_model_is_assessed_when_asked(client):
    ProductReadiness.objects.filter(pk=product_id("P001")).delete()

    assert read(client)["model_version"] == versions.in_force().version
    assert ProductReadiness.objects.filter(pk=product_id("P001")).exists()


def test_a_law_corrected_since_is_told_of_a_result_that_stayed(client):
    first = client.get(f"{PATH}?market=EU&lang=en")
    MarketRequirement.objects.filter(pk="EU-05").update(legal_basis="A newer law")
    versions.publish(by=None)

    after = client.get(f"{PATH}?market=EU&lang=en", HTTP_IF_NONE_MATCH=first["ETag"])

    assert rules_of(first.json())["EU-05"]["legal_basis"] != "A newer law"
    assert rules_of(after.json())["EU-05"]["legal_basis"] == "A newer law"
    assert after.json()["model_version"] == first.json()["model_version"]


def test_the_chart_is_a_picture_that_can_do_nothing(client):
    response = client.get(f"{PATH}.svg?lang=id&utm_source=letter")

    picture = ElementTree.fromstring(response.content)  # noqa: S314 - we drew it
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Language"] == "id"
    texts = {t.text for t in picture.iter("{http://www.w3.org/2000/svg}text")}
    told = read(client, "lang=id")
    assert {d["score"].replace(".", ",") for d in told["dimensions"]} <= texts
    again = client.get(f"{PATH}.svg?lang=id", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    packed = client.get(f"{PATH}.svg?lang=id", HTTP_ACCEPT_ENCODING="gzip")
    assert packed["Content-Encoding"] == "gzip"


def test_the_day_is_part_of_what_it_rests_on(client, sample):
    """A stored answer is not served past the day on which it changes."""
    stored = ProductReadiness.objects.get(pk=sample("P001").pk)
    days = (stored.changes_on - timezone.localdate()) / timedelta(days=1)
    before = rules_of(read(client, "market=EU"))["EU-01"]["status"]

    with later(days=days):
        after = rules_of(read(client, "market=EU"))["EU-01"]["status"]

    assert stored.changes_on.isoformat() == "2026-12-30"
    assert (before, after) == ("upcoming", "missing")
