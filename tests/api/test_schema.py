"""openapi.yaml: what the code says, and what generators of clients need."""

import io
import re
import warnings
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from inflection import underscore

FILE = Path(settings.BASE_DIR / "openapi.yaml")
DOCUMENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: (path, operation)
    for path, item in DOCUMENT["paths"].items()
    for operation in item.values()
}
OPERATION_IDS = {
    "get_service": "meta",
    "list_problem_types": "meta",
    "get_problem_type": "meta",
    "list_products": "catalogue",
    "get_product_facets": "catalogue",
    "get_product": "catalogue",
    "list_related_products": "catalogue",
    "get_product_json_ld": "catalogue",
    "list_suggestions": "catalogue",
    "list_sellers": "catalogue",
    "get_seller": "catalogue",
    "list_categories": "catalogue",
    "list_regencies": "catalogue",
    "list_certificate_types": "catalogue",
    "list_markets": "catalogue",
}
PROBLEMS = {"400", "406", "429", "500", "503"}
ENVELOPE = {"results", "next_cursor", "previous_cursor", "count"}

every_operation = pytest.mark.parametrize(
    ("path", "operation"), OPERATIONS.values(), ids=OPERATIONS.keys()
)
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


def test_the_committed_document_is_what_the_code_says(tmp_path):
    fresh = tmp_path / "openapi.yaml"
    told = io.StringIO()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        call_command(
            "spectacular",
            validate=True,
            fail_on_warn=True,
            file=str(fresh),
            stderr=told,
        )

    assert told.getvalue() == ""
    assert fresh.read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8"), (
        "Write it anew: make openapi"
    )


def test_the_operations_are_those_of_the_contract_each_under_its_tag():
    assert DOCUMENT["openapi"] == "3.1.0"
    assert {name: op["tags"] for name, (_, op) in OPERATIONS.items()} == {
        name: [tag] for name, tag in OPERATION_IDS.items()
    }
    assert {tag["name"] for tag in DOCUMENT["tags"]} == set(OPERATION_IDS.values())
    assert all(tag["description"] for tag in DOCUMENT["tags"])


def test_every_route_under_v1_is_in_the_document_and_nothing_else():
    from api.urls import v1

    routes = {f"/v1/{route.pattern}".replace("<str:", "{") for route in v1}
    routes = {route.replace(">", "}") for route in routes}

    assert set(DOCUMENT["paths"]) == routes - {"/v1/openapi.yaml"} | {"/v1"}


@every_operation
def test_an_operation_is_told_whole(path, operation):
    assert path == "/v1" or path.startswith("/v1/")
    assert not path.endswith("/")
    assert operation["summary"]
    assert operation["description"] != operation["summary"]
    assert all(follow(p)["description"] for p in operation["parameters"])


@every_operation
def test_an_answer_has_the_headers_that_are_sent(path, operation, client, db):
    request = recorded_request(operation["operationId"])

    response = client.get(request)

    assert response.status_code == 200
    declared = operation["responses"]["200"]["headers"]
    for name, reference in declared.items():
        assert name in response.headers or not follow(reference)["required"], name
    assert "Link" in declared or "Link" not in response.headers
    (media_type,) = operation["responses"]["200"]["content"]
    assert response["Content-Type"] == media_type


def recorded_request(operation_id):
    return DOCUMENT["components"]["examples"][operation_id]["summary"]


@every_operation
def test_refusals_are_shared_problems(path, operation):
    responses = operation["responses"]
    variables = {p["name"] for p in operation["parameters"] if p.get("in") == "path"}
    expected = PROBLEMS | ({"404"} if variables else set())
    expected |= {"410"} if "id" in variables else set()

    assert responses.keys() - {"200", "304"} == expected
    assert "304" in responses
    for status in expected:
        (content,) = follow(responses[status])["content"].items()
        assert content[0] == "application/problem+json"
        assert content[1]["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert content[1]["example"]["status"] == int(status)
    assert "Retry-After" in follow(responses["429"])["headers"]


@every_operation
def test_a_list_has_the_envelope(path, operation):
    (content,) = operation["responses"]["200"]["content"].values()
    members = set(
        follow(content["schema"])["properties"] if "json-ld" not in path else ()
    )
    name = operation["operationId"]

    if name.startswith("list_") and name != "list_suggestions":
        assert members >= ENVELOPE
    else:
        assert not members & {"next_cursor", "previous_cursor"}


@every_component
def test_a_component_is_told_and_shown(name, schema):
    roots = {
        content["schema"]["$ref"].rpartition("/")[2]
        for _, operation in OPERATIONS.values()
        for content in operation["responses"]["200"]["content"].values()
    }

    assert schema["description"]
    assert schema["description"] != "A response component: read-only."
    if schema["type"] == "object" and name not in roots:
        assert schema["examples"]


@every_component
def test_every_member_is_always_there_and_named_apart(name, schema):
    members = schema.get("properties", {})

    assert schema.get("required", []) == list(members)
    # openapi-python-client's code breaks where a member is called like its class.
    assert underscore(name) not in members


def test_enums_are_named_and_open():
    enums = {name for name, schema in SCHEMAS.items() if "enum" in schema}

    assert enums == {
        "MarketStatus",
        "PriceBasis",
        "ProductsSort",
        "SellerSizeClass",
        "SuggestionKind",
    }
    for name in enums - {"ProductsSort"}:
        assert "Open" in SCHEMAS[name]["description"]
    inline = [path for path, schema in shapes() if "enum" in schema and len(path) > 3]
    assert inline == [
        ("components", "headers", "Access-Control-Allow-Origin", "schema")
    ]


def test_everything_has_its_bounds():
    for path, schema in shapes():
        if "string" in kinds(schema):
            assert {"maxLength", "enum"} & schema.keys(), path
        if "array" in kinds(schema):
            assert "maxItems" in schema, path
        if "integer" in kinds(schema):
            assert {"format", "minimum", "maximum"} <= schema.keys(), path
        assert "number" not in kinds(schema), path


def test_null_stands_only_beside_a_scalar_or_a_reference():
    for path, schema in shapes():
        if "null" in kinds(schema) and schema != {"type": "null"}:
            assert not {"object", "array"} & set(kinds(schema)), path
    for path, node in nodes(DOCUMENT["components"]["schemas"]):
        assert not {"anyOf", "allOf", "nullable", "readOnly"} & node.keys(), path
        if "oneOf" in node:
            assert node["oneOf"][0].keys() == {"$ref"}, path
            assert node["oneOf"][1:] == [{"type": "null"}], path


def test_every_reference_leads_somewhere_and_nothing_is_left_over():
    used = {node["$ref"] for _, node in nodes(DOCUMENT) if "$ref" in node}
    there = {
        f"#/components/{kind}/{name}"
        for kind, components in DOCUMENT["components"].items()
        for name in components
    }

    assert used == there


def test_texts_of_digits_are_quoted():
    """YAML 1.1 and 1.2 differ on which are numbers."""
    bare = re.findall(r"(?:: |- )(0[0-9]+|[0-9]+[eE][0-9]+)$", FILE.read_text(), re.M)

    assert bare == []


def test_lists_of_values_are_one_parameter():
    for path, node in nodes(DOCUMENT):
        if node.get("schema", {}).get("type") == "array":
            assert (node["style"], node["explode"]) == ("form", False), path


@every_operation
def test_the_examples_of_parameters_find_something(path, operation, client, db):
    """What Swagger UI fills in, all at once."""
    values, url = {}, path
    for parameter in map(follow, operation["parameters"]):
        example = parameter.get("example", parameter["schema"].get("default"))
        if parameter["in"] == "path":
            url = url.replace(f"{{{parameter['name']}}}", example)
        elif parameter["in"] == "query" and example is not None:
            values[parameter["name"]] = (
                ",".join(example) if isinstance(example, list) else example
            )

    response = client.get(url, values)

    assert response.status_code == 200
    found = response.json()
    assert found.get("results", True) != []
    assert found.get("count", 1) != 0
