"""The examples of openapi.yaml are valid, and public reads are answered as recorded."""

import pytest
from openapi_schema_validator import OAS31Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from api.schema.examples import RECORDED, request_line
from tests.api.document import (
    DOCUMENT,
    OPERATIONS,
    PUBLIC_READS,
    SCHEMAS,
    every_operation,
    follow,
)
from tests.api.record_examples import ASKED_AGAIN, read, shorten

REGISTRY = Registry().with_resource(
    "openapi", Resource(contents=DOCUMENT, specification=DRAFT202012)
)


def validate(value, schema):
    """Raise where the value is not of the schema, which may refer to components."""
    absolute = {"$ref": f"openapi{schema['$ref']}"}
    OAS31Validator(
        absolute, registry=REGISTRY, format_checker=OAS31Validator.FORMAT_CHECKER
    ).validate(value)


def without_what_moves(value, name=""):
    """Times of the load, the pictures, and how often the catalogue moved (a cursor by
    relevance names it) differ from one installation to another."""
    told = name in {"image", "images", "next_cursor"} and value
    if name.endswith(("_at", "_on")) or told:
        return "…"
    if isinstance(value, dict):
        return {key: without_what_moves(child, key) for key, child in value.items()}
    if isinstance(value, list):
        return [without_what_moves(child) for child in value]
    return value


asked_again = pytest.mark.parametrize("operation_id", ASKED_AGAIN)


def test_every_public_read_has_one_and_nothing_has_one_that_is_gone():
    assert PUBLIC_READS.keys() == set(ASKED_AGAIN)
    assert RECORDED.keys() <= OPERATIONS.keys()


@pytest.mark.parametrize("operation_id", RECORDED)
def test_a_recording_is_of_its_operation(operation_id):
    method, address = request_line(RECORDED[operation_id])
    operation = OPERATIONS[operation_id]
    path = address.partition("?")[0].split("/")
    template = operation.path.split("/")

    assert method.lower() == operation.method
    assert len(path) == len(template)
    assert all(
        told == expected or expected.startswith("{")
        for told, expected in zip(path, template, strict=True)
    )
    has_body = "body" in RECORDED[operation_id]
    assert has_body == ("requestBody" in operation.told)


@pytest.mark.django_db
@asked_again
def test_the_sample_catalogue_answers_as_recorded(operation_id, client):
    recorded = RECORDED[operation_id]

    response = client.get(recorded["request"])

    found = shorten(read(response))
    assert without_what_moves(found) == without_what_moves(recorded["answer"]), (
        "If this is meant, record anew: tests/api/record_examples.py"
    )


@pytest.mark.django_db
@asked_again
def test_whole_answers_are_of_their_schema(operation_id, client):
    (content,) = OPERATIONS[operation_id].answers["200"]["content"].values()

    response = client.get(RECORDED[operation_id]["request"])

    validate(read(response), content["schema"])


@every_operation
def test_bodies_and_answers_are_shown_and_of_their_schema(operation):
    parts = [operation.told.get("requestBody", {}), *operation.answers.values()]
    for part in parts:
        for content in part.get("content", {}).values():
            validate(follow(content["examples"]["sample"])["value"], content["schema"])


@pytest.mark.parametrize("name", [n for n, s in SCHEMAS.items() if "examples" in s])
def test_the_example_of_a_component_is_of_its_schema(name):
    for example in SCHEMAS[name]["examples"]:
        validate(example, {"$ref": f"#/components/schemas/{name}"})


@pytest.mark.parametrize("name", DOCUMENT["components"]["responses"])
def test_the_example_of_a_problem_is_one(name):
    for content in (
        DOCUMENT["components"]["responses"][name].get("content", {}).values()
    ):
        validate(content["example"], content["schema"])
        assert content["schema"]["$ref"].endswith("Problem")
