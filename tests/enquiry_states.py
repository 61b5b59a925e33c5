"""The table and the picture in docs/enquiries.md, from `catalogue.enquiries.states`.

python -m tests.enquiry_states
"""

import re
from pathlib import Path

from catalogue.enquiries.states import RULES, Rule, Side, Status

TARGET = Path(__file__).parents[1] / "docs" / "enquiries.md"
BEGIN, END = "<!-- made from states.py: {} -->", "<!-- end of {} -->"


def table() -> str:
    rows = [
        "| from | who | verb | to | only | what follows |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*rows, *map(_row, RULES)])


def _row(rule: Rule) -> str:
    cells = [
        ", ".join(f"`{status}`" for status in rule.sources),
        ", ".join(rule.sides),
        f"`{rule.verb}`",
        " or ".join(f"`{status}`" for status in rule.to) or "stays",
        rule.guard.said if rule.guard else "",
        rule.effect,
    ]
    return f"| {' | '.join(cells)} |"


def picture() -> str:
    """A state diagram; what leaves a status as it is, is not drawn."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {status}: create" for status in _FIRST]
    lines += list(dict.fromkeys(_arrows()))
    return "\n".join([*lines, "```"])


_FIRST = (Status.UNCONFIRMED, Status.HELD, Status.NEW)
_SHORT = {Side.BUYER: "B", Side.SELLER: "S", Side.OFFICER: "O", Side.SYSTEM: "clock"}


def _arrows():
    for rule in RULES:
        who = "/".join(_SHORT[side] for side in rule.sides)
        for source in rule.sources:
            for target in rule.to:
                if target != source:
                    yield f"    {source} --> {target}: {rule.verb} ({who})"


PARTS = {"table": table, "picture": picture}


def filled(text: str) -> str:
    """The page with both parts as the code says today."""
    for name, made in PARTS.items():
        begin, end = BEGIN.format(name), END.format(name)
        pattern = re.escape(begin) + r".*?" + re.escape(end)
        part = f"{begin}\n{made()}\n{end}"
        text = re.sub(pattern, lambda _, part=part: part, text, flags=re.S)
    return text


if __name__ == "__main__":
    TARGET.write_text(filled(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
