"""Saved searches: queries of the product list that a person keeps."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api.bodies import Body, PlainText, carry, read, refuse
from api.envelopes import Envelope
from api.errors import Fault, Problem
from api.messages import Message
from api.middleware.bounds import MAX_PARAMETERS
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.private import PrivateView, operation
from api.public.filters import ProductQuery
from api.shapes import moment_json
from catalogue.buyers import actions
from catalogue.buyers.models import SavedSearch
from catalogue.listings.shapes import MomentField, Shape, TextField

QUERY = "As after the `?` of `GET /v1/products`, without `cursor`, `limit` and `count`."


class SavedSearchSerializer(Shape):
    """A query that is kept."""

    id = serializers.UUIDField(read_only=True)
    name = TextField(max_length=120)
    query = TextField(max_length=2000, help_text=QUERY)
    notify = serializers.ChoiceField(choices=SavedSearch.Notify.choices, read_only=True)
    created_at = MomentField(read_only=True)


class SavedSearchListSerializer(Envelope):
    """All of your saved searches, in one page."""

    results = SavedSearchSerializer(many=True, max_length=actions.MAX_SAVED_SEARCHES)


class SavedSearchBody(Body):
    """What to keep, and whether to be told of what is new."""

    name = PlainText(max_length=120)
    query = PlainText(max_length=2000, allow_blank=True, help_text=QUERY)
    notify = serializers.ChoiceField(
        choices=SavedSearch.Notify.choices,
        default=SavedSearch.Notify.NONE,
        help_text="`daily`: a letter a day with what was published since the last one; "
        "none where nothing was.",
    )

    def validate_query(self, value):
        read_query(value)
        return value


def saved_search_json(search: SavedSearch) -> dict:
    return {
        "id": str(search.pk),
        "name": search.name,
        "query": search.query,
        "notify": search.notify,
        "created_at": moment_json(search.created_at),
    }


class SavedSearchListView(PrivateView):
    """The searches the caller keeps."""

    @operation(
        "list_saved_searches",
        tag="me",
        summary="List your saved searches",
        parameters=WholeListParameters,
        responses=SavedSearchListSerializer,
    )
    def get(self, request):
        """The searches you keep, the latest first."""
        mine = SavedSearch.objects.managed_by(request.user)
        found = [saved_search_json(search) for search in mine]
        tag = self.tag(len(found), request.user.pk, *(row["id"] for row in found))
        return self.answer(whole_list(found, self.values), tag=tag)

    @operation(
        "create_saved_search",
        tag="me",
        summary="Save a search",
        request=SavedSearchBody,
        responses={201: SavedSearchSerializer},
    )
    def post(self, request):
        """Keep a query of `GET /v1/products`; what is wrong with it is told here.

        A fault is at `/query`, its detail begins with the parameter's name. `sort` and
        `lang` are kept for your own calls: the daily letter lists the latest first, in
        the language of your account. 50 searches a person; more are a 409 `conflict`.
        """
        body = read(SavedSearchBody, request.data)
        search = actions.save_search(
            user=request.user, filters=read_query(body["query"]), **body
        )
        return self.answer(
            saved_search_json(search),
            status=201,
            location=f"/v1/me/saved-searches/{search.pk}",
        )


class SavedSearchView(PrivateView):
    """One search the caller keeps."""

    @operation(
        "delete_saved_search",
        tag="me",
        summary="Delete a saved search",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """Nothing more is told of it."""
        mine = SavedSearch.objects.managed_by(request.user)
        get_object_or_404(mine, pk=path_id(id)).delete()
        return self.answer(None, status=204)

    delete.if_match = False  # nothing of it is edited


def read_query(text: str) -> dict[str, Any]:
    """The filters of a query, as the product list reads them.

    Raises a `ValidationError` with every fault.
    """
    if text.count("&") >= MAX_PARAMETERS:
        raise refuse("not_valid", "invalid", name="query")
    try:
        return ProductQuery.read(QueryDict(text))
    except Problem as problem:
        raise carry(*map(_in_query, problem.faults)) from None


def _in_query(fault: Fault) -> Fault:
    """A fault of a parameter as one of the member that holds it."""
    said = Message(*("{parameter}: " + text for text in fault.message))
    return replace(
        fault, message=said, values={**fault.values, "parameter": fault.pointer}
    )
