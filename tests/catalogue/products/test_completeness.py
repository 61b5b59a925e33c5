"""What a product lacks: each member alone, in the order of a form."""

import pytest

from catalogue.products.completeness import Picture, assess
from catalogue.products.content import EMPTY

MONEY = {"amount": "25000.00", "currency": "IDR"}
WHOLE = {
    **EMPTY,
    "name": {"id": "Keripik", "en": "Chips"},
    "summary": {"id": "Renyah", "en": "Crisp"},
    "description": {"id": "x" * 40, "en": "Crisp banana chips."},
    "category": "keripik-pisang",
    "hs_code": "200899",
    "incoterms": ["FOB"],
    "price_basis": "fixed",
    "price": MONEY,
    "price_unit": "pcs",
    "min_order": {"value": "1", "unit": "pcs"},
    "monthly_capacity": {"value": "9", "unit": "pcs"},
    "lead_time_days": 7,
    "net_weight": {"value": "200", "unit": "g"},
    "dimensions": {"length_mm": 1, "width_mm": None, "height_mm": None},
    "carton": {"units": 20},
    "attributes": [{"code": "shelf_life", "value": "6"}],
}
PICTURES = [Picture({"id": "Foto"})] * 3
ASKED = {"shelf_life": {"id": "Masa simpan", "en": "Shelf life"}}


def lacks(changes=None, pictures=PICTURES, asked=ASKED):
    found = assess({**WHOLE, **(changes or {})}, pictures, asked)
    return [(lack.pointer, lack.reason) for lack in found.lacks]


def test_a_whole_product_lacks_nothing():
    found = assess(WHOLE, PICTURES, ASKED)

    assert (found.percent, found.lacks, found.missing) == (100, (), [])


def test_an_empty_one_lacks_what_must_be_there_in_the_order_of_a_form():
    missing = assess(EMPTY, [], ASKED).missing

    assert [lack.pointer for lack in missing] == [
        "/name/id",
        "/description/id",
        "/category",
        "/hs_code",
        "/price_unit",
        "/min_order",
        "/attributes",
        "/images",
    ]


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"name": {"en": "Chips"}}, ("/name/id", "lacks_name")),
        (
            {"description": {"id": "x" * 39, "en": "x"}},
            ("/description/id", "lacks_description"),
        ),
        ({"category": None}, ("/category", "lacks_category")),
        ({"hs_code": None}, ("/hs_code", "lacks_hs_code")),
        ({"price": None}, ("/price", "lacks_price")),
        ({"price_unit": None}, ("/price_unit", "lacks_price_unit")),
        ({"min_order": None}, ("/min_order", "lacks_min_order")),
        ({"attributes": []}, ("/attributes", "lacks_attribute")),
        ({"name": {"id": "Keripik"}}, ("/name/en", "wish_name_en")),
        ({"lead_time_days": None}, ("/lead_time_days", "wish_lead_time_days")),
        ({"incoterms": []}, ("/incoterms", "wish_incoterms")),
        ({"carton": None}, ("/carton", "wish_carton")),
    ],
)
def test_each_member_is_missed_alone(changes, lack):
    assert lacks(changes) == [lack]


def test_ready_at_once_is_a_lead_time_too():
    assert lacks({"lead_time_days": 0}) == []


def test_on_request_no_price_is_missed():
    assert lacks({"price_basis": "on_request", "price": None}) == []


def test_pictures_are_told_by_their_places():
    pictures = [Picture({"id": "Foto"}), Picture({"en": "Photo"}), Picture({}, True)]

    assert lacks(pictures=pictures) == [
        ("/images/1/alt/id", "lacks_alt"),
        ("/images/2", "broken_picture"),
        ("/images/2/alt/id", "lacks_alt"),
    ]
    assert lacks(pictures=PICTURES[:2]) == [("/images", "wish_images")]
    assert lacks(pictures=[]) == [
        ("/images", "lacks_picture"),
        ("/images", "wish_images"),
    ]


def test_an_attribute_is_told_by_its_name():
    (lack,) = assess({**WHOLE, "attributes": []}, PICTURES, ASKED).missing

    assert lack.subject == ASKED["shelf_life"]


def test_what_must_be_there_weighs_three_times_what_is_wished():
    """15 required members of weight 3 and 11 wishes of weight 1 make the whole."""
    whole = 15 * 3 + 11

    required = assess({**WHOLE, "hs_code": None}, PICTURES, ASKED).percent
    wished = assess({**WHOLE, "carton": None}, PICTURES, ASKED).percent

    assert required == (whole - 3) * 100 // whole
    assert wished == (whole - 1) * 100 // whole
