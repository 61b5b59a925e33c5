"""Products: the list, its facets, one product, what is like it."""

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
)
from api.public.searching import search_json
from catalogue.listings import (
    actions,
    bitmaps,
    facet_counts,
    generation,
    pages,
    reference,
    rows,
    statements,
)
from catalogue.listings.facet_counts import Picked
from catalogue.listings.models import Tombstone
from catalogue.listings.selection import Selection
from catalogue.listings.shapes import ProductSerializer
from catalogue.listings.statements import (
    RELEVANCE,
    SORTS,
    Position,
    Row,
    Sort,
)
from catalogue.search import queries, related, relevance
from catalogue.search.relevance import BadSpot
from catalogue.search.retrieval import Match
from catalogue.search.selecting import match_of, select

NEWEST = "-published_at"
# Of a search as it was typed: no filter, no further page.
FIRST_PAGE = {"q", "lang", "limit", "sort", "count"}


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
        """Search, filter, sort and page through the catalogue.

        Comma is OR within one filter, several filters are AND. Cursors neither skip
        nor repeat products while others are published.

        `q` takes whatever people type, in Indonesian, English or Malay: other forms of
        a word, translations, likely misspellings and a last word not written to its
        end all match. Words that are found nowhere are left out, and where few products
        hold all the others, those that hold some follow. `search` tells how it was read
        and which words of this page's rows matched.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        match = match_of(values)
        selection = select(values, match)
        name = values.get("sort", RELEVANCE)
        if name == RELEVANCE and not (match and match.words):
            name = NEWEST
        mark = pagination.fingerprint(request.path, values, name, language)
        key_type = int if name in SORTS and not SORTS[name].by_name else str
        position = pagination.decode(values.get("cursor"), mark, key_type)
        limit = values.get("limit", 20)
        if match and name == RELEVANCE:
            found = _by_relevance(match, selection, language, limit + 1, position)
        else:
            found = _sorted(selection, SORTS[name], language, limit + 1, position)
        page = pagination.page_of(found, limit=limit, mark=mark, position=position)
        count = facet_counts.count(selection) if values.get("count") else None
        if match and values.keys() <= FIRST_PAGE:
            queries.note(match, language, match.bits.bit_count())
        told = None if match is None else search_json(match, page.rows)
        body = pagination.envelope(page, count, search=told)
        return Answer(body, headers=pagination.headers(request, page, values.get("q")))


def _by_relevance(
    match: Match,
    selection: Selection,
    language: str,
    limit: int,
    position: Position | None,
) -> list[Row]:
    with bitmaps.following() as held:
        selected = selection.bits(held)
    try:
        return relevance.page(
            match, selected, language=language, limit=limit, position=position
        )
    except BadSpot:
        raise Problem("invalid_cursor") from None


def _sorted(
    selection: Selection,
    sort: Sort,
    language: str,
    limit: int,
    position: Position | None,
) -> list[Row]:
    led = selection.is_led_by_market(sort)
    return pages.of_products(
        conditions=selection.conditions(led_by_market=led),
        led_by_market=led,
        sort=sort,
        language=language,
        limit=limit,
        position=position,
    )


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
        picked = Picked(frozenset(values.get("category", ())), picked_price(values))
        total, facets = facet_counts.count_all(
            select(values, match_of(values)), picked, reference.current(), language
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
        """The likest first: of its category, then by name, place and export level.

        Never empty while its category or its seller has others. One page.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        product_id = path_id(self.kwargs["id"])
        keys = related.to_product(product_id, values.get("limit", 20))
        if keys is None:
            raise absent(Tombstone.Kind.PRODUCT, product_id)
        rows = [summary for _, _, summary in pages.of_keys(keys, language)]
        return Answer(pagination.envelope(Page(rows, None, None), None))
