"""Addresses that nobody answers at, or that are thrown away.

The list is that of the project disposable-email-domains (CC0 1.0), version 0.0.293;
its source is told in its first lines.
"""

from catalogue.enquiries.domains import DATA, domain_of, listed, upwards
from catalogue.enquiries.suspicion.sign import Sign, SignCode

LIST = DATA / "disposable_domains.txt"
# RFC 2606, 6761 and 6762: for documents and tests, no mail reaches them.
RESERVED = {
    "test", "example", "invalid", "localhost", "local",
    "example.com", "example.net", "example.org",
}  # fmt: skip


def is_disposable(address: str) -> bool:
    """Is its domain, or one that it lies in, on the list of throw-away mailboxes?"""
    return any(domain in listed(LIST) for domain in upwards(domain_of(address)))


def address_signs(address: str) -> list[Sign]:
    """An address that cannot be real weighs little: it is never confirmed either."""
    domain = domain_of(address)
    if "." not in domain or any(part in RESERVED for part in upwards(domain)):
        return [Sign(SignCode.ADDRESS_WITHOUT_MAIL, 3)]
    return [Sign(SignCode.DISPOSABLE_ADDRESS, 5)] if is_disposable(address) else []
