"""What the letters say, in both languages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import letters
from catalogue.enquiries.actions import (
    answering,
    holding,
    quoting,
    workspace,
)
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.letters import compose
from catalogue.journal.models import Notice
from tests.catalogue.enquiries.letters.asking import (
    BUYER,
    as_seller,
    ask,
    asked,
    due,
    offer,
    suspend,
)

pytestmark = pytest.mark.django_db
NO_CONTACT_IN = ("Aiko", "Mori", "aiko@example.org", "+81612345678")


ALL_KINDS = {
    *("confirm_enquiry", "enquiry_sent", "enquiry_received", "enquiry_held"),
    *("enquiry_message", "enquiry_answer", "quote_received", "quote_accepted"),
    *("quote_rejected", "quote_withdrawn", "quote_expired", "enquiry_declined"),
    *("enquiry_withdrawn", "enquiry_reopened", "enquiry_expired", "enquiry_released"),
    *("enquiry_reminder", "enquiry_escalated", "enquiry_unanswered", "outcome_nudge"),
    *("enquiry_link", "quote_suspended", "enquiry_delayed"),
}


def write_every_letter(products, members, officer, language) -> None:
    """Each kind at least once, by what happens in threads."""
    User.objects.filter(pk__in=[m.pk for m in [*members, officer]]).update(
        language=language
    )
    first, seller = asked(products[0], language=language), as_seller(members[0])
    tomorrow = timezone.localdate() + timedelta(days=1)
    period = workspace.Period(tomorrow, tomorrow + timedelta(days=6))
    workspace.close_days(seller_id=first.seller_id, period=period)
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
    holding.report_spam(enquiry_id=first.pk, actor=seller)
    holding.release(enquiry_id=first.pk, actor=Actor(Side.OFFICER, officer.pk))
    answering.decline(
        enquiry_id=first.pk, actor=seller, reason="min_order", note="100 at least"
    )
    answering.reopen(enquiry_id=first.pk, actor=BUYER)
    answering.withdraw(enquiry_id=first.pk, actor=BUYER, note="Not needed")
    letters.send_link(Opened(first.pk, BUYER))
    second = asked(products[0], language=language, message="Once more.")
    quoting.accept(quote_id=offer(second, members[0]).pk, actor=BUYER)
    due("nudge_first", second)
    offer(asked(products[0], language=language, message="More?"), members[0])
    suspend(first.seller)
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
    assert "- Total: USD 900.00" in letter.text
    assert "replaces" not in letter.text
    assert "A quote is not an order" in letter.text


@pytest.mark.parametrize(
    ("language", "subject", "told"),
    [
        ("en", "sent you quote 2, in place of quote 1", "It replaces quote 1"),
        ("id", "mengirim penawaran 2, pengganti penawaran 1", "pengganti penawaran 1"),
    ],
)
def test_a_letter_of_a_later_quote_says_which_one_it_replaces(
    products, members, language, subject, told
):
    enquiry = asked(products[0], language=language)

    offer(enquiry, members[0])
    latest = offer(enquiry, members[0], lead_time_days=21)

    notice = Notice.objects.get(kind="quote_received", about=f"quote {latest.pk}")
    letter = compose(notice)
    assert letter.subject == f"{products[0].seller.name} {subject}"
    assert told in letter.text
    assert "21" in letter.text


def test_a_letter_of_a_quote_after_a_withdrawn_one_replaces_nothing(products, members):
    enquiry = asked(products[0])
    first = offer(enquiry, members[0])
    quoting.withdraw_quote(quote_id=first.pk, actor=as_seller(members[0]))

    latest = offer(enquiry, members[0])

    letter = compose(Notice.objects.get(about=f"quote {latest.pk}"))
    assert letter.subject == f"{products[0].seller.name} sent you quote 2"
    assert "replaces" not in letter.text


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
