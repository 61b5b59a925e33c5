"""One operation of openapi.yaml, read from its view.

Its parameters come from the view's `parameters` class, which also reads them at run
time, so the document cannot tell of others than are taken.
"""

from typing import Any, cast

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, get_doc
from rest_framework.serializers import ListSerializer

from api.parameters import Parameter
from api.public.answers import PublicView
from api.schema import examples
from api.schema.headers import LIST_HEADERS, READ_HEADERS, headers, request_headers
from api.schema.names import camel
from api.schema.problems import COMMON, OF_PATH, problem_responses

# What a variable of a path is.
PATH_VARIABLES = {
    "id": {
        "description": "Its id, as lists give it.",
        "schema": {"type": "string", "format": "uuid", "maxLength": 36},
    },
    "code": {
        "description": "The `code` of a problem. Open: new ones may come.",
        "schema": {"type": "string", "pattern": "^[a-z_]+$", "maxLength": 40},
    },
}

# Examples that the docs page may fill in: more would make every try a narrow search.
PREFILLED = {"lang", "limit"}


class OperationSchema(AutoSchema):
    """What each public read has in common, beside what its view declares."""

    def _get_parameters(self):
        path = [name[1:-1] for name in self.path.split("/") if name.startswith("{")]
        return [
            *(self._path_parameter(name) for name in path),
            *(self._parameter(name, found) for name, found in self._filters.items()),
            *request_headers(),
        ]

    @property
    def _filters(self) -> dict[str, Parameter]:
        view = cast(PublicView, self.view)
        return view.parameters.base_filters

    def _path_parameter(self, name: str) -> dict:
        example = examples.path_variable(self.get_operation_id(), self.path, name)
        return {
            "in": "path",
            "name": name,
            "required": True,
            **PATH_VARIABLES[name],
            "example": example,
        }

    def _parameter(self, name: str, parameter: Parameter) -> dict:
        schema = dict(parameter.field.schema)
        if "enum" in schema:
            schema = self._choices(name, schema)
        found: dict[str, Any] = {
            "in": "query",
            "name": name,
            "description": parameter.help_text,
            "schema": schema,
        }
        if parameter.required:
            found["required"] = True
        if schema.get("type") == "array":
            found |= {"style": "form", "explode": False}
        if (example := parameter.example) is not None:
            if parameter.required or name in PREFILLED:
                found["example"] = example
            else:
                found["description"] += f" For example `{example}`."
        return found

    def _choices(self, name: str, schema: dict) -> dict:
        """A parameter's choices as a component; a sort that falls says so by name."""
        schema["x-enum-varnames"] = [
            (f"{value[1:]}_descending" if value[0] == "-" else value).upper()
            for value in schema["enum"]
        ]
        return self._component(f"{self._noun()}{camel(name)}", schema)

    def _noun(self) -> str:
        return camel(self.get_operation_id().partition("_")[2])

    def _component(self, name: str, schema: dict) -> dict:
        component = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(component)
        return component.ref

    def _get_response_bodies(self, direction="response"):
        responses = super()._get_response_bodies(direction)
        answer = responses["200"]
        answer["description"] = get_doc(type(self.view)).split("\n")[0]
        paged = "cursor" in self._filters
        answer["headers"] = headers(LIST_HEADERS if paged else READ_HEADERS)
        for media_type in answer["content"].values():
            self._finish_content(media_type)
        responses["304"] = {"$ref": "#/components/responses/NotModified"}
        statuses = {
            status
            for name in OF_PATH
            if f"{{{name}}}" in self.path
            for status in OF_PATH[name]
        }
        return responses | problem_responses({*COMMON, *statuses})

    def _finish_content(self, media_type: dict) -> None:
        """A name for a shape that is not ours, and an example."""
        if "$ref" not in media_type["schema"]:
            free = {
                "type": "object",
                "description": get_doc(type(self.view)),
                "additionalProperties": True,
                "maxProperties": 100,
            }
            media_type["schema"] = self._component(self._noun(), free)
        name = self.get_operation_id()
        media_type["examples"] = {"sample": {"$ref": f"#/components/examples/{name}"}}

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if isinstance(field, ListSerializer):
            schema["maxItems"] = vars(field)["max_length"]  # each Shape gives one
        return schema


class AmountSchema(OpenApiSerializerFieldExtension):
    """A decimal string. No `format`: some generators make a binary float of it."""

    target_class = "catalogue.listings.shapes.AmountField"

    def map_serializer_field(self, auto_schema, direction):
        decimals = self.target.decimals
        fraction = r"(\.[0-9]+)?" if decimals is None else rf"\.[0-9]{{{decimals}}}"
        return {"type": "string", "pattern": f"^[0-9]+{fraction}$", "maxLength": 20}
