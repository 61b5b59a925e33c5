"""What a person writes about herself."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from catalogue.accounts.models import User
from catalogue.journal.errors import Stale


@transaction.atomic
def update(*, user_id: UUID, expected: int | None = None, **fields: Any) -> User:
    """Change name, language or country. Raises `Stale` where the row is no
    longer at the version `expected`."""
    rows = User.objects.filter(pk=user_id)
    if expected is not None:
        rows = rows.filter(version=expected)
    if not rows.update(**fields, version=F("version") + 1):
        raise Stale
    return User.objects.get(pk=user_id)
