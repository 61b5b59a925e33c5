"""The page that the QR code of a quote opens."""

import pytest

from catalogue.enquiries import wording
from catalogue.enquiries.models import Quote
from tests.api.pages.pressing import text

pytestmark = pytest.mark.django_db


def test_a_genuine_quote_says_what_its_paper_says_and_names_no_buyer(
    browser, enquiry, quote
):
    response = browser.get(f"/quotes/{quote.code}?utm_source=qr")

    page = text(response)
    last = wording.day(quote.valid_until_on, "en")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    for words in (
        "This quote is genuine",
        enquiry.number,
        enquiry.seller.name,
        "USD 150.00",
        "FOB Panjang",
        last,
        f"{quote.code[:4]}-{quote.code[4:8]}-{quote.code[8:]}",
    ):
        assert words in page, words
    assert "Aiko" not in page
    assert enquiry.submission.contact.email not in page


def test_it_needs_no_script_and_sets_no_cookie(browser, quote):
    response = browser.get(f"/quotes/{quote.code}")

    assert "<script" not in text(response)
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_it_speaks_indonesian_to_a_browser_that_prefers_it(browser, quote):
    response = browser.get(f"/quotes/{quote.code}", headers={"accept-language": "id"})

    assert response["Content-Language"] == "id"
    assert "Penawaran ini asli" in text(response)


def test_the_code_may_be_typed_with_hyphens_in_small_letters(browser, quote):
    code = quote.code.lower()

    response = browser.get(f"/quotes/{code[:4]}-{code[4:]}")

    assert response.status_code == 200


@pytest.mark.parametrize("status", ["withdrawn", "superseded", "rejected"])
def test_one_that_is_no_offer_any_more_says_so(browser, quote, status):
    Quote.objects.update(status=status)

    page = text(browser.get(f"/quotes/{quote.code}"))

    assert "This quote is genuine" in page
    assert "It is an offer no more." in page


@pytest.mark.parametrize("code", ["2345ABCD6789", "0", "x" * 21, "<script>"])
def test_another_code_is_not_a_quote_of_ours(browser, quote, code):
    response = browser.get(f"/quotes/{code}")

    assert response.status_code == 404
    assert "This is not a quote of ours" in text(response)
    assert "<script" not in text(response)


def test_codes_cannot_be_tried_through_here_either(browser, client, quote, settings):
    settings.QUOTE_CHECK_RATE_LIMIT = 2
    missed = [
        browser.get("/quotes/2345ABCD6789").status_code,
        client.get("/v1/quotes/verify/2345ABCD6789").status_code,
    ]

    response = browser.get(f"/quotes/{quote.code}")

    assert missed == [404, 404]
    assert response.status_code == 429
    assert int(response["Retry-After"]) in range(1, 61)
    assert quote.enquiry.number not in text(response)


def test_where_codes_cannot_be_counted_it_says_nothing_of_them(
    browser, quote, cache_down
):
    response = browser.get(f"/quotes/{quote.code}")

    page = text(response)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "It cannot be checked just now" in page
    assert "not a quote of ours" not in page
    assert quote.enquiry.number not in page


def test_it_is_only_read(browser, quote):
    assert browser.post(f"/quotes/{quote.code}").status_code == 405
