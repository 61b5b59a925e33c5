"""Play the script through any caller; what was asked and answered comes out."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.story.script import STORY, Step

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Told:
    """A step with its placeholders as they stand in the story, and its answer."""

    step: Step
    path: str
    body: Any
    answer: Answer


Caller = Callable[[str, str, dict, Any, dict | None], Answer]
"""(method, path, headers, JSON body, form) to an answer."""


def tell(call: Caller, read_letter: Callable[[str], str]) -> Iterator[Told]:
    """Each step played in turn; an answer that is not as told raises."""
    kept: dict[str, str] = {}
    for step in STORY:
        if step.letter:
            kept["letter"] = read_letter(step.letter)
        path, body = filled(step.path, kept), filled(step.body, kept)
        yield Told(step, path, body, play(step, path, body, kept, call))


def play(
    step: Step, path: str, body: Any, kept: dict[str, str], call: Caller
) -> Answer:
    headers = {}
    if step.who:
        headers["Authorization"] = f"Bearer {kept[step.who]}"
    if step.if_match:
        headers["If-Match"] = kept[step.if_match]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = call(step.method, path, headers, body, step.form)
        wrong = list(_wrong(step, answer))
        if not wrong:
            break
        if not step.wait or time.monotonic() > deadline:
            raise AssertionError(f"{step.method} {step.path}: {'; '.join(wrong)}")
        time.sleep(0.5)
    for name, place in step.keep.items():
        kept[name] = at(answer.body, place)
    if step.tag:
        kept[step.tag] = answer.headers["ETag"]
    return answer


def filled(value: Any, kept: dict[str, str]) -> Any:
    if isinstance(value, str):
        for name, found in kept.items():
            value = value.replace(f"{{{name}}}", found)
        return value
    if isinstance(value, dict):
        return {name: filled(inner, kept) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, kept) for inner in value]
    return value


def _wrong(step: Step, answer: Answer) -> Iterator[str]:
    if answer.status != step.status:
        yield f"{answer.status} instead of {step.status}: {json.dumps(answer.body)}"
        return
    for place, expected in step.check.items():
        try:
            found = at(answer.body, place)
        except LookupError:
            yield f"{place} is not in {json.dumps(answer.body)[:500]}"
            continue
        if found != expected:
            yield f"{place} is {found!r}, not {expected!r}"


def at(body: Any, place: str) -> Any:
    """The value at a dotted place; a number is a place in a list."""
    for part in place.split("."):
        body = body[int(part)] if isinstance(body, list) else body[part]
    return body
