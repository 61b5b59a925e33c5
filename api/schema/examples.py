"""Examples: what the sample catalogue was asked and answered, the same everywhere.

`examples.json` holds for an operation one request, its body where it has one, and the
answer: `{"request": "POST /v1/…", "body": {…}, "answer": {…}}`; GET goes without
saying. An operation without a recording shows one made of its schemas (`inventing`).
The examples of the smaller components are found inside those.

A test asks the public reads again and compares; `tests/api/record_examples.py` records
them anew.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from api.schema.inventing import ID, invent

FILE = Path(__file__).with_name("examples.json")
RECORDED: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
# What no recorded answer holds.
OTHERS = {"DimensionScore": {"code": "LEGAL", "score": "80.0"}}
MISSING = object()


@dataclass(frozen=True)
class Shown:
    """One operation's examples; `MISSING` where it takes or answers nothing."""

    request: str
    body: Any
    answer: Any


def request_line(recorded: dict[str, Any]) -> tuple[str, str]:
    """Method and address of a recording."""
    method, _, address = recorded["request"].rpartition(" ")
    return method or "GET", address


def path_variable(operation_id: str, template: str, name: str) -> str:
    """What the recorded request has in the place of `{name}`."""
    if operation_id not in RECORDED:
        return ID if name.endswith("id") else "kode"
    path = request_line(RECORDED[operation_id])[1].partition("?")[0].split("/")
    return path[template.split("/").index(f"{{{name}}}")]


def shown(paths: dict, schemas: dict) -> dict[str, Shown]:
    """Of every operation: recorded, else invented."""
    found = {}
    for path, item in paths.items():
        for method, operation in item.items():
            recorded = RECORDED.get(operation["operationId"], {})
            make = partial(_example, schemas=schemas)
            found[operation["operationId"]] = Shown(
                recorded.get("request", f"{method.upper()} {path}"),
                make(recorded.get("body", MISSING), body_of(operation)),
                make(recorded.get("answer", MISSING), answer_of(operation)),
            )
    return found


def _example(recorded: Any, content: dict | None, schemas: dict) -> Any:
    if content is None:
        return MISSING
    if recorded is not MISSING:
        return recorded
    return invent(content["schema"], schemas)


def body_of(operation: dict) -> dict | None:
    """The media type object of the body it takes, if any."""
    return _only(operation.get("requestBody", {}))


def answer_of(operation: dict) -> dict | None:
    """The media type object of the first answer that has a body."""
    answers = (
        _only(response)
        for status, response in operation["responses"].items()
        if status.startswith("2")
    )
    return next((content for content in answers if content), None)


def _only(response: dict) -> dict | None:
    return next(iter(response.get("content", {}).values()), None)


def example_components(found: dict[str, Shown]) -> dict:
    components = {}
    for operation_id, example in sorted(found.items()):
        if example.answer is not MISSING:
            components[operation_id] = {
                "summary": example.request,
                "value": example.answer,
            }
        if example.body is not MISSING:
            components[f"{operation_id}_body"] = {
                "summary": example.request,
                "value": example.body,
            }
    return components


def add_examples(schemas: dict, paths: dict, found: dict[str, Shown]) -> None:
    """Give each object component an example out of the bodies and answers.

    Those that are a whole body or answer have it as their example already. What was
    recorded goes before what was invented.
    """
    operations = [operation for item in paths.values() for operation in item.values()]
    operations.sort(key=lambda operation: operation["operationId"] not in RECORDED)
    whole = []
    for operation in operations:
        example = found[operation["operationId"]]
        for content, value in (
            (answer_of(operation), example.answer),
            (body_of(operation), example.body),
        ):
            if content is not None:
                whole.append((content["schema"], value))
    roots = {schema["$ref"].rpartition("/")[2] for schema, _ in whole}
    for schema, value in whole:
        for name, part in _parts(schema, value, schemas):
            if name not in roots:
                schemas[name].setdefault("examples", [part])
    for name, schema in schemas.items():
        if schema.get("type") == "object" and name not in roots:
            other = OTHERS.get(name) or invent(schema, schemas)
            schema.setdefault("examples", [other])


def _parts(schema: dict, value: Any, schemas: dict) -> Iterator[tuple[str, Any]]:
    """Every object of a component inside `value`, outermost first."""
    if value is None:
        return
    if "oneOf" in schema:
        yield from _parts(schema["oneOf"][0], value, schemas)
    elif "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if schemas[name].get("type") == "object":
            yield name, value
        yield from _parts(schemas[name], value, schemas)
    elif "properties" in schema:
        for member, shape in schema["properties"].items():
            if member in value:
                yield from _parts(shape, value[member], schemas)
    elif "items" in schema:
        for item in value:
            yield from _parts(schema["items"], item, schemas)
