from dataclasses import dataclass
from typing import Protocol

from catalogue.listings.statements import Condition


@dataclass(frozen=True)
class Match:
    """What an engine made of a query: which listings match, and how it read it."""

    query: str
    condition: Condition
    corrected: str | None = None
    did_you_mean: str | None = None
    relaxed: bool = False
    dropped_words: tuple[str, ...] = ()


class SearchBackend(Protocol):
    """An engine. Every character of a query is plain text to it."""

    def match(self, query: str) -> Match:
        """Which listings match all that is asked."""
        ...
