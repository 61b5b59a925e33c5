"""Quotes of a thread, as its parties read them."""

import pytest

from catalogue.enquiries.models import Quote
from tests.api.enquiries.threads import (
    decide,
    make_quoted,
    make_thread,
    sent_by,
)
from tests.factories import make_quote

pytestmark = pytest.mark.django_db
NOBODY = "01a20ee0-0000-7000-8000-000000000000"


@pytest.fixture
def thread(sample):
    return make_thread(sample("P001"))


@pytest.fixture
def quoted(sample):
    return make_quoted(sample("P001"))


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
