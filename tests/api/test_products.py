"""The list, its pages and filters, and one product."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.journal.actions import record
from catalogue.journal.types import CertificateChanged, ProductChanged
from catalogue.listings.models import Listing
from catalogue.products.models import Product
from catalogue.readiness.models import Certificate, ModelVersion, ProductReadiness
from catalogue.samples import seeds

pytestmark = pytest.mark.django_db

SORTS = ["-published_at", "price", "-price", "name", "-updated_at"]


def walk(client, url, member="next_cursor"):
    """All rows of a list, page by page."""
    rows, cursor, seen = [], "", set()
    while cursor is not None:
        assert cursor not in seen, f"{url} leads back to where it was"
        seen.add(cursor)
        body = client.get(f"{url}{f'&cursor={cursor}' if cursor else ''}").json()
        rows += body["results"]
        cursor = body[member]
    return rows


def ids(rows):
    return [row["id"] for row in rows]


def publish_copy(product, **changes):
    """Another published product like this one."""
    copy = Product.objects.get(pk=product.pk)
    copy.pk, copy._state.adding = uuid4(), True
    copy.slug = f"copy-{copy.pk.hex[:12]}"
    copy.published_at = timezone.now()
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    record(ProductChanged(copy.pk))
    return copy


def test_a_list_is_the_contracts_envelope(client):
    response = client.get("/v1/products?limit=2&lang=en")

    body = response.json()
    assert list(body) == [
        "results", "next_cursor", "previous_cursor", "count", "search",
    ]  # fmt: skip
    assert len(body["results"]) == 2
    assert (body["previous_cursor"], body["count"], body["search"]) == (None,) * 3
    assert body["next_cursor"] in response["Link"]
    assert response["Link"].startswith("<http://127.0.0.1:8000/v1/products?limit=2")
    assert response["Link"].endswith('rel="next"')


def test_the_default_is_twenty_newest_first(client):
    rows = client.get("/v1/products").json()["results"]

    newest = [str(seeds.product_id(r["product_id"])) for r in seeds.products()[:20]]
    assert ids(rows) == newest


def test_a_summary_is_what_the_contract_shows(client):
    url = f"/v1/products?ids={seeds.product_id('P001')}&lang=en"

    row = client.get(url).json()["results"][0]

    image = row.pop("image")
    row.pop("updated_at")
    assert row == {
        "id": str(seeds.product_id("P001")),
        "slug": "kopi-bubuk-robusta-liwa",
        "name": "Liwa Ground Robusta Coffee",
        "summary": "Red-picked robusta from farms above 900 m, medium-dark roasted and "
        "finely ground",
        "category": {
            "code": "kopi-sangrai-bubuk",
            "name": row["category"]["name"],
        },
        "seller": {
            "id": str(seeds.seller_id("S01")),
            "slug": "rumah-kopi-bukit-liwa",
            "name": "Rumah Kopi Bukit Liwa (Contoh)",
            "verified": True,
        },
        "regency": {"code": "18.04", "name": "Lampung Barat"},
        "price_basis": "from",
        "price": {"amount": "110000.00", "currency": "IDR"},
        "price_max": {"amount": "150000.00", "currency": "IDR"},
        "price_unit": "kg",
        "min_order": {"value": "20", "unit": "kg"},
        "export_ready": row["export_ready"],
        "certificate_codes": row["certificate_codes"],
        "is_sample": True,
        "content_language": "en",
    }
    assert row["export_ready"] is False
    assert set(row["certificate_codes"]) >= {"HALAL", "NIB", "PIRT"}
    assert [size["width"] for size in image["sizes"]] == [320, 640, 1280]
    assert image["sizes"][0]["webp"].startswith("http://127.0.0.1:8000/media/")


def test_the_detail_is_a_strict_superset_of_the_summary(client):
    for row in walk(client, "/v1/products?limit=100&lang=id"):
        detail = client.get(f"/v1/products/{row['id']}?lang=id").json()
        assert {member: detail[member] for member in row} == row
        assert detail.keys() - row.keys() == {
            "description", "attributes", "variants", "price_tiers", "images",
            "certificates", "packaging", "export", "links",
        }  # fmt: skip


def test_the_export_block_tells_what_was_computed_and_by_which_model(client):
    body = client.get(f"/v1/products/{seeds.product_id('P001')}").json()["export"]

    assert body["model_version"] == ModelVersion.objects.latest().version
    assert [d["code"] for d in body["dimensions"]] == [
        "LEGAL", "QUALITY", "CAPACITY", "PACKAGING",
        "PRICING", "LOGISTICS", "MARKET", "COMMITMENT",
    ]  # fmt: skip
    stored = ProductReadiness.objects.get(pk=seeds.product_id("P001"))
    assert body["score"] == str(stored.score)
    assert body["level"] == max(market["level"] for market in body["markets"])
    assert len(body["markets"]) == 12
    assert "ID" not in {market["market"] for market in body["markets"]}


@pytest.mark.parametrize("limit", [1, 100])
def test_a_page_is_one_statement(client, limit):
    client.get("/v1/products")  # reference data is in memory now

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(f"/v1/products?limit={limit}&lang=en")

    reads = [q["sql"] for q in queries if "listings_" in q["sql"]]
    assert len(reads) == 1
    others = [q["sql"] for q in queries if "listings_" not in q["sql"]]
    assert all("journal_generation" in sql for sql in others)


def expire_today(product, code):
    Certificate.objects.filter(seller=product.seller, type_id=code).update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(product.seller_id))


@pytest.mark.parametrize("sort", SORTS)
def test_the_rows_of_a_page_are_those_of_today_whatever_the_worker_has_got_to(
    client, sample, sort
):
    product = sample("P001")
    expire_today(product, "HALAL")
    url = f"/v1/products?seller={product.seller_id}&sort={sort}&limit=2&lang=en"
    assert "HALAL" in client.get(url).json()["results"][0]["certificate_codes"]

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        rows = walk(client, url)

        assert len(rows) > 2
        for row in rows:
            assert "HALAL" not in row["certificate_codes"]
            detail = client.get(f"/v1/products/{row['id']}?lang=en").json()
            assert {member: detail[member] for member in row} == row


def test_only_the_rows_of_the_page_are_brought_up_to_date(client, sample):
    product = sample("P001")
    expire_today(product, "HALAL")
    due = Listing.objects.filter(seller_id=product.seller_id)

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client.get(f"/v1/products?seller={product.seller_id}&limit=1")

        waiting = due.filter(export_changes_on__lte=timezone.localdate())
        assert waiting.count() == due.count() - 2  # the row shown, and the one after


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_pages_through_all_rows_once_both_ways(client, sort):
    url = f"/v1/products?limit=9&sort={sort}&lang=id"

    there = ids(walk(client, url))

    assert len(there) == len(set(there)) == 140
    last = client.get(f"/v1/products?limit=100&sort={sort}&lang=id").json()
    end = client.get(
        f"/v1/products?limit=100&sort={sort}&lang=id&cursor={last['next_cursor']}"
    ).json()
    assert end["next_cursor"] is None
    back = client.get(
        f"/v1/products?limit=100&sort={sort}&lang=id&cursor={end['previous_cursor']}"
    ).json()
    assert ids(back["results"]) == there[:100]
    assert back["previous_cursor"] is None


def test_sorted_by_price_what_is_priced_on_request_comes_last_both_ways(client, sample):
    product = sample("P001")
    product.price_basis, product.price, product.price_max = "on_request", None, None
    product.save()
    record(ProductChanged(product.pk))

    up = walk(client, "/v1/products?limit=100&sort=price")
    down = walk(client, "/v1/products?limit=100&sort=-price")

    assert up[-1]["id"] == down[-1]["id"] == str(product.pk)
    prices = [Decimal(row["price"]["amount"]) for row in up[:-1]]
    assert prices == sorted(prices)
    assert [Decimal(r["price"]["amount"]) for r in down[:-1]] == sorted(prices)[::-1]


def test_names_sort_by_their_folded_bytes(client):
    names = [row["name"] for row in walk(client, "/v1/products?limit=50&sort=name")]

    assert names == sorted(names, key=lambda name: name.casefold().encode())


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sort=st.sampled_from(SORTS),
    limit=st.integers(3, 40),
    arrivals=st.lists(st.sampled_from(["new", "cheap", "gone"]), max_size=6),
)
def test_cursors_neither_skip_nor_repeat_while_others_are_published(
    client, sample, sort, limit, arrivals
):
    """What was there all the time is seen exactly once, whatever comes and goes."""
    Product.objects.filter(slug__startswith="copy-").delete()
    for row in Listing.objects.filter(slug__startswith="copy-"):
        record(ProductChanged(row.product_id))
    stayed = set(Product.objects.values_list("pk", flat=True))
    doomed = [publish_copy(sample("P003")) for _ in range(arrivals.count("gone"))]
    url = f"/v1/products?limit={limit}&sort={sort}&lang=en"
    seen, cursor, pending = [], "", list(arrivals)
    while cursor is not None:
        body = client.get(f"{url}{f'&cursor={cursor}' if cursor else ''}").json()
        seen += ids(body["results"])
        cursor = body["next_cursor"]
        if pending:
            match pending.pop():
                case "new":
                    publish_copy(sample("P001"), name={"en": "Aaa", "id": "Aaa"})
                case "cheap":
                    publish_copy(sample("P002"), price=1, price_max=None)
                case "gone":
                    leaving = doomed.pop()
                    Product.objects.filter(pk=leaving.pk).delete()
                    record(ProductChanged(leaving.pk))

    assert len(seen) == len(set(seen))
    assert stayed <= {type(next(iter(stayed)))(one) for one in seen}


@pytest.mark.parametrize(
    "other",
    ["sort=price&lang=en", "category=kriya&lang=en", "lang=id", "q=kopi&lang=en"],
)
def test_a_cursor_of_another_list_is_refused(client, other):
    cursor = client.get("/v1/products?limit=2&lang=en").json()["next_cursor"]

    response = client.get(f"/v1/products?limit=2&{other}&cursor={cursor}")

    assert response.json()["code"] == "invalid_cursor"


def test_the_page_size_may_change_on_the_way(client):
    first = client.get("/v1/products?limit=2&lang=en").json()

    rest = client.get(
        f"/v1/products?limit=5&lang=en&count=true&cursor={first['next_cursor']}"
    ).json()

    assert len(rest["results"]) == 5
    assert rest["count"] == 140


def test_the_count_is_told_only_when_asked(client):
    assert client.get("/v1/products?count=true").json()["count"] == 140
    assert client.get("/v1/products?count=false").json()["count"] is None


def keys_where(test):
    return {str(seeds.product_id(r["product_id"])) for r in seeds.products() if test(r)}


def found(client, query):
    return set(ids(walk(client, f"/v1/products?limit=100&{query}")))


def test_a_category_includes_its_descendants(client):
    assert found(client, "category=kriya") == keys_where(
        lambda row: row["top_category"] == "kriya"
    )


def test_comma_is_or_and_several_filters_are_and(client):
    assert found(client, "regency=18.04,18.71&category=minuman,kriya") == keys_where(
        lambda row: (
            row["regency_slug"] in {"lampung-barat", "bandar-lampung"}
            and row["top_category"] in {"minuman", "kriya"}
        )
    )


def test_prices_are_filtered_in_rupiah_both_ends_included(client):
    assert found(client, "price_min=110000&price_max=150000") == keys_where(
        lambda row: 110_000 <= int(row["price_min_idr"]) <= 150_000
    )


def test_minimum_orders_compare_within_the_kind_of_unit(client):
    assert found(client, "min_order_max=20000&min_order_unit=g") == keys_where(
        lambda row: row["unit"] == "kg" and int(row["moq"]) <= 20
    )
    assert found(client, "min_order_max=5&min_order_unit=set") == keys_where(
        lambda row: row["unit"] == "set" and int(row["moq"]) <= 5
    )


def test_a_country_means_its_market_and_readiness_speaks_of_it(client):
    germany = found(client, "market=DE")

    assert germany == found(client, "market=EU")
    assert germany == found(client, "market=EU&export_ready=true")
    assert germany == found(client, "market=EU&export_level_min=3")
    assert found(client, "market=EU&export_level_min=4") < germany
    assert found(client, "market=EU&export_ready=false") == set()
    assert germany <= found(client, "export_ready=true")
    everything = found(client, "export_ready=true") | found(
        client, "export_ready=false"
    )
    assert len(everything) == 140


def test_certificates_filter_by_any_of_them(client):
    rows = walk(client, "/v1/products?limit=100&certificate=HALAL,SVLK")

    assert rows
    assert all({"HALAL", "SVLK"} & set(row["certificate_codes"]) for row in rows)


def test_ids_sellers_and_slugs_that_match_nothing_are_no_error(client):
    nobody = uuid4()

    for query in (f"ids={nobody}", f"seller={nobody}", "slug=no-such-thing"):
        assert client.get(f"/v1/products?{query}").json()["results"] == []
    slug = client.get("/v1/products?slug=kopi-bubuk-robusta-liwa").json()["results"]
    assert ids(slug) == [str(seeds.product_id("P001"))]


def test_pictures_and_dates_filter(client, sample):
    sample("P001").images.update(status="processing")
    record(ProductChanged(sample("P001").pk))

    assert found(client, "has_image=false") == {str(sample("P001").pk)}
    assert len(found(client, "has_image=true")) == 139
    assert found(client, "updated_since=2020-01-01T00:00:00Z") == keys_where(bool)
    assert found(client, "updated_since=2999-01-01T00:00:00Z") == set()


def test_withdrawn_is_410_never_seen_is_404(client, sample):
    product = sample("P001")
    product.hidden_at = timezone.now()
    product.save()
    record(ProductChanged(product.pk))

    for tail in ("", "/related", "/json-ld"):
        gone = client.get(f"/v1/products/{product.pk}{tail}")
        missing = client.get(f"/v1/products/{uuid4()}{tail}")
        assert (gone.status_code, gone.json()["code"]) == (410, "gone")
        assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_a_draft_is_nowhere(client, sample):
    Product.objects.create(seller=sample("P001").seller, name={"id": "Rahasia"})

    assert client.get("/v1/products?count=true").json()["count"] == 140
    assert found(client, "q=rahasia&q_exact=true") == set()


def test_an_expired_certificate_is_gone_from_the_detail_at_once(client, sample):

    product = sample("P001")
    product.seller.certificates.filter(type_id="PIRT").update(
        expires_on=timezone.localdate()
    )
    record(ProductChanged(product.pk))
    url = f"/v1/products/{product.pk}"
    assert "PIRT" in client.get(url).json()["certificate_codes"]

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert str(product.pk) not in found(client, "certificate=PIRT")
        assert "PIRT" not in client.get(url).json()["certificate_codes"]


def test_json_ld_is_a_schema_org_product(client):
    url = f"/v1/products/{seeds.product_id('P001')}/json-ld?utm_source=x"

    response = client.get(url)

    body = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert (body["@type"], body["sku"]) == ("Product", "P001")
    assert body["offers"]["lowPrice"] == "110000.00"
    assert body["offers"]["priceSpecification"]["price"] == "150000.00"
    assert body["offers"]["eligibleQuantity"]["unitCode"] == "KGM"


def test_a_product_that_was_withdrawn_and_comes_back_has_a_new_tag(client, sample):
    product = sample("P050")
    url = f"/v1/products/{product.pk}"
    tags = [client.get(url)["ETag"]]
    for days in range(4):
        hidden_at = None if days % 2 else timezone.now()
        product.hidden_at, product.lead_time_days = hidden_at, days
        product.save()
        record(ProductChanged(product.pk))
        if hidden_at is None:
            tags.append(client.get(url)["ETag"])

    assert len(set(tags)) == 3


def test_no_text_ends_the_script_that_json_ld_is_put_into(client, sample):
    product = sample("P001")
    product.name = {"id": "</script><b>", "en": "</script><b>"}
    product.save()
    record(ProductChanged(product.pk))

    response = client.get(f"/v1/products/{product.pk}/json-ld")

    assert b"<" not in response.content
    assert json.loads(response.content)["name"] == "</script><b>"


def test_a_fraction_of_a_sen_narrows_the_range(client):
    assert found(client, "price_min=110000.001&price_max=110000.009") == set()
