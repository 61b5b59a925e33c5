"""The facts of a report, read in a fixed number of queries however many there are."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from catalogue.enquiries import amounts
from catalogue.enquiries.models import Item, Quote, QuoteLine
from catalogue.enquiries.reporting.figures import Came, Fact
from catalogue.enquiries.states import Side, Status
from catalogue.products.models import Product

GROUPS = ["regency", "category", "destination", "month"]
UNSPECIFIED = "unspecified"
AT_ONCE = 2_000  # rows read from the database

COLUMNS = (
    "pk", "status", "regency_id", "delivered_at", "closed_at",
    "first_response_due_at", "first_answered_at", "first_answered_by",
    "submission__destination_country", "outcome__realised", "outcome__value",
    "outcome__currency", "outcome__jobs_added", "outcome__verified_at",
    "outcome__destination_country", "was_quoted",
)  # fmt: skip
Row = dict[str, Any]


def facts(enquiries: QuerySet, group: str, now: datetime) -> Iterator[Fact]:
    """Of these enquiries, which are `counted()`, with their keys in this group."""
    committed = _committed(enquiries)
    categories = _categories(enquiries) if group == "category" else {}
    quotes = Quote.objects.filter(enquiry=OuterRef("pk"))
    rows = enquiries.order_by().annotate(was_quoted=Exists(quotes)).values(*COLUMNS)
    for row in rows.iterator(AT_ONCE):
        yield Fact(
            keys=_keys(row, group, categories),
            is_due=_is_due(row, now),
            answered=row["first_answered_at"] is not None,
            in_time=_is_in_time(row),
            by_officer=row["first_answered_by"] == Side.OFFICER,
            quoted=row["was_quoted"],
            agreed=row["status"] == Status.AGREED,
            committed=committed.get(row["pk"]),
            came=_came(row),
        )


def _keys(row: Row, group: str, categories: dict[UUID, set[str]]) -> tuple[str, ...]:
    match group:
        case "regency":
            return (row["regency_id"],)
        case "category":
            return tuple(categories.get(row["pk"], ())) or (UNSPECIFIED,)
        case "destination":
            went = row["outcome__destination_country"]
            return (went or row["submission__destination_country"] or UNSPECIFIED,)
    return (f"{timezone.localtime(row['delivered_at']):%Y-%m}",)


def _is_due(row: Row, now: datetime) -> bool:
    """Nobody was late with what its buyer took back before."""
    if row["first_answered_at"] is not None:
        return True
    due = row["first_response_due_at"]
    return due is not None and due <= (row["closed_at"] or now)


def _is_in_time(row: Row) -> bool:
    answered, due = row["first_answered_at"], row["first_response_due_at"]
    return answered is not None and due is not None and answered <= due


def _came(row: Row) -> Came | None:
    if row["outcome__realised"] is None:
        return None
    value, realised = row["outcome__value"], row["outcome__realised"]
    return Came(
        realised=realised,
        verified=row["outcome__verified_at"] is not None,
        value=None if value is None else (value, row["outcome__currency"]),
        jobs=(row["outcome__realised"] and row["outcome__jobs_added"]) or 0,
    )


def _committed(enquiries: QuerySet) -> dict[UUID, tuple[Decimal, str]]:
    """By enquiry, the total of the quote that its buyer accepted."""
    lines = QuoteLine.objects.filter(
        quote__status=Quote.Status.ACCEPTED,
        quote__enquiry__in=enquiries.order_by().values("pk"),
    )
    rows = lines.order_by("quote__enquiry").values_list(
        "quote__enquiry", "item", "kind", "unit_price", "quantity_value",
        "quote__currency",
    )  # fmt: skip
    return {
        enquiry_id: _total(list(own))
        for enquiry_id, own in groupby(rows.iterator(AT_ONCE), itemgetter(0))
    }


def _total(lines: list[tuple[Any, ...]]) -> tuple[Decimal, str]:
    """Of the rows of one quote's lines."""
    currency: str = lines[0][-1]
    total = amounts.of_lines([row[1:5] for row in lines], currency)
    return total or Decimal(0), currency


def _categories(enquiries: QuerySet) -> dict[UUID, set[str]]:
    """By enquiry, the categories that its products are in now."""
    items = Item.objects.filter(enquiry__in=enquiries.order_by().values("pk"))
    asked = items.order_by().values_list("enquiry", "product_id")
    products = Product.objects.filter(
        pk__in=items.order_by().values("product_id"), category__isnull=False
    )
    category_of = dict(products.order_by().values_list("pk", "category__code"))
    found: dict[UUID, set[str]] = {}
    for enquiry_id, product_id in asked.iterator(AT_ONCE):
        if product_id in category_of:
            found.setdefault(enquiry_id, set()).add(category_of[product_id])
    return found
