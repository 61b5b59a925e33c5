"""One operation of openapi.yaml, read from its view.

Its parameters come from the `parameters` class of the view or of its method, which
also reads them at run time, so the document cannot tell of others than are taken. Who
may call comes from the table in `api.access`.
"""

from typing import Any

from drf_spectacular.plumbing import ResolvedComponent, get_doc

from api.parameters import Parameter
from api.private import PrivateView
from api.schema import examples
from api.schema.calls import Call
from api.schema.components import ComponentSchema
from api.schema.headers import answer_headers, headers, request_headers
from api.schema.names import camel
from api.schema.problems import problem_responses
from api.schema.security import requirement

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

MARKET_CODE = {
    "description": "A market, or a country in it: `EU`, `DE`. Open: new ones may come.",
    "schema": {"type": "string", "pattern": "^[A-Z]{2}$", "maxLength": 2},
}

# Examples that the docs page may fill in: more would make every try a narrow search.
PREFILLED = {"lang", "limit"}
# Where one of several has to be given, the one the docs page tries.
ONE_OF_SEVERAL = {("list_hs_codes", "q")}
# What the answer to a write is, where nothing is sent back.
ANSWERS = {
    "200": "Done.",
    "201": "It was made.",
    "202": "Taken; the rest is done later.",
    "204": "Done; no body.",
}


class OperationSchema(ComponentSchema):
    """What all operations have in common, beside what their views declare."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        operation: Any = super().get_operation(
            path, path_regex, path_prefix, method, registry
        )
        operation["security"] = requirement(
            self.call.needs_token, optional=self.call.may_have_token
        )
        return operation

    @property
    def handler(self):
        return getattr(self.view, self.method.lower())

    @property
    def call(self) -> Call:
        return Call(
            operation_id=self.get_operation_id(),
            method=self.method,
            path=self.path,
            private=isinstance(self.view, PrivateView),
            takes_if_match=self._takes_if_match(),
            takes_body=self.get_request_serializer() is not None,
        )

    def _takes_if_match(self) -> bool:
        """As the view's mark says; without one, whether the code looks at it."""
        marked = getattr(self.handler, "if_match", None)
        if marked is not None:
            return marked
        return "expected_version" in _names_in(self.handler, type(self.view))

    def get_auth(self):
        return []  # told by `get_operation`: one scheme, and the table

    def get_description(self):  # type: ignore[override]  # as AutoSchema's own
        told = [super().get_description(), self._told_if_match(), self.call.told_who()]
        return "\n\n".join(filter(None, told))

    def _told_if_match(self) -> str:
        """Where it is the tag of what is read elsewhere."""
        read = getattr(self.view, "if_match_of", None)
        if read is None or not self.call.takes_if_match:
            return ""
        return f"`If-Match` takes the `ETag` of {read}, which the answer tells anew."

    # -- what it takes

    def _get_parameters(self):
        return [
            *(self._path_parameter(name) for name in self.call.variables),
            *(self._parameter(name, found) for name, found in self._filters.items()),
            *request_headers(self.call),
        ]

    @property
    def _filters(self) -> dict[str, Parameter]:
        source: Any = self.handler if self.call.private else self.view
        return source.parameters.base_filters

    def _path_parameter(self, name: str) -> dict:
        words = name.replace("_", " ")
        other = {
            "description": f"The {words}.",
            "schema": {"type": "string", "maxLength": 80},
        }
        if self.path.endswith("/markets/{code}"):
            return self._required(name, MARKET_CODE)
        if name.endswith("_id"):
            other = {**PATH_VARIABLES["id"], "description": f"The {words[:-3]}'s id."}
        return self._required(name, PATH_VARIABLES.get(name, other))

    def _required(self, name: str, told: dict) -> dict:
        return {
            "in": "path",
            "name": name,
            "required": True,
            **told,
            "example": examples.path_variable(self.get_operation_id(), self.path, name),
        }

    def _parameter(self, name: str, parameter: Parameter) -> dict:
        schema = dict(parameter.field.schema)
        if "enum" in schema:
            schema = self._choices(name, schema)
        elif "enum" in schema.get("items", {}):
            schema["items"] = self._choices(name, schema["items"])
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
            needed = (self.get_operation_id(), name) in ONE_OF_SEVERAL
            if parameter.required or needed or name in PREFILLED:
                found["example"] = example
            else:
                found["description"] += f" For example `{example}`."
        return found

    def _choices(self, name: str, schema: dict) -> dict:
        """A parameter's choices as a component; a sort that falls says so by name."""
        schema = dict(schema)
        if any(value.startswith("-") for value in schema["enum"]):
            schema["x-enum-varnames"] = [
                (f"{value[1:]}_descending" if value[0] == "-" else value).upper()
                for value in schema["enum"]
            ]
        return self.component(f"{self._noun()}{camel(name)}", schema)

    def _noun(self) -> str:
        return camel(self.get_operation_id().partition("_")[2])

    def get_request_serializer(self):
        """Nothing, unless it is declared."""

    def _get_request_body(self, direction="request"):
        body = super()._get_request_body(direction)
        for media_type, content in (body or {}).get("content", {}).items():
            if media_type == "multipart/form-data":
                content["encoding"] = self._encoding(content["schema"])
            self._add_example(content, "body")
        return body

    def _encoding(self, reference: dict) -> dict:
        """Which parts are JSON. What the file is goes unsaid: clients know better."""
        return {
            part: {"contentType": "application/json"}
            for part, schema in self._referred(reference)["properties"].items()
            if {"$ref", "oneOf", "items"} & schema.keys()
        }

    def _referred(self, reference: dict) -> dict:
        name = reference["$ref"].rpartition("/")[2]
        return self.registry[name, ResolvedComponent.SCHEMA].schema

    # -- what it answers

    def _get_response_bodies(self, direction="response"):
        responses = super()._get_response_bodies(direction)
        answers = {s: found for s, found in responses.items() if s.startswith("2")}
        for status, answer in answers.items():
            self._finish_answer(status, answer)
        if self.call.reads:
            answers["304"] = {"$ref": "#/components/responses/NotModified"}
        declared = [int(status) for status in responses if status not in answers]
        return answers | problem_responses(self.call, declared)

    def _finish_answer(self, status: str, answer: dict) -> None:
        paged = "cursor" in self._filters
        answer["headers"] = headers(answer_headers(self.call, int(status), paged))
        for media_type, content in answer.get("content", {}).items():
            self._finish_content(content, is_json=media_type.endswith("json"))
        answer["description"] = self._told(status, answer)

    def _told(self, status: str, answer: dict) -> str:
        if self.call.reads:
            return get_doc(type(self.view)).split("\n")[0]
        for content in answer.get("content", {}).values():
            shape = self._referred(content["schema"])["description"]
            return f"{ANSWERS[status]} {shape}"
        return ANSWERS[status]

    def _finish_content(self, content: dict, is_json: bool) -> None:
        """A name for a shape that is not ours, and an example."""
        if "$ref" not in content["schema"]:
            told = get_doc(type(self.view)).split("\n")[0]
            free = {
                "type": "object",
                "description": get_doc(type(self.view)),
                "additionalProperties": True,
                "maxProperties": 100,
            }
            text = {"type": "string", "description": told, "maxLength": 100_000_000}
            content["schema"] = self.component(self._noun(), free if is_json else text)
        self._add_example(content)

    def _add_example(self, content: dict, kind: str = "") -> None:
        name = "_".join(filter(None, [self.get_operation_id(), kind]))
        content["examples"] = {"sample": {"$ref": f"#/components/examples/{name}"}}


def _names_in(function, view: type, seen: frozenset[str] = frozenset()) -> set[str]:
    """What the code of a method names, and of the view's own methods that it calls."""
    names = set(function.__code__.co_names)
    for name in names - seen:
        called = getattr(view, name, None)
        if hasattr(called, "__code__"):
            names |= _names_in(called, view, seen | names)
    return names
