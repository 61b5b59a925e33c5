"""What is added up, and what never is."""

from datetime import date
from decimal import Decimal

from catalogue.enquiries.rates import Rate
from catalogue.enquiries.reporting.figures import (
    Amounts,
    Came,
    Fact,
    in_rupiah,
    report,
    together_in_rupiah,
)

RATES = {"USD": Rate(Decimal("16650.5"), date(2026, 11, 27), "Bank Indonesia")}


def promised(amount: str, currency: str) -> Fact:
    return Fact(
        keys=("18.01",),
        is_due=True,
        answered=True,
        in_time=True,
        quoted=True,
        agreed=True,
        committed=(Decimal(amount), currency),
    )


def came(amount: str, currency: str, *, verified: bool, jobs: int = 0) -> Fact:
    result = Came(True, verified, (Decimal(amount), currency), jobs)
    return Fact(keys=("18.01",), answered=True, quoted=True, agreed=True, came=result)


def test_promised_verified_and_unverified_stay_apart_by_currency():
    found = report(
        [
            promised("100", "USD"),
            promised("50", "USD"),
            promised("7000000", "IDR"),
            came("90", "USD", verified=True, jobs=3),
            came("40", "USD", verified=False, jobs=2),
        ]
    ).totals

    assert found.amounts == {
        "USD": Amounts(Decimal(150), Decimal(90), Decimal(40)),
        "IDR": Amounts(Decimal(7_000_000), Decimal(0), Decimal(0)),
    }
    assert (found.jobs_verified, found.jobs_unverified) == (3, 2)
    assert (found.realised_verified, found.realised_unverified) == (1, 1)
    assert (found.agreed, found.outcomes) == (5, 2)


def test_what_came_to_nothing_is_an_outcome_and_not_realised():
    nothing = Fact(keys=("JP",), agreed=True, came=Came(False, True))

    found = report([nothing]).totals

    assert (found.outcomes, found.realised_verified, found.amounts) == (1, 0, {})


def test_one_of_two_groups_counts_in_each_and_once_in_all():
    found = report([Fact(keys=("kopi", "kain-tapis")), Fact(keys=("kopi",))])

    assert {key: f.enquiries for key, f in found.groups.items()} == {
        "kopi": 2,
        "kain-tapis": 1,
    }
    assert found.totals.enquiries == 2


def test_stages_part_all_enquiries():
    answered = Fact(keys=("18.01",), answered=True)
    quoted = Fact(keys=("18.01",), answered=True, quoted=True)
    agreed = Fact(keys=("18.01",), answered=True, quoted=True, agreed=True)

    found = report([Fact(keys=("18.01",)), answered, answered, quoted, agreed])

    assert found.totals.stages == [1, 1, 2, 1]


def test_rupiah_need_no_rate_and_others_one():
    amounts = Amounts(Decimal("1.50"), Decimal(2), Decimal(0))

    assert in_rupiah(amounts, "IDR", {}) == amounts
    assert in_rupiah(amounts, "USD", RATES) == Amounts(
        Decimal("24975.75"), Decimal(33301), Decimal(0)
    )
    assert in_rupiah(amounts, "JPY", RATES) is None


def test_currencies_come_together_only_where_each_has_a_rate():
    known = report([promised("1", "USD"), promised("1000", "IDR")]).totals
    unknown = report([promised("1", "USD"), promised("1000", "JPY")]).totals

    assert together_in_rupiah(known, RATES) == Amounts(
        Decimal("17650.50"), Decimal(0), Decimal(0)
    )
    assert together_in_rupiah(unknown, RATES) is None


def test_nothing_is_no_money():
    found = report([])

    assert (found.groups, found.currencies, found.totals.enquiries) == ({}, [], 0)
    assert together_in_rupiah(found.totals, {}) == Amounts()
