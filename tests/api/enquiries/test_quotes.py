"""Quotes over HTTP: sent, listed, decided on, refused."""

import pytest

from catalogue.enquiries.models import Quote
from tests.api.enquiries.threads import in_days, line_of, make_thread, offer_of
from tests.api.seller.making import faults
from tests.factories import later, make_quote, token_for

pytestmark = pytest.mark.django_db
NOBODY = "01a20ee0-0000-7000-8000-000000000000"


@pytest.fixture
def thread(sample):
    return make_thread(sample("P001"))


@pytest.fixture
def quoted(sample):
    """Its seller has quoted 1.85 USD for each of 200 kg."""
    thread = make_thread(sample("P001"))
    send(thread, offer_of(line_of(thread.item)))
    return thread


def send(thread, offer, **headers):
    return thread.seller.post(thread.path("quotes"), offer, format="json", **headers)


def sent_by(thread) -> dict:
    return thread.buyer.get(thread.path("quotes")).json()["results"][0]


def decide(client, quote_id, verb):
    return client.post(f"/v1/quotes/{quote_id}/{verb}")


def refused(thread, offer) -> list[tuple[str, str]]:
    """The faults of what is no offer; nothing came of it."""
    answer = send(thread, offer)
    assert answer.status_code == 400
    assert not Quote.objects.filter(enquiry=thread.enquiry).exists()
    assert thread.refreshed().status == "new"
    return faults(answer)


# -- sending


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
    assert answer.json() == {
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
                    "id": str(sample("P001").pk),
                    "slug": sample("P001").slug,
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
        "verify_url": f"{settings.PUBLIC_URL}/v1/quotes/verify/{quote.code}",
        "created_at": f"{quote.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "decided_at": None,
    }
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
        "detail": "There is no currency usd.",
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


def test_strangers_find_no_quotes(quoted):
    quote_id = sent_by(quoted)["id"]

    answers = [
        quoted.stranger.get(quoted.path("quotes")),
        quoted.stranger.post(quoted.path("quotes"), {}, format="json"),
        *(decide(quoted.stranger, quote_id, v) for v in ("accept", "reject")),
        decide(quoted.stranger, quote_id, "withdraw"),
        decide(quoted.buyer, NOBODY, "accept"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Quote.objects.get().status == "open"


@pytest.mark.parametrize("who", ["seller", "buyer", "guest", "officer"])
def test_every_party_reads_the_quotes(quoted, who):
    answer = getattr(quoted, who).get(quoted.path("quotes") + "?count=true")

    assert answer.status_code == 200
    assert answer.json()["count"] == 1


def test_a_list_that_did_not_change_is_a_304(quoted):
    tag = quoted.buyer.get(quoted.path("quotes"))["ETag"]
    same = quoted.buyer.get(quoted.path("quotes"), HTTP_IF_NONE_MATCH=tag)
    decide(quoted.buyer, sent_by(quoted)["id"], "reject")
    other = quoted.buyer.get(quoted.path("quotes"), HTTP_IF_NONE_MATCH=tag)

    assert (same.status_code, other.status_code) == (304, 200)


@pytest.mark.parametrize("count", [1, 8])
def test_many_quotes_take_as_many_queries_as_one(
    thread, count, django_assert_num_queries
):
    for _ in range(count):
        make_quote(thread.enquiry, status="superseded")

    with django_assert_num_queries(7):
        thread.buyer.get(thread.path("quotes"))


# -- deciding


def test_a_buyer_accepts(quoted):
    answer = decide(quoted.buyer, sent_by(quoted)["id"], "accept")

    assert answer.status_code == 200
    assert answer.json()["status"] == "accepted"
    assert answer.json()["decided_at"] is not None
    assert quoted.refreshed().status == "agreed"


def test_a_guest_accepts_by_her_token(quoted):
    answer = decide(quoted.guest, sent_by(quoted)["id"], "accept")

    assert answer.json()["status"] == "accepted"
    assert quoted.refreshed().status == "agreed"


def test_a_buyer_rejects_and_the_thread_stays_open(quoted):
    answer = decide(quoted.buyer, sent_by(quoted)["id"], "reject")

    assert answer.json()["status"] == "rejected"
    assert quoted.refreshed().status == "open"


def test_a_seller_takes_a_quote_back(quoted):
    answer = decide(quoted.seller, sent_by(quoted)["id"], "withdraw")

    assert answer.json()["status"] == "withdrawn"
    assert quoted.refreshed().status == "open"


@pytest.mark.parametrize(
    ("who", "verb"),
    [
        ("seller", "accept"),
        ("seller", "reject"),
        ("buyer", "withdraw"),
        ("officer", "accept"),
        ("officer", "withdraw"),
    ],
)
def test_the_other_side_decides(quoted, who, verb):
    answer = decide(getattr(quoted, who), sent_by(quoted)["id"], verb)

    assert answer.status_code == 403
    assert Quote.objects.get().status == "open"
    assert quoted.refreshed().status == "quoted"


def test_a_quote_that_was_decided_on_is_refused_with_what_is_allowed(quoted):
    quote_id = sent_by(quoted)["id"]
    decide(quoted.buyer, quote_id, "accept")

    answer = decide(quoted.buyer, quote_id, "accept")

    assert answer.status_code == 409
    assert answer.json()["code"] == "invalid_state"
    assert answer.json()["allowed_actions"] == ["reply", "withdraw"]
    assert quoted.refreshed().status == "agreed"


def test_a_superseded_quote_cannot_be_accepted(quoted):
    first = sent_by(quoted)["id"]
    send(quoted, offer_of(line_of(quoted.item)))

    answer = decide(quoted.buyer, first, "accept")

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
    assert quoted.refreshed().status == "quoted"


def test_past_its_last_day_a_quote_is_expired(quoted):
    quote_id = sent_by(quoted)["id"]
    with later(days=15):
        # Tokens of a quarter of an hour are over by then.
        buyer = quoted.enquiry.buyer
        quoted.buyer.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(buyer)}")
        told = sent_by(quoted)["status"]
        answer = decide(quoted.buyer, quote_id, "accept")

    assert told == "expired"
    assert (answer.status_code, answer.json()["code"]) == (409, "quote_expired")
    assert Quote.objects.get().status == "open"  # as stored: the worker tells it later


def test_on_its_last_day_a_quote_is_accepted(quoted):
    quote_id = sent_by(quoted)["id"]
    Quote.objects.update(valid_until_on=in_days(0))

    assert decide(quoted.buyer, quote_id, "accept").status_code == 200
