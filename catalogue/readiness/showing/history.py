"""What changed between two results of one product. Pure.

Both are `Snapshot.result`s (see `dumping`); texts are of the later one's model.
"""

from typing import Any

from catalogue.readiness.assessment.model import Model
from catalogue.readiness.showing.advice import gate_text
from catalogue.texts import resolve

Json = dict[str, Any]


def changed_lines(
    before: Json | None, after: Json, model: Model, language: str
) -> list[Json]:
    """Questions that came out differently, with both results of each."""
    old, new = _lines(before), _lines(after)
    nothing = [None, 0, "none"]
    found = []
    for code in sorted({*old, *new}):
        was, now = old.get(code, nothing), new.get(code, nothing)
        if was != now:
            question = model.question.get(code)
            found.append(
                {
                    "question": code,
                    "text": resolve(question.text, language) if question else code,
                    "option_before": was[0],
                    "option_after": now[0],
                    "points_before": was[1],
                    "points_after": now[1],
                    "evidence_before": was[2],
                    "evidence_after": now[2],
                }
            )
    return found


def changed_rules(
    before: Json | None, after: Json, model: Model, language: str
) -> list[Json]:
    """Rules with another status than before; of the first result, none."""
    if before is None:
        return []
    old, new = _statuses(before), _statuses(after)
    found = []
    for code in sorted({*old, *new}):
        was, now = old.get(code), new.get(code)
        if was != now:
            rule = model.rule.get(code)
            found.append(
                {
                    "code": code,
                    "market": rule.market if rule else None,
                    "text": resolve(rule.text, language) if rule else code,
                    "status_before": was or "not_applicable",
                    "status_after": now or "not_applicable",
                }
            )
    return found


def changed_gates(
    before: Json | None, after: Json, model: Model, language: str
) -> list[Json]:
    """What levels ask for beside rules (the page, English, a price, a NIB, a score…)
    and what is met now and was not, or the contrary; of the first result, none."""
    if before is None:
        return []
    old, new = _gates(before), _gates(after)
    markets = [m for m in model.markets if m in before["markets"]]
    return [
        {
            "level": level,
            "kind": gate_kind(code),
            "code": code,
            "text": gate_text(level, code, language),
            "markets": [m for m in markets if m in where],
            "is_met": is_met,
        }
        for is_met, gone in ((True, _less(old, new)), (False, _less(new, old)))
        for (level, code), where in sorted(gone.items())
    ]


def gate_kind(code: str) -> str:
    return "score" if code == "score" else "gate"


OWN = ""  # among the markets: the product itself
Gates = dict[tuple[int, str], set[str]]


def _gates(result: Json) -> Gates:
    """Where each is open, by level and code."""
    found: Gates = {}
    blockers = {OWN: result["blockers"]} | {
        code: market["blockers"] for code, market in result["markets"].items()
    }
    for where, open_ in blockers.items():
        for level, code, is_rule in open_:
            if not is_rule:
                found.setdefault((level, code), set()).add(where)
    return found


def _less(some: Gates, others: Gates) -> Gates:
    """Where one is open that is not among the others."""
    left = {key: where - others.get(key, set()) for key, where in some.items()}
    return {key: where for key, where in left.items() if where}


def _lines(result: Json | None) -> dict[str, list]:
    """Option, points and evidence of each question."""
    if result is None:
        return {}
    return {
        code: [option, points, evidence]
        for code, option, points, _, evidence, _ in result["lines"]
    }


def _statuses(result: Json) -> dict[str, str]:
    found = [result["domestic"], *(m["rules"] for m in result["markets"].values())]
    return {
        code: status
        for rules in found
        for status, codes in rules.items()
        for code in codes
    }
