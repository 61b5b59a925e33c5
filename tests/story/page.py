"""The story as a page of documentation."""

import json
import re
import shlex
from collections.abc import Iterable
from typing import Any

from tests.story.steps import Step, Story
from tests.story.telling import Answer, Told, at

# What differs each time, as the page names it.
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SHORT = 40  # characters of a body that goes on the command's line
SECRET = re.compile(r"\b(at|rt|ak|et)_[A-Za-z0-9_\-]{20,}")


class _Tree(dict):
    """Part of an answer: what is shown, by the parts of its place."""


def page(story: Story, told: Iterable[Told]) -> str:
    parts = [story.introduction]
    for step in told:
        parts += step_text(step.step, step)
    return "\n".join(parts).rstrip() + "\n"


def step_text(step: Step, told: Told) -> list[str]:
    parts = []
    if step.title:
        parts.append(f"## {step.title}\n")
    if step.says:
        parts.append(f"{step.says}\n")
    key = f"{step.key}=$(uuidgen)\n" if told.is_new_key else ""
    is_again = step.key is not None and not told.is_new_key
    parts.append(f"```sh\n{key}{_curl(step, is_again=is_again)}\n```\n")
    parts += _answered(step, told.answer)
    return parts


def _answered(step: Step, answer: Answer) -> list[str]:
    parts = [_body(step, answer)]
    names = [*step.head, *(["ETag"] if step.tag else [])]
    if names:
        parts.append("\n".join(f"`{n}: {answer.headers[n]}`  " for n in names).rstrip())
        parts[-1] += "\n"
    if step.keep:
        kept = ", ".join(
            f"`{name}={_masked(at(answer.body, place))}`"
            for name, place in step.keep.items()
        )
        parts.append(f"Keep {kept}.\n")
    return parts


def _body(step: Step, answer: Answer) -> str:
    if answer.body is None:
        return f"`{answer.status}`, without a body.\n"
    if isinstance(answer.body, bytes):
        return f"`{answer.status}`, {len(answer.body):,} bytes.\n"
    shown = _shown(step, answer.body)
    return f"`{answer.status}`\n\n```json\n{shown}\n```\n"


def _masked(value: str) -> str:
    return SECRET.sub(r"\1_…", value)


def _curl(step: Step, *, is_again: bool) -> str:
    words = ["curl"]
    if step.method != "GET" and not (
        step.method == "POST" and (step.body or step.form)
    ):
        words.append(f"-X {step.method}")
    lines = [f'{" ".join(words)} "$api{_in_shell(step.path)}"']
    if step.who:
        lines.append(f'-H "Authorization: Bearer ${step.who}"')
    if step.key:
        lines.append(f'-H "Idempotency-Key: ${step.key}"')
    for name, value in step.headers.items():
        lines.append(f'-H "{name}: {_in_shell(value)}"')
    if step.save:
        lines.append(f"-o {step.save}")
    if step.form:
        lines += [f"-F {shlex.quote(f'{n}={v}')}" for n, v in step.form.items()]
    elif step.body is not None:
        data = "-d @- <<JSON\n{ as before }\nJSON" if is_again else _data(step.body)
        lines += ["-H 'Content-Type: application/json'", data]
    return " \\\n  ".join(lines)


def _data(body: Any) -> str:
    """As an argument; what holds placeholders, where the shell fills them in."""
    text = json.dumps(body, ensure_ascii=False)
    if not PLACEHOLDER.search(text):
        return f"-d {shlex.quote(text)}"
    filled = _in_shell(text)
    if len(text) <= SHORT:
        return f"-d {json.dumps(filled)}"
    whole = _joined(json.dumps(body, ensure_ascii=False, indent=2))
    return f"-d @- <<JSON\n{_in_shell(whole)}\nJSON"


def _in_shell(text: str) -> str:
    return PLACEHOLDER.sub(r"$\1", text)


def _shown(step: Step, body: Any) -> str:
    found = _Tree()
    for place in step.show:
        _put(found, place.split("."), at(body, place))
    text = json.dumps(_plain(found), ensure_ascii=False, indent=2)
    return SECRET.sub(r"\1_…", _joined(text))


def _put(into: _Tree, path: list[str], value: Any) -> None:
    for part in path[:-1]:
        into = into.setdefault(part, _Tree())
    into[path[-1]] = value


def _plain(found: Any) -> Any:
    """With lists where lists were: of those only what is shown."""
    if not isinstance(found, _Tree):
        return found
    if all("=" in name or name.lstrip("-").isdigit() for name in found):
        return [_plain(value) for value in found.values()]
    return {name: _plain(value) for name, value in found.items()}


def _joined(text: str) -> str:
    """Short objects on one line each, as in the guides."""
    pattern = re.compile(r"\{\n\s+([^{}\[\]]{1,100}?)\n\s+\}")

    def one_line(match: re.Match) -> str:
        inside = " ".join(part.strip() for part in match[1].splitlines())
        return f"{{{inside}}}" if len(inside) <= 86 else match[0]

    return pattern.sub(one_line, text)
