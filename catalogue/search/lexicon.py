"""What a query is read against: the published words, whoever keeps them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from catalogue.search.plan import Parts


class Lexicon(Protocol):
    """What is published now."""

    def count(self, tokens: Sequence[str]) -> int:
        """How many documents hold any of these."""
        ...

    def named(self, tokens: Sequence[str]) -> int:
        """How many have any of them in their name or beside it, not in prose alone."""
        ...

    def finds(self, parts: Parts) -> bool:
        """Whether a document holds every part, by any of its tokens."""
        ...

    def load(self, tokens: Iterable[str]) -> None:
        """Say beforehand what will be counted: asked for at once, it costs less."""
        ...

    def published(self, words: Iterable[str]) -> set[str]:
        """Those that are published, or lately were."""
        ...

    def near(self, word: str) -> dict[str, int]:
        """Published words, and how many edits away."""
        ...

    def written_out(self, consonants: str) -> list[str]:
        """Published words that are these without their vowels."""
        ...

    def completions(self, letters: str, limit: int) -> list[str]:
        """Published words that begin so."""
        ...
