"""openapi.yaml as tests read it: its operations, components and schemas."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from django.conf import settings

from api.access import TABLE, Who

FILE = Path(settings.BASE_DIR / "openapi.yaml")
DOCUMENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]


class Operation(NamedTuple):
    path: str
    method: str
    told: dict[str, Any]

    @property
    def rule(self):
        return TABLE[self.told["operationId"]]

    @property
    def needs_token(self) -> bool:
        return self.rule.who is not Who.ANYONE

    @property
    def may_have_token(self) -> bool:
        """Without one, or with one that an API key needs a scope for."""
        return not self.needs_token and self.rule.scope is not None

    @property
    def is_public_read(self) -> bool:
        return self.method == "get" and not self.needs_token

    @property
    def takes_tokens(self) -> bool:
        """Behind `PrivateView`, which reads a token also where none is needed."""
        return not self.is_public_read or "verify" in self.path

    @property
    def is_access(self) -> bool:
        return self.path.startswith("/v1/auth/")

    @property
    def takes(self) -> dict[str, str]:
        """Its parameters, and where each stands."""
        return {p["name"]: p["in"] for p in map(follow, self.told["parameters"])}

    @property
    def answers(self) -> dict[str, dict]:
        found = self.told["responses"].items()
        return {status: told for status, told in found if status.startswith("2")}


OPERATIONS = {
    told["operationId"]: Operation(path, method, told)
    for path, item in DOCUMENT["paths"].items()
    for method, told in item.items()
}
# Anybody may ask, but there is something to see only once somebody wrote it.
OF_PRIVATE_ROWS = {"get_quote_verification"}
PUBLIC_READS = {
    n: found
    for n, found in OPERATIONS.items()
    if found.is_public_read and n not in OF_PRIVATE_ROWS
}


def each(operations):
    return pytest.mark.parametrize(
        "operation", operations.values(), ids=operations.keys()
    )


every_operation = each(OPERATIONS)
every_public_read = each(PUBLIC_READS)
every_component = pytest.mark.parametrize(
    ("name", "schema"), SCHEMAS.items(), ids=SCHEMAS.keys()
)


def nodes(node, path=()):
    """Every object inside, with the path to it."""
    if isinstance(node, dict):
        yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in children:
        if isinstance(child, dict | list):
            yield from nodes(child, (*path, key))


def follow(node):
    """The node, or the component that it refers to."""
    if "$ref" not in node:
        return node
    found = DOCUMENT
    for key in node["$ref"].removeprefix("#/").split("/"):
        found = found[key]
    return found


def shapes():
    """Every schema, wherever it stands, with the path to it; no examples."""
    for path, node in nodes(DOCUMENT):
        is_schema = "type" in node or "enum" in node
        inside_example = {"example", "examples"} & set(path)
        is_members = path and path[-1] == "properties"
        if is_schema and not inside_example and not is_members:
            yield path, node


def kinds(schema):
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind
