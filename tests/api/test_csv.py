"""Cells and lines for spreadsheets."""

import csv
import io

import pytest

from api.csv import cell, header_in, lines


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_begins_like_a_formula_is_led_by_an_apostrophe(begin):
    assert cell(f"{begin}1+1") == f"'{begin}1+1"


def test_numbers_stay_numbers_and_nothing_is_empty():
    assert [cell(-5), cell(0), cell(None), cell("a=b")] == ["-5", "0", "", "a=b"]


def test_what_is_written_is_read_again():
    row = ['Keripik "manis", pedas', "dua\r\nbaris", "é – 日本"]

    text = "".join(lines(["a", "b", "c"], [row]))

    assert text.startswith("\ufeffa,b,c\r\n")
    assert list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))[1] == row


def test_headers_are_in_the_language_or_a_fallback():
    headers = {"en": ["Day"], "id": ["Tanggal"]}

    assert [header_in(headers, one) for one in ("id", "de")] == [["Tanggal"], ["Day"]]
