"""What an enquiry asks for, in the few lines of a letter."""

from datetime import date

import pytest

from catalogue.enquiries import gist
from catalogue.enquiries.models import Item
from tests.factories import make_enquiry, make_item, make_seller, make_submission

pytestmark = pytest.mark.django_db


def test_each_item_has_its_quantity_and_then_comes_what_holds_for_all(sample):
    submission = make_submission(
        destination_country="JP", incoterm="FOB", needed_on=date(2026, 12, 1)
    )
    enquiry = make_enquiry(make_seller(), submission=submission)
    product = sample("P001")
    make_item(enquiry, product, quantity_value="1250.5", quantity_unit="kg")
    make_item(enquiry, product)

    assert gist.lines(enquiry, "en") == [
        f"{product.name['en']}: 1,250.5 kg",
        product.name["en"],
        "Destination: Japan",
        "Delivery: FOB",
        "Needed by: 1 December 2026",
    ]
    assert gist.lines(enquiry, "id")[2:] == [
        "Tujuan: Jepang",
        "Penyerahan: FOB",
        "Diperlukan sebelum: 1 Desember 2026",
    ]


def test_of_many_items_the_first_few_are_named(sample):
    enquiry = make_enquiry(make_seller())
    for _ in range(gist.MOST_LINES + 2):
        make_item(enquiry, sample("P001"))

    lines = gist.lines(enquiry, "en")

    assert lines[gist.MOST_LINES] == "+ 2"
    assert lines[: gist.MOST_LINES] == [sample("P001").name["en"]] * gist.MOST_LINES


def test_a_name_stays_on_one_line(sample):
    enquiry = make_enquiry(make_seller())
    item = make_item(enquiry, sample("P001"))
    name = {"en": "A\n\nB", "id": "A"}
    Item.objects.update(snapshot={**item.snapshot, "name": name, "variant": name})

    assert gist.lines(enquiry, "en")[0] == "A B, A B"


def test_an_enquiry_of_a_business_alone_asks_for_nothing():
    submission = make_submission(destination_country="", incoterm="", needed_on=None)

    assert gist.lines(make_enquiry(make_seller(), submission=submission), "en") == []
