"""The codes of the Harmonized System, 2022 edition: goods as customs name them. Pure.

English wording: UN Comtrade's description of HS 2022, from datasets/harmonized-system
(ODC-PDDL 1.0). It paraphrases the legal text of the World Customs Organization: good
for finding and showing a code, not for disputes about one. The Indonesian names of the
231 codes that matter here, and the categories they go with, are ours.

An international standard that nobody here edits, so there is no table: the files are
read once a process, at the first question.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from catalogue.reference.loading import codes, read_csv
from catalogue.texts import Texts, fold

DATA = Path(__file__).parent / "data"
SUBHEADING = 6  # digits
MAX_WORDS = 12  # of a search; what comes after is not looked at


@dataclass(frozen=True)
class HsCode:
    """A subheading. Codes are text, leading zeros kept, no dots."""

    code: str
    name: Texts  # `{"en", "id"}`; no Indonesian name is an empty text
    section: str  # roman: "II"
    section_name: str  # English, as all names of headings
    chapter: str
    chapter_name: str
    heading: str
    heading_name: str
    categories: tuple[str, ...]  # codes of the categories it usually goes with


@dataclass(frozen=True)
class _Nomenclature:
    """`names` holds chapters and headings beside subheadings; glosses few of them."""

    names: dict[str, str]
    sections: dict[str, str]  # of a chapter
    section_names: dict[str, str]
    glosses: dict[str, str]
    categories: dict[str, tuple[str, ...]]
    subheadings: tuple[str, ...]
    words: tuple[str, ...]  # of each subheading: " fold folded", a blank before each


@lru_cache(maxsize=1)
def _read() -> _Nomenclature:
    names, sections = {}, {}
    for row in read_csv(DATA / "hs_2022.csv"):
        names[row["code"]] = row["name_en"]
        sections[row["code"][:2]] = row["section"]
    section_names = {
        row["section"]: row["name_en"] for row in read_csv(DATA / "hs_sections.csv")
    }
    glosses, categories = {}, {}
    for row in read_csv(DATA / "hs_glosses.csv"):
        glosses[row["code"]] = row["name_id"]
        categories[row["code"]] = tuple(codes(row["categories"]))
    # Those with an Indonesian name come first wherever nothing else decides.
    subheadings = tuple(
        sorted(
            (code for code in names if len(code) == SUBHEADING),
            key=lambda code: (code not in glosses, code),
        )
    )
    words = tuple(
        "".join(f" {word}" for word in _words(f"{glosses.get(c, '')} {names[c]}"))
        for c in subheadings
    )
    return _Nomenclature(
        names, sections, section_names, glosses, categories, subheadings, words
    )


def is_known(code: str) -> bool:
    """Whether it is a subheading of HS 2022: six digits, no dots."""
    return len(code) == SUBHEADING and code in _read().names


def find(code: str) -> HsCode | None:
    """The subheading of six digits without dots, or none."""
    if not is_known(code):
        return None
    known, chapter, heading = _read(), code[:2], code[:4]
    section = known.sections[chapter]
    return HsCode(
        code=code,
        name={"en": known.names[code], "id": known.glosses.get(code, "")},
        section=section,
        section_name=known.section_names[section],
        chapter=chapter,
        chapter_name=known.names[chapter],
        heading=heading,
        heading_name=known.names[heading],
        categories=known.categories.get(code, ()),
    )


def suggest(
    category_code: str = "",
    relatives: Iterable[str] = (),
    text: str = "",
    limit: int = 20,
) -> list[HsCode]:
    """The first `limit` of `rank()`."""
    found = (find(code) for code in rank(category_code, relatives, text)[:limit])
    return [hs_code for hs_code in found if hs_code]


def rank(
    category_code: str = "", relatives: Iterable[str] = (), text: str = ""
) -> list[str]:
    """Codes to offer, best first: those of the category, then of its `relatives` (its
    ancestors and descendants), then those that `text` finds elsewhere.

    Among the first two, what `text` finds comes before the rest. `text` finds the codes
    in whose names most of its words begin a word; digits begin a code.
    """
    known = _read()
    near = [{category_code}, set(relatives) - {category_code}]
    found = dict.fromkeys(_matching(known, text)) if text.strip() else {}
    linked = [
        code
        for group in near
        for code, categories in known.categories.items()
        if group & set(categories)
    ]
    both = [code for code in linked if code in found]
    return list(dict.fromkeys([*both, *linked, *found]))


def _matching(known: _Nomenclature, text: str) -> list[str]:
    """Subheadings with the most words of `text`, in their own order."""
    bare = re.sub(r"[\s.\-]", "", text)
    wanted = [bare] if re.fullmatch(r"[0-9]+", bare) else _words(text)[:MAX_WORDS]
    hits: Counter[int] = Counter()
    for word in wanted:
        if word.isdecimal():
            named = enumerate(known.subheadings)
            hits.update(n for n, code in named if code.startswith(word))
        else:
            needle = f" {word}"
            hits.update(n for n, words in enumerate(known.words) if needle in words)
    most = max(hits.values(), default=0)
    return [known.subheadings[n] for n in sorted(hits) if hits[n] == most]


def _words(text: str) -> list[str]:
    """Each word once, folded; single letters say nothing."""
    return list(dict.fromkeys(re.findall(r"[^\W_]{2,}", fold(text))))
