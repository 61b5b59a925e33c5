"""`python -m tests.search`: judge the search by the judged sets, print a table of each.

On a database of its own, made for it, with the sample catalogue. `--write` keeps the
figures in `figures.json`, below which the tests let none fall; `--worst N` names the
queries of the first set that do worst.
With DATABASE_URL, on that server.
"""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from tests.conftest import load_sample_catalogue  # noqa: E402
from tests.search import judging  # noqa: E402
from tests.search.judging import Figures  # noqa: E402

WIDTH = 100  # columns, where nobody looks at a terminal


def main() -> None:
    options = _options()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        load_sample_catalogue()
        figures = judging.judge_all()
        for name, found in figures.items():
            console.print(table(name, found))
            console.print(f"misspelt, as a share of spelt right: {found.misspelt:.3f}")
        for line in _worst("first", options.worst):
            console.print(line)
        if options.write:
            judging.write(figures)
    finally:
        teardown_databases(made, verbosity=0)


def table(name: str, found: Figures) -> Table:
    """A row for each kind of query, and one for all."""
    shown = Table(title=f"The {name} judged set")
    shown.add_column("kind")
    for heading in ("queries", "nDCG@10", "recall@24", "MRR", "empty"):
        shown.add_column(heading, justify="right")
    for kind, f in {**found.kinds, "all": found.overall}.items():
        means = (f.ndcg, f.recall, f.mrr, f.empty)
        shown.add_row(kind, str(f.queries), *(f"{mean:.3f}" for mean in means))
    return shown


def _worst(name: str, number: int) -> list[str]:
    judged = []
    for one in judging.read(judging.SETS[name]):
        keys = judging.ask(one.query)
        judged.append((judging.ndcg(keys, one.grades), one, keys))
    judged.sort(key=lambda found: found[0])
    return [
        f"{reached:.2f} {one.kind}: {one.query} → {' '.join(keys[: judging.TOP])}"
        for reached, one, keys in judged[:number]
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.search", description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main()
