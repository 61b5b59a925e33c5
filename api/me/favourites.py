"""Favourites: products a person keeps."""

from api import pagination
from api.envelopes import Envelope
from api.pagination import Page
from api.parameters import PageParameters, path_id
from api.private import PrivateView, operation
from catalogue.buyers import actions
from catalogue.buyers.models import Favourite
from catalogue.listings import pages
from catalogue.listings.shapes import ProductSummarySerializer


class FavouriteListSerializer(Envelope):
    """A page of the products you keep."""

    results = ProductSummarySerializer(many=True, max_length=100)


class FavouriteListView(PrivateView):
    """The products the caller keeps."""

    @operation(
        "list_favourites",
        tag="me",
        summary="List your favourites",
        parameters=PageParameters,
        responses=FavouriteListSerializer,
    )
    def get(self, request):
        """The products you keep, the latest first.

        One that was withdrawn is left out, and back in its place when it is published
        again.
        """
        listed = Favourite.objects.managed_by(request.user).listed()
        mark = pagination.fingerprint(request.path, self.values, "-id", self.language)
        kept, page = pagination.page_by_id(
            listed, self.values, mark=mark, newest_first=True
        )
        keys = [favourite.listing_id for favourite in kept]
        rows = [summary for _, _, summary in pages.of_keys(keys, self.language)]
        count = listed.count() if self.values.get("count") else None
        page = Page(rows, page.next_cursor, page.previous_cursor)
        body = pagination.envelope(page, count)
        return self.answer(
            body,
            tag=self.tag(len(rows), request.user.pk, body),
            headers=pagination.headers(request, page),
        )


class FavouriteView(PrivateView):
    """One product the caller keeps, or not."""

    @operation(
        "add_favourite",
        tag="me",
        summary="Keep a product",
        request=None,
        responses={204: None},
    )
    def put(self, request, id: str):
        """Keep a product of the public catalogue; one that is kept keeps its place.

        500 a person, withdrawn ones too; more are a 409 `conflict`.
        """
        actions.add_favourite(user=request.user, product_id=path_id(id))
        return self.answer(None, status=204)

    @operation(
        "remove_favourite",
        tag="me",
        summary="Keep a product no longer",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """204 too where it was not kept."""
        actions.remove_favourite(user=request.user, product_id=path_id(id))
        return self.answer(None, status=204)

    put.if_match = delete.if_match = False  # nothing of it is edited
