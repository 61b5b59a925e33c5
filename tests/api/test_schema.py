"""openapi.yaml: what the code says, and what generators of clients need."""

import io
import re
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from django import urls
from django.conf import settings
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from inflection import underscore
from rest_framework import serializers

from api import private
from api.access import TABLE, Who
from api.bodies import AltTexts, Body, PlainText, Whole
from api.parsers import UploadParser
from api.schema import examples as schema_examples
from catalogue.listings.shapes import MoneySerializer, Shape, TextField

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


def test_texts_of_digits_are_quoted():
    """YAML 1.1 and 1.2 differ on which are numbers."""
    bare = re.findall(r"(?:: |- )(0[0-9]+|[0-9]+[eE][0-9]+)$", FILE.read_text(), re.M)

    assert bare == []


def test_lists_of_values_are_one_parameter():
    for path, node in nodes(DOCUMENT):
        if node.get("schema", {}).get("type") == "array":
            assert (node["style"], node["explode"]) == ("form", False), path


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


class _MoneyBody(Body):
    """An amount."""

    amount = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0)
    currency = serializers.CharField(max_length=3)


class _ThingBody(Body):
    """What is written."""

    name = PlainText(max_length=120)
    note = PlainText(max_length=50, required=False, allow_blank=True, allow_null=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    places = Whole(min_value=0, max_value=9, default=3)
    price = _MoneyBody(required=False, allow_null=True)
    tiers = _MoneyBody(many=True, required=False, min_length=1, max_length=5)


class _WholeBody(Body):
    """What is sent whole."""

    is_whole = True
    parts = _MoneyBody(many=True)


class _PictureBody(Body):
    """A file, and what is told of it."""

    file = serializers.FileField()
    alt = AltTexts(required=False)


class _ThingSerializer(Shape):
    """What is read."""

    name = TextField(max_length=120)
    price = MoneySerializer(allow_null=True)


class _ThingView(private.PrivateView):
    """A thing."""

    @private.operation(
        "update_own_product",
        tag="seller",
        summary="Change a thing",
        request=_ThingBody,
        responses=_ThingSerializer,
    )
    def patch(self, request, id):
        """Change it."""
        return self.change()

    def change(self):
        return self.expected_version()

    @private.operation(
        "delete_own_product",
        tag="seller",
        summary="Delete a thing",
        responses={204: None},
    )
    def delete(self, request, id):
        """Delete it, whatever its version."""

    @private.operation(
        "submit_own_product",
        tag="seller",
        summary="Submit a thing",
        request=None,
        responses={202: _ThingSerializer, 410: None},
    )
    def post(self, request, id):
        """Hand it in."""

    post.if_match = True  # type: ignore[attr-defined]


class _PartsView(private.PrivateView):
    """Parts."""

    @private.operation(
        "update_own_product_plots",
        tag="seller",
        summary="Change parts",
        request=_WholeBody,
        responses=_ThingSerializer,
    )
    def patch(self, request, id):
        """Replace them."""


class _ThingsView(private.PrivateView):
    """Things."""

    @private.operation(
        "create_own_product",
        tag="seller",
        summary="Make a thing",
        request=_ThingBody,
        responses={201: _ThingSerializer},
    )
    def post(self, request):
        """Make it."""


class _PictureView(private.PrivateView):
    """Pictures."""

    parser_classes = [UploadParser]

    @private.operation(
        "create_own_product_image",
        tag="seller",
        summary="Upload",
        request=_PictureBody,
        responses={200: _ThingSerializer, 201: _ThingSerializer},
    )
    def post(self, request, id):
        """One file a call."""


@pytest.fixture(scope="module")
def things():
    """The document of the views above: what any view may lean on."""
    patterns = [
        urls.path("v1/seller/products", _ThingsView.as_view()),
        urls.path("v1/seller/products/<str:id>", _ThingView.as_view()),
        urls.path("v1/seller/products/<str:id>/images", _PictureView.as_view()),
        urls.path("v1/seller/products/<str:id>/plots", _PartsView.as_view()),
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schema_examples, "RECORDED", {})  # of the real operations
        return SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)


def test_a_body_has_what_its_serializer_requires(things):
    body = things["components"]["schemas"]["_ThingRequest"]

    assert body["required"] == ["name"]
    assert body["additionalProperties"] is False
    assert body["properties"]["note"] == {"type": ["string", "null"], "maxLength": 50}
    assert body["properties"]["email"] == {"type": "string", "maxLength": 254}
    assert body["properties"]["places"]["default"] == 3
    assert body["properties"]["tiers"] == {
        "type": "array",
        "items": {"$ref": "#/components/schemas/_MoneyRequest"},
        "minItems": 1,
        "maxItems": 5,
    }
    amount = things["components"]["schemas"]["_MoneyRequest"]["properties"]["amount"]
    assert amount == {
        "type": "string",
        "pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$",
        "maxLength": 15,
    }


def test_a_patch_asks_for_nothing_and_has_no_defaults(things):
    schemas = things["components"]["schemas"]
    body = schemas["Patched_ThingRequest"]

    assert "required" not in body
    assert "default" not in body["properties"]["places"]
    # The objects inside merge too; lists are replaced whole.
    assert body["properties"]["price"]["oneOf"][0]["$ref"].endswith(
        "/Patched_MoneyRequest"
    )
    assert "required" not in schemas["Patched_MoneyRequest"]
    assert body["properties"]["tiers"]["items"]["$ref"].endswith("/_MoneyRequest")


def test_a_patch_that_is_sent_whole_says_what_it_needs(things):
    parts = things["paths"]["/v1/seller/products/{id}/plots"]["patch"]

    body = things["components"]["schemas"]["_WholeRequest"]
    assert body["required"] == ["parts"]
    assert parts["requestBody"]["required"] is True


def test_a_view_may_say_otherwise(things):
    submit = things["paths"]["/v1/seller/products/{id}"]["post"]

    assert submit["responses"].keys() >= {"202", "410"}
    assert "412" in submit["responses"]
    assert "IfMatch" in str(submit["parameters"])
    assert "requestBody" not in submit
    assert submit["responses"]["202"]["headers"].keys() >= {"Location", "ETag"}


def test_if_match_is_taken_where_the_code_looks_at_it(things):
    one = things["paths"]["/v1/seller/products/{id}"]

    assert "IfMatch" in str(one["patch"]["parameters"])
    assert "412" in one["patch"]["responses"]
    assert "IfMatch" not in str(one["delete"]["parameters"])
    assert "412" not in one["delete"]["responses"]


def test_an_upload_is_a_file_and_parts_of_json(things):
    upload = things["paths"]["/v1/seller/products/{id}/images"]["post"]
    content = upload["requestBody"]["content"]["multipart/form-data"]
    file = things["components"]["schemas"]["_PictureRequest"]["properties"]["file"]

    assert upload["requestBody"]["required"] is True
    assert content["encoding"] == {"alt": {"contentType": "application/json"}}
    assert file["format"] == "binary"
    assert upload["responses"].keys() >= {"200", "201", "413", "415"}


def test_an_example_nobody_recorded_is_made(things):
    examples = things["components"]["examples"]

    assert examples["create_own_product_body"]["value"]["places"] == 1
    assert examples["create_own_product_body"]["value"]["name"] == "Name"
    assert examples["create_own_product"]["value"]["price"] == {
        "amount": "1500000.00",
        "currency": "IDR",
    }
