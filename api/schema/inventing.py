"""Examples made of a schema, for what no story has recorded yet.

They are valid and look like the real thing: a text by what its member is called, else
the first of `TEXTS` that its pattern takes.
"""

import re
from typing import Any

ID = "01a177d7-96e0-7cb9-a913-4ca22e4dbbe6"
FORMATS = {
    "uuid": ID,
    "date": "2026-11-20",
    "date-time": "2026-11-20T03:04:05Z",
    "email": "sari@contoh.example",
    "uri": "https://contoh.example/",
    "binary": "(the bytes of the file)",
    "password": "rahasia-Lampung-77",
}
NAMED: dict[str, Any] = {
    "access_token": "at_Zk1uJ3yWQm8vJb0oXq5nGd2rT7cL4sHa",
    "refresh_token": "rt_P4fV9sYw2NnC6kR1eBz8uXh3LqD7mTja",
    "token_type": "Bearer",
    "token": "vt_8dKqYc3Wn5ZpRt2XvLs6Jh",
    "ticket": "st_Hq3vX0d7TtRrkqS6mW1nPA",
    "secret": "ak_T2pWm7Lc9QvXz4Rk6NyBs1HjD8fGe3Ua",
    "expires_in": 900,
    "email": "sari@contoh.example",
    "amount": "1500000.00",
    "en": "Tapis cloth",
    "id": "Kain tapis",
    "phone": "+6281200000000",
    "language": "id",
    "country": "ID",
    "currency": "IDR",
    "unit": "kg",
    "hs_code": "581092",
    "next_cursor": None,
    "previous_cursor": None,
    "count": None,
    "request_id": "01a20e2b74737525994e161eb6cd4f1f",
}
TEXTS = [
    "12.5",
    "2.5000",
    "1500000.00",
    "200",
    "123456",
    "18.71",
    "id",
    "ID",
    "IDR",
    "a_code",
]
DEEPEST = 8  # of what refers to itself


def invent(schema: dict, schemas: dict, name: str = "", depth: int = 0) -> Any:
    """A value of `schema`, which may refer to others of `schemas`."""
    if "oneOf" in schema:
        return None if depth > DEEPEST else invent(schema["oneOf"][0], schemas, name)
    if "$ref" in schema:
        component = schema["$ref"].rpartition("/")[2]
        return invent(schemas[component], schemas, name, depth + 1)
    if "example" in schema:
        return schema["example"]
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if "null" in kinds and NAMED.get(name, "") is None:
        return None
    match kind:
        case "object":
            return {
                member: invent(shape, schemas, member, depth + 1)
                for member, shape in schema.get("properties", {}).items()
            }
        case "array":
            few = max(1, schema.get("minItems", 1))
            item = invent(schema["items"], schemas, name.rstrip("s"), depth + 1)
            return [item] * few if depth <= DEEPEST else []
        case "integer":
            lowest, highest = schema.get("minimum", 1), schema.get("maximum", 1)
            return max(lowest, min(NAMED.get(name) or 1, highest))
        case "boolean":
            return schema.get("default", True)
    return _text(schema, name)


def _text(schema: dict, name: str) -> str:
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 500)
    pattern = schema.get("pattern", "")
    words = name.replace("_", " ") or "text"
    candidates = [
        FORMATS.get(schema.get("format", "")),
        NAMED.get(name),
        *(TEXTS if pattern else ()),
        words.capitalize(),
        words.capitalize()[:longest],
        f"{words} ".capitalize() * shortest,
        "x" * max(shortest, 1),
    ]
    for text in candidates:
        fits = text is not None and shortest <= len(text) <= longest
        if text is not None and fits and re.search(pattern, text):
            return text
    raise ValueError(f"TEXTS has none that {name} takes: {pattern}")
