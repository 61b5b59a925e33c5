"""Who may call what: the one table. Views ask it, tests and docs are made of it.

A row names an operation of openapi.yaml. What a caller may see of several rows is said
by querysets (`managed_by`, `overseen_by`); `rows` tells which, so that the tests know
what answers 404.
"""

from api.access.outcomes import outcome
from api.access.rule import Actor, Rows, Rule, Who
from api.access.table import RULES, TABLE

__all__ = ["RULES", "TABLE", "Actor", "Rows", "Rule", "Who", "outcome"]
