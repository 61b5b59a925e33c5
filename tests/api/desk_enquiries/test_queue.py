"""The queue of enquiries at the desk."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from catalogue.enquiries.models import (
    Contact,
)
from tests.api.desk_enquiries.at_desk import (
    ELSEWHERE,
    QUEUE,
    SENDERS,
    desk,
    page_of,
    shown,
    text,
)
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_outcome,
    make_seller,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_the_queue_shows_what_needs_an_officer(officer, seller, escalated, held):
    make_enquiry(seller)
    make_enquiry(seller, "open")

    assert shown(officer) == {escalated.number, held.number}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?queue=held", {"held"}),
        ("?queue=escalated", {"escalated"}),
        ("?queue=unverified", {"agreed"}),
        ("?queue=all", {"held", "escalated", "agreed", "done", "new"}),
        ("?queue=all&status=new", {"new", "escalated"}),
        ("?queue=all&q=Usaha+Kopi", {"held", "escalated", "agreed", "done", "new"}),
    ],
)
def test_filters(officer, seller, escalated, held, query, expected):
    found = {"held": held, "escalated": escalated, "new": make_enquiry(seller)}
    found["agreed"] = make_enquiry(seller, "agreed")
    make_outcome(found["agreed"])
    found["done"] = make_enquiry(seller, "agreed")
    make_outcome(found["done"], verified_at=timezone.now())

    assert shown(officer, query) == {found[name].number for name in expected}


def test_an_officer_sees_her_regency_and_never_her_own_business(
    officer, province, escalated
):
    other = make_enquiry(make_seller(ELSEWHERE), waiting_on="officer")

    assert shown(officer) == {escalated.number}
    assert shown(province) == {escalated.number, other.number}
    assert shown(province, f"?regency__code__exact={ELSEWHERE}") == {other.number}
    assert desk(officer).get(page_of(other)).status_code == 302
    make_member(escalated.seller, officer)
    assert shown(officer) == set()
    assert desk(officer).get(page_of(escalated)).status_code == 302


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}])
def test_those_who_are_no_officers_see_nothing(fields, escalated):
    client = desk(make_user(**fields))

    for page in (QUEUE, page_of(escalated), SENDERS, f"{SENDERS}block/"):
        assert client.get(page).status_code in {302, 403}


def test_a_held_one_says_why_in_words(officer, held):
    for page in (QUEUE, page_of(held)):
        seen = text(desk(officer).get(page))

        assert "it shows signs of abuse" in seen
        assert "a shortened link, which hides where it leads" in seen
        assert "a text in capitals" in seen


def test_lists_neither_show_nor_search_contact_data(officer, escalated):
    contact = escalated.submission.contact
    Contact.objects.filter(pk=contact.pk).update(
        name="Aiko Rahasia", company="Mori Rahasia", phone="+81312345678"
    )

    seen = text(desk(officer).get(QUEUE))

    assert escalated.number in seen
    for secret in ("Rahasia", contact.email, "+81312345678"):
        assert secret not in seen
    for query in ("Aiko", contact.email, "Mori", "81312345678"):
        assert shown(officer, f"?q={query}") == set()


@pytest.mark.parametrize("count", [1, 8])
def test_queries_of_the_queue_do_not_grow(
    officer, seller, sample, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_item(make_enquiry(seller, waiting_on="officer"), sample("P001"))
    client = desk(officer)

    with django_assert_max_num_queries(16):
        client.get(QUEUE)


@pytest.mark.parametrize("query", ["queue=waiting", "queue=all&status=lost", "queue="])
def test_a_queue_that_is_none_leads_back_to_the_plain_list(officer, escalated, query):
    response = desk(officer).get(f"{QUEUE}?{query}")

    assert (response.status_code, response["Location"]) == (302, f"{QUEUE}?e=1")


def test_days_are_written_in_one_way(officer, seller):
    at = datetime(2026, 11, 7, 2, 5, tzinfo=UTC)
    enquiry = make_enquiry(
        seller, waiting_on="officer", created_at=at, first_response_due_at=at
    )

    for page in (QUEUE, page_of(enquiry)):
        assert "7 Nov 2026, 09:05" in text(desk(officer).get(page))
