"""What the public may know of a product or seller, read in one language.

These are the objects the serializers of `shapes.py` turn into JSON. A reading takes
loaded models (`loading.py`) and does no queries of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.storage import storages

from catalogue.products.attributes import shown
from catalogue.products.models import Category, Image, Product
from catalogue.readiness.models import (
    Certificate,
    MarketReadiness,
    MarketStatus,
    ProductReadiness,
    SellerReadiness,
)
from catalogue.sellers.models import Regency, Seller
from catalogue.texts import best_language, resolve

READY = {MarketStatus.READY, MarketStatus.READY_WITH_SHIPMENT_DOCS}
EXPORT_READY_LEVEL = 3


def money(amount: Decimal | None, currency: str) -> dict | None:
    return None if amount is None else {"amount": amount, "currency": currency}


def quantity(value: Decimal | None, unit: str | None) -> dict | None:
    return None if value is None else {"value": value, "unit": unit}


def grams(value: int | None) -> dict | None:
    return quantity(None if value is None else Decimal(value), "g")


def public_url(path: str) -> str:
    """An absolute address: from the configured base, never from a Host header."""
    return path if path.startswith("http") else f"{settings.PUBLIC_URL}{path}"


def web_address(product_id: Any, slug: Any) -> str | None:
    """A product's page on a web site, where the operator has set one."""
    web = settings.WEB_PRODUCT_URL
    return web.format(id=product_id, slug=slug) if web else None


@dataclass(frozen=True)
class Ref:
    code: str
    name: str


def regency_ref(regency: Regency) -> Ref:
    return Ref(regency.code, regency.short_name)


def category_ref(category: Category, language: str) -> Ref:
    return Ref(category.code, resolve(category.name, language))


@dataclass(frozen=True)
class SellerRef:
    id: Any
    slug: str
    name: str
    verified: bool


def seller_ref(seller: Seller) -> SellerRef:
    return SellerRef(
        seller.pk, seller.slug, seller.name, seller.verified_at is not None
    )


class ImageReading:
    def __init__(self, image: Image, language: str):
        self.image = image
        self.id = image.pk
        self.alt = resolve(image.alt, language)
        self.width, self.height = image.width, image.height
        self.placeholder, self.color = image.placeholder, image.color

    @property
    def sizes(self) -> list[dict]:
        url = storages["default"].url
        return [
            {
                "width": size["width"],
                "height": size["height"],
                "webp": public_url(url(size["webp"])),
                "jpeg": public_url(url(size["jpeg"])),
            }
            for size in self.image.renditions
        ]


class CertificateReading:
    def __init__(self, certificate: Certificate, language: str):
        self.type = certificate.type_id
        self.name = resolve(certificate.type.name, language)
        self.number = (
            certificate.number or None if certificate.type.number_published else None
        )
        self.issuer = certificate.issuer or None
        self.issued_on = certificate.issued_on
        self.expires_on = certificate.expires_on
        self.verified = True  # only verified ones are public
        self.verified_on = certificate.verified_on
        self.verified_by = (
            regency_ref(certificate.verified_by) if certificate.verified_by else None
        )


def first_change(
    readiness: ProductReadiness | SellerReadiness | None,
    certificates: Iterable[Certificate],
) -> date | None:
    """The first day on which what is shown of these changes by itself.

    A certificate is shown through its last day, whatever the score makes of it.
    """
    days = [certificate.expires_on for certificate in certificates]
    ends = [day + timedelta(days=1) for day in days if day and day < date.max]
    own = [readiness.changes_on] if readiness and readiness.changes_on else []
    return min([*ends, *own], default=None)


def dimension_scores(
    readiness: ProductReadiness | SellerReadiness | None,
) -> list[dict[str, Any]]:
    return [
        {"code": code, "score": Decimal(score)}
        for code, score in (readiness.dimensions if readiness else ())
    ]


@dataclass(frozen=True)
class PlotTotals:
    """Of a product's plots of land: how many, how large. Never where."""

    count: int
    area_ha: Decimal


@dataclass(frozen=True)
class ProductFacts:
    """One loaded product with all that its page shows, in every language."""

    product: Product
    readiness: ProductReadiness | None
    markets: list[MarketReadiness]
    certificates: list[Certificate]
    images: list[Image] = field(default_factory=list)
    plots: PlotTotals | None = None

    @property
    def category(self) -> Category:
        """Every published product has one: a constraint says so."""
        assert self.product.category is not None
        return self.product.category

    @property
    def certificate_codes(self) -> list[str]:
        return sorted({certificate.type_id for certificate in self.certificates})

    @property
    def export_level(self) -> int:
        return self.readiness.level if self.readiness else 0

    @property
    def ready_markets(self) -> set[str]:
        return {m.market_id for m in self.markets if m.status in READY}

    @property
    def export_changes_on(self) -> date | None:
        return first_change(self.readiness, self.certificates)


class ProductReading:
    """A product in one language; attribute names are the contract's member names."""

    def __init__(self, facts: ProductFacts, language: str, updated_at: datetime):
        product = facts.product
        self.facts, self.product = facts, product
        self.id, self.slug = product.pk, product.slug
        self.updated_at = updated_at.astimezone(UTC)
        self.content_language = best_language(
            [product.name, product.description], language
        )
        self.name = self._text(product.name)
        self.summary = self._text(product.summary)
        self.description = self._text(product.description)
        self.category = category_ref(facts.category, language)
        self.seller = seller_ref(product.seller)
        self.regency = regency_ref(product.seller.regency)
        self.price_basis = product.price_basis
        self.price = money(product.price, product.currency)
        self.price_max = money(product.price_max, product.currency)
        self.price_unit = product.price_unit_id
        self.min_order = quantity(product.min_order_value, product.min_order_unit_id)
        self.export_ready = bool(facts.ready_markets)
        self.certificate_codes = facts.certificate_codes
        self.is_sample = product.is_sample
        self.language = language

    def _text(self, texts: dict) -> str:
        return resolve(texts, self.content_language)

    @cached_property
    def images(self) -> list[ImageReading]:
        return [ImageReading(image, self.language) for image in self.facts.images]

    @property
    def image(self) -> ImageReading | None:
        return self.images[0] if self.images else None

    @property
    def attributes(self) -> list[dict]:
        category = self.facts.category
        return [
            {
                "code": held.attribute_id,
                "name": resolve(held.attribute.name, self.language),
                "value": shown(
                    held.attribute.type,
                    held.attribute.choices,
                    held.value,
                    self.language,
                ),
                "unit": held.attribute.unit or None,
            }
            for held in sorted(
                self.product.attribute_values.all(),
                key=lambda held: held.attribute.position_in(category),
            )
        ]

    @property
    def variants(self) -> list[dict]:
        return [
            {
                "id": variant.pk,
                "sku": variant.sku,
                "name": self._text(variant.name) or None,
                "options": [
                    {"option": o["option"], "value": self._text(o["value"])}
                    for o in variant.options
                ],
                "price": money(variant.price, self.product.currency),
                "min_order": quantity(
                    variant.min_order_value, self.product.min_order_unit_id
                ),
                "net_weight": grams(variant.net_weight_g),
            }
            for variant in self.product.variants.all()
        ]

    @property
    def price_tiers(self) -> list[dict]:
        return [
            {
                "min_quantity": quantity(tier.min_quantity, self.product.price_unit_id),
                "unit_price": money(tier.unit_price, self.product.currency),
            }
            for tier in self.product.price_tiers.all()
        ]

    @property
    def certificates(self) -> list[CertificateReading]:
        return [CertificateReading(c, self.language) for c in self.facts.certificates]

    @property
    def export(self) -> dict:
        readiness = self.facts.readiness
        return {
            "level": self.facts.export_level,
            "score": readiness.score if readiness else None,
            "model_version": readiness.snapshot.model.version if readiness else "",
            "computed_at": (
                readiness.snapshot.taken_at.astimezone(UTC) if readiness else None
            ),
            "hs_code": self.product.hs_code or None,
            "origin_country": self.product.origin_country,
            "incoterms": self.product.incoterms,
            "monthly_capacity": quantity(
                self.product.monthly_capacity_value,
                self.product.monthly_capacity_unit_id,
            ),
            "lead_time_days": self.product.lead_time_days,
            "dimensions": dimension_scores(readiness),
            "markets": [
                {
                    "market": market.market_id,
                    "level": market.level,
                    "score": market.score,
                    "status": market.status,
                    "rules_met": market.rules_met,
                    "rules_total": market.rules_total,
                    "upcoming_on": market.upcoming_on,
                }
                for market in self.facts.markets
            ],
            "plots": self.facts.plots,
        }

    @property
    def packaging(self) -> dict:
        product = self.product
        sides = {n: getattr(product, n) for n in ("length_mm", "width_mm", "height_mm")}
        return {
            "net_weight": grams(product.net_weight_g),
            "gross_weight": grams(product.gross_weight_g),
            "dimensions": sides if any(sides.values()) else None,
            "carton": product.carton,
        }

    @property
    def links(self) -> dict:
        path = f"/v1/products/{self.id}"
        return {
            "self": path,
            "web": web_address(self.id, self.slug),
            "json_ld": f"{path}/json-ld",
        }


@dataclass(frozen=True)
class SellerFacts:
    """One loaded seller with all that its page shows."""

    seller: Seller
    categories: list[Category]
    certificates: list[Certificate]
    product_count: int
    readiness: SellerReadiness | None

    @property
    def changes_on(self) -> date | None:
        return first_change(self.readiness, self.certificates)


class SellerReading:
    """A seller in one language."""

    def __init__(self, facts: SellerFacts, language: str, updated_at: datetime):
        seller = facts.seller
        self.facts, self.seller, self.language = facts, seller, language
        self.id, self.slug, self.name = seller.pk, seller.slug, seller.name
        self.content_language = best_language([seller.story], language)
        self.story = resolve(seller.story, self.content_language)
        self.regency = regency_ref(seller.regency)
        self.verified = seller.verified_at is not None
        self.product_count = facts.product_count
        self.response_band = seller.response_figures.band
        self.categories = [category_ref(c, language) for c in facts.categories]
        self.certificate_codes = sorted({c.type_id for c in facts.certificates})
        self.is_sample = seller.is_sample
        self.updated_at = updated_at.astimezone(UTC)
        self.legal_form = seller.legal_form or None
        self.size_class = seller.size_class or "unspecified"
        self.workers, self.founded_year = seller.workers, seller.founded_year
        self.languages = seller.languages

    @property
    def certificates(self) -> list[CertificateReading]:
        return [CertificateReading(c, self.language) for c in self.facts.certificates]

    @property
    def readiness(self) -> dict | None:
        found = self.facts.readiness
        if found is None:
            return None
        return {
            "score": found.score,
            "model_version": found.snapshot.model.version,
            "computed_at": found.snapshot.taken_at.astimezone(UTC),
            "dimensions": dimension_scores(found),
        }

    @property
    def contact(self) -> dict | None:
        if not self.seller.contact_published:
            return None
        return {
            "email": self.seller.contact_email or None,
            "phone": self.seller.contact_phone or None,
        }

    @property
    def links(self) -> dict:
        return {
            "self": f"/v1/sellers/{self.id}",
            "products": f"/v1/products?seller={self.id}",
        }
