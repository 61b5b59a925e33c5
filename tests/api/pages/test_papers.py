"""A quote as a PDF, for whoever has the link."""

import pytest

from tests.factories import make_enquiry, make_quote

pytestmark = pytest.mark.django_db


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
