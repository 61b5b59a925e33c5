"""In what two versions of the model differ, member by member. Pure.

Takes the content of `ModelVersion`s, or of the draft (`versions.draft`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
LISTS = {
    "dimensions": "Dimension",
    "questions": "Question",
    "conditions": "Condition",
    "rules": "Rule",
}
NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Difference:
    """One member that differs; `before` or `after` is None where the row is new or
    gone, and `member` then empty."""

    kind: str
    code: str
    member: str
    before: Any
    after: Any


def differences(old: Content, new: Content) -> list[Difference]:
    """In the order of the new version, what is gone behind what is there."""
    found: list[Difference] = []
    for name, kind in LISTS.items():
        before = {row["code"]: row for row in old[name]}
        after = {row["code"]: row for row in new[name]}
        if kind in {"Dimension", "Rule"}:
            # Their order is part of it; of the others it is that of their codes.
            found += _order(kind, list(before), list(after))
        for code, row in after.items():
            found += _row(kind, code, before.get(code), row)
        found += [
            Difference(kind, code, "", _told(row), None)
            for code, row in before.items()
            if code not in after
        ]
    markets = [*old["markets"]], [*new["markets"]]
    if markets[0] != markets[1]:
        found.append(Difference("Markets", "", "order", *markets))
    return found


def _order(kind: str, before: list[str], after: list[str]) -> list[Difference]:
    kept_before = [code for code in before if code in set(after)]
    kept_after = [code for code in after if code in set(before)]
    if kept_before == kept_after:
        return []
    moved = [
        (old, new)
        for old, new in zip(kept_before, kept_after, strict=True)
        if old != new
    ]
    return [
        Difference(
            kind, "", "order", [old for old, _ in moved], [new for _, new in moved]
        )
    ]


def _row(
    kind: str, code: str, old: Content | None, new: Content
) -> Iterator[Difference]:
    if old is None:
        yield Difference(kind, code, "", None, _told(new))
        return
    for member in {**old, **new}:
        before, after = old.get(member), new.get(member)
        if before == after or (before in NOTHING and after in NOTHING):
            continue
        if member == "options":
            yield from _options(code, before or [], after or [])
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _texts(kind, code, member, before, after)
        else:
            yield Difference(kind, code, member, before, after)


def _texts(
    kind: str, code: str, member: str, before: Content, after: Content
) -> Iterator[Difference]:
    """Of texts, each language for itself."""
    for language in {**before, **after}:
        old, new = before.get(language), after.get(language)
        if old != new:
            yield Difference(kind, code, f"{member} ({language})", old, new)


def _options(code: str, before: list, after: list) -> Iterator[Difference]:
    old = {option["letter"]: option for option in before}
    new = {option["letter"]: option for option in after}
    for letter in {**old, **new}:
        if letter not in new:
            yield Difference("Option", f"{code}-{letter}", "", old[letter], None)
        else:
            yield from _row("Option", f"{code}-{letter}", old.get(letter), new[letter])


def _told(row: Content) -> str:
    """A whole row, by its text in English."""
    texts = row.get("text") or row.get("name") or {}
    return texts.get("en") or texts.get("id") or ""
