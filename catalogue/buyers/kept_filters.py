"""Filters of the product list as JSON, and back: see `search.selecting` for both.

How a list is sorted and in which language it is read selects nothing, and is left out.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

NOT_SELECTING = {"sort", "lang"}
IDS = {"seller", "ids"}
DECIMALS = {"price_min", "price_max", "min_order_max"}
MOMENTS = {"updated_since"}


def as_json(filters: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _plain(name, value)
        for name, value in filters.items()
        if name not in NOT_SELECTING
    }


def _plain(name: str, value: Any) -> Any:
    if name in IDS:
        return [str(ident) for ident in value]
    if name in DECIMALS:
        return str(value)
    return value.isoformat() if name in MOMENTS else value


def of_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in kept.items()}


def _value(name: str, value: Any) -> Any:
    if name in IDS:
        return tuple(UUID(ident) for ident in value)
    if name in DECIMALS:
        return Decimal(value)
    if name in MOMENTS:
        return datetime.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
