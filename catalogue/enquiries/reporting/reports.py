"""The report on enquiries as an officer asks for it: within her scope, by a group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from catalogue.dates import within
from catalogue.enquiries import rates
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.rates import Rate
from catalogue.enquiries.reporting.facts import facts
from catalogue.enquiries.reporting.figures import Report, report
from catalogue.enquiries.reporting.naming import Line, named
from catalogue.sellers.models import Regency
from catalogue.sellers.querysets import overseen


@dataclass(frozen=True)
class Choice:
    """Which enquiries: delivered on days of Lampung, both inclusive, None open; of
    sellers in `regencies`, by code, empty is all."""

    group: str
    first: date | None = None
    last: date | None = None
    regencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A report with its groups named, and the rates by which rupiah are told."""

    lines: list[Line]
    report: Report
    rates: Mapping[str, Rate]


def table(user, choice: Choice, language: str) -> Table:
    """Of the sellers `user` looks after. Rates are those of the last day asked for."""
    found = counted(user, choice)
    on = min(choice.last or date.max, timezone.localdate())
    regencies = Regency.objects.filter(overseen(user, "code"))
    if choice.regencies:
        regencies = regencies.filter(pk__in=choice.regencies)
    return Table(
        lines=named(found.groups, choice.group, regencies, language),
        report=found,
        rates=rates.latest(on, found.currencies),
    )


def counted(user, choice: Choice) -> Report:
    """The same without names and rates."""
    return report(facts(_enquiries(user, choice), choice.group, timezone.now()))


def _enquiries(user, choice: Choice) -> QuerySet:
    found = Enquiry.objects.counted().filter(
        overseen(user, "regency"), within("delivered_at", choice.first, choice.last)
    )
    if choice.regencies:
        found = found.filter(regency__in=choice.regencies)
    return found
