"""How ready the products are that an officer looks after, and who lacks what."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from api import pagination
from api.envelopes import Envelope
from api.officer.shapes import SellerNameSerializer, regency_parameter, seller_name_json
from api.pagination import page_by_id, private_envelope, whole_list
from api.parameters import (
    CodeField,
    CodesField,
    ListField,
    PageParameters,
    Parameter,
    Parameters,
    Refused,
    WholeField,
    WholeListParameters,
)
from api.private import PrivateView, operation
from api.public.filters import MarketField
from api.shapes import moment_json, regency_json
from catalogue.listings import reference, shapes
from catalogue.listings.rows import dump
from catalogue.listings.shapes import (
    AmountField,
    MomentField,
    NumberField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.models import MarketReadiness, MarketStatus, Recomputation
from catalogue.readiness.office import standings
from catalogue.readiness.office.counting import Choice
from catalogue.texts import resolve

RECOMPUTATIONS_SHOWN = 100
MOST = 2**31 - 1


class StatusesField(ListField):
    item = {"type": "string", "enum": Product.Status.values}

    def read_one(self, text: str) -> str:
        if text not in Product.Status.values:
            choices = ", ".join(Product.Status.values)
            raise Refused("not_a_choice", None, None, value=text, choices=choices)
        return text


def market_parameter(help_text: str) -> Parameter:
    """Of one foreign market; a country means its market."""
    return Parameter(MarketField(), help_text, example="JP")


def category_parameter() -> Parameter:
    return Parameter(
        CodesField("category", lambda: reference.current().categories),
        "Category codes; each includes its descendants.",
    )


def choice_of(values: dict[str, Any]) -> Choice:
    return Choice(
        market=values.get("market", ""),
        regencies=values.get("regency", ()),
        categories=values.get("category", ()),
    )


class ReadinessFilters(Parameters):
    """Which products."""

    market = market_parameter(
        "Tell the level, score, status and missing gates in this foreign market; a "
        "country means its market. Without it, the product's own, and level 2's gates."
    )
    missing = Parameter(
        CodeField(
            "certificate type", lambda: reference.current().certificate_types, 20
        ),
        "Those that lack only this certificate type: with it, every gate of the market "
        "(without one, of level 2) would be met.",
        example="HALAL",
    )
    level = Parameter(
        WholeField(minimum=0, maximum=4),
        "At this level, in the market if there is one.",
    )
    regency = regency_parameter()
    category = category_parameter()
    status = Parameter(
        StatusesField(),
        "Products in these statuses, hidden ones too. Without it, the public ones.",
    )


class ReadinessParameters(PageParameters, ReadinessFilters):
    """Which products, and the page of them."""


class AssessedProductSerializer(Shape):
    """The product assessed."""

    id = serializers.UUIDField(read_only=True)
    slug = shapes.CodeField(allow_null=True)
    name = TextField(max_length=120, allow_null=True)
    status = serializers.ChoiceField(choices=Product.Status.choices, read_only=True)


class MissingGateSerializer(Shape):
    """A rule that keeps the product from the market, or from level 2."""

    rule = shapes.CodeField(max_length=10)
    certificate_codes = serializers.ListField(
        child=shapes.CodeField(max_length=20),
        max_length=100,
        read_only=True,
        help_text="Any one of these meets it; empty: an officer confirms it.",
    )


class StandingInMarketSerializer(Shape):
    """Where the product stands in the market."""

    code = shapes.CodeField(max_length=2)
    status = serializers.ChoiceField(choices=MarketStatus.choices, read_only=True)


class ReadinessRowSerializer(Shape):
    """How ready one product is, and what it lacks."""

    product = AssessedProductSerializer()
    seller = SellerNameSerializer()
    regency = RegencyRefSerializer()
    market = StandingInMarketSerializer(
        allow_null=True, help_text="The one asked for; null without one."
    )
    level = NumberField(max_value=4)
    score = AmountField(decimals=1, help_text="Decimal string, 0.0 to 100.0.")
    missing_gates = MissingGateSerializer(many=True, max_length=300)
    computed_at = MomentField(
        read_only=True, help_text="Since when the assessment has come out like this."
    )


class ReadinessListSerializer(Envelope):
    """A page of products, the newest first."""

    results = ReadinessRowSerializer(many=True, max_length=100)


class RecomputationSerializer(Shape):
    """A pass over all products after the model changed."""

    version = shapes.CodeField(max_length=20, help_text="Of the model.")
    products = NumberField(max_value=MOST, help_text="To be assessed.")
    done = NumberField(max_value=MOST)
    changed = NumberField(max_value=MOST, help_text="That came out differently.")
    started_at = MomentField(read_only=True)
    finished_at = MomentField(read_only=True, allow_null=True)


class RecomputationListSerializer(Envelope):
    """The last hundred, the newest first; in one page."""

    results = RecomputationSerializer(many=True, max_length=RECOMPUTATIONS_SHOWN)


class ReadinessListView(PrivateView):
    """Products by how ready they are."""

    @operation(
        "list_readiness",
        tag="officer",
        summary="List how ready products are",
        parameters=ReadinessParameters,
        responses=ReadinessListSerializer,
    )
    def get(self, request):
        """Of the sellers you look after, the newest first.

        `missing` finds whom one certificate would help: `?market=JP&missing=HALAL`.
        """
        choice = choice_of(self.values)
        found = found_products(request.user, choice, self.values)
        mark = pagination.fingerprint(request.path, self.values, "-id", "")
        count = found.count() if self.values.get("count") else None
        products, page = page_by_id(
            standings.for_rows(found, choice.market),
            self.values,
            mark=mark,
            newest_first=True,
        )
        show = Shown(choice.market, self.language)
        rows = [show.row(product) for product in products]
        body = private_envelope(rows, page, count)
        return self.answer(
            body,
            tag=self.tag(len(rows), dump(body)),
            headers=pagination.headers(request._request, page),
        )


def found_products(user, choice: Choice, values: dict[str, Any]) -> QuerySet:
    return standings.find_products(
        user,
        choice,
        statuses=values.get("status", ()),
        level=values.get("level"),
        only_missing=values.get("missing", ""),
    )


class Shown:
    """Products as one answer shows them: in one market and language, by one model."""

    def __init__(self, market: str, language: str):
        self.market, self.language = market, language
        self.rules = versions.in_force().rule

    def row(self, product: Any) -> dict[str, Any]:
        readiness = product.readiness
        there = next(iter(product.readiness_there), None) if self.market else None
        level = there.level if there else readiness.level
        if self.market and there is None:  # a market that is new in the model
            level = readiness.own_level
        return {
            "product": {
                "id": str(product.pk),
                "slug": product.slug,
                "name": resolve(product.name, self.language) or None,
                "status": str(product.status),
            },
            "seller": seller_name_json(product.seller),
            "regency": regency_json(product.seller.regency),
            "market": self._market(there),
            "level": level,
            "score": f"{(there or readiness).score:.1f}",
            "missing_gates": standings.missing_gates(
                readiness, self.market, self.rules
            ),
            "computed_at": moment_json(readiness.snapshot.taken_at),
        }

    def _market(self, there: MarketReadiness | None) -> dict[str, str] | None:
        if not self.market:
            return None
        status = there.status if there else MarketStatus.UNKNOWN
        return {"code": self.market, "status": str(status)}


class RecomputationListView(PrivateView):
    """How far assessing all products anew has come."""

    @operation(
        "list_recomputations",
        tag="officer",
        summary="List recomputations",
        parameters=WholeListParameters,
        responses=RecomputationListSerializer,
    )
    def get(self, request):
        """One begins by itself when a version of the model is published, or by the
        command `reassess`. The newest first; one overtaken by another is left out.
        """
        found = Recomputation.objects.select_related("model")[:RECOMPUTATIONS_SHOWN]
        rows = [
            {
                "version": row.model.version,
                "products": row.products,
                "done": row.done,
                "changed": row.changed,
                "started_at": moment_json(row.started_at),
                "finished_at": moment_json(row.finished_at),
            }
            for row in found
        ]
        body = whole_list(rows, self.values)
        return self.answer(body, tag=self.tag(len(rows), dump(body)))
