from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from catalogue.search.backends.base import Index, Tokens


def table(index: Index) -> str:
    return f"search_{index}_tokens"


class PostgresBackend:
    """An array of tokens with a GIN index: no query language, so nothing to escape."""

    def put(self, index: Index, documents: Mapping[int, Tokens]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table(index)} (key, tokens) VALUES (%s, %s) "
                "ON CONFLICT (key) DO UPDATE SET tokens = excluded.tokens",
                [(key, list(tokens)) for key, tokens in documents.items()],
            )

    def remove(self, index: Index, keys: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table(index)} WHERE key = ANY(%s)", [list(keys)]
            )

    def holding(self, index: Index, tokens: Tokens) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {token: [] for token in tokens}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT asked.token, held.key FROM unnest(%s::text[]) asked (token) "
                f"JOIN {table(index)} held ON held.tokens @> ARRAY[asked.token]",
                [list(found)],
            )
            for token, key in cursor.fetchall():
                found[token].append(key)
        return found

    def held(self, index: Index, tokens: Tokens) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT asked.token FROM unnest(%s::text[]) asked (token) "
                f"WHERE EXISTS (SELECT 1 FROM {table(index)} held "
                "WHERE held.tokens @> ARRAY[asked.token])",
                [list(tokens)],
            )
            return {token for (token,) in cursor.fetchall()}

    def stored(self, index: Index, keys: Sequence[int]) -> dict[int, set[str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT key, tokens FROM {table(index)} WHERE key = ANY(%s)",
                [list(keys)],
            )
            return {key: set(tokens) for key, tokens in cursor.fetchall()}

    def keys(self, index: Index) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT key FROM {table(index)}")
            return [key for (key,) in cursor.fetchall()]
