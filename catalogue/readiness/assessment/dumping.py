"""A result as a snapshot keeps it: plain JSON, whole and in a fixed order. Pure."""

import hashlib
import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from catalogue.readiness.assessment.levels import Blocker, MarketResult, ProductResult
from catalogue.readiness.assessment.market_check import RuleResult
from catalogue.readiness.assessment.scoring import Line, Score, rounded

Json = dict[str, Any]


def dump_score(score: Score) -> Json:
    lines = score.lines
    return {
        "score": str(rounded(score.total)),
        "dimensions": dimensions(score),
        "answered": score.answered,
        "applicable": score.applicable,
        "lines": [_line(line) for line in lines],
        "evidence": _by_evidence(lines),
    }


def dump_product(result: ProductResult) -> Json:
    """Markets hold what differs there: rules, blockers of levels 3 and 4, score."""
    return {
        **dump_score(result.score),
        "level": result.level,
        "own_level": result.own_level,
        "domestic": _rules(result.domestic),
        "blockers": _blockers(result.blockers),
        "markets": {
            market.market: _market(market, result) for market in result.markets
        },
    }


def is_whole(dumped: Json) -> bool:
    """False of what an earlier release kept, without all that is shown now."""
    return "evidence" in dumped


def dimensions(score: Score) -> list[list[str]]:
    return [[code, str(rounded(value))] for code, value in score.dimensions.items()]


def digest(dumped: Json) -> str:
    text = json.dumps(dumped, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _by_evidence(lines: Iterable[Line]) -> dict[str, str]:
    """How many points of the total rest on what; in all the score, up to rounding."""
    found: dict[str, Fraction] = {}
    for line in lines:
        kind = str(line.evidence)
        found[kind] = found.get(kind, Fraction(0)) + line.contribution
    return {kind: str(rounded(points)) for kind, points in sorted(found.items())}


def _line(line: Line) -> list[Any]:
    return [
        line.question,
        line.option,
        line.points,
        line.max_points,
        str(line.evidence),
        str(rounded(line.contribution)),
    ]


def _market(market: MarketResult, result: ProductResult) -> Json:
    return {
        "level": market.level,
        "score": str(rounded(market.score.total)),
        "status": str(market.status),
        "rules_met": market.rules_met,
        "rules_total": len(market.gates),
        "dimensions": [
            [code, str(rounded(value))]
            for code, value in market.score.dimensions_beyond(result.score).items()
        ],
        "rules": _rules(market.rules),
        "upcoming_on": market.upcoming_on and market.upcoming_on.isoformat(),
        "blockers": _blockers(market.blockers[len(result.blockers) :]),
    }


def _rules(results: Iterable[RuleResult]) -> dict[str, list[str]]:
    """Codes by status."""
    found: dict[str, list[str]] = {}
    for result in results:
        found.setdefault(str(result.status), []).append(result.code)
    return dict(sorted(found.items()))


def _blockers(blockers: Iterable[Blocker]) -> list[list[Any]]:
    return [[blocker.level, str(blocker.code), blocker.is_rule] for blocker in blockers]
