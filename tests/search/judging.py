"""How good the search is, by queries whose answers people judged.

A set is a CSV as `README.md` describes it, over the sample products. Figures are means
over its queries.
"""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import time_machine
from rest_framework.test import APIClient

from catalogue.samples import seeds

FOLDER = Path(__file__).parent
SETS = {
    "first": FOLDER / "judged.csv",
    "second": FOLDER / "judged_second.csv",
    "third": FOLDER / "judged_third.csv",
    "fourth": FOLDER / "judged_fourth.csv",
    "fifth": FOLDER / "judged_fifth.csv",
}
KEPT = FOLDER / "figures.json"
ON = "2026-11-28T05:00:00Z"  # freshness counts in the order: the day stands still
PAGE = 24
TOP = 10
RELEVANT = 2  # the least grade that answers the query
MISSPELT = "misspelled"
FALL = 0.01  # of nDCG, that is put down to chance

Ask = Callable[[str], Sequence[str]]  # query → keys of products, best first


@dataclass(frozen=True)
class Judgement:
    query: str
    kind: str
    right: str  # the same query spelt right, of a misspelt one
    grades: dict[str, int]


@dataclass(frozen=True)
class Figure:
    """`ndcg` of the first ten with gains of 2^grade - 1; `recall` on a page of 24 and
    `mrr` of products graded 2 or 3; `empty`: the share without any hit."""

    queries: int
    ndcg: float
    recall: float
    mrr: float
    empty: float


@dataclass(frozen=True)
class Figures:
    overall: Figure
    kinds: dict[str, Figure]
    misspelt: float  # nDCG of misspelt queries as a share of the same spelt right


def read(path: Path) -> list[Judgement]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Judgement(row["query"], row["kind"], row["right"], _grades(row["grades"]))
            for row in csv.DictReader(file)
        ]


def _grades(cell: str) -> dict[str, int]:
    pairs = (pair.split(":") for pair in cell.split())
    return {key: int(grade) for key, grade in pairs}


def ask(query: str) -> list[str]:
    """The first page, asked of the API in this process."""
    answer = _client().get("/v1/products", {"q": query, "limit": PAGE})
    assert answer.status_code == 200, f"{query}: {answer.content!r}"
    return [_key_of()[row["id"]] for row in answer.json()["results"]]


@cache
def _client() -> APIClient:
    """One for all: its middleware is dear to build."""
    return APIClient(SERVER_NAME="127.0.0.1")


@cache
def _key_of() -> dict[str, str]:
    return {str(seeds.product_id(key)): key for key in sample_keys()}


def sample_keys() -> list[str]:
    return [row["product_id"] for row in seeds.products()]


def judge(path: Path, ask: Ask = ask) -> Figures:
    """The figures of a set; the sample catalogue must be loaded."""
    judgements = read(path)
    with time_machine.travel(ON, tick=False):
        found = {j.query: list(ask(j.query)) for j in judgements}
    kinds = defaultdict(list)
    for judgement in judgements:
        kinds[judgement.kind].append(judgement)
    return Figures(
        overall=_figure(judgements, found),
        kinds={kind: _figure(kinds[kind], found) for kind in sorted(kinds)},
        misspelt=_misspelt(judgements, found),
    )


Found = dict[str, list[str]]


def _figure(judgements: Sequence[Judgement], found: Found) -> Figure:
    def mean(measure: Callable[[Sequence[str], dict[str, int]], float]) -> float:
        values = [measure(found[j.query], j.grades) for j in judgements]
        return round(sum(values) / len(values), 4)

    return Figure(
        queries=len(judgements),
        ndcg=mean(ndcg),
        recall=mean(recall),
        mrr=mean(reciprocal_rank),
        empty=mean(lambda keys, _: not keys),
    )


def _misspelt(judgements: Sequence[Judgement], found: Found) -> float:
    by_query = {j.query: j for j in judgements}
    wrong = [j for j in judgements if j.kind == MISSPELT]
    right = [by_query[j.right] for j in wrong]
    asked = sum(ndcg(found[j.query], j.grades) for j in wrong)
    return round(asked / sum(ndcg(found[j.query], j.grades) for j in right), 4)


def ndcg(keys: Sequence[str], grades: dict[str, int]) -> float:
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(key, 0) for key in keys]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    places = enumerate(grades[:TOP], 2)
    return sum((2**grade - 1) / math.log2(place) for place, grade in places)


def recall(keys: Sequence[str], grades: dict[str, int]) -> float:
    relevant = {key for key, grade in grades.items() if grade >= RELEVANT}
    return len(relevant & set(keys[:PAGE])) / len(relevant)


def reciprocal_rank(keys: Sequence[str], grades: dict[str, int]) -> float:
    for place, key in enumerate(keys, 1):
        if grades.get(key, 0) >= RELEVANT:
            return 1 / place
    return 0.0


# What was reached, kept beside the code


def judge_all(ask: Ask = ask) -> dict[str, Figures]:
    return {name: judge(path, ask) for name, path in SETS.items()}


def write(figures: dict[str, Figures]) -> None:
    told = {name: asdict(found) for name, found in figures.items()}
    KEPT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def falls(figures: dict[str, Figures]) -> list[str]:
    """One line for each nDCG that is lower than what was kept, by more than chance."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    lines = []
    for name, now in figures.items():
        was = {"overall": kept[name]["overall"], **kept[name]["kinds"]}
        for kind, figure in {"overall": now.overall, **now.kinds}.items():
            before = was[kind]["ndcg"]
            if figure.ndcg < before - FALL:
                lines.append(f"{name} set, {kind}: {figure.ndcg}, was {before}")
    return lines
