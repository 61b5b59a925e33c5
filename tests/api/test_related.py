"""Products like one product."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.products.models import Category, Product
from tests.api.test_products import expire_today, ids, publish_copy

pytestmark = pytest.mark.django_db


def related(client, product, limit=100):
    url = f"/v1/products/{product.pk}/related?lang=en&limit={limit}"
    response = client.get(url)
    assert response.status_code == 200
    return response.json()


def test_the_likest_come_first_and_itself_never(client, sample):
    product = sample("P001")
    twin = publish_copy(product)

    body = related(client, product)

    rows = body["results"]
    assert rows[0]["id"] == str(twin.pk)
    assert str(product.pk) not in ids(rows)
    assert len(set(ids(rows))) == len(rows)
    assert (body["next_cursor"], body["previous_cursor"]) == (None, None)
    own = [row["category"]["code"] == product.category.code for row in rows]
    assert own == sorted(own, reverse=True)


def test_a_rare_word_in_common_says_more_than_a_frequent_one(client, sample):
    for key, name in (("P001", "Kopi xylo"), ("P002", "Teh xylo"), ("P003", "Kopi")):
        Product.objects.filter(pk=sample(key).pk).update(
            name={"id": name, "en": name}, category=sample("P001").category
        )
        record(ProductChanged(sample(key).pk))

    rows = ids(related(client, sample("P001"))["results"])

    assert rows.index(str(sample("P002").pk)) < rows.index(str(sample("P003").pk))


def test_neither_a_grade_nor_a_place_in_a_name_makes_things_alike(client, sample):
    def name(key, text):
        Product.objects.filter(pk=sample(key).pk).update(name={"id": text, "en": text})
        record(ProductChanged(sample(key).pk))

    name("P001", "Xylo Premium Way Kambas")
    name("P126", "Premium Way Kambas")
    name("P127", "Xylo")

    rows = ids(related(client, sample("P001"))["results"])

    alike = str(sample("P127").pk)
    other = str(sample("P126").pk)
    assert alike in rows
    assert other not in rows or rows.index(alike) < rows.index(other)


def test_every_product_has_some_and_none_is_itself(client):
    for product in Product.objects.filter(slug__contains="a")[::5]:
        rows = ids(related(client, product, limit=6)["results"])
        assert len(rows) == 6
        assert str(product.pk) not in rows


def test_alone_in_its_category_it_has_those_of_its_seller(client, sample):
    product = sample("P001")
    alone = Category.objects.create(code="alone", name={"id": "Sendiri", "en": "Alone"})
    Product.objects.filter(pk=product.pk).update(
        category=alone, name={"id": "Qwxyz", "en": "Qwxyz"}
    )
    record(ProductChanged(product.pk))
    of_seller = Product.objects.filter(seller=product.seller).exclude(pk=product.pk)

    rows = ids(related(client, product)["results"])

    assert {str(pk) for pk in of_seller.values_list("pk", flat=True)} <= set(rows)


def test_related_products_are_those_of_today(client, sample):
    product = sample("P001")
    expire_today(product, "HALAL")
    rows = {row["id"]: row for row in related(client, sample("P002"))["results"]}
    assert "HALAL" in rows[str(product.pk)]["certificate_codes"]

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        rows = {row["id"]: row for row in related(client, sample("P002"))["results"]}

        assert "HALAL" not in rows[str(product.pk)]["certificate_codes"]


def test_its_cost_does_not_grow_with_the_rows_shown(client, sample):
    related(client, sample("P001"), limit=1)
    counts = []
    for limit in (2, 100):
        with CaptureQueriesContext(connection) as asked:
            related(client, sample("P001"), limit=limit)
        counts.append(len(asked))

    assert counts[0] == counts[1]
