"""The events. Plain ids only, so that any room may handle any event."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ProductChanged:
    """A product, its pictures, variants or status changed, or it left."""

    product_id: UUID


@dataclass(frozen=True)
class SellerChanged:
    """A seller's profile, verification or suspension changed."""

    seller_id: UUID


@dataclass(frozen=True)
class CertificateChanged:
    """A certificate of a seller, or of some of its products, changed."""

    seller_id: UUID


@dataclass(frozen=True)
class CategoryChanged:
    code: str


@dataclass(frozen=True)
class RegencyChanged:
    code: str


@dataclass(frozen=True)
class CertificateTypeChanged:
    code: str


@dataclass(frozen=True)
class MarketChanged:
    """A market, or a rule of it, changed."""

    code: str


@dataclass(frozen=True)
class AttributeChanged:
    """An attribute's label, unit or choices changed."""

    code: str


@dataclass(frozen=True)
class ReadinessChanged:
    """A product's stored level or market statuses came out differently."""

    product_id: UUID


Event = (
    ProductChanged
    | SellerChanged
    | CertificateChanged
    | CategoryChanged
    | RegencyChanged
    | CertificateTypeChanged
    | MarketChanged
    | AttributeChanged
    | ReadinessChanged
)
