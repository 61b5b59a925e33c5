"""Versions of the model: what the rows say now, what is in force, what was published.

Rows of questions, weights and rules are the draft that officers edit. Nothing follows
them until a version is published: it is what every assessment rests on.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.types import ModelPublished
from catalogue.readiness.assessment.model import Model, read_model
from catalogue.readiness.errors import NothingToPublish
from catalogue.readiness.models import (
    Condition,
    Dimension,
    Market,
    MarketRequirement,
    ModelVersion,
    Question,
)

Content = dict[str, Any]


def in_force() -> Model:
    """The newest published model."""
    return load(ModelVersion.objects.values_list("pk", flat=True).latest())


def markets_in_force() -> tuple[str, ...]:
    """The foreign markets it has rules of; none before a first model is published."""
    return in_force().markets if ModelVersion.objects.exists() else ()


@lru_cache(maxsize=8)
def load(version_id: int) -> Model:
    """One published model; versions never change, so they may be kept."""
    row = ModelVersion.objects.get(pk=version_id)
    return read_model(row.version, row.content)


def draft() -> Content:
    """The model as the rows say it now."""
    return {
        "dimensions": [
            {
                "code": row.code,
                "weight": row.weight,
                "name": row.name,
                "local_term": row.local_term,
            }
            for row in Dimension.objects.all()
        ],
        "questions": [
            _question(row) for row in Question.objects.prefetch_related("options")
        ],
        "conditions": [
            {"code": row.code, "kind": row.kind, "text": row.text}
            for row in Condition.objects.all()
        ],
        "rules": [
            _rule(row)
            for row in MarketRequirement.objects.order_by(
                "market__position", "market_id", "code"
            )
        ],
        "markets": list(
            Market.objects.filter(is_domestic=False).values_list("code", flat=True)
        ),
        "domestic": Market.objects.get(is_domestic=True).code,
    }


def is_pending() -> bool:
    """Whether the rows say something that is not in force yet."""
    latest = ModelVersion.objects.first()
    return latest is None or latest.digest != digest(draft())


@transaction.atomic
def publish(*, by: User | None, note: str = "") -> ModelVersion:
    """Put what the rows say in force; all products are assessed anew by the worker.

    Raises `NothingToPublish` where the rows say what is in force already.
    """
    latest = ModelVersion.objects.select_for_update().first()
    content = draft()
    mark = digest(content)
    if latest is not None and latest.digest == mark:
        raise NothingToPublish(latest.version)
    row = ModelVersion.objects.create(
        version=_next_name(), content=content, digest=mark, note=note, published_by=by
    )
    audit.write(
        "model.published",
        "model",
        row.version,
        before={"version": latest.version if latest else None},
        after={"version": row.version, "note": note},
    )
    record(ModelPublished(row.version))
    return row


def digest(content: Content) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _next_name() -> str:
    """`2026-11`, and for a second of that month `2026-11.2`."""
    month = f"{timezone.localdate():%Y-%m}"
    earlier = ModelVersion.objects.filter(version__startswith=month).count()
    return f"{month}.{earlier + 1}" if earlier else month


def _question(row: Question) -> Content:
    return {
        "code": row.code,
        "dimension": row.dimension_id,
        "scope": row.scope,
        "evidence": row.evidence,
        "max_points": row.max_points,
        "options": [
            {"letter": o.letter, "points": o.points, "text": o.text}
            for o in row.options.all()
        ],
        "hs_prefixes": row.hs_prefixes,
        "proven_option": row.proven_option,
        "text": row.text,
        "next_step": row.next_step,
        "source": row.source,
    }


def _rule(row: MarketRequirement) -> Content:
    day = row.effective_from
    return {
        "code": row.code,
        "market": row.market_id,
        "product_group": row.product_group,
        "hs_prefixes": row.hs_prefixes,
        "certificate_codes": row.certificate_codes,
        "condition": row.condition_id,
        "confirmation": row.confirmation_id,
        "text": row.text,
        "obligation": row.obligation,
        "holder": row.holder,
        "stage": row.stage,
        "is_gate": row.is_gate,
        "legal_basis": row.legal_basis,
        "effective_from": day.isoformat() if day else None,
        "confidence": row.confidence,
        "source": row.source,
    }
