"""The table, on the screen and in `build/bench/`."""

import json
import os
import platform
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from tests.bench.databases import BUILD
from tests.bench.lines import HEADINGS, Line
from tests.bench.servers import can_pin

COLOURS = {"met": "green", "within 20 %": "yellow", "short": "red", "-": "dim"}


def show(lines: Sequence[Line], console: Console) -> None:
    table = Table(*HEADINGS, title="The public read path beside a plain DRF project")
    for line in lines:
        *cells, verdict = line.cells()
        table.add_row(*cells, f"[{COLOURS[verdict]}]{verdict}[/]")
    console.print(table)


def write(lines: Sequence[Line], options: dict) -> None:
    """`report.json` with every figure, `report.md` to read."""
    BUILD.mkdir(parents=True, exist_ok=True)
    made = {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": "wrk" if shutil.which("wrk") else "own client: a ceiling",
        "pinned": can_pin(),
        **options,
    }
    told = [
        {**asdict(line), "bar": str(line.bar or ""), "verdict": line.verdict}
        for line in lines
    ]
    text = json.dumps({"run": made, "lines": told}, indent=2, ensure_ascii=False)
    (BUILD / "report.json").write_text(text + "\n", encoding="utf-8")
    (BUILD / "report.md").write_text(as_markdown(lines, made), encoding="utf-8")


def as_markdown(lines: Sequence[Line], made: dict) -> str:
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(line.cells() for line in lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    facts = "; ".join(f"{name}: {value}" for name, value in made.items())
    return f"{table}\n\n{facts}\n"
