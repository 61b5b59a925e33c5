"""What a buyer's and a seller's program do, by a client made from openapi.yaml."""

import os
from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from lampung_catalogue import AuthenticatedClient, Client
from lampung_catalogue.api.auth import create_token
from lampung_catalogue.api.catalogue import (
    get_product,
    get_product_facets,
    get_product_json_ld,
    get_seller,
    list_products,
    list_sellers,
)
from lampung_catalogue.api.meta import get_problem_type, get_service
from lampung_catalogue.api.seller import (
    create_own_product,
    delete_own_product,
    get_own_product,
    list_own_products,
    update_own_product,
)
from lampung_catalogue.models import Problem, Product, ProductList, ProductsSort
from lampung_catalogue.models.name_texts_request import NameTextsRequest
from lampung_catalogue.models.own_product import OwnProduct
from lampung_catalogue.models.own_product_list import OwnProductList
from lampung_catalogue.models.patched_product_request import PatchedProductRequest
from lampung_catalogue.models.problem_type import ProblemType
from lampung_catalogue.models.product_facets import ProductFacets
from lampung_catalogue.models.product_json_ld import ProductJsonLd
from lampung_catalogue.models.product_request import ProductRequest
from lampung_catalogue.models.product_status import ProductStatus
from lampung_catalogue.models.second_factor_problem import SecondFactorProblem
from lampung_catalogue.models.seller import Seller
from lampung_catalogue.models.seller_list import SellerList
from lampung_catalogue.models.service import Service
from lampung_catalogue.models.sign_in_request import SignInRequest
from lampung_catalogue.models.token_pair import TokenPair
from lampung_catalogue.types import UNSET, Unset


@pytest.fixture
def client() -> Client:
    return Client(base_url=os.environ["CATALOGUE_URL"])


@pytest.fixture
def seller(client: Client) -> AuthenticatedClient:
    credentials = SignInRequest("seller@contoh.example", "lampung-contoh")
    pair = create_token.sync(client=client, body=credentials)
    assert isinstance(pair, TokenPair)
    assert pair.expires_in == 900
    return AuthenticatedClient(
        base_url=os.environ["CATALOGUE_URL"], token=pair.access_token
    )


def coffees(client: Client, cursor: str | Unset = UNSET) -> ProductList:
    page = list_products.sync(
        client=client,
        lang="en",
        category=["minuman"],
        sort=ProductsSort.PRICE_DESCENDING,
        limit=3,
        cursor=cursor,
    )
    assert isinstance(page, ProductList)
    return page


def test_a_filtered_list_goes_on_over_its_cursor(client: Client) -> None:
    first = coffees(client)
    assert first.next_cursor is not None

    second = coffees(client, first.next_cursor)

    assert len(first.results) == 3
    assert not {row.id for row in first.results} & {row.id for row in second.results}
    assert first.count is None
    assert first.search is None


def test_the_detail_of_a_row_says_all_that_the_row_said(client: Client) -> None:
    row = coffees(client).results[0]

    product = get_product.sync(row.id, client=client, lang="en")

    assert isinstance(product, Product)
    assert row.to_dict().items() <= product.to_dict().items()
    assert row.price is not None
    assert product.price == row.price
    assert product.updated_at.utcoffset() is not None


def test_an_answer_that_still_holds_is_not_sent_again(client: Client) -> None:
    first = list_products.sync_detailed(client=client, lang="en", limit=2)

    again = list_products.sync_detailed(
        client=client, lang="en", limit=2, if_none_match=first.headers["ETag"]
    )

    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert again.content == b""
    assert again.parsed is None


def test_a_facets_count_is_what_its_value_gives(client: Client) -> None:
    found = get_product_facets.sync(client=client, lang="en")
    assert isinstance(found, ProductFacets)
    regencies = next(facet for facet in found.facets if facet.name == "regency")
    value = regencies.values[0]

    page = list_products.sync(
        client=client, lang="en", regency=[value.value], limit=1, count=True
    )

    assert isinstance(page, ProductList)
    assert page.count == value.count


def test_several_values_go_in_as_one_text(client: Client) -> None:
    """This generator would repeat the parameter: it does not know `explode: false`."""
    page = list_products.sync(client=client, regency=["18.04,18.71"], lang="en")

    assert isinstance(page, ProductList)
    assert {row.regency.code for row in page.results} <= {"18.04", "18.71"}


def test_a_fault_is_told_by_a_typed_problem(client: Client) -> None:
    problem = list_products.sync(client=client, lang="en", regency=["18.99"])

    assert isinstance(problem, Problem)
    assert (problem.code, problem.status) == ("validation_failed", 400)
    assert [(fault.in_, fault.pointer, fault.code) for fault in problem.errors] == [
        ("query", "regency", "not_found")
    ]


def test_a_product_that_never_was_is_a_problem_too(client: Client) -> None:
    nowhere = UUID("01a18dcc-ed60-74a9-a3c3-000000000000")

    problem = get_product.sync(nowhere, client=client)

    assert isinstance(problem, Problem)
    assert problem.code == "not_found"


def test_a_language_we_lack_falls_back(client: Client) -> None:
    answer = list_products.sync_detailed(
        client=client, limit=1, accept_language="de-DE, de;q=0.9"
    )

    assert answer.headers["Content-Language"] == "en"
    assert isinstance(answer.parsed, ProductList)
    assert answer.parsed.results[0].content_language == "en"


def test_other_reads_answer_in_their_shapes(client: Client) -> None:
    sellers = list_sellers.sync(client=client, lang="id", limit=1)
    assert isinstance(sellers, SellerList)
    seller = get_seller.sync(sellers.results[0].id, client=client, lang="id")
    assert isinstance(seller, Seller)
    assert seller.name == sellers.results[0].name
    linked = get_product_json_ld.sync(coffees(client).results[0].id, client=client)
    assert isinstance(linked, ProductJsonLd)
    assert linked["@type"] == "Product"
    explained = get_problem_type.sync("gone", client=client, lang="id")
    assert isinstance(explained, ProblemType)
    service = get_service.sync(client=client)
    assert isinstance(service, Service)
    assert "id" in service.languages


def test_a_wrong_password_is_a_problem_without_a_ticket(client: Client) -> None:
    wrong = SignInRequest("nobody@contoh.example", "lampung-contoh")

    refused = create_token.sync(client=client, body=wrong)

    assert isinstance(refused, SecondFactorProblem)
    assert refused.code == "authentication_required"
    assert refused.ticket is UNSET


def test_a_seller_writes_a_draft_changes_it_and_takes_it_back(
    seller: AuthenticatedClient,
) -> None:
    before = list_own_products.sync(client=seller, limit=1, count=True)
    assert isinstance(before, OwnProductList)
    assert before.count is not None
    draft = ProductRequest(name=NameTextsRequest(id="Kain tapis", en="Tapis cloth"))
    key = str(uuid4())

    made = create_own_product.sync_detailed(
        client=seller, body=draft, idempotency_key=key
    )
    again = create_own_product.sync_detailed(
        client=seller, body=draft, idempotency_key=key
    )

    product = made.parsed
    assert isinstance(product, OwnProduct)
    assert made.status_code == HTTPStatus.CREATED
    assert made.headers["Location"] == f"/v1/seller/products/{product.id}"
    assert product.status == ProductStatus.DRAFT
    assert again.headers["Idempotency-Replayed"] == "true"
    assert isinstance(again.parsed, OwnProduct)
    assert again.parsed.id == product.id

    change = PatchedProductRequest(lead_time_days=14)
    changed = update_own_product.sync(
        product.id, client=seller, body=change, if_match=made.headers["ETag"]
    )
    assert isinstance(changed, OwnProduct)
    assert (changed.lead_time_days, changed.name.en) == (14, "Tapis cloth")
    late = update_own_product.sync(
        product.id, client=seller, body=change, if_match=made.headers["ETag"]
    )
    assert isinstance(late, Problem)
    assert late.code == "precondition_failed"

    taken_back = delete_own_product.sync_detailed(product.id, client=seller)
    assert taken_back.status_code == HTTPStatus.NO_CONTENT
    missing = get_own_product.sync(product.id, client=seller)
    assert isinstance(missing, Problem)
    assert missing.code == "not_found"
    after = list_own_products.sync(client=seller, limit=1, count=True)
    assert isinstance(after, OwnProductList)
    assert after.count == before.count
