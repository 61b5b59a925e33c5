"""Attributes: what a value may be, how it is shown, which a category has."""

import csv
import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError

from catalogue.listings.loading import load_products
from catalogue.listings.readings import ProductReading
from catalogue.products.attributes import UnfitValue, clean, shown
from catalogue.products.models import (
    Attribute,
    AttributeValue,
    Category,
    CategoryAttribute,
    Product,
)
from catalogue.products.reference import DATA
from catalogue.reference.loading import load, tables

ROAST = [
    {"code": "light", "id": "Ringan", "en": "Light"},
    {"code": "dark", "id": "Gelap", "en": "Dark"},
]


@pytest.mark.parametrize(
    ("type_", "value", "stored"),
    [
        ("bool", True, "true"),
        ("bool", False, "false"),
        ("bool", "true", "true"),
        ("bool", " false ", "false"),
        ("number", 12, "12"),
        ("number", "12.50", "12.5"),
        ("number", 12.5, "12.5"),
        ("number", Decimal("100.000"), "100"),
        ("number", "0", "0"),
        ("number", "-0.0", "0"),
        ("number", "999999999", "999999999"),
        ("number", "0.000001", "0.000001"),
        ("choice", "dark", "dark"),
        ("choice", " light ", "light"),
        ("text", "  Cokelat pahit ", "Cokelat pahit"),
        ("text", "e\u0301", "é"),
        ("text", "x" * 200, "x" * 200),
        ("text", 70, "70"),
    ],
)
def test_a_fit_value_is_stored_as_text(type_, value, stored):
    assert clean(type_, ROAST, value) == stored


@pytest.mark.parametrize(
    ("type_", "value", "key", "code", "values"),
    [
        ("bool", "ya", "boolean", "invalid", {"value": "ya"}),
        ("bool", 1, "boolean", "invalid", {"value": 1}),
        ("number", True, "decimal", "invalid", {"value": True}),
        ("number", "12,5", "decimal", "invalid", {"value": "12,5"}),
        ("number", "1e3", "decimal", "invalid", {"value": "1e3"}),
        ("number", "1_0", "decimal", "invalid", {"value": "1_0"}),
        ("number", "NaN", "decimal", "invalid", {"value": "NaN"}),
        ("number", float("inf"), "decimal", "invalid", {"value": float("inf")}),
        ("number", "", "decimal", "invalid", {"value": ""}),
        ("number", "0.0000001", "decimal", "invalid", {"value": "0.0000001"}),
        ("number", "-1", "too_small", "too_small", {"value": "-1", "limit": 0}),
        (
            "number", "1000000000", "too_large", "too_large",
            {"value": "1000000000", "limit": 999999999},
        ),
        (
            "choice", "medium", "not_a_choice", "not_a_choice",
            {"value": "medium", "choices": "light, dark"},
        ),
        (
            "choice", True, "not_a_choice", "not_a_choice",
            {"value": True, "choices": "light, dark"},
        ),
        ("text", "  ", "blank", "blank", {}),
        ("text", "x" * 201, "too_long", "too_long", {"limit": 200}),
        ("text", "a\x00b", "control_characters", "invalid", {}),
    ],
)  # fmt: skip
def test_an_unfit_value_is_refused_with_what_would_be_right(
    type_, value, key, code, values
):
    with pytest.raises(UnfitValue) as refused:
        clean(type_, ROAST, value)

    found = refused.value
    assert isinstance(found, ValueError)
    assert (found.key, found.code, found.values) == (key, code, values)


def test_a_percentage_ends_at_a_hundred():
    assert clean("number", [], "100", unit="%") == "100"
    with pytest.raises(UnfitValue) as refused:
        clean("number", [], "100.5", unit="%")
    assert refused.value.values["limit"] == 100


@pytest.mark.parametrize(
    ("type_", "value", "indonesian", "english"),
    [
        ("choice", "dark", "Gelap", "Dark"),
        ("choice", "gone", "gone", "gone"),
        ("bool", "true", "Ya", "Yes"),
        ("bool", "false", "Tidak", "No"),
        ("number", "12.5", "12.5", "12.5"),
        ("text", "dark", "dark", "dark"),
    ],
)
def test_a_value_is_shown_in_words(type_, value, indonesian, english):
    assert shown(type_, ROAST, value, "id") == indonesian
    assert shown(type_, ROAST, value, "en") == english


def csv_rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_name_only_what_there_is():
    categories = {row["slug"] for row in csv_rows("categories.csv")}
    attributes = {row["code"] for row in csv_rows("attributes.csv")}
    links = csv_rows("category_attributes.csv")

    assert {row["category"] for row in links} == categories
    assert {row["attribute"] for row in links} == attributes
    pairs = [(row["category"], row["attribute"]) for row in links]
    assert len(pairs) == len(set(pairs))
    assert {row["is_required"] for row in links} == {"yes", "no"}


@pytest.mark.django_db
def test_every_attribute_is_told_in_both_languages():
    for attribute in Attribute.objects.all():
        code, choices = attribute.code, attribute.choices
        assert attribute.name["id"], code
        assert attribute.name["en"], code
        assert attribute.type in Attribute.Type.values
        assert bool(choices) is (attribute.type == "choice"), code
        assert not attribute.unit or attribute.type == "number", code
        assert len({choice["code"] for choice in choices}) == len(choices), code
        for choice in choices:
            assert set(choice) == {"code", "id", "en"}
            assert re.fullmatch("[a-z0-9][a-z0-9_]*", choice["code"]), (code, choice)
            assert choice["id"], (code, choice)
            assert choice["en"], (code, choice)


@pytest.mark.django_db
def test_every_category_has_attributes_each_once():
    for category in Category.objects.all():
        rows = CategoryAttribute.objects.of(category)
        codes = [row.attribute_id for row in rows]
        assert len(codes) >= 3, category
        assert len(codes) == len(set(codes)), category


@pytest.mark.django_db
def test_a_category_inherits_from_all_above_its_own_first():
    banana = Category.objects.get(code="keripik-pisang")

    rows = CategoryAttribute.objects.of(banana)

    assert [row.code for row in rows] == [
        "keripik-pisang:banana_variety",
        "keripik:flavour",
        "keripik:spiciness",
        "keripik:cooking_method",
        "keripik:slice_shape",
        "makanan:ingredients",
        "makanan:allergens",
        "makanan:diet",
        "makanan:no_preservatives",
        "makanan:net_content",
        "makanan:packaging",
        "makanan:storage",
        "makanan:shelf_life",
        "makanan:gluten_free",
    ]
    required = [row.attribute_id for row in rows if row.is_required]
    assert required == ["shelf_life"]


@pytest.mark.django_db
def test_of_two_rows_for_one_attribute_the_nearer_counts():
    CategoryAttribute.objects.create(
        code="keripik-pisang:shelf_life",
        category_id="keripik-pisang",
        attribute_id="shelf_life",
        position=1,
    )
    banana = Category.objects.get(code="keripik-pisang")

    rows = CategoryAttribute.objects.of(banana)

    assert rows[0].code == "keripik-pisang:shelf_life"
    assert not rows[0].is_required
    assert [row.attribute_id for row in rows].count("shelf_life") == 1


@pytest.mark.django_db
def test_a_category_has_an_attribute_once():
    with pytest.raises(IntegrityError):
        CategoryAttribute.objects.create(
            code="another", category_id="makanan", attribute_id="shelf_life"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Attribute, CategoryAttribute])
def test_loading_again_changes_nothing(model):
    table = next(table for table in tables() if table.model is model)

    result = load(table)

    assert (result.created, result.updated, result.kept_edited) == (0, 0, 0)


@pytest.mark.django_db
def test_a_product_shows_words_in_the_order_of_its_category(sample):
    product = sample("P001")
    product.attribute_values.exclude(attribute="shelf_life").delete()
    for code, value in [
        ("no_preservatives", "true"),
        ("altitude", "900"),
        ("roast", "dark"),
        ("blade_steel", "iron"),  # of no coffee: last
    ]:
        AttributeValue.objects.create(product=product, attribute_id=code, value=value)
    (facts,) = load_products([product.pk], product.published_at.date())

    def shown_in(language):
        reading = ProductReading(facts, language, product.published_at)
        return [(a["code"], a["value"], a["unit"]) for a in reading.attributes]

    assert shown_in("id") == [
        ("roast", "Gelap", None),
        ("altitude", "900", "m"),
        ("no_preservatives", "Ya", None),
        ("shelf_life", "12", "month"),
        ("blade_steel", "Besi", None),
    ]
    assert [value for _, value, _ in shown_in("en")] == [
        "Dark", "900", "Yes", "12", "Iron",
    ]  # fmt: skip


@pytest.mark.django_db
def test_showing_attributes_asks_nothing_of_the_database(
    sample, django_assert_num_queries
):
    product = sample("P036")  # in a category of the third level
    (facts,) = load_products([product.pk], product.published_at.date())

    with django_assert_num_queries(0):
        reading = ProductReading(facts, "id", product.published_at)
        assert [a["code"] for a in reading.attributes] == [
            "banana_variety", "flavour", "packaging", "shelf_life",
        ]  # fmt: skip


@pytest.mark.django_db
def test_what_samples_tell_is_clean_and_of_their_category():
    for product in Product.objects.all():
        rows = CategoryAttribute.objects.of(product.category)
        known = {row.attribute_id: row.attribute for row in rows}
        held = {v.attribute_id: v.value for v in product.attribute_values.all()}
        required = {row.attribute_id for row in rows if row.is_required}
        assert required <= set(held), product
        # A shelf life is told of some that are no food.
        for code, value in held.items() - {("shelf_life", held.get("shelf_life"))}:
            attribute = known[code]
            fit = clean(attribute.type, attribute.choices, value, unit=attribute.unit)
            assert fit == value, (product, code)


def test_a_lineage_begins_with_the_category_itself():
    top = SimpleNamespace(code="makanan", parent=None)
    middle = SimpleNamespace(code="keripik", parent=top)

    assert Category.lineage(middle) == [middle, top]


def test_the_model_of_a_value_has_room_for_the_longest_text():
    assert AttributeValue._meta.get_field("value").max_length == 200
    assert Product._meta.get_field("hs_code").max_length == 6
