"""The readiness model as plain values: weights, questions and rules of one version.

Made of `ModelVersion.content`. Pure: no database, so that an old result can be
recomputed with the model it was made with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

Texts = Mapping[str, str]

# Questions that only the platform answers (export_readiness.md, 2.1).
DOMESTIC_GATE, MARKET_GATE = "cert:domestic_gate", "cert:market_gate"
COMPLETENESS, RESPONSE_TIME = "Q18", "Q27"
ENGLISH_MATERIAL = "Q26"

KEPT_HS_CODES = 2000  # whose rules are kept in memory

NIB = "NIB"  # Nomor Induk Berusaha, PP 28/2025: without it level 0
EXPORT_DECLARATION = "PEB"  # Pemberitahuan Ekspor Barang, PMK 155/PMK.04/2022 art. 2
DUE_DILIGENCE = "EUDR"  # Regulation (EU) 2023/1115 as amended by (EU) 2025/2650


@dataclass(frozen=True)
class Option:
    letter: str
    points: int
    text: Texts


@dataclass(frozen=True, eq=False)
class Question:
    """`evidence` is `self`, `catalogue`, `metric:…`, `cert:…`, `doc:…` or `photo:…`."""

    code: str
    dimension: str
    scope: str
    evidence: str
    max_points: int
    options: tuple[Option, ...]
    hs_prefixes: tuple[str, ...]
    proven_option: str
    text: Texts
    next_step: Texts
    source: str

    @cached_property
    def points(self) -> dict[str, int]:
        return {option.letter: option.points for option in self.options}

    @cached_property
    def best(self) -> Option:
        return max(self.options, key=lambda option: option.points)

    @cached_property
    def is_measured(self) -> bool:
        """Computed by the platform; the seller does not answer it."""
        return (
            self.evidence.startswith(("cert:", "metric:")) or self.code == COMPLETENESS
        )

    @cached_property
    def takes_documents(self) -> bool:
        return self.evidence.startswith(("doc:", "photo:"))

    @cached_property
    def evidence_codes(self) -> tuple[str, ...]:
        """What proves it: certificate types among them, or a free word."""
        if not self.takes_documents:
            return ()
        return tuple(self.evidence.partition(":")[2].split(","))

    @cached_property
    def is_of_seller(self) -> bool:
        """About the business or its site, the same for all its products."""
        return self.scope != "product"

    def applies_to(self, hs_code: str) -> bool:
        return not self.hs_prefixes or _matches(self.hs_prefixes, hs_code)


@dataclass(frozen=True)
class Dimension:
    code: str
    weight: int
    name: Texts
    local_term: str


@dataclass(frozen=True)
class Condition:
    """A yes/no question; see `models.Condition`."""

    code: str
    kind: str
    text: Texts


@dataclass(frozen=True)
class Rule:
    """One rule of one market; see `models.MarketRequirement`."""

    code: str
    market: str
    product_group: str
    hs_prefixes: tuple[str, ...]
    certificate_codes: tuple[str, ...]
    condition: str | None
    confirmation: str | None
    text: Texts
    obligation: str
    holder: str
    stage: str
    is_gate: bool
    legal_basis: str
    effective_from: date | None
    confidence: str
    source: str

    @cached_property
    def is_listed_only(self) -> bool:
        """A paper of each shipment, or a duty of the importer: nothing to hold."""
        return self.holder in {"shipment", "importer"}

    @cached_property
    def is_beyond_proof(self) -> bool:
        """No gate, and neither a certificate nor an officer's confirmation meets it."""
        return not (self.is_gate or self.certificate_codes or self.confirmation)

    @cached_property
    def reading(self) -> str:
        """How strongly it may be said; a rule of low confidence is never required."""
        if self.confidence == "low":
            return "check"
        if self.obligation == "commercial":
            return "asked_by_buyers"
        return "if_applicable" if self.obligation == "conditional" else "required"

    def applies_to(self, hs_code: str) -> bool:
        return _matches(self.hs_prefixes, hs_code)


def _matches(prefixes: Sequence[str], hs_code: str) -> bool:
    return any(p == "*" or (bool(hs_code) and hs_code.startswith(p)) for p in prefixes)


@dataclass(frozen=True)
class Model:
    """All of one version. `markets` are the foreign ones, in their order."""

    version: str
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    conditions: Mapping[str, Condition]
    rules: tuple[Rule, ...]
    markets: tuple[str, ...]
    domestic: str
    _by_hs: dict[str, dict[str, tuple[Rule, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def question(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def rule(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def rules_of_market(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {
            self.domestic: [],
            **{m: [] for m in self.markets},
        }
        for rule in self.rules:
            found.setdefault(rule.market, []).append(rule)
        return {market: tuple(rules) for market, rules in found.items()}

    def rules_for(self, hs_code: str) -> dict[str, tuple[Rule, ...]]:
        """Per market, the rules that speak of products of this HS code."""
        found = self._by_hs.get(hs_code)
        if found is None:
            if len(self._by_hs) >= KEPT_HS_CODES:
                self._by_hs.clear()
            found = self._by_hs[hs_code] = {
                market: tuple(rule for rule in rules if rule.applies_to(hs_code))
                for market, rules in self.rules_of_market.items()
            }
        return found

    def conditions_for(self, hs_code: str) -> list[Condition]:
        """Those on which a rule for such a product hangs, in a stable order."""
        asked = {
            code
            for rules in self.rules_for(hs_code).values()
            for rule in rules
            for code in (rule.condition, rule.confirmation)
            if code
        }
        return [self.conditions[code] for code in sorted(asked)]


def read_model(version: str, content: Mapping[str, Any]) -> Model:
    """From the JSON of a `ModelVersion`."""
    return Model(
        version=version,
        dimensions=tuple(Dimension(**row) for row in content["dimensions"]),
        questions=tuple(_question(row) for row in content["questions"]),
        conditions={row["code"]: Condition(**row) for row in content["conditions"]},
        rules=tuple(_rule(row) for row in content["rules"]),
        markets=tuple(content["markets"]),
        domestic=content["domestic"],
    )


def _question(row: Mapping[str, Any]) -> Question:
    options = tuple(Option(**option) for option in row["options"])
    return Question(
        **{**row, "options": options, "hs_prefixes": tuple(row["hs_prefixes"])}
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    day = row["effective_from"]
    return Rule(
        **{
            **row,
            "hs_prefixes": tuple(row["hs_prefixes"]),
            "certificate_codes": tuple(row["certificate_codes"]),
            "effective_from": date.fromisoformat(day) if day else None,
        }
    )
