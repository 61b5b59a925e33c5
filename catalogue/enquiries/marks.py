"""Keyed hashes by which an address or a text is known again, and nothing is told."""

from django.utils.crypto import salted_hmac

from catalogue.texts import fold


def of_address(email: str) -> str:
    """The same for the same mailbox, however it is written."""
    name, _, domain = email.strip().casefold().partition("@")
    return salted_hmac("enquiry sender", f"{name}@{domain}").hexdigest()


def of_text(text: str) -> str:
    """The same for texts that differ in case, accents and spaces alone."""
    return salted_hmac("enquiry text", fold(text)).hexdigest()
