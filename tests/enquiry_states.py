"""What docs/enquiries.md has from the code: the table and the picture of the states,
from `catalogue.enquiries.states`, and the clock, from the defaults of the settings.

python -m tests.enquiry_states
"""

import re
from collections.abc import Sequence
from pathlib import Path

from api.settings import ENQUIRY_TERMS
from catalogue.enquiries.states import RULES, Rule, Side, Status

TARGET = Path(__file__).parents[1] / "docs" / "enquiries.md"
BEGIN, END = "<!-- made from {}: {} -->", "<!-- end of {} -->"


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
_SHORT = {Side.BUYER: "B", Side.SELLER: "S", Side.OFFICER: "O", Side.SYSTEM: "system"}


def _arrows():
    for rule in RULES:
        who = "/".join(_SHORT[side] for side in rule.sides)
        for source in rule.sources:
            for target in rule.to:
                if target != source:
                    yield f"    {source} --> {target}: {rule.verb} ({who})"


def clock() -> str:
    """What comes when."""
    terms = ENQUIRY_TERMS
    hours = [
        (_listed(terms["reminder_hours"]), "a reminder to the seller"),
        (terms["first_response_hours"], "the first answer is due"),
        (
            terms["escalation_hours"],
            "the regency's officer gets it: `waiting_on` is `officer`; the seller may "
            "still answer",
        ),
        (terms["tell_buyer_hours"], "the buyer is told"),
    ]
    rows = [
        "| after | what |",
        "|---|---|",
        f"| {terms['confirm_hours']} hours unconfirmed | `expired` |",
        *(f"| {after} working hours | {what} |" for after, what in hours),
        f"| {terms['longest_wait_days']} days of the calendar, however many are off "
        "| the last three at the latest |",
        f"| {terms['unanswered_days']} days of the calendar, unanswered | `expired` |",
        f"| {terms['silent_days']} days without a word | `expired` |",
        "| the quote's last day | the quote is expired, the thread `open` |",
        f"| {_listed(terms['nudge_days'])} days after an agreement "
        "| the seller is asked what came of it |",
    ]
    return "\n".join(rows)


def _listed(numbers: Sequence[int]) -> str:
    *others, last = map(str, numbers)
    return f"{', '.join(others)} and {last}"


PARTS = {
    "table": ("states.py", table),
    "picture": ("states.py", picture),
    "clock": ("settings.py", clock),
}


def filled(text: str) -> str:
    """The page with its parts as the code says today."""
    for name, (source, made) in PARTS.items():
        begin, end = BEGIN.format(source, name), END.format(name)
        pattern = re.escape(begin) + r".*?" + re.escape(end)
        part = f"{begin}\n{made()}\n{end}"
        text = re.sub(pattern, lambda _, part=part: part, text, flags=re.S)
    return text


if __name__ == "__main__":
    TARGET.write_text(filled(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
