"""What a thread's page shows to either side, and that opening changes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.pages import wording
from catalogue.enquiries.models import CannedAnswer, Enquiry, Item
from catalogue.enquiries.states import Side
from tests.api.pages.pressing import path_of, state, text
from tests.factories import (
    make_enquiry,
    make_item,
    make_message,
    make_quote,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
EVIL = '<script>alert("x")</script>'


def test_opening_changes_nothing_whatever_is_in_the_address(
    browser, enquiry, sellers_page, buyers_page
):
    make_quote(enquiry)
    before = state(enquiry)

    for page in (sellers_page, buyers_page):
        for query in ("", "?do=decline", "?do=accept", "?do=report_spam", "?told=x"):
            assert browser.get(page + query).status_code == 200
            assert browser.head(page + query).status_code == 200

    assert state(enquiry) == before


def test_a_page_is_kept_by_nobody_and_sets_no_cookie(browser, sellers_page):
    response = browser.get(sellers_page)

    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self'"
    )
    assert "<script" not in text(response)


def test_a_seller_reads_who_asks_what_by_when_and_what_she_may_do(
    browser, enquiry, sellers_page, sample
):
    response = browser.get(sellers_page)

    page = text(response)
    assert response["Content-Language"] == "id"
    for words in (
        "Aiko Mori",
        "Jepang",
        enquiry.submission.contact.email,
        sample("P001").name["id"],
        "200 pcs",
        "Menunggu jawaban Anda",
        "WIB",
        '<p lang="en">Hello</p>',
        "Kirim penawaran",
        "Tidak bisa",
        "Laporkan spam",
    ):
        assert words in page, words


def test_a_buyer_reads_in_her_language_what_became_of_it(
    browser, enquiry, seller, buyers_page
):
    make_message(enquiry, "seller", "Bisa, Bu.", language="id")
    make_quote(enquiry)
    Enquiry.objects.filter(pk=enquiry.pk).update(
        status="quoted", waiting_on="buyer", first_answered_at=timezone.now()
    )

    response = browser.get(buyers_page)

    page = text(response)
    assert response["Content-Language"] == "en"
    for words in (
        seller.name,
        '<p lang="id">Bisa, Bu.</p>',
        "Indonesian",
        "There is a quote for you",
        "USD 150.00",
        "FOB Panjang",
        "Accept the quote",
        "A quote is not an order",
        "2 new",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Menunggu jawaban"), ("en", "Waits for your answer")]
)
def test_the_language_can_be_switched(browser, sellers_page, language, words):
    response = browser.get(f"{sellers_page}?lang={language}")

    assert words in text(response)
    assert f'<html lang="{language}">' in text(response)


def test_every_word_of_the_page_is_there_in_both_languages():
    tables = [t for t in vars(wording).values() if isinstance(t, dict) and t]
    entries = [e for t in tables for e in t.values() if isinstance(e, dict)]
    leaves = [x for e in entries for x in (e.values() if "en" not in e else [e])]

    assert all(set(x) == {"en", "id"} for x in leaves if isinstance(x, dict))


def test_what_people_wrote_stays_text(browser, seller, member, sample):
    submission = make_submission()
    submission.contact.name = submission.contact.company = EVIL
    submission.contact.save()
    enquiry = make_enquiry(seller, submission=submission)
    item = make_item(enquiry, sample("P001"), note=EVIL)
    Item.objects.filter(pk=item.pk).update(
        snapshot={**item.snapshot, "name": {"en": EVIL, "id": EVIL}}
    )
    make_message(enquiry, "seller", EVIL, language='"><script>')
    make_quote(enquiry, note=EVIL, payment_terms=EVIL, place=EVIL)
    CannedAnswer.objects.create(seller=seller, title=EVIL, body=EVIL, language="id")

    for page in (path_of(enquiry, Side.SELLER, member), path_of(enquiry, Side.BUYER)):
        for query in ("", "?do=quote", f"?told={EVIL}", f"?lang={EVIL}"):
            assert "<script" not in text(browser.get(page + query))


def test_a_seller_never_sees_what_is_withheld(browser, enquiry, sellers_page):
    make_message(enquiry, body="Withheld words", is_withheld=True)

    assert "Withheld words" not in text(browser.get(sellers_page))


def test_a_picture_and_files_are_shown_by_signed_addresses(
    browser, enquiry, sellers_page
):
    enquiry.items.update(picture="enquiries/pictures/a.jpg")
    message = enquiry.messages.get()
    message.attachments.create(
        enquiry=enquiry, side="buyer", kind="pdf", name="spec.pdf", size_bytes=9
    )

    page = text(browser.get(sellers_page))

    assert re.search(r'<img src="/private/\d+/[^"]+/enquiries/pictures/a.jpg"', page)
    assert re.search(r'/private/until/\d+/[^"]+\.pdf[^"]*">spec.pdf</a>', page)


def test_a_long_thread_costs_as_many_queries_as_a_short_one(
    browser, enquiry, sellers_page, sample
):
    def read():
        with CaptureQueriesContext(connection) as captured:
            browser.get(sellers_page)
        return len(captured)

    make_quote(enquiry)
    short = read()
    for number in range(10):
        message = make_message(enquiry, "officer", author=make_user())
        message.attachments.create(
            enquiry=enquiry, side="officer", kind="pdf", name="a.pdf", size_bytes=9
        )
        make_item(enquiry, sample(f"P0{number + 10}"))
        make_quote(enquiry, status="superseded")

    assert read() == short


def test_other_methods_are_refused(browser, sellers_page):
    response = browser.put(sellers_page)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


def test_a_buyer_whose_enquiry_is_held_reads_when_an_answer_is_due_as_any_other(
    browser, enquiry, buyers_page
):
    before = text(browser.get(buyers_page))

    Enquiry.objects.update(
        status="held",
        held_for="blocked",
        waiting_on="officer",
        delivered_at=None,
    )
    after = text(browser.get(buyers_page))

    assert "An answer is due by" in before
    assert "An answer is due by" in after


def test_how_she_is_reached_is_not_shown_before_her_address_is_proven(
    browser, enquiry, sellers_page
):
    contact = enquiry.submission.contact
    shown = browser.get(sellers_page).content.decode()
    contact.proven_at = None
    contact.save()

    kept = browser.get(sellers_page).content.decode()

    assert contact.email in shown
    assert contact.email not in kept
    assert contact.name in kept
