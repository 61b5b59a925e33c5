"""A quote on paper: downloaded by its parties, checked by anybody."""

import io

import pytest
from pypdf import PdfReader

from api.enquiries import papers
from catalogue.enquiries.actions import erasing
from catalogue.enquiries.models import Quote
from catalogue.sellers.models import Regency, Seller
from tests.api.enquiries.threads import in_days, line_of, make_thread, offer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quoted(sample):
    """Its seller has quoted 1.85 USD for each of 200 kg."""
    thread = make_thread(sample("P001"))
    offer = offer_of(line_of(thread.item), lead_time_days=21)
    thread.seller.post(thread.path("quotes"), offer, format="json")
    return thread


@pytest.fixture(autouse=True)
def _nothing_kept():
    papers.printed.cache_clear()


@pytest.fixture
def set_papers(monkeypatch):
    """What is set, instead of setting it, which takes a while."""
    found = []

    def set_one(paper):
        found.append(paper)
        return b"%PDF-1.7 " + paper.language.encode()

    monkeypatch.setattr(papers, "quote_pdf", set_one)
    return found


def path_of(thread) -> str:
    return f"/v1/quotes/{Quote.objects.get(enquiry=thread.enquiry).pk}/paper.pdf"


def text_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_buyer_downloads_the_quote_as_a_pdf(quoted):
    answer = quoted.buyer.get(path_of(quoted) + "?lang=en")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    number = quoted.enquiry.number
    assert answer["Content-Disposition"] == (
        f'attachment; filename="quote-{number}-1.pdf"'
    )
    assert answer["Content-Language"] == "en"
    assert answer["Cache-Control"] == "private, no-cache"
    text = text_of(answer)
    for said in (
        f"Quotation No. {number} Revision 1",
        "Liwa Ground Robusta Coffee",
        "200 kg USD 1.85 USD 370.00",
        "Total USD 370.00",
        "FOB Panjang",
        "Aiko Mori Japan",
        "21 days",
    ):
        assert said in text


def test_the_paper_is_written_in_indonesian_too(quoted):
    text = text_of(quoted.seller.get(path_of(quoted) + "?lang=id"))

    assert "Penawaran harga" in text
    assert "Kopi Bubuk Robusta Liwa" in text
    assert "Aiko Mori Jepang" in text


def test_the_code_on_the_paper_opens_its_check(quoted, client, set_papers):
    quoted.buyer.get(path_of(quoted))
    paper = set_papers[0]

    answer = client.get(f"/v1/quotes/verify/{paper.check_code}")

    assert paper.check_code.replace("-", "") == Quote.objects.get().code
    assert paper.check_url.endswith(f"/quotes/{Quote.objects.get().code}")
    assert "/v1/" not in paper.check_url  # people open it
    assert answer.json()["number"] == quoted.enquiry.number


def test_how_a_buyer_is_reached_is_not_on_paper(quoted, set_papers):
    contact = quoted.enquiry.submission.contact
    contact.company, contact.phone = "Mori Trading", "+81612345678"
    contact.save()

    quoted.seller.get(path_of(quoted))

    said = repr(set_papers[0])
    assert "Mori Trading" in said
    assert contact.email not in said
    assert contact.phone not in said


def test_the_same_paper_is_set_once(quoted, set_papers):
    first = quoted.buyer.get(path_of(quoted) + "?lang=en")
    second = quoted.seller.get(path_of(quoted) + "?lang=en")
    quoted.seller.get(path_of(quoted) + "?lang=id")

    assert first.content == second.content
    assert [paper.language for paper in set_papers] == ["en", "id"]


def test_one_that_is_no_longer_open_says_so(quoted, set_papers):
    quote = Quote.objects.get()
    quoted.buyer.get(path_of(quoted) + "?lang=en")
    quoted.buyer.post(f"/v1/quotes/{quote.pk}/accept")
    quoted.buyer.get(path_of(quoted) + "?lang=en")

    before, after = (paper.status_note for paper in set_papers)
    assert before == ""
    assert after.startswith("Agreed by the buyer on ")


def test_it_names_the_seller_as_she_was_when_it_was_sent(quoted, set_papers):
    name = quoted.enquiry.seller.name
    before = quoted.buyer.get(path_of(quoted))
    elsewhere = Regency.objects.exclude(pk=quoted.enquiry.seller.regency_id).first()
    Seller.objects.filter(pk=quoted.enquiry.seller_id).update(
        name="Another Name", regency=elsewhere
    )

    after = quoted.buyer.get(path_of(quoted))

    assert after["ETag"] == before["ETag"]
    assert {paper.seller.name for paper in set_papers} == {name}


def test_whose_contact_was_erased_is_on_no_paper_any_more(quoted, set_papers):
    quoted.seller.get(path_of(quoted))
    erasing.erase(quoted.enquiry.submission_id, why="asked")
    quoted.seller.get(path_of(quoted))

    assert [paper.buyer.name for paper in set_papers] == ["Aiko Mori", "–"]


def test_a_paper_that_is_known_is_a_304_and_not_set(quoted, set_papers):
    tag = quoted.buyer.get(path_of(quoted))["ETag"]
    papers.printed.cache_clear()

    answer = quoted.buyer.get(path_of(quoted), HTTP_IF_NONE_MATCH=tag)

    assert answer.status_code == 304
    assert len(set_papers) == 1


@pytest.mark.parametrize("who", ["seller", "buyer", "guest", "officer"])
def test_every_party_gets_the_paper(quoted, set_papers, who):
    assert getattr(quoted, who).get(path_of(quoted)).status_code == 200


def test_nobody_else_gets_it(quoted, client, set_papers):
    assert quoted.stranger.get(path_of(quoted)).status_code == 404
    assert client.get(path_of(quoted)).status_code == 401
    assert set_papers == []


def test_what_is_no_pdf_is_not_acceptable(quoted, set_papers):
    answer = quoted.buyer.get(path_of(quoted), HTTP_ACCEPT="image/png")

    assert answer.status_code == 406


def test_while_all_slots_are_taken_nothing_is_set(quoted, set_papers, monkeypatch):
    monkeypatch.setattr(papers, "WAIT_SECONDS", 0.01)
    for _ in range(papers.SLOTS):
        papers._slots.acquire()

    busy = quoted.buyer.get(path_of(quoted))
    for _ in range(papers.SLOTS):
        papers._slots.release()
    free = quoted.buyer.get(path_of(quoted))

    assert (busy.status_code, busy.json()["code"]) == (503, "unavailable")
    assert busy["Retry-After"] == "5"
    assert free.status_code == 200


def test_a_paper_that_fails_gives_its_slot_back(quoted, monkeypatch):
    def fail(paper):
        raise OSError("no fonts")

    monkeypatch.setattr(papers, "quote_pdf", fail)
    answers = [quoted.buyer.get(path_of(quoted)) for _ in range(papers.SLOTS + 1)]

    assert {answer.status_code for answer in answers} == {500}


# -- checking


def check(client, code, query=""):
    return client.get(f"/v1/quotes/verify/{code}{query}")


def test_anybody_checks_a_quote_and_learns_nothing_of_its_buyer(quoted, client):
    quote, seller = Quote.objects.get(), quoted.enquiry.seller

    answer = check(client, quote.code)

    assert answer.status_code == 200
    assert answer.json() == {
        "genuine": True,
        "number": quoted.enquiry.number,
        "revision": 1,
        "status": "open",
        "seller": {
            "id": str(seller.pk),
            "slug": seller.slug,
            "name": seller.name,
            "verified": True,
        },
        "issued_on": in_days(0),
        "valid_until_on": in_days(14),
        "currency": "USD",
        "total": {"amount": "370.00", "currency": "USD"},
        "incoterm": "FOB",
        "place": "Panjang",
    }


def test_the_code_may_be_typed_with_hyphens_in_small_letters(quoted, client):
    code = Quote.objects.get().code.lower()

    assert check(client, f"{code[:4]}-{code[4:8]}-{code[8:]}").status_code == 200


def test_what_a_camera_adds_to_the_address_is_ignored(quoted, client):
    assert check(client, Quote.objects.get().code, "?utm_source=qr").status_code == 200


def test_one_that_was_taken_back_says_so(quoted, client):
    quote = Quote.objects.get()
    quoted.seller.post(f"/v1/quotes/{quote.pk}/withdraw")

    assert check(client, quote.code).json()["status"] == "withdrawn"


@pytest.mark.parametrize("code", ["2345ABCD6789", "0", "x" * 21, "%F0%9F%98%80"])
def test_there_is_no_quote_of_another_code(quoted, client, code):
    assert check(client, code).status_code == 404


def test_codes_cannot_be_tried_through(quoted, client, settings):
    settings.QUOTE_CHECK_RATE_LIMIT = 2
    code = Quote.objects.get().code
    missed = [check(client, "2345ABCD6789").status_code for _ in range(2)]

    answer = check(client, code)

    assert missed == [404, 404]
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) in range(1, 61)
