"""Sellers: the list and one seller."""

from uuid import UUID

from drf_spectacular.utils import extend_schema

from api import pagination
from api.errors import Problem
from api.parameters import (
    CodesField,
    IdsField,
    PageParameters,
    Parameter,
    QueryField,
    SlugField,
    path_id,
)
from api.public.answers import Answer, PublicView
from api.public.envelopes import SellerListSerializer
from api.public.products import absent
from catalogue.listings import actions, generation, pages, reference, statements
from catalogue.listings.bitmaps import bits_of
from catalogue.listings.models import Tombstone
from catalogue.listings.shapes import SellerSerializer
from catalogue.listings.statements import RELEVANCE, Condition, Position, Row, any_of
from catalogue.search import matching, relevance
from catalogue.search.backends import Index
from catalogue.search.relevance import BadSpot
from catalogue.search.retrieval import Match


class SellerParameters(PageParameters):
    q = Parameter(
        QueryField(),
        "Words to look for in sellers' names, stories, categories, certificates and "
        "places. They are read as those of the products' list, misspelt ones put right "
        "too, which this answer does not tell. The best matches come first.",
        example="kopi",
    )
    regency = Parameter(
        CodesField("regency", lambda: reference.current().regencies, max_length=5),
        "Codes of regencies.",
        example="18.71",
    )
    slug = Parameter(SlugField(), "The slug of a seller.")
    ids = Parameter(IdsField(), "Ids of sellers, 100 at most.")


class SellerListView(PublicView):
    """Verified sellers, by name or by what was searched for."""

    parameters = SellerParameters

    @extend_schema(
        operation_id="list_sellers",
        tags=["catalogue"],
        summary="List sellers",
        responses=SellerListSerializer,
    )
    def get(self, request, **path):
        """Page through the verified sellers: by name, with `q` by relevance."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        conditions = _conditions(values)
        match = _match(values)
        order = "name" if match is None else RELEVANCE
        mark = pagination.fingerprint(request.path, values, order, language)
        position = pagination.decode(values.get("cursor"), mark, str)
        limit = values.get("limit", 20)
        if match is None:
            found = pages.of_sellers(
                conditions=conditions,
                language=language,
                limit=limit + 1,
                position=position,
            )
        else:
            found = _by_relevance(match, conditions, language, limit + 1, position)
        page = pagination.page_of(found, limit=limit, mark=mark, position=position)
        count = _count(match, conditions) if values.get("count") else None
        body = pagination.envelope(page, count)
        return Answer(body, headers=pagination.headers(request, page, values.get("q")))


def _match(values: dict) -> Match | None:
    """What `q` matches; None where there is no word in it."""
    match = matching.match(values["q"], index=Index.SELLER) if values.get("q") else None
    return match if match and match.words else None


def _by_relevance(
    match: Match,
    conditions: list[Condition],
    language: str,
    limit: int,
    position: Position | None,
) -> list[Row]:
    try:
        return relevance.page(
            match,
            _selected(match, conditions),
            language=language,
            limit=limit,
            position=position,
        )
    except BadSpot:
        raise Problem("invalid_cursor") from None


def _selected(match: Match, conditions: list[Condition]) -> int:
    if not conditions:
        return match.bits
    return match.bits & bits_of(statements.sellers_matching(conditions))


def _count(match: Match | None, conditions: list[Condition]) -> int:
    if match is None:
        return statements.seller_count(conditions)
    return _selected(match, conditions).bit_count()


def _conditions(values: dict) -> list[Condition]:
    found = []
    if "regency" in values:
        found.append(any_of("l.regency_code", values["regency"]))
    if "slug" in values:
        found.append(Condition("l.slug = %s", (values["slug"],)))
    if "ids" in values:
        ids: list[UUID] = values["ids"]
        found.append(any_of("l.seller_id", [statements.db_id(i) for i in ids]))
    return found


class SellerView(PublicView):
    """One verified seller."""

    tag_is_of_state = False

    @extend_schema(
        operation_id="get_seller",
        tags=["catalogue"],
        summary="Get a seller",
        responses=SellerSerializer,
    )
    def get(self, request, **path):
        """One seller in full; a contact only where the seller publishes one."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        seller_id = path_id(self.kwargs["id"])
        found = statements.seller_text(seller_id, language)
        if found and found[1] <= generation.current().on:
            actions.bring_sellers_up_to_date([seller_id])
            found = statements.seller_text(seller_id, language)
        if found is None:
            raise absent(Tombstone.Kind.SELLER, seller_id)
        return Answer(found[2].encode(), version=f"s{found[0]:x}")
