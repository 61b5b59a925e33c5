"""Content compared and split, and variants recognised. Pure."""

import pytest

from catalogue.products.content import (
    EMPTY,
    changed,
    plain,
    split_variants,
    with_variant_ids,
)
from catalogue.products.errors import UnknownVariant

A, B, C = "id-a", "id-b", "id-c"


def variant(ident, sku, **members):
    return {"id": ident, "sku": sku, "price": None, "min_order": None, **members}


def content(*variants):
    return {**EMPTY, "variants": list(variants)}


def ids(wanted, *current):
    found = with_variant_ids(content(*wanted), content(*current))
    return [v["id"] for v in found["variants"]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("12.500", "12.5"), ("100", "100"), ("0.001", "0.001"), ("1000000", "1000000")],
)
def test_a_decimal_is_shown_in_its_shortest_form(value, shown):
    from decimal import Decimal

    assert plain(Decimal(value)) == shown


def test_a_variant_is_recognised_by_its_id_then_by_its_sku():
    current = variant(A, "a"), variant(B, "b")

    assert ids([variant(None, "b"), variant(A, "renamed")], *current) == [B, A]


def test_a_new_variant_gets_an_id_of_its_own():
    (found,) = ids([variant(None, "new")], variant(A, "a"))

    assert found != A
    assert len(found) == 36


def test_a_new_variant_under_a_sku_that_was_renamed_is_new():
    """What had the sku is there already, under another."""
    found = ids([variant(None, "a"), variant(A, "b")], variant(A, "a"))

    assert found[1] == A
    assert found[0] != A


def test_an_id_of_none_of_them_is_refused():
    with pytest.raises(UnknownVariant) as refused:
        ids([variant(A, "a"), variant(C, "c")], variant(A, "a"))

    assert refused.value.pointer == "/variants/1/id"


def test_only_members_that_differ_have_changed():
    wanted = {**EMPTY, "name": {"id": "Lain"}, "lead_time_days": 0}

    assert changed(wanted, EMPTY) == {"name", "lead_time_days"}
    assert changed(dict(EMPTY), EMPTY) == set()


PRICE = {"amount": "5.00", "currency": "IDR"}


@pytest.mark.parametrize(
    ("wanted", "now", "more"),
    [
        ([variant(A, "a", price=PRICE)], [variant(A, "a", price=PRICE)], False),
        ([variant(A, "b", price=PRICE)], [variant(A, "a", price=PRICE)], True),
        ([variant(A, "a"), variant(B, "b")], [variant(A, "a")], True),
        ([variant(B, "b")], [variant(A, "a")], True),
        ([], [variant(A, "a")], True),
    ],
)
def test_of_a_live_variant_the_price_applies_at_once(wanted, now, more):
    assert split_variants(wanted, [variant(A, "a")]) == (now, more)


def test_another_order_of_variants_waits():
    live = [variant(A, "a"), variant(B, "b")]

    assert split_variants(live[::-1], live) == (live, True)
