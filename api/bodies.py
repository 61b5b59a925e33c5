"""Request bodies: declared as DRF serializers, read strictly, every fault at once.

`read(Serializer, data)` gives the values or raises `validation_failed`. Fields of our
own refuse with `refuse(…)`; what DRF's fields say is told in our words, with the limit
that was broken.
"""

import json
import unicodedata
from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from api.errors import Fault, Problem, closest, fault
from api.messages import ERRORS

MARK = "\x00"  # begins the text of a refusal of our own


def refuse(
    key: str, code: str | None = None, suggestion: str | None = None, **values: Any
) -> serializers.ValidationError:
    """What a field raises: the message `key`, of `messages.ERRORS`, and its values."""
    told = {"key": key, "suggestion": suggestion, "values": values}
    return serializers.ValidationError(MARK + json.dumps(told), code=code or key)


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
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            told: Any = error.detail
            raise serializers.ValidationError({**told, **unknown}) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return values


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
            by_fold = {str(code).lower(): str(code) for code in known}
            worded = any(map(str.isalpha, data))
            meant = by_fold.get(closest(data, by_fold) or "") if worded else None
            raise refuse("not_found", suggestion=meant, what=self.what, value=data)
        return data


def read(serializer_class, data: Any, **kwargs) -> dict[str, Any]:
    """The validated members of a body. Raises a `Problem` with every fault."""
    if not isinstance(data, dict):
        raise refusal([body_fault("", "object", code="invalid")])
    serializer = serializer_class(data=data, **kwargs)
    if not serializer.is_valid():
        raise refusal(list(_faults(serializer, serializer.errors, "")))
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


def _faults(field, errors, pointer: str):
    if isinstance(errors, dict):
        for name, below in errors.items():
            if name == "non_field_errors":
                yield from _faults(field, below, pointer)
                continue
            inside = f"{pointer}/{_escape(str(name))}"
            yield from _faults(_child(field, name), below, inside)
    elif isinstance(errors, list):
        for place, below in enumerate(errors):
            if isinstance(below, ErrorDetail):
                yield _fault(field, below, pointer)
            elif below:
                child = getattr(field, "child", field)
                yield from _faults(child, below, f"{pointer}/{place}")


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


def _fault(field, detail: ErrorDetail, pointer: str) -> Fault:
    if detail.startswith(MARK):
        told = json.loads(detail[1:])
        return body_fault(
            pointer,
            told["key"],
            code=detail.code,
            suggestion=told["suggestion"],
            **told["values"],
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
    if key == "one_of":
        values["choices"] = ", ".join(map(str, field.choices))
    return Fault(pointer, code, ERRORS[key], values, where="body")


def _shape(field) -> str:
    """What a value that is no such thing at all should have been."""
    shapes = (
        (serializers.EmailField, "email"),
        (serializers.URLField, "url"),
        (serializers.UUIDField, "a_uuid"),
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
