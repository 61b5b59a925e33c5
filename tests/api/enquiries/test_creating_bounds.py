"""How often one may ask: an hour, of one place, address, account or key."""

import pytest
from redis.exceptions import ConnectionError as RedisDown

from catalogue.enquiries.models import Submission
from catalogue.journal import counting
from tests.api.enquiries.asking import (
    CONTACT,
    ask,
    nothing_was_asked,
    refused,
    with_token,
)
from tests.factories import token_for

pytestmark = pytest.mark.django_db


def test_a_guest_is_counted_as_one(client, db):
    response = client.post("/v1/enquiries", {}, format="json")

    assert response["RateLimit-Policy"].startswith('"guest";')


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
