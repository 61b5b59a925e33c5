"""Our own page of one thread: the seller on a phone, the buyer by her mailed link."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.pages import wording
from catalogue.accounts.models import User
from catalogue.enquiries import links
from catalogue.enquiries.actions import confirming, erasing
from catalogue.enquiries.models import CannedAnswer, Enquiry, Item, Message, Quote
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.models import Event, IdempotencyKey, Notice
from tests.factories import (
    later,
    make_enquiry,
    make_item,
    make_message,
    make_quote,
    make_seller,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
EVIL = '<script>alert("x")</script>'


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def member():
    return make_user(name="Sari", language="id")


@pytest.fixture
def seller(member):
    return make_seller(owner=member)


@pytest.fixture
def enquiry(seller, sample):
    """Delivered, with one item: 200 pieces."""
    found = make_enquiry(seller)
    make_item(found, sample("P001"), quantity_value=200, quantity_unit="pcs")
    return found


def path_of(enquiry, side=Side.SELLER, user=None) -> str:
    link = links.to_thread(enquiry, Actor(side, user and user.pk))
    return link[link.index("/enquiry/") :]


@pytest.fixture
def sellers_page(enquiry, member):
    return path_of(enquiry, Side.SELLER, member)


@pytest.fixture
def buyers_page(enquiry):
    return path_of(enquiry, Side.BUYER)


def mark_of(response) -> str:
    return re.search(r'name="mark" value="([^"]+)"', response.content.decode())[1]


def send(browser, page, do, mark="", lang="", **values):
    """As a person does: open the page, take a moment, press the button."""
    mark = mark or mark_of(browser.get(f"{page}?do={do}"))
    with later(seconds=4):
        return browser.post(
            f"{page}?lang={lang}" if lang else page,
            {"do": do, "mark": mark, "leave_empty": "", **values},
        )


def text(response) -> str:
    return response.content.decode()


def state(enquiry) -> tuple:
    """All that an opened page could have changed."""
    enquiry.refresh_from_db()
    return (
        enquiry.status,
        enquiry.version,
        enquiry.messages.count(),
        enquiry.quotes.count(),
        enquiry.read_marks.count(),
        Notice.objects.count(),
        Event.objects.count(),
        IdempotencyKey.objects.count(),
    )


# -- opening


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
    assert re.search(r'/private/until/\d+/[^"]+\.pdf">spec.pdf</a>', page)


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


# -- doing


def test_a_seller_answers_and_comes_back_to_the_page(browser, enquiry, sellers_page):
    response = send(
        browser, sellers_page, "reply", body=" Bisa,\r\nBu. ", language="id"
    )

    enquiry.refresh_from_db()
    message = enquiry.messages.get(side="seller")
    assert response.status_code == 303
    assert response["Location"] == f"{sellers_page}?told=reply&lang=id"
    assert (message.body, message.language) == ("Bisa,\nBu.", "id")
    assert (enquiry.status, enquiry.first_answered_by) == ("open", "seller")
    assert "Pesan Anda terkirim" in text(browser.get(response["Location"]))


def test_the_same_form_sent_twice_is_one_message_another_text_is_another(
    browser, enquiry, sellers_page
):
    mark = mark_of(browser.get(sellers_page))

    answers = [
        send(browser, sellers_page, "reply", mark=mark, body=body, language="id")
        for body in ("Bisa.", "Bisa.", "Bisa, Bu.")
    ]

    bodies = enquiry.messages.filter(side="seller").values_list("body", flat=True)
    assert [a.status_code for a in answers] == [303, 303, 303]
    assert sorted(bodies) == ["Bisa, Bu.", "Bisa."]


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x07b"])
def test_a_wrong_answer_comes_back_as_it_was_sent(browser, enquiry, sellers_page, body):
    mark = mark_of(browser.get(sellers_page))
    before = state(enquiry)

    response = send(browser, sellers_page, "reply", mark=mark, body=body, language="en")

    page = text(response)
    assert response.status_code == 400
    assert "Belum terkirim" in page
    assert '<option value="en" selected>' in page
    assert body.strip() in page
    assert f'name="mark" value="{mark}"' in page
    assert state(enquiry) == before


def test_a_form_sent_at_once_or_by_a_machine_is_not_taken_and_comes_back(
    browser, enquiry, sellers_page
):
    fresh = mark_of(browser.get(sellers_page))
    said = {"do": "reply", "body": "Bisa.", "language": "id"}
    before = state(enquiry)

    answers = [
        browser.post(sellers_page, {**said, "mark": fresh}),
        browser.post(sellers_page, {**said, "mark": "forged"}),
        browser.post(sellers_page, said),
        send(browser, sellers_page, "reply", body="Bisa.", leave_empty="http://x"),
    ]

    assert [a.status_code for a in answers] == [400] * 4
    assert all("Bisa." in text(a) for a in answers)
    assert all("sekali lagi" in text(a) for a in answers)
    assert state(enquiry) == before


def test_too_many_forms_of_one_address_wait_and_keep_what_was_written(
    browser, enquiry, sellers_page, settings
):
    settings.AUTH_RATE_LIMIT = 1
    send(browser, sellers_page, "reply", body="Bisa.", language="id")

    response = send(browser, sellers_page, "reply", body="Dua.", language="id")

    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert "Dua." in text(response)
    assert enquiry.messages.filter(side="seller").count() == 1


def test_a_ready_answer_is_filled_in_by_a_link(browser, enquiry, seller, sellers_page):
    own = CannedAnswer.objects.create(
        seller=seller, title="Sampel", body="We send samples.", language="en"
    )
    others = CannedAnswer.objects.create(
        seller=make_seller(), title="Lain", body="Of another.", language="id"
    )

    page = text(browser.get(f"{sellers_page}?answer={own.pk}"))
    other = text(browser.get(f"{sellers_page}?answer={others.pk}"))
    wrong = browser.get(f"{sellers_page}?answer=x")

    assert "We send samples.</textarea>" in page
    assert '<option value="en" selected>' in page
    assert "Of another." not in other
    assert "Lain" not in other
    assert wrong.status_code == 200


def test_declining_wants_a_reason(browser, enquiry, sellers_page):
    before = state(enquiry)

    response = send(browser, sellers_page, "decline", note="Maaf")

    assert response.status_code == 400
    assert "Maaf" in text(response)
    assert state(enquiry) == before


def test_a_seller_declines_with_a_reason(browser, enquiry, sellers_page):
    response = send(
        browser, sellers_page, "decline", reason="capacity", note="Maaf, penuh."
    )

    enquiry.refresh_from_db()
    assert response.status_code == 303
    assert (enquiry.status, enquiry.decline_reason) == ("declined", "capacity")
    assert enquiry.closing_note == "Maaf, penuh."


def test_a_seller_reports_spam_after_being_asked(browser, enquiry, sellers_page):
    asked = text(browser.get(f"{sellers_page}?do=report_spam"))

    response = send(browser, sellers_page, "report_spam")

    enquiry.refresh_from_db()
    assert "Hanya untuk iklan dan penipuan" in asked
    assert response.status_code == 303
    assert (enquiry.status, enquiry.held_for) == ("held", "reported")


def test_reading_is_marked_by_a_button_alone(browser, enquiry, member, sellers_page):
    assert "1 baru" in text(browser.get(sellers_page))

    send(browser, sellers_page, "read")

    assert enquiry.read_marks.get().reader == str(member.pk)
    with later(seconds=5):
        assert "1 baru" not in text(browser.get(sellers_page))


# -- quotes


def quoted(enquiry, **changes) -> dict[str, str]:
    """What a seller types, in Indonesian."""
    item = enquiry.items.get()
    return {
        f"price_of_{item.pk}": "12.500,50",
        f"quantity_of_{item.pk}": "200",
        "currency": "IDR",
        "incoterm": "FOB",
        "place": "Panjang",
        "valid_until_on": str(timezone.localdate() + timedelta(days=14)),
        "lead_time_days": "30",
        "payment_terms": "50% di muka",
        "note": "",
        **changes,
    }


def test_a_quote_is_filled_in_as_far_as_it_is_known(browser, enquiry, sellers_page):
    page = text(browser.get(f"{sellers_page}?do=quote"))

    last = timezone.localdate() + timedelta(days=14)
    assert re.search(r'name="quantity_of_[^"]+" value="200"', page)
    assert f'name="valid_until_on" value="{last}"' in page
    assert '<option value="FOB" selected>' in page
    assert 'value="Panjang"' in page


def test_a_quote_is_read_once_more_before_it_is_sent(browser, enquiry, sellers_page):
    before = state(enquiry)

    response = send(browser, sellers_page, "quote", **quoted(enquiry))

    page = text(response)
    assert response.status_code == 200
    assert "IDR 2.500.100" in page
    assert "Kirim sekarang" in page
    assert state(enquiry) == before


def test_what_was_read_once_more_can_be_changed(browser, enquiry, sellers_page):
    before = state(enquiry)

    response = send(browser, sellers_page, "quote", change="1", **quoted(enquiry))

    assert 'value="12.500,50"' in text(response)
    assert "Kirim sekarang" not in text(response)
    assert state(enquiry) == before


def test_a_seller_sends_a_quote_once(browser, enquiry, sellers_page):
    mark = mark_of(browser.get(sellers_page))

    for _ in range(2):
        send(browser, sellers_page, "quote", mark=mark, sure="1", **quoted(enquiry))

    enquiry.refresh_from_db()
    quote = enquiry.quotes.get()
    line = quote.lines.get()
    assert enquiry.status == "quoted"
    assert (quote.currency, quote.incoterm, quote.place) == ("IDR", "FOB", "Panjang")
    assert (quote.lead_time_days, quote.payment_terms) == (30, "50% di muka")
    assert (str(line.unit_price), line.quantity_unit) == ("12500.5000", "pcs")
    assert line.quantity_value == 200


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("price", "", "centang tidak tersedia"),
        ("price", "12.5", "Mohon tulis angka"),
        ("price", "-1", "Mohon tulis angka"),
        ("price", "1e5", "Mohon tulis angka"),
        ("price", "<b>", "Mohon tulis angka"),
        ("quantity", "0", "Mohon tulis angka"),
        ("quantity", "", "Mohon tulis angka"),
        ("place", "Bandara Radin Inten II", "memerlukan pelabuhan laut"),
        ("place", "", "harus diisi"),
        ("valid_until_on", "2020-01-01", "mulai hari ini"),
        ("valid_until_on", "2099-01-01", "mulai hari ini"),
        ("valid_until_on", "besok", "tanggal"),
        ("currency", "XXX", "XXX"),
        ("lead_time_days", "0", "1"),
    ],
)
def test_a_wrong_quote_comes_back_with_the_fault_at_its_field(
    browser, enquiry, sellers_page, field, value, words
):
    item = enquiry.items.get()
    name = f"{field}_of_{item.pk}" if field in {"price", "quantity"} else field
    before = state(enquiry)

    response = send(
        browser, sellers_page, "quote", sure="1", **quoted(enquiry, **{name: value})
    )

    page = text(response)
    wrong = re.findall(r'<div class="field wrong">.*?</div>', page, re.S)
    assert response.status_code == 400
    assert len(wrong) == 1
    assert words in page
    assert 'value="50% di muka"' in page
    assert state(enquiry) == before


def test_what_is_not_available_needs_no_price_but_something_must_be_offered(
    browser, enquiry, sellers_page, sample
):
    item = enquiry.items.get()
    alone = send(
        browser,
        sellers_page,
        "quote",
        sure="1",
        **quoted(enquiry, **{f"gone_of_{item.pk}": "on"}),
    )
    second = make_item(enquiry, sample("P020"))

    response = send(
        browser,
        sellers_page,
        "quote",
        sure="1",
        **{
            f"price_of_{item.pk}": "9",
            f"quantity_of_{item.pk}": "1",
            f"gone_of_{second.pk}": "on",
            **quoted_terms(),
        },
    )

    assert alone.status_code == 400
    assert "Paling sedikit satu barang" in text(alone)
    assert response.status_code == 303
    kinds = enquiry.quotes.get().lines.values_list("kind", flat=True)
    assert list(kinds) == ["offered", "not_available"]


def quoted_terms() -> dict[str, str]:
    return {
        "currency": "USD",
        "incoterm": "EXW",
        "place": "Metro",
        "valid_until_on": str(timezone.localdate()),
    }


def test_a_business_asked_without_products_offers_in_words(browser, seller, member):
    enquiry = make_enquiry(seller)

    response = send(
        browser,
        path_of(enquiry, Side.SELLER, member),
        "quote",
        sure="1",
        what="Keripik pisang",
        price="2",
        quantity="100",
        unit="kg",
        **quoted_terms(),
    )

    line = enquiry.quotes.get().lines.get()
    assert response.status_code == 303
    assert (line.note, line.quantity_unit, line.item) == ("Keripik pisang", "kg", None)


# -- deciding


@pytest.fixture
def quote(enquiry):
    found = make_quote(enquiry)
    enquiry.status, enquiry.waiting_on = "quoted", "buyer"
    enquiry.first_answered_at = timezone.now()
    enquiry.save()
    return found


@pytest.mark.parametrize(
    ("do", "status", "of_quote"),
    [("accept", "agreed", "accepted"), ("reject", "open", "rejected")],
)
def test_a_buyer_decides_after_being_asked(
    browser, enquiry, buyers_page, quote, do, status, of_quote
):
    asked = text(browser.get(f"{buyers_page}?do={do}&quote={quote.pk}"))

    response = send(browser, buyers_page, do, quote=quote.pk)

    enquiry.refresh_from_db()
    quote.refresh_from_db()
    assert f'name="quote" value="{quote.pk}"' in asked
    assert response.status_code == 303
    assert (enquiry.status, quote.status) == (status, of_quote)


def test_a_quote_of_another_thread_is_not_decided_on(
    browser, enquiry, buyers_page, quote, seller
):
    other = make_quote(make_enquiry(seller, "open"))
    before = state(enquiry)

    response = send(browser, buyers_page, "accept", quote=other.pk)

    other.refresh_from_db()
    assert response.status_code == 409
    assert other.status == "open"
    assert state(enquiry) == before


def test_a_quote_past_its_day_is_not_accepted(browser, enquiry, buyers_page, quote):
    yesterday = timezone.localdate() - timedelta(days=1)
    mark = mark_of(browser.get(buyers_page))
    Quote.objects.filter(pk=quote.pk).update(valid_until_on=yesterday)
    Enquiry.objects.filter(pk=enquiry.pk).update(quote_valid_until_on=yesterday)

    response = send(browser, buyers_page, "accept", mark=mark, quote=quote.pk)

    quote.refresh_from_db()
    assert response.status_code == 409
    assert quote.status == "open"


def test_a_seller_takes_a_quote_back(browser, enquiry, sellers_page, quote):
    send(browser, sellers_page, "withdraw_quote", quote=quote.pk)

    quote.refresh_from_db()
    assert quote.status == "withdrawn"


def test_a_buyer_withdraws_and_opens_it_again(browser, enquiry, buyers_page):
    withdrawn = send(browser, buyers_page, "withdraw", note="Not needed")
    enquiry.refresh_from_db()
    status = enquiry.status
    reopened = send(browser, buyers_page, "reopen")

    enquiry.refresh_from_db()
    assert [withdrawn.status_code, reopened.status_code] == [303, 303]
    assert (status, enquiry.status) == ("withdrawn", "open")


def test_withdrawing_from_what_was_agreed_wants_a_reason(browser, seller):
    enquiry = make_enquiry(seller, "agreed")

    response = send(browser, path_of(enquiry, Side.BUYER), "withdraw", note=" ")

    enquiry.refresh_from_db()
    assert response.status_code == 400
    assert enquiry.status == "agreed"


def test_a_seller_records_what_came_of_it(browser, seller, member):
    enquiry = make_enquiry(seller, "agreed")
    page = path_of(enquiry, Side.SELLER, member)

    nothing = send(browser, page, "record_outcome", realised="no", value="5")
    response = send(
        browser,
        page,
        "record_outcome",
        realised="yes",
        value="1.250,50",
        currency="USD",
        shipped_on="2026-05-01",
        jobs_added="2",
    )

    enquiry.refresh_from_db()
    outcome = enquiry.outcome
    assert [nothing.status_code, response.status_code] == [400, 303]
    assert (str(outcome.value), outcome.currency) == ("1250.50", "USD")
    assert (str(outcome.shipped_on), outcome.jobs_added) == ("2026-05-01", 2)


@pytest.mark.parametrize(
    ("side", "do"),
    [
        ("buyer", "quote"),
        ("buyer", "decline"),
        ("buyer", "report_spam"),
        ("buyer", "record_outcome"),
        ("seller", "accept"),
        ("seller", "reject"),
        ("seller", "withdraw"),
        ("seller", "release"),
    ],
)
def test_verbs_of_the_other_side_do_nothing(
    browser, enquiry, sellers_page, buyers_page, quote, side, do
):
    page = sellers_page if side == "seller" else buyers_page
    before = state(enquiry)

    response = send(browser, page, do, quote=quote.pk, reason="other", note="x")

    assert response.status_code == (400 if do == "release" else 409)
    assert state(enquiry) == before


def test_what_cannot_be_sent_any_more_is_shown_to_be_kept(
    browser, enquiry, sellers_page
):
    mark = mark_of(browser.get(sellers_page))
    Enquiry.objects.filter(pk=enquiry.pk).update(
        status="withdrawn", waiting_on="nobody", closed_at=timezone.now()
    )
    before = state(enquiry)

    response = send(
        browser, sellers_page, "reply", mark=mark, body="Long words", language="id"
    )

    assert response.status_code == 409
    assert "keadaannya sudah berubah" in text(response)
    assert "Long words" in text(response)
    assert state(enquiry) == before


# -- papers


def test_a_quote_is_had_as_a_pdf(browser, sellers_page, quote):
    response = browser.get(f"{sellers_page}/quotes/{quote.pk}.pdf?lang=id")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert response.content.startswith(b"%PDF")


def test_a_pdf_of_another_thread_is_not_there(browser, seller, sellers_page):
    other = make_quote(make_enquiry(seller, "open"))

    response = browser.get(f"{sellers_page}/quotes/{other.pk}.pdf")

    assert response.status_code == 404


# -- links that open nothing


def test_an_old_link_says_how_to_get_in_and_mails_a_new_one(
    browser, enquiry, member, sellers_page
):
    with later(days=8):
        opened = browser.get(f"{sellers_page}?lang=id")
        before = Notice.objects.count()
        asked = browser.post(f"{sellers_page}?lang=id", {"do": "link"})

    notice = Notice.objects.get(kind="enquiry_link")
    assert [opened.status_code, asked.status_code] == [410, 200]
    assert "Kirim tautan baru" in text(opened)
    assert before == 0
    assert (notice.recipient, notice.address) == (f"user:{member.pk}", member.email)
    assert "Aiko" not in text(opened) + text(asked)


def test_a_message_sent_by_an_old_link_is_shown_to_be_kept(
    browser, enquiry, sellers_page
):
    before = state(enquiry)

    with later(days=8):
        response = browser.post(
            sellers_page, {"do": "reply", "body": "Long words", "language": "id"}
        )

    assert response.status_code == 410
    assert "Long words" in text(response)
    assert state(enquiry) == before


@pytest.mark.parametrize("how", ["forged", "cut", "left", "suspended"])
def test_a_link_that_is_not_hers_opens_nothing_and_mails_nothing(
    browser, enquiry, member, sellers_page, how
):
    page = {"forged": "/enquiry/x", "cut": sellers_page[:-1]}.get(how, sellers_page)
    if how == "left":
        enquiry.seller.members.all().delete()
    if how == "suspended":
        User.objects.filter(pk=member.pk).update(is_active=False)
    before = state(enquiry)

    opened = browser.get(f"{page}?lang=id")
    asked = browser.post(f"{page}?lang=id", {"do": "link"})
    told = browser.post(page, {"do": "reply", "body": "Halo", "language": "id"})

    assert [opened.status_code, told.status_code] == [410, 410]
    assert asked.status_code == 200
    assert "Aiko" not in text(opened)
    assert "Kirim tautan baru" not in text(opened)
    assert state(enquiry) == before


def test_an_erased_buyers_link_opens_nothing_and_her_seller_sees_no_contact(
    browser, enquiry, buyers_page, sellers_page
):
    email = enquiry.submission.contact.email
    erasing.erase(enquiry.submission_id, why="test")

    assert browser.get(buyers_page).status_code == 410
    page = text(browser.get(sellers_page))
    assert "Aiko" not in page
    assert email not in page
    assert "sudah dihapus" in page


def test_a_sellers_link_opens_no_other_thread(browser, seller, enquiry, sellers_page):
    other = make_enquiry(make_seller(), submission=enquiry.submission)

    page = text(browser.get(sellers_page))

    assert other.number not in page
    assert other.seller.name not in page


# -- proving an address

CONFIRM = "/account/confirm-enquiry"


def test_the_button_proves_the_address_and_leads_into_each_thread(browser, seller):
    submission = make_submission(proven=False)
    enquiries = [
        make_enquiry(s, "unconfirmed", submission=submission)
        for s in (seller, make_seller())
    ]
    token = confirming.link_token(submission)

    opened = browser.get(CONFIRM, {"token": token, "lang": "en"})
    before = {e.status for e in Enquiry.objects.filter(submission=submission)}
    response = browser.post(f"{CONFIRM}?lang=en", {"token": token})
    again = browser.post(f"{CONFIRM}?lang=en", {"token": token})

    page = text(response)
    assert opened.status_code == 200
    assert before == {"unconfirmed"}
    assert [response.status_code, again.status_code] == [200, 200]
    assert {e.status for e in Enquiry.objects.filter(submission=submission)} == {"new"}
    for enquiry in enquiries:
        assert enquiry.seller.name in page
    links_in = re.findall(r'href="[^"]*(/enquiry/[^"]+)"', page)
    assert [browser.get(link).status_code for link in links_in] == [200, 200]


def test_a_wrong_or_old_proof_delivers_nothing(browser, seller):
    submission = make_submission(proven=False)
    enquiry = make_enquiry(seller, "unconfirmed", submission=submission)
    token = confirming.link_token(submission)

    wrong = browser.post(CONFIRM, {"token": "x"})
    with later(hours=49):
        old = browser.post(CONFIRM, {"token": token})

    enquiry.refresh_from_db()
    assert [wrong.status_code, old.status_code] == [410, 410]
    assert enquiry.status == "unconfirmed"
    assert Message.objects.filter(enquiry=enquiry).count() == 1
