"""What is known of a seller and a product, as plain values. Pure.

These are the inputs of an assessment; a snapshot keeps them, so that anybody can
recompute it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Evidence(StrEnum):
    """What an answer rests on, the weakest first."""

    NONE = "none"
    SELF_DECLARED = "self_declared"
    DOCUMENT = "evidence_uploaded"
    VERIFIED = "verified"
    MEASURED = "measured"


@dataclass(frozen=True)
class Held:
    """A certificate with a document: its type, and the last day it counts."""

    code: str
    is_verified: bool
    expires_on: date | None = None

    def counts_on(self, day: date) -> bool:
        return self.expires_on is None or self.expires_on >= day


@dataclass(frozen=True)
class Answer:
    """The option chosen, and what the seller has to show for it.

    `has_document` is also true of one an officer has verified or rejected.
    """

    option: str
    evidence: Evidence = Evidence.SELF_DECLARED
    expires_on: date | None = None
    has_document: bool = False

    def evidence_on(self, day: date) -> Evidence:
        """An expired document is as if absent."""
        if self.expires_on is not None and self.expires_on < day:
            return Evidence.SELF_DECLARED
        return self.evidence

    @property
    def was_turned_down(self) -> bool:
        """An officer did not agree with its document, which is still there."""
        return self.has_document and self.evidence is Evidence.SELF_DECLARED

    def changed_to(self, option: str) -> "Answer":
        """Another option: an officer has not seen it; a document that she has not
        turned down stays."""
        keeps = self.has_document and not self.was_turned_down
        evidence = Evidence.DOCUMENT if keeps else Evidence.SELF_DECLARED
        return replace(self, option=option, evidence=evidence)


@dataclass(frozen=True)
class SellerFacts:
    """Of the business: its answers, its general certificates, what was measured.

    `awaiting` are the certificate types that it has told of elsewhere than among its
    certificates, and that no officer has verified yet: a NIB typed in.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    measured: Mapping[str, str] = field(default_factory=dict)
    awaiting: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProductFacts:
    """Of one product, with its seller's.

    `conditions` are the yes/no answers given; `confirmed` those an officer confirmed,
    with the last day that counts. `is_publishable`: complete, with HS code, unit,
    minimum order and a picture.
    """

    seller: SellerFacts
    hs_code: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    measured: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)
    confirmed: Mapping[str, date | None] = field(default_factory=dict)
    is_publishable: bool = False
    has_english: bool = False
    has_price_with_incoterm: bool = False
    capacity_covers_min_order: bool = False

    @property
    def all_held(self) -> tuple[Held, ...]:
        return (*self.seller.held, *self.held)


def dump_seller(facts: SellerFacts) -> dict[str, Any]:
    """As JSON; `read_seller` is the inverse."""
    return {
        "answers": {code: _dump_answer(a) for code, a in sorted(facts.answers.items())},
        "held": [_dump_held(held) for held in facts.held],
        "measured": dict(sorted(facts.measured.items())),
        "awaiting": list(facts.awaiting),
    }


def read_seller(data: Mapping[str, Any]) -> SellerFacts:
    return SellerFacts(
        answers={code: _read_answer(a) for code, a in data["answers"].items()},
        held=tuple(_read_held(held) for held in data["held"]),
        measured=data["measured"],
        # Snapshots of before it was told apart lack it.
        awaiting=tuple(data.get("awaiting", ())),
    )


FLAGS = (
    "is_publishable",
    "has_english",
    "has_price_with_incoterm",
    "capacity_covers_min_order",
)


def dump_product(facts: ProductFacts) -> dict[str, Any]:
    """As JSON; `read_product` is the inverse."""
    return {
        "seller": dump_seller(facts.seller),
        "hs_code": facts.hs_code,
        "answers": {code: _dump_answer(a) for code, a in sorted(facts.answers.items())},
        "held": [_dump_held(held) for held in facts.held],
        "measured": dict(sorted(facts.measured.items())),
        "conditions": dict(sorted(facts.conditions.items())),
        "confirmed": {c: _day(d) for c, d in sorted(facts.confirmed.items())},
        "flags": [name for name in FLAGS if getattr(facts, name)],
    }


def read_product(data: Mapping[str, Any]) -> ProductFacts:
    return ProductFacts(
        seller=read_seller(data["seller"]),
        hs_code=data["hs_code"],
        answers={code: _read_answer(a) for code, a in data["answers"].items()},
        held=tuple(_read_held(held) for held in data["held"]),
        measured=data["measured"],
        conditions=data["conditions"],
        confirmed={c: _date(d) for c, d in data["confirmed"].items()},
        **{name: name in data["flags"] for name in FLAGS},
    )


def _dump_answer(answer: Answer) -> list[Any]:
    return [
        answer.option,
        str(answer.evidence),
        _day(answer.expires_on),
        answer.has_document,
    ]


def _read_answer(data: list[Any]) -> Answer:
    return Answer(data[0], Evidence(data[1]), _date(data[2]), data[3])


def _dump_held(held: Held) -> list[Any]:
    return [held.code, held.is_verified, _day(held.expires_on)]


def _read_held(data: list[Any]) -> Held:
    return Held(data[0], data[1], _date(data[2]))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
