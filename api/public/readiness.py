"""Export readiness of one product, as buyers read it, and as a chart."""

import json
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer

from api.parameters import Parameter, Parameters, path_id
from api.public.answers import Answer, PublicView
from api.public.filters import MarketField
from api.public.products import read_product
from api.public.readiness_shapes import ProductReadinessSerializer
from api.renderers import CompactJSONRenderer
from api.tags import hash_of
from catalogue.listings import actions, reference
from catalogue.listings.readings import PlotTotals
from catalogue.listings.rows import dump
from catalogue.readiness import versions
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.models import Snapshot
from catalogue.readiness.showing import charts, presenting
from catalogue.texts import resolve


class ReadinessParameters(Parameters):
    market = Parameter(
        MarketField(),
        "A foreign market, or a country of one (`DE` is `EU`): how the product stands "
        "there, rule by rule.",
        example="JP",
    )


class ProductReadinessView(PublicView):
    """Export readiness of one published product."""

    parameters = ReadinessParameters
    tag_is_of_state = False

    @extend_schema(
        operation_id="get_product_export_readiness",
        tags=["catalogue"],
        summary="Get a product's export readiness",
        responses=ProductReadinessSerializer,
    )
    def get(self, request, **path):
        """Level, score per dimension and verified certificates; with `market`, its
        rules, each with its legal basis, how sure we are of it, and whether it is met.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        market = values.get("market")
        found = _find(path_id(self.kwargs["id"]), language, market)
        body = ProductReadinessSerializer().to_representation(
            _members(found, market, language)
        )
        return Answer(dump(body).encode(), version=found.version(market or ""))


class SvgRenderer(BaseRenderer):
    media_type = "image/svg+xml"
    format = "svg"


class ChartParameters(Parameters):
    """Pages embed it by its address: parameters it does not know are ignored."""

    ignores_unknown = True


class ProductReadinessChartView(PublicView):
    """A product's export readiness as a radar chart, in SVG."""

    parameters = ChartParameters
    renderer_classes = [SvgRenderer, CompactJSONRenderer]
    tag_is_of_state = False

    @extend_schema(
        operation_id="get_product_export_readiness_chart",
        tags=["catalogue"],
        summary="Get a product's export readiness as a chart",
        responses={(200, "image/svg+xml"): OpenApiTypes.STR},
    )
    def get(self, request, **path):
        """The dimensions as a radar, 480 px wide, to embed with `<img>`.

        It is of the product itself, whatever the market: `market`, as every parameter
        but `lang`, is ignored here, like the `utm_…` of a page's own address.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        found = _find(path_id(self.kwargs["id"]), language)
        dimensions = presenting.dimensions(
            found.snapshot.result["dimensions"], found.model, language
        )
        picture = charts.radar(dimensions, found.product["name"], language)
        return Answer(
            picture.encode(),
            "image/svg+xml",
            version=found.version("svg"),
            headers={
                # It may be opened by itself: as little as any uploaded file may do.
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "Cross-Origin-Resource-Policy": "cross-origin",
            },
        )


@dataclass
class _Found:
    """A public product as its page shows it, and the assessment behind that."""

    changed: int
    product: dict[str, Any]
    snapshot: Snapshot

    @property
    def plots(self) -> PlotTotals | None:
        # A listing of before plots were told of is served until it is rebuilt.
        told = self.product["export"].get("plots")
        return PlotTotals(told["count"], Decimal(told["area_ha"])) if told else None

    @cached_property
    def made_with(self) -> Model:
        return versions.load(self.snapshot.model_id)

    @cached_property
    def model(self) -> Model:
        result = self.snapshot.result
        return presenting.wording(result, self.made_with, versions.in_force())

    def version(self, view: str) -> str:
        """Names this answer: of the product's row, the assessment, and the words."""
        market = reference.current().markets.get(view)
        name = str(market.name) if market else ""
        rests_on = (self.changed, self.snapshot.pk, self.model.version, view, name)
        return f"e{hash_of(*map(str, rests_on))}"


def _find(product_id: UUID, language: str, market: str | None = None) -> _Found:
    """Raises `gone` or `not_found`. What is out of date is brought up to date first."""
    read_product(product_id, language)  # nothing of what nobody may see
    snapshot = actions.assessment_of(product_id, market)
    changed, detail = read_product(product_id, language)
    return _Found(changed, json.loads(detail), snapshot)


def _members(found: _Found, market: str | None, language: str) -> dict[str, Any]:
    snapshot, result = found.snapshot, found.snapshot.result
    return {
        "level": snapshot.level,
        "level_name": presenting.level_name(result["level"], language),
        "score": snapshot.score,
        "model_version": found.made_with.version,
        "computed_at": snapshot.taken_at.astimezone(UTC),
        "computed_on": snapshot.taken_on,
        "dimensions": presenting.dimensions(
            result["dimensions"], found.model, language
        ),
        "evidence": presenting.evidence(result),
        "certificates": found.product["certificates"],
        "plots": found.plots,
        "market": _market(found, market, language) if market else None,
        "notice": presenting.notice(language),
    }


def _market(found: _Found, code: str, language: str) -> dict[str, Any]:
    checked = found.snapshot.result["markets"][code]
    day = checked["upcoming_on"]
    return {
        "code": code,
        "name": resolve(reference.current().markets[code].name, language),
        "level": checked["level"],
        "level_name": presenting.level_name(checked["level"], language),
        "score": Decimal(checked["score"]),
        "status": checked["status"],
        "rules_met": checked["rules_met"],
        "rules_total": checked["rules_total"],
        "upcoming_on": day and date.fromisoformat(day),
        "rules": presenting.rules(checked["rules"], found.model, language),
    }
