"""Reviews decided on: one, those of trusted sellers, many at once."""

import pytest

from catalogue.journal.models import Notice
from catalogue.reviews.actions import decide
from catalogue.reviews.models import ChangeSet, Review
from tests.api.officer.conftest import ELSEWHERE
from tests.catalogue.reviews import subjects

pytestmark = pytest.mark.django_db
QUEUE = "/v1/officer/reviews"
NOBODY = "01a20ee0-0000-7000-8000-000000000000"
REFUSAL = {"reason": "pictures", "note": {"id": "Foto kurang jelas."}}


def ids(response):
    return [row["id"] for row in response.json()["results"]]


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
