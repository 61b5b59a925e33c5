import pytest

from catalogue.reviews.differences import (
    Change,
    PictureChange,
    PictureMove,
    content_changes,
    picture_changes,
)


def test_what_is_the_same_is_not_told():
    content = {"name": {"id": "Kopi"}, "price": {"amount": "1.00", "currency": "IDR"}}

    assert content_changes(content, dict(content)) == []


def test_texts_are_told_by_language():
    before = {"name": {"id": "Kopi", "en": "Coffee"}, "hs_code": "090111"}
    after = {"name": {"id": "Kopi Robusta"}, "hs_code": "090121"}

    assert content_changes(before, after) == [
        Change("/name/id", "name", "Kopi", "Kopi Robusta"),
        Change("/name/en", "name", "Coffee", None),
        Change("/hs_code", "hs_code", "090111", "090121"),
    ]


def test_money_and_quantities_are_one_value():
    before = {"price": {"amount": "1.00", "currency": "IDR"}, "min_order": None}
    after = {
        "price": {"amount": "2.00", "currency": "IDR"},
        "min_order": {"value": "5", "unit": "kg"},
    }

    assert content_changes(before, after) == [
        Change("/price", "price", before["price"], after["price"]),
        Change("/min_order", "min_order", None, after["min_order"]),
    ]


def test_items_are_recognised_by_their_code_or_id():
    before = {
        "attributes": [{"code": "a", "value": "1"}, {"code": "b", "value": "2"}],
        "variants": [{"id": "x", "sku": "X", "name": {}}],
    }
    after = {
        "attributes": [{"code": "b", "value": "3"}, {"code": "c", "value": "4"}],
        "variants": [{"id": "x", "sku": "X", "name": {"id": "Kecil"}}],
    }

    assert content_changes(before, after) == [
        Change("/attributes/0/value", "attributes", "2", "3"),
        Change("/attributes/1", "attributes", None, {"code": "c", "value": "4"}),
        Change("/attributes/0", "attributes", {"code": "a", "value": "1"}, None),
        Change("/variants/0/name/id", "variants", None, "Kecil"),
    ]


def test_the_same_items_in_another_order_are_one_change():
    before = {"variants": [{"id": "x"}, {"id": "y"}]}
    after = {"variants": [{"id": "y"}, {"id": "x"}]}

    assert content_changes(before, after) == [
        Change("/variants", "variants", ["x", "y"], ["y", "x"])
    ]


def test_other_lists_are_one_value():
    assert content_changes({"incoterms": ["FOB"]}, {"incoterms": ["FOB", "EXW"]}) == [
        Change("/incoterms", "incoterms", ["FOB"], ["FOB", "EXW"])
    ]


@pytest.mark.parametrize(("before", "after"), [(None, ""), ([], None), ({}, None)])
def test_nothing_is_no_change_to_nothing(before, after):
    assert content_changes({"a": before}, {"a": after}) == []


def test_a_member_an_older_snapshot_lacks_is_new():
    assert content_changes({}, {"carton": {"units": 4}}) == [
        Change("/carton", "carton", None, {"units": 4})
    ]
    assert content_changes({"lead_time_days": None}, {"lead_time_days": 0}) == [
        Change("/lead_time_days", "lead_time_days", None, 0)
    ]


def test_members_to_ignore_and_names_that_need_escaping():
    assert content_changes({}, {"a/b": "1", "c": "2"}, ignore=["c"]) == [
        Change("/a~1b", "a~1b", None, "1")
    ]


def pictures(*ids, **alts):
    return [{"id": i, "alt": {"id": alts.get(i, i)}} for i in ids]


def told(before, after):
    return [(c.image, c.change) for c in picture_changes(before, after)]


def test_a_picture_taken_out_at_the_front_moves_no_other():
    changes = picture_changes(pictures("a", "b", "c"), pictures("b", "c"))

    assert changes == [
        PictureChange("a", PictureMove.REMOVED, {"id": "a"}, None, 0, None)
    ]


def test_a_picture_put_in_front_moves_no_other():
    assert told(pictures("a", "b"), pictures("n", "a", "b")) == [
        ("n", PictureMove.ADDED)
    ]


def test_the_fewest_pictures_count_as_moved():
    assert told(pictures("a", "b", "c", "d"), pictures("d", "a", "b", "c")) == [
        ("d", PictureMove.MOVED)
    ]


def test_a_picture_may_be_moved_and_described_anew():
    changes = picture_changes(pictures("a", "b"), pictures("b", "a", b="baru"))

    assert (
        PictureChange("b", PictureMove.ALT_CHANGED, {"id": "b"}, {"id": "baru"}, 1, 0)
        in changes
    )
    assert [c.change for c in changes].count(PictureMove.MOVED) == 1


def test_the_same_pictures_are_no_change():
    assert picture_changes(pictures("a", "b"), pictures("a", "b")) == []
