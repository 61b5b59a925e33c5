"""The sellers' answers side by side, for who asked them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.enquiries.actions import holding
from catalogue.enquiries.models import ExchangeRate, Quote
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.listings.models import Listing, ListingMarket
from tests.api.enquiries.threads import in_days, line_of, offer_of, with_token
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_officer,
    make_submission,
    make_user,
    signed_in,
)

pytestmark = pytest.mark.django_db
ROASTED, GREEN, TAPIS = "P001", "P005", "P010"


class Asked:
    """What one buyer asked the sellers of several products at once."""

    def __init__(self, *products, country="JP"):
        buyer = make_user()
        self.submission = make_submission(buyer, destination_country=country)
        self.buyer = signed_in(APIClient(), buyer)
        self.enquiries, self.items, self.sellers = [], [], []
        for product in products:
            enquiry = make_enquiry(product.seller, submission=self.submission)
            item = make_item(enquiry, product, quantity_value=200, quantity_unit="kg")
            member = make_user()
            make_member(product.seller, member)
            self.enquiries.append(enquiry)
            self.items.append(item)
            self.sellers.append(signed_in(APIClient(), member))

    @property
    def path(self):
        return f"/v1/submissions/{self.submission.pk}/comparison"

    def quote(self, place, *lines, **members):
        path = f"/v1/enquiries/{self.enquiries[place].pk}/quotes"
        offer = offer_of(*lines, **members)
        answer = self.sellers[place].post(path, offer, format="json")
        assert answer.status_code == 201, answer.json()
        return answer.json()

    def compare(self, query="", client=None):
        return (client or self.buyer).get(self.path + query).json()


@pytest.fixture
def asked(sample):
    """Of a roaster, who quotes in USD; of a grower, who quotes in JPY; of a weaver, who
    does not answer."""
    asked = Asked(sample(ROASTED), sample(GREEN), sample(TAPIS))
    asked.quote(0, line_of(asked.items[0]), lead_time_days=21)
    asked.quote(1, line_of(asked.items[1], amount="300", currency="JPY"))
    return asked


@pytest.fixture
def rates(db):
    """A yen of two days ago, a dollar of today."""
    today = timezone.localdate()
    for currency, days, worth in (("JPY", 2, "100"), ("USD", 0, "15000")):
        ExchangeRate.objects.create(
            currency=currency,
            on=today - timedelta(days=days),
            idr_per_unit=Decimal(worth),
            source="a test",
        )


def test_sellers_stand_side_by_side_with_what_they_quote(asked, sample):
    body = asked.compare()

    seller = sample(ROASTED).seller
    first = Quote.objects.get(enquiry=asked.enquiries[0])
    assert body["submission_id"] == str(asked.submission.pk)
    assert body["destination_country"] == "JP"
    assert body["currency"] == "USD"
    assert [s["status"] for s in body["sellers"]] == ["quoted", "quoted", "new"]
    assert body["sellers"][0] == {
        "enquiry_id": str(asked.enquiries[0].pk),
        "number": asked.enquiries[0].number,
        "status": "quoted",
        "decline_reason": "unspecified",
        "seller": {
            "id": str(seller.pk),
            "slug": seller.slug,
            "name": seller.name,
            "verified": True,
        },
        "response_band": "unspecified",
        "quote": {
            "id": str(first.pk),
            "revision": 1,
            "status": "open",
            "currency": "USD",
            "total": {"amount": "370.00", "currency": "USD"},
            "total_indicative": {"amount": "370.00", "currency": "USD", "on": None},
            "incoterm": "FOB",
            "place": "Panjang",
            "valid_until_on": in_days(14),
            "lead_time_days": 21,
            "payment_terms": None,
            "paper": f"/v1/quotes/{first.pk}/paper.pdf",
        },
    }
    assert body["sellers"][2]["quote"] is None


def test_items_of_one_hs_subheading_share_a_row(sample):
    asked = Asked(sample(ROASTED), sample(TAPIS), sample("P002"))

    body = asked.compare()

    assert [
        (row["hs_code"], [cell["item_id"] for cell in row["cells"]])
        for row in body["rows"]
    ] == [
        ("090121", [str(asked.items[0].pk), str(asked.items[2].pk)]),
        (sample(TAPIS).hs_code, [str(asked.items[1].pk)]),
    ]
    assert {c["kind"] for row in body["rows"] for c in row["cells"]} == {"unspecified"}
    assert body["currency"] is None


def test_a_cell_tells_what_is_offered_for_its_item(asked, sample):
    cell = asked.compare()["rows"][0]["cells"][0]

    readiness = cell.pop("readiness")
    listed = ListingMarket.objects.get(market_code="JP", product_id=sample(ROASTED).pk)
    assert cell == {
        "enquiry_id": str(asked.enquiries[0].pk),
        "item_id": str(asked.items[0].pk),
        "product": {
            "id": str(sample(ROASTED).pk),
            "slug": sample(ROASTED).slug,
            "name": "Liwa Ground Robusta Coffee",
        },
        "asked_quantity": {"value": "200", "unit": "kg"},
        "kind": "offered",
        "unit_price": {"amount": "1.85", "currency": "USD"},
        "unit_price_indicative": {"amount": "1.85", "currency": "USD", "on": None},
        "quantity": {"value": "200", "unit": "kg"},
        "amount": {"amount": "370.00", "currency": "USD"},
        "amount_indicative": {"amount": "370.00", "currency": "USD", "on": None},
        "tiers": [],
        "note": None,
    }
    assert readiness == {
        "market": "JP",
        "level": listed.level,
        "export_ready": listed.is_ready,
    }


def test_without_a_rate_nothing_is_compared_in_another_currency(asked):
    sellers = asked.compare()["sellers"]

    assert sellers[1]["quote"]["total"] == {"amount": "60000.00", "currency": "JPY"}
    assert sellers[1]["quote"]["total_indicative"] is None


def test_amounts_are_told_in_the_currency_that_is_asked_for(asked, rates):
    body = asked.compare("?currency=JPY")

    older = in_days(-2)
    assert body["currency"] == "JPY"
    assert [s["quote"] and s["quote"]["total_indicative"] for s in body["sellers"]] == [
        {"amount": "55500.00", "currency": "JPY", "on": older},
        {"amount": "60000.00", "currency": "JPY", "on": None},
        None,
    ]
    assert body["rows"][0]["cells"][0]["unit_price_indicative"] == {
        "amount": "278.00",
        "currency": "JPY",
        "on": older,
    }


def test_an_unknown_currency_is_refused(asked):
    answer = asked.buyer.get(asked.path + "?currency=YEN")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "currency"
    assert answer.json()["errors"][0]["code"] == "not_found"


def test_the_last_revision_is_compared_and_the_commonest_currency_taken(asked):
    asked.quote(0, line_of(asked.items[0], amount="2", currency="JPY"))

    body = asked.compare()

    assert body["currency"] == "JPY"
    assert body["sellers"][0]["quote"]["revision"] == 2


def test_who_declined_is_told_as_such(asked):
    asked.sellers[2].post(
        f"/v1/enquiries/{asked.enquiries[2].pk}/decline",
        {"reason": "capacity"},
        format="json",
    )

    found = asked.compare()["sellers"][2]

    assert (found["status"], found["decline_reason"]) == ("declined", "capacity")


def test_a_buyer_never_learns_that_hers_is_held(asked):
    holding.report_spam(enquiry_id=asked.enquiries[2].pk, actor=Actor(Side.SELLER))

    assert asked.compare()["sellers"][2]["status"] == "new"


def test_alternatives_stand_with_what_they_replace_and_others_by_themselves(
    asked, sample
):
    cascara = sample("P003")  # of another subheading
    asked.quote(
        0,
        {"kind": "not_available", "item_id": str(asked.items[0].pk)},
        line_of(asked.items[0], kind="alternative", product_id=str(cascara.pk)),
        line_of(
            asked.items[0],
            kind="alternative",
            item_id=None,
            product_id=str(cascara.pk),
        ),
        line_of(asked.items[0], kind="alternative", item_id=None, note="A sample box"),
    )

    rows = asked.compare()["rows"]

    found = [
        (row["hs_code"], [(c["kind"], c["item_id"] is None) for c in row["cells"]])
        for row in rows
    ]
    assert found[:3] == [
        ("090121", [("not_available", False), ("alternative", False)]),
        ("090190", [("alternative", True)]),
        (None, [("alternative", True)]),
    ]
    assert rows[0]["cells"][1]["product"]["id"] == str(cascara.pk)
    assert rows[2]["cells"][0]["product"] is None


def test_readiness_is_not_told_where_a_date_made_it_old(asked, sample):
    Listing.objects.filter(product_id=sample(ROASTED).pk).update(
        export_changes_on=timezone.localdate()
    )

    assert asked.compare()["rows"][0]["cells"][0]["readiness"] is None


def test_without_a_destination_no_market_is_told(sample):
    asked = Asked(sample(ROASTED), country="")

    body = asked.compare()

    assert body["destination_country"] is body["market"] is None
    assert body["rows"][0]["cells"][0]["readiness"] is None


def test_a_guest_compares_by_her_token(asked):
    assert asked.compare(client=with_token(asked.submission)) == asked.compare()


def test_only_who_asked_compares(asked, client):
    others = [
        asked.sellers[0],
        signed_in(APIClient(), make_user()),
        signed_in(APIClient(), make_officer()),
        with_token(make_submission()),
    ]

    assert {other.get(asked.path).status_code for other in others} == {404}
    assert client.get(asked.path).status_code == 401


def test_a_comparison_that_did_not_change_is_a_304(asked):
    tag = asked.buyer.get(asked.path)["ETag"]
    same = asked.buyer.get(asked.path, HTTP_IF_NONE_MATCH=tag)
    asked.quote(2, line_of(asked.items[2]))
    other = asked.buyer.get(asked.path, HTTP_IF_NONE_MATCH=tag)

    assert (same.status_code, other.status_code) == (304, 200)


@pytest.mark.parametrize("keys", [[ROASTED], [ROASTED, GREEN, TAPIS, "P013", "P016"]])
def test_many_sellers_take_as_many_queries_as_one(
    sample, keys, django_assert_num_queries
):
    asked = Asked(*(sample(key) for key in keys))
    for place, item in enumerate(asked.items):
        asked.quote(place, line_of(item))
    asked.compare()  # reference data is in memory from now on

    with django_assert_num_queries(10):
        asked.compare()
