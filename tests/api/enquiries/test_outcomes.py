"""What came of an agreement, over HTTP."""

import pytest

from catalogue.enquiries.models import Outcome
from tests.api.enquiries.threads import in_days, make_thread
from tests.api.seller.making import faults
from tests.factories import make_outcome

pytestmark = pytest.mark.django_db
TOLD = {
    "realised": True,
    "value": {"amount": "12500", "currency": "USD"},
    "destination_country": "JP",
    "jobs_added": 3,
}


@pytest.fixture
def agreed(sample):
    return make_thread(sample("P001"), "agreed", destination_country="DE")


def tell(thread, body, client=None):
    return (client or thread.seller).patch(thread.path("outcome"), body, format="json")


def test_a_seller_tells_what_came_of_it_and_both_sides_read_it(agreed):
    answer = tell(agreed, {**TOLD, "shipped_on": in_days(-3)})

    assert answer.status_code == 200, answer.json()
    recorded_at = Outcome.objects.get().recorded_at
    assert answer.json() == {
        "realised": True,
        "value": {"amount": "12500.00", "currency": "USD"},
        "destination_country": "JP",
        "shipped_on": in_days(-3),
        "jobs_added": 3,
        "recorded_at": f"{recorded_at:%Y-%m-%dT%H:%M:%SZ}",
        "verified": False,
        "verified_at": None,
    }
    read = agreed.buyer.get(f"/v1/enquiries/{agreed.enquiry.pk}").json()
    assert read["outcome"] == answer.json()


def test_what_is_not_sent_stays_and_null_takes_it_back(agreed):
    tell(agreed, TOLD)

    found = tell(agreed, {"jobs_added": 5, "value": None}).json()

    assert (found["realised"], found["jobs_added"], found["value"]) == (True, 5, None)
    assert found["destination_country"] == "JP"


def test_without_a_destination_it_is_the_one_that_was_asked_for(agreed):
    assert tell(agreed, {"realised": True}).json()["destination_country"] == "DE"


def test_that_nothing_came_of_it_is_an_outcome_too(agreed):
    assert tell(agreed, {"realised": False}).json()["realised"] is False


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, [("/realised", "required")]),
        ({"realised": "yes"}, [("/realised", "invalid")]),
        (
            {**TOLD, "realised": False},
            [("/value", "invalid"), ("/jobs_added", "invalid")],
        ),
        ({**TOLD, "shipped_on": in_days(1)}, [("/shipped_on", "too_large")]),
        (
            {**TOLD, "destination_country": "ZZ"},
            [("/destination_country", "not_found")],
        ),
        ({**TOLD, "jobs_added": -1}, [("/jobs_added", "too_small")]),
        ({**TOLD, "verified": True}, [("/verified", "unknown_member")]),
        (
            {**TOLD, "value": {"amount": "1", "currency": "RUPIAH"}},
            [("/value/currency", "not_found")],
        ),
        (
            {**TOLD, "value": {"amount": "1.234", "currency": "USD"}},
            [("/value/amount", "invalid")],
        ),
    ],
)
def test_what_cannot_be_is_refused(agreed, body, found):
    answer = tell(agreed, body)

    assert answer.status_code == 400
    assert faults(answer) == found
    assert not Outcome.objects.exists()


def test_everything_that_is_wrong_is_told_at_once(agreed):
    answer = tell(
        agreed,
        {
            "value": {"amount": "1"},
            "shipped_on": in_days(1),
            "destination_country": "JPN",
        },
    )

    assert [
        (e["pointer"], e["code"], e["suggestion"]) for e in answer.json()["errors"]
    ] == [
        ("/value/currency", "required", None),
        ("/destination_country", "not_found", "JP"),
        ("/shipped_on", "too_large", None),
        ("/realised", "required", None),
    ]
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("before", [True, False])
def test_what_was_not_realised_added_no_jobs(agreed, before):
    if before:
        tell(agreed, {"realised": True, "jobs_added": 3})
    told = {"realised": False} if before else {"realised": False, "jobs_added": 3}

    answer = tell(agreed, told)

    assert faults(answer) == [("/jobs_added", "invalid")]
    assert Outcome.objects.filter(realised=True).count() == int(before)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1.505", "KWD", "1.505"),
        ("1.5", "KWD", "1.50"),
        ("12500.00", "JPY", "12500.00"),
        ("12500.50", "USD", "12500.50"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(agreed, amount, currency, shown):
    value = {"amount": amount, "currency": currency}

    answer = tell(agreed, {"realised": True, "value": value})

    assert answer.status_code == 200, answer.json()
    assert answer.json()["value"] == {"amount": shown, "currency": currency}
    read = agreed.buyer.get(f"/v1/enquiries/{agreed.enquiry.pk}").json()
    assert read["outcome"] == answer.json()
    assert tell(agreed, {"value": answer.json()["value"]}).status_code == 200


@pytest.mark.parametrize(
    ("amount", "currency", "detail"),
    [
        ("1.50", "JPY", "JPY has no more than 0 decimals."),
        ("1.505", "USD", "USD has no more than 2 decimals."),
    ],
)
def test_more_decimals_than_there_are_coins_for_are_refused(
    agreed, amount, currency, detail
):
    value = {"amount": amount, "currency": currency}

    answer = tell(agreed, {"realised": True, "value": value})

    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/value/amount", "invalid")
    assert fault["detail"] == detail
    assert not Outcome.objects.exists()


def test_before_it_is_agreed_there_is_no_outcome(sample):
    thread = make_thread(sample("P001"), "quoted")

    answer = tell(thread, TOLD)

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
    assert not Outcome.objects.exists()


def test_once_it_is_verified_it_stays(agreed):
    make_outcome(agreed.enquiry, verified_at=agreed.enquiry.created_at)

    answer = tell(agreed, {"realised": False, "value": None})

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
    assert Outcome.objects.get().realised is True


@pytest.mark.parametrize("who", ["buyer", "guest", "officer"])
def test_only_the_seller_tells(agreed, who):
    assert tell(agreed, TOLD, getattr(agreed, who)).status_code == 403
    assert not Outcome.objects.exists()


def test_strangers_find_nothing_to_tell_of(agreed):
    assert tell(agreed, TOLD, agreed.stranger).status_code == 404
    assert not Outcome.objects.exists()
