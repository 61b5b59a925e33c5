"""How ready products are, as a table for spreadsheets."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes

from api.csv import RENDERERS, TableParameters, csv_answer, header_in
from api.officer.readiness import (
    ReadinessFilters,
    Shown,
    choice_of,
    found_products,
)
from api.private import PrivateView, operation
from catalogue.products.models import Product
from catalogue.readiness.assessment.model import Rule
from catalogue.readiness.office import standings
from catalogue.readiness.showing.presenting import level_name
from catalogue.texts import resolve

CHUNK = 500  # products read at once
HEADER = {
    "id": [
        "ID produk", "Produk", "Slug", "Status produk", "Usaha", "Kode dan wilayah",
        "Kabupaten/kota", "Kode kategori", "Pasar", "Tingkat", "Nama tingkat", "Skor",
        "Status di pasar", "Syarat belum terpenuhi", "Isi syarat itu",
        "Sertifikat yang memenuhinya", "Dihitung pada",
    ],
    "en": [
        "Product id", "Product", "Slug", "Product status", "Seller",
        "Regency with code", "Regency", "Category code", "Market", "Level",
        "Level name", "Score", "Status in the market", "Gates not met",
        "What they ask for", "Certificates that meet them", "Computed at",
    ],
}  # fmt: skip
STATUSES = {
    "draft": {"en": "draft", "id": "draf"},
    "in_review": {"en": "in review", "id": "sedang diperiksa"},
    "changes_requested": {"en": "changes requested", "id": "perlu perbaikan"},
    "rejected": {"en": "rejected", "id": "ditolak"},
    "published": {"en": "published", "id": "terbit"},
    "archived": {"en": "archived", "id": "diarsipkan"},
    "ready": {"en": "ready", "id": "siap"},
    "ready_with_shipment_docs": {
        "en": "ready with shipment documents",
        "id": "siap dengan dokumen pengiriman",
    },
    "not_yet": {"en": "not yet", "id": "belum"},
    "blocked": {"en": "blocked", "id": "terhalang"},
    "unknown": {"en": "unknown", "id": "belum diketahui"},
}
BETWEEN = " | "  # texts of rules, which hold commas and semicolons


class ReadinessTableParameters(ReadinessFilters, TableParameters):
    """Which products, and how the table is written."""


class ReadinessCsvView(PrivateView):
    """The same products as a table for spreadsheets."""

    renderer_classes = RENDERERS

    @operation(
        "get_readiness_csv",
        tag="officer",
        summary="Download how ready products are",
        parameters=ReadinessTableParameters,
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request):
        """All that the filters choose, in the order of the list: RFC 4180, UTF-8 with a
        byte order mark, the first line names the columns.

        A text that a spreadsheet would take for a formula begins with an apostrophe. A
        regency's code stands before its name, so that it stays a text. Of several
        certificates `/` parts those any of which will do; `|` parts texts.
        """
        choice = choice_of(self.values)
        found = found_products(request.user, choice, self.values)
        show = Shown(choice.market, self.language)
        products = _in_chunks(standings.for_rows(found, choice.market))
        rows = (_cells(show, product) for product in products)
        header = header_in(HEADER, self.language)
        return csv_answer(self, "readiness", header, rows)


def _in_chunks(found: QuerySet) -> Iterator[Product]:
    """Newest first, in queries of their own: no transaction stays open."""
    found = found.order_by("-pk")
    chunk = list(found[:CHUNK])
    while chunk:
        yield from chunk
        chunk = list(found.filter(pk__lt=chunk[-1].pk)[:CHUNK])


def with_code(code: str, name: str) -> str:
    """A regency that no spreadsheet takes for a number: `18.10 Pringsewu`."""
    return f"{code} {name}"


def _cells(show: Shown, product: Any) -> list[Any]:
    row, language = show.row(product), show.language
    gates, regency, market = row["missing_gates"], row["regency"], row["market"]
    return [
        *(row["product"][name] for name in ("id", "name", "slug")),
        resolve(STATUSES[row["product"]["status"]], language),
        row["seller"]["name"],
        with_code(regency["code"], regency["name"]),
        regency["name"],
        product.category.code if product.category else None,
        show.market,
        row["level"],
        level_name(row["level"], language),
        Decimal(row["score"]),
        market and resolve(STATUSES[market["status"]], language),
        "; ".join(gate["rule"] for gate in gates),
        BETWEEN.join(_text(show.rules.get(gate["rule"]), language) for gate in gates),
        "; ".join("/".join(gate["certificate_codes"]) or "-" for gate in gates),
        row["computed_at"],
    ]


def _text(rule: Rule | None, language: str) -> str:
    return resolve(rule.text, language) if rule else "-"
