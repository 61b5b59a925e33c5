"""What every answer has: tags, caching, languages, CORS, ids, rates, compression."""

import gzip
import re

import pytest
from django.conf import settings

from api import throttling
from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged

pytestmark = pytest.mark.django_db


def test_a_public_read_says_how_long_it_may_be_kept(client):
    response = client.get("/v1/products")

    assert response["Cache-Control"] == (
        "public, max-age=60, stale-while-revalidate=60"
    )
    assert response["ETag"].startswith('W/"')
    assert client.get("/v1/categories")["Cache-Control"] == "public, max-age=3600"


def test_the_same_tag_again_is_304_without_a_body(client):
    first = client.get("/v1/products?limit=2")

    again = client.get("/v1/products?limit=2", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("header", ['"{}"', 'W/"x", W/"{}"', "*"])
def test_tags_compare_weakly_and_in_lists(client, header):
    tag = client.get("/v1/products")["ETag"].removeprefix("W/").strip('"')

    again = client.get("/v1/products", headers={"if-none-match": header.format(tag)})

    assert again.status_code == 304


def test_a_change_of_any_product_moves_the_lists_tag_but_not_anothers_detail(
    client, sample
):
    other = f"/v1/products/{sample('P002').pk}"
    list_tag, detail_tag = client.get("/v1/products")["ETag"], client.get(other)["ETag"]
    product = sample("P001")
    product.lead_time_days = 77
    product.save()

    record(ProductChanged(product.pk))

    assert client.get("/v1/products")["ETag"] != list_tag
    assert client.get(other)["ETag"] == detail_tag
    changed = client.get(f"/v1/products/{product.pk}").json()
    assert changed["export"]["lead_time_days"] == 77


def test_tags_differ_by_language_and_by_parameters(client):
    tags = {
        client.get(url)["ETag"]
        for url in (
            "/v1/products?lang=en",
            "/v1/products?lang=id",
            "/v1/products?lang=en&limit=2",
        )
    }

    assert len(tags) == 3


def test_lang_wins_over_the_header_and_leaves_no_vary(client):
    response = client.get("/v1/products?lang=id", headers={"accept-language": "en"})

    assert response["Content-Language"] == "id"
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("id", "id"),
        ("id-ID,en;q=0.5", "id"),
        ("de, en;q=0.2, id;q=0.9", "id"),
        ("de", "en"),
        ("", "en"),
        (";;;q=x,,", "en"),
        ("id;q=0, en", "en"),
    ],
)
def test_the_header_is_negotiated_and_said_in_vary(client, header, language):
    response = client.get("/v1/products", headers={"accept-language": header})

    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


def test_a_language_we_lack_falls_back(client):
    assert client.get("/v1/products?lang=de-AT")["Content-Language"] == "en"


def test_a_product_in_one_language_only_says_so(client, sample):
    product = sample("P001")
    product.name, product.description = {"id": "Kopi"}, {"id": "Enak."}
    product.save()
    record(ProductChanged(product.pk))

    body = client.get(f"/v1/products/{product.pk}?lang=en").json()

    assert (body["name"], body["content_language"]) == ("Kopi", "id")


def test_a_description_missing_in_english_makes_the_whole_product_indonesian(
    client, sample
):
    product = sample("P001")
    product.description = {"id": "Enak."}
    product.save()
    record(ProductChanged(product.pk))

    body = client.get(f"/v1/products/{product.pk}?lang=en").json()

    assert body["content_language"] == "id"
    assert body["name"] == product.name["id"]


def test_a_well_formed_request_id_is_kept_and_any_other_replaced(client):
    kept = client.get("/v1/products", headers={"request-id": "app-7.3_1234"})
    made = client.get("/v1/products", headers={"request-id": "a b\nc"})

    assert kept["Request-Id"] == "app-7.3_1234"
    assert re.fullmatch("[0-9a-f]{32}", made["Request-Id"])


def test_any_site_may_call_without_credentials(client):
    response = client.get("/v1/products", headers={"origin": "https://shop.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag, Link, Location" in response["Access-Control-Expose-Headers"]
    assert "origin" not in response.get("Vary", "").lower()


def test_a_preflight_allows_the_contracts_headers_for_a_day(client):
    response = client.options(
        "/v1/products",
        headers={
            "origin": "https://shop.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )

    assert response.status_code == 204
    assert response["Access-Control-Max-Age"] == "86400"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_safe_headers_are_on_every_answer(client):
    for url in ("/v1/products", "/v1/nothing", "/healthz", "/docs"):
        response = client.get(url)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == "same-origin"


def test_answers_are_compressed_when_asked(client):
    plain = client.get("/v1/products")

    small = client.get("/v1/products", headers={"accept-encoding": "gzip"})

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 3
    assert small["ETag"] == plain["ETag"]


def test_head_has_the_headers_of_get_and_no_body(client):
    full, head = client.get("/v1/products?limit=2"), client.head("/v1/products?limit=2")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == full["ETag"]
    assert head["Content-Length"] == str(len(full.content))


class TestRates:
    @pytest.fixture(autouse=True)
    def _three_a_minute(self, settings, monkeypatch):
        settings.GUEST_RATE_LIMIT, settings.WEB_CONCURRENCY = 3, 2
        monkeypatch.setattr(throttling, "_callers", throttling.Counter())

    def test_past_the_limit_it_says_when_to_come_back(self, client):
        for _ in range(3):
            assert client.get("/v1/products").status_code == 200

        response = client.get("/v1/products")

        assert response.status_code == 429
        assert response.json()["code"] == "rate_limited"
        assert 1 <= int(response["Retry-After"]) <= 60
        assert re.fullmatch(r'"guest";r=0;t=\d+', response["RateLimit"])

    def test_the_policy_is_always_said_and_the_count_never_to_a_shared_cache(
        self, client
    ):
        kept, unkept = client.get("/v1/products"), client.get("/v1/products?x=1")

        assert kept["RateLimit-Policy"] == '"guest";q=3;w=60'
        assert "RateLimit" not in kept
        assert unkept["RateLimit"].startswith('"guest";r=1;t=')

    def test_a_304_costs_nothing(self, client):
        tag = client.get("/v1/products")["ETag"]
        for _ in range(10):
            again = client.get("/v1/products", headers={"if-none-match": tag})
            assert again.status_code == 304

        assert client.get("/v1/products").status_code == 200

    def test_matching_anything_costs_as_much_as_an_answer(self, client):
        for _ in range(3):
            client.get("/v1/products", headers={"if-none-match": "*"})

        assert client.get("/v1/products").status_code == 429

    def test_another_address_has_its_own_count(self, client):
        for _ in range(4):
            client.get("/v1/products")

        assert client.get("/v1/products", REMOTE_ADDR="10.0.0.9").status_code == 200

    def test_a_forged_forwarding_header_changes_nothing(self, client):
        for number in range(3):
            client.get("/v1/products", headers={"x-forwarded-for": f"10.0.0.{number}"})

        forged = client.get("/v1/products", headers={"x-forwarded-for": "10.0.0.77"})

        assert forged.status_code == 429

    def test_behind_one_trusted_proxy_its_word_counts(self, client, settings):
        settings.TRUSTED_PROXIES = 1
        for _ in range(4):
            client.get("/v1/products", headers={"x-forwarded-for": "1.1.1.1, 9.9.9.9"})

        other = client.get(
            "/v1/products", headers={"x-forwarded-for": "1.1.1.1, 8.8.8.8"}
        )

        assert other.status_code == 200


def test_the_settings_are_safe_by_default():
    assert settings.DEBUG is False
    assert "*" not in settings.ALLOWED_HOSTS
