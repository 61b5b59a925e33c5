"""Who hears of what in a thread."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import letters, links
from catalogue.enquiries.actions import (
    answering,
    confirming,
    erasing,
    holding,
    moving,
    outcomes,
    quoting,
)
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import BlockedSender, Enquiry, Timer
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.states import Side, Verb
from catalogue.journal.actions import record
from catalogue.journal.letters import compose
from catalogue.journal.models import Notice
from catalogue.journal.types import SellerChanged
from tests.catalogue.enquiries.letters.asking import (
    BUYER,
    as_seller,
    ask,
    asked,
    due,
    guest,
    key,
    offer,
    suspend,
    told,
)
from tests.factories import make_member, make_officer, make_user

pytestmark = pytest.mark.django_db


def test_a_guest_is_asked_for_proof_and_nobody_else_hears(products, members, officer):
    submission = ask(products)

    assert told("confirm_enquiry") == [guest(submission)]
    assert Notice.objects.exclude(kind="confirm_enquiry").count() == 0


def test_what_is_confirmed_goes_once_to_each_seller_and_once_to_its_sender(
    products, members
):
    submission = ask(products)

    confirming.confirm(confirming.link_token(submission))
    confirming.confirm(confirming.link_token(submission))

    assert told("enquiry_received") == sorted(key(m) for m in members)
    assert told("enquiry_sent") == [guest(submission)]
    sent = Notice.objects.get(kind="enquiry_sent")
    opened = [
        links.read(t["link"].rpartition("/")[2]).enquiry_id
        for t in sent.values["threads"]
    ]
    assert sorted(opened) == sorted(e.pk for e in submission.enquiries.all())


def test_a_sender_whose_enquiry_is_held_gets_the_letter_of_any_other(
    products, members, officer
):
    buyer = make_user("aiko@example.org")
    first = ask(products[:1], user=buyer)
    BlockedSender.objects.create(email_mark=first.contact.email_mark)

    second = ask(products[:1], user=buyer, message="Another question.")

    assert second.enquiries.get().status == "held"
    assert told("enquiry_sent") == [key(buyer), key(buyer)]
    assert told("enquiry_held") == [key(officer)]
    assert told("enquiry_received") == [key(members[0])]


def test_each_side_hears_what_the_other_writes(products, members):
    enquiry = asked(products[0])

    answering.write_message(
        enquiry_id=enquiry.pk, actor=as_seller(members[0]), body="Bisa.", language="id"
    )
    answering.write_message(
        enquiry_id=enquiry.pk, actor=BUYER, body="Thank you.", language="en"
    )

    assert told("enquiry_answer") == [guest(enquiry.submission)]
    assert told("enquiry_message") == [key(members[0])]


def test_a_quote_and_its_acceptance_are_told(products, members):
    enquiry = asked(products[0])

    quote = offer(enquiry, members[0])
    quoting.accept(quote_id=quote.pk, actor=BUYER)

    assert told("quote_received") == [guest(enquiry.submission)]
    assert told("quote_accepted") == [key(members[0])]


def test_a_rejected_or_withdrawn_quote_is_told_to_the_other_side(products, members):
    enquiry = asked(products[0])

    quoting.reject(quote_id=offer(enquiry, members[0]).pk, actor=BUYER)
    quote = offer(enquiry, members[0])
    quoting.withdraw_quote(quote_id=quote.pk, actor=as_seller(members[0]))

    assert told("quote_rejected") == [key(members[0])]
    assert told("quote_withdrawn") == [guest(enquiry.submission)]


def test_both_sides_hear_that_a_quote_has_run_out(products, members):
    enquiry = asked(products[0])
    offer(enquiry, members[0])
    yesterday = timezone.localdate() - timedelta(days=1)
    enquiry.quotes.update(valid_until_on=yesterday)
    Enquiry.objects.filter(pk=enquiry.pk).update(quote_valid_until_on=yesterday)

    due(Timer.Kind.QUOTE_EXPIRES, enquiry)

    to = sorted([key(members[0]), guest(enquiry.submission)])
    assert told("quote_expired") == to


def test_a_closed_thread_that_is_opened_again_is_told(products, members):
    enquiry = asked(products[0])

    answering.decline(
        enquiry_id=enquiry.pk, actor=as_seller(members[0]), reason="capacity"
    )
    answering.reopen(enquiry_id=enquiry.pk, actor=BUYER)
    answering.withdraw(enquiry_id=enquiry.pk, actor=BUYER)

    assert told("enquiry_declined") == [guest(enquiry.submission)]
    assert told("enquiry_reopened") == [key(members[0])]
    assert told("enquiry_withdrawn") == [key(members[0])]


def test_the_clock_reminds_the_seller_then_tells_the_officer_and_the_buyer(
    products, members, officer
):
    enquiry = asked(products[0])

    for kind in ("remind_first", "remind_second", "escalate", "tell_buyer"):
        due(kind, enquiry)
        due(kind, enquiry)
    due("expire_unanswered", enquiry)

    assert told("enquiry_reminder") == [key(members[0])] * 2
    assert told("enquiry_escalated") == [key(officer)]
    assert told("enquiry_unanswered") == [guest(enquiry.submission)]
    assert told("enquiry_expired") == [guest(enquiry.submission)]


def test_the_seller_is_asked_what_came_of_it_until_she_has_said(products, members):
    enquiry = asked(products[0])
    quote = offer(enquiry, members[0])
    quoting.accept(quote_id=quote.pk, actor=BUYER)

    due("nudge_first", enquiry)
    outcomes.record_outcome(
        enquiry_id=enquiry.pk,
        actor=as_seller(members[0]),
        result=outcomes.Result(realised=False),
    )
    due("nudge_second", enquiry)

    assert told("outcome_nudge") == [key(members[0])]


def test_she_is_asked_of_a_second_agreement_too(products, members):
    enquiry = asked(products[0])
    quoting.accept(quote_id=offer(enquiry, members[0]).pk, actor=BUYER)
    due("nudge_first", enquiry)
    answering.withdraw(enquiry_id=enquiry.pk, actor=BUYER, note="Not this year")
    answering.reopen(enquiry_id=enquiry.pk, actor=BUYER)

    quoting.accept(quote_id=offer(enquiry, members[0]).pk, actor=BUYER)
    due("nudge_first", enquiry)

    assert told("outcome_nudge") == [key(members[0])] * 2


def test_a_report_goes_to_officers_and_its_release_to_the_seller(
    products, members, officer
):
    enquiry = asked(products[0])

    holding.report_spam(enquiry_id=enquiry.pk, actor=as_seller(members[0]))
    holding.release(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER, officer.pk))

    assert told("enquiry_held") == [key(officer)]
    assert told("enquiry_released") == [key(members[0])]
    assert told("enquiry_received") == [key(members[0])]


def test_a_release_that_delivers_tells_of_the_question_alone(
    products, members, officer
):
    buyer = make_user("aiko@example.org")
    first = ask(products[:1], user=buyer)
    BlockedSender.objects.create(email_mark=first.contact.email_mark)
    held = ask(products[:1], user=buyer, message="Another question.").enquiries.get()

    holding.release(enquiry_id=held.pk, actor=Actor(Side.OFFICER, officer.pk))

    assert told("enquiry_received") == [key(members[0])] * 2
    assert told("enquiry_released") == []
    assert told("enquiry_sent") == [key(buyer)] * 2


def test_a_suspended_or_removed_member_hears_nothing(products, members):
    colleague, gone = make_user(is_active=False), make_user()
    make_member(products[0].seller, colleague)
    make_member(products[0].seller, gone).delete()

    asked(products[0])

    assert told("enquiry_received") == [key(members[0])]


def test_officers_hear_in_place_of_a_suspended_business(products, members, officer):
    enquiry = asked(products[0])
    quote = offer(enquiry, members[0])
    seller = enquiry.seller
    seller.suspended_at = timezone.now()
    seller.save()

    quoting.reject(quote_id=quote.pk, actor=BUYER)

    assert told("quote_rejected") == []
    assert told("enquiry_escalated") == [key(officer)]


def test_a_buyer_hears_that_a_quote_waits_for_a_suspended_business(products, members):
    quoted, plain = asked(products[0]), asked(products[1])
    offer(quoted, members[0])

    for seller in (quoted.seller, plain.seller):
        suspend(seller)
        record(SellerChanged(seller.pk))

    assert told("quote_suspended") == [guest(quoted.submission)]


def test_a_release_tells_the_seller_what_its_buyer_did_meanwhile(products, members):
    enquiry = asked(products[0])
    quote = offer(enquiry, members[0])
    holding.hold(
        moving.locked(enquiry.pk), THE_SYSTEM, Enquiry.HeldFor.SUSPICIOUS, Verb.HOLD
    )
    quoting.accept(quote_id=quote.pk, actor=BUYER)
    while_hidden = told("quote_accepted")

    holding.release(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER))

    notice = Notice.objects.get(kind="enquiry_released")
    assert while_hidden == []
    assert "pembeli menyetujui penawaran Anda" in compose(notice).text


def test_a_buyer_who_was_erased_or_suspended_hears_nothing(products, members):
    erased = asked(products[0])
    erasing.erase(erased.submission_id, why="test")
    suspended = make_user("gone@example.org")
    enquiry = asked(products[1], user=suspended)
    suspended.is_active = False
    suspended.save()
    Notice.objects.all().delete()

    letters.tell_of_time(erased.pk, "tell_buyer")
    answering.write_message(
        enquiry_id=enquiry.pk, actor=as_seller(members[1]), body="Bisa.", language="id"
    )

    assert Notice.objects.count() == 0


def test_without_officers_of_the_regency_the_province_hears(products, members):
    provincial = make_officer()
    User.objects.filter(oversights__regency=products[0].seller.regency_id).delete()
    enquiry = asked(products[0])

    due("escalate", enquiry)

    assert key(provincial) in told("enquiry_escalated")


def test_a_new_link_is_mailed_to_the_same_person_once_a_quarter_of_an_hour(
    products, members
):
    enquiry = asked(products[0])
    opened = Opened(enquiry.pk, as_seller(members[0]))

    letters.send_link(opened)
    letters.send_link(opened)

    assert told("enquiry_link") == [key(members[0])]
