"""The filters of products, in buyers' words. What they select: `search.selecting`."""

from typing import Any

from django_countries import countries

from api.errors import Fault, fault
from api.parameters import (
    BoolField,
    ChoiceField,
    CodeField,
    CodesField,
    DecimalField,
    IdsField,
    MomentField,
    PageParameters,
    Parameter,
    ParameterField,
    Parameters,
    QueryField,
    Refused,
    SlugField,
    WholeField,
)
from catalogue.listings import reference
from catalogue.listings.facets import PRICE_BANDS
from catalogue.listings.reference import Reference
from catalogue.listings.statements import RELEVANCE, SORTS

COMMON_NAMES = {"UK": "GB", "UAE": "AE", "USA": "US", "KSA": "SA"}


def market_of(text: str) -> str:
    """The market that a code or a country means. `Refused` names those there are."""
    known = reference.current()
    market = known.market_of_country.get(text)
    if market is None:
        key = "domestic_market" if text == known.domestic else "market"
        raise Refused(
            key,
            "not_found",
            _market_meant(text, known),
            value=text,
            markets=", ".join(known.markets),
        )
    return market


def _market_meant(text: str, known: Reference) -> str | None:
    """By a code in other letters, a usual short name, or the name of market or country
    (countries in English)."""
    names = {
        name.casefold(): code
        for code, market in known.markets.items()
        for name in market.name.values()
    }
    code = text.upper()
    meant = (
        COMMON_NAMES.get(code)
        or names.get(text.casefold())
        or countries.by_name(text)
        or code
    )
    return meant if meant in known.market_of_country else None


class MarketsField(CodesField):
    """Markets, or countries of them."""

    def __init__(self) -> None:
        super().__init__("market", lambda: reference.current().markets, max_length=2)

    def read_one(self, text: str) -> str:
        return market_of(text)


class MarketField(ParameterField):
    """One market, or a country of it."""

    schema = {"type": "string", "minLength": 2, "maxLength": 2}

    def read(self, text: str) -> str:
        return market_of(text.strip())


class ProductFilters(Parameters):
    """Which products. Comma is OR within one filter, several filters are AND."""

    q = Parameter(
        QueryField(),
        "Words to look for, in Indonesian, English or Malay. Any text is taken as it "
        "is, quotes, operators and emoji too; its first 200 characters and 12 words "
        "count. Without a word in it, everything matches.",
        example="kopi",
    )
    q_exact = Parameter(
        BoolField(),
        "`true`: only products that hold every word of `q` as it is written, words "
        "like `for` too; no corrections, synonyms or other forms. Needs `q`.",
    )
    category = Parameter(
        CodesField("category", lambda: reference.current().categories),
        "Category codes; each includes its descendants.",
        example="minuman",
    )
    regency = Parameter(
        CodesField("regency", lambda: reference.current().regencies, max_length=5),
        "Codes of the seller's regency.",
        example="18.04,18.71",
    )
    seller = Parameter(IdsField(), "Ids of sellers.")
    slug = Parameter(SlugField(), "The slug of a product.")
    ids = Parameter(IdsField(), "Ids of products, 100 at most.")
    export_ready = Parameter(
        BoolField(),
        "Level 3 or more in at least one foreign market. With `market`, `true` says "
        "nothing more, since `market` selects what is ready for it, and `false` "
        "selects nothing.",
    )
    export_level_min = Parameter(
        WholeField(minimum=0, maximum=4),
        "This level or more: the highest of its own (0-2) and its markets' (3-4). With "
        "`market`, the level there; below 3 it selects as 3 does.",
    )
    market = Parameter(
        MarketsField(),
        "Foreign markets the product is ready for, at level 3 or 4 there; a country "
        "means its market (`DE` is `EU`).",
        example="JP",
    )
    certificate = Parameter(
        CodesField(
            "certificate type",
            lambda: reference.current().certificate_types,
            max_length=20,
        ),
        "Certificate types held, verified and unexpired.",
        example="HALAL",
    )
    price_min = Parameter(
        DecimalField(),
        "Lowest price in IDR; products priced on request never match.",
        example="25000",
    )
    price_max = Parameter(DecimalField(), "Highest price in IDR, on the lowest price.")
    min_order_max = Parameter(
        DecimalField(), "Minimum orders up to this, in `min_order_unit`."
    )
    min_order_unit = Parameter(
        CodeField("unit", lambda: reference.current().units, max_length=10),
        "Unit of `min_order_max`; units of the same kind are converted.",
    )
    has_image = Parameter(BoolField(), "With, or without, a picture.")
    updated_since = Parameter(
        MomentField(), "Changed at or after this time. To mirror, use the sync calls."
    )

    @classmethod
    def check(cls, values: dict[str, Any], sent: set[str]) -> list[Fault]:
        faults = []
        if values.get("q_exact") and "q" not in sent:
            faults.append(fault("q_exact", "exact_needs_q", code="invalid"))
        if ("min_order_max" in sent) != ("min_order_unit" in sent):
            missing = {"min_order_max", "min_order_unit"} - sent
            faults.append(fault(missing.pop(), "min_order_pair", code="required"))
        return faults


class ProductQuery(ProductFilters):
    """Filters and a sort: what a list is of, whatever the page."""

    sort = Parameter(
        ChoiceField([RELEVANCE, *SORTS]),
        "Order; what lacks a value comes last. With `q` the default is `relevance`, "
        "else `-published_at`.",
    )

    @classmethod
    def check(cls, values: dict[str, Any], sent: set[str]) -> list[Fault]:
        faults = super().check(values, sent)
        if values.get("sort") == RELEVANCE and "q" not in sent:
            faults.append(fault("sort", "needs_q", code="invalid"))
        return faults


class ProductListParameters(ProductQuery, PageParameters):
    """Of the list: filters, a sort, a page."""


def picked_price(values: dict[str, Any]) -> str:
    """The price band that the two price filters make, or none."""
    asked = (values.get("price_min"), values.get("price_max"))
    for band in PRICE_BANDS:
        if asked == (band.low, band.high):
            return band.value
    return ""
