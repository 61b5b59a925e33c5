"""Every error is one shape: RFC 9457 problem JSON, wherever it was raised."""

from api.errors.answering import (
    answer,
    handler400,
    handler403,
    handler404,
    handler500,
    not_found,
    problem_response,
    reads_only,
    unavailable,
    wrong_method,
)
from api.errors.domain import (
    DOMAIN,
    answer_fault,
    domain_problem,
    lack_fault,
    only_for,
    refusal_fault,
)
from api.errors.problem import (
    CHALLENGE,
    STATUS,
    Fault,
    Problem,
    closest,
    fault,
    invalid,
    limited,
)

__all__ = [
    "CHALLENGE",
    "DOMAIN",
    "STATUS",
    "Fault",
    "Problem",
    "answer",
    "answer_fault",
    "closest",
    "domain_problem",
    "fault",
    "handler400",
    "handler403",
    "handler404",
    "handler500",
    "invalid",
    "lack_fault",
    "limited",
    "not_found",
    "only_for",
    "problem_response",
    "reads_only",
    "refusal_fault",
    "unavailable",
    "wrong_method",
]
