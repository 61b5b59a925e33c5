"""Which products a caller asks for: once as SQL for the page, once as bitmaps for
counts. Both are written here side by side, and a property test holds them equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue.listings import statements
from catalogue.listings.bitmaps import Bitmaps, bits_of, ones
from catalogue.listings.readings import EXPORT_READY_LEVEL
from catalogue.listings.statements import Condition, Sort, among, any_of, priced

LEVELS = range(5)

Facet = Literal["category", "regency", "export_level", "market", "certificate", "price"]


@dataclass(frozen=True)
class Selection:
    """Filters, validated and resolved: categories hold their descendants, prices are
    in sen. Empty or None means not asked for; `others` are what no facet speaks of."""

    on: date
    categories: Sequence[str] = ()
    regencies: Sequence[str] = ()
    certificates: Sequence[str] = ()
    markets: Sequence[str] = ()
    export_ready: bool | None = None
    export_level_min: int | None = None
    price_min: int | None = None
    price_max: int | None = None
    has_image: bool | None = None
    matched: int | None = None  # what a search found, as bits
    others: tuple[Condition, ...] = ()

    # As SQL

    def is_led_by_market(self, sort: Sort) -> bool:
        """Whether one market's rows give the listings in the order of this sort."""
        return len(self.markets) == 1 and sort == statements.SORTS["-published_at"]

    def conditions(self, *, led_by_market: bool = False) -> list[Condition]:
        """Over `l`, the listing; led by a market also over `m`, its row there."""
        found = list(self.others)
        if self.matched is not None:
            found.append(among(ones(self.matched)))
        if self.categories:
            found.append(any_of("l.category_code", self.categories))
        if self.regencies:
            found.append(any_of("l.regency_code", self.regencies))
        if self.has_image is not None:
            found.append(Condition("l.has_image = %s", (self.has_image,)))
        found += self._price_conditions()
        found += self._readiness_conditions(led_by_market)
        return found

    def _price_conditions(self) -> list[Condition]:
        if self.price_min is None and self.price_max is None:
            return []
        return priced(self.price_min, self.price_max)

    def _readiness_conditions(self, led_by_market: bool) -> list[Condition]:
        found = []
        if self.markets:
            marks = ", ".join(["%s"] * len(self.markets))
            # `=` and no bare column: SQLite finds an equality alone in an index.
            there = f"m.market_code IN ({marks}) AND m.is_ready = %s AND m.level >= %s"
            if not led_by_market:
                there = (
                    "EXISTS (SELECT 1 FROM listings_listingmarket m WHERE "
                    f"m.listing_id = l.id AND {there})"
                )
            values = (*self.markets, True, self._least_level)
            found.append(Condition(there, values))
            if self.export_ready is False:
                found.append(Condition("1 = 0"))
        else:
            if self.export_ready is not None:
                compare = ">=" if self.export_ready else "<"
                found.append(
                    Condition(f"l.export_level {compare} %s", (EXPORT_READY_LEVEL,))
                )
            if self.export_level_min is not None:
                found.append(
                    Condition("l.export_level >= %s", (self.export_level_min,))
                )
        if self.certificates:
            found.append(statements.holds_any(self.certificates))
        if found:
            found.append(Condition("l.export_changes_on > %s", (self.on,)))
        return found

    @property
    def _least_level(self) -> int:
        return max(self.export_level_min or 0, EXPORT_READY_LEVEL)

    # As bitmaps

    def bits(self, bitmaps: Bitmaps, *, lifted: Facet | None = None) -> int:
        """The listings selected, with one facet's own filter lifted."""
        maps, found = bitmaps.maps, bitmaps.everything
        if self.matched is not None:
            found &= self.matched
        if self.others:
            found &= bits_of(statements.matching(self.others))
        if self.categories and lifted != "category":
            found &= bitmaps.with_any(f"c:{code}" for code in self.categories)
        if self.regencies and lifted != "regency":
            found &= bitmaps.with_any(f"r:{code}" for code in self.regencies)
        if self.has_image is not None:
            pictured = maps.get("i", 0)
            found &= pictured if self.has_image else ~pictured
        if lifted != "price":
            found &= self._price_bits(bitmaps)
        return found & self._readiness_bits(bitmaps, lifted)

    def _price_bits(self, bitmaps: Bitmaps) -> int:
        if self.price_min is None and self.price_max is None:
            return bitmaps.everything
        return bitmaps.priced(self.price_min, self.price_max)

    def _readiness_bits(self, bitmaps: Bitmaps, lifted: Facet | None) -> int:
        found = bitmaps.everything
        asked = False
        level = None if lifted == "export_level" else self.export_level_min
        if self.markets and lifted != "market":
            asked = True
            found &= bitmaps.with_any(
                code
                for market in self.markets
                for code in ready_codes(market, max(level or 0, EXPORT_READY_LEVEL))
            )
            if self.export_ready is False:
                found = 0
        elif not self.markets and lifted != "market":
            if self.export_ready is not None:
                asked = True
                ready = bitmaps.with_any(level_codes(EXPORT_READY_LEVEL))
                found &= ready if self.export_ready else ~ready
            if level is not None:
                asked = True
                found &= bitmaps.with_any(level_codes(level))
        if self.certificates and lifted != "certificate":
            asked = True
            found &= bitmaps.with_any(f"t:{code}" for code in self.certificates)
        return found & ~bitmaps.out_of_date(self.on) if asked else found


def level_codes(least: int) -> list[str]:
    return [f"l:{level}" for level in LEVELS if level >= least]


def ready_codes(market: str, least: int) -> list[str]:
    return [f"m:{market}:{level}:1" for level in LEVELS if level >= least]
