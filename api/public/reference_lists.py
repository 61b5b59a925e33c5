"""The small lists that filters are made of: each comes whole, with product counts."""

from typing import Any

from drf_spectacular.utils import extend_schema

from api.pagination import Page, envelope
from api.parameters import WholeListParameters
from api.public.answers import REFERENCE_AGE, Answer, PublicView
from api.public.envelopes import (
    CategoryListSerializer,
    CategorySerializer,
    CertificateTypeListSerializer,
    CertificateTypeSerializer,
    MarketListSerializer,
    MarketSerializer,
    RegencyListSerializer,
    RegencySerializer,
)
from catalogue.listings import facet_counts, reference
from catalogue.listings.reference import Reference
from catalogue.listings.rows import dump
from catalogue.texts import resolve


class ReferenceListView(PublicView):
    """A whole list. Subclasses give the counts' name, the shape and the rows."""

    parameters = WholeListParameters
    cache_control = REFERENCE_AGE
    counted: str
    shape: type

    def members(
        self, known: Reference, counts: dict[str, int], language: str
    ) -> list[dict[str, Any]]:
        raise NotImplementedError

    def read(self, request, values, language) -> Answer:
        known = reference.current()
        counts = facet_counts.per_code(known)[self.counted]
        shape = self.shape()
        texts = [
            dump(shape.to_representation(member))
            for member in self.members(known, counts, language)
        ]
        count = len(texts) if values.get("count") else None
        return Answer(envelope(Page(texts, None, None), count))


class CategoryListView(ReferenceListView):
    """The category tree."""

    counted, shape = "categories", CategorySerializer

    @extend_schema(
        operation_id="list_categories",
        tags=["catalogue"],
        summary="List categories",
        responses=CategoryListSerializer,
    )
    def get(self, request, **path):
        """The whole tree, depth first, as a menu shows it."""
        return super().get(request, **path)

    def members(self, known, counts, language):
        return [
            {
                "code": code,
                "name": resolve(category.name, language),
                "parent_code": known.parent(code),
                "path": known.path(code),
                "product_count": counts[code],
            }
            for code, category in known.categories.items()
        ]


class RegencyListView(ReferenceListView):
    """Lampung's regencies."""

    counted, shape = "regencies", RegencySerializer

    @extend_schema(
        operation_id="list_regencies",
        tags=["catalogue"],
        summary="List regencies",
        responses=RegencyListSerializer,
    )
    def get(self, request, **path):
        """All 15 kabupaten and kota of Lampung."""
        return super().get(request, **path)

    def members(self, known, counts, language):
        return [
            {
                "code": code,
                "name": regency.short_name,
                "full_name": resolve(regency.name, language),
                "slug": regency.slug,
                "kind": regency.kind,
                "capital": regency.capital,
                "product_count": counts[code],
            }
            for code, regency in known.regencies.items()
        ]


class CertificateTypeListView(ReferenceListView):
    """Certificate types."""

    counted, shape = "certificate_types", CertificateTypeSerializer

    @extend_schema(
        operation_id="list_certificate_types",
        tags=["catalogue"],
        summary="List certificate types",
        responses=CertificateTypeListSerializer,
    )
    def get(self, request, **path):
        """Licences, certificates and registrations, with their legal basis."""
        return super().get(request, **path)

    def members(self, known, counts, language):
        return [
            {
                "code": code,
                "name": resolve(row.name, language),
                "kind": row.kind,
                "issuer": row.issuer,
                "issuer_country": row.issuer_country or None,
                "holder_level": row.holder_level,
                "validity_months": row.validity_months,
                "public_lookup": row.public_lookup or None,
                "legal_basis": row.legal_basis,
                "confidence": row.confidence,
                "product_count": counts[code],
            }
            for code, row in known.certificate_types.items()
        ]


class MarketListView(ReferenceListView):
    """Foreign markets."""

    counted, shape = "markets", MarketSerializer

    @extend_schema(
        operation_id="list_markets",
        tags=["catalogue"],
        summary="List markets",
        responses=MarketListSerializer,
    )
    def get(self, request, **path):
        """The foreign markets whose rules are known; the European Union is one."""
        return super().get(request, **path)

    def members(self, known, counts, language):
        return [
            {
                "code": code,
                "name": resolve(market.name, language),
                "countries": known.countries[code],
                "product_count": counts[code],
            }
            for code, market in known.markets.items()
        ]
