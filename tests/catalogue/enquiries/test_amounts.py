"""The total of a quote, wherever it is told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from catalogue.enquiries.actions.quoting import Offer, OfferedLine, send_quote
from catalogue.enquiries.amounts import of_lines
from catalogue.enquiries.errors import Refused
from catalogue.enquiries.models import Quote
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from tests.factories import make_enquiry, make_item, make_seller


def line(item, kind, price, quantity):
    return item, kind, price and Decimal(price), quantity and Decimal(quantity)


@pytest.mark.parametrize(
    ("lines", "currency", "total"),
    [
        ([line(1, "offered", "1.85", "200"), line(2, "offered", "3", "1")], "USD", 373),
        ([line(1, "offered", "2", "1"), line(1, "alternative", "5", "1")], "USD", 2),
        ([line(1, "alternative", "5", "1")], "USD", 5),
        ([line(None, "offered", "2", "1"), line(None, "alternative", "5", "1")],
         "USD", 7),
        ([line(1, "offered", "0.5", "1"), line(2, "offered", "0.5", "1")], "JPY", 2),
        ([line(1, "not_available", None, None)], "USD", None),
        ([], "USD", None),
    ],
)  # fmt: skip
def test_a_total_is_of_one_choice_and_of_rounded_lines(lines, currency, total):
    assert of_lines(lines, currency) == total


@pytest.fixture
def offer(db, sample):
    def make(price):
        """An item at 2.00, with an alternative at `price`."""
        enquiry = make_enquiry(make_seller())
        item = make_item(enquiry, sample("P001"))
        one = (Decimal(1), "pcs")
        lines = [
            OfferedLine("offered", item.pk, unit_price=Decimal(2), quantity=one),
            OfferedLine(
                "alternative",
                item.pk,
                unit_price=Decimal(price),
                quantity=one,
                note="Another",
            ),
        ]
        until = timezone.localdate() + timedelta(days=7)
        return enquiry, Offer(lines, "USD", "FOB", "Panjang", until, "en")

    return make


def sent(enquiry, offer) -> Quote:
    return send_quote(enquiry_id=enquiry.pk, actor=Actor(Side.SELLER), offer=offer)


def test_an_offer_has_the_total_that_its_quote_will_have(offer):
    enquiry, told = offer("5")

    assert told.total == sent(enquiry, told).total == 2


def test_an_alternative_by_itself_may_be_too_much(offer):
    enquiry, told = offer("1e14")

    with pytest.raises(Refused) as refused:
        sent(enquiry, told)

    assert [r.reason for r in refused.value.refusals] == ["total_too_large"]
