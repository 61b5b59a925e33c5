"""The story's calls as examples of openapi.yaml: real bodies, real answers."""

import json
import re
from collections.abc import Iterable
from typing import Any

from api.access import TABLE, Who
from tests.api.record_examples import shorten
from tests.api.test_access import ROUTES
from tests.story.page import SECRET
from tests.story.telling import Told

MASKED = "x" * 43  # as long as what it stands for
# The end of what a letter's link carries: who has it may do as its reader.
SIGNATURE = re.compile(r"(:[A-Za-z0-9_\-]{6}:)[A-Za-z0-9_\-]{43}")
RESTS_OF_ADDRESS = re.compile(r"/private/\d+/[^/]+/")


def recordings(told: Iterable[Told]) -> dict[str, dict[str, Any]]:
    """The first success of each operation behind a token, or that writes."""
    found: dict[str, dict[str, Any]] = {}
    for one in told:
        step = one.step
        is_shown = one.answer.status < 300 and not isinstance(one.answer.body, bytes)
        if step.form or not is_shown:
            continue
        operation_id = _operation(step.method, one.path)
        is_public_read = step.method == "GET" and TABLE[operation_id].who is Who.ANYONE
        if is_public_read or operation_id in found:
            continue
        recorded: dict[str, Any] = {"request": f"{step.method} {one.path}"}
        if step.body is not None:
            recorded["body"] = _masked(one.body)
        if one.answer.body is not None:
            recorded["answer"] = _masked(shorten(one.answer.body))
        found[operation_id] = recorded
    return found


def _operation(method: str, path: str) -> str:
    bare = path.partition("?")[0]
    for name, (known, template, _) in ROUTES.items():
        pattern = re.escape(template).replace(r"\{id\}", "[0-9a-f-]{36}")
        if known == method and re.fullmatch(pattern, bare):
            return name
    for name, rule in TABLE.items():
        if rule.who is Who.ANYONE and method == "GET":
            return name
    raise LookupError(f"{method} {path}")


def _masked(value: Any) -> Any:
    text = SECRET.sub(rf"\1_{MASKED}", json.dumps(value, ensure_ascii=False))
    text = SIGNATURE.sub(rf"\1{MASKED}", text)
    return json.loads(RESTS_OF_ADDRESS.sub("/private/497000/Jm3kz8QwTq/", text))
