"""Load CSV reference data into rows without overwriting what was edited."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from catalogue.reference.models import ReferenceRow, RemovedRow

Row = dict[str, str]
# In place of the digest, of a row that nobody had edited when its columns changed.
COLUMNS_CHANGED = "columns changed"


@dataclass(frozen=True)
class ReferenceTable:
    """One CSV and the model it fills; `fields` turns a CSV row into field values.

    `follow` is what else has to move where a load made or changed a row.
    """

    model: type[ReferenceRow]
    path: Path
    key: str
    fields: Callable[[Row], dict[str, Any]]
    follow: Callable[[], None] | None = None


@dataclass(frozen=True)
class LoadResult:
    created: int
    updated: int
    kept_edited: int


_tables: list[ReferenceTable] = []


def register(table: ReferenceTable) -> None:
    """Called by a room's `apps.py`; tables load in the order of the rooms."""
    _tables.append(table)


def tables() -> list[ReferenceTable]:
    return list(_tables)


def read_csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def codes(cell: str) -> list[str]:
    """The list inside a cell, split at `;`."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def digest(values: dict[str, Any]) -> str:
    def plain(value: Any) -> str:
        return str(value.normalize()) if isinstance(value, Decimal) else str(value)

    text = json.dumps(values, sort_keys=True, default=plain, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def load(table: ReferenceTable) -> LoadResult:
    """Create what is missing, update what nobody edited, leave the rest.

    Repeating is harmless. Rows that left the CSV stay: others may point at them. Those
    that officers removed do not come back.
    """
    created = updated = kept = 0
    present = {
        getattr(row, table.key): row for row in table.model._default_manager.all()
    }
    removed = set(
        RemovedRow.objects.filter(table=table.model._meta.model_name).values_list(
            "key", flat=True
        )
    )
    for csv_row in read_csv(table.path):
        values = table.fields(csv_row)
        row = present.get(values[table.key])
        mark = digest(values)
        if row is None and values[table.key] in removed:
            continue
        if row is None:
            row = table.model(**values, loaded_digest=mark)
            row.save(force_insert=True)
            present[values[table.key]] = row
            created += 1
        elif row.loaded_digest == mark:
            continue
        elif _was_edited(row, values):
            kept += 1
        else:
            for name, value in {**values, "loaded_digest": mark}.items():
                setattr(row, name, value)
            row.save()
            updated += 1
    if table.follow is not None and created + updated:
        table.follow()
    return LoadResult(created, updated, kept)


def _was_edited(row: ReferenceRow, values: dict[str, Any]) -> bool:
    if row.loaded_digest == COLUMNS_CHANGED:
        return False
    current = {name: getattr(row, name) for name in values}
    return digest(current) != row.loaded_digest
