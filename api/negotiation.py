"""Which representation to give, remembered by header: parsing it costs more than the
rest of a view."""

import re
from functools import lru_cache

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.utils.mediatypes import media_type_matches, order_by_precedence

NOTHING = re.compile(r"q=0(\.0*)?")


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
    """The place of the first offered type that the most specific wish matches.

    Parameters of a wish (`charset=utf-8`) say nothing here; `q=0` takes it back.
    """
    wishes = []
    for part in (accept.strip() or "*/*").split(",")[:50]:
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        if not any(NOTHING.fullmatch(parameter) for parameter in parameters):
            wishes.append(media_type.lower())
    for wish_set in order_by_precedence(wishes):
        for place, media_type in enumerate(offered):
            if any(media_type_matches(wish, media_type) for wish in wish_set):
                return place
    return None
