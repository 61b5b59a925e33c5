"""Domains as mail is sent to them, one spelling for each, and lists of them. Pure."""

from contextlib import suppress
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
MAX_LENGTH = 253  # letters of the longest name that can be asked for, RFC 1035


def domain_of(address: str) -> str:
    """Of an address, or of a domain alone: small letters, and foreign ones as `xn--…`.

    One that no mail can be sent to is left as it is.
    """
    domain = address.rpartition("@")[2].strip().casefold()[-MAX_LENGTH:]
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return domain.rstrip(".")


def upwards(domain: str) -> list[str]:
    """It and those it is in: `a.b.c`, `b.c`, `c`."""
    parts = domain.split(".")
    return [".".join(parts[place:]) for place in range(len(parts))]


@cache
def listed(path: Path) -> frozenset[str]:
    """Those of a file, one a line; its first lines tell its source."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
