"""Enquiries counted, and what came of them. Pure.

Promised, verified and unverified amounts are three things: they are never added up,
nor are two currencies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from catalogue.enquiries.rates import HOME, Rate, in_currency

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Came:
    """What a seller says came of an agreement. `value`: (amount, ISO 4217)."""

    realised: bool
    verified: bool
    value: tuple[Decimal, str] | None = None
    jobs: int = 0


@dataclass(frozen=True)
class Fact:
    """One enquiry as it stands. `keys`: the groups that it is in, each once.

    `is_due`: it was answered, or the time to answer it is over. `committed`: the total
    of the quote that was accepted.
    """

    keys: tuple[str, ...]
    is_due: bool = False
    answered: bool = False
    in_time: bool = False
    by_officer: bool = False
    quoted: bool = False
    agreed: bool = False
    committed: tuple[Decimal, str] | None = None
    came: Came | None = None


@dataclass
class Amounts:
    """Of one currency."""

    committed: Decimal = NOTHING
    realised_verified: Decimal = NOTHING
    realised_unverified: Decimal = NOTHING


PARTS = ("committed", "realised_verified", "realised_unverified")


@dataclass
class Figures:
    """Of all enquiries, or of one group of them. `amounts` are by currency."""

    enquiries: int = 0
    due: int = 0
    answered: int = 0
    answered_in_time: int = 0
    answered_by_officer: int = 0
    quoted: int = 0
    agreed: int = 0
    outcomes: int = 0
    realised_verified: int = 0
    realised_unverified: int = 0
    jobs_verified: int = 0
    jobs_unverified: int = 0
    amounts: dict[str, Amounts] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        self.enquiries += 1
        self.due += fact.is_due
        self.answered += fact.answered
        self.answered_in_time += fact.in_time
        self.answered_by_officer += fact.by_officer
        self.quoted += fact.quoted
        self.agreed += fact.agreed
        if fact.committed is not None:
            self._add_amount("committed", *fact.committed)
        if fact.came is not None:
            self._add_outcome(fact.came)

    def _add_outcome(self, came: Came) -> None:
        self.outcomes += 1
        if came.verified:
            self.realised_verified += came.realised
            self.jobs_verified += came.jobs
        else:
            self.realised_unverified += came.realised
            self.jobs_unverified += came.jobs
        if came.value is not None:
            part = "realised_verified" if came.verified else "realised_unverified"
            self._add_amount(part, *came.value)

    def _add_amount(self, part: str, amount: Decimal, currency: str) -> None:
        amounts = self.amounts.setdefault(currency, Amounts())
        setattr(amounts, part, getattr(amounts, part) + amount)

    @property
    def stages(self) -> list[int]:
        """Agreed; quoted, no more; answered, no more; not answered: each once."""
        return [
            self.agreed,
            self.quoted - self.agreed,
            self.answered - self.quoted,
            self.enquiries - self.answered,
        ]


COUNTS = tuple(name for name in Figures.__dataclass_fields__ if name != "amounts")


@dataclass(frozen=True)
class Report:
    """Figures by group, and of all together, where each enquiry counts once."""

    groups: Mapping[str, Figures]
    totals: Figures

    @property
    def currencies(self) -> list[str]:
        return sorted(self.totals.amounts)


def report(facts: Iterable[Fact]) -> Report:
    groups: dict[str, Figures] = {}
    totals = Figures()
    for fact in facts:
        totals.add(fact)
        for key in fact.keys:
            groups.setdefault(key, Figures()).add(fact)
    return Report(groups, totals)


def in_rupiah(
    amounts: Amounts, currency: str, rates: Mapping[str, Rate]
) -> Amounts | None:
    """About as much in rupiah; None where no rate of the currency is loaded."""
    converted = [
        in_currency(getattr(amounts, part), currency, HOME, rates) for part in PARTS
    ]
    if None in converted:
        return None
    return Amounts(*(one.amount for one in converted if one is not None))


def together_in_rupiah(figures: Figures, rates: Mapping[str, Rate]) -> Amounts | None:
    """Each part of all currencies, about, in rupiah; None where a rate is missing."""
    found = [in_rupiah(a, code, rates) for code, a in figures.amounts.items()]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    return Amounts(*(_sum(known, part) for part in PARTS))


def _sum(found: Sequence[Amounts], part: str) -> Decimal:
    return sum((getattr(one, part) for one in found), NOTHING)
