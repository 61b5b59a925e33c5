"""What an engine must do: keep tokens, and tell which documents hold them.

Everything else — reading the query, ranking, filters, facets — is ours and the same on
every engine. An engine is asked for one token at a time; it may answer from a state
some moments old, and need not share a transaction with the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol


class Index(StrEnum):
    PRODUCT = "product"
    SELLER = "seller"


Tokens = Sequence[
    str
]  # of ASCII letters, digits, `.` and `/`, and other scripts' letters


class SearchBackend(Protocol):
    """An engine: an inverted index over finished tokens, keys are positive integers."""

    def put(self, index: Index, documents: Mapping[int, Tokens]) -> None:
        """Add documents, or replace those of the same key."""
        ...

    def remove(self, index: Index, keys: Iterable[int]) -> None:
        """Take documents out; a key that is not there is no error."""
        ...

    def holding(self, index: Index, tokens: Tokens) -> dict[str, list[int]]:
        """The keys of the documents that hold each token, in no order."""
        ...

    def held(self, index: Index, tokens: Tokens) -> set[str]:
        """Those of the tokens that any document holds."""
        ...

    def stored(self, index: Index, keys: Sequence[int]) -> dict[int, set[str]]:
        """The tokens kept of each document, for checking; absent ones left out."""
        ...

    def keys(self, index: Index) -> list[int]:
        """All documents there are."""
        ...
