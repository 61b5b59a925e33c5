"""Headers that the answers carry and the requests may, as shared components."""

from api.schema.calls import Call


def _text(description: str, example: str | None = None, **schema) -> dict:
    """A header that is always there, unless it says otherwise."""
    header = {
        "description": description,
        "required": True,
        "schema": {"type": "string", "maxLength": 500, **schema},
    }
    return header if example is None else {**header, "example": example}


def _sometimes(description: str, example: str, **schema) -> dict:
    return {**_text(description, example, **schema), "required": False}


HEADERS = {
    "ETag": _text(
        "Send it back as `If-None-Match`. Weak: it survives compression.",
        'W/"7d8cb43a03cd133c42"',
    ),
    "RowETag": _sometimes(
        "The version of what is answered. Send it back as `If-None-Match` to read, or "
        "as `If-Match` to change only what has not changed since. Compression on the "
        "way makes it weak; that does not matter.",
        '"r17-5a1c0f9e2b"',
    ),
    "Cache-Control": _text(
        "Who may keep the answer, and for how long. Behind a token it is `private, "
        "no-cache`; of a write, `no-store`.",
        "public, max-age=60, stale-while-revalidate=60",
    ),
    "Content-Language": _text("The language answered in.", "en", maxLength=35),
    "Vary": _sometimes(
        "The request headers it depends on; `Accept-Language` only without `lang`.",
        "Accept-Language, Accept-Encoding",
    ),
    "Link": _sometimes(
        'Full addresses of the next and previous page (RFC 8288): `rel="next"`, '
        '`rel="prev"`. Absent where there is neither.',
        '<https://example.org/v1/products?cursor=WyJmNzI3OWI3Il0>; rel="next"',
        maxLength=20_000,
    ),
    "Location": _sometimes(
        "The path of what was made.",
        "/v1/seller/products/01a177d7-96e0-7cb9-a913-4ca22e4dbbe6",
        format="uri-reference",
    ),
    "Idempotency-Replayed": _sometimes(
        "This is the answer that the first request with this `Idempotency-Key` got.",
        "true",
        enum=["true"],
    ),
    "WWW-Authenticate": _sometimes(
        "How to say who calls (RFC 6750).", 'Bearer error="invalid_token"'
    ),
    "Request-Id": _text(
        "Name it when reporting a fault. A well-formed one of yours is kept.",
        "01a20e2b74737525994e161eb6cd4f1f",
        maxLength=64,
    ),
    "RateLimit-Policy": _text(
        "The limit: `q` requests in `w` seconds.", '"guest";q=600;w=60'
    ),
    "RateLimit": _sometimes(
        "What is left: `r` requests in the next `t` seconds. Only on answers that no "
        "shared cache may keep.",
        '"guest";r=582;t=60',
    ),
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {
            "type": "integer",
            "format": "int32",
            "minimum": 1,
            "maximum": 86_400,
        },
        "example": 12,
    },
    "RetrySoon": {
        "description": "Seconds to wait; with `idempotency_in_progress` alone.",
        "required": False,
        "schema": {
            "type": "integer",
            "format": "int32",
            "minimum": 1,
            "maximum": 86_400,
        },
        "example": 5,
    },
    "Access-Control-Allow-Origin": _text(
        "Pages of any site may call.", "*", enum=["*"]
    ),
}
SPELT = {
    "RowETag": "ETag",
    "RetrySoon": "Retry-After",
}  # what a component's header is called on the wire

EVERYWHERE = ["Request-Id", "RateLimit-Policy", "Access-Control-Allow-Origin"]
READ_HEADERS = ["ETag", "Cache-Control", "Content-Language", "Vary", *EVERYWHERE]
PROBLEM_HEADERS = ["Cache-Control", "Content-Language", "Vary", *EVERYWHERE]


def answer_headers(call: Call, status: int, paged: bool) -> list[str]:
    """What an answer that is no problem carries."""
    if not call.private:
        return [*READ_HEADERS, "Link"] if paged else READ_HEADERS
    names = ["Cache-Control", "Content-Language", "Vary", *EVERYWHERE, "RateLimit"]
    if status != 204 and not call.is_access:
        names.insert(0, "RowETag")
    if paged:
        names.append("Link")
    if status in {201, 202} and call.makes:
        names.append("Location")
    if call.takes_idempotency_key:
        names.append("Idempotency-Replayed")
    return names


PARAMETERS = {
    "AcceptLanguage": {
        "in": "header",
        "name": "Accept-Language",
        "description": "Languages wished for, best first (RFC 9110, 12.5.4); used "
        "where `lang` is not given. One we lack falls back.",
        "schema": {"type": "string", "maxLength": 500},
        "example": "id, en;q=0.8",
    },
    "IfNoneMatch": {
        "in": "header",
        "name": "If-None-Match",
        "description": "The `ETag` of an answer you keep: 304 if it still holds.",
        "schema": {"type": "string", "maxLength": 500},
    },
    "IfMatch": {
        "in": "header",
        "name": "If-Match",
        "description": "The `ETag` you last read: 412 if it has changed since. "
        "Without it the last write wins.",
        "schema": {"type": "string", "maxLength": 500},
    },
    "IdempotencyKey": {
        "in": "header",
        "name": "Idempotency-Key",
        "description": "Any text of your own, best a UUID, that makes it safe to send "
        "this again: for 24 hours the same key gets the first answer, and nothing is "
        "done twice.",
        "schema": {
            "type": "string",
            "pattern": "^[!-~]+$",
            "minLength": 16,
            "maxLength": 64,
        },
    },
}


def headers(names: list[str]) -> dict:
    return {
        SPELT.get(name, name): {"$ref": f"#/components/headers/{name}"}
        for name in names
    }


def request_headers(call: Call) -> list[dict]:
    taken = {
        "AcceptLanguage": True,
        "IfNoneMatch": call.reads,
        "IfMatch": call.takes_if_match,
        "IdempotencyKey": call.takes_idempotency_key,
    }
    return [
        {"$ref": f"#/components/parameters/{name}"}
        for name, is_taken in taken.items()
        if is_taken
    ]
