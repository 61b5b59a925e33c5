"""What an attribute's value may be, how it is stored, and how it is shown. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from unicodedata import category, normalize

from catalogue.texts import resolve

MAX_TEXT = 200
MAX_NUMBER = Decimal(999_999_999)
MAX_PERCENT = Decimal(100)
MAX_DECIMALS = 6
PERCENT = "%"
WORDS = {"true": {"id": "Ya", "en": "Yes"}, "false": {"id": "Tidak", "en": "No"}}

Choice = Mapping[str, str]
Value = str | int | float | bool | Decimal


class UnfitValue(ValueError):
    """A value that its attribute does not take.

    `key` names the sentence to say (`api.messages.ERRORS`), `code` is the contract's
    code of an error, `values` fill the sentence and say what would be right.
    """

    def __init__(self, key: str, code: str | None = None, **values: object):
        told = ", ".join(f"{name}={value}" for name, value in values.items())
        super().__init__(f"{key}: {told}" if told else key)
        self.key, self.code, self.values = key, code or key, values


def clean(
    attribute_type: str, choices: Sequence[Choice], value: Value, *, unit: str = ""
) -> str:
    """The text to store, or `UnfitValue` raised.

    A bool is stored as `true` or `false`, a number as a plain decimal without trailing
    zeros, a choice as its code. A number in `%` is 100 at most.
    """
    match attribute_type:
        case "bool":
            return _bool(value)
        case "number":
            return _number(value, MAX_PERCENT if unit == PERCENT else MAX_NUMBER)
        case "choice":
            return _choice(value, choices)
        case "text":
            return _text(value)
    raise ValueError(f"There is no type of attribute {attribute_type!r}.")


def shown(
    attribute_type: str, choices: Sequence[Choice], value: str, language: str
) -> str:
    """A stored value as a person reads it: a choice and a bool by their words.

    A choice that is there no longer is shown by its code.
    """
    if attribute_type == "choice":
        found = (choice for choice in choices if choice["code"] == value)
        return resolve(next(found, {}), language) or value
    if attribute_type == "bool":
        return resolve(WORDS.get(value, {}), language) or value
    return value


def _bool(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or value.strip() not in WORDS:
        raise UnfitValue("boolean", "invalid", value=value)
    return value.strip()


def _number(value: Value, maximum: Decimal) -> str:
    # Python counts True as 1.
    if isinstance(value, bool):
        raise UnfitValue("decimal", "invalid", value=value)
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise UnfitValue("decimal", "invalid", value=value) from None
    # Python also takes "1_0", "1e3" and the digits of other scripts.
    plain = not isinstance(value, str) or set(value.strip()) <= set("-.0123456789")
    if not number.is_finite() or not plain:
        raise UnfitValue("decimal", "invalid", value=value)
    if number < 0:
        raise UnfitValue("too_small", value=value, limit=0)
    if number > maximum:
        raise UnfitValue("too_large", value=value, limit=maximum)
    if number != round(number, MAX_DECIMALS):
        raise UnfitValue("decimal", "invalid", value=value)
    return f"{number.normalize():f}" if number else "0"


def _choice(value: Value, choices: Sequence[Choice]) -> str:
    known = [choice["code"] for choice in choices]
    if not isinstance(value, str) or value.strip() not in known:
        raise UnfitValue("not_a_choice", value=value, choices=", ".join(known))
    return value.strip()


def _text(value: Value) -> str:
    if not isinstance(value, str):
        value = str(value)
    text = normalize("NFC", value.strip())
    if not text:
        raise UnfitValue("blank")
    if "\ufffd" in text or any(category(c) in {"Cc", "Cs"} for c in text):
        raise UnfitValue("control_characters", "invalid")
    if len(text) > MAX_TEXT:
        raise UnfitValue("too_long", limit=MAX_TEXT)
    return text
