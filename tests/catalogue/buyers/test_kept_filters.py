"""Filters that are kept select what they selected."""

import json

from django.http import QueryDict

from api.public.filters import ProductQuery
from catalogue.buyers import kept_filters

EVERY = {
    "q": "kopi",
    "q_exact": "true",
    "category": "kriya,minuman",
    "regency": "18.04",
    "seller": "01a182d2-4220-701d-9eca-df3666cd90ca",
    "slug": "kopi-liwa",
    "ids": "01a182d2-4220-701d-9eca-df3666cd90ca",
    "export_ready": "true",
    "export_level_min": "3",
    "market": "DE,JP",
    "certificate": "HALAL",
    "price_min": "25000",
    "price_max": "49999.99",
    "min_order_max": "0.5",
    "min_order_unit": "kg",
    "has_image": "false",
    "updated_since": "2026-11-20T03:04:05.123456Z",
}


def test_every_filter_of_the_list_survives(db):
    sent = QueryDict(mutable=True)
    sent.update(EVERY)
    values = ProductQuery.read(sent)

    kept = json.loads(json.dumps(kept_filters.as_json(values)))

    assert set(EVERY) == set(ProductQuery.base_filters) - kept_filters.NOT_SELECTING
    assert kept_filters.of_json(kept) == values


def test_sort_and_language_select_nothing():
    assert kept_filters.as_json({"sort": "price", "lang": "id", "q": "kopi"}) == {
        "q": "kopi"
    }
