"""An engine outside the database: no transaction, no order, nothing kept for long."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from catalogue.search.backends.base import Index, Tokens


class MemoryBackend:
    """An inverted index of Python sets. Answers come in an order of chance."""

    def __init__(self, seed: int = 0):
        self._documents: dict[Index, dict[int, frozenset[str]]] = defaultdict(dict)
        self._holding: dict[Index, dict[str, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self._chance = random.Random(seed)

    def put(self, index: Index, documents: Mapping[int, Tokens]) -> None:
        self.remove(index, documents)
        for key, tokens in documents.items():
            self._documents[index][key] = frozenset(tokens)
            for token in tokens:
                self._holding[index][token].add(key)

    def remove(self, index: Index, keys: Iterable[int]) -> None:
        for key in keys:
            for token in self._documents[index].pop(key, ()):
                self._holding[index][token].discard(key)

    def holding(self, index: Index, tokens: Tokens) -> dict[str, list[int]]:
        held = self._holding[index]
        return {token: self._shuffled(held.get(token, ())) for token in tokens}

    def held(self, index, tokens):
        return {token for token, keys in self.holding(index, tokens).items() if keys}

    def stored(self, index: Index, keys: Sequence[int]) -> dict[int, set[str]]:
        documents = self._documents[index]
        return {
            key: set(documents[key]) for key in self._shuffled(keys) if key in documents
        }

    def keys(self, index: Index) -> list[int]:
        return self._shuffled(self._documents[index])

    def _shuffled(self, keys: Iterable[int]) -> list[int]:
        found = list(keys)
        self._chance.shuffle(found)
        return found
