"""Texts that a business sends again and again."""

import pytest

from catalogue.enquiries.actions import workspace
from catalogue.enquiries.models import CannedAnswer
from tests.api.seller.making import faults
from tests.factories import make_seller

PATH = "/v1/seller/canned-answers"
TEXT = {
    "title": "Minimum",
    "body": "Our minimum is 20 kg.\nThank you.",
    "language": "en",
}


def add(api, **changes):
    return api.post(PATH, {**TEXT, **changes}, format="json")


@pytest.fixture
def kept(api):
    return add(api).json()


def test_a_business_keeps_a_text(api, seller):
    answer = add(api)

    kept = CannedAnswer.objects.get(seller=seller)
    assert answer.status_code == 201
    assert answer["Location"] == f"{PATH}/{kept.pk}"
    assert answer.json() == {
        "id": str(kept.pk),
        **TEXT,
        "created_at": f"{kept.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    assert api.get(PATH).json()["results"] == [answer.json()]


def test_without_a_language_it_is_in_that_of_the_request(api):
    body = {name: TEXT[name] for name in ("title", "body")}

    answer = api.post(f"{PATH}?lang=id", body, format="json")

    assert answer.json()["language"] == "id"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, [("/title", "required"), ("/body", "required")]),
        ({**TEXT, "title": "x" * 121}, [("/title", "too_long")]),
        ({**TEXT, "body": "x" * 4001}, [("/body", "too_long")]),
        ({**TEXT, "body": " "}, [("/body", "blank")]),
        ({**TEXT, "language": "english!"}, [("/language", "invalid")]),
        ({**TEXT, "text": "x"}, [("/text", "unknown_member")]),
    ],
)
def test_what_is_no_text_is_refused(api, seller, body, found):
    answer = api.post(PATH, body, format="json")

    assert answer.status_code == 400
    assert faults(answer) == found
    assert not CannedAnswer.objects.filter(seller=seller).exists()


def test_fifty_texts_are_enough(api, seller):
    CannedAnswer.objects.bulk_create(
        CannedAnswer(seller=seller, title="x", body="x", language="en")
        for _ in range(workspace.MOST_CANNED_ANSWERS)
    )

    answer = add(api)

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert CannedAnswer.objects.count() == 50


def test_a_text_is_edited(api, kept):
    answer = api.patch(f"{PATH}/{kept['id']}", {"title": "MOQ"}, format="json")

    assert answer.status_code == 200
    assert answer.json() == {**kept, "title": "MOQ"}


def test_who_edits_what_changed_meanwhile_is_told(api, kept):
    path = f"{PATH}/{kept['id']}"
    tag = api.patch(path, {"title": "One"}, format="json")["ETag"]
    api.patch(path, {"title": "Two"}, format="json", HTTP_IF_MATCH=tag)

    answer = api.patch(path, {"title": "Three"}, format="json", HTTP_IF_MATCH=tag)

    assert answer.status_code == 412
    assert CannedAnswer.objects.get().title == "Two"


def test_a_text_is_deleted(api, kept):
    assert api.delete(f"{PATH}/{kept['id']}").status_code == 204
    assert not CannedAnswer.objects.exists()


def test_texts_of_another_business_are_not_found(api, stranger, kept):
    path = f"{PATH}/{kept['id']}"

    changed = stranger.patch(path, {"title": "Mine"}, format="json")
    deleted = stranger.delete(path)

    assert stranger.get(PATH).json()["results"] == []
    assert (changed.status_code, deleted.status_code) == (404, 404)
    assert CannedAnswer.objects.get().title == "Minimum"


def test_a_list_that_did_not_change_is_a_304(api, kept):
    tag = api.get(PATH)["ETag"]
    same = api.get(PATH, HTTP_IF_NONE_MATCH=tag)
    api.patch(f"{PATH}/{kept['id']}", {"title": "MOQ"}, format="json")
    other = api.get(PATH, HTTP_IF_NONE_MATCH=tag)

    assert (same.status_code, other.status_code) == (304, 200)


@pytest.mark.parametrize("count", [1, 20])
def test_many_texts_take_as_many_queries_as_one(
    api, seller, count, django_assert_num_queries
):
    for _ in range(count):
        CannedAnswer.objects.create(seller=seller, title="x", body="x", language="en")
    CannedAnswer.objects.create(
        seller=make_seller("18.71"), title="x", body="x", language="en"
    )

    with django_assert_num_queries(4):
        found = api.get(f"{PATH}?count=true").json()

    assert found["count"] == count
