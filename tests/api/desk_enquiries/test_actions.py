"""What officers do with an enquiry at the desk."""

import pytest
from django.utils import timezone

from catalogue.enquiries.models import (
    BlockedSender,
    Contact,
    Enquiry,
    Message,
)
from catalogue.journal.models import AuditEntry
from catalogue.sellers.models import Seller
from tests.api.desk_enquiries.at_desk import (
    ELSEWHERE,
    QUEUE,
    act,
    desk,
    page_of,
    text,
    told,
)
from tests.factories import (
    make_enquiry,
    make_officer,
    make_outcome,
    make_seller,
)

pytestmark = pytest.mark.django_db


def test_an_answer_on_the_sellers_behalf(officer, escalated):
    done = act(officer, "answer", escalated, body="They are away.", language="en")

    escalated.refresh_from_db()
    message = Message.objects.get(enquiry=escalated, is_opening=False)
    assert told(done) == ["Answered: 1."]
    assert (message.side, message.author, message.body) == (
        "officer",
        officer,
        "They are away.",
    )
    assert (escalated.status, escalated.first_answered_by) == ("open", "officer")


def test_it_asks_before_it_acts(officer, escalated):
    chosen = {"action": "answer", "_selected_action": [str(escalated.pk)]}

    asked = desk(officer).post(f"{QUEUE}?queue=all", chosen)

    assert f'name="version_{escalated.pk}" value="1"' in text(asked)
    assert "Answer on the seller" in text(asked)
    assert Message.objects.filter(enquiry=escalated).count() == 1


def test_an_answer_to_what_has_moved_on_is_refused(officer, escalated):
    Enquiry.objects.filter(pk=escalated.pk).update(version=2)
    answers = {"body": "Late.", "language": "en", f"version_{escalated.pk}": 1}

    done = act(officer, "answer", escalated, **answers)

    assert told(done) == [
        f"{escalated.number}: It has changed since you opened the page. Look again, "
        "then decide."
    ]
    assert Message.objects.filter(enquiry=escalated).count() == 1


def test_declining_for_the_seller_names_a_reason(officer, escalated):
    done = act(officer, "decline", escalated, reason="capacity", note="Full.")

    escalated.refresh_from_db()
    assert told(done) == ["Declined: 1."]
    assert (escalated.status, escalated.decline_reason, escalated.closing_note) == (
        "declined",
        "capacity",
        "Full.",
    )


def test_other_products_are_found_by_words_and_ticked(officer, escalated, sample):
    other = sample("P020")
    word = other.name["en"].split()[0]
    form = {"find": word, "body": "Perhaps this.", "language": "en"}

    offered = act(officer, "suggest", escalated, **form)
    assert f'value="{other.pk}"' in text(offered)
    assert Message.objects.filter(enquiry=escalated).count() == 1
    done = act(officer, "suggest", escalated, **form, found=[str(other.pk)])

    message = Message.objects.get(enquiry=escalated, is_opening=False)
    assert told(done) == ["Answered: 1."]
    assert message.suggested_product_ids == [str(other.pk)]
    assert str(other) in text(desk(officer).get(page_of(escalated)))


def test_other_products_are_named_by_slug_id_or_address(officer, escalated, sample):
    by_slug, by_id, by_address = sample("P001"), sample("P002"), sample("P020")
    named = "\n".join(
        [
            by_slug.slug,
            str(by_id.pk),
            f"https://example.org/products/{by_address.slug}/",
        ]
    )

    act(officer, "suggest", escalated, named=named, body="These.", language="en")

    message = Message.objects.get(enquiry=escalated, is_opening=False)
    assert message.suggested_product_ids == [
        str(product.pk) for product in (by_slug, by_id, by_address)
    ]


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({"named": "no-such-thing"}, "No public product is called no-such-thing."),
        ({}, "Tick what was found, or name a product."),
        ({"find": "zzzzzz"}, "Tick what was found, or name a product."),
        ({"found": ["0198ffff-0000-7000-8000-000000000000"]}, "Select a valid choice"),
    ],
)
def test_what_is_no_product_is_not_suggested(officer, escalated, answers, complaint):
    form = {"body": "This.", "language": "en", **answers}

    page = text(act(officer, "suggest", escalated, **form))

    assert complaint in page
    assert "This." in page
    assert Message.objects.filter(enquiry=escalated).count() == 1


def test_a_held_one_is_released(officer, held):
    done = act(officer, "release", held)

    held.refresh_from_db()
    assert told(done) == ["Released: 1."]
    assert held.status == "new"
    entry = AuditEntry.objects.get(action="enquiry.released")
    assert (entry.actor_id, entry.via) == (officer.pk, "desk")


def test_a_held_one_is_spam(officer, held):
    done = act(officer, "mark_spam", held)

    held.refresh_from_db()
    assert told(done) == ["Marked as spam: 1."]
    assert held.status == "spam"
    assert BlockedSender.objects.get().seller is None


def test_what_cannot_be_done_now_is_told(officer, escalated):
    done = act(officer, "release", escalated)

    escalated.refresh_from_db()
    assert told(done) == [f"{escalated.number}: It is new: that is not possible now."]
    assert escalated.status == "new"


def test_an_outcome_is_verified_by_who_has_seen_papers(officer, seller):
    enquiry = make_enquiry(seller, "agreed")
    outcome = make_outcome(enquiry)

    unsure = act(officer, "verify_outcome", enquiry)
    outcome.refresh_from_db()
    assert "This field is required." in text(unsure)
    assert outcome.verified_at is None
    done = act(officer, "verify_outcome", enquiry, has_seen="on")

    outcome.refresh_from_db()
    assert told(done) == ["Verified: 1."]
    assert outcome.verified_by == officer


def test_nobody_decides_on_what_she_asked_herself(officer, seller):
    own = make_enquiry(seller, "held", buyer=officer)

    done = act(officer, "release", own)

    own.refresh_from_db()
    assert told(done) == [
        f"{own.number}: It is not for an officer to do, or it is your own."
    ]
    assert own.status == "held"


def test_an_action_on_what_is_elsewhere_finds_nothing(held):
    act(make_officer(ELSEWHERE), "mark_spam", held)

    held.refresh_from_db()
    assert held.status == "held"


def test_who_asked_is_erased_on_her_request(officer, escalated):
    done = act(officer, "erase", escalated, was_asked="on")

    contact = Contact.objects.get(pk=escalated.submission.contact_id)
    escalated.refresh_from_db()
    assert told(done) == ["Erased: 1."]
    assert (contact.name, contact.email, contact.country) == ("", "", "JP")
    assert escalated.status == "withdrawn"
    entry = AuditEntry.objects.get(action="contact.erased")
    assert (entry.actor_id, entry.after) == (officer.pk, {"why": "request"})


def test_what_others_were_asked_too_is_erased_by_the_province(
    officer, province, escalated
):
    make_enquiry(make_seller(ELSEWHERE), submission=escalated.submission)

    refused = act(officer, "erase", escalated, was_asked="on")
    assert told(refused) == [
        f"{escalated.number}: It was also sent to sellers whom you do not look after: "
        "the province erases it."
    ]
    assert Contact.objects.get(pk=escalated.submission.contact_id).erased_at is None
    act(province, "erase", escalated, was_asked="on")

    assert Contact.objects.get(pk=escalated.submission.contact_id).erased_at is not None


def test_a_suspended_sellers_enquiry_says_so(officer, escalated):
    Seller.objects.filter(pk=escalated.seller_id).update(suspended_at=timezone.now())

    page = text(desk(officer).get(page_of(escalated)))

    assert "The seller is suspended" in page
    assert 'name="action" value="answer"' in page


def test_what_was_done_to_one_leads_back_to_its_page(officer, escalated, held):
    one = act(officer, "answer", escalated, body="They are away.", language="en")
    both = desk(officer).post(
        f"{QUEUE}?queue=all",
        {
            "action": "decline",
            "confirmed": "yes",
            "_selected_action": [str(escalated.pk), str(held.pk)],
            f"version_{escalated.pk}": 2,
            "reason": "capacity",
        },
    )

    assert one.redirect_chain == [(page_of(escalated), 302)]
    assert "They are away." in text(one)
    assert both["Location"] == f"{QUEUE}?queue=all"
