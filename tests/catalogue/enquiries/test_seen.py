"""What a side is told of status and turn: the same by a row and by a query."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import HIDDEN, Side, Status, Waiting
from tests.factories import make_enquiry, make_seller

pytestmark = pytest.mark.django_db

TURNS = (Waiting.BUYER, Waiting.SELLER, Waiting.OFFICER)


@pytest.fixture
def every_row(db):
    """Each status with each turn, hidden ones over each they may have left, the quote
    before and after its last day, the seller there, silent or suspended."""
    today, now = timezone.localdate(), timezone.now()
    here, suspended = make_seller(), make_seller()
    suspended.suspended_at = now
    suspended.save()
    base = make_enquiry(here)
    made = []
    for status, left, turn, ends, seller, silent in product(
        Status, ["", *Status], TURNS, (None, 1, -1), (here, suspended), (None, now)
    ):
        if left and status not in HIDDEN:
            continue
        if status == Status.QUOTED and ends is None:
            continue
        row = make_copy(base, len(made))
        row.status, row.waiting_on, row.seller = status, turn, seller
        row.held_from, row.held_waiting_on = left, turn if left else ""
        row.held_for = "reported" if status in HIDDEN else ""
        row.quote_valid_until_on = ends and today + timedelta(days=ends)
        row.escalated_at, row.delivered_at = silent, now
        made.append(row)
    Enquiry.objects.bulk_create(made)
    return Enquiry.objects.select_related("seller").exclude(pk=base.pk)


def make_copy(base, number):
    fields = {
        f.attname: getattr(base, f.attname)
        for f in Enquiry._meta.concrete_fields
        if f.name not in {"id", "number"}
    }
    return Enquiry(number=f"T{number}", **fields)


def test_rows_and_queries_tell_the_same(every_row):
    today, rows = timezone.localdate(), list(every_row)

    for side, by_status, by_turn in (
        (Side.BUYER, every_row.seen_in_status, every_row.seen_waiting),
        (Side.SELLER, every_row.in_status, every_row.waiting),
    ):
        for status in Status:
            told = {e.pk for e in rows if e.seen_status(side, today) == status}
            found = {e.pk for e in by_status([status.value], today)}
            assert found == told, (side, status)
        for turn in Waiting:
            told = {e.pk for e in rows if e.seen_waiting_on(side, today) == turn}
            found = {e.pk for e in by_turn([turn.value], today)}
            assert found == told, (side, turn)
