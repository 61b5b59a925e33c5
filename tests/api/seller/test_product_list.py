"""The list of one's products: filters, pages, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from catalogue.products.models import Product
from tests.api.seller.making import (
    PRODUCTS,
    cloth,
    create,
    live_cloth,
    patch,
    photo,
    pictured,
    set_status,
    work_on_pictures,
)
from tests.catalogue.reviews import subjects
from tests.factories import make_member, make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_decoding")]


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


@pytest.fixture
def five(seller):
    """Five drafts' ids, the newest first."""
    made = [Product.objects.create(seller=seller, name={"id": n}) for n in "abcde"]
    return [str(product.pk) for product in reversed(made)]


def test_a_seller_without_products_has_an_empty_list(api):
    answer = api.get(f"{PRODUCTS}?count=true")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer.json() == {
        "results": [],
        "next_cursor": None,
        "previous_cursor": None,
        "count": 0,
    }
    assert "Link" not in answer


def test_a_row_is_enough_to_draw(api):
    draft = pictured(api)

    (row,) = api.get(f"{PRODUCTS}?lang=en").json()["results"]

    image = row.pop("image")
    assert image["status"] == "ready"
    assert row == {
        "id": draft["id"],
        "status": "draft",
        "hidden": False,
        "slug": None,
        "sku": "KPC-200",
        "name": {"id": "Keripik Pisang Cokelat", "en": "Chocolate Banana Chips"},
        "category": {"code": "keripik-pisang", "name": "Banana chips"},
        "price_basis": "fixed",
        "price": {"amount": "25000.00", "currency": "IDR"},
        "completeness_percent": row["completeness_percent"],
        "has_pending_changes": False,
        "updated_at": row["updated_at"],
    }
    whole = api.get(f"{PRODUCTS}/{draft['id']}").json()
    assert row["completeness_percent"] == whole["completeness"]["percent"]


def test_a_seller_sees_her_own_in_every_status_and_nobody_elses(
    api, seller, stranger, sample
):
    made = []
    for status in Product.Status.values:
        product = cloth(seller)
        if status != "published":
            set_status(product.pk, status)
        made.insert(0, str(product.pk))

    assert ids(api.get(PRODUCTS)) == made
    assert ids(stranger.get(PRODUCTS)) == []
    staff = make_member(seller).user
    assert ids(signed_in(APIClient(), staff).get(PRODUCTS)) == made


def test_a_list_is_filtered_by_status(api, five):
    set_status(five[0], "archived")
    set_status(five[1], "in_review")

    assert ids(api.get(f"{PRODUCTS}?status=archived")) == five[:1]
    assert ids(api.get(f"{PRODUCTS}?status=archived,in_review")) == five[:2]
    assert ids(api.get(f"{PRODUCTS}?status=rejected")) == []
    assert api.get(f"{PRODUCTS}?status=draft&count=true").json()["count"] == 3


def test_a_product_is_found_by_the_sku_of_any_variant(api):
    draft = create(api, sku="A", variants=[{"sku": "A"}, {"sku": "B/1 é"}])
    create(api, sku="C")

    for sku in ("A", "B/1 é", "B/1 e\u0301"):
        assert ids(api.get(PRODUCTS, {"sku": sku})) == [draft["id"]]
    for sku in ("a", "B", "%", "_", "A,C"):
        assert ids(api.get(PRODUCTS, {"sku": sku})) == []


def test_pages_follow_one_another_both_ways(api, five):
    first = api.get(f"{PRODUCTS}?limit=2&count=true")
    second = api.get(f"{PRODUCTS}?limit=2&cursor={first.json()['next_cursor']}")
    third = api.get(f"{PRODUCTS}?limit=2&cursor={second.json()['next_cursor']}")
    back = api.get(f"{PRODUCTS}?limit=2&cursor={third.json()['previous_cursor']}")

    assert [ids(page) for page in (first, second, third, back)] == [
        five[:2],
        five[2:4],
        five[4:],
        five[2:4],
    ]
    assert (first.json()["count"], second.json()["count"]) == (5, None)
    assert first.json()["previous_cursor"] is None
    assert third.json()["next_cursor"] is None
    assert first["Link"] == (
        "<http://127.0.0.1:8000/v1/seller/products?limit=2&count=true&cursor="
        f'{first.json()["next_cursor"]}>; rel="next"'
    )


def test_a_page_neither_skips_nor_repeats_when_one_is_added(api, seller, five):
    first = api.get(f"{PRODUCTS}?limit=2")
    Product.objects.create(seller=seller)

    second = api.get(f"{PRODUCTS}?limit=3&cursor={first.json()['next_cursor']}")

    assert ids(second) == five[2:]


def test_a_cursor_serves_the_list_it_was_made_for(api, seller, five):
    cursor = api.get(f"{PRODUCTS}?limit=2").json()["next_cursor"]
    other = signed_in(APIClient(), make_member(seller, make_user()).user)

    for who, query in (
        (api, f"status=draft&cursor={cursor}"),
        (other, f"cursor={cursor}"),
        (api, f"cursor={cursor[:-4]}"),
        (api, "cursor=junk"),
    ):
        answer = who.get(f"{PRODUCTS}?{query}")
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize(
    ("query", "pointer", "code", "suggestion"),
    [
        ("statsu=draft", "statsu", "unknown_parameter", "status"),
        ("status=drafts", "status", "not_a_choice", "draft"),
        ("status=draft,", "status", "blank", None),
        ("status=draft&status=archived", "status", "repeated_parameter", None),
        ("limit=0", "limit", "too_small", None),
        ("limit=101", "limit", "too_large", None),
        ("sku=%00", "sku", "invalid", None),
        ("sku=" + "x" * 65, "sku", "too_long", None),
        ("sort=name", "sort", "unknown_parameter", None),
    ],
)
def test_a_wrong_parameter_is_named(api, query, pointer, code, suggestion):
    answer = api.get(f"{PRODUCTS}?{query}")

    (fault,) = answer.json()["errors"]
    assert answer.status_code == 400
    assert (fault["pointer"], fault["code"]) == (pointer, code)
    assert fault["suggestion"] == suggestion


def test_a_known_list_is_a_304_until_something_in_it_changes(api, seller, officer):
    product = live_cloth(seller, officer)
    draft = pictured(api)
    steps = [
        lambda: patch(api, product.pk, {"lead_time_days": 9}),
        lambda: patch(api, product.pk, {"hs_code": "581010"}),
        lambda: create(api, sku="NEW"),
        lambda: api.delete(f"{PRODUCTS}/{draft['id']}"),
    ]

    for step in steps:
        tag = api.get(PRODUCTS)["ETag"]
        known = api.get(PRODUCTS, HTTP_IF_NONE_MATCH=tag)
        assert (known.status_code, known.content) == (304, b"")
        step()
        assert api.get(PRODUCTS, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_a_list_changes_when_a_picture_is_made(api):
    draft = create(api)
    api.post(f"{PRODUCTS}/{draft['id']}/images", {"file": photo()}, format="multipart")
    tag = api.get(PRODUCTS)["ETag"]

    work_on_pictures()

    assert api.get(PRODUCTS, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_a_list_costs_as_much_for_one_product_as_for_twenty(api, seller, officer):
    """With attributes, pictures, and one that waits with changes among them."""
    first = live_cloth(seller, officer)
    patch(api, first.pk, {"hs_code": "581010"})
    api.get(PRODUCTS)
    with CaptureQueriesContext(connection) as one:
        assert len(ids(api.get(PRODUCTS))) == 1
    for _ in range(19):
        cloth(seller)

    with CaptureQueriesContext(connection) as twenty:
        assert len(ids(api.get(PRODUCTS))) == 20

    assert len(one) == len(twenty)
    assert len(one) <= 12


def test_one_product_costs_as_much_with_ten_pictures_as_with_one(api, seller, officer):
    product = live_cloth(seller, officer)
    path = f"{PRODUCTS}/{product.pk}"
    api.get(path)
    with CaptureQueriesContext(connection) as one:
        api.get(path)
    for place in range(1, 10):
        subjects.picture(product, place)

    with CaptureQueriesContext(connection) as ten:
        assert len(api.get(path).json()["images"]) == 10

    assert len(one) == len(ten)
