"""What came of an agreement, as both sides and officers read it."""

from typing import Any

from rest_framework import serializers

from api.money import money_json
from api.shapes import moment_json
from catalogue.enquiries.models import Outcome
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    MoneySerializer,
    NumberField,
    Shape,
)


class OutcomeSerializer(Shape):
    """What came of an agreement, as the seller tells it."""

    realised = serializers.BooleanField(
        read_only=True, help_text="Goods and money changed hands."
    )
    value = MoneySerializer(allow_null=True)
    destination_country = CodeField(
        max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2."
    )
    shipped_on = serializers.DateField(read_only=True, allow_null=True)
    jobs_added = NumberField(max_value=2**31 - 1, allow_null=True)
    recorded_at = MomentField(read_only=True)
    verified = serializers.BooleanField(
        read_only=True, help_text="An officer has seen papers of it."
    )
    verified_at = MomentField(read_only=True, allow_null=True)


def outcome_json(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    shipped_on = outcome.shipped_on
    return {
        "realised": outcome.realised,
        "value": money_json(outcome.value, outcome.currency),
        "destination_country": outcome.destination_country or None,
        "shipped_on": shipped_on and shipped_on.isoformat(),
        "jobs_added": outcome.jobs_added,
        "recorded_at": moment_json(outcome.recorded_at),
        "verified": outcome.verified_at is not None,
        "verified_at": moment_json(outcome.verified_at),
    }
