"""The SQL of the public read path: one statement a page, its text cached by shape.

A shape is which filters and which sort are in use; values are only ever bound. What
is selected is the JSON as it was stored: nothing is parsed or serialised on the way.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from catalogue.listings.models import NO_PRICE


@dataclass(frozen=True)
class Sort:
    """A total order: one NOT NULL key column, then the id, in one direction."""

    key: str
    descending: bool = False
    by_name: bool = False


SORTS: Mapping[str, Sort] = {
    "-published_at": Sort("l.published_key", descending=True),
    "price": Sort("l.price_asc_key"),
    "-price": Sort("l.price_desc_key", descending=True),
    "name": Sort("t.name_key", by_name=True),
    "-updated_at": Sort("l.updated_key", descending=True),
}
RELEVANCE = "relevance"  # a plain match ranks nothing: newest first


@dataclass(frozen=True)
class Condition:
    """A piece of a WHERE clause over `l` (listing), with the values it binds.

    Two conditions with the same `sql` share one statement.
    """

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Position:
    """Where a page starts: after (or before) this key and id in the sort's order."""

    key: Any
    id: UUID
    backwards: bool = False


def any_of(column: str, values: Sequence[Any]) -> Condition:
    marks = ", ".join(["%s"] * len(values))
    return Condition(f"{column} IN ({marks})", tuple(values))


def holds_any(types: Sequence[str]) -> Condition:
    marks = ", ".join(["%s"] * len(types))
    return Condition(
        "EXISTS (SELECT 1 FROM listings_listingcertificate h "
        f"WHERE h.listing_id = l.id AND h.type_code IN ({marks}))",
        tuple(types),
    )


def priced(low: int | None, high: int | None) -> list[Condition]:
    """The lowest price from `low` to `high`, in sen; on request never matches."""
    conditions = [
        Condition("l.price_asc_key <= %s", (NO_PRICE - 1 if high is None else high,))
    ]
    if low is not None:
        conditions.append(Condition("l.price_asc_key >= %s", (low,)))
    return conditions


@lru_cache(maxsize=1024)
def _page_sql(
    where: tuple[str, ...], sort: Sort, limit: int, positioned: bool, backwards: bool
) -> str:
    """Find the ids on a narrow index first, then fetch the stored JSON for those.

    The limit stands in the text: bound, it would have PostgreSQL plan every time.
    """
    down = sort.descending != backwards
    order, compare = ("DESC", "<") if down else ("ASC", ">")
    ident = "t.product_id" if sort.by_name else "l.product_id"
    clauses = list(where)
    source = "listings_listing l"
    if sort.by_name:
        source = "listings_listingtext t JOIN listings_listing l ON l.id = t.listing_id"
        clauses.insert(0, "t.language = %s")
    if positioned:
        clauses.append(f"({sort.key}, {ident}) {compare} (%s, %s)")
    condition = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    return (
        "SELECT page.sort_key, page.product_id, body.summary FROM ("
        f"SELECT {sort.key} AS sort_key, l.product_id AS product_id, l.id AS id "
        f"FROM {source} {condition} "
        f"ORDER BY {sort.key} {order}, {ident} {order} LIMIT {limit:d}"
        ") page JOIN listings_listingtext body "
        "ON body.listing_id = page.id AND body.language = %s "
        f"ORDER BY page.sort_key {order}, page.product_id {order}"
    )


def page(
    *,
    conditions: Sequence[Condition],
    sort: Sort,
    language: str,
    limit: int,
    position: Position | None,
) -> list[tuple[Any, UUID, str]]:
    """Up to `limit` rows of (sort key, product id, summary JSON), in reading order.

    Read backwards, the rows come nearest first: the caller turns them round.
    """
    backwards = position is not None and position.backwards
    where = tuple(condition.sql for condition in conditions)
    sql = _page_sql(where, sort, limit, position is not None, backwards)
    values: list[Any] = [language] if sort.by_name else []
    for condition in conditions:
        values += condition.values
    if position is not None:
        values += [position.key, db_id(position.id)]
    return fetch(sql, [*values, language])


def matching(conditions: Sequence[Condition]) -> list[int]:
    """The listing ids that satisfy all conditions, in no order."""
    sql, values = _where(conditions)
    return [
        row[0] for row in fetch(f"SELECT l.id FROM listings_listing l {sql}", values)
    ]


def _where(conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    values = [value for condition in conditions for value in condition.values]
    if not conditions:
        return "", values
    return "WHERE " + " AND ".join(c.sql for c in conditions), values


def fetch(sql: str, values: Iterable[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def db_id(value: UUID) -> Any:
    """A UUID as this database stores it."""
    return value.hex if connection.vendor == "sqlite" else value


def from_db_id(value: Any) -> UUID:
    return UUID(value) if isinstance(value, str) else value


def product_text(product_id: UUID, language: str) -> tuple[int, Any, str] | None:
    """(when it last changed, first day out of date, detail JSON) of a listed product.

    The moment, in microseconds, makes the tag: a version would begin anew with a
    product that was withdrawn and came back.
    """
    rows = fetch(
        "SELECT l.updated_key, l.export_changes_on, t.detail FROM listings_listing l "
        "JOIN listings_listingtext t ON t.listing_id = l.id AND t.language = %s "
        "WHERE l.product_id = %s",
        [language, db_id(product_id)],
    )
    return rows[0] if rows else None


def name_in(summary: str) -> str:
    """The name inside a stored summary."""
    return json.loads(summary)["name"]


def product_summaries(
    conditions: Sequence[Condition], language: str, limit: int
) -> list[str]:
    """Stored summaries, newest first."""
    found = page(
        conditions=conditions,
        sort=SORTS["-published_at"],
        language=language,
        limit=limit,
        position=None,
    )
    return [row[2] for row in found]


def product_place(product_id: UUID) -> tuple[str, UUID] | None:
    """(category code, seller id) of a listed product."""
    found = fetch(
        "SELECT category_code, seller_id FROM listings_listing WHERE product_id = %s",
        [db_id(product_id)],
    )
    return (found[0][0], from_db_id(found[0][1])) if found else None


def seller_page(
    *,
    conditions: Sequence[Condition],
    language: str,
    limit: int,
    position: Position | None,
) -> list[tuple[str, UUID, str]]:
    """Up to `limit` sellers by name: (folded name, id, summary JSON)."""
    backwards = position is not None and position.backwards
    order, compare = ("DESC", "<") if backwards else ("ASC", ">")
    where, values = _where(
        [
            Condition("t.language = %s", (language,)),
            *conditions,
            *(
                [
                    Condition(
                        f"(t.name_key, t.seller_id) {compare} (%s, %s)",
                        (position.key, db_id(position.id)),
                    )
                ]
                if position
                else []
            ),
        ]
    )
    return fetch(
        "SELECT t.name_key, t.seller_id, t.summary FROM listings_sellerlistingtext t "
        f"JOIN listings_sellerlisting l ON l.id = t.listing_id {where} "
        f"ORDER BY t.name_key {order}, t.seller_id {order} LIMIT {limit:d}",
        values,
    )


def seller_count(conditions: Sequence[Condition]) -> int:
    where, values = _where(conditions)
    return fetch(f"SELECT count(*) FROM listings_sellerlisting l {where}", values)[0][0]


def seller_text(seller_id: UUID, language: str) -> tuple[int, Any, str] | None:
    """(when it last changed, first day out of date, detail JSON) of a listed seller."""
    found = fetch(
        "SELECT l.updated_key, l.changes_on, t.detail FROM listings_sellerlisting l "
        "JOIN listings_sellerlistingtext t "
        "ON t.listing_id = l.id AND t.language = %s WHERE l.seller_id = %s",
        [language, db_id(seller_id)],
    )
    return found[0] if found else None
