"""Every bound of the table of classes, from both sides.

The numbers stand here as the rules say them (PP 7/2021 art. 35; Permenperin 64/2016).
"""

import pytest

from catalogue.sellers.size_classes import industry_class, msme_class

BILLION = 1_000_000_000


@pytest.mark.parametrize(
    ("sales", "expected"),
    [
        (0, "mikro"),
        (2 * BILLION - 1, "mikro"),
        (2 * BILLION, "mikro"),
        (2 * BILLION + 1, "kecil"),
        (15 * BILLION, "kecil"),
        (15 * BILLION + 1, "menengah"),
        (50 * BILLION, "menengah"),
        (50 * BILLION + 1, "besar"),
        (10**15, "besar"),
    ],
)
def test_annual_sales_make_the_class_bounds_included(sales, expected):
    assert msme_class(capital_idr=None, annual_sales_idr=sales) == expected


@pytest.mark.parametrize(
    ("capital", "expected"),
    [
        (0, "mikro"),
        (BILLION, "mikro"),
        (BILLION + 1, "kecil"),
        (5 * BILLION, "kecil"),
        (5 * BILLION + 1, "menengah"),
        (10 * BILLION, "menengah"),
        (10 * BILLION + 1, "besar"),
    ],
)
def test_capital_makes_it_where_no_sales_are_known(capital, expected):
    assert msme_class(capital_idr=capital, annual_sales_idr=None) == expected


@pytest.mark.parametrize(
    ("capital", "sales", "expected"),
    [(20 * BILLION, 0, "mikro"), (0, 60 * BILLION, "besar")],
)
def test_of_both_the_sales_count(capital, sales, expected):
    assert msme_class(capital_idr=capital, annual_sales_idr=sales) == expected


def test_without_numbers_there_is_no_class():
    assert msme_class(capital_idr=None, annual_sales_idr=None) == ""
    assert industry_class(workers=5, investment_idr=None) == ""
    assert industry_class(workers=None, investment_idr=BILLION) == ""


@pytest.mark.parametrize(
    ("workers", "investment", "expected"),
    [
        (0, 0, "industri-kecil"),
        (19, BILLION - 1, "industri-kecil"),
        (19, BILLION, "industri-menengah"),  # a billion or more
        (19, 15 * BILLION, "industri-menengah"),
        (1, 16 * BILLION, "industri-menengah"),  # few workers, any investment
        (20, 0, "industri-menengah"),
        (20, BILLION - 1, "industri-menengah"),
        (20, 15 * BILLION, "industri-menengah"),
        (20, 15 * BILLION + 1, "industri-besar"),
        (500, 10**15, "industri-besar"),
    ],
)
def test_workers_and_investment_make_the_industrys_class(workers, investment, expected):
    assert industry_class(workers=workers, investment_idr=investment) == expected


def test_no_numbers_fall_between_two_classes():
    """The rules leave gaps and overlaps by the letter; the function has none."""
    names = {"industri-kecil", "industri-menengah", "industri-besar"}
    for workers in (0, 19, 20, 21):
        for investment in (0, BILLION - 1, BILLION, 15 * BILLION, 15 * BILLION + 1):
            found = industry_class(workers=workers, investment_idr=investment)
            assert found in names
