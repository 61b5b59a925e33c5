"""Reference data as public reads need it, kept in memory for one generation."""

from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock

from catalogue.listings import generation
from catalogue.products.models import Category, Unit
from catalogue.readiness import versions
from catalogue.readiness.models import CertificateType, Market, MarketCountry
from catalogue.sellers.models import Regency


@dataclass
class Reference:
    """All reference rows by code, in their own order.

    `markets` are the foreign ones of the model in force, so that one which officers
    still draft is not public; the `domestic` one gates level 2.
    """

    regencies: dict[str, Regency] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    certificate_types: dict[str, CertificateType] = field(default_factory=dict)
    markets: dict[str, Market] = field(default_factory=dict)
    domestic: str = ""
    market_of_country: dict[str, str] = field(default_factory=dict)
    countries: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, Unit] = field(default_factory=dict)
    _children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _parents: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Reference":
        found = cls()
        found.regencies = {row.code: row for row in Regency.objects.all()}
        found._load_categories()
        found.certificate_types = {r.code: r for r in CertificateType.objects.all()}
        in_force = versions.markets_in_force()
        for market in Market.objects.all():
            if market.is_domestic:
                found.domestic = market.code
            elif market.code in in_force:
                found.markets[market.code] = market
        found.market_of_country = {code: code for code in found.markets}
        for row in MarketCountry.objects.filter(market__in=found.markets):
            found.market_of_country[row.code] = row.market_id
            found.countries[row.market_id].append(row.code)
        found.units = {row.code: row for row in Unit.objects.all()}
        return found

    def _load_categories(self) -> None:
        # Depth first, siblings in their own order: as a menu shows them.
        rows = list(Category.objects.with_tree_fields())
        code_of = {row.pk: row.code for row in rows}
        for row in rows:
            parent = code_of.get(row.parent_id)
            self.categories[row.code] = row
            self._parents[row.code] = parent
            if parent:
                self._children[parent].append(row.code)

    def parent(self, category: str) -> str | None:
        return self._parents[category]

    def path(self, category: str) -> list[str]:
        """Codes from the top down to the category itself."""
        above = self._parents[category]
        return [*(self.path(above) if above else []), category]

    def subtree(self, category: str) -> list[str]:
        """The category and all its descendants."""
        found = [category]
        for child in self._children.get(category, []):
            found += self.subtree(child)
        return found


_lock = Lock()
_kept: tuple[int, Reference] | None = None


def current() -> Reference:
    """The reference data of this process's generation."""
    global _kept
    seen = generation.current().generation
    kept = _kept
    if kept is None or kept[0] != seen:
        with _lock:
            kept = _kept = (seen, Reference.load())
    return kept[1]


def forget() -> None:
    """Load anew next time: for a process whose database was replaced."""
    global _kept
    _kept = None
