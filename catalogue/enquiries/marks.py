"""Keyed hashes by which an address or a text is known again, and nothing is told."""

from django.utils.crypto import salted_hmac

from catalogue.enquiries.domains import domain_of
from catalogue.texts import fold

# One mailbox under two names, in which dots count for nothing:
# https://support.google.com/mail/answer/7436150, seen 2026-11.
GMAIL = {"gmail.com", "googlemail.com"}


def of_address(email: str) -> str:
    """The same for the same mailbox, however it is written.

    What follows a `+` is a label that its owner makes up (RFC 5233).
    """
    name, domain = email.strip().casefold().rpartition("@")[0], domain_of(email)
    name = name.partition("+")[0] or name
    if domain in GMAIL:
        name, domain = name.replace(".", ""), "gmail.com"
    return salted_hmac("enquiry sender", f"{name}@{domain}").hexdigest()


def of_text(text: str) -> str:
    """The same for texts that differ in case, accents and spaces alone."""
    return salted_hmac("enquiry text", fold(text)).hexdigest()
