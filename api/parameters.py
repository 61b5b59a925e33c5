"""Query parameters: declared as filters of django-filter, read strictly.

A `Parameters` class is a FilterSet whose filters' form fields clean one value each.
Only what was sent is cleaned, so a request without filters costs nothing, and every
fault of a request is found at once. Unknown and repeated parameters are faults.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import category, normalize
from uuid import UUID

import django_filters as filters
from django import forms
from django.http import QueryDict

from api import languages
from api.errors import Fault, closest, fault, invalid

MAX_VALUES = 100
LARGEST = 2**63 - 1


class Refused(Exception):
    """A value that its field does not take; becomes a `Fault` of its parameter."""

    def __init__(self, key: str, code: str | None = None, suggestion=None, **values):
        super().__init__(key)
        self.key, self.code = key, code or key
        self.suggestion, self.values = suggestion, values

    def fault(self, pointer: str, where: str = "query") -> Fault:
        return fault(
            pointer,
            self.key,
            code=self.code,
            suggestion=self.suggestion,
            where=where,
            **self.values,
        )


class Refusals(Exception):
    """Several values of one list, each refused for its own reason."""

    def __init__(self, refusals: list[Refused]):
        super().__init__(refusals)
        self.refusals = refusals


class ParameterField(forms.Field):
    """Reads one text value; `schema` is its JSON Schema."""

    schema: dict[str, Any] = {"type": "string", "maxLength": 200}
    takes_blank = False

    def __init__(self, **kwargs):
        kwargs.pop("lookup_expr", None)
        super().__init__(required=False, **kwargs)

    def read(self, text: str) -> Any:
        return text


class BoolField(ParameterField):
    schema = {"type": "boolean"}

    def read(self, text: str) -> bool:
        if text not in {"true", "false"}:
            suggestion = {"1": "true", "0": "false"}.get(text, text.lower())
            raise Refused(
                "boolean",
                "invalid",
                suggestion if suggestion in {"true", "false"} else None,
                value=text,
            )
        return text == "true"


class WholeField(ParameterField):
    def __init__(self, *, minimum: int, maximum: int, default: int | None = None):
        super().__init__()
        self.minimum, self.maximum = minimum, maximum
        self.schema = {
            "type": "integer",
            "format": "int32" if maximum < 2**31 else "int64",
            "minimum": minimum,
            "maximum": maximum,
        }
        if default is not None:
            self.schema["default"] = default

    def read(self, text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,40}", text):
            raise Refused("whole_number", "invalid", value=text)
        return in_range(int(text), self.minimum, self.maximum)


class DecimalField(ParameterField):
    """A plain decimal: no exponent, no NaN, no thousands separators."""

    maximum = Decimal("999999999999.99")
    schema = {
        "type": "string",
        "pattern": r"^[0-9]{1,12}(\.[0-9]{1,6})?$",
        "maxLength": 19,
    }

    def read(self, text: str) -> Decimal:
        if not re.fullmatch(r"-?[0-9]{1,40}(\.[0-9]{1,6})?", text):
            raise Refused("decimal", "invalid", value=text)
        try:
            return in_range(Decimal(text), Decimal(0), self.maximum)
        except InvalidOperation:
            raise Refused("decimal", "invalid", value=text) from None


class PlainTextField(ParameterField):
    def __init__(self, *, max_length: int, min_length: int = 0):
        super().__init__()
        self.max_length, self.min_length = max_length, min_length
        self.schema = {"type": "string", "maxLength": max_length}
        if min_length:
            self.schema["minLength"] = min_length

    def read(self, text: str) -> str:
        text = normalize("NFC", text.strip())
        # What is no UTF-8 arrives as the replacement character.
        if "\ufffd" in text or any(category(c) in {"Cc", "Cs"} for c in text):
            raise Refused("control_characters", "invalid")
        if len(text) > self.max_length:
            raise Refused("too_long", limit=self.max_length)
        if len(text) < self.min_length:
            raise Refused("too_short", limit=self.min_length)
        return text


class QueryField(ParameterField):
    """Whatever people type into a search box: all of it is text, nothing an error.

    Read are its first characters, without what cannot be seen.
    """

    schema = {"type": "string", "maxLength": 10_000}
    takes_blank = True
    read_characters = 200

    def read(self, text: str) -> str:
        if len(text) > self.schema["maxLength"]:
            raise Refused("too_long", limit=self.schema["maxLength"])
        seen = "".join(_SEEN.get(category(c), c) for c in normalize("NFC", text))
        return " ".join(seen.split())[: self.read_characters].rstrip()


# Control characters separate; marks of direction and the like only steer the screen.
_SEEN = {"Cc": " ", "Cs": " ", "Cf": ""}


class ChoiceField(ParameterField):
    def __init__(self, choices: Iterable[str]):
        super().__init__()
        self.options = list(choices)
        self.schema = {"type": "string", "enum": self.options}

    def read(self, text: str) -> str:
        if text not in self.options:
            raise Refused(
                "not_a_choice",
                None,
                closest(text, self.options),
                value=text,
                choices=", ".join(self.options),
            )
        return text


class ListField(ParameterField):
    """Comma-separated values, any of which matches."""

    item: dict[str, Any] = {"type": "string", "maxLength": 80}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.schema = {"type": "array", "items": self.item, "maxItems": MAX_VALUES}

    def read(self, text: str) -> tuple:
        parts = text.split(",")
        if len(parts) > MAX_VALUES:
            raise Refused("too_many", "too_long", limit=MAX_VALUES)
        values, refusals = [], []
        for part in parts:
            try:
                if not part.strip():
                    raise Refused("empty_value", "blank")
                values.append(self.read_one(part.strip()))
            except Refused as refusal:
                refusals.append(refusal)
        if refusals:
            raise Refusals(refusals)
        # The same value twice says no more than once.
        return tuple(dict.fromkeys(values))

    def read_one(self, text: str) -> Any:
        return text


class CodesField(ListField):
    """Codes of reference data; `known` gives those there are, asked at each request."""

    def __init__(self, what: str, known: Callable[[], Iterable[str]], max_length=80):
        self.item = {"type": "string", "minLength": 1, "maxLength": max_length}
        super().__init__()
        self.what, self.known = what, known

    def read_one(self, text: str) -> str:
        known = self.known()
        if text not in known:
            # A number near another number means nothing.
            worded = any(character.isalpha() for character in text)
            by_fold = {code.lower(): code for code in known} if worded else {}
            meant = by_fold.get(text.lower()) or by_fold.get(
                closest(text, by_fold) or ""
            )
            raise Refused("not_found", None, meant, what=self.what, value=text)
        return text


class CodeField(ParameterField):
    """One code of reference data."""

    def __init__(self, what: str, known: Callable[[], Iterable[str]], max_length=80):
        super().__init__()
        self.codes = CodesField(what, known, max_length)
        self.schema = self.codes.item

    def read(self, text: str) -> str:
        return self.codes.read_one(text.strip())


class IdsField(ListField):
    item = {"type": "string", "format": "uuid", "maxLength": 36}

    def read_one(self, text: str) -> UUID:
        return read_uuid(text)


class SlugField(ParameterField):
    schema = {"type": "string", "maxLength": 80, "pattern": "^[-a-zA-Z0-9_]+$"}

    def read(self, text: str) -> str:
        if len(text) > 80:
            raise Refused("too_long", limit=80)
        if not re.fullmatch(self.schema["pattern"], text):
            raise Refused("slug", "invalid", value=text)
        return text


class MomentField(ParameterField):
    """RFC 3339 with a zone."""

    schema = {"type": "string", "format": "date-time", "maxLength": 40}

    def read(self, text: str) -> datetime:
        text = text.replace(" ", "+")  # a `+` that the address did not escape
        shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)"
        try:
            if not re.fullmatch(shape, text, re.ASCII):
                raise ValueError
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Refused("moment", "invalid", value=text) from None


class LanguageField(ParameterField):
    schema = {
        "type": "string",
        "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$",
        "maxLength": 35,
    }

    def read(self, text: str) -> str:
        if not languages.is_well_formed(text):
            raise Refused("language", "invalid", value=text)
        return text


def path_id(text: str) -> UUID:
    """The id in a path. Raises a `Problem` for what is no id."""
    try:
        return read_uuid(text)
    except Refused as refused:
        raise invalid([refused.fault("id", where="path")]) from None


def read_uuid(text: str) -> UUID:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        raise Refused("uuid", "invalid", value=text)
    return UUID(text)


def in_range(number, minimum, maximum):
    if number < minimum:
        raise Refused("too_small", value=number, limit=minimum)
    if number > maximum:
        raise Refused("too_large", value=number, limit=maximum)
    return number


class Parameter(filters.Filter):
    """A filter whose value is read by a `ParameterField`."""

    def __init__(
        self,
        field: ParameterField,
        help_text: str,
        *,
        example: Any = None,
        required: bool = False,
    ):
        super().__init__()
        self.reader = field
        self.help_text, self.example, self.required = help_text, example, required

    @property
    def field(self) -> ParameterField:
        return self.reader


class Parameters(filters.FilterSet):
    """Parameters of one operation. `read()` is the only way in."""

    lang = Parameter(
        LanguageField(),
        "Language of the answer, BCP 47: `en`, `id`. Wins over `Accept-Language`; one "
        "we lack falls back.",
        example="en",
    )

    ignores_unknown = False

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """The cleaned values of what was sent. Raises a `Problem` with every fault."""
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for name, texts in query.lists():
            found = cls.base_filters.get(name)
            if found is None and cls.ignores_unknown:
                continue
            if found is None:
                meant = closest(name, cls.base_filters)
                faults.append(
                    fault(name, "unknown_parameter", suggestion=meant, name=name)
                )
            elif len(texts) > 1:
                faults.append(fault(name, "repeated_parameter", name=name))
            elif not texts[0].strip() and not found.field.takes_blank:
                faults.append(fault(name, "blank", name=name))
            else:
                try:
                    values[name] = found.field.read(texts[0])
                except Refused as refused:
                    faults.append(refused.fault(name))
                except Refusals as several:
                    faults += [refused.fault(name) for refused in several.refusals]
        faults += [
            fault(name, "required", name=name)
            for name, parameter in cls.base_filters.items()
            if parameter.required and name not in query
        ]
        faults += cls.check(values, set(query))
        if faults:
            raise invalid(faults)
        return values

    @classmethod
    def check(cls, values: dict[str, Any], sent: set[str]) -> list[Fault]:
        """Faults between parameters: of what was sent, and of what of it was good."""
        return []


class WholeListParameters(Parameters):
    """Of a small list that comes whole."""

    count = Parameter(BoolField(), "Tell the number of all results in `count`.")


class PageParameters(WholeListParameters):
    """Of a list that comes in pages."""

    limit = Parameter(
        WholeField(minimum=1, maximum=100, default=20), "Results a page.", example=2
    )
    cursor = Parameter(
        PlainTextField(max_length=1400),
        "`next_cursor` or `previous_cursor` of another page of the same list.",
    )
