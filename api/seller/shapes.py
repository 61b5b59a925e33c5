"""Shapes and readings that several resources of the workspace share."""

from rest_framework import serializers

from api.shapes import TextsSerializer, moment_json, texts_json
from catalogue.listings.shapes import CodeField, MomentField, Shape
from catalogue.reviews.models import Review


class ReviewNoteSerializer(Shape):
    """What an officer last said about it."""

    status = serializers.ChoiceField(choices=Review.Status.choices, read_only=True)
    reason = CodeField(max_length=16, allow_null=True)
    note = TextsSerializer()
    opened_at = MomentField(read_only=True)
    decided_at = MomentField(read_only=True, allow_null=True)


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
