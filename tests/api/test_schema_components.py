"""Components of openapi.yaml: told, bounded, and what generators of clients need."""

from inflection import underscore

from tests.api.document import (
    DOCUMENT,
    OPERATIONS,
    SCHEMAS,
    every_component,
    kinds,
    nodes,
    shapes,
)


def whole_components():
    """Those that are a whole body or answer; the operation shows an example."""
    for operation in OPERATIONS.values():
        for part in (
            *operation.answers.values(),
            operation.told.get("requestBody", {}),
        ):
            for content in part.get("content", {}).values():
                yield content["schema"]["$ref"].rpartition("/")[2]


@every_component
def test_a_component_is_told_and_shown(name, schema):
    assert schema["description"]
    assert schema["description"] != "A response component: read-only."
    assert not schema["description"].startswith("A JSON object; unknown members")
    if schema["type"] == "object" and name not in set(whole_components()):
        assert schema["examples"]


@every_component
def test_every_member_of_an_answer_is_always_there_and_named_apart(name, schema):
    members = schema.get("properties", {})

    if name.endswith("Request"):
        assert set(schema.get("required", ())) <= set(members)
    elif name not in {"SecondFactorProblem", "EnquiryProblem"}:
        assert schema.get("required", []) == list(members)
    # openapi-python-client's code breaks where a member is called like its class.
    assert underscore(name) not in members


def test_enums_are_named_and_open():
    enums = {name for name, schema in SCHEMAS.items() if "enum" in schema}

    # One that settings do not name ends like this; they have a row for each.
    assert not [name for name in enums if name.endswith("Enum")]
    for name in enums:
        sort = name.endswith("Sort")
        told = SCHEMAS[name]["description"]
        assert ("Open" in told) != sort
        assert ("`unspecified`" in told) <= ("unspecified" in SCHEMAS[name]["enum"])
        assert ("x-enum-varnames" in SCHEMAS[name]) == sort
        assert not {"", None} & set(SCHEMAS[name]["enum"])
    values = [tuple(sorted(SCHEMAS[name]["enum"])) for name in enums]
    assert len(set(values)) == len(values)
    inline = [path for path, schema in shapes() if "enum" in schema and len(path) > 3]
    assert inline == [
        ("components", "headers", "Idempotency-Replayed", "schema"),
        ("components", "headers", "Access-Control-Allow-Origin", "schema"),
    ]


def test_what_the_clock_alone_does_is_no_action_of_anybody():
    actions = set(SCHEMAS["EnquiryAction"]["enum"])

    assert {"reply", "quote", "verify_outcome"} <= actions
    assert not {"expire", "expire_quote"} & actions


def test_an_outcome_is_told_with_amount_and_currency():
    body = SCHEMAS["OutcomeMoneyRequest"]

    assert body["required"] == ["amount", "currency"]
    assert "required" not in SCHEMAS["OutcomeRequest"]


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
        other = {"anyOf", "allOf", "nullable", "readOnly", "writeOnly"}
        assert not other & node.keys(), path
        if "oneOf" in node:
            assert node["oneOf"][0].keys() == {"$ref"}, path
            assert node["oneOf"][1:] == [{"type": "null"}], path


def test_every_reference_leads_somewhere_and_nothing_is_left_over():
    used = {node["$ref"] for _, node in nodes(DOCUMENT) if "$ref" in node}
    there = {
        f"#/components/{kind}/{name}"
        for kind, components in DOCUMENT["components"].items()
        for name in components
        if kind != "securitySchemes"  # operations name those
    }

    assert used == there
    assert list(DOCUMENT["components"]["securitySchemes"]) == ["bearer"]


def test_lists_of_values_are_one_parameter():
    for path, node in nodes(DOCUMENT):
        if node.get("schema", {}).get("type") == "array":
            assert (node["style"], node["explode"]) == ("form", False), path
