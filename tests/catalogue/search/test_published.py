"""Only what is published can be found, counted, suggested or corrected to."""

import pytest
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged, SellerChanged
from catalogue.products.actions import publishing
from catalogue.products.models import Product
from catalogue.search import jobs, vocabulary
from catalogue.search.checking import drift

pytestmark = pytest.mark.django_db

WORD, TYPO, BEGUN = "zyxwvut", "zyxwvt", "zyxw"


@pytest.fixture
def product(sample):
    """P001, with a name that nothing else has."""
    found = sample("P001")
    found.name = {"id": f"Kopi {WORD.title()}", "en": f"{WORD.title()} coffee"}
    found.save()
    record(ProductChanged(found.pk))
    return found


def read(client, query, **more):
    options = {"q": query, "q_exact": "false", "count": "true", **more}
    return client.get("/v1/products", options).json()


def ids(client, query):
    return {row["id"] for row in read(client, query)["results"]}


def assert_shown(client, product):
    exact = read(client, WORD, q_exact="true")
    assert [row["id"] for row in exact["results"]] == [str(product.pk)]
    assert exact["count"] == 1
    for query in (WORD, TYPO, BEGUN):
        assert str(product.pk) in ids(client, query)
    assert read(client, TYPO)["search"]["corrected"] == WORD
    assert WORD in client.get("/v1/suggestions", {"q": BEGUN}).content.decode().lower()
    assert list(drift()) == []


def assert_gone(client, product):
    assert_word_gone(client)
    for query in (WORD, TYPO, BEGUN, f"kopi {WORD}", f"kopi{WORD}"):
        assert str(product.pk) not in ids(client, query)


def assert_word_gone(client):
    exact = read(client, WORD, q_exact="true")
    assert (exact["results"], exact["count"]) == ([], 0)
    assert exact["search"]["did_you_mean"] is None
    facets = client.get("/v1/products/facets", {"q": WORD, "q_exact": "true"}).json()
    assert not any(value.get("count") for value in _values(facets))
    for query in (TYPO, BEGUN, f"kopi {TYPO}"):
        assert WORD not in (read(client, query)["search"]["corrected"] or "")
    for begun in (BEGUN, TYPO, WORD[:2]):
        answer = client.get("/v1/suggestions", {"q": begun}).content.decode().lower()
        assert WORD not in answer
    assert list(drift()) == []


def _values(value):
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)


def test_a_published_word_is_found_corrected_to_and_suggested(client, product):
    assert_shown(client, product)


def test_what_is_hidden_is_nowhere_and_comes_back(client, product):
    assert_shown(client, product)

    publishing.hide_product(product_id=product.pk)
    assert_gone(client, product)

    publishing.show_product(product_id=product.pk)
    assert_shown(client, product)


def test_what_is_archived_is_nowhere(client, product):
    publishing.archive_product(product_id=product.pk)

    assert_gone(client, product)


def test_what_a_suspended_seller_offers_is_nowhere(client, product):
    product.seller.suspended_at = timezone.now()
    product.seller.save()

    record(SellerChanged(product.seller_id))

    assert_gone(client, product)


def test_the_word_of_an_old_name_is_nowhere(client, product):
    product.name = {"id": "Kopi bubuk", "en": "Ground coffee"}
    product.save()

    record(ProductChanged(product.pk))

    assert_word_gone(client)


def test_a_draft_is_nowhere(client, sample):
    draft = Product.objects.create(
        seller=sample("P001").seller, name={"id": WORD.title()}
    )

    record(ProductChanged(draft.pk))

    assert_gone(client, draft)
    assert vocabulary.known([WORD]) == set()


def test_the_sweep_forgets_what_is_hidden(client, product):
    assert vocabulary.known([WORD]) == {WORD}
    publishing.hide_product(product_id=product.pk)

    jobs.sweep()

    assert vocabulary.known([WORD]) == set()
    assert_gone(client, product)
    publishing.show_product(product_id=product.pk)
    assert_shown(client, product)
