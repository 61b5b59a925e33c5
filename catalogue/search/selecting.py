"""What a buyer's filters select, once they have been read: the words by the search,
the rest as a `Selection`.

A filter's value is a plain one (texts, tuples of codes, `Decimal`, `datetime`, `UUID`)
under the name it has in `GET /v1/products`; what was not asked for is absent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from catalogue.dates import micros
from catalogue.listings import generation, reference, rows, statements
from catalogue.listings.selection import Selection
from catalogue.listings.statements import Condition, any_of
from catalogue.search import matching
from catalogue.search.retrieval import Match

Filters = Mapping[str, Any]


def match_of(values: Filters) -> Match | None:
    """What `q` matches, or None where nothing was asked for by words."""
    if "q" not in values:
        return None
    return matching.match(values["q"], exact=values.get("q_exact", False))


def select(values: Filters, match: Match | None) -> Selection:
    """The selection that validated filters ask for."""
    known = reference.current()
    return Selection(
        on=generation.current().on,
        categories=_unique(
            code
            for category in values.get("category", ())
            for code in known.subtree(category)
        ),
        regencies=values.get("regency", ()),
        certificates=values.get("certificate", ()),
        markets=values.get("market", ()),
        export_ready=values.get("export_ready"),
        export_level_min=values.get("export_level_min"),
        price_min=_sen(values.get("price_min"), ROUND_CEILING),
        price_max=_sen(values.get("price_max"), ROUND_FLOOR),
        has_image=values.get("has_image"),
        matched=match.bits if match and match.words else None,
        others=tuple(_others(values)),
    )


def _unique(codes: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(codes))


def _sen(price: Decimal | None, rounding: str) -> int | None:
    """In sen; a fraction of one narrows the range, never widens it."""
    return None if price is None else int((price * 100).to_integral_value(rounding))


def _others(values: Filters) -> Iterator[Condition]:
    for name, column in (("seller", "l.seller_id"), ("ids", "l.product_id")):
        if name in values:
            yield any_of(column, [statements.db_id(ident) for ident in values[name]])
    if "slug" in values:
        yield Condition("l.slug = %s", (values["slug"],))
    if "updated_since" in values:
        yield Condition("l.updated_key >= %s", (micros(values["updated_since"]),))
    if "min_order_max" in values:
        yield _min_order(values)


def _min_order(values: Filters) -> Condition:
    unit = reference.current().units.get(values["min_order_unit"])
    if unit is None:  # of a search kept since before it was taken away
        return Condition("1 = 0")
    kind, key = rows.comparable(
        unit.code, unit.kind, unit.factor_to_base, values["min_order_max"]
    )
    return Condition("l.min_order_kind = %s AND l.min_order_key <= %s", (kind, key))
