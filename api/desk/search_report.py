"""What people search for: a page at the desk, and the same as a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from api import csv
from catalogue.journal.desk_admin import is_provincial
from catalogue.search import analysis, dictionary, matching, queries
from catalogue.search.dictionary import Dictionary
from catalogue.search.models import MAX_TERM_WORDS, Synonym
from catalogue.search.retrieval import Match

PER_PAGE = 50
IN_A_TABLE = 1_000  # rows; each is searched for once more
HEADER = [
    "query", "read_as", "language", "searches", "days", "last_day", "fewest_products",
    "finds_now", "synonyms",
]  # fmt: skip
FOUND: dict[str, dict[str, Any]] = {
    "none": {"fewest__lt": 1},
    "few": {"fewest__lt": 5},
    "misspelt": {"misread__gt": ""},
    "any": {},
}
MOST_OFFERED = 2  # rows of the dictionary to add a misspelling to
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
        choices=[
            ("none", "nothing"),
            ("few", "fewer than 5"),
            ("misspelt", "by another spelling"),
            ("any", "anything"),
        ],
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
        return found.filter(**FOUND[chosen["found"]])


@dataclass(frozen=True)
class Line:
    """A query on the page. `now`: how many products answer it by now; `read_as`: how it
    is put right; `known`: the rows of the dictionary that speak of it, each with its
    page; `offered`: what may be done, each with its form."""

    query: str
    language: str
    asked: int
    days: int
    last: date
    fewest: int
    now: int
    read_as: str
    known: list[tuple[str, str]]
    offered: list[tuple[str, str]]


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


def as_table(request):
    if not is_provincial(request.user):
        raise PermissionDenied
    rows = (
        [
            line.query, line.read_as, line.language, line.asked, line.days, line.last,
            line.fewest, line.now, "; ".join(code for code, _ in line.known),
        ]
        for line in lines(Choice.of(request.GET).rows()[:IN_A_TABLE])
    )  # fmt: skip
    return csv.download("searches", HEADER, rows)


def lines(rows: Iterable[dict[str, Any]]) -> Iterator[Line]:
    known = dictionary.current()
    pages = {
        code: reverse("admin:search_synonym_change", args=[pk])
        for code, pk in Synonym.objects.values_list("code", "pk")
    }
    for row in rows:
        match = matching.match(row["query"])
        words = tuple(word.text for word in analysis.words(row["query"]))
        codes = [concept.code for concept in known.meanings(words)]
        yield Line(
            query=row["query"],
            language=row["language"],
            asked=row["asked"],
            days=row["days"],
            last=row["last"],
            fewest=row["fewest"],
            now=queries.answering(match),
            read_as=queries.read_as(match),
            known=[(code, pages[code]) for code in codes if code in pages],
            offered=list(_offered(match, words, row["language"], known, pages)),
        )


def _offered(
    match: Match,
    words: Sequence[str],
    language: str,
    known: Dictionary,
    pages: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """A misspelt word to the rows it was read as; what nobody knows of the query, or
    all of it where it finds nothing, to a row of its own."""
    misspelt = queries.misspelt(match)
    for word, read in misspelt.items():
        for concept in known.meanings((read,))[:MOST_OFFERED]:
            if concept.code in pages:
                asked = urlencode({"misspelling": word})
                name = f"Add “{word}” as misspelling of {concept.code}"
                yield name, f"{pages[concept.code]}?{asked}"
    if misspelt:
        return
    term = _missing(match, words, known)
    if 0 < len(term) <= MAX_TERM_WORDS:
        asked = urlencode({f"terms_{language}": " ".join(term)})
        yield "Add a synonym", f"{reverse('admin:search_synonym_add')}?{asked}"


def _missing(match: Match, words: Sequence[str], known: Dictionary) -> list[str]:
    """Words that stand nowhere, but for amounts and everyday words; of a query that
    finds nothing though all its words stand somewhere, the query."""
    found = {word.text for word in match.words if word.known}
    unknown = [
        w for w in words if w.isalpha() and w not in found and not known.is_everyday(w)
    ]
    if unknown or queries.answering(match) or known.meanings(tuple(words)):
        return unknown
    said = [word for word in words if word not in known.stop_words]
    return said if all(map(str.isalpha, said)) else []


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("search/queries/", site.admin_view(page), name="search_queries"),
        path(
            "search/queries.csv", site.admin_view(as_table), name="search_queries_csv"
        ),
    ]
