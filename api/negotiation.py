"""Which representation to give, remembered by header: parsing it costs more than the
rest of a view."""

from functools import lru_cache

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.utils.mediatypes import media_type_matches, order_by_precedence


class HeaderNegotiation(DefaultContentNegotiation):
    """`Accept` alone decides: no `?format=`, no suffix."""

    def select_renderer(self, request, renderers, format_suffix=None):
        accept = request._request.META.get("HTTP_ACCEPT", "*/*")
        place = _best(accept, tuple(renderer.media_type for renderer in renderers))
        if place is None:
            raise NotAcceptable(available_renderers=renderers)
        return renderers[place], renderers[place].media_type


@lru_cache(maxsize=1024)
def _best(accept: str, offered: tuple[str, ...]) -> int | None:
    """The place of the first offered type that the most specific wish matches."""
    wishes = [wish.strip() for wish in accept.split(",")[:50]]
    for wish_set in order_by_precedence(wishes):
        for place, media_type in enumerate(offered):
            if any(media_type_matches(wish, media_type) for wish in wish_set):
                return place
    return None
