from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from catalogue.search.backends.base import Index, Tokens


def table(index: Index) -> str:
    return f"search_{index}_tokens"


class SQLiteBackend:
    """FTS5; the rowid is the document's key."""

    def put(self, index: Index, documents: Mapping[int, Tokens]) -> None:
        self.remove(index, documents)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table(index)} (rowid, tokens) VALUES (%s, %s)",
                [(key, " ".join(tokens)) for key, tokens in documents.items()],
            )

    def remove(self, index: Index, keys: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {table(index)} WHERE rowid = %s", [(k,) for k in keys]
            )

    def holding(self, index: Index, tokens: Tokens) -> dict[str, list[int]]:
        sql = f"SELECT rowid FROM {table(index)} WHERE {table(index)} MATCH %s"
        found = {}
        with connection.cursor() as cursor:
            for token in tokens:
                cursor.execute(sql, [f'"{token}"'])
                found[token] = [key for (key,) in cursor.fetchall()]
        return found

    def held(self, index: Index, tokens: Tokens) -> set[str]:
        sql = f"SELECT 1 FROM {table(index)} WHERE {table(index)} MATCH %s LIMIT 1"
        found = set()
        with connection.cursor() as cursor:
            for token in tokens:
                cursor.execute(sql, [f'"{token}"'])
                if cursor.fetchone():
                    found.add(token)
        return found

    def stored(self, index: Index, keys: Sequence[int]) -> dict[int, set[str]]:
        marks = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, tokens FROM {table(index)} WHERE rowid IN ({marks})",
                list(keys),
            )
            return {key: set(text.split()) for key, text in cursor.fetchall()}

    def keys(self, index: Index) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM {table(index)}")
            return [key for (key,) in cursor.fetchall()]
