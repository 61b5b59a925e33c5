"""A quote typed on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.enquiries.states import Side
from tests.api.pages.pressing import (
    mark_of,
    path_of,
    quoted,
    quoted_terms,
    send,
    state,
    text,
)
from tests.factories import make_enquiry, make_item

pytestmark = pytest.mark.django_db


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


def test_all_of_a_quote_is_read_once_more(browser, enquiry, sellers_page):
    said = quoted(enquiry, note="Baris satu\nBaris dua", lead_time_days="0")

    page = text(send(browser, sellers_page, "quote", **said))

    for words in ("FOB Panjang", "0 hari", "50% di muka", "Baris satu\nBaris dua</p>"):
        assert words in page, words


def test_a_misspelt_port_is_asked_about_and_mended_by_one_button(
    browser, enquiry, sellers_page
):
    said = quoted(enquiry, place="Pnjang")

    page = text(send(browser, sellers_page, "quote", **said))
    mended = text(
        send(browser, sellers_page, "quote", **{**said, "place": ["Pnjang", "Panjang"]})
    )

    assert '<button class="second" name="place" value="Panjang">' in page
    assert "Apakah tempatnya" in page
    assert '<input type="hidden" name="place" value="Panjang">' in mended
    assert "FOB Panjang" in mended
    assert "Apakah tempatnya" not in mended
    assert enquiry.quotes.count() == 0


def test_an_inland_town_is_asked_about_before_it_is_sent(
    browser, enquiry, sellers_page
):
    said = quoted(enquiry, place="Pringsewu")

    page = text(send(browser, sellers_page, "quote", **said))

    assert "Apakah Pringsewu pelabuhan laut?" in page
    assert "Ya, tulis Panjang" in page


def test_an_unknown_port_of_arrival_is_asked_about(browser, enquiry, sellers_page):
    said = quoted(enquiry, incoterm="CIF", place="Bandung")

    page = text(send(browser, sellers_page, "quote", **said))

    assert "CIF menyebut pelabuhan tujuan" in page
    assert 'name="place" value="Bandung"' in page
    assert "Ya, tulis" not in page


def test_a_place_may_be_sent_as_it_was_typed(browser, enquiry, sellers_page):
    said = quoted(enquiry, place="Pnjang")

    send(browser, sellers_page, "quote", sure="1", **said)

    assert enquiry.quotes.get().place == "Pnjang"


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
        ("price", "-1", "Harus lebih dari nol"),
        ("price", "1e5", "Mohon tulis angka"),
        ("price", "<b>", "Mohon tulis angka"),
        ("quantity", "0", "Harus lebih dari nol"),
        ("quantity", "", "Mohon tulis angka"),
        ("quantity", "1,2345", "Mohon kurangi angka"),
        ("price", "9999999999999", "Terlalu besar"),
        ("lead_time_days", "3.5", "Mohon tulis bilangan bulat"),
        ("place", "Bandara Radin Inten II", "memerlukan pelabuhan laut"),
        ("place", "", "Mohon diisi"),
        ("valid_until_on", "2020-01-01", "mulai hari ini"),
        ("valid_until_on", "2099-01-01", "mulai hari ini"),
        ("valid_until_on", "besok", "tanggal"),
        ("currency", "XXX", "XXX"),
        ("lead_time_days", "-1", "Mohon tulis bilangan bulat, 0 atau lebih"),
        ("lead_time_days", "3651", "Mohon tulis bilangan bulat, paling banyak 3650"),
        ("price", "12,500", "dapat dibaca dengan dua cara"),
        ("quantity", "1,250", "dapat dibaca dengan dua cara"),
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


def test_without_products_the_offer_comes_before_its_terms(browser, seller, member):
    page = path_of(make_enquiry(seller), Side.SELLER, member)

    form = text(browser.get(f"{page}?do=quote"))

    names = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', form)
    shown = [name for name in names if name not in {"do", "mark", "leave_empty"}]
    assert shown[:5] == ["what", "price", "quantity", "unit", "currency"]


def test_what_is_written_in_another_language_is_marked(
    browser, enquiry, sellers_page, buyers_page
):
    said = quoted(enquiry, payment_terms="50% in advance", written_in="en")
    send(browser, sellers_page, "quote", sure="1", **said)

    marked = "Keterangan dan catatan ditulis dalam bahasa Inggris."
    assert enquiry.quotes.get().language == "en"
    assert marked in text(browser.get(f"{buyers_page}?lang=id"))
    assert "are written in" not in text(browser.get(f"{buyers_page}?lang=en"))


@pytest.mark.parametrize(
    ("language", "typed", "price"),
    [
        ("en", "12,500", "12500.0000"),
        ("en", "12.50", "12.5000"),
        ("en", "12.5000", "12.5000"),
        ("en", "0.125", "0.1250"),
        ("en", "1234.125", "1234.1250"),
        ("id", "12.500", "12500.0000"),
        ("id", "12,5", "12.5000"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(
    browser, enquiry, sellers_page, language, typed, price
):
    name = f"price_of_{enquiry.items.get().pk}"

    send(
        browser,
        sellers_page,
        "quote",
        lang=language,
        sure="1",
        **quoted(enquiry, **{name: typed}),
    )

    assert str(enquiry.quotes.get().lines.get().unit_price) == price


@pytest.mark.parametrize(("language", "typed"), [("en", "12.500"), ("id", "12,500")])
def test_a_number_that_can_be_read_in_two_ways_is_asked_for_again(
    browser, enquiry, sellers_page, language, typed
):
    name = f"price_of_{enquiry.items.get().pk}"
    before = state(enquiry)

    response = send(
        browser,
        sellers_page,
        "quote",
        lang=language,
        sure="1",
        **quoted(enquiry, **{name: typed}),
    )

    assert response.status_code == 400
    assert f'value="{typed}"' in text(response)
    assert state(enquiry) == before


def test_a_quantity_that_the_page_filled_in_itself_is_no_riddle(
    browser, enquiry, sellers_page
):
    item = enquiry.items.get()
    enquiry.items.update(quantity_value="1.125")
    shown = text(browser.get(f"{sellers_page}?do=quote&lang=en"))

    send(
        browser,
        sellers_page,
        "quote",
        lang="en",
        sure="1",
        **quoted(
            enquiry, **{f"quantity_of_{item.pk}": "1.125", f"price_of_{item.pk}": "9"}
        ),
    )

    assert 'value="1.125"' in shown
    assert str(enquiry.quotes.get().lines.get().quantity_value) == "1.125"
