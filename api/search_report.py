"""What people search for: a page at the desk, and the same as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify

from api import csv
from catalogue.journal.desk_admin import is_provincial
from catalogue.search import dictionary, queries, service
from catalogue.search.models import MAX_TERM_WORDS, Synonym
from catalogue.search.retrieval import Match

PER_PAGE = 50
IN_A_TABLE = 10_000  # rows
HEADER = ["query", "language", "searches", "days", "last_day", "fewest_products"]
FOUND = {"none": 1, "few": 5, "any": None}  # fewer products than
DAYS = [7, 30, 180]
ORDERS = {
    "days": ("-days", "-asked", "query", "language"),
    "times": ("-asked", "-days", "query", "language"),
    "last": ("-last", "-asked", "query", "language"),
}


class Choice(forms.Form):
    """Which queries, and which first. What is no choice counts as not given."""

    found = forms.ChoiceField(
        label="Found",
        choices=[("none", "nothing"), ("few", "fewer than 5"), ("any", "anything")],
        initial="none",
    )
    days = forms.TypedChoiceField(
        label="In the last",
        choices=[(n, f"{n} days") for n in DAYS],
        coerce=int,
        initial=30,
    )
    language = forms.ChoiceField(
        label="Language",
        choices=[("", "any"), *((code, code) for code in settings.CATALOGUE_LANGUAGES)],
        required=False,
    )
    order = forms.ChoiceField(
        label="First",
        choices=[
            ("days", "on most days"),
            ("times", "most often"),
            ("last", "the latest"),
        ],
        initial="days",
    )

    @classmethod
    def of(cls, given: Any) -> "Choice":
        """With each member given or else as it begins."""
        begins = {name: field.initial or "" for name, field in cls.base_fields.items()}
        whole = cls(
            {**begins, **{name: given[name] for name in begins if name in given}}
        )
        whole = whole if whole.is_valid() else cls(begins)
        whole.full_clean()
        return whole

    def rows(self) -> QuerySet[Any, Any]:
        chosen = self.cleaned_data
        since = timezone.localdate() - timedelta(days=chosen["days"] - 1)
        found = queries.tallies(since).order_by(*ORDERS[chosen["order"]])
        if chosen["language"]:
            found = found.filter(language=chosen["language"])
        fewer_than = FOUND[chosen["found"]]
        return found if fewer_than is None else found.filter(fewest__lt=fewer_than)


@dataclass(frozen=True)
class Line:
    """A query on the page. `now`: how many products answer it by now; `read_as`: the
    words it was taken for; `known`: the rows of the dictionary that speak of it, each
    with its page; `add`: the form for a new one."""

    query: str
    language: str
    asked: int
    days: int
    last: date
    fewest: int
    now: int
    read_as: str | None
    known: list[tuple[str, str]]
    add: str


def page(request):
    if not is_provincial(request.user):
        raise PermissionDenied
    choice = Choice.of(request.GET)
    shown = Paginator(choice.rows(), PER_PAGE).get_page(request.GET.get("page"))
    asked = choice.cleaned_data
    context = {
        **admin.site.each_context(request),
        "title": "What people search for",
        "form": choice,
        "page": shown,
        "lines": list(lines(shown.object_list)),
        "asked": urlencode(asked),
        "kept_days": settings.QUERY_LOG_DAYS,
    }
    return TemplateResponse(request, "admin/search_queries.html", context)


def table(request):
    if not is_provincial(request.user):
        raise PermissionDenied
    rows = (
        Choice.of(request.GET)
        .rows()
        .values_list("query", "language", "asked", "days", "last", "fewest")
    )
    response = StreamingHttpResponse(
        csv.lines(HEADER, rows[:IN_A_TABLE]),
        content_type=f"{csv.MEDIA_TYPE}; charset=utf-8; header=present",
    )
    name = f"searches-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines(rows: Iterable[dict[str, Any]]) -> Iterator[Line]:
    address = dict(Synonym.objects.values_list("code", "pk"))
    known = dictionary.current()
    for row in rows:
        meanings = known.meanings(tuple(row["query"].split()))
        match = service.match(row["query"])
        yield Line(
            query=row["query"],
            language=row["language"],
            asked=row["asked"],
            days=row["days"],
            last=row["last"],
            fewest=row["fewest"],
            now=queries.answering(match),
            read_as=match.corrected,
            known=[
                (
                    one.code,
                    reverse("admin:search_synonym_change", args=[address[one.code]]),
                )
                for one in meanings
                if one.code in address
            ],
            add=_address_to_add(match, row["language"]),
        )


def _address_to_add(match: Match, language: str) -> str:
    """The form for a synonym, filled with what nobody knows of the query."""
    words = [word.text for word in match.words if not word.known]
    words = words or match.query.split()
    begun = {}
    if len(words) <= MAX_TERM_WORDS:
        term = " ".join(words)
        begun = {f"terms_{language}": term, "code": slugify(term)}
    return f"{reverse('admin:search_synonym_add')}?{urlencode(begun)}"


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("search/queries/", site.admin_view(page), name="search_queries"),
        path("search/queries.csv", site.admin_view(table), name="search_queries_csv"),
    ]
