"""Saved searches: checked like a list call, listed, deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.buyers import actions
from catalogue.buyers.models import SavedSearch
from catalogue.dates import micros
from tests.factories import make_user, signed_in, token_for

pytestmark = pytest.mark.django_db
SEARCHES = "/v1/me/saved-searches"
BODY = {"name": "Crafts", "query": "category=kriya&market=JP", "notify": "daily"}


def save(client, body=BODY, **headers):
    return client.post(SEARCHES, body, format="json", **headers)


def save_some(user, number):
    for place in range(number):
        actions.save_search(
            user=user, name=f"Search {place}", query="", filters={}, notify="none"
        )


def faults(response):
    return [
        (e["pointer"], e["code"], e["detail"], e["suggestion"])
        for e in response.json()["errors"]
    ]


def test_what_was_saved_is_listed_the_latest_first(client):
    user = make_user()
    signed_in(client, user)

    first = save(client)
    second = save(client, {"name": "  All that is new ", "query": ""})
    listed = client.get(f"{SEARCHES}?count=true")

    rows = [r.json() for r in (second, first)]
    search = SavedSearch.objects.get(name="Crafts")
    assert first.status_code == 201
    assert first["Location"] == f"{SEARCHES}/{search.pk}"
    assert first.json() == {
        "id": str(search.pk),
        "name": "Crafts",
        "query": "category=kriya&market=JP",
        "notify": "daily",
        "created_at": f"{search.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    assert (rows[0]["name"], rows[0]["notify"]) == ("All that is new", "none")
    assert listed.json() == {
        "results": rows,
        "next_cursor": None,
        "previous_cursor": None,
        "count": 2,
    }
    assert search.filters == {"category": ["kriya"], "market": ["JP"]}
    assert 0 <= micros(search.created_at) - search.told_key < 60_000_000


def test_a_country_is_kept_as_its_market_and_the_words_as_they_were_sent(client):
    signed_in(client, make_user())

    response = save(client, {**BODY, "query": "q=kain%20tapis&market=DE&sort=price"})

    search = SavedSearch.objects.get()
    assert response.json()["query"] == "q=kain%20tapis&market=DE&sort=price"
    assert search.filters == {"q": "kain tapis", "market": ["EU"]}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "catgory=kriya",
            [
                (
                    "unknown_parameter",
                    "catgory: There is no parameter catgory.",
                    "category",
                )
            ],
        ),
        (
            "category=kriyaa",
            [("not_found", "category: There is no category kriyaa.", "kriya")],
        ),
        (
            "price_min=abc&has_image=1",
            [
                (
                    "invalid",
                    "price_min: abc is not a decimal number like 1500000 or 12.50.",
                    None,
                ),
                ("invalid", "has_image: 1 must be true or false.", "true"),
            ],
        ),
        (
            "limit=5&cursor=x&count=true",
            [
                ("unknown_parameter", "limit: There is no parameter limit.", None),
                ("unknown_parameter", "cursor: There is no parameter cursor.", None),
                ("unknown_parameter", "count: There is no parameter count.", None),
            ],
        ),
        (
            "regency=18.71&regency=18.04",
            [
                (
                    "repeated_parameter",
                    "regency: regency is given more than once. Separate values by "
                    "commas where a list is taken.",
                    None,
                )
            ],
        ),
        (
            "sort=relevance",
            [("invalid", "sort: sort=relevance needs q.", None)],
        ),
        ("&" * 100, [("invalid", "query is not valid.", None)]),
    ],
)
def test_a_query_is_checked_like_a_list_call(client, query, told):
    signed_in(client, make_user())

    response = save(client, {**BODY, "query": query})

    assert (response.status_code, response.json()["code"]) == (
        400,
        "validation_failed",
    )
    assert faults(response) == [("/query", *one) for one in told]
    assert all(e["in"] == "body" for e in response.json()["errors"])
    assert not SavedSearch.objects.exists()


def test_a_fault_of_a_query_is_told_in_indonesian_too(client):
    signed_in(client, make_user())

    response = client.post(
        f"{SEARCHES}?lang=id", {**BODY, "query": "category=kriyaa"}, format="json"
    )

    assert faults(response) == [
        ("/query", "not_found", "category: Tidak ada kategori kriyaa.", "kriya")
    ]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"query": ""}, "/name", "required"),
        ({"name": "x"}, "/query", "required"),
        ({**BODY, "name": ""}, "/name", "blank"),
        ({**BODY, "name": "x" * 121}, "/name", "too_long"),
        ({**BODY, "query": None}, "/query", "null"),
        ({**BODY, "query": "q=" + "x" * 2000}, "/query", "too_long"),
        ({**BODY, "query": "q=a\u0000"}, "/query", "invalid"),
        ({**BODY, "notify": "hourly"}, "/notify", "not_a_choice"),
        ({**BODY, "notify": None}, "/notify", "null"),
        ({**BODY, "filters": {}}, "/filters", "unknown_member"),
    ],
)
def test_a_wrong_body_saves_nothing(client, body, pointer, code):
    signed_in(client, make_user())

    response = save(client, body)

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        (pointer, code)
    ]
    assert not SavedSearch.objects.exists()


def test_a_wrong_query_is_told_beside_the_other_faults(client):
    signed_in(client, make_user())

    response = save(client, {**BODY, "query": "category=kriyaa", "notify": "dayly"})

    assert faults(response) == [
        ("/query", "not_found", "category: There is no category kriyaa.", "kriya"),
        ("/notify", "not_a_choice", "It is not one of none, daily.", "daily"),
    ]
    assert not SavedSearch.objects.exists()


def test_a_repeated_request_saves_one(client):
    signed_in(client, make_user())
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    first, again = save(client, **key), save(client, **key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert SavedSearch.objects.count() == 1


def test_a_person_keeps_fifty_at_most(client):
    user = make_user()
    save_some(user, 50)
    signed_in(client, user)

    refused = save(client)

    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["detail"] == "You keep 50 saved searches. Delete one first."
    assert SavedSearch.objects.count() == 50
    rows = client.get(SEARCHES).json()["results"]
    assert len(rows) == 50
    client.delete(f"{SEARCHES}/{rows[0]['id']}")
    assert save(client).status_code == 201


def test_a_deleted_one_is_gone(client):
    signed_in(client, make_user())
    path = save(client)["Location"]

    response, again = client.delete(path), client.delete(path)

    assert (response.status_code, response.content) == (204, b"")
    assert (again.status_code, client.delete(f"{SEARCHES}/abc").status_code) == (
        404,
        400,
    )
    assert not SavedSearch.objects.exists()


def test_anothers_is_as_if_it_were_not(client):
    save_some(make_user(), 1)
    theirs = SavedSearch.objects.get()
    signed_in(client, make_user())

    response = client.delete(f"{SEARCHES}/{theirs.pk}")

    assert response.status_code == 404
    assert client.get(SEARCHES).json()["results"] == []
    assert SavedSearch.objects.get() == theirs


def test_the_list_has_a_tag(client):
    signed_in(client, make_user())
    tag = client.get(SEARCHES)["ETag"]

    same = client.get(SEARCHES, HTTP_IF_NONE_MATCH=tag)
    save(client)

    assert same.status_code == 304
    assert client.get(SEARCHES, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_twenty_cost_as_many_queries_as_one(client):
    asked = {}
    for number in (1, 20):
        user = make_user()
        save_some(user, number)
        signed_in(client, user)
        client.get(SEARCHES)  # the token is noted as used
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(SEARCHES).json()["results"]) == number
        asked[number] = len(queries)

    assert asked[1] == asked[20]


def test_a_guest_and_a_key_save_nothing(client):
    guest = [client.get(SEARCHES), save(client)]
    key = token_for(make_user(), "ak", ["catalogue:read"])
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")

    by_key = [client.get(SEARCHES), save(client)]

    assert [r.status_code for r in guest] == [401, 401]
    assert [r.json()["code"] for r in by_key] == ["scope_missing"] * 2
    assert not SavedSearch.objects.exists()
