"""Numbers for the office: sellers, products and enquiries, by regency and the like."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from rest_framework import serializers

from api.errors import fault
from api.parameters import ChoiceField, Parameter, ParameterField, Parameters, Refused
from api.private import PrivateView, operation
from catalogue.dates import within
from catalogue.enquiries.reporting.figures import Figures
from catalogue.enquiries.reporting.reports import Choice, counted
from catalogue.listings.readings import EXPORT_READY_LEVEL, READY
from catalogue.listings.shapes import CodeField, NumberField, Shape, TextField
from catalogue.products.models import Category, Product
from catalogue.readiness.models import Market, MarketCountry, MarketReadiness
from catalogue.sellers.models import Regency, Seller
from catalogue.sellers.querysets import overseen
from catalogue.texts import resolve

GROUPS = ["regency", "category", "market"]
MOST = 2**31 - 1


class DayField(ParameterField):
    schema = {"type": "string", "format": "date", "maxLength": 10}

    def read(self, text: str) -> date:
        try:
            if not re.fullmatch(r"20\d\d-\d\d-\d\d", text, re.ASCII):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise Refused("day", "invalid") from None


class StatisticsParameters(Parameters):
    from_on = Parameter(
        DayField(), "The first day, in Lampung's zone; without it, from the beginning."
    )
    to_on = Parameter(DayField(), "The last day, it too; without it, to this day.")
    group_by = Parameter(ChoiceField(GROUPS), "`regency` where it is not given.")

    @classmethod
    def check(cls, values, sent):
        first, last = values.get("from_on"), values.get("to_on")
        if first and last and last < first:
            return [fault("to_on", "too_small", value=last, limit=first)]
        return []


class NumbersSerializer(Shape):
    """What is counted; each seller, product and enquiry once."""

    sellers = NumberField(max_value=MOST, help_text="Registered within the dates.")
    sellers_verified = NumberField(
        max_value=MOST, help_text="Those of them that are verified now."
    )
    products = NumberField(
        max_value=MOST, help_text="Begun within the dates, in every status."
    )
    products_published = NumberField(
        max_value=MOST,
        help_text="First published within the dates, and public now.",
    )
    products_export_ready = NumberField(
        max_value=MOST,
        help_text="Those of the published that are export-ready now: level 3 or more "
        "in at least one foreign market; of a market's row, ready there.",
    )
    enquiries = NumberField(
        max_value=MOST,
        help_text="Delivered within the dates; neither those that are held nor spam.",
    )
    enquiries_answered = NumberField(
        max_value=MOST, help_text="Those of them that were answered until now."
    )
    enquiries_accepted = NumberField(
        max_value=MOST, help_text="Those of them of which a quote was accepted."
    )


class StatisticsRowSerializer(NumbersSerializer):
    """The numbers of one regency, category or market."""

    key = CodeField(help_text="A code.")
    name = TextField(max_length=120)


class StatisticsSerializer(Shape):
    """The numbers, by group and together."""

    group_by = serializers.ChoiceField(choices=GROUPS, read_only=True)
    from_on = serializers.DateField(read_only=True, allow_null=True)
    to_on = serializers.DateField(read_only=True, allow_null=True)
    rows = StatisticsRowSerializer(many=True, max_length=1000)
    totals = NumbersSerializer(
        help_text="Not the sum of the rows where one seller, product or enquiry is in "
        "several, or in none."
    )


class StatisticsView(PrivateView):
    """Sellers, products and enquiries in numbers."""

    @operation(
        "get_statistics",
        tag="officer",
        summary="Get statistics",
        parameters=StatisticsParameters,
        responses=StatisticsSerializer,
    )
    def get(self, request):
        """Of the sellers you look after. Dates are days of Lampung, both inclusive.

        By `regency`: one row for each you look after. By `category`: products by their
        own category, sellers who have a product in it, and enquiries for one;
        categories without any are left out, and what has no category is in the totals
        alone. By `market`: one row for each foreign market, in which only products that
        are public and ready there count, the sellers who have one, and enquiries of
        goods that go there. More on enquiries: `GET /v1/officer/enquiry-report`.
        """
        group = self.values.get("group_by", "regency")
        first, last = self.values.get("from_on"), self.values.get("to_on")
        numbers = _Counted(request.user, first, last)
        body = {
            "group_by": group,
            "from_on": first and first.isoformat(),
            "to_on": last and last.isoformat(),
            "rows": ROWS[group](numbers, request.user, self.language),
            "totals": numbers.totals(),
        }
        return self.answer(body)


Numbers = dict[str, int]


class _Counted:
    """What is counted, in one officer's scope and within the dates."""

    def __init__(self, user, first: date | None, last: date | None):
        ready = MarketReadiness.objects.filter(
            product=OuterRef("pk"), level__gte=EXPORT_READY_LEVEL
        )
        products = Product.objects.filter(overseen(user, "seller__regency"))
        sellers = Seller.objects.filter(overseen(user, "regency"))
        public = Product.objects.public().filter(overseen(user, "seller__regency"))
        self.sellers = sellers.filter(within("created_at", first, last))
        self.begun = products.filter(within("created_at", first, last))
        self.published = public.filter(within("published_at", first, last))
        self.ready = self.published.filter(Exists(ready))
        self.user, self.first, self.last = user, first, last

    def enquiries(self, group: str) -> Mapping[str, Figures]:
        choice = Choice(group, self.first, self.last)
        return counted(self.user, choice).groups

    def totals(self) -> Numbers:
        choice = Choice("regency", self.first, self.last)
        return {
            **self.by(None)[None],
            **_of_enquiries([counted(self.user, choice).totals]),
        }

    def sets(self) -> dict[str, QuerySet]:
        return {
            "sellers": self.sellers,
            "sellers_verified": self.sellers.filter(verified_at__isnull=False),
            "products": self.begun,
            "products_published": self.published,
            "products_export_ready": self.ready,
        }

    def by(self, paths: tuple[str, str] | None) -> dict[Any, Numbers]:
        """Numbers per value at the path from a seller, and at that from a product.

        Without paths all under None.
        """
        found: dict[Any, Numbers] = {}
        for name, rows in self.sets().items():
            rows = rows.order_by()
            if paths is None:
                counts: Iterable[tuple[Any, int]] = [(None, rows.count())]
            else:
                path = paths[0] if name.startswith("sellers") else paths[1]
                counts = rows.values_list(path).annotate(Count("pk", distinct=True))
            for key, number in counts:
                found.setdefault(key, dict.fromkeys(self.sets(), 0))[name] = number
        return found


def _of_enquiries(figures: Iterable[Figures]) -> Numbers:
    found = list(figures)
    return {
        "enquiries": sum(f.enquiries for f in found),
        "enquiries_answered": sum(f.answered for f in found),
        "enquiries_accepted": sum(f.agreed for f in found),
    }


def _row(
    key: str, name: str, numbers: Numbers | None, enquiries: Iterable[Figures]
) -> dict[str, Any]:
    nothing = dict.fromkeys(NumbersSerializer().fields, 0)
    there = {**nothing, **(numbers or {}), **_of_enquiries(enquiries)}
    return {"key": key, "name": name, **there}


def _by_regency(counts: _Counted, user, language: str) -> list[dict[str, Any]]:
    numbers = counts.by(("regency", "seller__regency"))
    enquiries = counts.enquiries("regency")
    return [
        _row(
            regency.code,
            regency.short_name,
            numbers.get(regency.code),
            _one(enquiries, regency.code),
        )
        for regency in Regency.objects.filter(overseen(user, "code"))
    ]


def _by_category(counts: _Counted, user, language: str) -> list[dict[str, Any]]:
    numbers = counts.by(("products__category__code", "category__code"))
    enquiries = counts.enquiries("category")
    return [
        _row(
            category.code,
            resolve(category.name, language),
            numbers.get(category.code),
            _one(enquiries, category.code),
        )
        for category in Category.objects.order_by("position", "code")
        if category.code in numbers or category.code in enquiries
    ]


def _one(groups: Mapping[str, Figures], key: str) -> list[Figures]:
    return [groups[key]] if key in groups else []


def _by_market(counts: _Counted, user, language: str) -> list[dict[str, Any]]:
    """By the rows of readiness, each of one product in one market."""
    there = MarketReadiness.objects.filter(status__in=READY).order_by()
    found: dict[str, Numbers] = {}
    for name, rows in counts.sets().items():
        if name.startswith("sellers"):
            public = Product.objects.public().filter(seller__in=rows.values("pk"))
            rows_there = (
                there.filter(product__in=public.values("pk"))
                .values_list("market")
                .annotate(number=Count("product__seller", distinct=True))
            )
        else:
            public = rows.filter(pk__in=Product.objects.public().values("pk"))
            rows_there = (
                there.filter(product__in=public.values("pk"))
                .values_list("market")
                .annotate(number=Count("product", distinct=True))
            )
        for market, number in rows_there:
            found.setdefault(market, dict.fromkeys(counts.sets(), 0))[name] = number
    enquiries = counts.enquiries("destination")
    countries: dict[str, list[Figures]] = {}
    for country, market in MarketCountry.objects.values_list("code", "market"):
        countries.setdefault(market, []).extend(_one(enquiries, country))
    return [
        _row(
            market.code,
            resolve(market.name, language),
            found.get(market.code),
            countries.get(market.code, ()),
        )
        for market in Market.objects.filter(is_domestic=False)
    ]


ROWS: dict[str, Callable[[_Counted, Any, str], list[dict[str, Any]]]] = {
    "regency": _by_regency,
    "category": _by_category,
    "market": _by_market,
}
