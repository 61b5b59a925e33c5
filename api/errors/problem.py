"""What our own code raises: a problem, with every fault of the request."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from api.messages import ERRORS, Message, clip, say

STATUS = {
    "validation_failed": 400,
    "malformed_body": 400,
    "invalid_cursor": 400,
    "authentication_required": 401,
    "token_expired": 401,
    "token_invalid": 401,
    "second_factor_required": 401,
    "permission_denied": 403,
    "scope_missing": 403,
    "email_not_verified": 403,
    "account_suspended": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "gone": 410,
    "conflict": 409,
    "invalid_state": 409,
    "duplicate_sku": 409,
    "quote_expired": 409,
    "idempotency_in_progress": 409,
    "precondition_failed": 412,
    "body_too_large": 413,
    "unsupported_media_type": 415,
    "unsupported_image": 415,
    "unsupported_evidence": 415,
    "idempotency_key_reused": 422,
    "rate_limited": 429,
    "internal_error": 500,
    "unavailable": 503,
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a request: where, what, and what would be right.

    `pointer` is a parameter's name, or an RFC 6901 pointer into a body.
    """

    pointer: str
    code: str
    message: Message
    values: dict = field(default_factory=dict)
    suggestion: str | None = None
    where: str = "query"

    def as_json(self, language: str) -> dict:
        return {
            "in": self.where,
            "pointer": clip(self.pointer),
            "code": self.code,
            "detail": say(self.message, language, **self.values),
            "suggestion": self.suggestion,
        }


class Problem(Exception):
    """A refusal with a code of the contract; all faults of a request at once."""

    def __init__(
        self,
        code: str,
        *,
        detail: str | None = None,
        values: dict | None = None,
        faults: list[Fault] | None = None,
        headers: dict[str, str] | None = None,
        members: dict[str, Any] | None = None,
    ):
        super().__init__(code)
        self.code = code
        self.members = members or {}  # beside those every problem has
        self.detail = detail or code
        self.values = values or {}
        self.faults = faults or []
        self.headers = headers or {}


def invalid(faults: list[Fault]) -> Problem:
    if len(faults) == 1:
        return Problem("validation_failed", detail="one_parameter", faults=faults)
    return Problem(
        "validation_failed",
        detail="parameters",
        values={"count": len(faults)},
        faults=faults,
    )


def fault(
    pointer: str,
    key: str,
    *,
    code: str | None = None,
    suggestion: str | None = None,
    where: str = "query",
    **values,
) -> Fault:
    """A fault told by the message `key`, of a query parameter if not said otherwise."""
    return Fault(pointer, code or key, ERRORS[key], values, suggestion, where)


def closest(word: str, known) -> str | None:
    """What the caller probably meant."""
    word, known = word[:80].lower(), [str(k) for k in known]
    matches = get_close_matches(word, known, 1, 0.7)
    part_of = (k for k in known if len(word) > 2 and word in k)
    return matches[0] if matches else next(part_of, None)


CHALLENGE = {"WWW-Authenticate": "Bearer"}


def limited(seconds: float) -> Problem:
    """Too often: when to come back."""
    whole = max(1, round(seconds))
    return Problem(
        "rate_limited",
        values={"seconds": whole},
        headers={"Retry-After": str(whole)},
    )
