"""Who hears of what in a thread, and what the letters say, in both languages."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import bundling, letters, links
from catalogue.enquiries.actions import (
    answering,
    confirming,
    erasing,
    overseeing,
    quoting,
    submitting,
    ticking,
)
from catalogue.enquiries.asking import Question, Sender, WantedItem
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import BlockedSender, Enquiry, Timer
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.letters import compose
from catalogue.journal.models import Job, Notice, Preferences
from tests.factories import make_member, make_officer, make_user

pytestmark = pytest.mark.django_db
NO_CONTACT_IN = ("Aiko", "Mori", "aiko@example.org", "+81612345678")


@pytest.fixture
def products(sample):
    """Two of different sellers."""
    return [sample("P001"), sample("P020")]


@pytest.fixture
def members(products):
    """Who looks after each of the two sellers; nobody else does."""
    User.objects.filter(membership__seller__in=[p.seller for p in products]).delete()
    found = []
    for product in products:
        user = make_user(name="Sari", language="id")
        make_member(product.seller, user)
        found.append(user)
    return found


@pytest.fixture
def officer(products):
    return make_officer(products[0].seller.regency_id)


def ask(products, *, language="en", user=None, message="We need 200 for a shop."):
    question = Question(
        message,
        [WantedItem(p.pk, quantity=(Decimal(200), "pcs")) for p in products],
        destination_country="JP",
    )
    sender = Sender(
        "Aiko Mori",
        "aiko@example.org",
        language,
        company="Mori Trading",
        phone="+81612345678",
        country="JP",
        user=user,
    )
    return submitting.submit(question, sender, network="192.0.2.7")


def asked(product, **kwargs) -> Enquiry:
    """Delivered to the one seller."""
    submission = ask([product], **kwargs)
    if submission.contact.proven_at is None:
        confirming.confirm(confirming.link_token(submission))
    return submission.enquiries.get()


def as_seller(user) -> Actor:
    return Actor(Side.SELLER, user.pk)


BUYER = Actor(Side.BUYER)


def offer(enquiry, user) -> quoting.Quote:
    item = enquiry.items.get()
    line = quoting.OfferedLine(
        "offered",
        item.pk,
        unit_price=Decimal("4.5"),
        quantity=(Decimal(200), "pcs"),
    )
    last = timezone.localdate() + timedelta(days=14)
    return quoting.send_quote(
        enquiry_id=enquiry.pk,
        actor=as_seller(user),
        offer=quoting.Offer([line], "USD", "FOB", "Panjang", last, "id"),
    )


def told(kind) -> list[str]:
    """To whom letters of this kind go, each as often as it was written."""
    rows = Notice.objects.filter(kind=kind).order_by("recipient")
    return list(rows.values_list("recipient", flat=True))


def key(user) -> str:
    return f"user:{user.pk}"


def guest(submission) -> str:
    return f"contact:{submission.contact_id}"


def due(kind, enquiry):
    Timer.objects.filter(enquiry=enquiry, kind=kind).update(due_at=timezone.now())
    ticking.run_due()


# -- who


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
    overseeing.record_outcome(
        enquiry_id=enquiry.pk,
        actor=as_seller(members[0]),
        result=overseeing.Result(realised=False),
    )
    due("nudge_second", enquiry)

    assert told("outcome_nudge") == [key(members[0])]


def test_a_report_goes_to_officers_and_its_release_to_the_seller(
    products, members, officer
):
    enquiry = asked(products[0])

    overseeing.report_spam(enquiry_id=enquiry.pk, actor=as_seller(members[0]))
    overseeing.release(enquiry_id=enquiry.pk, actor=Actor(Side.OFFICER, officer.pk))

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

    overseeing.release(enquiry_id=held.pk, actor=Actor(Side.OFFICER, officer.pk))

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

    quoting.accept(quote_id=quote.pk, actor=BUYER)

    assert told("quote_accepted") == []
    assert told("enquiry_escalated") == [key(officer)]


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


# -- what

ALL_KINDS = {
    *("confirm_enquiry", "enquiry_sent", "enquiry_received", "enquiry_held"),
    *("enquiry_message", "enquiry_answer", "quote_received", "quote_accepted"),
    *("quote_rejected", "quote_withdrawn", "quote_expired", "enquiry_declined"),
    *("enquiry_withdrawn", "enquiry_reopened", "enquiry_expired", "enquiry_released"),
    *("enquiry_reminder", "enquiry_escalated", "enquiry_unanswered", "outcome_nudge"),
    "enquiry_link",
}


def write_every_letter(products, members, officer, language) -> None:
    """Each kind at least once, by what happens in threads."""
    User.objects.filter(pk__in=[m.pk for m in [*members, officer]]).update(
        language=language
    )
    first, seller = asked(products[0], language=language), as_seller(members[0])
    for kind in ("remind_first", "escalate", "tell_buyer"):
        due(kind, first)
    answering.write_message(
        enquiry_id=first.pk, actor=BUYER, body="Any news?", language="en"
    )
    answering.write_message(
        enquiry_id=first.pk, actor=seller, body="Bisa.", language="id"
    )
    quoting.reject(quote_id=offer(first, members[0]).pk, actor=BUYER)
    quoting.withdraw_quote(quote_id=offer(first, members[0]).pk, actor=seller)
    offer(first, members[0])
    yesterday = timezone.localdate() - timedelta(days=1)
    first.quotes.filter(status="open").update(valid_until_on=yesterday)
    Enquiry.objects.filter(pk=first.pk).update(quote_valid_until_on=yesterday)
    due("quote_expires", first)
    overseeing.report_spam(enquiry_id=first.pk, actor=seller)
    overseeing.release(enquiry_id=first.pk, actor=Actor(Side.OFFICER, officer.pk))
    answering.decline(
        enquiry_id=first.pk, actor=seller, reason="min_order", note="100 at least"
    )
    answering.reopen(enquiry_id=first.pk, actor=BUYER)
    answering.withdraw(enquiry_id=first.pk, actor=BUYER, note="Not needed")
    letters.send_link(Opened(first.pk, BUYER))
    second = asked(products[0], language=language, message="Once more.")
    quoting.accept(quote_id=offer(second, members[0]).pk, actor=BUYER)
    due("nudge_first", second)
    third = asked(products[1], language=language, message="And you?")
    due("expire_unanswered", third)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_letter_says_all_it_should(products, members, officer, language):
    write_every_letter(products, members, officer, language)

    notices = list(Notice.objects.filter(status="waiting"))
    written = [(notice, compose(notice)) for notice in notices]

    assert {n.kind for n in notices} == ALL_KINDS
    assert {n.language for n in notices} == {language}
    for notice, letter in written:
        assert 10 < len(letter.subject) < 120, notice.kind
        # Nothing is missing: no empty place before a stop, no doubled space.
        for gap in ("  ", " .", " ,", " :", "()", "None", "{{", "{%"):
            assert gap not in letter.subject + letter.text, (notice.kind, gap)
        assert 'class="button"' in letter.html, notice.kind
        for name in NO_CONTACT_IN[2:]:
            assert name not in letter.text, notice.kind
        if notice.topic == "office":
            assert all(name not in letter.text for name in NO_CONTACT_IN)
            assert "/admin/enquiries/enquiry/" in letter.text


def test_a_seller_reads_in_two_lines_what_to_do_and_by_when(products, members):
    enquiry = asked(products[0])
    Enquiry.objects.filter(pk=enquiry.pk).update(
        first_response_due_at=timezone.datetime.fromisoformat("2026-07-06T02:00:00Z")
    )
    Notice.objects.all().delete()

    letters.tell_of_delivery(enquiry.pk)

    letter = compose(Notice.objects.get(kind="enquiry_received"))
    name = products[0].name["id"]
    first, second = letter.text.splitlines()[:2]
    assert letter.subject == "Mori Trading (Jepang) menunggu jawaban Anda"
    assert first == f"Mori Trading dari Jepang menanyakan {name}."
    assert second.startswith("Mohon jawab sebelum Senin, 6 Juli 2026, pukul 09.00 WIB.")
    assert "We need 200 for a shop." in letter.text


def test_a_buyer_reads_the_price_and_that_it_is_no_order(products, members):
    enquiry = asked(products[0])

    offer(enquiry, members[0])

    letter = compose(Notice.objects.get(kind="quote_received"))
    name = products[0].name["en"]
    assert letter.subject == f"{products[0].seller.name} sent you a quote"
    assert f"- {name}: USD 4.50 × 200 pcs" in letter.text
    assert "FOB Panjang" in letter.text
    assert "A quote is not an order" in letter.text


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "It is less than our smallest order"),
        ("id", "Jumlahnya di bawah pesanan terkecil kami"),
    ],
)
def test_a_reason_is_told_in_words(products, members, language, reason):
    enquiry = asked(products[0], language=language)

    answering.decline(
        enquiry_id=enquiry.pk, actor=as_seller(members[0]), reason="min_order"
    )

    letter = compose(Notice.objects.get(kind="enquiry_declined"))
    assert reason in letter.text
    assert "min_order" not in letter.text


def test_a_buyer_whose_language_we_do_not_write_reads_english(products, members):
    asked(products[0], language="ja")

    assert Notice.objects.get(kind="enquiry_sent").language == "en"


def test_nothing_a_guest_wrote_is_in_the_letter_that_asks_for_proof(products):
    ask(products, message="Buy my pills at https://pills.example.net")

    letter = compose(Notice.objects.get(kind="confirm_enquiry"))

    assert "pills" not in letter.text
    assert "Mori" not in letter.text


def test_a_message_cannot_make_a_button_or_markup_of_its_own(products, members):
    asked(products[0], message="Read it: https://example.org/x <b>now</b>")

    letter = compose(Notice.objects.get(kind="enquiry_received"))

    assert 'href="https://example.org' not in letter.html
    assert "&lt;b&gt;now&lt;/b&gt;" in letter.html


# -- many messages

MORNING = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


def written_at(minutes, enquiry, body) -> None:
    with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
        answering.write_message(
            enquiry_id=enquiry.pk, actor=BUYER, body=body, language="en"
        )


def bundles() -> list[tuple]:
    """The letters of messages: (when it may go, of how many, the last words)."""
    found = []
    for notice in Notice.objects.filter(kind="enquiry_message").order_by("about"):
        job = Job.objects.get(kind="journal.deliver", subject=str(notice.pk))
        minutes = (job.run_after - MORNING).total_seconds() / 60
        count = notice.values.get("count", 1)
        found.append((minutes, count, notice.values["excerpt"].removeprefix("> ")))
    return found


def test_the_first_message_is_told_at_once_and_all_that_follow_in_one_letter(
    products, members
):
    enquiry = asked(products[0])

    for minutes, body in enumerate(["one", "two", "three", "four"]):
        written_at(minutes, enquiry, body)

    assert bundles() == [(0, 1, "one"), (10, 3, "four")]
    last = Notice.objects.filter(kind="enquiry_message").order_by("about").last()
    last.language = "en"
    letter = compose(last)
    assert "3 new messages from Mori Trading" in letter.text
    assert "four" in letter.text


def test_letters_of_one_thread_are_ten_minutes_apart_and_the_last_word_is_told(
    products, members
):
    enquiry = asked(products[0])

    for minutes in [0, 5, 9.9, 12, 19, 31, 60]:
        written_at(minutes, enquiry, f"at {minutes}")

    assert bundles() == [
        (0, 1, "at 0"),
        (10, 1, "at 5"),
        (20, 3, "at 19"),
        (31, 1, "at 31"),
        (60, 1, "at 60"),
    ]


def test_each_thread_and_each_recipient_has_letters_of_its_own(products, members):
    colleague = make_user()
    make_member(products[0].seller, colleague)
    first, second = asked(products[0]), asked(products[0], message="And this?")

    written_at(0, first, "one")
    written_at(1, second, "two")

    assert sorted(told("enquiry_message")) == sorted(
        [key(members[0])] * 2 + [key(colleague)] * 2
    )
    assert [minutes for minutes, _, _ in bundles()] == [0, 0, 1, 1]


def test_in_quiet_hours_all_share_one_letter(products, members):
    Preferences.objects.create(
        recipient=key(members[0]),
        quiet_zone="Asia/Jakarta",
        quiet_from=time(8),
        quiet_until=time(12),
    )
    enquiry = asked(products[0])

    for minutes in [0, 5, 45, 90]:  # from nine o'clock there
        written_at(minutes, enquiry, f"at {minutes}")

    assert bundles() == [(180, 4, "at 90")]


def test_officers_are_told_as_seldom(products, members, officer):
    enquiry = asked(products[0])
    due("escalate", enquiry)
    Notice.objects.all().delete()

    for minutes in [0, 1, 2]:
        written_at(minutes, enquiry, f"at {minutes}")

    assert told("enquiry_escalated") == [key(officer)] * 2


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, 7, 7),
        (0, 10, 10),
        (0, 9, 10),
        (10, 9, 10),
        (10, 9.75, 20),
        (10, 10, 20),
    ],
)
def test_when_the_next_letter_goes(last, now, expected):
    def at(minutes):
        return MORNING + timedelta(minutes=minutes)

    goes = bundling.next_goes_at(None if last is None else at(last), at(now))

    assert goes == at(expected)
