"""What the office is judged on: the report on enquiries as a page at the desk."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe

from api import csv
from api.officer.enquiry_report import cells, header_of
from catalogue.enquiries.rates import HOME
from catalogue.enquiries.reporting.drawing import drawn, drawn_outcomes
from catalogue.enquiries.reporting.figures import (
    PARTS,
    Amounts,
    Figures,
    in_rupiah,
    together_in_rupiah,
)
from catalogue.enquiries.reporting.reports import Choice, Table, table
from catalogue.enquiries.wording import amount
from catalogue.journal.desk_admin import LANGUAGE, is_officer
from catalogue.readiness.showing.charts import NARROW, WIDE
from catalogue.sellers.models import Regency
from catalogue.sellers.querysets import overseen

GROUPS = [
    ("regency", "regency"),
    ("category", "category"),
    ("destination", "destination"),
    ("month", "month"),
]
DAYS = {"type": "date", "min": "2000-01-01", "max": "2099-12-31"}


class ReportForm(forms.Form):
    """Which enquiries, and by what they are put together."""

    group_by = forms.ChoiceField(label="By", choices=GROUPS)
    from_on = forms.DateField(
        label="Delivered from",
        required=False,
        widget=forms.DateInput(attrs=DAYS, format="%Y-%m-%d"),
    )
    to_on = forms.DateField(
        label="until",
        required=False,
        widget=forms.DateInput(attrs=DAYS, format="%Y-%m-%d"),
    )
    regency = forms.ChoiceField(required=False)

    def __init__(self, given: Any, user):
        super().__init__({"group_by": "regency", **given.dict()})
        offered: Any = self.fields["regency"]
        regencies = Regency.objects.filter(overseen(user, "code"))
        names = [(row.code, row.short_name) for row in regencies]
        offered.choices = [("", "all you look after"), *names]

    def clean(self):
        given = super().clean() or {}
        first, last = given.get("from_on"), given.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "Before the first day.")
        return given

    def choice(self) -> Choice:
        """Wants it to be valid."""
        given = self.cleaned_data
        regencies = (given["regency"],) if given["regency"] else ()
        return Choice(given["group_by"], given["from_on"], given["to_on"], regencies)


def page(request):
    form = _asked(request)
    context = {
        **admin.site.each_context(request),
        "title": "Report on enquiries",
        "form": form,
        "asked": urlencode(request.GET.dict()),
    }
    if form.is_valid():
        choice = form.choice()
        context |= _told(choice, table(request.user, choice, LANGUAGE))
    return TemplateResponse(request, "admin/enquiry_report.html", context)


def _told(choice: Choice, found: Table) -> dict[str, Any]:
    charts = [drawn(found.lines, choice.group, LANGUAGE, w) for w in (WIDE, NARROW)]
    came = zip(
        drawn_outcomes(found.lines, LANGUAGE, WIDE),
        drawn_outcomes(found.lines, LANGUAGE, NARROW),
        strict=True,
    )
    return {
        "group": choice.group,
        # Our own drawings, their texts escaped.
        "charts": [mark_safe(drawing) for drawing in charts],  # noqa: S308
        "outcome_charts": [list(map(mark_safe, pair)) for pair in came],
        "lines": [(name, f, list(money(f, found))) for _, name, f in found.lines],
        "totals": found.report.totals,
        "totals_money": list(money(found.report.totals, found)),
        "rates": sorted(found.rates.items()),
    }


def as_table(request):
    """Asked wrong, it leads to the page, which says what is wrong."""
    form = _asked(request)
    if not form.is_valid():
        report = reverse("admin:enquiry_report")
        return HttpResponseRedirect(f"{report}?{urlencode(request.GET.dict())}")
    choice = form.choice()
    found = table(request.user, choice, LANGUAGE)
    return csv.download(
        f"enquiries-by-{choice.group}",
        header_of(found, LANGUAGE),
        cells(found, choice.group, LANGUAGE),
    )


def _asked(request) -> ReportForm:
    if not is_officer(request.user):
        raise PermissionDenied
    return ReportForm(request.GET, request.user)


def money(figures: Figures, found: Table) -> Iterator[tuple[str, list[str]]]:
    """Per currency its name and the three amounts, each for itself; then, about, all
    in rupiah, where that says more."""
    for code, amounts in sorted(figures.amounts.items()):
        about = in_rupiah(amounts, code, found.rates)
        yield code, [_shown(amounts, part, about, code) for part in PARTS]
    together = together_in_rupiah(figures, found.rates)
    if together is not None and len(figures.amounts) > 1:
        told = [_about(together, part) for part in PARTS]
        yield "all, indicative", told


def _shown(amounts: Amounts, part: str, about: Amounts | None, currency: str) -> str:
    value = getattr(amounts, part)
    shown = amount(value, currency, LANGUAGE)
    if about is None or currency == HOME or not value:
        return shown
    return f"{shown} ({_about(about, part)})"


def _about(amounts: Amounts, part: str) -> str:
    return f"≈ {amount(getattr(amounts, part), HOME, LANGUAGE)}"


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("enquiries/report/", site.admin_view(page), name="enquiry_report"),
        path(
            "enquiries/report.csv", site.admin_view(as_table), name="enquiry_report_csv"
        ),
    ]
