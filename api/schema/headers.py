"""Headers that the answers carry and the requests may, as shared components."""


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
    "Cache-Control": _text(
        "Who may keep the answer, and for how long.",
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
    "Access-Control-Allow-Origin": _text(
        "Pages of any site may call.", "*", enum=["*"]
    ),
}

EVERYWHERE = ["Request-Id", "RateLimit-Policy", "Access-Control-Allow-Origin"]
READ_HEADERS = ["ETag", "Cache-Control", "Content-Language", "Vary", *EVERYWHERE]
LIST_HEADERS = [*READ_HEADERS, "Link"]
PROBLEM_HEADERS = ["Cache-Control", "Content-Language", "Vary", *EVERYWHERE]

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
}


def headers(names: list[str]) -> dict:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def request_headers() -> list[dict]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in PARAMETERS]
