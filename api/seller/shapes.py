"""Shapes and readings that several resources of the workspace share."""

from datetime import UTC

from django.conf import settings
from rest_framework import serializers

from catalogue.listings.shapes import CodeField, MomentField, Shape, TextField
from catalogue.reviews.models import Review


class TextsSerializer(Shape):
    """A text in every language of the catalogue; null where there is none."""

    id = TextField(max_length=5000, allow_null=True)
    en = TextField(max_length=5000, allow_null=True)


class ReviewNoteSerializer(Shape):
    """What an officer last said about it."""

    status = serializers.ChoiceField(choices=Review.Status.choices, read_only=True)
    reason = CodeField(max_length=16, allow_null=True)
    note = TextsSerializer()
    opened_at = MomentField(read_only=True)
    decided_at = MomentField(read_only=True, allow_null=True)


def texts_json(texts: dict) -> dict:
    """Every language of the catalogue, null where there is no text."""
    return {
        language: texts.get(language) or None
        for language in settings.CATALOGUE_LANGUAGES
    }


def moment_json(moment) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def review_json(review: Review | None) -> dict | None:
    if review is None:
        return None
    return {
        "status": str(review.status),
        "reason": review.reason or None,
        "note": texts_json(review.note),
        "opened_at": moment_json(review.opened_at),
        "decided_at": moment_json(review.decided_at),
    }
