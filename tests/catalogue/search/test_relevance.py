"""Pages by relevance while the catalogue moves: no row is skipped or comes twice."""

import pytest
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.listings.statements import Position
from catalogue.products.models import Product
from catalogue.search import matching, relevance

pytestmark = pytest.mark.django_db

QUERIES = ["madu", "kopi", "keripik pisang", "bambu", "anyaman"]


def page(query, limit, position=None):
    found = matching.match(query)
    return relevance.page(
        found, found.bits, language="en", limit=limit, position=position
    )


def ids(rows):
    return [ident for _, ident, _ in rows]


def hide(product_id):
    Product.objects.filter(pk=product_id).update(hidden_at=timezone.now())
    record(ProductChanged(product_id))


@pytest.mark.parametrize("query", QUERIES)
def test_pages_of_one_are_the_whole_in_its_order(query):
    whole = ids(page(query, 100))
    found, position = [], None
    while rows := page(query, 1, position):
        found += ids(rows)
        position = Position(rows[-1][0], rows[-1][1])

    assert found == whole


@pytest.mark.parametrize("query", QUERIES)
def test_the_row_after_one_that_went_is_not_skipped(query):
    first = page(query, 3)
    after = ids(page(query, 100))[3:]
    hide(first[-1][1])

    rest = ids(page(query, 100, Position(first[-1][0], first[-1][1])))

    # Without it the other words weigh a little otherwise: the order may move, but what
    # followed it follows still, but for what moved before the place.
    whole = ids(page(query, 100))
    assert rest == whole[2:]
    assert len(set(after) - set(rest)) <= len(set(whole[:2]) - set(ids(first)))


@pytest.mark.parametrize("query", QUERIES)
def test_another_change_leaves_the_place_beside_its_row(query, sample):
    first = page(query, 3)
    record(ProductChanged(sample("P140").pk))

    rest = page(query, 100, Position(first[-1][0], first[-1][1]))

    assert ids(first) + ids(rest) == ids(page(query, 100))


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.x", "1.2.-3", f"1.2.{2**62}"])
def test_what_is_no_position_is_told(text):
    with pytest.raises(relevance.BadSpot):
        page("kopi", 3, Position(text, ids(page("kopi", 1))[0]))
