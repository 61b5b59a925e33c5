"""What a problem looks like, and what two kinds of it have besides."""

from typing import Any

from catalogue.enquiries.states import Verb


def _text(description: str, max_length: int, **more) -> dict:
    return {
        "type": "string",
        "description": description,
        "maxLength": max_length,
        **more,
    }


SCHEMAS: dict[str, dict[str, Any]] = {
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
                "`unknown_parameter`, `repeated_parameter`, `unknown_member`, "
                "`required`, `null`, `blank`, `invalid`, `too_short`, `too_long`, "
                "`too_small`, `too_large`, `not_a_choice`, `not_found`, "
                "`duplicate`, `image_too_large`. Open: new ones may come.",
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


SCHEMAS["SecondFactorProblem"] = {
    "type": "object",
    "description": "A problem that has one more member: with it the sign-in goes on.",
    "properties": {
        **SCHEMAS["Problem"]["properties"],
        "ticket": _text(
            "What `POST /v1/auth/token/second-factor` asks for beside the code; with "
            "`second_factor_required` alone.",
            200,
        ),
    },
}
SCHEMAS["EnquiryProblem"] = {
    "type": "object",
    "description": "A problem that has one more member: what may be done instead.",
    "properties": {
        **SCHEMAS["Problem"]["properties"],
        "allowed_actions": {
            "type": "array",
            "items": _text("As in an Enquiry's `allowed_actions`. Open.", 40),
            "maxItems": len(Verb),
            "description": "What you may do with the enquiry now; with "
            "`invalid_state` alone.",
        },
    },
}
_SOMETIMES = {"ticket", "allowed_actions"}
for _schema in SCHEMAS.values():
    _schema["required"] = [n for n in _schema["properties"] if n not in _SOMETIMES]
