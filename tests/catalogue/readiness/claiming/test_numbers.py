"""Numbers beside what others of their type look like, and how long that can take."""

import re
import time

import pytest

from catalogue.readiness.claiming.numbers import TOO_MANY, is_unusual, ways
from catalogue.readiness.reference import DATA
from catalogue.reference.loading import read_csv


def test_a_number_is_unusual_where_its_types_pattern_does_not_fit():
    assert is_unusual(r"^\d{13}$", "12-A")
    assert not is_unusual(r"^\d{13}$", "0220001234567")
    assert not is_unusual("", "12-A")
    assert not is_unusual(r"^\d{13}$", "")


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        (r"\d{13}", 1), (r"\d{15,16}", 2), (r"(ab|c)d?", 4), (r"(HT|MB)", 2),
        (r"\d+", 64), (r"([-.]\d{1,4}){0,2}", 1 + 4 + 16), (r"(?=\d+)\d", 64),
        (r"(\d+)+", TOO_MANY), (r"(a|aa)*", TOO_MANY), (r"a?" * 30, TOO_MANY),
        (r"(a)?(?(1)(b+)+|c)", TOO_MANY),
    ],
)  # fmt: skip
def test_the_ways_to_try_a_pattern_are_bounded(pattern, most):
    assert ways(pattern) == most


def test_no_pattern_is_counted_that_is_none():
    with pytest.raises(re.error):
        ways("(")


def test_every_pattern_of_the_catalogue_is_tried_in_no_time():
    patterns = [row["number_regex"] for row in read_csv(DATA / "certificates.csv")]
    began = time.process_time()

    assert [p for p in patterns if ways(p) >= TOO_MANY] == []
    for pattern in patterns:
        is_unusual(pattern, "1" * 63 + "!")
    assert time.process_time() - began < 0.5
