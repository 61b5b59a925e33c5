"""Load reference data, and have everything follow where it moved."""

import hashlib

from django.db import transaction

from catalogue.journal import clock
from catalogue.journal.jobs import enqueue
from catalogue.listings.scopes import EVERYTHING
from catalogue.readiness import versions
from catalogue.readiness.actions import recomputing
from catalogue.readiness.models import ModelVersion
from catalogue.reference.loading import LoadResult, ReferenceTable, load, tables
from catalogue.reference.models import Mark

MARK = "reference"


@transaction.atomic
def load_all() -> list[tuple[ReferenceTable, LoadResult]]:
    """Load every table; levels and listings are redone where a row came out new."""
    was_pending = ModelVersion.objects.exists() and versions.is_pending()
    results = [(table, load(table)) for table in tables()]
    if any(result.created or result.updated for _, result in results):
        _follow(was_pending)
        enqueue("listings.rebuild", EVERYTHING)
        clock.advance()
    Mark.objects.update_or_create(name=MARK, defaults={"value": _files_digest()})
    return results


def _follow(was_pending: bool) -> None:
    """A release's own rules come into force with it, unless an officer is editing;
    levels rest on other tables too, so they are redone in any case."""
    if versions.is_pending() and not was_pending:
        versions.publish(by=None, note="Loaded with the release.")
    else:
        recomputing.begin()


def load_if_new() -> bool:
    """Load where the files differ from those last loaded; whether they did."""
    if Mark.objects.filter(name=MARK, value=_files_digest()).exists():
        return False
    load_all()
    return True


def _files_digest() -> str:
    digest = hashlib.sha256()
    for table in tables():
        digest.update(table.path.read_bytes())
    return digest.hexdigest()
