"""What cannot be asked, of whom, and by whom."""

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests.api.enquiries.asking import (
    CONTACT,
    NOBODY,
    ask,
    faults,
    nothing_was_asked,
    refused,
    wanted,
)
from tests.factories import make_member, make_seller, make_user, signed_in

pytestmark = pytest.mark.django_db


def test_an_account_whose_address_nobody_proved_asks_nothing(sample):
    api = signed_in(APIClient(), make_user(verified=False))

    response = ask(api, sample("P001"), contact=None)

    assert refused(response) == (403, "email_not_verified")
    assert nothing_was_asked()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"items": None}, [("/items", "required")]),
        ({"items": []}, [("/items", "too_short")]),
        ({"seller_id": NOBODY}, [("/seller_id", "invalid")]),
        ({"contact": None}, [("/contact", "required")]),
        ({"message": None}, [("/message", "required")]),
        ({"message": " "}, [("/message", "blank")]),
        ({"message": "x" * 4001}, [("/message", "too_long")]),
        ({"message": "a\x00b"}, [("/message", "invalid")]),
        ({"purpose": "fun"}, [("/purpose", "not_a_choice")]),
        ({"destination_country": "XX"}, [("/destination_country", "not_found")]),
        ({"incoterm": "FOO"}, [("/incoterm", "not_found")]),
        ({"needed_on": "2020-01-01"}, [("/needed_on", "too_small")]),
        ({"needed_on": "soon"}, [("/needed_on", "invalid")]),
        ({"status": "new"}, [("/status", "unknown_member")]),
        (
            {"contact": {"name": "", "email": "x", "phone": "1", "country": "??"}},
            [
                ("/contact/name", "blank"),
                ("/contact/email", "invalid"),
                ("/contact/country", "not_found"),
            ],
        ),
        (
            {"contact": {**CONTACT, "phone": "12", "country": None}},
            [("/contact/phone", "invalid")],
        ),
        (
            {"contact": {**CONTACT, "language": "no language"}},
            [("/contact/language", "invalid")],
        ),
        ({"items": [{"product_id": "1"}]}, [("/items/0/product_id", "invalid")]),
        ({"items": [{"product_id": NOBODY}]}, [("/items/0/product_id", "not_found")]),
        ({"items": [{"product_id": NOBODY}] * 31}, [("/items", "too_long")]),
    ],
)
def test_a_wrong_question_asks_nobody(client, sample, changes, expected):
    response = ask(client, sample("P001"), **changes)

    assert faults(response) == expected
    assert nothing_was_asked()


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {"quantity": {"value": "1", "unit": "piecs"}},
            ("/items/0/quantity/unit", "not_found"),
        ),
        (
            {"quantity": {"value": "0", "unit": "pcs"}},
            ("/items/0/quantity/value", "too_small"),
        ),
        ({"note": "x" * 1001}, ("/items/0/note", "too_long")),
        ({"variant_id": NOBODY}, ("/items/0/variant_id", "not_found")),
        ({"price": "1"}, ("/items/0/price", "unknown_member")),
    ],
)
def test_a_wrong_item_asks_nobody(client, sample, item, expected):
    response = ask(client, items=[wanted(sample("P001"), **item)])

    assert faults(response) == [expected]
    assert nothing_was_asked()


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        ("-1", "too_small", "It must be above zero."),
        ("0.000", "too_small", "It must be above zero."),
        ("1.23456789", "invalid", "It has more than 3 decimals."),
        ("99999999999999", "too_large", "It is more than 99999999999."),
        ("9" * 5000, "too_large", "It is more than 99999999999."),
        ("12,5", "invalid", 'It is not a decimal text like "12.50".'),
        (12.5, "invalid", 'It is not a decimal text like "12.50".'),
    ],
)
def test_a_wrong_amount_is_told_for_what_it_is(client, sample, value, code, told):
    quantity = {"value": value, "unit": "pcs"}

    response = ask(client, items=[wanted(sample("P001"), quantity=quantity)])

    (fault,) = response.json()["errors"]
    assert (fault["pointer"], fault["code"], fault["detail"]) == (
        "/items/0/quantity/value",
        code,
        told,
    )


def test_all_that_is_wrong_is_told_at_once(client, sample):
    items = [
        {"product_id": NOBODY, "quantity": {"value": "-1", "unit": "pcs"}},
        {"product_id": "1"},
        wanted(sample("P001"), variant_id=NOBODY),
    ]

    response = client.post("/v1/enquiries", {"items": items}, format="json")

    assert sorted(faults(response)) == [
        ("/contact", "required"),
        ("/items/0/product_id", "not_found"),
        ("/items/0/quantity/value", "too_small"),
        ("/items/1/product_id", "invalid"),
        ("/items/2/variant_id", "not_found"),
        ("/message", "required"),
    ]


def test_of_nothing_all_that_is_needed_is_told(client, db):
    response = client.post("/v1/enquiries", {}, format="json")

    assert sorted(faults(response)) == [
        ("/contact", "required"),
        ("/items", "required"),
        ("/message", "required"),
    ]


def test_a_wrong_number_is_told_beside_a_wrong_address(client, sample):
    contact = {**CONTACT, "email": "no", "phone": "+1"}

    response = ask(client, sample("P001"), contact=contact)

    assert sorted(faults(response)) == [
        ("/contact/email", "invalid"),
        ("/contact/phone", "invalid"),
    ]


def test_another_kind_of_body_is_told_which_is_taken(client, db):
    response = client.post("/v1/enquiries?lang=en", "a=1", content_type="text/plain")

    assert response.status_code == 415
    assert response.json()["detail"] == (
        "Send it as application/json, and say so in Content-Type."
    )


def test_a_product_nobody_may_see_cannot_be_asked_for(client, two):
    hidden, shown = two
    type(hidden).objects.filter(pk=hidden.pk).update(status="archived")

    response = ask(client, shown, hidden)

    assert faults(response) == [("/items/1/product_id", "not_found")]
    assert nothing_was_asked()


def test_a_suspended_business_cannot_be_asked(client, sample):
    seller = make_seller(suspended_at=timezone.now())

    response = ask(client, items=None, seller_id=str(seller.pk))

    assert faults(response) == [("/seller_id", "not_found")]
    assert nothing_was_asked()


def test_whoever_is_signed_in_gives_no_contact(buyer_api, sample):
    response = ask(buyer_api, sample("P001"))

    assert faults(response) == [("/contact", "invalid")]
    assert nothing_was_asked()


def test_nobody_asks_her_own_business(sample):
    product = sample("P001")
    user = make_user()
    make_member(product.seller, user)

    response = ask(signed_in(APIClient(), user), product, contact=None)

    assert faults(response) == [("/items/0/product_id", "invalid")]
    assert nothing_was_asked()
