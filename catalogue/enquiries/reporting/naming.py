"""The groups of a report in their order, each with its name in one language."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from babel.dates import format_skeleton
from django.db.models import QuerySet

from catalogue.dates import add_months
from catalogue.enquiries.reporting.facts import UNSPECIFIED
from catalogue.enquiries.reporting.figures import Figures
from catalogue.enquiries.wording import country
from catalogue.products.models import Category
from catalogue.texts import resolve

Line = tuple[str, str, Figures]  # key, name, figures
NOT_NAMED = {
    "category": {"en": "No product named", "id": "Tanpa produk"},
    "destination": {"en": "Not said", "id": "Tidak disebut"},
}


def named(
    groups: Mapping[str, Figures], group: str, regencies: QuerySet, language: str
) -> list[Line]:
    """Of `regencies` each, of months each between the first and the last; of what
    else there is those alone that have an enquiry. What is not specified comes last.
    """
    names = dict(_names(groups, group, regencies, language))
    lines = [(key, name, groups.get(key, Figures())) for key, name in names.items()]
    if UNSPECIFIED in groups:
        name = resolve(NOT_NAMED[group], language)
        lines.append((UNSPECIFIED, name, groups[UNSPECIFIED]))
    return lines


def _names(
    groups: Mapping[str, Figures], group: str, regencies: QuerySet, language: str
) -> Iterator[tuple[str, str]]:
    known = set(groups) - {UNSPECIFIED}
    match group:
        case "regency":
            yield from ((r.code, r.short_name) for r in regencies)
        case "category":
            categories = Category.objects.filter(code__in=known)
            for category in categories.order_by("position", "code"):
                yield category.code, resolve(category.name, language)
        case "destination":
            most = sorted(known, key=lambda code: (-groups[code].enquiries, code))
            yield from ((code, country(code, language)) for code in most)
        case "month":
            yield from _months(known, language)


def _months(known: Collection[str], language: str) -> Iterator[tuple[str, str]]:
    if not known:
        return
    month, last = (date.fromisoformat(f"{end}-01") for end in (min(known), max(known)))
    while month <= last:
        yield f"{month:%Y-%m}", format_skeleton("yMMMM", month, locale=language)
        month = add_months(month, 1)
