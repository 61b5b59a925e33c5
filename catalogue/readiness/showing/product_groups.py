"""What the rules call the products they speak of, in every language.

The rules themselves, and officers, name a group in English; one that is not in the
file is shown as it is written.
"""

from functools import cache
from pathlib import Path

from catalogue.reference.loading import read_csv
from catalogue.texts import Texts

FILE = Path(__file__).parents[1] / "data" / "product_groups.csv"


@cache
def _known() -> dict[str, Texts]:
    return {
        row["name_en"]: {"en": row["name_en"], "id": row["name_id"]}
        for row in read_csv(FILE)
    }


def texts_of(name: str) -> Texts:
    return _known().get(name, {"en": name})
