"""Quotes over HTTP: sent, refused."""

import pytest

from catalogue.enquiries.models import Quote
from tests.api.enquiries.threads import (
    in_days,
    line_of,
    make_quoted,
    make_thread,
    offer_of,
    send,
    sent_by,
)
from tests.api.seller.making import faults

pytestmark = pytest.mark.django_db
NOBODY = "01a20ee0-0000-7000-8000-000000000000"


@pytest.fixture
def thread(sample):
    return make_thread(sample("P001"))


@pytest.fixture
def quoted(sample):
    return make_quoted(sample("P001"))


def refused(thread, offer) -> list[tuple[str, str]]:
    """The faults of what is no offer; nothing came of it."""
    answer = send(thread, offer)
    assert answer.status_code == 400
    assert not Quote.objects.filter(enquiry=thread.enquiry).exists()
    assert thread.refreshed().status == "new"
    return faults(answer)


def told_whole(quote, thread, product, public_url) -> dict:
    """The first quote of a thread: 200 kg, one tier, every member given."""
    return {
        "id": str(quote.pk),
        "enquiry_id": str(thread.enquiry.pk),
        "revision": 1,
        "status": "open",
        "lines": [
            {
                "position": 0,
                "item_id": str(thread.item.pk),
                "kind": "offered",
                "product": {
                    "id": str(product.pk),
                    "slug": product.slug,
                    "name": "Liwa Ground Robusta Coffee",
                },
                "unit_price": {"amount": "1.2345", "currency": "USD"},
                "quantity": {"value": "200", "unit": "kg"},
                "tiers": [
                    {
                        "min_quantity": {"value": "500", "unit": "kg"},
                        "unit_price": {"amount": "1.20", "currency": "USD"},
                    }
                ],
                "amount": {"amount": "246.90", "currency": "USD"},
                "note": "24 per carton",
            }
        ],
        "currency": "USD",
        "total": {"amount": "246.90", "currency": "USD"},
        "incoterm": "FOB",
        "place": "Panjang",
        "place_suggestion": None,
        "valid_until_on": in_days(14),
        "lead_time_days": 21,
        "payment_terms": "30% deposit",
        "note": "Export packing included.",
        "language": "id",
        "code": quote.code,
        "paper": f"/v1/quotes/{quote.pk}/paper.pdf",
        "verify_url": f"{public_url}/quotes/{quote.code}",
        "created_at": f"{quote.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "decided_at": None,
    }


def test_a_seller_sends_a_quote_and_the_buyer_reads_it(thread, sample, settings):
    offer = offer_of(
        line_of(
            thread.item,
            amount="1.2345",
            note="24 per carton",
            tiers=[
                {
                    "min_quantity": {"value": "500", "unit": "kg"},
                    "unit_price": {"amount": "1.2", "currency": "USD"},
                }
            ],
        ),
        lead_time_days=21,
        payment_terms="30% deposit",
        note="Export packing included.",
        language="id",
    )

    answer = send(thread, offer)

    assert answer.status_code == 201, answer.json()
    assert answer["Location"] == thread.path("quotes")
    quote = Quote.objects.get()
    assert answer.json() == told_whole(
        quote, thread, sample("P001"), settings.PUBLIC_URL
    )
    assert sent_by(thread) == answer.json()
    assert thread.refreshed().status == "quoted"


def test_a_total_has_the_digits_of_its_currency(thread):
    answer = send(
        thread,
        offer_of(
            line_of(
                thread.item,
                amount="0.3333",
                currency="JPY",
                quantity={"value": "100.5", "unit": "kg"},
            )
        ),
    )

    assert answer.json()["total"] == {"amount": "33.00", "currency": "JPY"}
    assert answer.json()["lines"][0]["unit_price"]["amount"] == "0.3333"


def test_alternatives_and_what_is_not_available_stand_beside_the_items(thread, sample):
    other = sample("P002")
    offer = offer_of(
        {"kind": "not_available", "item_id": str(thread.item.pk), "note": "Sold out"},
        line_of(thread.item, kind="alternative", product_id=str(other.pk)),
        line_of(
            thread.item, kind="alternative", item_id=None, note="Green beans, washed"
        ),
    )

    lines = send(thread, offer).json()["lines"]

    assert [(line["kind"], line["item_id"]) for line in lines] == [
        ("not_available", str(thread.item.pk)),
        ("alternative", str(thread.item.pk)),
        ("alternative", None),
    ]
    assert lines[0]["unit_price"] is lines[0]["quantity"] is lines[0]["amount"] is None
    assert lines[1]["product"]["id"] == str(other.pk)
    assert lines[2]["product"] is None


def test_an_alternative_to_what_is_offered_too_is_left_out_of_the_total(thread, sample):
    other = str(sample("P002").pk)
    beside = {"kind": "alternative", "product_id": other}
    offer = offer_of(
        line_of(thread.item, amount="1"),
        line_of(thread.item, amount="2", **beside),
        line_of(thread.item, amount="3", **beside, item_id=None),
    )

    sent = send(thread, offer).json()

    assert [line["amount"]["amount"] for line in sent["lines"]] == [
        "200.00",
        "400.00",
        "600.00",
    ]
    assert sent["total"]["amount"] == "800.00"


def test_of_an_alternative_alone_it_is_the_total(thread, sample):
    line = line_of(thread.item, kind="alternative", product_id=str(sample("P002").pk))

    assert send(thread, offer_of(line)).json()["total"]["amount"] == "370.00"


def test_a_later_quote_supersedes_the_one_before(quoted):
    send(quoted, offer_of(line_of(quoted.item, amount="1.70")))

    found = quoted.buyer.get(quoted.path("quotes")).json()["results"]

    assert [(q["revision"], q["status"]) for q in found] == [
        (2, "open"),
        (1, "superseded"),
    ]
    assert [q["total"]["amount"] for q in found] == ["340.00", "370.00"]


def test_a_place_that_was_probably_misspelt_is_taken_and_told(thread):
    answer = send(thread, offer_of(line_of(thread.item), place="Panjong"))

    assert answer.status_code == 201
    assert answer.json()["place"] == "Panjong"
    assert answer.json()["place_suggestion"] == "Panjang"


def test_an_airport_is_no_port_for_fob(thread):
    offer = offer_of(line_of(thread.item), place="Radin Inten II airport")

    assert refused(thread, offer) == [("/place", "invalid")]


def test_all_prices_are_in_one_currency(thread):
    euro = {"amount": "2", "currency": "EUR"}
    offer = offer_of(
        line_of(thread.item),
        line_of(
            thread.item,
            unit_price=euro,
            tiers=[
                {"min_quantity": {"value": "9", "unit": "pcs"}, "unit_price": euro},
            ],
        ),
    )

    assert refused(thread, offer) == [
        ("/lines/1/unit_price/currency", "invalid"),
        ("/lines/1/tiers/0/unit_price/currency", "invalid"),
        ("/lines/1/tiers/0/min_quantity/unit", "invalid"),
    ]


def test_an_unknown_currency_is_told_with_what_was_meant(thread):
    answer = send(thread, offer_of(line_of(thread.item, currency="usd")))

    assert answer.json()["errors"][0] == {
        "in": "body",
        "pointer": "/lines/0/unit_price/currency",
        "code": "not_found",
        "detail": "There is no currency usd: three letters of ISO 4217, like USD.",
        "suggestion": "USD",
    }


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"unit_price": None}, [("/lines/0/unit_price", "required")]),
        ({"quantity": None}, [("/lines/0/quantity", "required")]),
        ({"item_id": None}, [("/lines/0/item_id", "required")]),
        ({"item_id": NOBODY}, [("/lines/0/item_id", "not_found")]),
        (
            {"kind": "alternative", "product_id": NOBODY},
            [("/lines/0/product_id", "not_found")],
        ),
        ({"kind": "alternative"}, [("/lines/0/product_id", "invalid")]),
        (
            {"kind": "not_available"},
            [("/lines/0/unit_price", "invalid"), ("/lines", "invalid")],
        ),
        ({"kind": "sold"}, [("/lines/0/kind", "not_a_choice")]),
        ({"unit_price": {"amount": "0", "currency": "USD"}}, [
            ("/lines/0/unit_price/amount", "too_small")
        ]),
        ({"unit_price": {"amount": "1.23456", "currency": "USD"}}, [
            ("/lines/0/unit_price/amount", "invalid")
        ]),
        ({"quantity": {"value": "2", "unit": "stone"}}, [
            ("/lines/0/quantity/unit", "not_found")
        ]),
        ({"price": "2"}, [("/lines/0/price", "unknown_member")]),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_refused(thread, members, found):
    assert refused(thread, offer_of(line_of(thread.item, **members))) == found


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"lines": []}, [("/lines", "too_short")]),
        ({"incoterm": "FOBB"}, [("/incoterm", "not_found")]),
        ({"place": ""}, [("/place", "blank")]),
        ({"valid_until_on": in_days(-1)}, [("/valid_until_on", "too_small")]),
        ({"valid_until_on": in_days(366)}, [("/valid_until_on", "too_large")]),
        ({"valid_until_on": "soon"}, [("/valid_until_on", "invalid")]),
        ({"lead_time_days": -1}, [("/lead_time_days", "too_small")]),
        ({"currency": "USD"}, [("/currency", "unknown_member")]),
    ],
)
def test_an_offer_that_cannot_be_is_refused(thread, members, found):
    assert refused(thread, offer_of(line_of(thread.item), **members)) == found


def test_a_day_that_is_too_far_is_told_beside_all_else(thread):
    offer = offer_of(
        line_of(thread.item, currency="US"), valid_until_on=in_days(366), incoterm="CNF"
    )

    answer = send(thread, offer)

    assert [(e["pointer"], e["suggestion"]) for e in answer.json()["errors"]] == [
        ("/lines/0/unit_price/currency", "USD"),
        ("/incoterm", "CFR"),
        ("/valid_until_on", None),
    ]
    assert answer.json()["errors"][2]["detail"] == "It is more than 365 days ahead."


def test_tiers_ascend(thread):
    tiers = [
        {
            "min_quantity": {"value": value, "unit": "kg"},
            "unit_price": {"amount": "1", "currency": "USD"},
        }
        for value in ("500", "300")
    ]

    offer = offer_of(line_of(thread.item, tiers=tiers))

    assert refused(thread, offer) == [("/lines/0/tiers", "invalid")]


def test_a_total_that_nobody_means_is_refused(thread):
    line = line_of(
        thread.item,
        amount="1000000000",
        quantity={"value": "100000", "unit": "kg"},
    )

    assert refused(thread, offer_of(line)) == [("/lines", "too_large")]


def test_dinars_have_three_decimals(thread):
    answer = send(
        thread,
        offer_of(
            line_of(
                thread.item,
                amount="0.0125",
                currency="KWD",
                quantity={"value": "5", "unit": "kg"},
            )
        ),
    )

    assert answer.json()["total"] == {"amount": "0.063", "currency": "KWD"}


def test_the_same_key_sends_one_quote(thread):
    offer = offer_of(line_of(thread.item))
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}

    first, second = send(thread, offer, **key), send(thread, offer, **key)

    assert second["Idempotency-Replayed"] == "true"
    assert first.json() == second.json()
    assert Quote.objects.filter(enquiry=thread.enquiry).count() == 1


@pytest.mark.parametrize("who", ["buyer", "guest", "officer"])
def test_only_the_seller_quotes(thread, who):
    client = getattr(thread, who)

    answer = client.post(
        thread.path("quotes"), offer_of(line_of(thread.item)), format="json"
    )

    assert answer.status_code == 403
    assert Quote.objects.count() == 0
