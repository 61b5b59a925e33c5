from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from catalogue.enquiries.models import ExchangeRate
from catalogue.enquiries.rates import Converted, Rate, in_currency, latest

ON = date(2026, 11, 27)
USD = Rate(Decimal("16650.5"), ON, "sample")
JPY = Rate(Decimal("107.25"), ON, "sample")
RATES = {"USD": USD, "JPY": JPY}


def test_an_amount_in_its_own_currency_stays_as_it_is():
    converted = in_currency(Decimal("1.855"), "EUR", "EUR", {})

    assert converted == Converted(Decimal("1.855"), "EUR", ())


@pytest.mark.parametrize(
    ("amount", "currency", "wanted", "result", "rates"),
    [
        ("25000", "IDR", "USD", "1.50", (USD,)),
        ("1.85", "USD", "IDR", "30803.43", (USD,)),
        ("1.85", "USD", "JPY", "287", (USD, JPY)),
        ("0", "USD", "JPY", "0", (USD, JPY)),
    ],
)
def test_amounts_go_through_rupiah_and_are_rounded_as_their_currency_is(
    amount, currency, wanted, result, rates
):
    converted = in_currency(Decimal(amount), currency, wanted, RATES)

    assert converted == Converted(Decimal(result), wanted, rates)
    assert str(converted.amount) == result


@pytest.mark.parametrize(("currency", "wanted"), [("EUR", "USD"), ("USD", "EUR")])
def test_without_a_rate_there_is_no_answer(currency, wanted):
    assert in_currency(Decimal(1), currency, wanted, RATES) is None


def make_rate(currency, on, idr_per_unit):
    return ExchangeRate.objects.create(
        currency=currency, on=on, idr_per_unit=idr_per_unit, source="sample"
    )


@pytest.mark.django_db
def test_the_newest_rate_that_is_not_after_the_day_counts():
    make_rate("USD", date(2026, 11, 1), 16_000)
    make_rate("USD", date(2026, 11, 20), 16_500)
    make_rate("USD", date(2026, 11, 28), 17_000)
    make_rate("JPY", date(2026, 11, 27), 107)

    rates = latest(ON, ["USD", "EUR", "IDR"])

    assert rates == {"USD": Rate(Decimal(16_500), date(2026, 11, 20), "sample")}


@pytest.mark.django_db
def test_a_rate_counts_for_ninety_days():
    make_rate("USD", date(2026, 8, 29), 16_000)
    make_rate("JPY", date(2026, 8, 28), 107)

    assert list(latest(ON, ["USD", "JPY"])) == ["USD"]


@pytest.mark.django_db
@pytest.mark.parametrize("idr_per_unit", [0, -1])
def test_the_database_keeps_no_rate_of_zero_or_less(idr_per_unit):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_rate("USD", ON, idr_per_unit)

    assert ExchangeRate.objects.count() == 0


HEADER = "currency,on,idr_per_unit,source\n"
GOOD = "USD,2026-11-27,16650.5,sample\nJPY,2026-11-27,107.25,sample\n"


def file_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "rates.csv"
    path.write_bytes(text.encode(encoding))
    return path


def stored():
    return {rate.code: rate.idr_per_unit for rate in ExchangeRate.objects.all()}


@pytest.mark.django_db
def test_a_file_is_loaded_and_a_second_time_changes_nothing(tmp_path, capsys):
    path = file_of(tmp_path, HEADER + GOOD, "utf-8-sig")

    call_command("load_exchange_rates", path)
    call_command("load_exchange_rates", path)

    assert stored() == {
        "USD:2026-11-27": Decimal("16650.5"),
        "JPY:2026-11-27": Decimal("107.25"),
    }
    assert capsys.readouterr().out == "2 exchange rates loaded\n" * 2


@pytest.mark.django_db
def test_a_corrected_rate_takes_the_place_of_the_one_before(tmp_path):
    make_rate("USD", ON, 1)

    call_command("load_exchange_rates", file_of(tmp_path, HEADER + GOOD))

    assert stored()["USD:2026-11-27"] == Decimal("16650.5")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("currency,on\n", "Line 1: no column idr_per_unit, source."),
        ("", "Line 1: no column currency, idr_per_unit, on, source."),
        (
            HEADER + GOOD + "XXY,2026-11-27,1,sample\n",
            "Line 4, column currency: 'XXY' is no code of ISO 4217 other than IDR.",
        ),
        (
            HEADER + GOOD + "IDR,2026-11-27,1,sample\n",
            "Line 4, column currency: 'IDR' is no code of ISO 4217 other than IDR.",
        ),
        (
            HEADER + GOOD + "EUR,27/11/2026,1,sample\n",
            "Line 4, column on: '27/11/2026' is no date like 2026-11-27.",
        ),
        *(
            (
                f"{HEADER}{GOOD}EUR,2026-11-27,{cost},sample\n",
                f"Line 4, column idr_per_unit: '{cost}' is no amount above zero, "
                "like 16650.5.",
            )
            for cost in ("0", "-1", "NaN", "Infinity", "1x", "")
        ),
        *(
            (
                f"{HEADER}{GOOD}EUR,2026-11-27,{cost},sample\n",
                f"Line 4, column idr_per_unit: '{cost}' is no amount of at most 12 "
                "digits and 6 decimals.",
            )
            for cost in ("1000000000000", "1.0000001", "1E+99")
        ),
        (
            HEADER + GOOD + "EUR,2026-11-27,1,\n",
            "Line 4, column source: '' is no source of 1 to 200 characters.",
        ),
        (
            HEADER + GOOD + "EUR\n",
            "Line 4, column on: '' is no date like 2026-11-27.",
        ),
        (
            HEADER + GOOD + "USD,2026-11-27,2,sample\n",
            "Line 4: USD:2026-11-27 is on line 2 already.",
        ),
    ],
)
def test_one_fault_is_named_and_nothing_is_loaded(tmp_path, text, message):
    with pytest.raises(CommandError) as refusal:
        call_command("load_exchange_rates", file_of(tmp_path, text))

    assert str(refusal.value) == message
    assert stored() == {}


@pytest.mark.django_db
def test_a_file_that_is_no_text_is_refused(tmp_path):
    with pytest.raises(CommandError, match="not a CSV in UTF-8"):
        call_command("load_exchange_rates", file_of(tmp_path, "\xe9" * 9, "latin-1"))

    assert stored() == {}


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv cannot be read: No such file"):
        call_command("load_exchange_rates", tmp_path / "none.csv")
