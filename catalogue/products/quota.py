"""Room for a seller's files, all of them together: pictures, and what rooms further on
keep for her, which they have counted here."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings

from catalogue.products.errors import QuotaExceeded

Used = Callable[[UUID], int]
_counts: list[Used] = []


def counted(function: Used) -> Used:
    """Register how many bytes of one kind a seller has."""
    _counts.append(function)
    return function


def check_room(seller_id: UUID, size_bytes: int) -> None:
    """Raises `QuotaExceeded` where so many more bytes are too many."""
    used = sum(count(seller_id) for count in _counts)
    if used + size_bytes > settings.SELLER_QUOTA_BYTES:
        raise QuotaExceeded(settings.SELLER_QUOTA_BYTES)
