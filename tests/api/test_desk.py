"""The admin: reference data is edited through the same events as everything else."""

import pytest
from django.test import Client

from catalogue.accounts.models import User
from catalogue.listings.checking import drift
from catalogue.products.models import Category
from catalogue.reference.loading import load, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(User.objects.create_superuser("officer@contoh.example", "x"))
    return client


def form_of(category, **changes):
    values = {
        "parent": category.parent_id or "",
        "code": category.code,
        "source_sector": category.source_sector,
        "google_taxonomy_id": category.google_taxonomy_id,
        "position": category.position,
        "hs_headings": '["5810"]',
        "name": '{"id": "Kain Tapis", "en": "Tapis"}',
    }
    return {**values, **changes}


def test_a_renamed_category_is_shown_at_once_and_survives_a_load(desk, client):
    category = Category.objects.get(code="kain-tapis")
    url = f"/admin/products/category/{category.pk}/change/"

    response = desk.post(url, form_of(category))

    assert response.status_code == 302
    rows = client.get("/v1/categories?lang=en").json()["results"]
    assert "Tapis" in {row["name"] for row in rows}
    assert list(drift()) == []
    table = next(table for table in tables() if table.model is Category)
    load(table)
    category.refresh_from_db()
    assert category.name["en"] == "Tapis"


def test_a_new_category_is_listed_before_it_has_products(desk, client):
    client.get("/v1/categories")
    category = Category.objects.get(code="kain-tapis")

    desk.post("/admin/products/category/add/", form_of(category, code="baru"))

    rows = client.get("/v1/categories").json()["results"]
    assert {"code": "baru", "name": "Tapis"}.items() <= next(
        row for row in rows if row["code"] == "baru"
    ).items()


def test_reference_rows_are_not_deleted(desk):
    category = Category.objects.get(code="kain-tapis")

    response = desk.post(f"/admin/products/category/{category.pk}/delete/")

    assert response.status_code == 403
    assert Category.objects.filter(code="kain-tapis").exists()


@pytest.mark.parametrize(
    "page",
    [
        "", "sellers/regency/", "products/category/", "products/attribute/",
        "readiness/certificatetype/", "readiness/market/",
        "readiness/marketrequirement/", "journal/job/", "accounts/user/",
        "accounts/user/add/",
    ],
)  # fmt: skip
def test_every_page_of_the_desk_opens(desk, page):
    assert desk.get(f"/admin/{page}").status_code == 200


def test_a_form_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {"username": "a", "password": "b"})

    assert response.status_code == 403
