"""Favourites: kept, listed as the public sees them, kept no longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.buyers import actions
from catalogue.buyers.models import Favourite
from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.listings.models import Listing
from tests.factories import make_user, signed_in, token_for

pytestmark = pytest.mark.django_db
FAVOURITES = "/v1/me/favourites"
MISSING = "01a182d2-4220-701d-9eca-df3666cd90cb"


def keep(client, product_id):
    return client.put(f"{FAVOURITES}/{product_id}")


def ids(response):
    return [row["id"] for row in response.json()["results"]]


def some_ids(number):
    return list(Listing.objects.order_by("pk").values_list("product_id", flat=True))[
        :number
    ]


def keep_some(user, number):
    for product_id in some_ids(number):
        actions.add_favourite(user=user, product_id=product_id)


def hide(product, hidden_at):
    product.hidden_at = hidden_at
    product.save()
    record(ProductChanged(product.pk))


def test_the_latest_comes_first_and_looks_as_in_the_catalogue(client, sample):
    first, second = sample("P001").pk, sample("P002").pk
    signed_in(client, make_user())

    kept = [keep(client, first), keep(client, second), keep(client, first)]
    response = client.get(f"{FAVOURITES}?lang=id&count=true")

    public = client.get(f"/v1/products?ids={first},{second}&lang=id").json()
    by_id = {row["id"]: row for row in public["results"]}
    assert [(r.status_code, r.content) for r in kept] == [(204, b"")] * 3
    assert response.json() == {
        "results": [by_id[str(second)], by_id[str(first)]],
        "next_cursor": None,
        "previous_cursor": None,
        "count": 2,
    }
    assert response["Content-Language"] == "id"
    assert response["Cache-Control"] == "private, no-cache"


def test_pages_neither_skip_nor_repeat(client):
    user = make_user()
    keep_some(user, 5)
    signed_in(client, user)
    expected = [str(ident) for ident in reversed(some_ids(5))]

    first = client.get(f"{FAVOURITES}?limit=2&lang=en")
    second = client.get(
        f"{FAVOURITES}?limit=2&lang=en&cursor={first.json()['next_cursor']}"
    )
    back = client.get(
        f"{FAVOURITES}?limit=2&lang=en&cursor={second.json()['previous_cursor']}"
    )

    assert ids(first) == expected[:2]
    assert ids(second) == expected[2:4]
    assert ids(back) == expected[:2]
    assert first.json()["count"] is None
    assert first["Link"].endswith('rel="next"')
    assert f"limit=2&lang=en&cursor={first.json()['next_cursor']}" in first["Link"]


def test_a_cursor_is_of_one_language(client):
    user = make_user()
    keep_some(user, 3)
    signed_in(client, user)
    cursor = client.get(f"{FAVOURITES}?limit=2&lang=en").json()["next_cursor"]

    response = client.get(f"{FAVOURITES}?limit=2&lang=id&cursor={cursor}")

    assert (response.status_code, response.json()["code"]) == (400, "invalid_cursor")


def test_a_withdrawn_one_is_left_out_and_comes_back_in_its_place(client, sample):
    first, second = sample("P001"), sample("P002")
    user = make_user()
    for product in (first, second):
        actions.add_favourite(user=user, product_id=product.pk)
    signed_in(client, user)

    hide(second, timezone.now())
    without = client.get(f"{FAVOURITES}?count=true")
    hide(second, None)
    again = client.get(f"{FAVOURITES}?count=true")

    assert (ids(without), without.json()["count"]) == ([str(first.pk)], 1)
    assert (ids(again), again.json()["count"]) == (
        [str(second.pk), str(first.pk)],
        2,
    )


def test_what_the_public_cannot_see_is_not_kept(client, sample):
    hidden = sample("P001")
    hide(hidden, timezone.now())
    signed_in(client, make_user())

    answers = [keep(client, hidden.pk), keep(client, MISSING), keep(client, "abc")]

    assert [(r.status_code, r.json()["code"]) for r in answers] == [
        (404, "not_found"),
        (404, "not_found"),
        (400, "validation_failed"),
    ]
    assert not Favourite.objects.exists()


def test_taking_one_away_is_the_same_the_second_time(client, sample):
    product = sample("P001")
    user, other = make_user(), make_user()
    for person in (user, other):
        actions.add_favourite(user=person, product_id=product.pk)
    signed_in(client, user)

    answers = [client.delete(f"{FAVOURITES}/{product.pk}") for _ in range(2)]

    assert [(r.status_code, r.content) for r in answers] == [(204, b"")] * 2
    assert client.delete(f"{FAVOURITES}/abc").status_code == 400
    assert ids(client.get(FAVOURITES)) == []
    assert list(Favourite.objects.values_list("user", flat=True)) == [other.pk]


def test_a_withdrawn_one_can_be_taken_away(client, sample):
    product = sample("P001")
    user = make_user()
    actions.add_favourite(user=user, product_id=product.pk)
    hide(product, timezone.now())
    signed_in(client, user)

    response = client.delete(f"{FAVOURITES}/{product.pk}")

    assert response.status_code == 204
    assert not Favourite.objects.exists()


def test_one_more_than_the_limit_is_a_conflict(client, monkeypatch):
    monkeypatch.setattr(actions, "MAX_FAVOURITES", 2)
    user = make_user()
    keep_some(user, 2)
    signed_in(client, user)
    third, kept = some_ids(3)[2], some_ids(1)[0]

    refused = keep(client, third)
    repeated = keep(client, kept)

    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["detail"] == (
        "You keep 2 favourites, withdrawn ones too. Remove one first."
    )
    assert repeated.status_code == 204
    assert Favourite.objects.managed_by(user).count() == 2


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("limit=0", "limit", "too_small"),
        ("sort=name", "sort", "unknown_parameter"),
        ("limt=2", "limt", "unknown_parameter"),
    ],
)
def test_a_wrong_parameter_is_told(client, query, pointer, code):
    signed_in(client, make_user())

    response = client.get(f"{FAVOURITES}?{query}")

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        (pointer, code)
    ]


def test_an_unchanged_list_costs_no_body(client, sample):
    user = make_user()
    keep_some(user, 2)
    signed_in(client, user)
    tag = client.get(f"{FAVOURITES}?lang=en")["ETag"]

    same = client.get(f"{FAVOURITES}?lang=en", HTTP_IF_NONE_MATCH=tag)
    client.delete(f"{FAVOURITES}/{some_ids(1)[0]}")
    moved = client.get(f"{FAVOURITES}?lang=en", HTTP_IF_NONE_MATCH=tag)

    assert (same.status_code, same.content) == (304, b"")
    assert moved.status_code == 200


def test_twenty_cost_as_many_queries_as_one(client):
    asked = {}
    for number in (1, 20):
        user = make_user()
        keep_some(user, number)
        signed_in(client, user)
        client.get(FAVOURITES)  # the token is noted as used
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(ids(client.get(FAVOURITES))) == number
        asked[number] = len(queries)

    assert asked[1] == asked[20]


def test_a_guest_and_a_key_keep_nothing(client, sample):
    product = sample("P001").pk
    guest = [client.get(FAVOURITES), keep(client, product)]
    key = token_for(make_user(), "ak", ["catalogue:read"])
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")

    by_key = [client.get(FAVOURITES), keep(client, product)]

    assert [r.status_code for r in guest] == [401, 401]
    assert [r.json()["code"] for r in by_key] == ["scope_missing"] * 2
    assert not Favourite.objects.exists()


def test_favourites_go_with_the_person(sample):
    user = make_user()
    actions.add_favourite(user=user, product_id=sample("P001").pk)

    user.delete()

    assert not Favourite.objects.exists()
