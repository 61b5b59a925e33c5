"""Plots of a product by the API."""

import json

from rest_framework.test import APIClient

from catalogue.journal.models import AuditEntry, EventPayload
from catalogue.readiness.assessment.facts import Held
from catalogue.readiness.loading import load_product
from catalogue.readiness.models import Plot
from catalogue.readiness.versions import in_force
from catalogue.reviews.models import Review
from tests.api.seller.making import NOBODY, PRODUCTS, cloth, faults
from tests.catalogue.readiness.claims import decided, document, in_days, verified
from tests.catalogue.readiness.claims import shown as certified
from tests.factories import make_member, signed_in

POINT = (
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[104.083000,-5.031000]},'
    '"properties":{"label":"Kebun atas (Contoh)","area_ha":"2.5000"}}'
)
POLYGON = (
    '{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[104.083000,'
    "-5.031000],[104.084000,-5.031000],[104.084000,-5.030000],[104.083000,-5.030000],"
    '[104.083000,-5.031000]]]},"properties":{"label":null,"area_ha":"1.2263"}}'
)


def path_of(product) -> str:
    return f"{PRODUCTS}/{product.pk}/plots"


def collection(*features) -> str:
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def send(api, product, *features, **headers):
    """As text: the decimals that are written matter."""
    return api.patch(
        path_of(product),
        collection(*features),
        content_type="application/json",
        **headers,
    )


def test_plots_are_read_as_they_were_written_and_can_be_sent_again(api, seller):
    product = cloth(seller)

    sent = send(api, product, POINT, POLYGON)

    read = api.get(path_of(product))
    assert sent.content.decode() == read.content.decode() == collection(POINT, POLYGON)
    ids = set(Plot.objects.values_list("pk", flat=True))
    assert send(api, product, POINT, POLYGON, HTTP_IF_MATCH=read["ETag"]).content == (
        sent.content
    )
    assert set(Plot.objects.values_list("pk", flat=True)) == ids  # nothing changed


def test_what_is_read_can_be_sent_again_by_a_client_that_drops_zeros(api, seller):
    product = cloth(seller)
    send(api, product, POINT, POLYGON)
    read = api.get(path_of(product))

    sent = api.patch(path_of(product), read.json(), format="json")

    assert (sent.status_code, sent.content) == (200, read.content)


def test_the_list_is_replaced_whole(api, seller):
    product = cloth(seller)
    send(api, product, POINT, POLYGON)

    send(api, product, POLYGON)

    assert [plot.geometry["type"] for plot in product.plots.all()] == ["Polygon"]
    assert Plot.objects.filter(product=product).totals()[0] == 1
    assert json.loads(send(api, product).content)["features"] == []


def test_every_fault_is_told_at_its_place_and_nothing_is_saved(api, seller):
    product = cloth(seller)
    send(api, product, POINT)

    got = send(
        api,
        product,
        POLYGON,
        POINT.replace("104.083000", "104.1").replace("-5.031000", "-5.03"),
        POINT.replace("[104.083000,-5.031000]", "[-5.031000,104.083000]"),
        POLYGON.replace("[104.084000,-5.030000]", "[104.084000,-15.030000]"),
    )

    assert faults(got) == [
        ("/features/1/geometry/coordinates", "invalid"),
        ("/features/2/geometry/coordinates", "invalid"),
        ("/features/3/geometry/coordinates/0/2", "invalid"),
    ]
    told = [one["detail"] for one in got.json()["errors"]]
    assert told[0].startswith("Too coarse, like 104.1: one number of a plot needs six")
    assert told[1].startswith("Latitude and longitude look swapped")
    assert told[2] == "It does not lie in Indonesia."
    assert product.plots.get().label == "Kebun atas (Contoh)"


def test_what_is_no_such_collection_is_told_member_by_member(api, seller):
    product = cloth(seller)

    got = send(
        api,
        product,
        POINT.replace('"Point"', '"MultiPoint"'),
        POINT.replace('"label"', '"name"').replace('"2.5000"', '"0"'),
        POINT.replace("[104.083000,-5.031000]", '"here"'),
    )

    assert faults(got) == [
        ("/features/0/geometry/type", "not_a_choice"),
        ("/features/1/properties/area_ha", "too_small"),
        ("/features/1/properties/name", "unknown_member"),
        ("/features/2/geometry/coordinates", "invalid"),
    ]
    assert not product.plots.exists()


def test_numbers_out_of_all_bounds_are_refused(api, seller):
    product = cloth(seller)

    wild = send(api, product, POINT.replace("104.083000", "1e99999999999999999999"))
    tiny = send(api, product, POINT.replace("104.083000", "1e-999999999"))
    area = send(api, product, POINT.replace('"2.5000"', "1e999999"))

    assert (wild.status_code, wild.json()["code"]) == (400, "malformed_body")
    assert faults(tiny) == [("/features/0/geometry/coordinates", "invalid")]
    assert faults(area) == [("/features/0/properties/area_ha", "too_large")]


def test_plots_that_moved_on_are_not_overwritten(api, seller):
    product = cloth(seller)
    tag = api.get(path_of(product))["ETag"]
    send(api, product, POINT)

    assert send(api, product, POLYGON, HTTP_IF_MATCH=tag).status_code == 412
    assert product.plots.get().geometry["type"] == "Point"


def test_another_business_finds_none_before_its_body_is_looked_at(
    api, stranger, seller
):
    product = cloth(seller)
    send(api, product, POINT)

    assert stranger.get(path_of(product)).status_code == 404
    assert send(stranger, product, "{}").status_code == 404
    assert api.get(f"{PRODUCTS}/{NOBODY}/plots").status_code == 404


def test_verified_due_diligence_waits_for_an_officer_again(api, seller):
    coffee = cloth(seller, hs_code="090121")
    other = cloth(seller, hs_code="090121")
    shown = verified(seller, "EUDR", [coffee], evidence=document(seller))
    told = verified(seller, "EUDR", [coffee])
    elsewhere = verified(seller, "EUDR", [other])

    send(api, coffee, POINT)

    for certificate in (shown, told, elsewhere):
        certificate.refresh_from_db()
    assert (shown.status, told.status) == ("evidence_uploaded", "self_declared")
    assert elsewhere.status == "verified"
    waiting = Review.objects.open().filter(kind="certificate")
    assert set(waiting.values_list("subject_id", flat=True)) == {shown.pk, told.pk}
    held = load_product(coffee.pk, in_force()).held
    assert {(one.code, one.is_verified) for one in held} == {("EUDR", False)}


def test_due_diligence_that_was_renewed_does_not_outlive_the_plots(
    api, seller, officer
):
    coffee = cloth(seller, hs_code="090121")
    send(api, coffee, POINT)
    old = decided(certified(seller, "EUDR", [coffee], expires_on=in_days(9)), officer)
    new = decided(
        certified(seller, "EUDR", [coffee], renews=old, expires_on=in_days(90)),
        officer,
    )
    send(api, coffee, POLYGON)

    assert api.delete(f"/v1/seller/certificates/{new.pk}").status_code == 204

    old.refresh_from_db()
    assert (old.status, old.superseded_by) == ("evidence_uploaded", None)
    assert Review.objects.open().filter(subject_id=old.pk).count() == 1


def test_general_due_diligence_does_not_speak_for_what_has_no_plots(
    api, seller, officer
):
    coffee = cloth(seller, hs_code="090121")
    send(api, coffee, POINT)
    decided(certified(seller, "EUDR"), officer)

    later = cloth(seller, hs_code="090121")

    held = {p: load_product(p.pk, in_force()).all_held for p in (coffee, later)}
    assert held == {coffee: (Held("EUDR", True),), later: ()}


def test_no_coordinate_gets_into_events_or_the_audit_log(api, seller):
    product = cloth(seller)

    send(api, product, POINT)

    entry = AuditEntry.objects.get(action="plots.changed")
    assert entry.before == {"count": "0", "area_ha": "0.0000"}
    assert entry.after == {"count": "1", "area_ha": "2.5000"}
    assert not any("104.08" in str(row.data) for row in EventPayload.objects.all())


def test_the_public_reads_their_number_and_area_alone(client, sample):
    product = sample("P001")
    member = make_member(product.seller).user
    send(signed_in(APIClient(), member), product, POINT, POLYGON)

    page = client.get(f"/v1/products/{product.pk}")
    readiness = client.get(f"/v1/products/{product.pk}/export-readiness")

    assert page.json()["export"]["plots"] == {"count": 2, "area_ha": "3.7263"}
    for answer in (page, readiness):
        assert "104.08" not in answer.content.decode()
        assert "Kebun atas" not in answer.content.decode()
