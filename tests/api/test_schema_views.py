"""What the document says of any view: here of a few made for it."""

import pytest
from django import urls
from drf_spectacular.generators import SchemaGenerator
from rest_framework import serializers

from api import private
from api.bodies import AltTexts, Body, PlainText, Whole
from api.parsers import UploadParser
from api.schema import examples as schema_examples
from catalogue.listings.shapes import MoneySerializer, Shape, TextField


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
