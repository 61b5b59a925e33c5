"""openapi.yaml: what the code says, and what each operation tells."""

import io
import re
import warnings

from django.core.management import call_command

from api.access import TABLE
from tests.api.document import (
    DOCUMENT,
    FILE,
    OPERATIONS,
    SCHEMAS,
    every_operation,
    every_public_read,
    follow,
)

TAGS = ["catalogue", "enquiries", "seller", "me", "auth", "officer", "meta"]
# What begins with it has the tag.
TAG_OF_PATH = {
    "/v1/enquiries": "enquiries",
    "/v1/submissions": "enquiries",
    "/v1/quotes": "enquiries",
    "/v1/seller": "seller",
    "/v1/me": "me",
    "/v1/api-keys": "me",
    "/v1/auth/": "auth",
    "/v1/officer/": "officer",
    "/v1/problems": "meta",
}
PROBLEMS = {"400", "406", "429", "500", "503"}
ENVELOPE = {"results", "next_cursor", "previous_cursor", "count"}


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


def test_the_operations_are_those_of_the_table():
    assert DOCUMENT["openapi"] == "3.1.0"
    assert OPERATIONS.keys() == TABLE.keys()


def test_tags_are_told_in_the_order_of_what_is_asked_for_most():
    used = {tag for found in OPERATIONS.values() for tag in found.told["tags"]}

    assert [tag["name"] for tag in DOCUMENT["tags"]] == TAGS
    assert used == set(TAGS)
    assert all(tag["description"] for tag in DOCUMENT["tags"])


def test_every_route_under_v1_is_in_the_document_and_nothing_else():
    from api.urls import v1

    routes = {f"/v1/{route.pattern}" for route in v1}
    routes = {re.sub(r"<\w+:(\w+)>", r"{\1}", route) for route in routes}

    assert set(DOCUMENT["paths"]) == routes - {"/v1/openapi.yaml"} | {"/v1"}


@every_operation
def test_an_operation_is_told_whole(operation):
    path, _, told = operation
    begins = (tag for start, tag in TAG_OF_PATH.items() if path.startswith(start))
    usual = "meta" if path == "/v1" else "catalogue"

    assert path == "/v1" or path.startswith("/v1/")
    # `/v1/sellers` is the catalogue's.
    assert told["tags"] == [
        usual if path.startswith("/v1/sellers") else next(begins, usual)
    ]
    assert not path.endswith("/")
    assert told["summary"]
    assert told["description"] != told["summary"]
    assert all(follow(p)["description"] for p in told["parameters"])


@every_operation
def test_who_may_call_is_told(operation):
    told = operation.told
    last = told["description"].rpartition("\n")[2]

    if not operation.needs_token:
        optional = [{}, {"bearer": []}] if operation.may_have_token else []
        assert told["security"] == optional
        return
    assert told["security"] == [{"bearer": []}]
    scope = operation.rule.scope
    assert last.startswith("For ")
    assert last.endswith(f"scope `{scope}`." if scope else "no API key may call it.")


@every_operation
def test_the_headers_of_requests(operation):
    takes = operation.takes
    headers = {name for name, place in takes.items() if place == "header"}
    is_post = operation.method == "post"

    assert "Accept-Language" in headers
    assert ("Idempotency-Key" in headers) == (is_post and not operation.is_access)
    assert ("If-None-Match" in headers) == (operation.method == "get")
    assert "If-Match" not in headers or operation.method in {"patch", "post", "delete"}


@every_public_read
def test_an_answer_has_the_headers_that_are_sent(operation, client, db):
    response = client.get(recorded_request(operation))

    assert response.status_code == 200
    declared = operation.answers["200"]["headers"]
    for name, reference in declared.items():
        assert name in response.headers or not follow(reference)["required"], name
    assert "Link" in declared or "Link" not in response.headers
    (media_type,) = operation.answers["200"]["content"]
    assert response["Content-Type"] == media_type


def recorded_request(operation):
    name = operation.told["operationId"]
    return DOCUMENT["components"]["examples"][name]["summary"]


@every_operation
def test_what_a_success_is(operation):
    assert operation.answers
    assert ("304" in operation.told["responses"]) == (operation.method == "get")
    for status, answer in operation.answers.items():
        assert status in {"200", "201", "202", "204"}
        assert answer["description"].endswith(".")
        assert ("content" in answer) == (status != "204")
        assert {"Cache-Control", "Request-Id"} <= answer["headers"].keys()
        assert ("Location" in answer["headers"]) == (
            status in {"201", "202"}
            and (operation.needs_token or operation.may_have_token)
        )
        replayed = operation.method == "post" and not operation.is_access
        assert ("Idempotency-Replayed" in answer["headers"]) == replayed


@every_operation
def test_refusals_are_shared_problems(operation):
    _, method, told = operation
    variables = {name for name, place in operation.takes.items() if place == "path"}
    expected = PROBLEMS | ({"404"} if variables else set())
    if operation.needs_token:
        expected |= {"401", "403"}
    elif "id" in variables:
        expected |= {"410"}
    if "requestBody" in told:
        expected |= {"413", "415"}
    if method != "get" and not operation.is_access:
        expected |= {"409"}
    if "Idempotency-Key" in operation.takes:
        expected |= {"422"}
    if "If-Match" in operation.takes:
        expected |= {"412"}

    refusals = told["responses"].keys() - operation.answers.keys() - {"304"}
    assert refusals >= expected
    # What an operation has of its own beside.
    assert refusals - expected <= (
        {"401", "403", "404", "410"} if operation.takes_tokens else set()
    )
    for status in refusals:
        (content,) = follow(told["responses"][status])["content"].items()
        assert content[0] == "application/problem+json"
        assert content[1]["schema"]["$ref"].rpartition("/")[2] in {
            "Problem",
            "SecondFactorProblem",
            "EnquiryProblem",
        }
        assert content[1]["example"]["status"] == int(status)
    assert "Retry-After" in follow(told["responses"]["429"])["headers"]


def test_signing_in_may_be_answered_with_a_ticket():
    refused = follow(OPERATIONS["create_token"].told["responses"]["401"])
    (content,) = refused["content"].values()
    problem = follow(content["schema"])

    assert content["example"]["code"] == "second_factor_required"
    assert content["example"]["ticket"]
    assert problem["properties"].keys() - SCHEMAS["Problem"]["properties"].keys() == {
        "ticket"
    }
    assert problem["required"] == SCHEMAS["Problem"]["required"]


def test_a_refusal_of_a_thread_tells_what_is_allowed():
    refused = follow(OPERATIONS["decline_enquiry"].told["responses"]["409"])
    (content,) = refused["content"].values()
    problem = follow(content["schema"])

    assert content["example"]["code"] == "invalid_state"
    assert content["example"]["allowed_actions"] == ["reopen"]
    assert problem["properties"].keys() - SCHEMAS["Problem"]["properties"].keys() == {
        "allowed_actions"
    }
    assert problem["required"] == SCHEMAS["Problem"]["required"]


@every_operation
def test_a_body_is_one_component_that_takes_no_others(operation):
    if operation.method in {"get", "delete"}:
        assert "requestBody" not in operation.told
    if "requestBody" not in operation.told:
        return
    body = operation.told["requestBody"]
    ((media_type, content),) = body["content"].items()
    assert content["schema"]["$ref"].endswith("Request")
    schema = follow(content["schema"])
    assert body.get("required", False) == bool(schema.get("required"))
    assert schema["additionalProperties"] is False
    files = [p for p in schema["properties"].values() if p.get("format") == "binary"]
    assert (media_type == "multipart/form-data") == bool(files)
    if not files:
        assert media_type == "application/json"
        return
    structured = {
        name
        for name, member in schema["properties"].items()
        if {"$ref", "oneOf", "items"} & member.keys()
    }
    assert content["encoding"].keys() == structured
    assert all(
        part == {"contentType": "application/json"}
        for part in content["encoding"].values()
    )


@every_operation
def test_a_list_has_the_envelope(operation):
    name = operation.told["operationId"]
    for answer in operation.answers.values():
        for content in answer.get("content", {}).values():
            members = set(follow(content["schema"]).get("properties", ()))
            if name.startswith("list_") and name != "list_suggestions":
                assert members >= ENVELOPE
            else:
                assert not members & {"next_cursor", "previous_cursor"}


def test_texts_of_digits_are_quoted():
    """YAML 1.1 and 1.2 differ on which are numbers."""
    bare = re.findall(r"(?:: |- )(0[0-9]+|[0-9]+[eE][0-9]+)$", FILE.read_text(), re.M)

    assert bare == []


@every_public_read
def test_the_examples_of_parameters_find_something(operation, client, db):
    """What Swagger UI fills in, all at once."""
    values, url = {}, operation.path
    for parameter in map(follow, operation.told["parameters"]):
        example = parameter.get("example", parameter["schema"].get("default"))
        if parameter["in"] == "path":
            url = url.replace(f"{{{parameter['name']}}}", example)
        elif parameter["in"] == "query" and example is not None:
            values[parameter["name"]] = (
                ",".join(example) if isinstance(example, list) else example
            )

    response = client.get(url, values)

    assert response.status_code == 200
    if response["Content-Type"].endswith("json"):
        found = response.json()
        assert found.get("results", True) != []
        assert found.get("count", 1) != 0
