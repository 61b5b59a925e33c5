"""Products: the list, its facets, one product, what is like it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema

from api import pagination
from api.errors import Problem
from api.pagination import Page
from api.parameters import Parameter, Parameters, WholeField, path_id
from api.public.answers import Answer, PublicView
from api.public.envelopes import (
    ProductFacetsSerializer,
    ProductListSerializer,
    RelatedProductListSerializer,
)
from api.public.filters import (
    ProductFilters,
    ProductListParameters,
    picked_price,
    select,
)
from catalogue.listings import (
    actions,
    facet_counts,
    generation,
    pages,
    reference,
    rows,
    statements,
)
from catalogue.listings.facet_counts import Picked
from catalogue.listings.models import Tombstone
from catalogue.listings.shapes import ProductSerializer
from catalogue.listings.statements import RELEVANCE, SORTS, Condition, any_of
from catalogue.search import service as search
from catalogue.search.backends.base import Match

NEWEST = "-published_at"


class ProductListView(PublicView):
    """Published products of verified sellers, in pages."""

    parameters = ProductListParameters

    @extend_schema(
        operation_id="list_products",
        tags=["catalogue"],
        summary="List products",
        responses=ProductListSerializer,
    )
    def get(self, request, **path):
        """Filter, sort and page through the catalogue.

        Comma is OR within one filter, several filters are AND. Cursors neither skip
        nor repeat products while others are published.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        match = search.match(values["q"]) if "q" in values else None
        selection = select(values, match)
        name = values.get("sort", RELEVANCE if match else NEWEST)
        sort = SORTS[NEWEST if name == RELEVANCE else name]
        mark = pagination.fingerprint(request.path, values, name, language)
        key_type = str if sort.by_name else int
        position = pagination.decode(values.get("cursor"), mark, key_type)
        limit = values.get("limit", 20)
        led = selection.is_led_by_market(sort)
        found = pages.of_products(
            conditions=selection.conditions(led_by_market=led),
            led_by_market=led,
            sort=sort,
            language=language,
            limit=limit + 1,
            position=position,
        )
        page = pagination.page_of(found, limit=limit, mark=mark, position=position)
        count = facet_counts.count(selection) if values.get("count") else None
        body = pagination.envelope(page, count, search=_search_json(match))
        return Answer(body, headers=pagination.headers(request, page))


def _search_json(match: Match | None) -> dict[str, Any] | None:
    if match is None:
        return None
    return {
        "query": match.query,
        "corrected": match.corrected,
        "did_you_mean": match.did_you_mean,
        "relaxed": match.relaxed,
        "dropped_words": list(match.dropped_words),
    }


class ProductFacetsView(PublicView):
    """How many products each filter value would give."""

    parameters = ProductFilters

    @extend_schema(
        operation_id="get_product_facets",
        tags=["catalogue"],
        summary="Count products per filter value",
        responses=ProductFacetsSerializer,
    )
    def get(self, request, **path):
        """The same filters as the list; each facet is counted with its own lifted.

        A count is what the list gives with that facet's filter set to the one value.
        `export_level` is cumulative, as the filter is a minimum; a product counts
        once under each of its markets and certificates.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        match = search.match(values["q"]) if "q" in values else None
        picked = Picked(frozenset(values.get("category", ())), picked_price(values))
        total, facets = facet_counts.count_all(
            select(values, match), picked, reference.current(), language
        )
        body = {
            "count": total,
            "facets": [
                {"name": name, "values": [vars(value) for value in found]}
                for name, found in facets.items()
            ],
        }
        return Answer(rows.dump(body).encode())


class ProductView(PublicView):
    """One published product."""

    tag_is_of_state = False

    @extend_schema(
        operation_id="get_product",
        tags=["catalogue"],
        summary="Get a product",
        responses=ProductSerializer,
    )
    def get(self, request, **path):
        """Everything public about one product. Withdrawn ones answer 410."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        changed, detail = read_product(path_id(self.kwargs["id"]), language)
        return Answer(detail.encode(), version=f"p{changed:x}")


def read_product(product_id: UUID, language: str) -> tuple[int, str]:
    """(when it last changed, detail JSON), or `gone` or `not_found` raised.

    A product whose export block a date has passed by is brought up to date first.
    """
    found = statements.product_text(product_id, language)
    if found and found[1] <= generation.current().on:
        actions.bring_up_to_date([product_id])
        found = statements.product_text(product_id, language)
    if found is None:
        raise absent(Tombstone.Kind.PRODUCT, product_id)
    return found[0], found[2]


def absent(kind: Tombstone.Kind, object_id: UUID) -> Exception:
    """What to say of something that is not in the public catalogue."""
    if Tombstone.objects.filter(kind=kind, object_id=object_id).exists():
        return Problem("gone")
    return Problem("not_found", values={"path": f"{kind} {object_id}"})


class RelatedParameters(Parameters):
    limit = Parameter(
        WholeField(minimum=1, maximum=100, default=20), "Products at most.", example=6
    )


class RelatedProductsView(PublicView):
    """Products like one product."""

    parameters = RelatedParameters

    @extend_schema(
        operation_id="list_related_products",
        tags=["catalogue"],
        summary="List related products",
        responses=RelatedProductListSerializer,
    )
    def get(self, request, **path):
        """Others of its category, newest first, then others of its seller. One page."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        product_id = path_id(self.kwargs["id"])
        place = statements.product_place(product_id)
        if place is None:
            raise absent(Tombstone.Kind.PRODUCT, product_id)
        category, seller_id = place
        limit = values.get("limit", 20)
        other = Condition("l.product_id <> %s", (statements.db_id(product_id),))
        same_category = [other, any_of("l.category_code", [category])]
        found = _newest(same_category, language, limit)
        if len(found) < limit:
            same_seller = [
                other,
                any_of("l.seller_id", [statements.db_id(seller_id)]),
                Condition("l.category_code <> %s", (category,)),
            ]
            found += _newest(same_seller, language, limit - len(found))
        return Answer(pagination.envelope(Page(found, None, None), None))


def _newest(conditions: list[Condition], language: str, limit: int) -> list[str]:
    found = pages.of_products(
        conditions=conditions, sort=SORTS[NEWEST], language=language, limit=limit
    )
    return [summary for _, _, summary in found]
