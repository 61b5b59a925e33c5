"""Write down who did what, in the transaction in which it is done."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catalogue.journal import context
from catalogue.journal.models import AuditEntry


def write(
    action: str,
    subject_kind: str,
    subject_id: object,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Append an entry. Of `before` and `after` the members that differ are kept.

    Never give it an address, a telephone number, a name of a person or a secret.
    """
    old, new = before or {}, after or {}
    moved = [k for k in {**old, **new} if old.get(k) != new.get(k)]
    acting = context.current()
    AuditEntry.objects.create(
        actor_id=acting.actor_id,
        via=acting.via,
        request_id=acting.request_id,
        action=action,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        before={k: _plain(old[k]) for k in moved if k in old},
        after={k: _plain(new[k]) for k in moved if k in new},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
