"""Request bodies: declared as DRF serializers, read strictly, every fault at once.

`read(Serializer, data)` gives the values or raises `validation_failed`. Fields of our
own refuse with `refuse(…)`; what DRF's fields say is told in our words, with the limit
that was broken.
"""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from api.code_names import meant
from api.errors import Fault, Problem, closest, fault
from api.messages import ERRORS, Message

MARK = "\x00"  # begins the text of a refusal of our own


def refuse(
    key: str, code: str | None = None, suggestion: str | None = None, **values: Any
) -> serializers.ValidationError:
    """What a field raises: the message `key`, of `messages.ERRORS`, and its values."""
    return carry(fault("", key, code=code, suggestion=suggestion, **values))


def carry(*faults: Fault) -> serializers.ValidationError:
    """What a field raises for faults, wherever they were found: they become its own."""
    told = [
        {"message": one.message, "suggestion": one.suggestion, "values": one.values}
        for one in faults
    ]
    return serializers.ValidationError(
        [
            ErrorDetail(MARK + json.dumps(each, default=str), code=one.code)
            for one, each in zip(faults, told, strict=True)
        ]
    )


class Body(serializers.Serializer):
    """A JSON object; unknown members are refused with what was probably meant.

    `is_whole`: also as the body of a PATCH it needs the members that it requires.
    """

    is_whole = False

    def to_internal_value(self, data):
        if not isinstance(data, dict):
            raise refuse("object", "invalid")
        known = [n for n, f in self.fields.items() if not f.read_only]
        unknown: dict[str, Any] = {
            name: refuse(
                "unknown_member", suggestion=closest(name, known), name=name
            ).detail
            for name in data
            if name not in known
        }
        told: Any = {}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            told = error.detail
            values = self._good(data, told)
        between = {
            n: e.detail for n, e in self.between(values).items() if n not in told
        }
        if faults := {**told, **between, **unknown}:
            raise serializers.ValidationError(faults)
        return values

    def between(self, values: dict[str, Any]) -> dict[str, serializers.ValidationError]:
        """Faults between members, by the member: of what of the body was good."""
        return {}

    def _good(self, data: dict[str, Any], faulty: dict[str, Any]) -> dict[str, Any]:
        """The members that were sent and are not faulty, as they are read."""
        return {
            name: field.run_validation(field.get_value(data))
            for name, field in self.fields.items()
            if name in data and name not in faulty and not field.read_only
        }


def many(child: Body, **kwargs: Any) -> Any:
    """A list of bodies."""
    return serializers.ListSerializer(child=child, **kwargs)


class PlainText(serializers.CharField):
    """Text kept as sent: NFC, trimmed outside, no control characters.

    `lines` lets line breaks and tabs through.
    """

    def __init__(self, *, max_length: int, lines: bool = False, **kwargs):
        self.lines = lines
        super().__init__(max_length=max_length, **kwargs)

    def run_validation(self, data=serializers.empty):
        if isinstance(data, str):
            data = unicodedata.normalize("NFC", data)
            allowed = {"\n", "\r", "\t"} if self.lines else set()
            if any(
                unicodedata.category(c) in {"Cc", "Cs"} and c not in allowed
                for c in data
            ):
                raise refuse("control_characters", "invalid")
        elif data is not None and data is not serializers.empty:
            raise refuse("text", "invalid")  # DRF would turn a number into text
        return super().run_validation(data)


class Ident(serializers.UUIDField):
    """An id, as text."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            raise refuse("a_uuid", "invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON whole number: no text, no fraction, no boolean."""

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int):
            raise refuse("whole_number", "invalid", value=str(data))
        return data


class Truth(serializers.BooleanField):
    """A JSON boolean and nothing that resembles one."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            raise refuse("boolean", "invalid", value=str(data))
        return data


class Code(serializers.CharField):
    """A code of reference data or of a standard; `known` gives those there are."""

    def __init__(self, *, what: str, known, max_length: int = 80, **kwargs):
        self.what, self.known = what, known
        super().__init__(max_length=max_length, **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            raise refuse("text", "invalid")
        known = self.known()
        if data not in known:
            raise refuse(
                _UNKNOWN.get(self.what, "not_found"),
                "not_found",
                suggestion=meant(self.what, data, known),
                what=self.what,
                value=data,
            )
        return data


# Of which codes more is told than that there is no such one.
_UNKNOWN = {"country": "no_country", "currency": "no_currency"}


def read(serializer_class, data: Any, **kwargs) -> dict[str, Any]:
    """The validated members of a body. Raises a `Problem` with every fault."""
    if not isinstance(data, dict):
        raise refusal([body_fault("", "object", code="invalid")])
    serializer = serializer_class(data=data, **kwargs)
    if not serializer.is_valid():
        raise refusal(list(_faults(serializer, serializer.errors, "", data)))
    return serializer.validated_data


def refusal(faults: list[Fault]) -> Problem:
    return Problem(
        "validation_failed",
        detail="one_member" if len(faults) == 1 else "members",
        values={"count": len(faults)},
        faults=faults,
    )


def body_fault(pointer: str, key: str, **values: Any) -> Fault:
    """A fault at an RFC 6901 pointer into the body."""
    return fault(pointer, key, where="body", **values)


def _faults(field, errors, pointer: str, given: Any) -> Iterator[Fault]:
    """`given` is what was sent at the pointer."""
    if isinstance(errors, dict):
        for name, below in errors.items():
            if name == "non_field_errors":
                yield from _faults(field, below, pointer, given)
                continue
            inside = f"{pointer}/{_escape(str(name))}"
            yield from _faults(_child(field, name), below, inside, _at(given, name))
    elif isinstance(errors, list):
        for place, below in enumerate(errors):
            if isinstance(below, ErrorDetail):
                yield _fault(field, below, pointer, given)
            elif below:
                child = getattr(field, "child", field)
                inside = f"{pointer}/{place}"
                yield from _faults(child, below, inside, _at(given, place))


def _at(given: Any, name: str | int) -> Any:
    """A member of an object, an item of a list; None of what is neither."""
    if isinstance(given, list):
        return given[int(name)] if int(name) < len(given) else None
    return given.get(name) if isinstance(given, dict) else None


def _child(field, name):
    if isinstance(field, serializers.Serializer):
        return field.fields.get(name)
    return getattr(field, "child", None)


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


# DRF's code: our code, our message, the attribute of the field that was broken.
_SAID = {
    "required": ("required", "required", None),
    "null": ("null", "null", None),
    "blank": ("blank", "blank", None),
    "max_length": ("too_long", "too_long", "max_length"),
    "min_length": ("too_short", "too_short", "min_length"),
    "max_value": ("too_large", "at_most", "max_value"),
    "min_value": ("too_small", "at_least", "min_value"),
    "not_a_list": ("invalid", "list", None),
    "invalid_choice": ("not_a_choice", "one_of", None),
    "max_digits": ("too_large", "too_many_digits", "max_digits"),
    "max_whole_digits": ("too_large", "too_many_digits", "max_digits"),
    "max_decimal_places": ("invalid", "decimals", "decimal_places"),
}


def _fault(field, detail: ErrorDetail, pointer: str, given: Any) -> Fault:
    if detail.startswith(MARK):
        told = json.loads(detail[1:])
        return Fault(
            pointer,
            str(detail.code),
            Message(*told["message"]),
            told["values"],
            told["suggestion"],
            where="body",
        )
    name = pointer.rpartition("/")[2] or "body"
    unsaid = ("invalid", _shape(field), None)
    code, key, attribute = _SAID.get(str(detail.code), unsaid)
    values: dict[str, Any] = {"name": name}
    if detail.code == "empty":
        code, key, values["limit"] = "too_short", "too_few", 1
    if attribute:
        values["limit"] = getattr(field, attribute)
        if key in {"too_long", "too_short"} and isinstance(
            field, serializers.ListField | serializers.ListSerializer
        ):
            key = "too_many" if key == "too_long" else "too_few"
    suggestion = None
    if key == "one_of":
        values["choices"] = ", ".join(map(str, field.choices))
        suggestion = closest(given, field.choices) if isinstance(given, str) else None
    return Fault(pointer, code, ERRORS[key], values, suggestion, where="body")


def _shape(field) -> str:
    """What a value that is no such thing at all should have been."""
    shapes = (
        (serializers.EmailField, "email"),
        (serializers.URLField, "url"),
        (serializers.UUIDField, "a_uuid"),
        (serializers.RegexField, "language_tag"),
        (serializers.DateField, "day"),
        (serializers.DecimalField, "a_decimal"),
        (serializers.Serializer, "object"),
    )
    return next((key for kind, key in shapes if isinstance(field, kind)), "not_valid")


def texts_serializer(name: str, max_length: int, lines: bool = False):
    """A body `{language: text}`: absent keeps, null or empty clears that language."""
    fields = {
        language: PlainText(
            max_length=max_length,
            lines=lines,
            required=False,
            allow_null=True,
            allow_blank=True,
        )
        for language in settings.CATALOGUE_LANGUAGES
    }
    doc = (
        f"A text per language, {max_length} characters each; null where there is none."
    )
    return type(name, (Body,), {**fields, "__doc__": doc})


NameTexts = texts_serializer("NameTexts", 120)
SummaryTexts = texts_serializer("SummaryTexts", 200)
LongTexts = texts_serializer("LongTexts", 5000, lines=True)
AltTexts = texts_serializer("AltTexts", 200)
NoteTexts = texts_serializer("NoteTexts", 1000, lines=True)
