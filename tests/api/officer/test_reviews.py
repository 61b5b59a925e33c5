"""The queue, a review in full, decisions one by one and many at once."""

import json

import pytest
from django.db.models import F
from django.utils import timezone

from catalogue.journal.models import Notice
from catalogue.products.actions import publishing
from catalogue.products.models import Product
from catalogue.reviews.actions import decide
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


# -- decisions


def test_approving_publishes_tells_the_owner_and_is_answered(
    as_, officer, seller, client
):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)

    response = as_(officer).post(f"{QUEUE}/{review.pk}/approve", {})

    assert response.status_code == 200
    assert response.json()["status"] == "approved"
    assert response.json()["decided_at"] is not None
    assert response["ETag"].startswith('"r2-')
    assert client.get(f"/v1/products/{product.pk}").status_code == 200
    letter = Notice.objects.get(kind="review_approved")
    assert letter.address == seller.members.get().user.email
    assert letter.values["seller"] == seller.name


@pytest.mark.parametrize(
    ("verb", "status", "product_status"),
    [
        ("request-changes", "changes_requested", "changes_requested"),
        ("reject", "rejected", "rejected"),
    ],
)
def test_a_refusal_says_why(as_, officer, seller, verb, status, product_status):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)

    response = as_(officer).post(f"{QUEUE}/{review.pk}/{verb}", REFUSAL)

    product.refresh_from_db()
    assert response.status_code == 200
    assert response.json()["status"] == status
    assert response.json()["reason"] == "pictures"
    assert response.json()["note"] == {"id": "Foto kurang jelas.", "en": None}
    assert product.status == product_status
    letter = Notice.objects.get(kind=f"review_{status}")
    assert letter.values["note_id"] == "Foto kurang jelas."


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/reason", "/note"]),
        ({"reason": "pictures", "note": {"en": "Blurred."}}, ["/note/id"]),
        ({"reason": "pictures", "note": {"id": "  "}}, ["/note/id"]),
        ({"reason": "ugly", "note": {"id": "Jelek."}}, ["/reason"]),
        ({"reason": "other", "note": {"id": "x" * 1001}}, ["/note/id"]),
    ],
)
def test_a_refusal_without_reason_and_note_changes_nothing(
    as_, officer, seller, body, pointers
):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)

    response = as_(officer).post(f"{QUEUE}/{review.pk}/reject", body)

    review.refresh_from_db()
    assert response.status_code == 400
    assert [e["pointer"] for e in response.json()["errors"]] == pointers
    assert review.status == "pending"
    assert Notice.objects.count() == 0


def test_what_changed_meanwhile_is_not_approved(as_, officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    client = as_(officer)
    tag = client.get(f"{QUEUE}/{review.pk}")["ETag"]
    subjects.edit(product, hs_code="581010")

    response = client.post(f"{QUEUE}/{review.pk}/approve", {}, HTTP_IF_MATCH=tag)

    product.refresh_from_db()
    assert response.status_code == 412
    assert response.json()["code"] == "precondition_failed"
    assert product.status == "in_review"
    fresh = client.get(f"{QUEUE}/{review.pk}")["ETag"]
    weak = f"W/{fresh}"  # compression on the way
    again = client.post(f"{QUEUE}/{review.pk}/approve", {}, HTTP_IF_MATCH=weak)
    assert again.status_code == 200


def test_decided_twice_is_a_conflict(as_, officer, province, seller):
    review = subjects.review_of(subjects.submitted(seller))
    as_(officer).post(f"{QUEUE}/{review.pk}/approve", {})

    response = as_(province).post(f"{QUEUE}/{review.pk}/reject?lang=en", REFUSAL)

    review.refresh_from_db()
    assert response.status_code == 409
    assert response.json()["code"] == "invalid_state"
    assert response.json()["detail"] == "It was decided on already: approved."
    assert review.status == "approved"


def test_a_product_that_lacks_something_cannot_be_approved(as_, officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    subjects.edit(product, hs_code=None, min_order=None)

    response = as_(officer).post(f"{QUEUE}/{review.pk}/approve", {})

    review.refresh_from_db()
    assert response.status_code == 409
    assert response.json()["code"] == "invalid_state"
    assert [e["pointer"] for e in response.json()["errors"]] == [
        "/hs_code",
        "/min_order",
    ]
    assert review.status == "pending"
    assert Notice.objects.count() == 0


def test_an_approved_change_goes_live_a_rejected_one_is_dropped(
    as_, officer, seller, client
):
    product = subjects.published(seller, officer)
    subjects.edit(product, name={"id": "Satu", "en": "One"})
    as_(officer).post(f"{QUEUE}/{subjects.review_of(product).pk}/approve", {})
    path = f"/v1/products/{product.pk}?lang=en"
    assert client.get(path).json()["name"] == "One"
    subjects.edit(product, name={"id": "Dua", "en": "Two"})
    review = subjects.review_of(product)

    response = as_(officer).post(f"{QUEUE}/{review.pk}/reject", REFUSAL)

    assert response.status_code == 200
    assert client.get(path).json()["name"] == "One"
    assert ChangeSet.objects.count() == 0


def test_a_change_sent_back_is_still_shown_against_the_live_product(
    as_, officer, seller
):
    product = subjects.published(seller, officer)
    subjects.edit(product, hs_code="581010")
    review = subjects.review_of(product)

    response = as_(officer).post(f"{QUEUE}/{review.pk}/request-changes", REFUSAL)

    assert response.json()["status"] == "changes_requested"
    assert [c["pointer"] for c in response.json()["changes"]] == ["/hs_code"]
    assert ChangeSet.objects.get().status == "changes_requested"


def test_a_repeated_decision_is_replayed(as_, officer, seller):
    review = subjects.review_of(subjects.submitted(seller))
    client = as_(officer)
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    first = client.post(f"{QUEUE}/{review.pk}/approve", {}, **key)
    again = client.post(f"{QUEUE}/{review.pk}/approve", {}, **key)

    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    assert Notice.objects.filter(kind="review_approved").count() == 1


# -- trusted sellers


def test_what_a_trusted_seller_publishes_is_sampled_and_may_be_hidden(
    as_, officer, client, settings
):
    settings.TRUSTED_SAMPLE_PERCENT = 100
    trusted = subjects.owned(trusted_at="2026-01-01T00:00:00Z")
    product = subjects.submitted(trusted)
    path = f"/v1/products/{product.pk}"
    assert client.get(path).status_code == 200
    review = subjects.review_of(product)
    assert review.is_afterwards

    response = as_(officer).post(f"{QUEUE}/{review.pk}/reject", REFUSAL)

    assert response.json()["is_afterwards"] is True
    assert response.json()["product"]["hidden"] is True
    assert client.get(path).status_code == 410
    shown = as_(officer).post(f"/v1/officer/products/{product.pk}/show")
    assert shown.status_code == 200
    assert shown.json()["hidden_at"] is None
    assert client.get(path).status_code == 200


def test_a_sample_is_outdated_by_the_sellers_next_edit(as_, officer, settings):
    settings.TRUSTED_SAMPLE_PERCENT = 100
    trusted = subjects.owned(trusted_at="2026-01-01T00:00:00Z")
    product = subjects.submitted(trusted)
    review = subjects.review_of(product)
    client = as_(officer)
    tag = client.get(f"{QUEUE}/{review.pk}")["ETag"]
    settings.TRUSTED_SAMPLE_PERCENT = 0

    subjects.edit(product, hs_code="581010")

    response = client.post(f"{QUEUE}/{review.pk}/approve", {}, HTTP_IF_MATCH=tag)
    assert response.status_code == 412


def test_what_was_staged_before_trust_goes_live_with_the_next_edit(
    officer, seller, client
):
    product = subjects.published(seller, officer)
    subjects.edit(product, name={"id": "Satu", "en": "One"})
    staged = subjects.review_of(product)
    type(seller).objects.filter(pk=seller.pk).update(trusted_at="2026-01-01T00:00:00Z")

    subjects.edit(product, hs_code="581010")

    staged.refresh_from_db()
    assert staged.status == "withdrawn"
    assert ChangeSet.objects.count() == 0
    shown = client.get(f"/v1/products/{product.pk}?lang=en").json()
    assert (shown["name"], shown["export"]["hs_code"]) == ("One", "581010")


# -- many at once


def test_bulk_approval_gives_one_result_each_in_order(as_, officer, seller, client):
    good = subjects.submitted(seller)
    lacking = subjects.submitted(seller)
    stale = subjects.submitted(seller)
    decided = subjects.submitted(seller)
    last = subjects.submitted(seller)
    strange = subjects.submitted(subjects.owned(ELSEWHERE))
    subjects.edit(lacking, hs_code=None)
    reviews = {p.pk: subjects.review_of(p) for p in (
        good, lacking, stale, decided, last, strange
    )}  # fmt: skip
    tags = {row["id"]: row["tag"] for row in as_(officer).get(QUEUE).json()["results"]}
    subjects.edit(stale, lead_time_days=3)
    decide(
        review_id=reviews[decided.pk].pk,
        officer=officer,
        decision=Review.Status.REJECTED,
        reason="other",
        note={"id": "Tidak."},
    )
    asked = [
        {"id": str(r.pk), "tag": tags.get(str(r.pk), '"r1"')} for r in reviews.values()
    ]

    response = as_(officer).post(f"{QUEUE}/approve?lang=en", {"reviews": asked})

    results = response.json()["results"]
    assert response.status_code == 200
    assert [r["id"] for r in results] == [a["id"] for a in asked]
    assert [r["status"] for r in results] == [
        "approved", "refused", "stale", "conflict", "approved", "not_found",
    ]  # fmt: skip
    assert [r["detail"] for r in results] == [
        None,
        "1 of the members it needs are missing. It needs an HS code.",
        "It changed in the meantime.",
        "It was decided on already: rejected.",
        None,
        f"There is no {reviews[strange.pk].pk}.",
    ]
    assert client.get(f"/v1/products/{good.pk}").status_code == 200
    assert client.get(f"/v1/products/{last.pk}").status_code == 200
    assert Notice.objects.filter(kind="review_approved").count() == 2
    lacking.refresh_from_db()
    assert lacking.status == "in_review"


def test_bulk_approval_takes_the_etag_too_and_no_other_text(as_, officer, seller):
    one, two = (subjects.review_of(subjects.submitted(seller)) for _ in range(2))
    client = as_(officer)
    tag = client.get(f"{QUEUE}/{one.pk}")["ETag"]

    response = client.post(
        f"{QUEUE}/approve",
        {
            "reviews": [
                {"id": str(one.pk), "tag": tag},
                {"id": str(two.pk), "tag": "anything"},
            ]
        },
    )

    assert [r["status"] for r in response.json()["results"]] == ["approved", "stale"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"reviews": []}, "/reviews"),
        ({"reviews": [{"id": "x", "tag": "y"}]}, "/reviews/0/id"),
        (
            {"reviews": [{"id": NOBODY}]},
            "/reviews/0/tag",
        ),
        ({"reviews": [{"id": NOBODY, "tag": "y"}] * 51}, "/reviews"),
    ],
)
def test_bulk_approval_takes_one_to_fifty(as_, officer, body, pointer):
    response = as_(officer).post(f"{QUEUE}/approve", body)

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == pointer


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
