"""Charts as SVG: what they say, and that nothing of them does more than be seen."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from catalogue.readiness.showing import charts
from catalogue.readiness.showing.presenting import dimensions
from tests.catalogue.readiness.assessment.models_for_tests import shipped

SVG = "{http://www.w3.org/2000/svg}"
SCORES = ("57.2", "40.0", "60.0", "0.0", "30.0", "80.0", "75.0", "100.0")
ROWS = [
    ("Bandar Lampung", [120, 210, 88, 41, 9]),
    ("Metro", [0, 0, 0, 0, 0]),
    ("Pesisir Barat", [3, 0, 0, 0, 1]),
]


def product(language="en", title="Liwa coffee"):
    model = shipped()
    scores = zip([d.code for d in model.dimensions], SCORES, strict=True)
    found = dimensions(scores, model, language)
    return parsed(charts.radar(found, title, language))


def levels(rows=ROWS, language="en"):
    return parsed(charts.levels_by_regency(rows, language))


def parsed(drawn: str):
    return ElementTree.fromstring(drawn)  # noqa: S314 - we drew it ourselves


def texts(picture):
    return [text.text for text in picture.iter(f"{SVG}text")]


def test_a_radar_writes_each_score_and_name_in_its_language():
    english, indonesian = texts(product("en")), texts(product("id"))

    assert {"57.2", "40.0", "0.0", "100.0"} <= set(english)
    assert {"57,2", "40,0", "0,0", "100,0"} <= set(indonesian)
    assert "Legality & administration" in english
    assert "Legalitas & administrasi" in indonesian


def test_a_radar_is_told_to_who_cannot_see_it():
    picture = product()

    assert picture.attrib["role"] == "img"
    assert (picture.attrib["width"], picture.attrib["viewBox"]) == (
        "480",
        "0 0 480 462",
    )
    assert picture.find(f"{SVG}title").text == "Liwa coffee"
    described = picture.find(f"{SVG}desc").text
    assert described.startswith("Score per dimension, 0–100. Legality & admin")
    assert "Commitment, people & experience: 100.0 of 100." in described


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_label_of_a_radar_leaves_the_picture_or_meets_another(language):
    boxes = [
        box for text in product(language).iter(f"{SVG}text") if (box := room(text))
    ]

    for left, top, right, bottom in boxes:
        assert left >= 0
        assert right <= 480
        assert top >= 0
        assert bottom <= 462
    met = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    ]
    assert met == []


def room(text):
    """Left, top, right, bottom, on the wide side; the heading stands apart."""
    size = int(text.attrib["font-size"])
    width = len(text.text) * size * charts.CHARACTER
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    if x == 16:
        return None
    left = {"start": x, "middle": x - width / 2, "end": x - width}
    start = left[text.attrib["text-anchor"]]
    return start, y - size * 0.75, start + width, y + size * 0.2


def test_whatever_a_product_is_called_stays_text():
    picture = product(title='</title><script>alert("1")</script>\x00 & co')

    assert picture.find(f"{SVG}title").text == (
        '</title><script>alert("1")</script> & co'
    )
    assert not list(picture.iter(f"{SVG}script"))


@pytest.mark.parametrize("picture", [product(), levels()], ids=["radar", "levels"])
def test_a_chart_needs_neither_style_nor_script_nor_anything_from_elsewhere(picture):
    tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
    names = {name for element in picture.iter() for name in element.attrib}

    assert tags <= {
        "svg", "title", "desc", "g", "rect", "text", "circle", "line", "polygon",
    }  # fmt: skip
    assert not {n for n in names if n.startswith("on") or n in {"style", "href"}}


def test_levels_write_a_row_for_each_regency_and_a_count_where_it_fits():
    picture = levels()
    written = texts(picture)

    assert {"Bandar Lampung", "Metro", "Pesisir Barat"} <= set(written)
    assert [written.count(text) for text in ("210", "88", "468", "4")] == [1, 1, 1, 1]
    assert "9" not in written  # too narrow to hold it, but told:
    described = picture.find(f"{SVG}desc").text
    assert described.startswith("Bandar Lampung: 468 products (Not ready 120, Foun")
    assert described.endswith("Metro: 0 products. Pesisir Barat: 4 products "
                              "(Not ready 3, Established 1).")  # fmt: skip
    assert "4 Eksportir mapan" in texts(levels(language="id"))


def test_bars_share_one_scale_and_hold_their_counts_in_the_order_of_levels():
    first, *_, last = [
        rect.attrib
        for rect in levels().iter(f"{SVG}rect")
        if float(rect.attrib.get("y", 0)) >= charts._Bars.TOP
    ]

    assert first["fill"] == charts.LEVEL_COLOURS[0]
    assert last["fill"] == charts.LEVEL_COLOURS[4]
    assert float(first["width"]) / float(last["width"]) == pytest.approx(120, rel=0.1)


def test_a_narrow_picture_has_its_legend_in_lines_and_its_bars_below():
    parts = [charts.Part(name, name, 0) for name in ("Quoted, not agreed", "Agreed")]
    drawn = parsed(
        charts.bars(
            [("Metro", [2, 1, 1, 1])],
            parts * 2,
            title="Enquiries",
            said="{name}: {total}",
            language="en",
            width=charts.NARROW,
        )
    )

    boxes = [r.attrib for r in drawn.iter(f"{SVG}rect") if r.attrib["width"] == "14"]
    assert drawn.attrib["width"] == "340"
    assert [float(box["y"]) for box in boxes] == [48, 48, 68, 68]
    assert all(float(box["x"]) < 340 for box in boxes)


def test_parts_that_are_not_added_up_stand_apart_and_leave_room_for_the_bar():
    drawn = parsed(
        charts.bars(
            [("Metro", [1_250_000_000, 999_999])],
            [charts.Part(name, name, 0) for name in ("Verified", "Not verified")],
            title="Realised value in IDR",
            said="{name}",
            language="id",
            width=charts.NARROW,
            summed=False,
        )
    )

    widths = [float(rect.attrib["width"]) for rect in drawn.iter(f"{SVG}rect")]
    assert texts(drawn)[-1] == "1,2M · 999.999"
    assert all(width >= 0 for width in widths)
    told = drawn.find(f"{SVG}desc").text
    assert told == "Metro (Verified 1.250.000.000, Not verified 999.999)."


def test_nothing_to_show_is_still_a_picture():
    assert texts(levels([("Metro", [0, 0, 0, 0, 0])]))[-1] == "0"
    assert parsed(charts.radar([], "Nothing", "en")).attrib["role"] == "img"


def test_colours_differ_in_lightness_and_what_is_written_on_them_can_be_read():
    lights = [lightness(colour) for colour in charts.LEVEL_COLOURS]

    assert lights == sorted(lights, reverse=True)
    for one, other in pairwise(lights):
        assert (one + 0.05) / (other + 0.05) >= 1.4
    for colour, ink in zip(charts.LEVEL_COLOURS, charts.LEVEL_INKS, strict=True):
        assert contrast(colour, ink) >= 4.5
    assert contrast(charts.PAPER, charts.INK) >= 4.5


def lightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted([lightness(one), lightness(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_number_is_written_with_one_decimal():
    assert charts._number(Decimal("7"), "en") == "7.0"
