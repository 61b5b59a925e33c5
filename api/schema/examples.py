"""Examples: answers recorded from the sample catalogue, the same everywhere.

`examples.json` holds one request and its answer for each operation. The examples of
the smaller components are found inside those answers. A test asks again and compares;
`tests/api/record_examples.py` records them anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")
RECORDED: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
# What no recorded answer holds.
OTHERS = {"DimensionScore": {"code": "LEGAL", "score": "80.0"}}


def path_variable(operation_id: str, template: str, name: str) -> str:
    """What the recorded request has in the place of `{name}`."""
    path = RECORDED[operation_id]["request"].partition("?")[0].split("/")
    return path[template.split("/").index(f"{{{name}}}")]


def example_components() -> dict:
    return {
        operation_id: {"summary": recorded["request"], "value": recorded["answer"]}
        for operation_id, recorded in sorted(RECORDED.items())
    }


def add_examples(schemas: dict, roots: dict[str, str]) -> None:
    """Give each object component an example out of the answers.

    `roots` names the component of each operation's answer; these have the whole
    answer as their example already.
    """
    for operation_id, root in roots.items():
        answer = RECORDED[operation_id]["answer"]
        for name, value in _parts({"$ref": root}, answer, schemas):
            if f"#/components/schemas/{name}" not in roots.values():
                schemas[name].setdefault("examples", [value])
    for name, value in OTHERS.items():
        schemas[name].setdefault("examples", [value])


def _parts(schema: dict, value: Any, schemas: dict) -> Iterator[tuple[str, Any]]:
    """Every object of a component inside `value`, outermost first."""
    if "oneOf" in schema and value is not None:
        yield from _parts(schema["oneOf"][0], value, schemas)
    elif "$ref" in schema and value is not None:
        name = schema["$ref"].rpartition("/")[2]
        if schemas[name].get("type") == "object":
            yield name, value
        yield from _parts(schemas[name], value, schemas)
    elif "properties" in schema:
        for member, shape in schema["properties"].items():
            yield from _parts(shape, value[member], schemas)
    elif "items" in schema:
        for item in value:
            yield from _parts(schema["items"], item, schemas)
