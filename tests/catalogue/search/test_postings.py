"""The bitmaps of a process, which follow the documents."""

import pytest
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged, SellerChanged
from catalogue.listings import generation
from catalogue.listings.bitmaps import ones
from catalogue.listings.models import Listing, SellerListing
from catalogue.products.models import Product
from catalogue.search import postings
from catalogue.search.backends import Index, backend
from catalogue.search.models import ProductDocument
from catalogue.search.postings import Postings

pytestmark = pytest.mark.django_db


def holding(token, index=Index.PRODUCT):
    """Listing ids, as this process sees them."""
    with postings.reading(index) as held:
        return set(ones(held.bits(token)))


def asked_anew(token, index=Index.PRODUCT):
    """As a process that knows nothing would."""
    fresh = Postings(index)
    fresh.follow()
    return set(ones(fresh.bits(token)))


def key_of(product):
    return Listing.objects.get(product_id=product.pk).pk


def rename(product, name):
    product.name = {"id": name, "en": name}
    product.save()
    record(ProductChanged(product.pk))


def hide(product):
    product.hidden_at = timezone.now()
    product.save()
    record(ProductChanged(product.pk))


def show(product):
    product.hidden_at = None
    product.save()
    record(ProductChanged(product.pk))


def test_a_token_is_asked_of_the_engine_once(monkeypatch):
    asked = []
    real = type(backend()).holding

    def counting(self, index, tokens):
        asked.extend(tokens)
        return real(self, index, tokens)

    monkeypatch.setattr(type(backend()), "holding", counting)
    first = holding("wkopi")

    assert holding("wkopi") == first != set()
    assert sorted(asked) == ["awkopi", "bwkopi", "cwkopi"]


def test_many_tokens_are_loaded_by_one_question(monkeypatch):
    asked = []
    real = type(backend()).holding

    def counting(self, index, tokens):
        asked.append(list(tokens))
        return real(self, index, tokens)

    monkeypatch.setattr(type(backend()), "holding", counting)
    with postings.reading(Index.PRODUCT) as held:
        held.load(["wkopi", "wteh", "wkopi"])
        held.bits("wkopi")
        held.bits("wteh")

    assert len(asked) == 1


def test_tiers_hold_those_before_them():
    with postings.reading(Index.PRODUCT) as held:
        named, beside, anywhere = held.tiered("wkopi")

    assert named & ~beside == beside & ~anywhere == 0
    assert 0 < named.bit_count() < anywhere.bit_count()


def test_an_edit_is_seen_at_the_next_generation(sample):
    product = sample("P001")
    key = key_of(product)
    assert key not in holding("wzyxwvut")
    assert key in holding("wliwa")

    rename(product, "Zyxwvut")

    assert holding("wzyxwvut") == {key}
    with postings.reading(Index.PRODUCT) as held:
        assert key not in set(ones(held.tiered("wground")[0]))
    for token in ("wliwa", "wkopi", "pz", "wground"):
        assert holding(token) == asked_anew(token)


def test_what_is_withdrawn_and_published_again_is_followed(sample):
    product = sample("P001")
    before = holding("wkopi")
    key = key_of(product)
    assert key in before

    hide(product)
    assert holding("wkopi") == before - {key}
    with postings.reading(Index.PRODUCT) as held:
        assert key not in set(ones(held.everything))

    show(product)
    assert holding("wkopi") == before - {key} | {key_of(product)}
    assert holding("wkopi") == asked_anew("wkopi")


def test_a_seller_is_followed_too(sample):
    seller = sample("P001").seller
    key = SellerListing.objects.get(seller_id=seller.pk).pk
    assert key in holding("wliwa", Index.SELLER)
    seller.suspended_at = timezone.now()
    seller.save()

    record(SellerChanged(seller.pk))

    assert key not in holding("wliwa", Index.SELLER)


def test_qualities_part_everything():
    with postings.reading(Index.PRODUCT) as held:
        qualities, everything = held.qualities, held.everything
        in_order = list(held.best(everything))

    assert sum(bits.bit_count() for bits in qualities) == everything.bit_count() == 140
    assert sorted(in_order) == list(ones(everything))
    quality_of = dict(ProductDocument.objects.values_list("key", "quality"))
    assert in_order == sorted(in_order, key=lambda key: (-quality_of[key], key))


def test_more_changes_than_are_followed_are_asked_anew(sample, monkeypatch):
    monkeypatch.setattr(postings, "FOLLOWED", 1)
    before = holding("wkopi")
    ProductDocument.objects.all().update(stamp=generation.advance())
    with postings.reading(Index.PRODUCT) as held:
        assert set(ones(held.bits("wkopi"))) == before

    for key in ("P001", "P002", "P016"):
        rename(sample(key), "Zyxwvut")

    products = [sample(key).pk for key in ("P001", "P002", "P016")]
    listed = Listing.objects.filter(product_id__in=products)
    assert holding("wzyxwvut") == set(listed.values_list("pk", flat=True))
    assert holding("wkopi") == asked_anew("wkopi")


def test_a_hundred_changes_are_followed_as_if_asked_anew():
    tokens = ["wkopi", "rkopi", "pk", "wzyxwvut", "kkopi/sangrai/bubuk", "g18.04"]
    for token in tokens:
        holding(token)

    for number, product in enumerate(Product.objects.public().order_by("pk")[:24]):
        (rename(product, f"Zyxwvut {number}") if number % 3 else hide(product))

    for token in tokens:
        assert holding(token) == asked_anew(token), token


def test_memory_is_bounded(settings):
    settings.SEARCH_MEMORY = 20_000
    for word in range(40):
        with postings.reading(Index.PRODUCT) as held:
            held.load([f"w{word}{letter}" for letter in "abcdefghij"])
            held.load(["wkopi", "wteh", "wlampung"])

    kept = holding("wkopi")

    with postings.reading(Index.PRODUCT) as held:
        assert len(held._tokens._kept) < 400
    assert kept == asked_anew("wkopi")


def test_what_holds_nothing_is_followed_too(sample):
    """A word asked for before it was published."""
    assert holding("wzyxwvut") == set()

    rename(sample("P001"), "Zyxwvut")

    assert holding("wzyxwvut") == {key_of(sample("P001"))}
