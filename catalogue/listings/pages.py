"""Pages of products and sellers as of today, whatever the worker has got to.

A page is one statement, which tells of each row whether a date has passed it by. Where
one has, the page's rows that are due are brought up to date, and their JSON read again;
their places stay, so that cursors do.
"""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from catalogue.listings import actions, generation, statements
from catalogue.listings.statements import Condition, DatedRow, Position, Row, Sort

BringUpToDate = Callable[[Iterable[UUID]], None]
ReadAgain = Callable[[Sequence[UUID], str], dict[UUID, str]]


def of_products(
    *,
    conditions: Sequence[Condition],
    sort: Sort,
    language: str,
    limit: int,
    position: Position | None = None,
    led_by_market: bool = False,
) -> list[Row]:
    """See `statements.page`."""
    found = statements.page(
        conditions=conditions,
        sort=sort,
        language=language,
        limit=limit,
        position=position,
        led_by_market=led_by_market,
    )
    return _as_of_today(
        found, language, actions.bring_up_to_date, statements.product_summaries
    )


def of_keys(keys: Sequence[int], language: str) -> list[Row]:
    """Products by listing id, in that order; what has just gone is left out."""
    rows = statements.product_rows(keys, language)
    place = {key: number for number, key in enumerate(keys)}
    return _as_of_today(
        sorted(rows, key=lambda row: place[row[0]]),
        language,
        actions.bring_up_to_date,
        statements.product_summaries,
    )


def of_seller_keys(keys: Sequence[int], language: str) -> list[Row]:
    """The same of sellers."""
    rows = statements.seller_rows(keys, language)
    place = {key: number for number, key in enumerate(keys)}
    return _as_of_today(
        sorted(rows, key=lambda row: place[row[0]]),
        language,
        actions.bring_sellers_up_to_date,
        statements.seller_summaries,
    )


def of_sellers(
    *,
    conditions: Sequence[Condition],
    language: str,
    limit: int,
    position: Position | None,
) -> list[Row]:
    """See `statements.seller_page`."""
    found = statements.seller_page(
        conditions=conditions, language=language, limit=limit, position=position
    )
    return _as_of_today(
        found, language, actions.bring_sellers_up_to_date, statements.seller_summaries
    )


def _as_of_today(
    found: list[DatedRow],
    language: str,
    bring_up_to_date: BringUpToDate,
    read_again: ReadAgain,
) -> list[Row]:
    on = generation.current().on
    due = [ident for _, ident, _, changes_on in found if changes_on <= on]
    now = {}
    if due:
        bring_up_to_date(due)
        now = read_again(due, language)
    return [(key, ident, now.get(ident, summary)) for key, ident, summary, _ in found]
