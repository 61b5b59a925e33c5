"""The whole of openapi.yaml, once its operations are known."""

import re
from collections.abc import Iterator
from pathlib import Path

from drf_spectacular.renderers import SafeDumper

from api.schema import headers, problems
from api.schema.examples import add_examples, example_components
from api.schema.names import camel

INTRODUCTION = Path(__file__).with_name("introduction.md")
TAGS = [
    {
        "name": "catalogue",
        "description": "What Lampung's makers offer: products, sellers, and the lists "
        "that filters are made of. Free to read, without a token.",
    },
    {"name": "meta", "description": "About the service itself, and its errors."},
]
OPEN = "Open: treat a value you do not know as `unspecified`."
MAX_LENGTHS = {"uuid": 36, "date": 10, "date-time": 40}
INT32_END = 2**31

# PyYAML writes YAML 1.1, most readers read 1.2: there the text 090111 would be a number
# if it stood without quotes.
SafeDumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z"),
    list("-+.0123456789"),
)


def finish_document(result, generator, request, public):
    """What drf-spectacular cannot know; see the contract, section 7."""
    schemas = result["components"]["schemas"]
    schemas.update(problems.schemas())
    for schema in list(_objects(schemas)):
        _finish_schema(schema)
    for schema in schemas.values():
        if "enum" in schema:
            _finish_enum(schema)
    add_examples(schemas, _roots(result["paths"]))
    parameters = _share_parameters(result["paths"])
    paths = {
        path: {method: _in_order(operation) for method, operation in item.items()}
        for path, item in result["paths"].items()
    }
    return {
        "openapi": result["openapi"],
        "info": {
            **result["info"],
            "summary": "What the small and medium makers of Lampung offer.",
            "description": INTRODUCTION.read_text(encoding="utf-8"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [
            {"url": "/", "description": "The installation this document comes from."}
        ],
        "security": [],  # nothing here needs a token
        "tags": TAGS,
        "paths": paths,
        "components": _referenced(
            paths,
            {
                "schemas": dict(sorted(schemas.items())),
                "responses": problems.response_components(),
                "parameters": parameters | headers.PARAMETERS,
                "headers": headers.HEADERS,
                "examples": example_components(),
            },
        ),
    }


def _objects(node) -> Iterator[dict]:
    """Every JSON object inside `node`, innermost first."""
    children = node.values() if isinstance(node, dict) else node
    for child in children:
        if isinstance(child, dict | list):
            yield from _objects(child)
    if isinstance(node, dict):
        yield node


def _finish_schema(schema: dict) -> None:
    """Say what is meant, and no more: all of these are answers."""
    if schema.get("readOnly") is True:
        del schema["readOnly"]
    if len(schema.get("allOf", ())) == 1:
        schema.update(schema.pop("allOf")[0])
    if "properties" in schema and schema.get("type") == "object":
        schema["required"] = list(schema["properties"])
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "integer" in kinds and "maximum" in schema:
        schema["format"] = "int32" if schema["maximum"] < INT32_END else "int64"
    if "string" in kinds and schema.get("format") in MAX_LENGTHS:
        schema.setdefault("maxLength", MAX_LENGTHS[schema["format"]])


def _finish_enum(schema: dict) -> None:
    """Labels that only repeat the values go; that values may be added is told."""
    schema.pop("x-spec-enum-id", None)
    if "x-enum-varnames" in schema:
        schema["description"] = "Orders to choose from; `-` is descending."
    else:
        schema["description"] = OPEN


def _roots(paths: dict) -> dict[str, str]:
    """Per operation the reference to the component it answers with."""
    found = {}
    for item in paths.values():
        for operation in item.values():
            (content,) = operation["responses"]["200"]["content"].values()
            found[operation["operationId"]] = content["schema"]["$ref"]
    return found


def _share_parameters(paths: dict) -> dict:
    """Make components of the parameters that several operations have alike.

    One that is spelt the same but means another thing stays with its operation.
    """
    uses: dict[str, list[dict]] = {}
    for item in paths.values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                if parameter.get("in") == "query":
                    uses.setdefault(parameter["name"], []).append(parameter)
    shared = {}
    for name, found in uses.items():
        alike = [other for other in found if other == found[0]]
        if len(alike) > 1:
            shared[camel(name)] = dict(found[0])
            for parameter in alike:
                parameter.clear()
                parameter["$ref"] = f"#/components/parameters/{camel(name)}"
    return shared


def _in_order(operation: dict) -> dict:
    """As a person reads it: what it is, what it takes, what it answers."""
    first = ["operationId", "tags", "summary", "description", "parameters"]
    operation["responses"]["200"] = {
        member: operation["responses"]["200"][member]
        for member in ("description", "headers", "content")
    }
    return {member: operation[member] for member in [*first, "responses"]}


def _referenced(paths: dict, components: dict) -> dict:
    """The components that something reachable from `paths` refers to."""
    reached: set[tuple[str, str]] = set()
    waiting = [paths]
    while waiting:
        for node in _objects(waiting.pop()):
            reference = node.get("$ref")
            if isinstance(reference, str):
                _, _, kind, name = reference.split("/")
                if (kind, name) not in reached:
                    reached.add((kind, name))
                    waiting.append(components[kind][name])
    return {
        kind: {name: node for name, node in found.items() if (kind, name) in reached}
        for kind, found in components.items()
    }
