import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.journal.actions import record
from catalogue.journal.types import SellerChanged
from catalogue.listings.models import Listing, ListingText
from catalogue.search import actions, analysis, documents
from catalogue.search.analysis import PREFIX
from catalogue.search.backends import Index
from catalogue.search.checking import drift
from catalogue.search.documents import PRODUCT_FIELDS, SELLER_FIELDS, Fields
from catalogue.search.models import ProductDocument, SellerDocument

NAMES = st.dictionaries(
    st.sampled_from(list(PRODUCT_FIELDS)), st.lists(st.text(max_size=40), max_size=4)
)


def document(product) -> Fields:
    row = ProductDocument.objects.get(product_id=product.pk)
    return documents.parse(row.body)


@given(NAMES, st.lists(st.sampled_from(["kkopi/bubuk", "g18.01"]), unique=True))
def test_a_body_says_all_that_its_fields_do(texts, codes):
    fields = Fields(codes=codes)
    for name, written in texts.items():
        fields.add(name, written)

    assert documents.parse(fields.body()) == fields
    assert documents.parse(fields.body()).body() == fields.body()


def test_a_field_holds_each_word_once_in_the_order_of_the_text():
    fields = Fields()

    fields.add("name", ["Kopi bubuk, 250 gr", None, "", "kopi SIR 20"])

    assert fields.words["name"] == ["kopi", "bubuk", "250g", "sir", "20", "sir20"]


def test_a_field_is_bounded():
    fields = Fields()

    fields.add("description", [" ".join(f"kata{n}" for n in range(5_000))])

    assert len(fields.words["description"]) == documents.MAX_FIELD_WORDS


def test_a_token_is_kept_once_behind_its_best_tier():
    fields = Fields(codes=["kkopi"])
    fields.add("name", ["kopi"])
    fields.add("description", ["kopi enak"])

    tokens = documents.tokens(fields, Index.PRODUCT)

    assert len(tokens) == len({token[1:] for token in tokens})
    assert {"awkopi", "bkkopi", "cwenak"} <= set(tokens)
    assert "apko" in tokens
    assert not any(t.startswith("c" + PREFIX) for t in tokens)  # prose is not begun


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "tiers"),
    [(ProductDocument, PRODUCT_FIELDS), (SellerDocument, SELLER_FIELDS)],
)
def test_every_sample_document_reads_back(model, tiers):
    bodies = list(model.objects.values_list("body", flat=True))

    assert bodies
    for body in bodies:
        fields = documents.parse(body)
        assert fields.body() == body
        assert set(fields.words) == set(tiers)


@pytest.mark.django_db
def test_every_word_is_one_that_is_shown_or_names_category_or_place(sample):
    product = sample("P016")
    texts = ListingText.objects.filter(product_id=product.pk)
    shown = [json.loads(detail) for detail in texts.values_list("detail", flat=True)]

    fields = document(product)

    public = {word.text for text in _texts(shown) for word in _all(text)}
    for name in ("name", "seller", "description"):
        assert set(fields.words[name]) <= public


@pytest.mark.django_db
def test_what_is_not_shown_is_not_searched(sample):
    product = sample("P016")
    product.seller.nib = "9120001234567"
    product.seller.save()

    record(SellerChanged(product.seller_id))

    assert "9120001234567" not in document(product).body()


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _all(text):
    found = list(analysis.words(text))
    return [*found, *analysis.compounds(text, found)]


@pytest.mark.django_db
def test_a_document_names_the_place_and_what_is_above_the_category(sample):
    fields = document(sample("P001"))

    assert {"lampung", "barat", "west", "liwa"} <= set(fields.words["regency"])
    assert {"minuman", "beverages"} <= set(fields.words["ancestors"])
    assert {"kkopi/sangrai/bubuk", "kminuman", "g18.04"} == set(fields.codes)


@pytest.mark.django_db
def test_an_unchanged_listing_writes_nothing(sample):
    product = sample("P001").pk
    before = ProductDocument.objects.get(product_id=product)

    assert actions.write_products([product]) == 0

    assert ProductDocument.objects.get(product_id=product).stamp == before.stamp


@pytest.mark.django_db
def test_the_sample_catalogue_is_searched_whole():
    assert ProductDocument.objects.count() == Listing.objects.count() == 140
    assert list(drift()) == []


def test_words_with_figures_are_not_completed_to():
    fields = Fields()
    fields.add("name", ["Kopi 250gr SIR 20 di ab"])

    assert documents.vocabulary(fields) == {"kopi", "sir"}


def test_quality_stays_within_its_range():
    seen = {
        documents.quality(level, complete)
        for level in range(5)
        for complete in range(101)
    }

    assert min(seen) == 0
    assert max(seen) == documents.QUALITIES - 1
