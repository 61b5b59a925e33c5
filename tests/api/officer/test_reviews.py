"""The queue, a review in full, and who may see them."""

import json

import pytest
from django.db.models import F
from django.utils import timezone

from catalogue.products.actions import publishing
from catalogue.products.models import Product
from catalogue.reviews.models import ChangeSet, Review
from catalogue.sellers.actions import update_seller
from catalogue.sellers.models import Oversight, Regency, Seller
from tests.api.officer.conftest import ELSEWHERE, HERE
from tests.catalogue.reviews import subjects
from tests.factories import make_member, make_officer, make_user

pytestmark = pytest.mark.django_db
QUEUE = "/v1/officer/reviews"
NOBODY = "01a20ee0-0000-7000-8000-000000000000"
REFUSAL = {"reason": "pictures", "note": {"id": "Foto kurang jelas."}}


def ids(response):
    return [row["id"] for row in response.json()["results"]]


# -- the queue


def test_a_row_tells_what_waits(as_, officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)

    response = as_(officer).get(f"{QUEUE}?lang=en")

    (row,) = response.json()["results"]
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"
    assert row.pop("opened_at") == f"{review.opened_at:%Y-%m-%dT%H:%M:%SZ}"
    assert row.pop("tag").startswith('"r1-')
    assert row == {
        "id": str(review.pk),
        "kind": "product",
        "status": "pending",
        "subject": {"id": str(product.pk), "name": "Tapis cloth"},
        "seller": {"id": str(seller.pk), "slug": seller.slug, "name": seller.name},
        "regency": {"code": "18.01", "name": "Lampung Selatan"},
        "is_afterwards": False,
        "decided_at": None,
        "reason": None,
    }


def test_an_officer_sees_her_regency_the_province_all(
    as_, officer, elsewhere, province, seller
):
    here = subjects.review_of(subjects.submitted(seller))
    there = subjects.review_of(subjects.submitted(subjects.owned(ELSEWHERE)))

    assert ids(as_(officer).get(QUEUE)) == [str(here.pk)]
    assert ids(as_(elsewhere).get(QUEUE)) == [str(there.pk)]
    assert ids(as_(province).get(QUEUE)) == [str(here.pk), str(there.pk)]


def test_nobody_decides_on_her_own_business(as_, province, seller):
    review = subjects.review_of(subjects.submitted(seller))
    make_member(seller, province)

    assert ids(as_(province).get(QUEUE)) == []
    assert as_(province).get(f"{QUEUE}/{review.pk}").status_code == 404
    assert as_(province).post(f"{QUEUE}/{review.pk}/approve", {}).status_code == 404
    review.refresh_from_db()
    assert review.status == "pending"


def test_a_known_regency_outside_her_scope_is_empty_an_unknown_one_refused(
    as_, officer, seller
):
    subjects.submitted(seller)

    assert ids(as_(officer).get(f"{QUEUE}?regency={ELSEWHERE}")) == []
    assert len(ids(as_(officer).get(f"{QUEUE}?regency={HERE},{ELSEWHERE}"))) == 1
    response = as_(officer).get(f"{QUEUE}?regency=18.99")
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "regency"
    assert response.json()["errors"][0]["code"] == "not_found"


def test_the_queue_is_paged_both_ways_the_oldest_first(as_, officer, seller):
    reviews = [str(subjects.review_of(subjects.submitted(seller)).pk) for _ in range(5)]
    client = as_(officer)

    first = client.get(f"{QUEUE}?limit=2&count=true")
    second = client.get(f"{QUEUE}?limit=2&cursor={first.json()['next_cursor']}")
    third = client.get(f"{QUEUE}?limit=2&cursor={second.json()['next_cursor']}")
    back = client.get(f"{QUEUE}?limit=2&cursor={third.json()['previous_cursor']}")

    assert [ids(page) for page in (first, second, third, back)] == [
        reviews[:2],
        reviews[2:4],
        reviews[4:],
        reviews[2:4],
    ]
    assert first.json()["count"] == 5
    assert first.json()["previous_cursor"] is None
    assert third.json()["next_cursor"] is None
    assert 'rel="next"' in first["Link"]


def test_a_cursor_of_other_filters_or_of_another_officer_is_refused(
    as_, officer, province, seller
):
    for _ in range(3):
        subjects.submitted(seller)
    cursor = as_(officer).get(f"{QUEUE}?limit=1").json()["next_cursor"]

    for client, query in (
        (as_(officer), f"limit=1&kind=product&cursor={cursor}"),
        (as_(province), f"limit=1&cursor={cursor}"),
    ):
        response = client.get(f"{QUEUE}?{query}")
        assert response.status_code == 400
        assert response.json()["code"] == "invalid_cursor"


def test_the_queue_is_filtered(as_, officer, seller):
    review = subjects.review_of(subjects.submitted(seller))
    update_seller(seller_id=seller.pk, fields={"name": "Nama Baru"})
    of_seller = Review.objects.get(kind="seller", seller=seller)
    client = as_(officer)

    assert ids(client.get(f"{QUEUE}?kind=seller")) == [str(of_seller.pk)]
    assert ids(client.get(f"{QUEUE}?kind=product")) == [str(review.pk)]
    assert ids(client.get(f"{QUEUE}?status=approved")) == []
    assert ids(client.get(f"{QUEUE}?opened_before=2020-01-01T00:00:00Z")) == []
    later = "2999-01-01T00:00:00Z"
    assert len(ids(client.get(f"{QUEUE}?opened_before={later}"))) == 2


def test_what_an_officer_knows_already_is_a_304(as_, officer, seller):
    review = subjects.review_of(subjects.submitted(seller))
    client = as_(officer)

    for path in (QUEUE, f"{QUEUE}/{review.pk}"):
        tag = client.get(path)["ETag"]
        assert client.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
        Review.objects.filter(pk=review.pk).update(version=F("version") + 1)
        assert client.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200


@pytest.mark.parametrize("count", [1, 6])
def test_queries_of_a_page_do_not_grow(
    as_, officer, seller, count, django_assert_num_queries
):
    for _ in range(count):
        subjects.submitted(seller)
    client = as_(officer)
    client.get(QUEUE)

    with django_assert_num_queries(5):  # token, is officer, is provincial, page, names
        client.get(QUEUE)


# -- one review


def test_a_first_review_shows_the_product_and_no_changes(as_, officer, seller):
    product = subjects.draft(seller)
    hidden = subjects.picture(product, 1, is_public=False)
    publishing.submit_product(product_id=product.pk)

    response = as_(officer).get(f"{QUEUE}/{subjects.review_of(product).pk}?lang=en")

    body = response.json()
    assert response.status_code == 200
    assert (body["first"], body["changes"], body["image_changes"]) == (True, [], [])
    assert body["business"] is None
    assert body["note"] == {"id": None, "en": None}
    assert body["product"]["name"] == {"id": "Kain Tapis", "en": "Tapis cloth"}
    assert body["product"]["category"]["code"] == "kain-tapis"
    assert body["product"]["status"] == "in_review"
    public, private = body["product"]["images"]
    assert "/media/" in public["sizes"][0]["webp"]
    assert "/private/" in private["sizes"][0]["webp"]
    assert private["id"] == str(hidden.pk)


def test_a_change_set_is_told_field_by_field_and_picture_by_picture(
    as_, officer, seller
):
    product = subjects.published(seller, officer)
    (image,) = Product.objects.get(pk=product.pk).images.all()
    new = subjects.picture(product, None)
    subjects.edit(
        product, name={"id": "Kain Tapis Pucuk", "en": "Tapis cloth"}, hs_code="581010"
    )
    ChangeSet.objects.filter(product_id=product.pk).update(
        images=[
            {"id": str(new.pk), "alt": new.alt},
            {"id": str(image.pk), "alt": {"id": "Kain di meja"}},
        ]
    )

    body = as_(officer).get(f"{QUEUE}/{subjects.review_of(product).pk}").json()

    assert (body["kind"], body["first"]) == ("change_set", False)
    assert body["changes"] == [
        {
            "pointer": "/name/id",
            "member": "name",
            "kind": "text",
            "before": '"Kain Tapis"',
            "after": '"Kain Tapis Pucuk"',
        },
        {
            "pointer": "/hs_code",
            "member": "hs_code",
            "kind": "text",
            "before": '"581092"',
            "after": '"581010"',
        },
    ]
    added, described = body["image_changes"]
    assert added["image"]["id"] == added["image_id"] == str(new.pk)
    assert (added["change"], added["before_position"], added["after_position"]) == (
        "added",
        None,
        0,
    )
    assert (added["before_alt"], added["after_alt"]["id"]) == (None, new.alt["id"])
    assert described["image_id"] == str(image.pk)
    assert described["change"] == "alt_changed"
    assert described["before_alt"] == {"id": image.alt["id"], "en": None}
    assert described["after_alt"] == {"id": "Kain di meja", "en": None}
    assert body["product"]["name"]["id"] == "Kain Tapis Pucuk"
    assert [i["id"] for i in body["product"]["images"]] == [str(new.pk), str(image.pk)]


def test_a_product_submitted_again_is_compared_with_what_was_approved(
    as_, officer, seller
):
    product = subjects.published(seller, officer)
    publishing.archive_product(product_id=product.pk)
    publishing.restore_product(product_id=product.pk)
    subjects.edit(product, lead_time_days=14)
    publishing.submit_product(product_id=product.pk)

    body = as_(officer).get(f"{QUEUE}/{subjects.review_of(product).pk}").json()

    assert body["first"] is False
    assert body["changes"] == [
        {
            "pointer": "/lead_time_days",
            "member": "lead_time_days",
            "kind": "number",
            "before": None,
            "after": "14",
        }
    ]


def test_a_decided_review_keeps_showing_what_was_decided_on(as_, officer, seller):
    product = subjects.published(seller, officer)
    review = subjects.review_of(product, "approved")
    subjects.edit(product, price={"amount": "9.00", "currency": "IDR"})

    body = as_(officer).get(f"{QUEUE}/{review.pk}").json()

    assert body["product"]["price"] == {"amount": "1500000.00", "currency": "IDR"}


def test_a_seller_is_compared_with_her_approved_identity(as_, officer, seller):
    update_seller(seller_id=seller.pk, fields={"nib": "1234567890123"})
    subjects.approve(Review.objects.get(kind="seller", seller=seller), officer)
    update_seller(seller_id=seller.pk, fields={"name": "Nama Baru", "workers": 12})
    review = Review.objects.get(kind="seller", seller=seller, status="pending")

    body = as_(officer).get(f"{QUEUE}/{review.pk}").json()

    assert body["product"] is None
    assert body["business"]["name"] == "Nama Baru"
    assert body["business"]["nib"] == "1234567890123"
    assert [(c["pointer"], c["before"], c["after"]) for c in body["changes"]] == [
        ("/name", json.dumps(seller.name), '"Nama Baru"'),
        ("/workers", None, "12"),
    ]


def test_a_review_of_elsewhere_is_not_there(as_, elsewhere, seller):
    review = subjects.review_of(subjects.submitted(seller))

    response = as_(elsewhere).get(f"{QUEUE}/{review.pk}")

    assert response.status_code == 404


# -- who


@pytest.mark.parametrize(
    "make", [make_user, lambda: subjects.owned().members.get().user]
)
def test_those_who_are_no_officers_are_refused(as_, make, seller):
    review = subjects.review_of(subjects.submitted(seller))
    client = as_(make())

    assert client.get(QUEUE).status_code == 403
    assert client.post(f"{QUEUE}/{review.pk}/approve", {}).status_code == 403
    assert client.post(f"{QUEUE}/approve", {}).status_code == 403
    review.refresh_from_db()
    assert review.status == "pending"


def test_a_dismissed_officer_is_refused_at_once(as_, officer, seller):
    client = as_(officer)
    officer.oversights.all().delete()

    assert client.get(QUEUE).status_code == 403


def test_an_officer_of_two_regencies_sees_both(as_, seller):
    officer = make_officer(HERE)
    Oversight.objects.create(user=officer, regency=Regency.objects.get(pk=ELSEWHERE))
    subjects.submitted(seller)
    subjects.submitted(subjects.owned(ELSEWHERE))

    assert len(ids(as_(officer).get(QUEUE))) == 2


def test_taking_a_submission_back_leaves_the_queue(as_, officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    publishing.archive_product(product_id=product.pk)

    assert ids(as_(officer).get(QUEUE)) == []
    response = as_(officer).post(f"{QUEUE}/{review.pk}/approve", {})
    assert response.status_code == 409


def test_a_rejected_change_of_identity_is_shown_no_longer(as_, officer, seller, client):
    owner = as_(seller.members.get().user)
    Seller.objects.filter(pk=seller.pk).update(trusted_at=timezone.now())
    owner.patch("/v1/seller", {"name": "PT Besar Sekali Resmi"})
    review = Review.objects.open().get(kind="seller", subject_id=seller.pk)

    as_(officer).post(
        f"/v1/officer/reviews/{review.pk}/reject",
        {"reason": "inaccurate", "note": {"id": "Bukan nama Anda."}},
    )

    seller.refresh_from_db()
    assert (seller.verified_at, seller.trusted_at) == (None, None)
    assert owner.get("/v1/seller").json()["status"] == "rejected"
    assert client.get(f"/v1/sellers/{seller.pk}").status_code != 200


def test_whose_product_was_hidden_is_trusted_no_longer(seller):
    Seller.objects.filter(pk=seller.pk).update(trusted_at=timezone.now())
    product = Product.objects.create(seller=seller, name={"id": "Keripik"})

    publishing.hide_product(product_id=product.pk)

    seller.refresh_from_db()
    assert seller.trusted_at is None
