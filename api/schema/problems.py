"""Problems as shared components: one schema, one response for each status."""

import json
from dataclasses import dataclass, field

from django.test import RequestFactory

from api.errors import Problem, answer, fault, invalid
from api.schema.headers import PROBLEM_HEADERS, READ_HEADERS, headers

MEDIA_TYPE = "application/problem+json"
REQUEST_ID = "01a20e2b76687393af87500d13af1c0b"


def _text(description: str, max_length: int, **more) -> dict:
    return {
        "type": "string",
        "description": description,
        "maxLength": max_length,
        **more,
    }


SCHEMAS = {
    "Problem": {
        "type": "object",
        "description": "What every error looks like (RFC 9457), whoever raises it.",
        "properties": {
            "type": _text("Where it is explained.", 80, format="uri-reference"),
            "title": _text("What happened, in the language asked for.", 200),
            "status": {
                "type": "integer",
                "format": "int32",
                "minimum": 400,
                "maximum": 599,
                "description": "The HTTP status.",
            },
            "code": _text(
                "What to switch on: it never changes. Open: new ones may come; "
                "`GET /v1/problems` lists them.",
                40,
            ),
            "detail": _text("What was wrong this time.", 1000),
            "instance": _text("The path asked for.", 500),
            "request_id": _text("The answer's `Request-Id`.", 64),
            "errors": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/ProblemError"},
                "maxItems": 2000,
                "description": "Each fault of the request, all at once; often empty.",
            },
        },
    },
    "ProblemError": {
        "type": "object",
        "description": "One thing wrong with a request.",
        "properties": {
            "in": _text("Where: `query`, `body`, `path` or `header`. Open.", 10),
            "pointer": _text(
                "The parameter's name, or an RFC 6901 pointer into the body.", 200
            ),
            "code": _text(
                "`unknown_parameter`, `repeated_parameter`, `required`, `blank`, "
                "`invalid`, `too_short`, `too_long`, `too_small`, `too_large`, "
                "`not_a_choice`, `not_found`. Open: new ones may come.",
                40,
            ),
            "detail": _text("What is wrong with it.", 1000),
            "suggestion": {
                **_text("What was probably meant.", 200),
                "type": ["string", "null"],
            },
        },
    },
}


@dataclass(frozen=True)
class Response:
    """A response component: its name, when it comes, and one that came."""

    name: str
    description: str
    problem: Problem
    headers: list[str] = field(default_factory=list)
    path: str = "/v1/products"

    def component(self) -> dict:
        names = [*PROBLEM_HEADERS, *self.headers]
        return {
            "description": self.description,
            "headers": headers(names),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": self.example(),
                }
            },
        }

    def example(self) -> dict:
        """The very body that is sent for such a problem."""
        request = RequestFactory().get(self.path, {"lang": "en"})
        return {
            **json.loads(answer(request, self.problem).content),
            "request_id": REQUEST_ID,
        }


NOWHERE = "/v1/products/01a18dcc-ed60-74a9-a3c3-000000000000"
RESPONSES = {
    400: Response(
        "BadRequest",
        "A parameter is unknown, repeated or not valid (`validation_failed`), or a "
        "cursor belongs to another list (`invalid_cursor`).",
        invalid(
            [
                fault(
                    "regancy", "unknown_parameter", suggestion="regency", name="regancy"
                )
            ]
        ),
        ["RateLimit"],
    ),
    404: Response(
        "NotFound",
        "There is no such thing (`not_found`).",
        Problem("not_found", values={"path": NOWHERE.removeprefix("/v1/products/")}),
        path=NOWHERE,
    ),
    406: Response(
        "NotAcceptable",
        "`Accept` leaves out the media type there is (`not_acceptable`).",
        Problem("not_acceptable", values={"offered": "application/json"}),
        ["RateLimit"],
    ),
    410: Response(
        "Gone",
        "It was public once and has been withdrawn (`gone`). Drop your copy.",
        Problem("gone"),
        path=NOWHERE,
    ),
    429: Response(
        "TooManyRequests",
        "Too many requests in a minute (`rate_limited`).",
        Problem("rate_limited", values={"seconds": 12}),
        ["RateLimit", "Retry-After"],
    ),
    500: Response(
        "InternalError",
        "A fault of ours; it is recorded under the `request_id` (`internal_error`).",
        Problem("internal_error"),
        ["RateLimit"],
    ),
    503: Response(
        "Unavailable",
        "A part this depends on does not answer (`unavailable`).",
        Problem("unavailable"),
        ["RateLimit", "Retry-After"],
    ),
}
COMMON = [400, 406, 429, 500, 503]
# What a variable of the path adds: an id may also be of something withdrawn.
OF_PATH = {"id": [404, 410], "code": [404]}


def schemas() -> dict:
    """The two schemas, each with an example."""
    example = RESPONSES[400].example()
    return {
        "Problem": {**SCHEMAS["Problem"], "examples": [example]},
        "ProblemError": {**SCHEMAS["ProblemError"], "examples": example["errors"]},
    }


def problem_responses(statuses: set[int]) -> dict:
    return {
        str(status): {"$ref": f"#/components/responses/{RESPONSES[status].name}"}
        for status in sorted(statuses)
    }


def response_components() -> dict:
    not_modified = {
        "description": "What you keep still holds. No body; costs no rate limit.",
        "headers": headers(READ_HEADERS),
    }
    problems = {found.name: found.component() for found in RESPONSES.values()}
    return {"NotModified": not_modified, **problems}
