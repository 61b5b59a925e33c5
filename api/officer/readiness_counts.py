"""How many products stand at each level, now and day by day; as a table and a chart."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from api.csv import RENDERERS, TableParameters, csv_answer, header_in
from api.errors import fault
from api.officer.readiness import (
    category_parameter,
    choice_of,
    market_parameter,
)
from api.officer.readiness_table import with_code
from api.officer.shapes import regency_parameter
from api.officer.statistics import MOST, DayField
from api.parameters import ChoiceField, Parameter, Parameters
from api.private import PrivateView, operation
from api.renderers import CompactJSONRenderer
from catalogue.listings import reference
from catalogue.listings.rows import dump
from catalogue.listings.shapes import CodeField, NumberField, Shape, TextField
from catalogue.products.models import Category
from catalogue.readiness.office import counting
from catalogue.readiness.office.counting import LEVELS, Choice, Counts
from catalogue.readiness.showing import charts
from catalogue.readiness.showing.presenting import level_name
from catalogue.sellers.models import Regency
from catalogue.sellers.querysets import overseen
from catalogue.texts import resolve

GROUPS = list(counting.GROUPS)
DAYS = 30  # of history, where no first day is given
MOST_DAYS = 731


class ChartFilters(Parameters):
    """Which products are counted."""

    market = market_parameter(
        "Count by the level in this foreign market; without it, by the highest."
    )
    regency = regency_parameter()
    category = category_parameter()


class CountsParameters(ChartFilters):
    group_by = Parameter(ChoiceField(GROUPS), "`level` where it is not given.")
    from_on = Parameter(
        DayField(),
        f"The first day of the history, in Lampung's zone; without it, {DAYS} days "
        f"before the last. {MOST_DAYS} days at most.",
    )
    to_on = Parameter(DayField(), "The last day; without it, this one.")

    @classmethod
    def check(cls, values, sent):
        first, last = values.get("from_on"), values.get("to_on") or _today()
        if first and last < first:
            return [fault("to_on", "too_small", value=last, limit=first)]
        earliest = last - timedelta(days=MOST_DAYS - 1)
        if first and first < earliest:
            return [fault("from_on", "too_small", value=first, limit=earliest)]
        return []


class LevelCountSerializer(Shape):
    """How many products stand at one level."""

    level = NumberField(max_value=4)
    name = TextField(max_length=40)
    products = NumberField(max_value=MOST)


class LevelCountsSerializer(Shape):
    """Public products, together and by level."""

    products = NumberField(max_value=MOST)
    levels = LevelCountSerializer(many=True, min_length=5, max_length=5)


class GroupCountsSerializer(LevelCountsSerializer):
    """Those of one level, regency, category or market."""

    key = CodeField(help_text="A code, or the level.")
    name = TextField(max_length=120)


class DayCountsSerializer(LevelCountsSerializer):
    """All that are chosen, as they stood on one day."""

    on = serializers.DateField(read_only=True)


class ReadinessCountsSerializer(Shape):
    """Public products by level: by group now, and together day by day."""

    group_by = serializers.ChoiceField(choices=GROUPS, read_only=True)
    market = CodeField(max_length=2, allow_null=True, help_text="As asked.")
    from_on = serializers.DateField(read_only=True)
    to_on = serializers.DateField(read_only=True)
    rows = GroupCountsSerializer(many=True, max_length=1000)
    totals = LevelCountsSerializer()
    history = DayCountsSerializer(
        many=True,
        max_length=MOST_DAYS,
        help_text="The days that were counted, the first first; this day as it is now.",
    )


class CountsView(PrivateView):
    """What the counts, their table and their chart share."""

    def asked(self) -> tuple[str, Choice, date, date]:
        group = self.values.get("group_by", "level")
        last = self.values.get("to_on") or _today()
        first = self.values.get("from_on") or last - timedelta(days=DAYS - 1)
        return group, choice_of(self.values), first, last


class ReadinessCountsView(CountsView):
    """Products counted by level."""

    @operation(
        "get_readiness_counts",
        tag="officer",
        summary="Count products by level",
        parameters=CountsParameters,
        responses=ReadinessCountsSerializer,
    )
    def get(self, request):
        """Public products of the sellers you look after.

        By `regency`: one row for each you look after. By `market`: one for each foreign
        market, by the level there; `totals` are of the highest levels. By `category`:
        products by their own category; categories without any are left out.
        """
        group, choice, first, last = self.asked()
        now = counting.now(request.user, group, choice)
        total = now
        if group != "level":
            total = counting.now(request.user, "level", choice)
        totals = counting.together(total.values())
        body = {
            "group_by": group,
            "market": choice.market or None,
            "from_on": first.isoformat(),
            "to_on": last.isoformat(),
            "rows": [
                {"key": key, "name": name, **_counts(found, self.language)}
                for key, name, found in _named(
                    now, group, choice, request.user, self.language
                )
            ],
            "totals": _counts(totals, self.language),
            "history": [
                {"on": on.isoformat(), **_counts(found, self.language)}
                for on, found in _days(request.user, choice, first, last, totals)
            ],
        }
        return self.answer(body, tag=self.tag(1, dump(body)))


def _today() -> date:
    return timezone.localdate()


def _counts(found: Counts, language: str) -> dict[str, Any]:
    return {
        "products": sum(found),
        "levels": [
            {"level": n, "name": level_name(n, language), "products": found[n]}
            for n in LEVELS
        ],
    }


def _days(
    user, choice: Choice, first: date, last: date, totals: Counts
) -> list[tuple[date, Counts]]:
    """As tallied, but of this day what is true now."""
    found = {
        on: c for (on, _), c in counting.history(user, choice, first, last).items()
    }
    if first <= _today() <= last:
        found[_today()] = totals
    return sorted(found.items())


def _named(
    found: dict[str, Counts], group: str, choice: Choice, user, language: str
) -> list[tuple[str, str, Counts]]:
    """The groups in their order, each with its name."""
    nothing = [0] * len(LEVELS)
    if group == "level":
        names = [(str(n), level_name(n, language)) for n in LEVELS]
    elif group == "regency":
        regencies = Regency.objects.filter(overseen(user, "code"))
        if choice.regencies:
            regencies = regencies.filter(code__in=choice.regencies)
        names = list(regencies.values_list("code", "short_name"))
    elif group == "market":
        names = [
            (code, resolve(market.name, language))
            for code, market in reference.current().markets.items()
            if choice.market in {"", code}
        ]
    else:
        categories = Category.objects.order_by("position", "code")
        names = [
            (row.code, resolve(row.name, language))
            for row in categories
            if row.code in found
        ]
    return [(key, name, found.get(key, nothing)) for key, name in names]


HEADER = {
    "id": ["Tanggal", "Kode", "Nama", "Tingkat", "Nama tingkat", "Produk"],
    "en": ["Day", "Code", "Name", "Level", "Level name", "Products"],
}


class CountsTableParameters(CountsParameters, TableParameters):
    """What is counted, and how the table is written."""


class ReadinessCountsCsvView(CountsView):
    """The same counts, each group day by day, as a table for spreadsheets."""

    renderer_classes = RENDERERS

    @operation(
        "get_readiness_counts_csv",
        tag="officer",
        summary="Download products counted by level",
        parameters=CountsTableParameters,
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request):
        """One line for each day, group and level, the first day first: RFC 4180, UTF-8
        with a byte order mark, the first line names the columns.

        A regency's code stands before its name, so that it stays a text.
        """
        group, choice, first, last = self.asked()
        days = counting.history(request.user, choice, first, last, group)
        if first <= _today() <= last:
            days = {place: c for place, c in days.items() if place[0] != _today()}
            now = counting.now(request.user, group, choice)
            if group == "level":
                now = {"": counting.together(now.values())}
            days |= {(_today(), key): found for key, found in now.items()}
        names = {
            key: name
            for key, name, _ in _named(
                {key: c for (_, key), c in days.items()},
                group,
                choice,
                request.user,
                self.language,
            )
        }
        header = header_in(HEADER, self.language)
        if group == "regency":
            codes = {key: with_code(key, name) for key, name in names.items()}
        else:
            codes = {key: key for key in names}
        rows = _cells(days, codes, names, self.language)
        return csv_answer(self, f"readiness-by-{group}", header, rows)


def _cells(
    days: dict[tuple[date, str], Counts],
    codes: dict[str, str],
    names: dict[str, str],
    language: str,
) -> Iterator[list[Any]]:
    for (on, key), found in sorted(days.items()):
        for level in LEVELS:
            code, name = codes.get(key, key), names.get(key, "")
            yield [
                on.isoformat(), code, name, level, level_name(level, language),
                found[level],
            ]  # fmt: skip


class SVGRenderer(BaseRenderer):
    """For the negotiation alone."""

    media_type = "image/svg+xml"
    format = "svg"


class ReadinessLevelsChartView(CountsView):
    """Products by level in each regency, as a picture: stacked bars."""

    renderer_classes = [SVGRenderer, CompactJSONRenderer]

    @operation(
        "get_readiness_levels_chart",
        tag="officer",
        summary="Get a chart of the levels by regency",
        parameters=ChartFilters,
        responses={(200, "image/svg+xml"): OpenApiTypes.STR},
    )
    def get(self, request):
        """Of the sellers you look after; SVG, with its numbers as text inside."""
        drawn = charts.levels_by_regency(
            regency_rows(request.user, choice_of(self.values), self.language),
            self.language,
        )
        response = HttpResponse(drawn, content_type="image/svg+xml")
        response["Content-Language"] = self.language
        return response


def regency_rows(user, choice: Choice, language: str) -> list[tuple[str, Counts]]:
    """(name, counts) of each regency she looks after."""
    now = counting.now(user, "regency", choice)
    return [
        (name, found)
        for _, name, found in _named(now, "regency", choice, user, language)
    ]
