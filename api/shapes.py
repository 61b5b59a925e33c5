"""Shapes and readings that several audiences share."""

from datetime import UTC

from django.conf import settings

from catalogue.listings.shapes import Shape, TextField
from catalogue.sellers.models import Regency


class TextsSerializer(Shape):
    """A text in every language of the catalogue; null where there is none."""

    id = TextField(max_length=5000, allow_null=True)
    en = TextField(max_length=5000, allow_null=True)


def texts_json(texts: dict) -> dict:
    """Every language of the catalogue, null where there is no text."""
    return {
        language: texts.get(language) or None
        for language in settings.CATALOGUE_LANGUAGES
    }


def moment_json(moment) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def regency_json(regency: Regency) -> dict[str, str]:
    return {"code": regency.code, "name": regency.short_name}
