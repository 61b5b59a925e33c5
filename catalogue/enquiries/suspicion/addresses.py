"""Addresses that nobody answers at, or that are thrown away.

The list is that of the project disposable-email-domains (CC0 1.0), version 0.0.293;
its source is told in its first lines.
"""

from functools import lru_cache
from pathlib import Path

from catalogue.enquiries.suspicion.sign import Sign

LIST = Path(__file__).parent.parent / "data" / "disposable_domains.txt"
# RFC 2606, 6761 and 6762: for documents and tests, no mail reaches them.
RESERVED = {
    "test", "example", "invalid", "localhost", "local",
    "example.com", "example.net", "example.org",
}  # fmt: skip


def is_disposable(address: str) -> bool:
    """Is its domain, or one that it lies in, on the list of throw-away mailboxes?"""
    return any(domain in _listed() for domain in _upwards(domain_of(address)))


def address_signs(address: str) -> list[Sign]:
    """An address that cannot be real weighs little: it is never confirmed either."""
    domain = domain_of(address)
    if "." not in domain or any(part in RESERVED for part in _upwards(domain)):
        return [Sign("address_without_mail", 3)]
    return [Sign("disposable_address", 5)] if is_disposable(address) else []


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip().rstrip(".").casefold()


def _upwards(domain: str) -> list[str]:
    """`a.b.c`, `b.c`, `c`; the longest name that can be asked for has 253 letters."""
    parts = domain[-253:].split(".")
    return [".".join(parts[place:]) for place in range(len(parts))]


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
