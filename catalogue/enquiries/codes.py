"""Codes that people say aloud and type: of an enquiry, of a quote."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that look alike


def by_chance(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
