"""Customs codes: pure, no database."""

import csv
from pathlib import Path

import pytest

from catalogue.products import hs_codes
from catalogue.products.incoterms import CODES, INCOTERMS

DATA = Path(hs_codes.__file__).parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_of(found):
    return [hs_code.code for hs_code in found]


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("090121", True),
        ("010121", True),  # nothing of Lampung, but in the nomenclature
        ("0901", False),  # a heading
        ("09", False),
        ("0901.21", False),
        ("90121", False),
        ("090199", False),
        ("999999", False),  # UN Comtrade's own, not of the HS
        ("", False),
    ],
)
def test_a_code_is_known_by_its_six_digits(code, known):
    assert hs_codes.is_known(code) is known
    assert (hs_codes.find(code) is not None) is known


def test_a_code_tells_its_names_and_its_place():
    assert hs_codes.find("090121") == hs_codes.HsCode(
        code="090121",
        name={
            "en": "Coffee; roasted, not decaffeinated",
            "id": "Kopi sangrai (biji/bubuk), tidak didekafeinasi",
        },
        section="II",
        section_name="Vegetable products",
        chapter="09",
        chapter_name="Coffee, tea, mate and spices",
        heading="0901",
        heading_name="Coffee, whether or not roasted or decaffeinated; husks and "
        "skins; coffee substitutes containing coffee in any proportion",
        categories=("kopi-sangrai-bubuk",),
    )


def test_what_has_no_indonesian_name_says_so():
    found = hs_codes.find("010121")

    assert found.name == {"en": "Horses; live, pure-bred breeding animals", "id": ""}
    assert found.categories == ()


def test_the_nomenclature_is_whole():
    levels = [len(row["code"]) for row in rows("hs_2022.csv")]

    assert [levels.count(digits) for digits in (2, 4, 6)] == [96, 1228, 5612]
    every = [row["code"] for row in rows("hs_2022.csv") if len(row["code"]) == 6]
    assert all(hs_codes.find(code).section_name for code in every)


def test_every_gloss_is_of_a_known_code_and_every_linked_category_exists():
    categories = {row["slug"] for row in rows("categories.csv")}
    glosses = rows("hs_glosses.csv")

    assert len(glosses) == 231
    for row in glosses:
        assert hs_codes.is_known(row["code"]), row
        assert row["name_id"], row
        assert set(row["categories"].split(";")) <= categories, row


def test_every_category_of_goods_has_a_code():
    tree = rows("categories.csv")
    parents = {row["parent"] for row in tree}

    for row in tree:
        if row["slug"] not in parents:
            assert hs_codes.rank(row["slug"]), row["slug"]


def test_codes_of_the_category_come_first():
    found = hs_codes.suggest("kopi-sangrai-bubuk", ["minuman"], "", 20)

    assert codes_of(found) == ["090121", "090122"]


def test_codes_of_relatives_follow_and_then_what_the_text_finds():
    found = hs_codes.suggest("madu", ["makanan", "sambal-bumbu"], "lilin", 50)

    codes = codes_of(found)
    assert codes[0] == "040900"
    assert codes.index("090422") < codes.index("340600")
    assert len(codes) == len(set(codes))


def test_what_both_find_comes_before_the_rest_of_the_category():
    found = hs_codes.suggest("olahan-ikan", [], "udang", 4)

    assert codes_of(found) == ["030617", "030695", "160521", "030554"]


@pytest.mark.parametrize("text", ["pisang", "Keripik PISANG", "keripik pisang cokelat"])
def test_a_banana_chip_is_found_by_its_indonesian_name(text):
    assert "200899" in codes_of(hs_codes.suggest(text=text))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("0901", ["090111", "090112", "090121", "090122", "090190"]),
        ("0901.21", ["090121"]),
        ("09 01 2", ["090121", "090122"]),
        ("roasted decaffeinated", ["090111", "090112", "090121", "090122"]),
        ("keripik pisang cokelat", ["200899"]),  # most of its words
        ("gamol", ["920600"]),  # the beginning of a word
        ("amolan", []),  # not its middle
        ("9999", []),
        ("%_'\"", []),
        ("zzzz", []),
    ],
)
def test_text_finds_by_the_beginnings_of_words_and_digits(text, codes):
    assert codes_of(hs_codes.suggest(text=text)) == codes


def test_those_with_an_indonesian_name_come_before_others():
    found = hs_codes.suggest(text="coffee", limit=5613)

    named = [bool(hs_code.name["id"]) for hs_code in found]
    assert named == sorted(named, reverse=True)


def test_no_more_than_the_limit():
    assert len(hs_codes.suggest(text="fish", limit=7)) == 7
    assert hs_codes.suggest() == []


def test_the_eleven_incoterms_are_named_in_both_languages():
    assert CODES == (
        "EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF",
    )  # fmt: skip
    for incoterm in INCOTERMS:
        assert all(incoterm.name.values())
        assert all(incoterm.risk_transfer.values())
    by_sea = [found.code for found in INCOTERMS if found.transport == "sea"]
    assert by_sea == ["FAS", "FOB", "CFR", "CIF"]
