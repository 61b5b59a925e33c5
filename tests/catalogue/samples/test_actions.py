from datetime import date, timedelta

import pytest
from django.utils import timezone

from catalogue.dates import add_months
from catalogue.listings.models import Listing
from catalogue.products.models import Image, Product
from catalogue.readiness.models import Certificate
from catalogue.reference.models import Mark
from catalogue.samples import actions
from catalogue.samples.seeds import certificate_id, product_id, seller_id
from catalogue.sellers.models import Regency, Seller

pytestmark = pytest.mark.django_db


def test_the_whole_sample_catalogue_is_public_and_marked_as_sample():
    assert Seller.objects.public().filter(is_sample=True).count() == 44
    assert Product.objects.public().filter(is_sample=True).count() == 140
    assert Listing.objects.count() == 140
    assert Image.objects.values("product").distinct().count() == 140
    regencies = Regency.objects.filter(sellers__isnull=False).distinct()
    assert regencies.count() == 15


def test_every_sample_speaks_both_languages():
    for product in Product.objects.all():
        assert product.name["id"]
        assert product.name["en"]
        assert product.description["id"]
        assert product.description["en"]


def test_a_load_that_was_cut_short_goes_on_and_leaves_edits_alone():
    Mark.objects.filter(name=actions.MARK).delete()
    Product.objects.filter(pk=product_id("P001")).delete()
    Product.objects.filter(pk=product_id("P002")).update(lead_time_days=99)

    steps = list(actions.load())

    assert steps[-1] == (44, 44)
    assert Product.objects.count() == 140
    assert Product.objects.get(pk=product_id("P002")).lead_time_days == 99
    assert Listing.objects.filter(product_id=product_id("P001")).count() == 1
    assert actions.are_loaded()


def test_a_whole_load_is_not_repeated():
    Product.objects.filter(pk=product_id("P001")).delete()

    assert list(actions.load()) == []
    assert not Product.objects.filter(pk=product_id("P001")).exists()


def test_a_product_certificate_belongs_to_the_products_that_list_it():
    halal = Certificate.objects.get(pk=certificate_id("S01", "HALAL"))
    nib = Certificate.objects.get(pk=certificate_id("S01", "NIB"))
    today = timezone.localdate()

    assert {p.pk for p in halal.products.all()} >= {product_id("P001")}
    assert {p.seller_id for p in halal.products.all()} == {seller_id("S01")}
    assert not nib.products.exists()
    assert (halal.number, halal.status) == ("", "verified")
    assert halal.issued_on == today - timedelta(days=90)
    assert halal.expires_on is None  # its type knows no end
    pirt = Certificate.objects.get(pk=certificate_id("S01", "PIRT"))
    assert pirt.expires_on == add_months(pirt.issued_on, 60)


def test_months_end_on_the_last_day_of_a_shorter_month():
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
