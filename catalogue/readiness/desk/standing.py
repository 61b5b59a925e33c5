"""Readiness of products at the desk: read-only, by scope, each with its history."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Subquery
from django.utils.safestring import mark_safe

from catalogue.journal.desk_admin import LANGUAGE, DeskAdmin
from catalogue.products.presenting import labelled, with_regency
from catalogue.readiness import versions
from catalogue.readiness.assessment.levels import BANDS
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.models import (
    CertificateType,
    Market,
    MarketReadiness,
    OnlyMissing,
    ProductReadiness,
    Snapshot,
)
from catalogue.readiness.showing import charts, presenting
from catalogue.sellers.querysets import overseen
from catalogue.texts import resolve

SNAPSHOTS_SHOWN = 20
READY_LEVEL = 3


def _market(request) -> str:
    """The foreign market the list is asked for, if any."""
    code = request.GET.get("market", "")
    return code if len(code) == 2 and code.isalpha() else ""


def _level(level: int) -> str:
    return f"{level} · {presenting.level_name(level, LANGUAGE)}"


class MarketFilter(admin.SimpleListFilter):
    """Levels, and what is missing, are then those in the market."""

    title = "market"
    parameter_name = "market"

    def lookups(self, request, model_admin):
        markets = Market.objects.filter(is_domestic=False)
        return [(row.code, resolve(row.name, LANGUAGE)) for row in markets]

    def queryset(self, request, queryset):
        return queryset


class LevelFilter(admin.SimpleListFilter):
    title = "level"
    parameter_name = "level"

    def lookups(self, request, model_admin):
        return [
            (str(n), f"{n} · {presenting.level_name(n, LANGUAGE)}") for n in range(5)
        ]

    def queryset(self, request, queryset):
        level = self.value() or ""
        if level not in set("01234"):
            return queryset
        if market := _market(request):
            there = MarketReadiness.objects.filter(
                product=OuterRef("pk"), market=market, level=level
            )
            return queryset.filter(Exists(there))
        return queryset.filter(level=level)


class OnlyMissingFilter(admin.SimpleListFilter):
    """Whom one certificate would help, in the market chosen or towards level 2."""

    title = "only missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        rows = OnlyMissing.objects.filter(market_code=_market(request)).order_by()
        codes = set(rows.values_list("certificate_code", flat=True).distinct())
        types = CertificateType.objects.filter(code__in=codes)
        return [
            (row.code, f"{row.code} {resolve(row.name, LANGUAGE)}") for row in types
        ]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        lacking = OnlyMissing.objects.filter(
            product=OuterRef("pk"),
            market_code=_market(request),
            certificate_code=self.value(),
        )
        return queryset.filter(Exists(lacking))


@admin.register(ProductReadiness)
class ProductReadinessAdmin(DeskAdmin):
    """How ready the products are of the sellers she looks after."""

    list_display = [
        "product_shown", "seller_shown", "level_shown", "score", "ready_for", "missing",
    ]  # fmt: skip
    list_filter = [
        LevelFilter,
        MarketFilter,
        OnlyMissingFilter,
        ("product__seller__regency", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = [
        *("product__name__id", "product__name__en", "product__slug"),
        *("product__seller__name", "product__seller__nib"),
    ]
    search_help_text = "Product, seller or NIB."
    ordering = ["-product"]
    change_form_template = "admin/readiness_page.html"
    change_list_template = "admin/desk_list.html"

    def scope(self, user):
        found = ProductReadiness.objects.filter(
            overseen(user, "product__seller__regency")
        ).exclude(product__seller__members__user=user)
        return found.select_related("product__seller__regency").prefetch_related(
            "product__market_readiness"
        )

    @admin.display(description="Product", ordering="product")
    def product_shown(self, row):
        return str(row.product)

    @admin.display(description="Seller", ordering="product__seller__name")
    def seller_shown(self, row):
        return with_regency(row.product.seller)

    @admin.display(description="Level", ordering="level")
    def level_shown(self, row):
        return _level(row.level)

    def get_queryset(self, request):
        there = MarketReadiness.objects.filter(
            product=OuterRef("pk"), market=_market(request)
        )
        found = super().get_queryset(request)
        return found.annotate(
            level_in_market=Subquery(there.values("level")[:1]),
            status_in_market=Subquery(there.values("status")[:1]),
        )

    def get_list_display(self, request):
        if not _market(request):
            return self.list_display
        return [*self.list_display[:2], "level_there", "status_there"]

    @admin.display(description="Level there")
    def level_there(self, row):
        return "–" if row.level_in_market is None else _level(row.level_in_market)

    @admin.display(description="Status there")
    def status_there(self, row):
        return labelled(row.status_in_market or "–")

    @admin.display(description="Ready for")
    def ready_for(self, row):
        found = row.product.market_readiness.all()
        return ", ".join(m.market_id for m in found if m.level >= READY_LEVEL) or "–"

    @admin.display(description="Gates of level 2 not met")
    def missing(self, row):
        return ", ".join(row.missing_gates.get("", [])) or "–"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        context = {**(extra_context or {}), **(_page(row) if row else {})}
        return super().change_view(request, object_id, form_url, context)

    def get_fields(self, request, obj=None):
        return ["product"]


def _page(row: ProductReadiness) -> dict[str, Any]:
    """All that the last assessment says, and those before it."""
    snapshot = row.snapshot
    model = versions.load(snapshot.model_id)
    result = snapshot.result
    dimensions = presenting.dimensions(result["dimensions"], model, LANGUAGE)
    history = Snapshot.objects.filter(product=row.pk).select_related("model")
    drawn = charts.radar(dimensions, str(row.product), LANGUAGE)
    return {
        "row": row,
        "seller": row.product.seller,
        "snapshot": snapshot,
        "version": model.version,
        "level": presenting.level_name(row.level, LANGUAGE),
        "result": result,
        "radar": mark_safe(drawn),  # noqa: S308 - our own drawing, its texts escaped
        "dimensions": dimensions,
        "blockers": _blockers(result, model),
        "lines": [
            {**line, "evidence": labelled(line["evidence"])}
            for line in presenting.lines(result, model, LANGUAGE)
        ],
        "markets": [_market_line(one, row, result, model) for one in _markets(row)],
        "history": history.defer("inputs", "result", "model__content")[
            :SNAPSHOTS_SHOWN
        ],
        "notice": presenting.notice(LANGUAGE),
    }


def _markets(row: ProductReadiness) -> Iterable[MarketReadiness]:
    return row.product.market_readiness.select_related("market")


def _blockers(result: dict[str, Any], model: Model) -> list[dict[str, Any]]:
    """What bars each level, at home or, of a market's result, there."""
    return [
        {
            "level": level,
            "code": labelled(code),
            "text": _why(level, code, is_rule, result["score"], model),
        }
        for level, code, is_rule in result.get("blockers", [])
    ]


def _why(level: int, code: str, is_rule: bool, score: str, model: Model) -> str:
    if code == "score":
        return f"is {score}, level {level} needs {BANDS[level]}"
    rule = model.rule.get(code) if is_rule else None
    return resolve(rule.text, LANGUAGE) if rule else ""


def _market_line(
    one: MarketReadiness, row: ProductReadiness, result: dict[str, Any], model
) -> dict[str, Any]:
    there = result["markets"].get(one.market_id, {"score": result["score"]})
    return {
        "code": one.market_id,
        "name": resolve(one.market.name, LANGUAGE),
        "level": one.level,
        "score": one.score,
        "status": labelled(one.status),
        "met": f"{one.rules_met} of {one.rules_total}",
        "missing": row.missing_gates.get(one.market_id, []),
        "blockers": _blockers(there, model),
    }
