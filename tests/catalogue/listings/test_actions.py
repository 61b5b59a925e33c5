import json
from datetime import date, timedelta

import pytest
import time_machine
from django.db.models import Min
from django.utils import timezone

from catalogue.dates import moment_of
from catalogue.journal import clock
from catalogue.journal.actions import record
from catalogue.journal.jobs import run_next
from catalogue.journal.models import Job
from catalogue.journal.types import (
    CategoryChanged,
    CertificateChanged,
    ProductChanged,
    RegencyChanged,
    SellerChanged,
)
from catalogue.journal.worker import autodiscover_modules
from catalogue.listings import handlers, rows
from catalogue.listings.actions import assessment_of
from catalogue.listings.checking import drift
from catalogue.listings.errors import UnknownMarket
from catalogue.listings.jobs import rebuild_what_a_date_passed_by
from catalogue.listings.loading import load_products
from catalogue.listings.models import (
    NEVER,
    Listing,
    ListingMarket,
    ListingText,
    SellerListing,
    SellerListingText,
    Tombstone,
)
from catalogue.listings.readings import ProductReading
from catalogue.listings.shapes import ProductSerializer, ProductSummarySerializer
from catalogue.products.models import Category, Image, Product
from catalogue.readiness.actions.assessing import reassess_due
from catalogue.readiness.models import Certificate
from catalogue.sellers.models import Regency

pytestmark = pytest.mark.django_db


def stored(product, language="en"):
    text = ListingText.objects.get(product_id=product.pk, language=language)
    return json.loads(text.summary), json.loads(text.detail)


def test_what_is_stored_is_what_the_serializer_says_for_every_product():
    products = list(Listing.objects.values_list("product_id", flat=True))
    facts = {f.product.pk: f for f in load_products(products, timezone.localdate())}

    assert len(facts) == 140
    for text in ListingText.objects.select_related("listing"):
        reading = ProductReading(
            facts[text.product_id],
            text.language,
            moment_of(text.listing.updated_key),
        )
        assert text.detail == rows.dump(ProductSerializer(reading).data)
        assert text.summary == rows.dump(ProductSummarySerializer(reading).data)


def test_there_is_no_drift_in_the_sample_catalogue():
    assert list(drift()) == []


def test_a_changed_name_is_shown_at_once_and_moves_the_date(sample):
    product = sample("P001")
    before = Listing.objects.get(product_id=product.pk)
    product.name = {**product.name, "en": "Another name"}
    product.save()

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        record(ProductChanged(product.pk))

    after = Listing.objects.get(product_id=product.pk)
    assert stored(product)[0]["name"] == "Another name"
    assert after.updated_key > before.updated_key
    assert list(drift()) == []


def test_a_rebuild_that_says_the_same_moves_nothing(sample):
    product = sample("P001")
    before = Listing.objects.get(product_id=product.pk)
    generation, _ = clock.generation()

    record(ProductChanged(product.pk))

    after = Listing.objects.get(product_id=product.pk)
    assert after.digest == before.digest
    assert after.updated_key == before.updated_key
    assert clock.generation()[0] == generation


def test_hiding_a_product_takes_it_out_and_leaves_a_tombstone(sample):
    product = sample("P001")
    product.hidden_at = timezone.now()
    product.save()

    record(ProductChanged(product.pk))

    assert not Listing.objects.filter(product_id=product.pk).exists()
    assert not ListingText.objects.filter(product_id=product.pk).exists()
    assert Tombstone.objects.get(object_id=product.pk).slug == product.slug
    assert list(drift()) == []


def test_a_suspended_seller_leaves_with_all_products_and_comes_back(sample):
    seller = sample("P001").seller
    count = Listing.objects.filter(seller_id=seller.pk).count()
    seller.suspended_at = timezone.now()
    seller.save()
    record(SellerChanged(seller.pk))

    assert Listing.objects.filter(seller_id=seller.pk).count() == 0
    assert not SellerListing.objects.filter(seller_id=seller.pk).exists()
    assert list(drift()) == []

    seller.suspended_at = None
    seller.save()
    record(SellerChanged(seller.pk))

    assert Listing.objects.filter(seller_id=seller.pk).count() == count
    assert list(drift()) == []


def test_a_sellers_new_name_is_in_all_its_products(sample):
    seller = sample("P001").seller
    seller.name = "Kopi Baru (Contoh)"
    seller.save()

    record(SellerChanged(seller.pk))

    assert stored(sample("P001"))[0]["seller"]["name"] == "Kopi Baru (Contoh)"
    assert list(drift()) == []


def test_a_renamed_category_is_renamed_everywhere(sample):
    category = sample("P001").category
    Category.objects.filter(pk=category.pk).update(name={"id": "Kopi", "en": "Coffee"})

    record(CategoryChanged(category.code))

    assert stored(sample("P001"))[0]["category"]["name"] == "Coffee"
    assert stored(sample("P001"), "id")[0]["category"]["name"] == "Kopi"
    assert list(drift()) == []


def test_a_regency_with_many_products_is_renamed_by_the_worker(monkeypatch):
    monkeypatch.setattr(handlers, "IN_TRANSACTION", 3)
    autodiscover_modules("jobs")
    Job.objects.all().delete()
    Regency.objects.filter(code="18.04").update(short_name="Lampung Barat Baru")

    record(RegencyChanged("18.04"))

    assert Job.objects.get().subject == "regency:18.04"
    assert run_next() is True
    assert Job.objects.count() == 0
    assert list(drift()) == []


def test_a_regency_is_renamed_where_its_officer_verified_a_certificate(sample):
    product = sample("P001")
    elsewhere = Regency.objects.exclude(pk=product.seller.regency_id).first()
    held = Certificate.objects.held_for(product).counting(timezone.localdate()).first()
    held.verified_by = elsewhere
    held.save()
    record(CertificateChanged(product.seller_id))
    elsewhere.short_name = "Nama Baru"
    elsewhere.save()

    record(RegencyChanged(elsewhere.code))

    shown = {c["type"]: c["verified_by"] for c in stored(product)[1]["certificates"]}
    assert shown[held.type_id]["name"] == "Nama Baru"
    assert list(drift()) == []


def test_a_new_picture_and_a_removed_one_are_followed(sample):
    product = sample("P001")
    Image.objects.filter(product=product).update(status=Image.Status.PROCESSING)
    record(ProductChanged(product.pk))

    assert stored(product)[0]["image"] is None
    assert not Listing.objects.get(product_id=product.pk).has_image

    Image.objects.filter(product=product).update(status=Image.Status.READY)
    record(ProductChanged(product.pk))

    assert stored(product)[0]["image"]["alt"].startswith("Sample drawing")
    assert list(drift()) == []


def test_a_revoked_certificate_stops_counting_in_the_same_transaction(sample):
    product = sample("P001")
    Certificate.objects.filter(seller=product.seller, type_id="HALAL").update(
        status=Certificate.Status.REVOKED
    )

    record(CertificateChanged(product.seller_id))

    summary, detail = stored(product)
    assert "HALAL" not in summary["certificate_codes"]
    assert detail["export"]["level"] == 1
    assert list(drift()) == []


def test_an_expiry_needs_no_job_to_be_found_out(sample):
    product = sample("P001")
    Certificate.objects.filter(seller=product.seller, type_id="PIRT").update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(product.seller_id))
    tomorrow = timezone.now() + timedelta(days=1)

    with time_machine.travel(tomorrow):
        assert reassess_due(limit=1000) >= 1

        assert "PIRT" not in stored(product)[0]["certificate_codes"]
        assert list(drift()) == []


def expire_today(product, code):
    """A certificate in its last day, that no rule for this product asks for."""
    Certificate.objects.create(
        seller=product.seller,
        type_id=code,
        status=Certificate.Status.VERIFIED,
        verified_on=timezone.localdate(),
        expires_on=timezone.localdate(),
    )
    record(CertificateChanged(product.seller_id))


def codes_of(seller_id):
    text = SellerListingText.objects.get(seller_id=seller_id, language="en")
    return json.loads(text.summary)["certificate_codes"]


@pytest.mark.parametrize("code", ["SVLK", "PEB"])
def test_a_certificate_shown_is_gone_the_day_after_whatever_the_score_says(
    sample, code
):
    product = sample("P001")
    expire_today(product, code)
    assert code in stored(product)[0]["certificate_codes"]
    assert code in codes_of(product.seller_id)

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        rebuild_what_a_date_passed_by()

        assert code not in stored(product)[0]["certificate_codes"]
        assert code not in codes_of(product.seller_id)
        assert list(drift()) == []


def test_an_assessment_that_a_date_has_passed_by_is_made_anew_when_read(sample):
    product = sample("P001")
    Certificate.objects.filter(seller=product.seller, type_id="HALAL").update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(product.seller_id))
    before = assessment_of(product.pk, "MY")

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        after = assessment_of(product.pk, "MY")

        assert (before.level, after.level) == (2, 1)
        assert after.taken_on == timezone.localdate()
        assert assessment_of(product.pk, "MY") == after  # made once


def test_there_is_no_standing_in_a_market_without_rules(sample):
    with pytest.raises(UnknownMarket):
        assessment_of(sample("P001").pk, "TH")


def test_a_listing_is_out_of_date_once_anything_it_shows_is():
    """Nothing shown outlives `changes_on`, of products and of sellers."""
    products = Product.objects.public().values_list("pk", flat=True)
    for facts in load_products(products, timezone.localdate()):
        listing = Listing.objects.get(product_id=facts.product.pk)
        ends = [c.expires_on for c in facts.certificates if c.expires_on]
        assert all(listing.export_changes_on <= day + timedelta(days=1) for day in ends)
        assert listing.export_changes_on <= (facts.readiness.changes_on or NEVER)
    for listing in SellerListing.objects.all():
        held = Certificate.objects.filter(seller=listing.seller_id, products=None)
        ends = held.counting(timezone.localdate()).aggregate(first=Min("expires_on"))
        if ends["first"]:
            assert listing.changes_on <= ends["first"] + timedelta(days=1)


def test_a_certificate_that_was_renewed_is_shown_once(sample):
    product = sample("P001")
    old = Certificate.objects.get(seller=product.seller, type_id="HALAL")
    new = Certificate.objects.create(
        seller=product.seller,
        type_id="HALAL",
        number="ID-2",
        status=Certificate.Status.VERIFIED,
        verified_on=timezone.localdate(),
        renews=old,
    )
    Certificate.objects.filter(pk=old.pk).update(superseded_by=new)

    record(CertificateChanged(product.seller_id))

    shown = stored(product)[1]["certificates"]
    assert [c["number"] for c in shown if c["type"] == "HALAL"] == ["ID-2"]


def test_the_european_deforestation_law_comes_into_force_by_itself():
    ready_now = ListingMarket.objects.filter(market_code="EU", is_ready=True)
    ready = set(ready_now.values_list("listing__slug", flat=True))
    law = date(2026, 12, 30)

    with time_machine.travel(f"{law}T03:00:00Z"):
        while reassess_due(limit=1000):
            pass
        after = set(ready_now.values_list("listing__slug", flat=True))

        assert after < ready
        assert list(drift()) == []


def test_the_check_finds_a_row_that_was_changed_behind_its_back(sample):
    ListingText.objects.filter(product_id=sample("P001").pk, language="en").update(
        summary='{"name": "wrong"}'
    )

    assert list(drift()) == [
        f"product {sample('P001').pk}: its summary in en is out of date"
    ]
