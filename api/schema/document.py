"""The whole of openapi.yaml, once its operations are known."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.renderers import SafeDumper

from api.schema import examples, headers, problems, security
from api.schema.names import camel

INTRODUCTION = Path(__file__).with_name("introduction.md")
TAGS = [
    {
        "name": "catalogue",
        "description": "What Lampung's makers offer: products, sellers, and the lists "
        "that filters are made of. Free to read, without a token.",
    },
    {
        "name": "enquiries",
        "description": "Questions to sellers, the threads that come of them, quotes "
        "and what came of it. To ask needs no token; both sides and the officers of "
        "the seller's regency read the same thread, each as her own.",
    },
    {
        "name": "seller",
        "description": "A business's own workspace: its profile, members and products "
        "in every status and all languages. For its members; products also by an API "
        "key with the scope `products:write`.",
    },
    {
        "name": "me",
        "description": "The account of whoever is signed in: profile, password, second "
        "factor, API keys.",
    },
    {
        "name": "auth",
        "description": "Registering, signing in and out, and setting a new password. "
        "Counted apart, by address: by default 10 requests a minute.",
    },
    {
        "name": "officer",
        "description": "The trade office's desk: reviews, sellers, reports, numbers. "
        "An officer of a regency sees its sellers, one of the province all.",
    },
    {"name": "meta", "description": "About the service itself, and its errors."},
]
OPEN = "Open: new values may come; show nothing special for one you do not know."
OPEN_UNSPECIFIED = "Open: treat a value you do not know as `unspecified`."
MAX_LENGTHS = {"uuid": 36, "date": 10, "date-time": 40}
INT32_END = 2**31
OVERRIDES: Any = settings.SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"]

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
    shown = examples.shown(result["paths"], schemas)
    examples.add_examples(schemas, result["paths"], shown)
    _share_enums(result["paths"], schemas)
    parameters = _share_parameters(result["paths"])
    paths = {
        path: {method: _in_order(operation) for method, operation in item.items()}
        for path, item in result["paths"].items()
    }
    used = {
        tag for item in paths.values() for op in item.values() for tag in op["tags"]
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
        "tags": [tag for tag in TAGS if tag["name"] in used],
        "paths": paths,
        "components": {"securitySchemes": security.SCHEMES}
        | _referenced(
            paths,
            {
                "schemas": dict(sorted(schemas.items())),
                "responses": problems.response_components(),
                "parameters": parameters | headers.PARAMETERS,
                "headers": headers.HEADERS,
                "examples": examples.example_components(shown),
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
    """Say what is meant, and no more: each of these is an answer or a body."""
    for mark in ("readOnly", "writeOnly"):
        if schema.get(mark) is True:
            del schema[mark]
    if len(schema.get("allOf", ())) == 1:
        schema.update(schema.pop("allOf")[0])
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
    elif schema.get("description") is None:
        is_told = "unspecified" in schema["enum"]
        schema["description"] = OPEN_UNSPECIFIED if is_told else OPEN


def _share_enums(paths: dict, schemas: dict) -> None:
    """A parameter that chooses among an enum's values is of that enum: of one that
    answers have, else of the first parameter's."""
    enums = [name for name, schema in schemas.items() if "enum" in schema]
    enums.sort(key=lambda name: name not in OVERRIDES)
    answered = {tuple(sorted(schemas[name]["enum"])): name for name in reversed(enums)}
    for node in _objects(paths):
        name = node.get("$ref", "").rpartition("/")[2] if "$ref" in node else ""
        if "enum" in schemas.get(name, {}) and "schemas" in node["$ref"]:
            values = tuple(sorted(schemas[name]["enum"]))
            node["$ref"] = f"#/components/schemas/{answered.get(values, name)}"


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
    """As a person reads it: what it is, who may, what it takes, what it answers."""
    members = ["operationId", "deprecated", "tags", "summary", "description"]
    members += ["security", "parameters", "requestBody", "responses"]
    operation["responses"] = {
        status: {
            member: response[member]
            for member in ("$ref", "description", "headers", "content")
            if member in response
        }
        for status, response in sorted(operation["responses"].items())
    }
    return {member: operation[member] for member in members if member in operation}


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
