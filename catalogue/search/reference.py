"""The dictionary's files and the tables they fill."""

from pathlib import Path

from catalogue.reference.loading import ReferenceTable, Row, register
from catalogue.search.models import Place, StopWord, Synonym

DATA = Path(__file__).parent / "data"


def _synonym(row: Row) -> dict:
    return {
        "code": row["code"],
        "terms_id": row["id"],
        "terms_en": row["en"],
        "terms_ms": row["ms"],
        "misspellings": row["misspellings"],
        "kind": row["kind"],
        "categories": row["categories"],
    }


def _stop_word(row: Row) -> dict:
    return {"word": row["word"], "language": row["language"]}


def _place(row: Row) -> dict:
    return {
        "code": row["code"],
        "name": row["name"],
        "regency_id": row["regency"],
        "kind": row["kind"],
    }


register(ReferenceTable(Synonym, DATA / "synonyms.csv", "code", _synonym))
register(ReferenceTable(StopWord, DATA / "stop_words.csv", "word", _stop_word))
register(ReferenceTable(Place, DATA / "places.csv", "code", _place))
