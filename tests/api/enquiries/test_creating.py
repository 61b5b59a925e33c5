"""Asking sellers: by guests, buyers and the API keys of their sites."""

import time

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.buyers.models import Company
from catalogue.enquiries import marks
from catalogue.enquiries.models import BlockedSender, Enquiry, Submission
from catalogue.journal.models import Notice
from tests.api.enquiries.asking import (
    CONTACT,
    ENQUIRIES,
    ask,
    faults,
    nothing_was_asked,
    question,
    read,
    refused,
    wanted,
    with_token,
)
from tests.factories import make_member, make_user, signed_in, token_for

pytestmark = pytest.mark.django_db


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


def told_whole(row, product) -> dict:
    """An enquiry of one item, as it is told to the guest who made it."""
    item = row.items.get()
    unit = product.price_unit_id
    variant = product.variants.first()
    return {
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


def test_an_enquiry_is_told_whole(client, sample):
    product = sample("P001")
    quantity = {"value": "200.50", "unit": product.price_unit_id}

    response = ask(
        client,
        items=[wanted(product, quantity=quantity, note="Red")],
        purpose="bulk",
        destination_country="JP",
        incoterm="FOB",
        needed_on="2999-02-01",
    )

    (made,) = response.json()["enquiries"]
    row = Enquiry.objects.get()
    assert made == told_whole(row, product)
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
