"""Play the steps through any caller; what was asked and answered comes out."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.story.steps import Letter, Step

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """`body` is bytes where it is no JSON."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Told:
    """A step with its placeholders as they stand in the story, and its answer."""

    step: Step
    path: str
    body: Any
    answer: Answer
    is_new_key: bool = False


def body_of(response: Any) -> Any:
    """What was answered, to the test client or over the network."""
    if not response.content:
        return None
    is_json = response.headers["Content-Type"].partition(";")[0].endswith("json")
    return json.loads(response.content) if is_json else response.content


Caller = Callable[[str, str, dict, Any, dict | None], Answer]
"""(method, path, headers, JSON body, form) to an answer."""


def tell(
    steps: Sequence[Step], call: Caller, read_letter: Callable[[Letter], str]
) -> Iterator[Told]:
    """Each step played in turn; an answer that is not as told raises."""
    kept: dict[str, str] = {}
    for step in steps:
        if step.letter:
            kept["letter"] = read_letter(step.letter)
        is_new_key = step.key is not None and step.key not in kept
        if is_new_key:
            kept[str(step.key)] = str(uuid.uuid4())
        path, body = filled(step.path, kept), filled(step.body, kept)
        yield Told(step, path, body, play(step, path, body, kept, call), is_new_key)


def play(
    step: Step, path: str, body: Any, kept: dict[str, str], call: Caller
) -> Answer:
    headers = filled(step.headers, kept)
    if step.who:
        headers["Authorization"] = f"Bearer {kept[step.who]}"
    if step.key:
        headers["Idempotency-Key"] = kept[step.key]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = call(step.method, path, headers, body, step.form)
        wrong = list(_wrong(step, answer, kept))
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


def _wrong(step: Step, answer: Answer, kept: dict[str, str]) -> Iterator[str]:
    if answer.status != step.status:
        yield f"{answer.status} instead of {step.status}: {answer.body!r}"
        return
    for name, expected in step.head.items():
        found = answer.headers.get(name)
        if found is None or expected not in {None, found}:
            yield f"{name} is {found!r}, not {expected!r}"
    for place, expected in filled(step.check, kept).items():
        try:
            found = at(answer.body, place)
        except LookupError:
            yield f"{place} is not in {json.dumps(answer.body)[:500]}"
            continue
        if found != expected:
            yield f"{place} is {found!r}, not {expected!r}"


def at(body: Any, place: str) -> Any:
    """The value at a dotted place; in a list, a number is a place and `name=value` the
    first that has it."""
    for part in place.split("."):
        if not isinstance(body, list):
            body = body[part]
        elif "=" in part:
            body = _having(body, *part.split("="))
        else:
            body = body[int(part)]
    return body


def _having(rows: list, name: str, value: str) -> Any:
    for row in rows:
        if row[name] == value:
            return row
    raise LookupError(f"{name}={value}")
