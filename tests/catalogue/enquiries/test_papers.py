import io
import time
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader

from catalogue.enquiries.papers import Line, Party, QuotePaper, Tier, quote_pdf
from catalogue.enquiries.papers.qr import qr_svg
from catalogue.enquiries.papers.wording import WORDING

LINE = Line(
    position=1,
    name="Banana chips 250 g",
    sku="KRP-001",
    hs_code="200899",
    kind="offered",
    quantity="200 pcs",
    unit_price="USD 1.85",
    amount="USD 370.00",
    note="24 per carton",
    tiers=(Tier("500 pcs", "USD 1.70"),),
)
PAPER = QuotePaper(
    language="en",
    number="LPG-2026-7K3QXW",
    revision=2,
    issued_on=date(2026, 11, 28),
    seller=Party("UD Contoh", ("Teluk Betung", "Bandar Lampung")),
    buyer=Party("Mori Trading", ("Aiko Mori", "Japan")),
    lines=(LINE,),
    total="USD 370.00",
    currency="USD",
    incoterm="FOB",
    incoterm_name="Free On Board",
    place="Panjang",
    valid_until_on=date(2026, 12, 28),
    lead_time="21 days",
    payment_terms="30% deposit",
    note="Export packing included.",
    check_url="https://catalogue.example.org/v1/quotes/verify/7K3QXWPM2H",
    check_code="7K3Q-XWPM-2H",
    is_sample=False,
    status_note="",
)


def lines_of(count):
    return tuple(
        replace(LINE, position=place, tiers=(), note="")
        for place in range(1, count + 1)
    )


def read(paper):
    return PdfReader(io.BytesIO(quote_pdf(paper)))


def text_of(paper):
    """All that it says, on one line, without places where a word may break."""
    text = " ".join(page.extract_text() for page in read(paper).pages)
    return " ".join(text.replace("\u200b", "").split()).replace(" ,", ",")


@pytest.mark.parametrize(
    "said",
    [
        "Quotation No. LPG-2026-7K3QXW Revision 2 · Issued 28 November 2026",
        "Dinas Perindustrian dan Perdagangan Provinsi Lampung",
        "UD Contoh Teluk Betung Bandar Lampung",
        "Mori Trading Aiko Mori Japan",
        "FOB Panjang Incoterms® 2020, Free On Board",
        "28 December 2026",
        "30% deposit",
        "21 days",
        "Banana chips 250 g KRP-001 · HS 200899 from 500 pcs: USD 1.70 24 per carton",
        "200 pcs USD 1.85 USD 370.00",
        "Total USD 370.00",
        "Export packing included.",
        "This is an offer by the seller, and not an order or an invoice.",
        "https://catalogue.example.org/v1/quotes/verify/7K3QXWPM2H",
        "Code 7K3Q-XWPM-2H",
        "Page 1 of 1",
    ],
)
def test_an_english_quote_says_all_that_was_agreed(said):
    assert said in text_of(PAPER)


@pytest.mark.parametrize(
    "said",
    [
        "Penawaran harga No. LPG-2026-7K3QXW Revisi 2 · Tanggal 28 November 2026",
        "28 Desember 2026",
        "mulai 500 pcs: USD 1.70",
        "Ini penawaran dari penjual, bukan pesanan dan bukan tagihan.",
        "Halaman 1 dari 1",
    ],
)
def test_an_indonesian_quote_speaks_indonesian(said):
    assert said in text_of(replace(PAPER, language="id"))


def test_both_languages_have_the_same_words():
    assert WORDING["id"].keys() == WORDING["en"].keys()


def test_it_tells_its_title_author_and_language():
    reader = read(PAPER)

    assert reader.metadata.title == "Quotation LPG-2026-7K3QXW"
    assert reader.metadata.author == "UD Contoh"
    assert reader.metadata.creation_date.date() == date(2026, 11, 28)
    assert reader.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (30, 2)])
def test_eight_lines_fit_a_page_and_thirty_two(count, pages):
    assert len(read(replace(PAPER, lines=lines_of(count))).pages) == pages


def test_the_same_quote_makes_the_same_bytes():
    assert quote_pdf(PAPER) == quote_pdf(PAPER)
    assert quote_pdf(PAPER) != quote_pdf(replace(PAPER, revision=3))


def test_alternatives_are_marked_and_what_is_not_available_has_no_price():
    gone = replace(LINE, kind="not_available", amount="USD 999.00")
    other = replace(LINE, kind="alternative", position=2)

    text = text_of(replace(PAPER, lines=(gone, other)))

    assert "Not available" in text
    assert "USD 999.00" not in text
    assert "ALTERNATIVE Banana chips" in text


def test_samples_say_so_in_both_languages_and_others_do_not():
    sample = text_of(replace(PAPER, is_sample=True))

    assert sample.count("CONTOH / SAMPLE") == 2  # behind the text, and above it
    assert "SAMPLE" not in text_of(PAPER)


def test_a_superseded_quote_says_so():
    text = text_of(replace(PAPER, status_note="Superseded by revision 3"))

    assert "Superseded by revision 3" in text


HOSTILE = (
    '#import "x" $x^2$ *bold* _under_ \\u{41} @ref <label> `raw` = head - list '
    '#read("/etc/passwd") #sys.inputs // comment /* more */ ] [ } {'
)


def test_markup_in_a_text_is_text():
    paper = replace(
        PAPER,
        seller=Party(HOSTILE, (HOSTILE,)),
        payment_terms=HOSTILE,
        place=HOSTILE,
        note=HOSTILE,
        status_note=HOSTILE,
        lines=(replace(LINE, name=HOSTILE, note=HOSTILE, sku=HOSTILE),),
    )

    text = "".join(text_of(paper).split())
    assert text.count("".join(HOSTILE.split())) == 9  # however lines were broken


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم",
        "שלום עולם",
        "😀👩‍👩‍👧",
        "中文简体 한국어 ไทย",
        "\x00\x07\x1b",
        "\ud800",
        "\u202e00.073 DSU\u202c",
        "W" * 2_000,
        "x y " * 1_250,
        "\n" * 300,
    ],
)
def test_no_text_keeps_a_quote_from_being_made(text):
    paper = replace(PAPER, note=text, buyer=Party(text, (text,)), lead_time=text)

    assert quote_pdf(paper).startswith(b"%PDF-")


def test_names_in_japanese_vietnamese_and_turkish_can_be_read():
    buyer = Party("株式会社森商事", ("Nguyễn Hồng", "Çiğdem Işık"))

    text = text_of(replace(PAPER, buyer=buyer))

    assert "株式会社森商事" in text
    assert "Nguyễn Hồng" in text
    assert "Çiğdem Işık" in text


def test_tabs_and_line_ends_keep_words_apart():
    assert "Packed in tins Sealed" in text_of(
        replace(PAPER, note="Packed\tin tins\nSealed")
    )


def test_signs_that_turn_the_direction_of_reading_are_left_out():
    text = text_of(replace(PAPER, total="\u202eUSD 370.00"))

    assert "Total USD 370.00" in text
    assert "\u202e" not in text


def test_the_offices_mark_is_shown_where_it_is_set(settings, tmp_path):
    settings.QUOTE_MARK = tmp_path / "mark.png"
    Image.new("RGB", (40, 40), "#0b5c4a").save(settings.QUOTE_MARK)

    marked = read(PAPER)

    assert len(marked.pages[0].images) == 1
    settings.QUOTE_MARK = None
    assert len(read(PAPER).pages[0].images) == 0


def test_the_code_is_a_square_with_a_quiet_zone():
    svg = qr_svg("https://catalogue.example.org/v1/quotes/verify/7K3QXWPM2H")

    assert 'viewBox="0 0 41 41"' in svg  # version 4 has 33 modules, and 4 around
    assert "M4 4h1v1h-1z" in svg
    assert "M3 " not in svg


def test_a_quote_of_thirty_long_lines_takes_less_than_a_second():
    lines = tuple(replace(line, note="森" * 900) for line in lines_of(30))
    paper = replace(PAPER, lines=lines, note="x y " * 1_250)
    quote_pdf(PAPER)  # loads typst and the fonts

    started = time.process_time()
    quote_pdf(paper)

    assert time.process_time() - started < 3  # seconds of all cores; usually 0.2
