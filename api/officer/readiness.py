"""How ready the products are that an officer looks after, and who lacks what."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers

from api import pagination
from api.csv import RENDERERS, csv_answer, header_in
from api.officer.shapes import (
    SellerNameSerializer,
    regency_json,
    regency_parameter,
    seller_name_json,
)
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
from api.public.envelopes import Envelope
from api.seller.shapes import moment_json
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
from catalogue.readiness.showing.presenting import level_name
from catalogue.texts import resolve

CHUNK = 500  # products of a table read at once
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
    return Parameter(
        CodeField("market", lambda: reference.current().market_of_country, 2),
        help_text,
        example="JP",
    )


def category_parameter() -> Parameter:
    return Parameter(
        CodesField("category", lambda: reference.current().categories),
        "Category codes; each includes its descendants.",
    )


def choice_of(values: dict[str, Any]) -> Choice:
    market = values.get("market")
    return Choice(
        market=reference.current().market_of_country[market] if market else "",
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
        found = _found(request.user, choice, self.values)
        mark = pagination.fingerprint(request.path, self.values, "-id", "")
        count = found.count() if self.values.get("count") else None
        products, page = page_by_id(
            standings.for_rows(found, choice.market),
            self.values,
            mark=mark,
            newest_first=True,
        )
        show = _Shown(choice.market, self.language)
        rows = [show.row(product) for product in products]
        body = private_envelope(rows, page, count)
        return self.answer(
            body,
            tag=self.tag(len(rows), dump(body)),
            headers=pagination.headers(request._request, page),
        )


def _found(user, choice: Choice, values: dict[str, Any]) -> QuerySet:
    return standings.find_products(
        user,
        choice,
        statuses=values.get("status", ()),
        level=values.get("level"),
        only_missing=values.get("missing", ""),
    )


class _Shown:
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

    def cells(self, product: Any) -> list[Any]:
        row = self.row(product)
        gates = row["missing_gates"]
        return [
            *(row["product"][name] for name in ("id", "name", "slug", "status")),
            row["seller"]["name"],
            row["regency"]["code"],
            row["regency"]["name"],
            product.category.code if product.category else None,
            self.market,
            row["level"],
            level_name(row["level"], self.language),
            row["score"],
            row["market"] and row["market"]["status"],
            "; ".join(gate["rule"] for gate in gates),
            "; ".join("/".join(gate["certificate_codes"]) or "-" for gate in gates),
            row["computed_at"],
        ]


HEADER = {
    "id": [
        "ID produk", "Produk", "Slug", "Status produk", "Usaha", "Kode wilayah",
        "Kabupaten/kota", "Kode kategori", "Pasar", "Tingkat", "Nama tingkat", "Skor",
        "Status di pasar", "Syarat belum terpenuhi", "Sertifikat yang memenuhinya",
        "Dihitung pada",
    ],
    "en": [
        "Product id", "Product", "Slug", "Product status", "Seller", "Regency code",
        "Regency", "Category code", "Market", "Level", "Level name", "Score",
        "Status in the market", "Gates not met", "Certificates that meet them",
        "Computed at",
    ],
}  # fmt: skip


class ReadinessCsvView(PrivateView):
    """The same products as a table for spreadsheets."""

    renderer_classes = RENDERERS

    @operation(
        "get_readiness_csv",
        tag="officer",
        summary="Download how ready products are",
        parameters=ReadinessFilters,
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request):
        """All that the filters choose, in the order of the list: RFC 4180, UTF-8 with a
        byte order mark, the first line names the columns.

        A text that a spreadsheet would take for a formula begins with an apostrophe.
        Of several certificates `/` parts those any of which will do.
        """
        choice = choice_of(self.values)
        found = _found(request.user, choice, self.values)
        show = _Shown(choice.market, self.language)
        products = _in_chunks(standings.for_rows(found, choice.market))
        rows = (show.cells(product) for product in products)
        header = header_in(HEADER, self.language)
        return csv_answer(self, "readiness", header, rows)


def _in_chunks(found: QuerySet) -> Iterator[Product]:
    """Newest first, in queries of their own: no transaction stays open."""
    found = found.order_by("-pk")
    chunk = list(found[:CHUNK])
    while chunk:
        yield from chunk
        chunk = list(found.filter(pk__lt=chunk[-1].pk)[:CHUNK])


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
