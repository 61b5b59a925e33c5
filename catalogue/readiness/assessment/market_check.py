"""Which rules of a market a product meets on a day. Pure.

The domestic rules are checked the same way: they gate level 2.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from catalogue.readiness.assessment.facts import Held, ProductFacts
from catalogue.readiness.assessment.model import Rule

EXPIRING_DAYS = 90


class RuleStatus(StrEnum):
    """`listed`: in force, with nothing to hold beforehand: a paper of each shipment, a
    duty of the importer, or what neither certificate nor officer can show (a label)."""

    MET = "met"
    EXPIRING = "expiring"  # met, for 90 days at most
    MISSING = "missing"
    EXPIRED = "expired"
    UPCOMING = "upcoming"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    LISTED = "listed"


MET = {RuleStatus.MET, RuleStatus.EXPIRING}
LACKING = {RuleStatus.MISSING, RuleStatus.EXPIRED}


@dataclass(frozen=True)
class RuleResult:
    code: str
    status: RuleStatus
    is_gate: bool


class Holdings:
    """Verified certificates on one day: until when each type counts."""

    def __init__(self, held: Iterable[Held], on: date):
        self.on = on
        self._until: dict[str, date] = {}
        for one in held:
            if one.is_verified:
                until = one.expires_on or date.max
                self._until[one.code] = max(until, self._until.get(one.code, date.min))

    def at(self, day: date) -> "Holdings":
        """The same, as they count on another day."""
        found = copy(self)
        found.on = day
        return found

    def status(self, codes: Sequence[str]) -> RuleStatus:
        """Of a rule that any of these types satisfies."""
        until = max(self._until.get(code, date.min) for code in codes)
        if until == date.min:
            return RuleStatus.MISSING
        if until < self.on:
            return RuleStatus.EXPIRED
        if until < date.max and until - self.on <= timedelta(days=EXPIRING_DAYS):
            return RuleStatus.EXPIRING
        return RuleStatus.MET


def check(
    rules: Iterable[Rule], facts: ProductFacts, holdings: Holdings
) -> tuple[RuleResult, ...]:
    """Every rule with its status, in the model's order."""
    return tuple(
        RuleResult(rule.code, _status(rule, facts, holdings), rule.is_gate)
        for rule in rules
    )


def _status(rule: Rule, facts: ProductFacts, holdings: Holdings) -> RuleStatus:
    if rule.condition and facts.conditions.get(rule.condition) is False:
        return RuleStatus.NOT_APPLICABLE
    if rule.effective_from and rule.effective_from > holdings.on:
        return RuleStatus.UPCOMING
    if rule.is_listed_only:
        return RuleStatus.LISTED
    if rule.is_beyond_proof:
        status = RuleStatus.LISTED
    elif rule.certificate_codes:
        status = holdings.status(rule.certificate_codes)
    else:
        status = _confirmed(rule, facts, holdings.on)
    # A conditional rule blocks only after yes; until there is an answer it is unknown.
    if status not in MET and rule.condition and rule.condition not in facts.conditions:
        return RuleStatus.UNKNOWN
    return status


def _confirmed(rule: Rule, facts: ProductFacts, on: date) -> RuleStatus:
    """What no certificate satisfies is unknown until an officer confirms it."""
    until = facts.confirmed.get(rule.confirmation or "", date.min)
    if until is None or until >= on:
        return RuleStatus.MET
    return RuleStatus.UNKNOWN


def gates(results: Iterable[RuleResult]) -> list[RuleResult]:
    """The gates in force that apply: what a product's coverage is counted of."""
    apart = {RuleStatus.UPCOMING, RuleStatus.NOT_APPLICABLE}
    return [r for r in results if r.is_gate and r.status not in apart]


def upcoming_on(
    rules: Iterable[Rule], facts: ProductFacts, holdings: Holdings
) -> date | None:
    """The earliest day on which a gate comes into force that will not be met then, by
    what is held now."""
    days = []
    for rule in rules:
        day = rule.effective_from
        if rule.is_gate and day and day > holdings.on:
            status = _status(rule, facts, holdings.at(day))
            if status not in {*MET, RuleStatus.NOT_APPLICABLE}:
                days.append(day)
    return min(days, default=None)


def next_change(rules: Iterable[Rule], facts: ProductFacts, on: date) -> date | None:
    """The first day after `on` on which a status can change by itself."""
    days = [rule.effective_from for rule in rules if rule.effective_from]
    for held in facts.all_held:
        days += changes_of(held.expires_on)
    for until in facts.confirmed.values():
        days += changes_of(until)
    return min((day for day in days if day > on), default=None)


def changes_of(expires_on: date | None) -> list[date]:
    """When what ends on this day begins to be expiring, and when it has expired."""
    if expires_on is None or expires_on == date.max:
        return []
    days = [expires_on + timedelta(days=1)]
    if expires_on - date.min >= timedelta(days=EXPIRING_DAYS):
        days.insert(0, expires_on - timedelta(days=EXPIRING_DAYS))
    return days
