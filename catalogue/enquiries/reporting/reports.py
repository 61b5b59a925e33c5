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
from catalogue.readiness.showing import charts
from catalogue.sellers.models import Regency
from catalogue.sellers.querysets import overseen
from catalogue.texts import resolve


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


TITLES = {
    "regency": {"en": "Enquiries per regency", "id": "Permintaan per kabupaten/kota"},
    "category": {"en": "Enquiries per category", "id": "Permintaan per kategori"},
    "destination": {
        "en": "Enquiries per destination",
        "id": "Permintaan per negara tujuan",
    },
    "month": {"en": "Enquiries per month", "id": "Permintaan per bulan"},
}
SAID = {"en": "{name}, enquiries: {total}", "id": "{name}, permintaan: {total}"}
STAGES = [  # as `Figures.stages`, each with its shade
    ({"en": "Agreed", "id": "Sepakat"}, 4),
    ({"en": "Quoted, not agreed", "id": "Ditawarkan, belum sepakat"}, 3),
    ({"en": "Answered, no quote", "id": "Dijawab, tanpa penawaran"}, 2),
    ({"en": "Not answered", "id": "Belum dijawab"}, 0),
]
MOST_DRAWN = 40  # bars


def drawn(
    lines: list[Line], group: str, language: str, width: int = charts.WIDE
) -> str:
    """How far the enquiries of each group came, as SVG; of very many, the first."""
    names = [(resolve(texts, language), shade) for texts, shade in STAGES]
    return charts.bars(
        [(name, figures.stages) for _, name, figures in lines[:MOST_DRAWN]],
        [charts.Part(name, name, shade) for name, shade in names],
        title=resolve(TITLES[group], language),
        said=resolve(SAID, language),
        language=language,
        width=width,
    )
