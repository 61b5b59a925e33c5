"""The SQL of the public read path: one statement a page, its text cached by shape.

A shape is which filters and which sort are in use; values are only ever bound. What
is selected is the JSON as it was stored: nothing is parsed or serialised on the way.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
RELEVANCE = "relevance"


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


Row = tuple[Any, UUID, str]  # sort key, id, summary JSON
DatedRow = tuple[Any, UUID, str, date]  # and the first day out of date


def any_of(column: str, values: Sequence[Any]) -> Condition:
    marks = ", ".join(["%s"] * len(values))
    return Condition(f"{column} IN ({marks})", tuple(values))


def among(listing_ids: Iterable[int]) -> Condition:
    """Of these listings, however many: they are bound as one value."""
    ids = list(listing_ids)
    if connection.vendor == "sqlite":
        return Condition(
            "l.id IN (SELECT value FROM json_each(%s))", (json.dumps(ids),)
        )
    return Condition("l.id = ANY(%s)", (ids,))


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


# Newest first among a market's rows, whose own index holds them in that order.
NEWEST_THERE = Sort("m.published_key", descending=True)


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
    if sort == NEWEST_THERE:
        ident = "m.product_id"
        source = (
            "listings_listingmarket m JOIN listings_listing l ON l.id = m.listing_id"
        )
    if positioned:
        clauses.append(f"({sort.key}, {ident}) {compare} (%s, %s)")
    condition = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    return (
        "SELECT page.sort_key, page.product_id, body.summary, listed.export_changes_on "
        "FROM ("
        f"SELECT {sort.key} AS sort_key, l.product_id AS product_id, l.id AS id "
        f"FROM {source} {condition} "
        f"ORDER BY {sort.key} {order}, {ident} {order} LIMIT {limit:d}"
        ") page JOIN listings_listing listed ON listed.id = page.id "
        "JOIN listings_listingtext body "
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
    led_by_market: bool = False,
) -> list[DatedRow]:
    """Up to `limit` rows, in reading order.

    Led by a market, the conditions speak of its rows too: see `Selection`.

    Read backwards, the rows come nearest first: the caller turns them round.
    """
    backwards = position is not None and position.backwards
    where = tuple(condition.sql for condition in conditions)
    order = NEWEST_THERE if led_by_market else sort
    sql = _page_sql(where, order, limit, position is not None, backwards)
    values: list[Any] = [language] if sort.by_name else []
    for condition in conditions:
        values += condition.values
    if position is not None:
        values += [position.key, db_id(position.id)]
    return _dated(fetch(sql, [*values, language]))


def _dated(rows: Iterable[tuple]) -> list[DatedRow]:
    return [(key, from_db_id(ident), text, day) for key, ident, text, day in rows]


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


def product_summaries(product_ids: Sequence[UUID], language: str) -> dict[UUID, str]:
    """Stored summaries by id; those no longer listed are left out."""
    return _summaries("listings_listingtext t", "t.product_id", product_ids, language)


def seller_summaries(seller_ids: Sequence[UUID], language: str) -> dict[UUID, str]:
    """The same of sellers."""
    table = "listings_sellerlistingtext t"
    return _summaries(table, "t.seller_id", seller_ids, language)


def _summaries(
    table: str, ident: str, wanted: Sequence[UUID], language: str
) -> dict[UUID, str]:
    where, values = _where(
        [
            Condition("t.language = %s", (language,)),
            any_of(ident, [db_id(one) for one in wanted]),
        ]
    )
    found = fetch(f"SELECT {ident}, t.summary FROM {table} {where}", values)
    return {from_db_id(pk): summary for pk, summary in found}


def product_rows(
    keys: Sequence[int], language: str
) -> list[tuple[int, UUID, str, date]]:
    """(listing id, product id, summary, first day out of date), in no order."""
    found = fetch(
        "SELECT l.id, l.product_id, t.summary, l.export_changes_on "
        "FROM listings_listing l JOIN listings_listingtext t "
        "ON t.listing_id = l.id AND t.language = %s WHERE " + among(keys).sql,
        [language, *among(keys).values],
    )
    return [(key, from_db_id(ident), text, day) for key, ident, text, day in found]


def seller_rows(
    keys: Sequence[int], language: str
) -> list[tuple[int, UUID, str, date]]:
    """The same of sellers."""
    these = among(keys)
    found = fetch(
        "SELECT l.id, l.seller_id, t.summary, l.changes_on "
        "FROM listings_sellerlisting l JOIN listings_sellerlistingtext t "
        "ON t.listing_id = l.id AND t.language = %s WHERE " + these.sql,
        [language, *these.values],
    )
    return [(key, from_db_id(ident), text, day) for key, ident, text, day in found]


def seller_page(
    *,
    conditions: Sequence[Condition],
    language: str,
    limit: int,
    position: Position | None,
) -> list[DatedRow]:
    """Up to `limit` sellers by name; the sort key is the folded name."""
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
    found = fetch(
        "SELECT t.name_key, t.seller_id, t.summary, l.changes_on "
        "FROM listings_sellerlistingtext t "
        f"JOIN listings_sellerlisting l ON l.id = t.listing_id {where} "
        f"ORDER BY t.name_key {order}, t.seller_id {order} LIMIT {limit:d}",
        values,
    )
    return _dated(found)


def sellers_matching(conditions: Sequence[Condition]) -> list[int]:
    """The ids of the sellers' listings that satisfy all conditions, in no order."""
    where, values = _where(conditions)
    sql = f"SELECT l.id FROM listings_sellerlisting l {where}"
    return [key for (key,) in fetch(sql, values)]


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
