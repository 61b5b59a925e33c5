"""The sellers' answers to one submission, side by side.

Each item was asked of its own seller, so what stands side by side is what is alike:
items of one HS subheading make one row, in the order in which they were asked for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catalogue.enquiries import rates
from catalogue.enquiries.models import Enquiry, Item, Quote, QuoteLine, Submission
from catalogue.enquiries.rates import Converted, Rate
from catalogue.listings import reference
from catalogue.listings.models import ListingMarket


@dataclass(frozen=True)
class Standing:
    """How ready a product is for the market of the destination, as it is public."""

    market: str
    level: int
    is_ready: bool


@dataclass(frozen=True)
class Cell:
    """One item with what was quoted for it, or a line beside what was asked for.

    `line` is None where nothing is quoted; `unit_price` and `amount` are the line's in
    the currency of the comparison, None where no rate is known.
    """

    enquiry: Enquiry
    item: Item | None
    quote: Quote | None
    line: QuoteLine | None
    unit_price: Converted | None
    amount: Converted | None
    standing: Standing | None


@dataclass(frozen=True)
class Row:
    """`hs_code` is empty of goods that have none; each stands by itself."""

    hs_code: str
    cells: list[Cell]


@dataclass(frozen=True)
class Column:
    """One seller's side: her last quote, with its total in the common currency."""

    enquiry: Enquiry
    quote: Quote | None
    total: Converted | None


@dataclass(frozen=True)
class Comparison:
    """`currency` is empty while nothing is quoted and none was asked for; `market` is
    where no rules of the destination are known."""

    submission: Submission
    market: str
    currency: str
    columns: list[Column]
    rows: list[Row]


def compare(submission: Submission, currency: str | None, today: date) -> Comparison:
    """In a fixed number of queries. `currency` None: the one that most quotes have."""
    enquiries = list(
        Enquiry.objects.of_submission(submission.pk).for_thread().order_by("pk")
    )
    last = Quote.objects.filter(enquiry__in=enquiries).last_of_each().for_paper()
    quotes = {quote.enquiry_id: quote for quote in last}
    common = currency or _commonest(quotes.values())
    market = _market_of(submission.destination_country)
    facts = _Facts(
        common,
        rates.latest(today, {common, *(quote.currency for quote in quotes.values())}),
        _standings(market, _goods_ids(enquiries, quotes), today),
    )
    columns = [_column(e, quotes.get(e.pk), facts) for e in enquiries]
    cells = [cell for column in columns for cell in _cells(column, facts)]
    return Comparison(submission, market, common, columns, _rows(cells))


def _commonest(quotes: Iterable[Quote]) -> str:
    """The first where several are as common."""
    counted = Counter(quote.currency for quote in quotes).most_common(1)
    return counted[0][0] if counted else ""


def _market_of(country: str) -> str:
    return reference.current().market_of_country.get(country, "")


def _goods_ids(enquiries: list[Enquiry], quotes: dict[UUID, Quote]) -> set[UUID]:
    asked = {item.product_id for e in enquiries for item in e.items.all()}
    lines = [line for quote in quotes.values() for line in quote.lines.all()]
    return asked | {line.goods_id for line in lines if line.goods_id is not None}


def _standings(
    market: str, product_ids: set[UUID], today: date
) -> dict[UUID, Standing]:
    """Of those that are public; left out while a date has made theirs out of date."""
    if not market:
        return {}
    rows = ListingMarket.objects.filter(
        market_code=market,
        product_id__in=product_ids,
        listing__export_changes_on__gt=today,
    )
    found = rows.values_list("product_id", "level", "is_ready")
    return {pk: Standing(market, level, is_ready) for pk, level, is_ready in found}


@dataclass(frozen=True)
class _Facts:
    """What every cell is read with."""

    currency: str
    rates: dict[str, Rate]
    standings: dict[UUID, Standing]

    def converted(self, amount: Decimal | None, currency: str) -> Converted | None:
        if amount is None:
            return None
        return rates.in_currency(amount, currency, self.currency, self.rates)


def _column(enquiry: Enquiry, quote: Quote | None, facts: _Facts) -> Column:
    total = facts.converted(quote.total, quote.currency) if quote else None
    return Column(enquiry, quote, total)


def _cells(column: Column, facts: _Facts) -> Iterator[Cell]:
    """Each item with its lines, or without any; then the lines beside them."""
    lines = list(column.quote.lines.all()) if column.quote else []
    for item in column.enquiry.items.all():
        own = [line for line in lines if line.item_id == item.pk]
        for line in own:
            yield _cell(column, item, line, facts)
        if not own:
            yield _cell(column, item, None, facts)
    for line in lines:
        if line.item_id is None:
            yield _cell(column, None, line, facts)


def _cell(
    column: Column, item: Item | None, line: QuoteLine | None, facts: _Facts
) -> Cell:
    price = amount = None
    goods_id = item.product_id if item else None
    if line is not None and column.quote is not None:
        currency = column.quote.currency
        price = facts.converted(line.unit_price, currency)
        amount = facts.converted(line.amount_in(currency), currency)
        goods_id = line.goods_id
    standing = facts.standings.get(goods_id) if goods_id else None
    return Cell(column.enquiry, item, column.quote, line, price, amount, standing)


def _rows(cells: Iterable[Cell]) -> list[Row]:
    rows: list[Row] = []
    by_code: dict[str, Row] = {}
    for cell in cells:
        code = _asked_goods(cell).get("hs_code", "")
        row = by_code.get(code)
        if row is None:
            row = Row(code, [])
            rows.append(row)
            if code:
                by_code[code] = row
        row.cells.append(cell)
    return rows


def _asked_goods(cell: Cell) -> dict[str, Any]:
    """An alternative stands in the row of what it is offered for."""
    if cell.item is not None:
        return cell.item.snapshot
    return cell.line.goods if cell.line else {}
