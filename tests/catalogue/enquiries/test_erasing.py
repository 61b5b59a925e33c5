from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from catalogue.accounts.models import Token
from catalogue.enquiries.actions import confirming, erasing
from catalogue.enquiries.models import Contact, Enquiry, Message
from catalogue.journal.models import AuditEntry
from tests.factories import (
    make_enquiry,
    make_item,
    make_message,
    make_outcome,
    make_seller,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_nothing_that_names_her_is_left_and_what_is_counted_stays(sample):
    product = sample("P001")
    enquiry = make_enquiry(product.seller, "open")
    make_item(enquiry, product, note="For Aiko's shop", quantity_value=20)
    make_message(enquiry, body="Call me: Aiko")
    make_message(enquiry, side="seller", body="Thank you.")
    confirming.issue_token(enquiry.submission)

    erasing.erase(enquiry.submission_id, why="request")

    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.email_mark) == ("", "", "")
    assert contact.country == "JP"
    bodies = Message.objects.order_by("pk").values_list("side", "body")
    assert list(bodies) == [("buyer", ""), ("buyer", ""), ("seller", "Thank you.")]
    item = enquiry.items.get()
    assert (item.note, item.quantity_value) == ("", 20)
    assert Token.objects.usable().count() == 0
    assert Enquiry.objects.get().status == "withdrawn"


def test_what_came_of_it_is_counted_on():
    enquiry = make_enquiry(make_seller(), "agreed")
    make_outcome(enquiry)

    erasing.erase(enquiry.submission_id, why="request")

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.outcome.value) == ("agreed", 100)


def test_erasing_again_changes_nothing():
    enquiry = make_enquiry(make_seller(), "open")
    erasing.erase(enquiry.submission_id, why="request")
    first = Contact.objects.values().get()

    erasing.erase(enquiry.submission_id, why="request")

    assert Contact.objects.values().get() == first
    assert AuditEntry.objects.filter(action="contact.erased").count() == 1


def test_after_its_term_a_guests_contact_goes_and_anothers_stays():
    long_ago = datetime(2024, 1, 10, tzinfo=UTC)
    with time_machine.travel(long_ago, tick=False):
        old = make_enquiry(make_seller(), "declined")
        of_account = make_enquiry(make_seller(), "declined", buyer=make_user())
        active = make_enquiry(make_seller(), "declined")
    Enquiry.objects.filter(pk=active.pk).update(
        active_at=timezone.now() - timedelta(days=30)
    )

    erased = erasing.erase_old()

    assert erased == 1
    left = Contact.objects.filter(erased_at=None).values_list("submission", flat=True)
    assert set(left) == {of_account.submission_id, active.submission_id}
    assert old.submission_id not in set(left)
