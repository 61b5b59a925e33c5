"""One enquiry at the desk."""

import re
from datetime import date

import pytest

from catalogue.enquiries.actions import confirming, holding, submitting
from catalogue.enquiries.models import Contact, Enquiry
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side
from catalogue.journal.models import Event
from tests.api.desk_enquiries.at_desk import (
    QUEUE,
    act,
    ask,
    desk,
    page_of,
    text,
)
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_message,
    make_officer,
    make_outcome,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_all_of_a_thread(officer, seller, sample):
    enquiry = make_enquiry(seller, "quoted")
    make_item(enquiry, sample("P001"), quantity_value=200, quantity_unit="kg")
    make_message(enquiry, "seller", "Kami <b>siap</b>", language="id")
    agreed = make_enquiry(seller, "agreed")
    make_outcome(agreed, jobs_added=3)

    page = text(desk(officer).get(page_of(enquiry)))

    contact = enquiry.submission.contact
    assert contact.email in page
    assert "200 kg" in page
    assert sample("P001").name["en"] in page
    assert "Kami &lt;b&gt;siap&lt;/b&gt;" in page
    assert "USD 150.00" in page
    assert "FOB Panjang" in page
    assert "Not verified." in text(desk(officer).get(page_of(agreed)))


def test_the_page_tells_both_ends_of_a_price_as_it_was_listed(officer, seller, sample):
    enquiry = make_enquiry(seller)
    item = make_item(enquiry, sample("P001"))
    item.snapshot |= {"price": "72000.00", "price_max": "92000.00"}
    item.save()

    page = text(desk(officer).get(page_of(enquiry)))

    assert "IDR 72,000.00 – IDR 92,000.00" in page


def test_the_page_tells_the_steps_from_the_event_log(officer, sample):
    product = sample("P001")
    overseer = make_officer(product.seller.regency_id)
    submission = submitting.submit(
        Question("Do you have 200 kg?", [WantedItem(product.pk)]),
        Sender("Aiko", "aiko@contoh.org", "en"),
        address="192.0.2.1",
    )
    confirming.confirm(confirming.link_token(submission))
    enquiry = submission.enquiries.get()

    page = text(desk(overseer).get(page_of(enquiry)))

    assert re.findall(r"<tr><td>[^<]+</td><td>([^<]+)</td></tr>", page) == [
        "Sent",
        "The buyer: confirm → new",
        "Delivered to the seller",
    ]
    assert "First reminder to the seller" in page
    assert "The clock</th><td>runs" in page


def test_of_a_hidden_one_only_what_its_buyer_hears_is_announced(sample):
    """Else the page would say that it comes to an officer, whom nobody tells."""
    product = sample("P001")
    overseer = make_officer(product.seller.regency_id)
    submission = submitting.submit(
        Question("Do you have 200 kg?", [WantedItem(product.pk)]),
        Sender("Aiko", "aiko@contoh.org", "en"),
        address="192.0.2.1",
    )
    confirming.confirm(confirming.link_token(submission))
    enquiry = submission.enquiries.get()
    member = make_member(product.seller).user
    holding.report_spam(enquiry_id=enquiry.pk, actor=Actor(Side.SELLER, member.pk))

    page = text(desk(overseer).get(page_of(enquiry)))

    assert "The clock</th><td>stands" in page
    assert "The buyer is told that nobody answered" in page
    assert "Comes to you" not in page
    assert "reminder to the seller" not in page


def test_steps_whose_details_are_gone_are_still_told(officer, escalated):
    Event.objects.create(stamp=0, type="EnquiryMoved", subject=str(escalated.pk))

    assert "A step, of which no more is kept" in text(
        desk(officer).get(page_of(escalated))
    )


def test_looking_changes_nothing(officer, escalated):
    before = Enquiry.objects.values().get(pk=escalated.pk)

    desk(officer).get(page_of(escalated))

    assert Enquiry.objects.values().get(pk=escalated.pk) == before
    assert escalated.read_marks.count() == 0


@pytest.mark.parametrize(
    ("status", "fields", "expected"),
    [
        ("new", {}, ["answer", "suggest", "decline", "erase"]),
        ("held", {}, ["release", "mark_spam", "erase"]),
        ("declined", {}, ["erase"]),
        ("agreed", {}, ["answer", "suggest", "erase"]),
    ],
)
def test_the_page_offers_what_can_be_done(officer, seller, status, fields, expected):
    enquiry = make_enquiry(seller, status, **fields)

    page = text(desk(officer).get(page_of(enquiry)))

    assert re.findall(r'name="action" value="(\w+)"', page) == expected


def test_an_erased_contact_is_told_and_not_offered_again(officer, escalated, client):
    contact = escalated.submission.contact
    address = contact.email
    act(officer, "erase", escalated, was_asked="on")

    page = text(desk(officer).get(page_of(escalated)))

    assert "Erased on" in page
    assert "(erased)" in page
    assert address not in page
    assert 'name="action" value="erase"' not in page


@pytest.mark.parametrize(
    ("status", "name"),
    [("new", "answer"), ("new", "decline"), ("agreed", "verify_outcome")],
)
def test_what_is_decided_on_is_there_to_read(officer, seller, sample, status, name):
    enquiry = make_enquiry(seller, status)
    make_item(enquiry, sample("P001"), quantity_value=200, quantity_unit="kg")
    contact = enquiry.submission.contact
    Contact.objects.filter(pk=contact.pk).update(
        name="Aiko Mori", company="Mori Trading", country="JP", phone="+81312345678"
    )
    question = enquiry.messages.get(is_opening=True).body

    page = text(ask(officer, name, enquiry))

    for seen in (question, "Aiko Mori, Mori Trading, Japan", "200 kg"):
        assert seen in page
    for secret in (contact.email, "+81312345678"):
        assert secret not in page
    assert f'href="{page_of(enquiry)}" class="closelink"' in page


def test_an_outcome_is_there_to_read_before_it_is_verified(officer, seller):
    enquiry = make_enquiry(seller, "agreed")
    make_outcome(
        enquiry,
        value="1234.565",
        currency="KWD",
        destination_country="KW",
        shipped_on=date(2026, 11, 7),
        jobs_added=1,
    )

    page = text(ask(officer, "verify_outcome", enquiry))

    facts = dict(re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', page))
    assert (facts["Value"], facts["To"], facts["Shipped"], facts["Jobs added"]) == (
        "KWD 1,234.565",
        "Kuwait",
        "7 Nov 2026",
        "1",
    )
    assert "Not verified." in page


def test_several_are_all_there_to_read(officer, escalated, held):
    chosen = {
        "action": "decline",
        "_selected_action": [str(escalated.pk), str(held.pk)],
    }

    page = text(desk(officer).post(f"{QUEUE}?queue=all", chosen))

    assert page.count("What is asked for</h2>") == 2
    assert f'href="{QUEUE}" class="closelink"' in page
