"""The office: officers of a regency and of the province, a seller of that regency."""

import pytest
import time_machine
from rest_framework.test import APIClient

from tests.api.officer.reported import asked, at
from tests.catalogue.reviews import subjects
from tests.factories import (
    make_enquiry,
    make_item,
    make_officer,
    make_outcome,
    make_quote,
    make_seller,
    signed_in,
)

HERE, ELSEWHERE = "18.01", "18.71"


@pytest.fixture
def officer(db):
    return make_officer(HERE)


@pytest.fixture
def elsewhere(db):
    return make_officer(ELSEWHERE)


@pytest.fixture
def province(db):
    return make_officer()


@pytest.fixture
def seller(db):
    return subjects.owned(HERE)


@pytest.fixture
def as_():
    """A client of its own for this person: `as_(officer).get(…)`."""

    def sign_in(user):
        client = signed_in(APIClient(), user)
        client.default_format = "json"
        return client

    return sign_in


# -- a report


@pytest.fixture
def known(seller, sample):
    """Here: one answered in time, one late by an officer and taken back, one that
    nobody answered, one withdrawn before it was due, one agreed in dollars with its
    outcome verified, one in yen not verified. Elsewhere one. Held and spam besides."""
    coffee, cloth = sample("P001"), sample("P020")
    assert coffee.category_id != cloth.category_id
    first = asked(seller, "open", on=at(1, 0, 0), to="JP", first_answered_at=at(1, 20))
    make_item(first, coffee)
    make_item(first, cloth)
    asked(
        seller, "withdrawn", on=at(2), to="JP", closed_at=at(20),
        first_answered_at=at(5), first_answered_by="officer",
    )  # fmt: skip
    asked(seller, "expired", on=at(3), closed_at=at(17))
    asked(seller, "withdrawn", on=at(4), closed_at=at(4, 15))
    dollars = asked(
        seller, "agreed", on=at(31, 23, 59), to="AU", first_answered_at=at(1, month=4)
    )
    make_item(dollars, coffee)
    make_outcome(
        dollars, value=140, jobs_added=2, verified_at=at(20), destination_country="SG"
    )
    yen = asked(
        seller,
        "open",
        on=at(30, 23, 59, month=4),
        first_answered_at=at(30, 23, 59, month=4),
    )
    make_quote(yen, status="accepted", currency="JPY")
    yen.status = "agreed"
    yen.save()
    make_outcome(yen, value=120, currency="JPY", jobs_added=5)
    asked(make_seller(ELSEWHERE), "open", on=at(9), first_answered_at=at(9, 13))
    make_enquiry(seller, "held", delivered_at=at(6), held_for="reported")
    make_enquiry(seller, "spam", delivered_at=at(6), held_for="reported")
    make_enquiry(seller, "unconfirmed")
    return first, dollars, yen


@pytest.fixture
def at_the_end():
    """The middle of May 2031."""
    with time_machine.travel(at(15, month=5), tick=False):
        yield
