from uuid import uuid4

import pytest
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import CertificateChanged, SellerChanged
from catalogue.readiness.models import Certificate, SellerReadiness
from catalogue.samples.seeds import seller_id
from tests.api.test_products import walk
from tests.factories import later

pytestmark = pytest.mark.django_db


def test_sellers_come_by_name_each_once_in_both_directions(client):
    rows = walk(client, "/v1/sellers?limit=7&lang=en")

    names = [row["name"] for row in rows]
    assert len(rows) == len({row["id"] for row in rows}) == 44
    assert names == sorted(names, key=str.casefold)
    second = client.get("/v1/sellers?limit=7&lang=en").json()["next_cursor"]
    page = client.get(f"/v1/sellers?limit=7&lang=en&cursor={second}").json()
    first = client.get(
        f"/v1/sellers?limit=7&lang=en&cursor={page['previous_cursor']}"
    ).json()
    assert [row["id"] for row in first["results"]] == [row["id"] for row in rows[:7]]
    assert first["previous_cursor"] is None


def test_a_cursor_with_a_number_for_a_name_is_refused(client):
    products = client.get("/v1/products?limit=1").json()["next_cursor"]

    assert client.get(f"/v1/sellers?cursor={products}").status_code == 400


def test_sellers_filter_by_regency_slug_and_id(client):
    body = client.get("/v1/sellers?regency=18.04,18.71&count=true&limit=100").json()

    assert {row["regency"]["code"] for row in body["results"]} == {"18.04", "18.71"}
    assert body["count"] == len(body["results"])
    slug = client.get("/v1/sellers?slug=rumah-kopi-bukit-liwa").json()["results"]
    assert [row["id"] for row in slug] == [str(seller_id("S01"))]
    assert client.get(f"/v1/sellers?ids={uuid4()}").json()["results"] == []


def names(client, query):
    body = client.get(f"/v1/sellers?limit=100&lang=en&{query}").json()
    return [row["name"] for row in body["results"]]


def test_sellers_are_searched_as_products_are(client):
    assert names(client, "q=bukit liwa")[0] == "Rumah Kopi Bukit Liwa (Contoh)"
    assert names(client, "q=bukti liwa")[0] == "Rumah Kopi Bukit Liwa (Contoh)"
    assert "Rumah Kopi Bukit Liwa (Contoh)" in names(client, "q=coffee")
    assert names(client, "q=") == names(client, "q=?") == names(client, "")


def test_a_search_of_sellers_combines_with_filters_and_counts(client):
    body = client.get("/v1/sellers?q=kopi&regency=18.04&count=true&limit=100").json()
    whole = client.get("/v1/sellers?q=kopi&count=true&limit=100").json()

    assert 0 < body["count"] == len(body["results"]) < whole["count"]
    assert {row["regency"]["code"] for row in body["results"]} == {"18.04"}
    assert "search" not in body


@pytest.mark.parametrize("limit", [1, 5])
def test_pages_of_a_search_of_sellers_are_the_whole_list_cut(client, limit):
    whole = names(client, "q=kopi lampung")
    url = f"/v1/sellers?q=kopi lampung&lang=en&limit={limit}"

    assert [row["name"] for row in walk(client, url)] == whole
    first = client.get(url).json()
    second = client.get(f"{url}&cursor={first['next_cursor']}").json()
    back = client.get(f"{url}&cursor={second['previous_cursor']}").json()
    assert back["results"] == first["results"]


def test_a_cursor_by_name_is_of_another_list_than_one_by_relevance(client):
    cursor = client.get("/v1/sellers?limit=1").json()["next_cursor"]

    body = client.get(f"/v1/sellers?limit=1&q=kopi&cursor={cursor}").json()

    assert body["code"] == "invalid_cursor"


def test_one_seller_is_a_superset_of_its_summary(client):
    for row in walk(client, "/v1/sellers?limit=100&lang=id"):
        detail = client.get(f"/v1/sellers/{row['id']}?lang=id").json()
        assert {member: detail[member] for member in row} == row


def test_a_seller_counts_its_public_products(client):
    for row in walk(client, "/v1/sellers?limit=100"):
        products = client.get(f"/v1/products?seller={row['id']}&count=true").json()
        assert row["product_count"] == products["count"]


def test_a_contact_is_shown_only_where_it_is_published(client, sample):
    seller = sample("P001").seller
    seller.contact_email, seller.contact_phone = "a@contoh.example", "+62721000000"
    seller.contact_published = False
    seller.save()
    record(SellerChanged(seller.pk))
    url = f"/v1/sellers/{seller.pk}"
    assert client.get(url).json()["contact"] is None

    seller.contact_published = True
    seller.save()
    record(SellerChanged(seller.pk))

    assert client.get(url).json()["contact"] == {
        "email": "a@contoh.example",
        "phone": "+62721000000",
    }


def test_a_suspended_seller_and_its_products_are_gone(client, sample):
    product = sample("P001")
    product.seller.suspended_at = timezone.now()
    product.seller.save()
    record(SellerChanged(product.seller_id))

    seller = client.get(f"/v1/sellers/{product.seller_id}")
    assert (seller.status_code, seller.json()["code"]) == (410, "gone")
    assert client.get(f"/v1/products/{product.pk}").status_code == 410
    assert client.get(f"/v1/sellers/{uuid4()}").status_code == 404


def test_a_seller_tells_her_own_score_and_what_it_is_made_of(client, sample):
    stored = SellerReadiness.objects.get(pk=sample("P001").seller_id)

    readiness = client.get(f"/v1/sellers/{stored.pk}").json()["readiness"]

    assert readiness["score"] == str(stored.score)
    assert readiness["model_version"] == stored.snapshot.model.version
    assert [[d["code"], d["score"]] for d in readiness["dimensions"]] == (
        stored.dimensions
    )


def test_an_expired_certificate_is_gone_from_the_seller_at_once(client, sample):
    seller = sample("P001").seller
    Certificate.objects.filter(seller=seller, type_id="BRAND").update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(seller.pk))
    url = f"/v1/sellers/{seller.pk}"
    assert "BRAND" in client.get(url).json()["certificate_codes"]

    with later(days=1):
        assert "BRAND" not in client.get(url).json()["certificate_codes"]


def test_and_from_its_row_in_the_list(client, sample):
    seller = sample("P001").seller
    Certificate.objects.filter(seller=seller, type_id="BRAND").update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(seller.pk))
    url = f"/v1/sellers?ids={seller.pk}&lang=en"
    assert "BRAND" in client.get(url).json()["results"][0]["certificate_codes"]

    with later(days=1):
        (row,) = client.get(url).json()["results"]

        assert "BRAND" not in row["certificate_codes"]
        detail = client.get(f"/v1/sellers/{seller.pk}?lang=en").json()
        assert {member: detail[member] for member in row} == row
