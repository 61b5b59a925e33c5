"""One problem shape, whoever refuses: a view, Django, the server's own rules."""

import json

import pytest
from django.test import Client

from api.messages import ERRORS
from api.messages.members import BY_SUBJECT
from catalogue.products.models import Product
from tests.factories import make_seller, make_user, signed_in

pytestmark = pytest.mark.django_db

MEMBERS = {
    "type", "title", "status", "code", "detail", "instance", "request_id", "errors",
}  # fmt: skip


def problem(response, status, code):
    """Assert the answer is that problem, whole; return it."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body.keys() == MEMBERS
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"/v1/problems/{code}"
    assert body["request_id"] == response["Request-Id"]
    return body


def test_no_two_sentences_about_members_have_one_key():
    assert len(ERRORS) == sum(len(part) for part in BY_SUBJECT)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("category=nope", "Tidak ada kategori nope."),
        ("regency=99.99", "Tidak ada kabupaten/kota 99.99."),
        ("certificate=NOPE", "Tidak ada jenis sertifikat NOPE."),
    ],
)
def test_what_is_not_there_is_named_in_the_language_asked(client, query, told):
    body = problem(
        client.get(f"/v1/products?lang=id&{query}"), 400, "validation_failed"
    )

    assert [error["detail"] for error in body["errors"]] == [told]


def test_an_unknown_parameter_is_refused_with_what_was_meant(client):
    response = client.get("/v1/products?regancy=18.71")

    body = problem(response, 400, "validation_failed")
    assert body["errors"] == [
        {
            "in": "query",
            "pointer": "regancy",
            "code": "unknown_parameter",
            "detail": "There is no parameter regancy.",
            "suggestion": "regency",
        }
    ]


def test_all_faults_of_a_request_come_at_once(client):
    response = client.get("/v1/products?limit=0&limit=3&sort=prize&has_image=yes&ids=1")

    body = problem(response, 400, "validation_failed")
    assert [(e["pointer"], e["code"]) for e in body["errors"]] == [
        ("limit", "repeated_parameter"),
        ("sort", "not_a_choice"),
        ("has_image", "invalid"),
        ("ids", "invalid"),
    ]
    assert body["errors"][1]["suggestion"] == "price"
    assert body["detail"] == "4 of the parameters are not valid."


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=101", "too_large"),
        ("limit=1e3", "invalid"),
        ("limit=" + "9" * 31, "too_large"),
        ("price_min=NaN", "invalid"),
        ("price_min=1e400", "invalid"),
        ("price_min=-1", "too_small"),
        ("price_max=" + "9" * 41, "invalid"),
        ("price_max=" + "9" * 40, "too_large"),
        ("q=" + "x" * 10_001, "too_long"),
        ("q_exact=true", "invalid"),
        ("q=kopi&q_exact=1", "invalid"),
        ("seller=%F0%9F%98%80", "invalid"),
        ("slug=" + "x" * 81, "too_long"),
        ("slug=0.5", "invalid"),
        ("category=" + ",".join(["kriya"] * 101), "too_long"),
        ("market=XX", "not_found"),
        ("export_level_min=5", "too_large"),
        ("updated_since=2026-13-01T00:00:00Z", "invalid"),
        ("updated_since=yesterday", "invalid"),
        ("updated_since=0000-01-01T00:00:00Z", "invalid"),
        ("updated_since=0001-01-01T00:00:00%2B14:00", "invalid"),
        ("category=kriya,", "blank"),
        ("category=nope", "not_found"),
        ("min_order_max=5&min_order_unit=KG", "not_found"),
        ("lang=e%0An", "invalid"),
        ("min_order_max=5", "required"),
        ("sort=relevance", "invalid"),
    ],
)
def test_bad_values_are_refused_by_what_is_wrong_with_them(client, query, code):
    body = problem(client.get(f"/v1/products?{query}"), 400, "validation_failed")

    assert [error["code"] for error in body["errors"]] == [code]


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "%25_!%22*()NEAR%26%7C",
        "q=%E2%80%AE%F0%9F%98%80",
        "ids=" + "0" * 8 + "-0000-0000-0000-" + "0" * 12,
        "updated_since=9999-12-31T23:59:59Z",
        "price_min=999999999999.99",
        "min_order_max=999999999999.99&min_order_unit=ton",
    ],
)
def test_odd_but_well_formed_values_are_plain_values(client, query):
    response = client.get(f"/v1/products?{query}")

    assert response.status_code == 200


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "bnVsbA", "e30", "W251bGwsMCwwLG51bGxd"]
)
def test_a_junk_cursor_is_an_invalid_cursor(client, cursor):
    response = client.get(f"/v1/products?cursor={cursor}")

    problem(response, 400, "invalid_cursor")


def test_errors_speak_the_callers_language_and_keep_their_code(client):
    response = client.get("/v1/products?regancy=1&lang=id")

    body = problem(response, 400, "validation_failed")
    assert body["title"] == "Permintaan tidak sah."
    assert response["Content-Language"] == "id"


def test_an_unknown_address_is_a_problem_also_outside_the_api(client):
    problem(client.get("/v1/nothing"), 404, "not_found")
    problem(client.get("/nothing"), 404, "not_found")
    slash = problem(client.get("/v1/products/"), 404, "not_found")

    assert slash["detail"] == ("There is no /v1/products/. Did you mean /v1/products?")


def test_a_malformed_id_in_a_path_is_refused_as_such(client):
    body = problem(client.get("/v1/products/12"), 400, "validation_failed")

    assert body["errors"][0]["in"] == "path"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_wrong_method_is_405_and_says_which_are_right(client, method):
    response = getattr(client, method)("/v1/products")

    problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD"


def test_a_kind_we_cannot_give_is_406(client):
    response = client.get("/v1/products", headers={"accept": "text/csv"})

    problem(response, 406, "not_acceptable")


def test_a_host_that_is_not_ours_is_400_and_not_a_crash(client):
    response = client.get("/v1/products", headers={"host": "evil.example"})

    problem(response, 400, "validation_failed")


def test_an_address_too_long_to_be_read_is_400(client):
    problem(client.get("/v1/products?slug=" + "x" * 64_000), 400, "validation_failed")


def test_a_crash_is_a_problem_without_internals(monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("secret table")

    monkeypatch.setattr("api.public.products.select", crash)
    client = Client(raise_request_exception=False)

    response = client.get("/v1/products?limit=7")

    body = problem(response, 500, "internal_error")
    assert "secret" not in json.dumps(body)


def test_a_crash_in_djangos_own_part_is_a_problem(monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("secret table")

    monkeypatch.setattr("api.meta.docs.Path.read_bytes", crash)
    client = Client(raise_request_exception=False)

    problem(client.get("/v1/openapi.yaml"), 500, "internal_error")


def test_every_code_is_explained_where_its_type_points(client):
    listed = client.get("/v1/problems?count=true").json()

    assert listed["count"] == len(listed["results"])
    for entry in listed["results"]:
        response = client.get(f"/v1/problems/{entry['code']}")
        assert response.json() == entry
    problem(client.get("/v1/problems/nonsense"), 404, "not_found")


def test_a_header_of_a_thousand_characters_is_refused(client):
    response = client.get("/v1/products", headers={"accept-language": "x" * 1000})

    error = problem(response, 400, "validation_failed")["errors"][0]
    assert (error["in"], error["pointer"]) == ("header", "Accept-Language")
    assert error["code"] == "too_long"


def test_every_wrong_value_of_a_list_is_named(client):
    body = problem(
        client.get("/v1/products?category=kriya,nope,nupe"), 400, "validation_failed"
    )

    assert [error["detail"] for error in body["errors"]] == [
        "There is no category nope.",
        "There is no category nupe.",
    ]


@pytest.mark.parametrize("url", ["/v1/openapi.yaml", "/healthz", "/docs", "/media/x"])
def test_a_wrong_method_is_a_problem_on_plain_pages_too(client, url):
    problem(client.post(url), 405, "method_not_allowed")


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json; charset=utf-8", 200),
        ("application/json;version=2, text/html", 200),
        ("", 200),
        ("text/html, */*;q=0.1", 200),
        ("application/json;q=0", 406),
        ("application/problem+json", 406),
        ("junk", 406),
    ],
)
def test_accept_is_read_by_its_types_alone(client, accept, status):
    response = client.get("/v1/products?limit=1", headers={"accept": accept})

    assert response.status_code == status


def test_a_thousand_parameters_are_refused_as_a_problem(client):
    response = client.get("/v1/products?" + "&".join(["a=1"] * 1001))

    problem(response, 400, "validation_failed")


def test_a_long_path_is_told_in_five_hundred_characters(client):
    body = problem(client.get("/v1/products/" + "Ω" * 300), 400, "validation_failed")

    assert len(body["instance"]) <= 500
    assert body["instance"].startswith("/v1/products/%CE%A9")
    assert body["instance"].endswith(("%CE", "%A9"))


@pytest.mark.django_db
class TestBodies:
    def test_chunks_are_refused_instead_of_read_as_nothing(self, client):
        user = make_user(name="Siti")
        signed_in(client, user)

        response = client.generic(
            "PATCH", "/v1/me", "", HTTP_TRANSFER_ENCODING="chunked"
        )

        user.refresh_from_db()
        assert response.status_code == 400
        assert "Content-Length" in response.json()["detail"]
        assert user.name == "Siti"

    def test_a_large_form_is_refused_before_it_is_read(self, client):
        response = client.post(
            "/account/confirm-email", {"token": "x" * 1_100_000}, format="multipart"
        )

        assert response.status_code == 413

    def test_a_thousand_parts_are_a_fault_of_the_caller(self, client):
        owner = make_user()
        seller = make_seller(owner=owner)
        product = Product.objects.create(seller=seller, name={"id": "Keripik"})
        signed_in(client, owner)

        response = client.post(
            f"/v1/seller/products/{product.pk}/images",
            {f"f{n}": "1" for n in range(1100)},
            format="multipart",
        )

        assert response.status_code == 400

    def test_no_method_that_is_odd_is_our_fault(self, client):
        for method in ("OPTIONS", "TRACE", "PUT", "BREW"):
            assert client.generic(method, "/v1/me").status_code == 405
