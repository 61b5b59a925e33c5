from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from catalogue.accounts.models import Token
from catalogue.enquiries import links, recipients
from catalogue.enquiries.actions import answering, confirming, erasing
from catalogue.enquiries.models import Contact, Enquiry, Message, ReadMark
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.letters import compose
from catalogue.journal.models import AuditEntry, Job, Notice
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


def test_the_account_and_what_was_read_are_forgotten_with_her():
    buyer = make_user()
    enquiry = make_enquiry(make_seller(), "open", buyer=buyer)
    for reader in [str(buyer.pk), "guest", "somebody of the seller's"]:
        ReadMark.objects.create(enquiry=enquiry, reader=reader, read_at=timezone.now())

    erasing.erase(enquiry.submission_id, why="request")

    enquiry.refresh_from_db()
    assert (enquiry.buyer, enquiry.submission.buyer) == (None, None)
    assert ReadMark.objects.get().reader == "somebody of the seller's"
    guest = Actor(Side.BUYER)
    assert not links.may_act(enquiry.pk, guest)
    assert not links.may_act(enquiry.pk, Actor(Side.BUYER, buyer.pk))


LONG_AGO = datetime(2024, 1, 10, tzinfo=UTC)


def test_after_its_term_what_was_shown_of_an_account_goes_and_its_threads_stay():
    buyer = make_user(name="Aiko")
    with time_machine.travel(LONG_AGO, tick=False):
        enquiry = make_enquiry(make_seller(), "agreed", buyer=buyer)

    assert erasing.erase_old() == 1
    assert erasing.erase_old() == 0

    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.email_mark) == ("", "", "")
    assert (contact.company, contact.phone) == ("", "")
    assert contact.erased_at is not None
    buyer.refresh_from_db()
    enquiry.refresh_from_db()
    assert (buyer.name, enquiry.buyer, enquiry.status) == ("Aiko", buyer, "agreed")
    assert enquiry.messages.get(is_opening=True).body != ""
    assert links.may_act(enquiry.pk, Actor(Side.BUYER, buyer.pk))
    to = recipients.buyer(enquiry.submission)
    assert getattr(to, "address", None) == buyer.email


@pytest.mark.parametrize(("status", "erased"), [("held", 1), ("open", 0)])
def test_of_an_account_only_what_is_in_hand_keeps_its_contact(status, erased):
    with time_machine.travel(LONG_AGO, tick=False):
        make_enquiry(make_seller(), status, buyer=make_user())

    assert erasing.erase_old() == erased


def test_after_its_term_a_guests_contact_goes_and_anothers_stays():
    with time_machine.travel(LONG_AGO, tick=False):
        old = make_enquiry(make_seller(), "declined")
        active = make_enquiry(make_seller(), "declined")
    Enquiry.objects.filter(pk=active.pk).update(
        active_at=timezone.now() - timedelta(days=30)
    )

    erased = erasing.erase_old()

    assert erased == 1
    left = Contact.objects.filter(erased_at=None).values_list("submission", flat=True)
    assert list(left) == [active.submission_id]
    assert old.messages.get(is_opening=True).body == ""


def say(enquiry, side, body):
    answering.write_message(
        enquiry_id=enquiry.pk, actor=Actor(side), body=body, language="en"
    )


def test_letters_that_wait_with_her_words_go_unsent():
    member, buyer = make_user(language="en"), make_user()
    enquiry = make_enquiry(make_seller(owner=member), "open", buyer=buyer)
    say(enquiry, Side.BUYER, "Call Aiko: 0812 3456 7890")
    say(enquiry, Side.SELLER, "Thank you, Aiko.")
    kinds = Notice.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["enquiry_answer", "enquiry_message"]

    erasing.erase(enquiry.submission_id, why="request")

    left = Notice.objects.get()
    letter = compose(left)
    assert (left.kind, left.recipient) == ("enquiry_withdrawn", f"user:{member.pk}")
    assert letter.subject == "The buyer withdrew the enquiry"
    assert "Aiko" not in letter.subject + letter.text + letter.html
    jobs = Job.objects.filter(kind="journal.deliver").values_list("subject", flat=True)
    assert list(jobs) == [str(left.pk)]


def test_what_others_asked_is_told_on():
    seller = make_seller(owner=make_user())
    erased, other = make_enquiry(seller, "open"), make_enquiry(seller, "open")
    say(other, Side.BUYER, "Good morning")

    erasing.erase(erased.submission_id, why="request")

    told = Notice.objects.get(kind="enquiry_message")
    assert told.values["excerpt"] == "> Good morning"


def test_why_she_withdrew_goes_too_and_why_the_seller_declined_stays():
    withdrawn = make_enquiry(make_seller(), "new")
    answering.withdraw(
        enquiry_id=withdrawn.pk, actor=Actor(Side.BUYER), note="Call Aiko: 0812"
    )
    declined = make_enquiry(
        make_seller(),
        "declined",
        submission=withdrawn.submission,
        closing_note="Too few",
    )

    erasing.erase(withdrawn.submission_id, why="request")

    withdrawn.refresh_from_db()
    declined.refresh_from_db()
    assert (withdrawn.closing_note, declined.closing_note) == ("", "Too few")


def test_erasing_again_takes_what_was_written_since():
    enquiry = make_enquiry(make_seller(), "open")
    erasing.erase(enquiry.submission_id, why="request")
    make_message(enquiry, body="Call Aiko")
    Enquiry.objects.update(closing_note="I am Aiko")
    token = confirming.issue_token(enquiry.submission)

    erasing.erase(enquiry.submission_id, why="request")

    assert set(Message.objects.values_list("body", flat=True)) == {""}
    assert Enquiry.objects.get().closing_note == ""
    assert Token.objects.usable().count() == 0, token


@pytest.mark.parametrize(("days", "erased"), [(6, 0), (8, 1)])
def test_an_address_that_nobody_proved_is_kept_a_week(days, erased):
    closed_at = timezone.now() - timedelta(days=days)
    enquiry = make_enquiry(make_seller(), "expired", proven=False, closed_at=closed_at)

    assert erasing.erase_old() == erased

    contact = Contact.objects.get(submission=enquiry.submission_id)
    assert (contact.email == "") is bool(erased)


def test_an_address_that_was_proven_or_may_still_be_stays():
    long_ago = timezone.now() - timedelta(days=30)
    proven = make_enquiry(make_seller(), "expired", closed_at=long_ago)
    waiting = make_enquiry(make_seller(), "unconfirmed")
    make_enquiry(
        make_seller(), "expired", submission=waiting.submission, closed_at=long_ago
    )

    assert erasing.erase_old() == 0

    emails = Contact.objects.order_by("pk").values_list("email", flat=True)
    assert "" not in set(emails)
    assert proven.submission.contact.email in set(emails)
