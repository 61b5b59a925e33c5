"""Serializers as components: what generators of clients need, beyond the stock ones.

An answer has all its members; a body has those that its serializer requires, and no
others than it names.
"""

import copy
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from drf_spectacular.drainage import warn
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, force_instance
from rest_framework import serializers

from api.bodies import AltTexts, Body


class ComponentSchema(AutoSchema):
    def component(self, name: str, schema: dict) -> dict:
        """A reference to a component that is made here."""
        component = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(component)
        return component.ref

    def get_serializer_name(self, serializer, direction):
        """`ProductBody` is `ProductRequest`: the suffix says already what it is."""
        return super().get_serializer_name(serializer, direction).removesuffix("Body")

    def _postprocess_serializer_schema(self, schema, serializer, direction):
        schema = super()._postprocess_serializer_schema(schema, serializer, direction)
        if direction == "response":
            schema["required"] = list(schema.get("properties", ()))
        elif isinstance(serializer, Body):
            schema["additionalProperties"] = False
            if serializer.partial:
                _forget_defaults(schema.get("properties", {}))
        return schema

    def _get_request_for_media_type(self, serializer, direction="request"):
        """A PATCH body is its serializer's own unless that asks for more, and may."""
        if self.method == "PATCH" and serializer is not None:
            serializer = force_instance(serializer)
            if getattr(serializer, "is_whole", False):
                needed = any(field.required for field in serializer.fields.values())
                return self.resolve_serializer(serializer, direction).ref, needed
            if not any(map(_asks_for_more, _objects(serializer))):
                return self.resolve_serializer(serializer, direction).ref, False
            for part in _objects(serializer):
                part.partial = True
        return super()._get_request_for_media_type(serializer, direction)

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if isinstance(field, serializers.ListSerializer):
            bounds = {"maxItems": "max_length", "minItems": "min_length"}
            schema |= {k: vars(field)[v] for k, v in bounds.items() if vars(field)[v]}
        if isinstance(field, serializers.DecimalField):
            schema |= _decimal(field)
            schema.pop("format", None)  # some generators make a binary float of it
        if "string" not in schema.get("type", ()):
            schema.pop("minLength", None)  # of a form's part that is read from text
        if isinstance(field, serializers.FileField):
            schema["maxLength"] = settings.MAX_IMAGE_BYTES
        if field.style.get("input_type") == "password":
            schema["format"] = "password"
        no_null = (
            serializers.ChoiceField | serializers.ListField | serializers.DictField
        )
        if isinstance(field, no_null | serializers.ListSerializer) and field.allow_null:
            warn(f"{field.field_name} may be null: no enum, list or map may (rule 9).")
        return schema

    def _insert_field_validators(self, field, schema):
        """As the stock one, but a text that may be blank is no union."""
        super()._insert_field_validators(field, schema)
        if schema.get("oneOf", [{}])[-1] == {"type": "string", "maxLength": 0}:
            shape = schema.pop("oneOf")[0]
            schema |= {k: v for k, v in shape.items() if k in {"type", "maxLength"}}


def _objects(serializer) -> Iterator[serializers.Serializer]:
    """It and the objects inside, but not inside its lists: those are sent whole."""
    yield serializer
    for field in serializer.fields.values():
        if isinstance(field, serializers.Serializer) and not field.read_only:
            yield from _objects(field)


def _asks_for_more(serializer) -> bool:
    """More than a PATCH may: that a member is there, or what it is if it is not."""
    return any(
        field.required or field.default is not serializers.empty
        for field in serializer.fields.values()
        if not field.read_only
    )


def _forget_defaults(properties: dict) -> None:
    """Of a PATCH, where absent means keep; a client would send the default."""
    for name, schema in properties.items():
        if "default" in schema:
            properties[name] = copy.copy(schema)
            del properties[name]["default"]


def _decimal(field: serializers.DecimalField) -> dict[str, Any]:
    whole, places = field.max_whole_digits or 12, field.decimal_places or 0
    sign = "" if field.min_value is not None and field.min_value >= 0 else "-?"
    fraction = rf"(\.[0-9]{{1,{places}}})?" if places else ""
    return {
        "pattern": f"^{sign}[0-9]{{1,{whole}}}{fraction}$",
        "maxLength": len(sign[:1]) + whole + bool(places) + places,
    }


class AltPartSchema(OpenApiSerializerFieldExtension):
    """Read from a form's text, it is JSON for whoever sends it."""

    target_class = "api.seller.images.AltPart"

    def map_serializer_field(self, auto_schema, direction):
        return auto_schema.resolve_serializer(AltTexts, direction).ref


class AmountSchema(OpenApiSerializerFieldExtension):
    """A decimal string. No `format`: some generators make a binary float of it."""

    target_class = "catalogue.listings.shapes.AmountField"

    def map_serializer_field(self, auto_schema, direction):
        decimals = self.target.decimals
        most = self.target.most_decimals
        digits = f"{decimals}" if decimals == most else f"{decimals},{most}"
        fraction = r"(\.[0-9]+)?" if decimals is None else rf"\.[0-9]{{{digits}}}"
        return {"type": "string", "pattern": f"^[0-9]+{fraction}$", "maxLength": 20}
