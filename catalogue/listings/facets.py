"""The facets of a listing, as short codes in one string on its row.

`c:` category, `r:` regency, `l:` export level, `m:` market with level and whether it
is ready there, `t:` certificate type, `p:` price band, `i` has a picture.
"""

from dataclasses import dataclass
from decimal import Decimal

from catalogue.listings.readings import READY, ProductFacts


@dataclass(frozen=True)
class PriceBand:
    """Prices from `low` to `high`, both inclusive; no `high` is no upper end."""

    low: int
    high: Decimal | None

    @property
    def value(self) -> str:
        """As a facet names it: the two filters `price_min` and `price_max`."""
        return f"{self.low}-{'' if self.high is None else self.high}"


PRICE_BOUNDS = [0, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000]
PRICE_BANDS = [
    PriceBand(low, None if high is None else high - Decimal("0.01"))
    for low, high in zip(PRICE_BOUNDS, [*PRICE_BOUNDS[1:], None], strict=True)
]


def band_of(price: Decimal) -> int:
    """The index of the band that holds `price`."""
    return max(i for i, low in enumerate(PRICE_BOUNDS) if price >= low)


def encode(facts: ProductFacts) -> str:
    """All facet codes of one product, space-separated, always in the same order."""
    product = facts.product
    codes = [
        f"c:{facts.category.code}",
        f"r:{product.seller.regency_id}",
        f"l:{facts.export_level}",
        *(f"m:{m.market_id}:{m.level}:{int(m.status in READY)}" for m in facts.markets),
        *(f"t:{code}" for code in facts.certificate_codes),
    ]
    if product.price is not None:
        codes.append(f"p:{band_of(product.price)}")
    if facts.images:
        codes.append("i")
    return " ".join(codes)
