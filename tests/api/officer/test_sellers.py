"""Sellers trusted and suspended, products shown again."""

import pytest

from catalogue.journal.models import AuditEntry, Notice
from catalogue.products.actions import publishing
from tests.catalogue.reviews import subjects
from tests.factories import make_member

pytestmark = pytest.mark.django_db
WHY = {"reason": "quality_record", "note": "Mutu terjaga."}


def path(seller, verb):
    return f"/v1/officer/sellers/{seller.pk}/{verb}"


def test_trusting_and_taking_it_back(as_, officer, seller):
    client = as_(officer)

    trusted = client.post(path(seller, "trust"), WHY)

    seller.refresh_from_db()
    assert trusted.status_code == 200
    assert trusted.json() == {
        "id": str(seller.pk),
        "slug": seller.slug,
        "name": seller.name,
        "regency": {"code": "18.01", "name": "Lampung Selatan"},
        "status": "verified",
        "trusted": True,
        "verified_at": f"{seller.verified_at:%Y-%m-%dT%H:%M:%SZ}",
        "suspended_at": None,
        "trusted_at": f"{seller.trusted_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    letter = Notice.objects.get(kind="seller_trusted")
    assert letter.values == {"seller": seller.name, "note": "Mutu terjaga."}
    entry = AuditEntry.objects.get(action="seller.trusted")
    assert (entry.actor_id, entry.via) == (officer.pk, "api")
    assert entry.after["reason"] == "quality_record"
    again = client.post(path(seller, "trust"), WHY)
    assert (again.status_code, again.json()["code"]) == (409, "invalid_state")

    assert client.post(path(seller, "untrust"), WHY).json()["trusted"] is False
    assert client.post(path(seller, "untrust"), WHY).status_code == 409


def test_a_suspended_sellers_products_are_gone_at_once_and_come_back(
    as_, officer, seller, client
):
    product = subjects.published(seller, officer)
    listed = f"/v1/products?seller={seller.pk}"
    assert len(client.get(listed).json()["results"]) == 1

    response = as_(officer).post(
        path(seller, "suspend"), {"reason": "violation", "note": "Izin palsu."}
    )

    assert response.json()["status"] == "suspended"
    assert client.get(listed).json()["results"] == []
    assert client.get(f"/v1/products/{product.pk}").status_code == 410
    assert client.get(f"/v1/sellers/{seller.pk}").status_code == 410
    assert Notice.objects.get(kind="seller_suspended").values["note"] == "Izin palsu."
    again = as_(officer).post(path(seller, "suspend"), {"reason": "violation"})
    assert again.status_code == 409

    lifted = as_(officer).post(path(seller, "lift"), {"reason": "error"})

    assert lifted.json()["status"] == "verified"
    assert len(client.get(listed).json()["results"]) == 1
    assert client.get(f"/v1/products/{product.pk}").status_code == 200
    assert (
        as_(officer).post(path(seller, "lift"), {"reason": "error"}).status_code == 409
    )


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/reason", "required"),
        ({"reason": "because"}, "/reason", "not_a_choice"),
        ({"reason": "other", "note": "x" * 1001}, "/note", "too_long"),
        ({"reason": "other", "why": "?"}, "/why", "unknown_member"),
    ],
)
def test_a_reason_is_asked_for(as_, officer, seller, body, pointer, code):
    response = as_(officer).post(path(seller, "suspend"), body)

    seller.refresh_from_db()
    (fault,) = response.json()["errors"]
    assert (response.status_code, fault["pointer"], fault["code"]) == (
        400,
        pointer,
        code,
    )
    assert seller.suspended_at is None


@pytest.mark.parametrize("verb", ["trust", "untrust", "suspend", "lift"])
def test_a_seller_of_elsewhere_or_ones_own_is_not_there(
    as_, elsewhere, province, seller, verb
):
    make_member(seller, province)

    for user in (elsewhere, province):
        response = as_(user).post(path(seller, verb), WHY)
        assert response.status_code == 404

    seller.refresh_from_db()
    assert (seller.trusted_at, seller.suspended_at, seller.version) == (None, None, 1)


def test_a_stale_page_is_refused(as_, officer, seller):
    client = as_(officer)
    tag = client.post(path(seller, "trust"), WHY)["ETag"]
    client.post(path(seller, "untrust"), WHY)

    response = client.post(path(seller, "suspend"), WHY, HTTP_IF_MATCH=tag)

    seller.refresh_from_db()
    assert response.status_code == 412
    assert seller.suspended_at is None


def test_a_hidden_product_is_shown_again(as_, officer, elsewhere, seller, client):
    product = subjects.published(seller, officer)
    publishing.hide_product(product_id=product.pk)
    show = f"/v1/officer/products/{product.pk}/show"
    assert client.get(f"/v1/products/{product.pk}").status_code == 410
    assert as_(elsewhere).post(show).status_code == 404

    response = as_(officer).post(show)

    assert response.status_code == 200
    assert response.json() == {
        "id": str(product.pk),
        "slug": product.slug,
        "name": {"id": "Kain Tapis", "en": "Tapis cloth"},
        "seller": {"id": str(seller.pk), "slug": seller.slug, "name": seller.name},
        "status": "published",
        "hidden_at": None,
    }
    assert client.get(f"/v1/products/{product.pk}").status_code == 200
    again = as_(officer).post(show)
    assert (again.status_code, again.json()["code"]) == (409, "invalid_state")
