"""What is frozen of a product that is asked for."""

from decimal import Decimal

import pytest

from catalogue.enquiries.snapshots import freeze
from catalogue.products.models import Product, Variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(sample) -> Product:
    found = sample("P001")
    found.price, found.price_max = Decimal(72000), Decimal(92000)
    found.price_basis = "from"
    found.save()
    return found


def prices(frozen):
    return frozen["price"], frozen["price_max"], frozen["currency"]


def test_both_ends_of_a_price_are_kept(product):
    assert prices(freeze(product)) == ("72000.00", "92000.00", "IDR")


def test_a_variant_with_a_price_of_its_own_has_no_other(product):
    named = {"en": "1 kg"}
    own = Variant(product=product, name=named, price=Decimal(80000))
    without = Variant(product=product, name=named)

    assert prices(freeze(product, own)) == ("80000.00", None, "IDR")
    assert prices(freeze(product, without)) == ("72000.00", "92000.00", "IDR")


def test_what_has_no_price_keeps_none(product):
    product.price = product.price_max = None

    assert prices(freeze(product)) == (None, None, "IDR")
