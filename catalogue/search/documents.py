"""What of a listing is searched: its public JSON, as words by field.

Only what is shown can be found, because nothing else is read here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.search import analysis
from catalogue.search.analysis import CATEGORY, REGENCY
from catalogue.search.backends.base import Index

# Fields by how much a word there says of the thing, and the tier of each: a name
# before its surroundings before the prose.
PROSE = "description"
PRODUCT_FIELDS = {
    "name": "a",
    "category": "b",
    "ancestors": "b",
    "tags": "b",
    "regency": "b",
    "seller": "b",
    PROSE: "c",
}
SELLER_FIELDS = {
    "name": "a",
    "category": "b",
    "tags": "b",
    "regency": "b",
    PROSE: "c",
}
FIELDS = {Index.PRODUCT: PRODUCT_FIELDS, Index.SELLER: SELLER_FIELDS}
TIERS = "abc"
CODES_TIER = "b"  # of the codes of categories and the regency
MAX_FIELD_WORDS = 1500
VERSION = 1  # raise it when documents or tokens are made otherwise

Names = Mapping[str, tuple[str, ...]]  # code → names in all languages


@dataclass(frozen=True)
class Surroundings:
    """What listings point at, by code: loaded once for many."""

    categories: Names
    parents: Mapping[str, str | None]
    regencies: Names

    def ancestors(self, category: str) -> list[str]:
        found = []
        above = self.parents.get(category)
        while above:
            found.append(above)
            above = self.parents.get(above)
        return found


@dataclass
class Fields:
    """Words by field, each once, in the order of the text. Codes are ready tokens."""

    words: dict[str, list[str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    def add(self, name: str, texts: Iterable[str | None]) -> None:
        found = dict.fromkeys(self.words.get(name, ()))
        for text in filter(None, texts):
            parts = list(analysis.words(text))
            found |= dict.fromkeys(word.text for word in parts)
            found |= dict.fromkeys(w.text for w in analysis.compounds(text, parts))
        self.words[name] = list(found)[:MAX_FIELD_WORDS]

    def body(self) -> str:
        """A line per field, `name: words`; `parse` is its inverse."""
        lines = [f"{name}: {' '.join(words)}" for name, words in self.words.items()]
        return "\n".join([f"codes: {' '.join(self.codes)}", *lines])


def parse(body: str) -> Fields:
    """All fields of a stored document."""
    fields = Fields()
    for line in body.split("\n"):
        name, _, words = line.partition(": ")
        if name == "codes":
            fields.codes = words.split()
        else:
            fields.words[name] = words.split()
    return fields


def parse_head(body: str) -> Fields:
    """All but the prose, which stands last and is three quarters of the words."""
    return parse(body.partition(f"\n{PROSE}: ")[0])


def of_product(details: Mapping[str, dict[str, Any]], around: Surroundings) -> Fields:
    """From the detail JSON in each language."""
    shown = list(details.values())
    first = shown[0]
    category, regency = first["category"]["code"], first["regency"]["code"]
    above = around.ancestors(category)
    fields = Fields(codes=_codes([category, *above], regency))
    fields.add("name", (d["name"] for d in shown))
    fields.add("category", around.categories.get(category, ()))
    fields.add("ancestors", (n for code in above for n in around.categories[code]))
    fields.add("tags", _tags(shown))
    fields.add("regency", around.regencies.get(regency, ()))
    fields.add("seller", [first["seller"]["name"]])
    fields.add(PROSE, _prose(shown))
    return fields


def _tags(shown: list[dict[str, Any]]) -> Iterable[str | None]:
    for detail in shown:
        for attribute in detail["attributes"]:
            yield attribute["value"]
        for certificate in detail["certificates"]:
            yield certificate["name"]
        yield from (v["name"] for v in detail["variants"])
    first = shown[0]
    yield from first["certificate_codes"]
    yield first["export"]["hs_code"]
    for variant in first["variants"]:
        yield variant["sku"]
        if variant["net_weight"]:
            yield f"{variant['net_weight']['value']} g"


def _prose(shown: list[dict[str, Any]]) -> Iterable[str | None]:
    for detail in shown:
        yield detail["summary"]
        yield detail["description"]


def of_seller(details: Mapping[str, dict[str, Any]], around: Surroundings) -> Fields:
    shown = list(details.values())
    first = shown[0]
    regency = first["regency"]["code"]
    categories = [c["code"] for c in first["categories"]]
    every = dict.fromkeys(
        code for c in categories for code in [c, *around.ancestors(c)]
    )
    fields = Fields(codes=_codes(every, regency))
    fields.add("name", [first["name"]])
    fields.add("category", (n for code in every for n in around.categories[code]))
    fields.add("tags", [c["name"] for d in shown for c in d["certificates"]])
    fields.add("tags", first["certificate_codes"])
    fields.add("regency", around.regencies.get(regency, ()))
    fields.add(PROSE, (d["story"] for d in shown))
    return fields


def _codes(categories: Iterable[str], regency: str) -> list[str]:
    return [*(category_token(c) for c in categories), regency_token(regency)]


def category_token(code: str) -> str:
    return CATEGORY + code.replace("-", "/")


def regency_token(code: str) -> str:
    return REGENCY + code


def tokens(fields: Fields, index: Index) -> list[str]:
    """What an engine stores: each token once, behind the letter of its best tier."""
    best: dict[str, str] = dict.fromkeys(fields.codes, CODES_TIER)
    for name, tier in FIELDS[index].items():
        for word in fields.words.get(name, ()):
            for token in analysis.forms(word):
                if token[0] == analysis.PREFIX and tier == "c":
                    continue
                if best.get(token, "z") > tier:
                    best[token] = tier
    return [tier + token for token, tier in best.items()]


def vocabulary(fields: Fields) -> set[str]:
    """The words that may be corrected or completed to."""
    return {
        word
        for words in fields.words.values()
        for word in words
        if len(word) > 2 and word.isalpha()
    }


QUALITIES = 16


def completeness(details: Mapping[str, dict[str, Any]]) -> int:
    """0 to 100: what a buyer would miss on the page is missing here."""
    shown = list(details.values())
    first = shown[0]
    spoken = {d["content_language"] for d in shown}
    signs = [
        len(spoken) == len(shown),  # speaks every language
        first["image"] is not None,
        len(first["images"]) > 1,
        bool(first["attributes"]),
        first["price"] is not None,
        first["min_order"] is not None,
        bool(first["certificates"]),
        len(first["description"]) > 200,
        first["export"]["monthly_capacity"] is not None,
        first["export"]["hs_code"] is not None,
    ]
    return sum(signs) * 100 // len(signs)


def quality(readiness: int, complete: int) -> int:
    """One figure, 0 to 15, by which many equal matches are cut to those ranked."""
    return min(QUALITIES - 1, readiness * 2 + complete * 7 // 100)
