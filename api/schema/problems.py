"""Problems as shared components: one schema, and a response for each kind of refusal.

`problem_responses` says which of them an operation may answer with.
"""

import json
from dataclasses import dataclass, field

from django.test import RequestFactory

from api.authentication import CHALLENGE
from api.bodies import body_fault, refusal
from api.errors import Problem, answer, domain_problem, fault, invalid
from api.schema.calls import Call
from api.schema.headers import PROBLEM_HEADERS, READ_HEADERS, headers
from api.schema.problem_shapes import SCHEMAS
from catalogue.enquiries.errors import InvalidState
from catalogue.enquiries.states import Status, Verb

MEDIA_TYPE = "application/problem+json"
REQUEST_ID = "01a20e2b76687393af87500d13af1c0b"


@dataclass(frozen=True)
class Response:
    """A response component: its status, when it comes, and one that came."""

    status: int
    description: str
    problem: Problem
    headers: list[str] = field(default_factory=list)
    method: str = "GET"
    path: str = "/v1/products"
    schema: str = "Problem"

    def component(self) -> dict:
        names = [*PROBLEM_HEADERS, *self.headers]
        return {
            "description": self.description,
            "headers": headers(names),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": f"#/components/schemas/{self.schema}"},
                    "example": self.example(),
                }
            },
        }

    def example(self) -> dict:
        """The very body that is sent for such a problem."""
        request = RequestFactory().generic(self.method, f"{self.path}?lang=en")
        return {
            **json.loads(answer(request, self.problem).content),
            "request_id": REQUEST_ID,
        }


NOWHERE = "/v1/products/01a18dcc-ed60-74a9-a3c3-000000000000"
OWN_PRODUCTS = "/v1/seller/products"
OWN_PRODUCT = f"{OWN_PRODUCTS}/01a177d7-96e0-7cb9-a913-4ca22e4dbbe6"
RESPONSES = {
    "BadRequest": Response(
        400,
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
    "NothingTyped": Response(
        400,
        "`q` is missing, or a parameter is unknown, repeated or not valid "
        "(`validation_failed`).",
        invalid([fault("q", "required", name="q")]),
        ["RateLimit"],
        path="/v1/suggestions",
    ),
    "InvalidBody": Response(
        400,
        "A member of the body is unknown, missing or not valid, or a parameter is "
        "(`validation_failed`; `errors` names each), or the body cannot be read "
        "(`malformed_body`).",
        refusal(
            [body_fault("/nmae", "unknown_member", suggestion="name", name="nmae")]
        ),
        ["RateLimit"],
        "POST",
        OWN_PRODUCTS,
    ),
    "Unauthorized": Response(
        401,
        "There is no token (`authentication_required`), it is past its time "
        "(`token_expired`: take a new one), or it is none of ours or revoked "
        "(`token_invalid`: sign in again).",
        Problem("authentication_required", headers=CHALLENGE),
        ["RateLimit", "WWW-Authenticate"],
        path="/v1/me",
    ),
    "SignInRefused": Response(
        401,
        "Address and password do not belong together (`authentication_required`), "
        "or a second factor is in use and its code has to follow "
        "(`second_factor_required`; `ticket` is for that).",
        Problem(
            "second_factor_required", members={"ticket": "st_Hq3vX0d7TtRrkqS6mW1nPA"}
        ),
        ["RateLimit", "WWW-Authenticate"],
        "POST",
        "/v1/auth/token",
        "SecondFactorProblem",
    ),
    "Forbidden": Response(
        403,
        "We know who calls, but it is not allowed: of another role "
        "(`permission_denied`), by an API key without the scope (`scope_missing`), "
        "before the address is proven (`email_not_verified`), or any more "
        "(`account_suspended`).",
        Problem(
            "scope_missing", detail="scope_missing", values={"scope": "products:write"}
        ),
        ["RateLimit"],
        path=OWN_PRODUCTS,
    ),
    "NotFound": Response(
        404,
        "There is no such thing (`not_found`); another's private thing is none.",
        Problem("not_found", values={"path": NOWHERE.removeprefix("/v1/products/")}),
        ["RateLimit"],
        path=NOWHERE,
    ),
    "NotAcceptable": Response(
        406,
        "`Accept` leaves out the media type there is (`not_acceptable`).",
        Problem("not_acceptable", values={"offered": "application/json"}),
        ["RateLimit"],
    ),
    "EnquiryConflict": Response(
        409,
        "Its present state does not allow this (`invalid_state`; `allowed_actions` "
        "names what it does allow), a quote's last day is over (`quote_expired`), "
        "there is no room (`conflict`), or the first request with this "
        "`Idempotency-Key` still runs (`idempotency_in_progress`).",
        domain_problem(InvalidState(Status.DECLINED, [Verb.REOPEN]))
        or Problem("invalid_state"),
        ["RateLimit", "RetrySoon"],
        "POST",
        "/v1/enquiries/01a177d7-96e0-7cb9-a913-4ca22e4dbbe6/decline",
        "EnquiryProblem",
    ),
    "Conflict": Response(
        409,
        "Its present state does not allow this (`invalid_state`), something else "
        "stands against it (`conflict`, `duplicate_sku`), or the first request with "
        "this `Idempotency-Key` still runs (`idempotency_in_progress`).",
        Problem("invalid_state"),
        ["RateLimit", "RetrySoon"],
        "POST",
        f"{OWN_PRODUCT}/submit",
    ),
    "Gone": Response(
        410,
        "It was public once and has been withdrawn (`gone`). Drop your copy.",
        Problem("gone"),
        path=NOWHERE,
    ),
    "LinkSpent": Response(
        410,
        "The link has been used, or is past its time (`gone`). Ask for a new one.",
        Problem("gone"),
        ["RateLimit"],
        "POST",
        "/v1/auth/verify-email",
    ),
    "PreconditionFailed": Response(
        412,
        "It has changed since the `ETag` in `If-Match` (`precondition_failed`). Read "
        "it again, then decide.",
        Problem("precondition_failed"),
        ["RateLimit"],
        "PATCH",
        OWN_PRODUCT,
    ),
    "BodyTooLarge": Response(
        413,
        "The body is over 1 MiB, or the file over 10 MiB (`body_too_large`).",
        Problem("body_too_large"),
        ["RateLimit"],
        "POST",
        OWN_PRODUCTS,
    ),
    "UnsupportedMediaType": Response(
        415,
        "The `Content-Type` is not the one told here (`unsupported_media_type`), or a "
        "file is no picture we can read (`unsupported_image`), or neither that nor a "
        "PDF (`unsupported_evidence`).",
        Problem("unsupported_media_type", values={"taken": "application/json"}),
        ["RateLimit"],
        "POST",
        OWN_PRODUCTS,
    ),
    "IdempotencyKeyReused": Response(
        422,
        "This `Idempotency-Key` came with another body before "
        "(`idempotency_key_reused`). Take a new key.",
        Problem("idempotency_key_reused"),
        ["RateLimit"],
        "POST",
        OWN_PRODUCTS,
    ),
    "TooManyRequests": Response(
        429,
        "Too many requests in a minute (`rate_limited`).",
        Problem("rate_limited", values={"seconds": 12}),
        ["RateLimit", "Retry-After"],
    ),
    "InternalError": Response(
        500,
        "A fault of ours; it is recorded under the `request_id` (`internal_error`).",
        Problem("internal_error"),
        ["RateLimit"],
    ),
    "Unavailable": Response(
        503,
        "A part this depends on does not answer (`unavailable`).",
        Problem("unavailable"),
        ["RateLimit", "Retry-After"],
    ),
}
# Operations that answer as no rule below says.
OF_OPERATION = {
    "list_suggestions": ["NothingTyped"],
    "create_token": ["SignInRefused", "Forbidden"],
    "create_token_google": ["SignInRefused", "Forbidden", "NotFound"],
    "create_token_second_factor": ["Unauthorized", "Forbidden"],
    "refresh_token": ["Unauthorized", "Forbidden"],
    "verify_email": ["LinkSpent"],
    "confirm_password_reset": ["LinkSpent"],
    "accept_invitation": ["LinkSpent"],
    "confirm_enquiry": ["LinkSpent"],
    "open_enquiry": ["LinkSpent"],
    "claim_enquiries": ["LinkSpent"],
    "create_enquiry": ["Forbidden"],
}


def schemas() -> dict:
    """The schemas, each with an example."""
    example = RESPONSES["BadRequest"].example()
    examples = {
        "Problem": [example],
        "ProblemError": example["errors"],
        "SecondFactorProblem": [RESPONSES["SignInRefused"].example()],
        "EnquiryProblem": [RESPONSES["EnquiryConflict"].example()],
    }
    return {
        name: {**schema, "examples": examples[name]} for name, schema in SCHEMAS.items()
    }


def problem_responses(call: Call, declared: list[int]) -> dict:
    """What may be refused, by status; `declared` are statuses that the view adds."""
    names = [_named(status) for status in declared]
    names += [
        "InvalidBody" if call.takes_body else "BadRequest",
        "NotAcceptable",
        "TooManyRequests",
        "InternalError",
        "Unavailable",
    ]
    # A bad token is refused even where none is needed; `/v1/auth` does not read it.
    if call.private and not call.is_access:
        names.append("Unauthorized")
    if call.needs_token:
        names.append("Forbidden")
    if call.variables:
        names.append("NotFound")
    if "id" in call.variables and not call.private:
        names.append("Gone")
    if not call.reads and not call.is_access:
        names.append("EnquiryConflict" if call.rule.sides else "Conflict")
    if call.takes_idempotency_key:
        names.append("IdempotencyKeyReused")
    if call.takes_if_match:
        names.append("PreconditionFailed")
    if call.takes_body:
        names += ["BodyTooLarge", "UnsupportedMediaType"]
    names += OF_OPERATION.get(call.operation_id, [])
    found = {str(RESPONSES[name].status): name for name in names}  # the last one wins
    return {
        status: {"$ref": f"#/components/responses/{name}"}
        for status, name in sorted(found.items())
    }


def _named(status: int) -> str:
    """The least public of those with this status."""
    return [name for name, found in RESPONSES.items() if found.status == status][-1]


def response_components() -> dict:
    not_modified = {
        "description": "What you keep still holds. No body; costs no rate limit.",
        "headers": headers(READ_HEADERS),
    }
    problems = {name: found.component() for name, found in RESPONSES.items()}
    return {"NotModified": not_modified, **problems}
