"""What the office is judged on: enquiries, what came of them, by group; and as CSV."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers

from api.csv import RENDERERS, TableParameters, csv_answer
from api.errors import fault
from api.money import money_json
from api.officer.readiness_table import with_code
from api.officer.shapes import check_scope, regency_parameter
from api.officer.statistics import MOST, DayField
from api.parameters import ChoiceField, Parameter, Parameters
from api.private import PrivateView, operation
from catalogue.enquiries.amounts import rounded
from catalogue.enquiries.rates import HOME, Rate
from catalogue.enquiries.reporting.facts import GROUPS
from catalogue.enquiries.reporting.figures import (
    COUNTS,
    PARTS,
    Amounts,
    Figures,
    in_rupiah,
    together_in_rupiah,
)
from catalogue.enquiries.reporting.reports import Choice, Table, table
from catalogue.listings.rows import dump
from catalogue.listings.shapes import (
    AmountField,
    CodeField,
    MoneySerializer,
    NumberField,
    Shape,
    TextField,
)
from catalogue.texts import Texts, resolve


class ReportParameters(Parameters):
    """Which enquiries, and by what they are put together."""

    group_by = Parameter(ChoiceField(GROUPS), "`regency` where it is not given.")
    from_on = Parameter(
        DayField(),
        "Delivered to their sellers on this day of Lampung or later; without it, from "
        "the beginning.",
    )
    to_on = Parameter(DayField(), "On this day or before; without it, to this day.")
    regency = regency_parameter()

    @classmethod
    def check(cls, values, sent):
        first, last = values.get("from_on"), values.get("to_on")
        if first and last and last < first:
            return [fault("to_on", "too_small", value=last, limit=first)]
        return []


class EnquiryAmountsSerializer(Shape):
    """What was promised, and what came of it: three amounts never to be added up."""

    committed = MoneySerializer(help_text="Totals of the quotes that were accepted.")
    realised_verified = MoneySerializer(
        help_text="Outcomes as sellers recorded them, verified by an officer."
    )
    realised_unverified = MoneySerializer(help_text="Outcomes nobody has verified.")


class EnquiryCurrencySerializer(EnquiryAmountsSerializer):
    """All that is in one currency."""

    currency = CodeField(max_length=3, help_text="ISO 4217.")
    indicative = EnquiryAmountsSerializer(
        allow_null=True,
        help_text="About as much in IDR, by `rates`; null where none is loaded.",
    )


class EnquiryFiguresSerializer(Shape):
    """Enquiries that reached their seller, and what came of them until now."""

    enquiries = NumberField(
        max_value=MOST, help_text="Neither those that are held nor spam."
    )
    due = NumberField(
        max_value=MOST,
        help_text="Those answered, or whose time to be answered is over: what "
        "`answered_in_time` is a share of.",
    )
    answered = NumberField(
        max_value=MOST, help_text="By seller or officer; declining is an answer."
    )
    answered_in_time = NumberField(max_value=MOST)
    answered_by_officer = NumberField(
        max_value=MOST, help_text="Those first answered by an officer."
    )
    quoted = NumberField(max_value=MOST, help_text="With at least one quote.")
    agreed = NumberField(
        max_value=MOST, help_text="A quote was accepted, and not withdrawn since."
    )
    outcomes = NumberField(
        max_value=MOST, help_text="Sellers have recorded what came of it."
    )
    realised_verified = NumberField(
        max_value=MOST, help_text="Came about; an officer has verified it."
    )
    realised_unverified = NumberField(
        max_value=MOST, help_text="Came about; nobody has verified it."
    )
    jobs_verified = NumberField(max_value=MOST)
    jobs_unverified = NumberField(max_value=MOST)
    amounts = EnquiryCurrencySerializer(
        many=True, max_length=200, help_text="By currency, in the order of the codes."
    )
    indicative = EnquiryAmountsSerializer(
        allow_null=True,
        help_text="All currencies together, about, in IDR; null where a rate is "
        "missing. To compare, never to account by.",
    )


class EnquiryGroupSerializer(EnquiryFiguresSerializer):
    """Those of one regency, category, destination or month."""

    key = CodeField(
        help_text="A code, an ISO 3166-1 country, `2026-11`, or `unspecified`."
    )
    name = TextField(max_length=120)


class AppliedRateSerializer(Shape):
    """A rate by which amounts were made comparable."""

    currency = CodeField(max_length=3)
    idr_per_unit = AmountField(decimals=None, help_text="Rupiah for one unit.")
    on = serializers.DateField(read_only=True)
    published_by = TextField(max_length=200, help_text="`Bank Indonesia, kurs tengah`.")


class EnquiryReportSerializer(Shape):
    """The figures, by group and together."""

    group_by = serializers.ChoiceField(choices=GROUPS, read_only=True)
    from_on = serializers.DateField(read_only=True, allow_null=True)
    to_on = serializers.DateField(read_only=True, allow_null=True)
    rows = EnquiryGroupSerializer(many=True, max_length=1000)
    totals = EnquiryFiguresSerializer(
        help_text="Each enquiry once: not the sum of the rows where one asks for "
        "products of several categories."
    )
    rates = AppliedRateSerializer(
        many=True, max_length=200, help_text="Of the last day asked for, or before."
    )


def choice_of(user, values: dict[str, Any]) -> Choice:
    """Raises a `Problem` for a regency that is not hers to look after."""
    check_scope(user, values.get("regency", ()))
    return Choice(
        group=values.get("group_by", "regency"),
        first=values.get("from_on"),
        last=values.get("to_on"),
        regencies=values.get("regency", ()),
    )


class EnquiryReportView(PrivateView):
    """Enquiries and what came of them."""

    @operation(
        "get_enquiry_report",
        tag="officer",
        summary="Get the report on enquiries",
        parameters=ReportParameters,
        responses=EnquiryReportSerializer,
    )
    def get(self, request):
        """Of the sellers you look after: those of its regency when it was sent.

        An enquiry belongs to the day on which it reached its seller, and is told as it
        stands now. By `category`: it counts once in each category that its products
        are in, with all its amounts. By `destination`: where it went, as its outcome
        says, or else where the buyer wants it. Erasing who asked changes nothing.
        """
        choice = choice_of(request.user, self.values)
        found = table(request.user, choice, self.language)
        body = {
            "group_by": choice.group,
            "from_on": choice.first and choice.first.isoformat(),
            "to_on": choice.last and choice.last.isoformat(),
            "rows": [
                {"key": key, "name": name, **figures_json(figures, found.rates)}
                for key, name, figures in found.lines
            ],
            "totals": figures_json(found.report.totals, found.rates),
            "rates": [rate_json(code, r) for code, r in sorted(found.rates.items())],
        }
        return self.answer(body, tag=self.tag(1, dump(body)))


def figures_json(figures: Figures, rates: Mapping[str, Rate]) -> dict[str, Any]:
    return {
        **{name: getattr(figures, name) for name in COUNTS},
        "amounts": [
            {
                "currency": code,
                **_amounts(amounts, code),
                "indicative": _indicative(in_rupiah(amounts, code, rates)),
            }
            for code, amounts in sorted(figures.amounts.items())
        ],
        "indicative": _indicative(together_in_rupiah(figures, rates)),
    }


def _amounts(amounts: Amounts, currency: str) -> dict[str, Any]:
    return {
        part: money_json(amount_of(amounts, part, currency), currency) for part in PARTS
    }


def amount_of(amounts: Amounts, part: str, currency: str) -> Decimal:
    """With the decimals of the currency, all alike."""
    return rounded(getattr(amounts, part), currency)


def _indicative(amounts: Amounts | None) -> dict[str, Any] | None:
    return None if amounts is None else _amounts(amounts, HOME)


def rate_json(currency: str, rate: Rate) -> dict[str, Any]:
    return {
        "currency": currency,
        "idr_per_unit": f"{rate.idr_per_unit.normalize():f}",
        "on": rate.on.isoformat(),
        "published_by": rate.source,
    }


class ReportTableParameters(ReportParameters, TableParameters):
    """What is counted, and how the table is written."""


class EnquiryReportCsvView(PrivateView):
    """The same report as a table for spreadsheets."""

    renderer_classes = RENDERERS

    @operation(
        "get_enquiry_report_csv",
        tag="officer",
        summary="Download the report on enquiries",
        parameters=ReportTableParameters,
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request):
        """One line for each group, and one for all of them, in which each enquiry
        counts once: RFC 4180, UTF-8 with a byte order mark.

        Each currency has three columns of its own, with its own decimals: promised,
        realised and verified, realised and not verified. The last three are all
        currencies, about, in IDR; empty where a rate is missing.
        """
        choice = choice_of(request.user, self.values)
        found = table(request.user, choice, self.language)
        header = header_of(found, self.language)
        name = f"enquiries-by-{choice.group}"
        return csv_answer(self, name, header, cells(found, choice.group, self.language))


COLUMNS: dict[str, Texts] = {
    "code": {"en": "Code", "id": "Kode"},
    "name": {"en": "Name", "id": "Nama"},
    "enquiries": {"en": "Enquiries", "id": "Permintaan"},
    "due": {"en": "Due", "id": "Jatuh tempo"},
    "answered": {"en": "Answered", "id": "Dijawab"},
    "answered_in_time": {"en": "Answered in time", "id": "Dijawab tepat waktu"},
    "answered_by_officer": {"en": "Answered by an officer", "id": "Dijawab petugas"},
    "quoted": {"en": "Quoted", "id": "Ditawarkan"},
    "agreed": {"en": "Agreed", "id": "Sepakat"},
    "outcomes": {"en": "Outcomes recorded", "id": "Hasil dicatat"},
    "realised_verified": {
        "en": "Realised, verified",
        "id": "Terwujud, terverifikasi",
    },
    "realised_unverified": {
        "en": "Realised, not verified",
        "id": "Terwujud, belum diverifikasi",
    },
    "jobs_verified": {"en": "Jobs, verified", "id": "Lapangan kerja, terverifikasi"},
    "jobs_unverified": {
        "en": "Jobs, not verified",
        "id": "Lapangan kerja, belum diverifikasi",
    },
}
# Followed by the currency.
AMOUNTS: dict[str, Texts] = {
    "committed": {"en": "Promised", "id": "Disepakati"},
    "realised_verified": {
        "en": "Value realised, verified",
        "id": "Nilai terwujud, terverifikasi",
    },
    "realised_unverified": {
        "en": "Value realised, not verified",
        "id": "Nilai terwujud, belum diverifikasi",
    },
}
ALL_CURRENCIES = {
    "en": "in IDR, all currencies, indicative",
    "id": "dalam IDR, semua mata uang, indikatif",
}
TOTAL = {"en": "All, each enquiry once", "id": "Semua, tiap permintaan sekali"}


def header_of(found: Table, language: str) -> list[str]:
    columns = [COLUMNS[name] for name in ("code", "name", *COUNTS)]
    money = [
        f"{resolve(AMOUNTS[part], language)} {currency}"
        for currency in (*found.report.currencies, resolve(ALL_CURRENCIES, language))
        for part in PARTS
    ]
    return [*(resolve(texts, language) for texts in columns), *money]


def cells(found: Table, group: str, language: str) -> Iterator[list[Any]]:
    """A regency's code stands before its name, so that it stays a text."""
    for key, name, figures in found.lines:
        shown = with_code(key, name) if group == "regency" else key
        yield [shown, name, *_numbers(figures, found)]
    yield ["", resolve(TOTAL, language), *_numbers(found.report.totals, found)]


def _numbers(figures: Figures, found: Table) -> Iterator[int | Decimal | None]:
    yield from (getattr(figures, name) for name in COUNTS)
    nothing = Amounts()
    for code in found.report.currencies:
        amounts = figures.amounts.get(code, nothing)
        yield from (amount_of(amounts, part, code) for part in PARTS)
    about = together_in_rupiah(figures, found.rates)
    for part in PARTS:
        yield None if about is None else amount_of(about, part, HOME)
