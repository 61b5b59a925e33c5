"""What `search_check` and `search_rebuild` tell."""

import io

import pytest
from django.core.management import call_command

from catalogue.listings.models import Listing, SellerListing
from catalogue.search import checking
from catalogue.search.models import ProductDocument, SellerDocument, Term

pytestmark = pytest.mark.django_db


def test_drift_is_told_by_ids_that_people_can_look_up():
    product, seller = Listing.objects.first(), SellerListing.objects.first()
    ProductDocument.objects.filter(key=product.pk).update(quality=99)
    SellerDocument.objects.filter(key=seller.pk).delete()

    told = set(checking.drift())

    product_named = f"product {product.product_id} {product.slug}"
    seller_named = f"seller {seller.seller_id} {seller.slug}"
    assert f"{product_named}: its document is out of date" in told
    assert f"{seller_named}: its tokens are left over" in told
    assert f"{seller_named}: listed, but not searched" in told


def test_a_word_that_is_missing_is_told_once_and_restored():
    Term.objects.filter(text="lampung").delete()

    told = list(checking.drift())
    out, err = io.StringIO(), io.StringIO()
    call_command("search_rebuild", stdout=out, stderr=err)

    assert told == ["word 'lampung': published, but not known"]
    assert out.getvalue().splitlines() == [
        "0 documents changed",
        "1 words were missing",
        "0 words are published no more",
    ]
    assert list(checking.drift()) == []


def test_where_nobody_looks_no_progress_is_drawn(capfd):
    call_command("search_rebuild", stdout=io.StringIO())

    assert capfd.readouterr() == ("", "")
