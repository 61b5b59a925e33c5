"""The facets of a selection: each counted with its own filter lifted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.listings.bitmaps import Bitmaps, following
from catalogue.listings.facets import PRICE_BANDS, PriceBand
from catalogue.listings.readings import EXPORT_READY_LEVEL
from catalogue.listings.reference import Reference
from catalogue.listings.selection import (
    LEVELS,
    Facet,
    Selection,
    level_codes,
    ready_codes,
)
from catalogue.readiness.showing.presenting import level_name
from catalogue.texts import resolve


@dataclass(frozen=True)
class FacetValue:
    """One value that a click would set; `parent` is the category above it."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None = None


@dataclass(frozen=True)
class Picked:
    """The values a caller has set, as the caller wrote them."""

    category: frozenset[str] = frozenset()
    price: str = ""


def count(selection: Selection) -> int:
    """How many products the selection has, as of this process's generation."""
    with following() as bitmaps:
        return selection.bits(bitmaps).bit_count()


def count_all(
    selection: Selection, picked: Picked, reference: Reference, language: str
) -> tuple[int, dict[Facet, list[FacetValue]]]:
    """The selection's count and its facets, values without products left out."""
    with following() as bitmaps:
        counter = _Counter(selection, picked, bitmaps, reference, language)
        total = selection.bits(bitmaps).bit_count()
        return total, {
            "category": _shown(counter.categories()),
            "regency": _shown(counter.regencies()),
            "export_level": _shown(counter.levels()),
            "market": _shown(counter.markets()),
            "certificate": _shown(counter.certificates()),
            "price": _shown(counter.prices()),
        }


def per_code(reference: Reference) -> dict[str, dict[str, int]]:
    """How many listed products each reference row has."""
    with following() as bitmaps:
        direct = {c: bitmaps.maps.get(f"c:{c}", 0) for c in reference.categories}
        return {
            "categories": {
                code: sum(direct[c].bit_count() for c in reference.subtree(code))
                for code in reference.categories
            },
            "regencies": {
                code: bitmaps.maps.get(f"r:{code}", 0).bit_count()
                for code in reference.regencies
            },
            "certificate_types": {
                code: bitmaps.maps.get(f"t:{code}", 0).bit_count()
                for code in reference.certificate_types
            },
            "markets": {
                code: bitmaps.with_any(
                    ready_codes(code, EXPORT_READY_LEVEL)
                ).bit_count()
                for code in reference.markets
            },
        }


def _shown(values: Iterable[FacetValue]) -> list[FacetValue]:
    return [value for value in values if value.count or value.selected]


class _Counter:
    def __init__(
        self,
        selection: Selection,
        picked: Picked,
        bitmaps: Bitmaps,
        reference: Reference,
        language: str,
    ):
        self.selection, self.picked = selection, picked
        self.bitmaps, self.reference, self.language = bitmaps, reference, language
        self.fresh = ~bitmaps.out_of_date(selection.on)

    def _base(self, lifted: Facet) -> int:
        return self.selection.bits(self.bitmaps, lifted=lifted)

    def categories(self) -> Iterator[FacetValue]:
        base = self._base("category")
        direct = {
            code: (base & self.bitmaps.maps.get(f"c:{code}", 0)).bit_count()
            for code in self.reference.categories
        }
        for code, category in self.reference.categories.items():
            yield FacetValue(
                value=code,
                label=resolve(category.name, self.language),
                count=sum(direct[c] for c in self.reference.subtree(code)),
                selected=code in self.picked.category,
                parent=self.reference.parent(code),
            )

    def regencies(self) -> Iterator[FacetValue]:
        base = self._base("regency")
        for code, regency in self.reference.regencies.items():
            yield FacetValue(
                value=code,
                label=regency.short_name,
                count=(base & self.bitmaps.maps.get(f"r:{code}", 0)).bit_count(),
                selected=code in self.selection.regencies,
            )

    def levels(self) -> Iterator[FacetValue]:
        base = self._base("export_level") & self.fresh
        markets = self.selection.markets
        for level in LEVELS[1:]:  # every product has level 0 or more
            codes = level_codes(level)
            if markets:
                least = max(level, EXPORT_READY_LEVEL)
                codes = [c for market in markets for c in ready_codes(market, least)]
            yield FacetValue(
                value=str(level),
                label=level_name(level, self.language),
                count=(base & self.bitmaps.with_any(codes)).bit_count(),
                selected=level == self.selection.export_level_min,
            )

    def markets(self) -> Iterator[FacetValue]:
        base = self._base("market") & self.fresh
        if self.selection.export_ready is False:
            base = 0
        least = max(self.selection.export_level_min or 0, EXPORT_READY_LEVEL)
        for code, market in self.reference.markets.items():
            ready = self.bitmaps.with_any(ready_codes(code, least))
            yield FacetValue(
                value=code,
                label=resolve(market.name, self.language),
                count=(base & ready).bit_count(),
                selected=code in self.selection.markets,
            )

    def certificates(self) -> Iterator[FacetValue]:
        base = self._base("certificate") & self.fresh
        for code, row in self.reference.certificate_types.items():
            yield FacetValue(
                value=code,
                label=resolve(row.name, self.language),
                count=(base & self.bitmaps.maps.get(f"t:{code}", 0)).bit_count(),
                selected=code in self.selection.certificates,
            )

    def prices(self) -> Iterator[FacetValue]:
        base = self._base("price")
        for index, band in enumerate(PRICE_BANDS):
            yield FacetValue(
                value=band.value,
                label=_price_label(band, self.language),
                count=(base & self.bitmaps.maps.get(f"p:{index}", 0)).bit_count(),
                selected=band.value == self.picked.price,
            )


def _price_label(band: PriceBand, language: str) -> str:
    """In the language's own digits: `Rp25.000`, `IDR 25,000`."""

    def shown(amount: int) -> str:
        text = f"{amount:,}"
        return text.replace(",", ".") if language == "id" else text

    low = f"{'Rp' if language == 'id' else 'IDR '}{shown(band.low)}"
    if band.high is None:
        return f"≥ {low}"
    return f"{low} – {shown(int(band.high) + 1)}"
