"""The story as a page of documentation."""

import json
import re
import shlex
from collections.abc import Iterable
from typing import Any

from tests.story.script import PHOTOS, Step
from tests.story.telling import Told, at

INTRODUCTION = f"""# How a seller publishes a product

Every call here was made against `make run`, and every answer is one it gave (shortened:
an answer always has all its members). To play it yourself, start with `make run`, stay
in the folder of this repository for the photos in [{PHOTOS}](photos), and put what an
answer gives where the next call asks for it. `python -m tests.story
http://127.0.0.1:8000` plays all of it and checks each answer; a test does the same on
SQLite and PostgreSQL.

```sh
api=http://127.0.0.1:8000
```
"""
# What differs each time, as the page names it.
SECRET = re.compile(r"\b(at|rt|ak)_[A-Za-z0-9_\-]{20,}")


def page(told: Iterable[Told]) -> str:
    parts = [INTRODUCTION]
    for step in told:
        parts += step_text(step.step, step)
    return "\n".join(parts).rstrip() + "\n"


def step_text(step: Step, told: Told) -> list[str]:
    parts = []
    if step.title:
        parts.append(f"## {step.title}\n")
    if step.says:
        parts.append(f"{step.says}\n")
    parts.append(f"```sh\n{_curl(step)}\n```\n")
    answer = told.answer
    if answer.body is None:
        parts.append(f"`{answer.status}`, without a body.\n")
    else:
        shown = _shown(step, answer.body)
        parts.append(f"`{answer.status}`\n\n```json\n{shown}\n```\n")
    if step.tag:
        parts.append(f"`ETag: {answer.headers['ETag']}`\n")
    if step.keep:
        names = ", ".join(
            f"`{name}={_placeholder(at(answer.body, place))}`"
            for name, place in step.keep.items()
        )
        parts.append(f"Keep {names}.\n")
    return parts


def _placeholder(value: str) -> str:
    return SECRET.sub(r"\1_…", value)


def _curl(step: Step) -> str:
    path = re.sub(r"\{(\w+)\}", r"$\1", step.path)
    words = ["curl"]
    if step.method != "GET" and not (
        step.method == "POST" and (step.body or step.form)
    ):
        words.append(f"-X {step.method}")
    lines = [f'{" ".join(words)} "$api{path}"']
    if step.who:
        lines.append(f'-H "Authorization: Bearer ${step.who}"')
    if step.if_match:
        lines.append(f'-H "If-Match: ${step.if_match}"')
    if step.form:
        lines += [f"-F {shlex.quote(f'{n}={v}')}" for n, v in step.form.items()]
    elif step.body is not None:
        text = json.dumps(step.body, ensure_ascii=False)
        lines.append("-H 'Content-Type: application/json'")
        if "{letter}" in text:
            lines.append('-d "{\\"token\\": \\"$letter\\"}"')
        else:
            lines.append(f"-d {shlex.quote(text)}")
    return " \\\n  ".join(lines)


def _shown(step: Step, body: Any) -> str:
    found: Any = {}
    for place in step.show:
        _put(found, place.split("."), at(body, place))
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return SECRET.sub(r"\1_…", _joined(text))


def _put(into: dict, path: list[str], value: Any) -> None:
    """Where the value stood; of a list only what is shown."""
    for place, part in enumerate(path[:-1]):
        following = path[place + 1]
        is_list = following.lstrip("-").isdigit()
        into = _inner(into, part, [] if is_list else {})
    if isinstance(into, list):
        into.append(value)
    else:
        into[path[-1]] = value


def _inner(into: Any, part: str, empty: Any) -> Any:
    if isinstance(into, list):
        if not into:
            into.append(empty)
        return into[-1]
    return into.setdefault(part, empty)


def _joined(text: str) -> str:
    """Short objects on one line each, as in the guides."""
    pattern = re.compile(r"\{\n\s+([^{}\[\]]{1,100}?)\n\s+\}")

    def one_line(match: re.Match) -> str:
        inside = " ".join(part.strip() for part in match[1].splitlines())
        return f"{{{inside}}}" if len(inside) <= 86 else match[0]

    return pattern.sub(one_line, text)
