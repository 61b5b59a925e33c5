"""Asking sellers: by guests, buyers and the API keys of their sites."""

import time

import pytest
import time_machine
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisDown
from rest_framework.test import APIClient

from catalogue.accounts.models import Token
from catalogue.buyers.models import Company
from catalogue.enquiries import marks
from catalogue.enquiries.models import BlockedSender, Enquiry, Submission
from catalogue.journal import counting
from catalogue.journal.models import Notice
from tests.api.enquiries.asking import (
    CONTACT,
    ENQUIRIES,
    NOBODY,
    ask,
    faults,
    question,
    read,
    refused,
    wanted,
    with_token,
)
from tests.factories import make_member, make_seller, make_user, signed_in, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(sample):
    """Products of two sellers."""
    found = sample("P001"), sample("P020")
    assert found[0].seller_id != found[1].seller_id
    return found


def nothing_was_asked() -> bool:
    return not Submission.objects.exists() and not Token.objects.filter(kind="et")


def test_a_guest_asks_two_sellers_at_once_and_each_gets_her_part(client, two):
    response = ask(client, *two)

    body = response.json()
    first, second = body["enquiries"]
    assert response.status_code == 201
    assert response["Location"] == f"{ENQUIRIES}/{first['id']}"
    assert response["Cache-Control"] == "no-store"
    assert set(body) == {"submission_id", "access_token", "enquiries"}
    assert body["access_token"].startswith("et_")
    assert [e["seller"]["id"] for e in body["enquiries"]] == [
        str(product.seller_id) for product in two
    ]
    assert [[i["product"]["id"] for i in e["items"]] for e in body["enquiries"]] == [
        [str(product.pk)] for product in two
    ]
    assert first["submission_id"] == second["submission_id"] == body["submission_id"]
    assert first["number"] != second["number"]
    assert {(e["status"], e["waiting_on"]) for e in body["enquiries"]} == {
        ("unconfirmed", "buyer")
    }
    assert [n.kind for n in Notice.objects.all()] == ["confirm_enquiry"]


def test_an_enquiry_is_told_whole(client, sample):
    product = sample("P001")
    unit = product.price_unit_id

    response = ask(
        client,
        items=[wanted(product, quantity={"value": "200.50", "unit": unit}, note="Red")],
        purpose="bulk",
        destination_country="JP",
        incoterm="FOB",
        needed_on="2999-02-01",
    )

    (made,) = response.json()["enquiries"]
    row = Enquiry.objects.get()
    item = row.items.get()
    variant = product.variants.first()
    assert made == {
        "id": str(row.pk),
        "number": row.number,
        "submission_id": str(row.submission_id),
        "status": "unconfirmed",
        "waiting_on": "buyer",
        "purpose": "bulk",
        "seller": {
            "id": str(product.seller_id),
            "slug": product.seller.slug,
            "name": product.seller.name,
            "verified": True,
        },
        "buyer": {
            "name": "Aiko Mori",
            "company": "Mori Trading",
            "country": "JP",
            "kind": "unspecified",
        },
        "items": [
            {
                "id": str(item.pk),
                "position": 0,
                "product": {
                    "id": str(product.pk),
                    "slug": product.slug,
                    "name": product.name["en"],
                },
                "variant": None,
                "sku": (variant and variant.sku) or None,
                "hs_code": product.hs_code,
                "price_basis": product.price_basis,
                "price": {"amount": f"{product.price:.2f}", "currency": "IDR"},
                "price_max": {"amount": f"{product.price_max:.2f}", "currency": "IDR"},
                "price_unit": unit,
                "image_url": None,
                "quantity": {"value": "200.5", "unit": unit},
                "note": "Red",
            }
        ],
        "quote": None,
        "unread": 0,
        "messages_count": 1,
        "first_response_due_at": None,
        "first_answered_at": None,
        "allowed_actions": ["confirm"],
        "content_language": "en",
        "created_at": f"{row.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "delivered_at": None,
        "active_at": f"{row.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "closed_at": None,
        "contact": {**CONTACT, "verified": False},
        "message": "We need 200 pieces for a shop in Osaka.",
        "message_language": "en",
        "destination_country": "JP",
        "incoterm": "FOB",
        "needed_on": "2999-02-01",
        "answered_by": "unspecified",
        "decline_reason": "unspecified",
        "closing_note": None,
        "outcome": None,
    }
    assert read(with_token(response.json()["access_token"]), row).json() == made


def test_a_business_is_asked_about_nothing_particular(client, sample):
    seller = sample("P001").seller

    response = ask(client, items=None, seller_id=str(seller.pk))

    (made,) = response.json()["enquiries"]
    assert response.status_code == 201
    assert (made["seller"]["id"], made["items"]) == (str(seller.pk), [])


def test_who_is_signed_in_asks_by_her_profile_and_it_is_delivered_at_once(
    buyer, buyer_api, sample
):
    Company.objects.create(user=buyer, name="Mori Trading", kind="importer")

    response = ask(buyer_api, sample("P001"), contact=None)

    body = response.json()
    (made,) = body["enquiries"]
    assert (response.status_code, body["access_token"]) == (201, None)
    assert (made["status"], made["waiting_on"]) == ("new", "seller")
    assert made["delivered_at"] is not None
    assert made["first_response_due_at"] is not None
    assert made["buyer"] == {
        "name": "Aiko Mori",
        "company": "Mori Trading",
        "country": "JP",
        "kind": "importer",
    }
    assert made["contact"] == {
        "name": "Aiko Mori",
        "email": buyer.email,
        "phone": None,
        "company": "Mori Trading",
        "country": "JP",
        "language": "en",
        "verified": True,
    }
    assert Enquiry.objects.get().buyer == buyer


def test_an_account_whose_address_nobody_proved_asks_nothing(sample):
    api = signed_in(APIClient(), make_user(verified=False))

    response = ask(api, sample("P001"), contact=None)

    assert refused(response) == (403, "email_not_verified")
    assert nothing_was_asked()


def test_a_telephone_number_is_read_by_its_country(client, sample):
    contact = {**CONTACT, "phone": "06-6123-4567"}

    (made,) = ask(client, sample("P001"), contact=contact).json()["enquiries"]

    assert made["contact"]["phone"] == "+81661234567"


def test_without_a_language_the_requests_is_kept(client, sample):
    contact = {"name": "Rina", "email": "rina@example.id"}
    path = f"{ENQUIRIES}?lang=id"

    response = client.post(
        path, question(sample("P001"), contact=contact), format="json"
    )

    (made,) = response.json()["enquiries"]
    assert made["contact"]["language"] == made["message_language"] == "id"


# -- what is refused


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


def test_a_guest_is_counted_as_one(client, db):
    response = client.post("/v1/enquiries", {}, format="json")

    assert response["RateLimit-Policy"].startswith('"guest";')


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


# -- by an API key


def test_a_key_asks_for_its_sites_visitor_who_is_then_a_guest(buyer, sample):
    api = with_token(token_for(buyer, "ak", ["enquiries:write"]))

    response = ask(api, sample("P001"))

    body = response.json()
    assert response.status_code == 201
    assert body["access_token"].startswith("et_")
    assert body["enquiries"][0]["status"] == "unconfirmed"
    assert Submission.objects.get().buyer is None
    assert read(api, Enquiry.objects.get()).status_code == 403  # no scope to read


def test_a_key_asks_for_its_owner_where_no_contact_is_given(buyer, sample):
    api = with_token(token_for(buyer, "ak", ["enquiries:write", "enquiries:read"]))

    response = ask(api, sample("P001"), contact=None)

    assert (response.status_code, response.json()["access_token"]) == (201, None)
    assert Submission.objects.get().buyer == buyer
    assert read(api, Enquiry.objects.get()).json()["status"] == "new"


def test_the_key_of_a_business_asks_for_visitors_alone(seller, sample):
    owner = seller.members.get().user
    secret = token_for(owner, "ak", ["enquiries:write"], subject_id=seller.pk)

    response = ask(with_token(secret), sample("P001"), contact=None)

    assert faults(response) == [("/contact", "required")]
    assert nothing_was_asked()


def test_a_key_without_the_scope_asks_nobody(buyer, sample):
    api = with_token(token_for(buyer, "ak", ["enquiries:read"]))

    assert refused(ask(api, sample("P001"))) == (403, "scope_missing")
    assert nothing_was_asked()


# -- bounds


def test_a_guest_asks_so_often_an_hour_from_one_place(client, sample, settings):
    settings.GUEST_ENQUIRIES_PER_ADDRESS = 2
    product = sample("P001")

    def send(number, address="203.0.113.9"):
        contact = {**CONTACT, "email": f"guest{number}@example.jp"}
        return ask(client, product, contact=contact, headers={"REMOTE_ADDR": address})

    assert [send(1).status_code, send(2).status_code] == [201, 201]
    third = send(3)

    assert refused(third) == (429, "rate_limited")
    assert 1 <= int(third["Retry-After"]) <= 3600
    assert Submission.objects.count() == 2
    assert send(3, "203.0.113.10").status_code == 201


def test_a_guest_asks_so_often_an_hour_by_her_address(client, sample, settings):
    settings.GUEST_ENQUIRIES_PER_CONTACT = 1
    contact = {**CONTACT, "email": "AIKO@example.jp"}
    assert ask(client, sample("P001")).status_code == 201

    refusal = ask(client, sample("P001"), contact=contact, message="Again")

    assert refused(refusal) == (429, "rate_limited")
    assert Submission.objects.count() == 1


def test_who_has_an_account_is_not_counted_as_a_guest(buyer_api, sample, settings):
    settings.GUEST_ENQUIRIES_PER_ADDRESS = settings.GUEST_ENQUIRIES_PER_CONTACT = 1

    sent = [
        ask(buyer_api, sample("P001"), contact=None, message=f"Question {number}")
        for number in range(3)
    ]

    assert [response.status_code for response in sent] == [201] * 3


def test_an_account_asks_so_often_an_hour_whatever_it_asks_with(
    buyer, buyer_api, sample, settings
):
    settings.BUYER_ENQUIRIES_PER_HOUR = 2
    key = with_token(token_for(buyer, "ak", ["enquiries:write"]))
    for number, api in enumerate([buyer_api, key]):
        sent = ask(api, sample("P001"), contact=None, message=f"Question {number}")
        assert sent.status_code == 201

    refusals = [
        ask(api, sample("P001"), contact=None, message="One more")
        for api in (buyer_api, key)
    ]

    assert [refused(r) for r in refusals] == [(429, "rate_limited")] * 2
    assert 3500 <= int(refusals[0]["Retry-After"]) <= 3600
    assert Submission.objects.count() == 2


def test_the_visitors_of_a_site_are_counted_by_its_key(buyer, client, sample, settings):
    """They all call from its server."""
    settings.GUEST_ENQUIRIES_PER_ADDRESS = 1
    settings.BUYER_ENQUIRIES_PER_HOUR = 2
    first, second = (
        with_token(token_for(buyer, "ak", ["enquiries:write"])) for _ in range(2)
    )

    def send(api, number):
        contact = {**CONTACT, "email": f"guest{number}@example.jp"}
        return ask(api, sample("P001"), contact=contact)

    assert [send(first, n).status_code for n in (1, 2)] == [201, 201]
    assert refused(send(first, 3)) == (429, "rate_limited")
    assert Submission.objects.count() == 2
    assert send(second, 3).status_code == 201
    assert send(client, 4).status_code == 201


def test_labels_of_one_mailbox_are_one_guest(client, sample, settings):
    settings.GUEST_ENQUIRIES_PER_CONTACT = 2

    sent = [
        ask(
            client,
            sample("P001"),
            contact={**CONTACT, "email": f"aiko+{number}@gmail.com"},
            message=f"Question {number}",
        )
        for number in range(3)
    ]

    assert [response.status_code for response in sent] == [201, 201, 429]
    assert Submission.objects.count() == 2


def test_a_guest_is_refused_where_nothing_can_be_counted(
    client, buyer_api, sample, settings, monkeypatch
):
    class Broken:
        def add(self, *args, **kwargs):
            raise RedisDown("connection refused")

    settings.SHARED_CACHE = True
    monkeypatch.setattr(counting, "cache", Broken())

    guest = ask(client, sample("P001"))

    assert refused(guest) == (503, "unavailable")
    assert guest["Retry-After"] == "5"
    assert nothing_was_asked()
    assert ask(buyer_api, sample("P001"), contact=None).status_code == 201


# -- those who are not let through


def without_names(enquiry: dict) -> dict:
    """What does not differ between any two who ask the same."""
    own = {"id", "number", "submission_id", "contact", "buyer"}
    items = [{**item, "id": ""} for item in enquiry["items"]]
    return {k: v for k, v in enquiry.items() if k not in own} | {"items": items}


@pytest.mark.parametrize("block", ["by the seller", "everywhere"])
def test_a_blocked_sender_gets_the_same_answers_as_any_other(
    buyer, buyer_api, sample, block
):
    product = sample("P001")
    BlockedSender.objects.create(
        seller=product.seller if block == "by the seller" else None,
        email_mark=marks.of_address(buyer.email),
    )
    other = signed_in(APIClient(), make_user(language="en"))

    with time_machine.travel(time.time(), tick=False):
        answers = [
            ask(api, product, contact=None, message="One question")
            for api in (buyer_api, other)
        ]
        usual, blocked = Enquiry.objects.all()
        reads = [read(buyer_api, blocked), read(other, usual)]

    assert (blocked.status, usual.status) == ("held", "new")
    asked = [without_names(answer.json()["enquiries"][0]) for answer in answers]
    assert asked[0] == asked[1] == without_names(reads[0].json())
    assert asked[0] == without_names(reads[1].json())
    assert asked[0]["status"] == "new"


def test_sellers_never_see_one_another(client, two):
    token = ask(client, *two).json()["access_token"]
    first, second = Enquiry.objects.order_by("pk")
    for enquiry in (first, second):
        Enquiry.objects.filter(pk=enquiry.pk).update(
            status="new", delivered_at=timezone.now()
        )
    member = make_user()
    make_member(two[0].seller, member)
    api = signed_in(APIClient(), member)

    own, other = read(api, first), read(api, second)

    assert own.status_code == 200
    assert str(two[1].seller_id) not in own.content.decode()
    assert refused(other) == (404, "not_found")
    listed = api.get(ENQUIRIES).json()["results"]
    assert [row["id"] for row in listed] == [str(first.pk)]
    assert token not in own.content.decode()
