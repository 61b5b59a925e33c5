"""Identifiers of rows: UUIDv7, so that indexes grow at one end."""

import hashlib
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new identifier, ordered by the time it was made."""
    return _uuid7()


def uuid7_of(key: str, moment: datetime) -> UUID:
    """The same UUIDv7 for the same key and moment, on every machine.

    For rows that ship with the product, whose links in the documentation must work
    everywhere.
    """
    milliseconds = int(moment.timestamp() * 1000)
    noise = int.from_bytes(hashlib.sha256(key.encode()).digest()[:10], "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80 | noise
    value = value & ~(0xF << 76) | 7 << 76  # version 7
    value = value & ~(0x3 << 62) | 2 << 62  # variant of RFC 9562
    return UUID(int=value)
