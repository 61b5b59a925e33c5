"""Which language to answer in: `?lang=`, else `Accept-Language`, else the first."""

import re
from functools import lru_cache

from django.conf import settings

# A language tag: RFC 5646's shape, not its registry.
WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}\Z")


def is_well_formed(tag: str) -> bool:
    return len(tag) <= 35 and WELL_FORMED.match(tag) is not None


def served(tag: str) -> str | None:
    """The served language of a tag: `en` for `en-GB`; None for one we lack."""
    primary = tag.lower().split("-")[0]
    return primary if primary in settings.CATALOGUE_LANGUAGES else None


@lru_cache(maxsize=1024)
def negotiate(accept_language: str) -> str:
    """The best served language of an `Accept-Language` header (RFC 9110, 12.5.4)."""
    wishes = []
    for place, part in enumerate(accept_language.split(",")[:20]):
        tag, _, parameter = part.strip().partition(";")
        wishes.append((-_quality(parameter), place, tag.strip()))
    for quality, _, tag in sorted(wishes):
        if quality and (language := served(tag)):
            return language
    return settings.CATALOGUE_LANGUAGES[0]


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def of_request(request) -> str:
    """For answers whose parameters could not be read, such as errors."""
    asked = request.GET.get("lang", "")
    if is_well_formed(asked):
        return served(asked) or settings.CATALOGUE_LANGUAGES[0]
    return negotiate(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
