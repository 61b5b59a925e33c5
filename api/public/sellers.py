"""Sellers: the list and one seller."""

from uuid import UUID

from drf_spectacular.utils import extend_schema

from api import pagination
from api.parameters import (
    CodesField,
    IdsField,
    PageParameters,
    Parameter,
    SlugField,
    path_id,
)
from api.public.answers import Answer, PublicView
from api.public.envelopes import SellerListSerializer
from api.public.products import absent
from catalogue.listings import actions, generation, pages, reference, statements
from catalogue.listings.models import Tombstone
from catalogue.listings.shapes import SellerSerializer
from catalogue.listings.statements import Condition, any_of


class SellerParameters(PageParameters):
    regency = Parameter(
        CodesField("regency", lambda: reference.current().regencies, max_length=5),
        "Codes of regencies.",
        example="18.71",
    )
    slug = Parameter(SlugField(), "The slug of a seller.")
    ids = Parameter(IdsField(), "Ids of sellers, 100 at most.")


class SellerListView(PublicView):
    """Verified sellers, by name."""

    parameters = SellerParameters

    @extend_schema(
        operation_id="list_sellers",
        tags=["catalogue"],
        summary="List sellers",
        responses=SellerListSerializer,
    )
    def get(self, request, **path):
        """Page through the verified sellers, by name."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        conditions = _conditions(values)
        mark = pagination.fingerprint(request.path, values, "name", language)
        position = pagination.decode(values.get("cursor"), mark, str)
        limit = values.get("limit", 20)
        found = pages.of_sellers(
            conditions=conditions,
            language=language,
            limit=limit + 1,
            position=position,
        )
        page = pagination.page_of(found, limit=limit, mark=mark, position=position)
        count = statements.seller_count(conditions) if values.get("count") else None
        body = pagination.envelope(page, count)
        return Answer(body, headers=pagination.headers(request, page))


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
