"""Texts in several languages: stored as `{language: text}`, shown in one."""

import unicodedata
from collections.abc import Iterable, Mapping

from django.conf import settings

Texts = Mapping[str, str]


def languages_for(language: str) -> list[str]:
    """`language`, then the languages to fall back on, in order."""
    known = settings.CATALOGUE_LANGUAGES
    return [language, *(other for other in known if other != language)]


def resolve(texts: Texts, language: str) -> str:
    """The text in `language`, else in the first fallback that has one, else empty."""
    for candidate in languages_for(language):
        if text := texts.get(candidate, ""):
            return text
    return ""


def best_language(members: Iterable[Texts], language: str) -> str:
    """The first language, from `language` on, in which every member has a text.

    A resource speaks one language at a time: a German label above an Indonesian
    description would help nobody. Where no language has all, the first with any.
    """
    members = list(members)
    for rule in (all, any):
        for candidate in languages_for(language):
            if rule(texts.get(candidate) for texts in members):
                return candidate
    return language


def fold(text: str) -> str:
    """A key by which texts compare alike on every database: no accents, no case."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())
